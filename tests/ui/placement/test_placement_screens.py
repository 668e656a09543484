"""기업, 인턴 모집 and 인턴 매칭 as a person meets them: real widgets, a real data file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox

from desktop.services import importing
from desktop.services.datafile import history
from desktop.services.records import choices, moves, records
from desktop.ui.placement.dialogs import CompanyDialog, MatchDialog
from desktop.ui.placement.pages import COMPANY, OPENING
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.window.screens import page_of
from tests.services import intake

RULE = "시작일부터 3개월: 같은 날의 전날, 그날이 없는 달은 말일(민법 제160조)"


@pytest.fixture
def garam(saved):
    return saved("companies", name="가람데이터", registration_number="124-81-00998")


@pytest.fixture
def opening(saved, garam):
    return saved("openings", company_id=garam, duty="자료 분석", places=1, starts_on="2022-10-04")


@pytest.fixture
def trainees(saved):
    return [saved("trainees", name=name, birth_date="1998-03-01") for name in ("강하늘", "이바다")]


@pytest.mark.feature("CO-01")
def test_a_wrong_check_digit_is_refused_beside_the_number(desk, shown, fill, told):
    dialog = shown(CompanyDialog(desk, None))
    fill(dialog, name="가람데이터", registration_number="124-81-00999", head_count="서른")
    dialog.accept()
    assert set(told(dialog)) == {"registration_number", "head_count"}
    assert dialog.input("name").text() == "가람데이터"
    fill(dialog, registration_number="1248100998", head_count="35명")
    dialog.accept()
    assert not dialog.isVisible()


@pytest.mark.feature("CO-01")
def test_the_same_number_opens_the_company_that_has_it(
    desk, garam, shown, press, meanwhile, choosing, fill, told, texts
):
    page = shown(page_of(desk, "companies"))
    opened = []

    def act(dialog):
        fill(dialog, name="가람 데이터(주)", registration_number="124 81 00998")
        assert dialog.known.isVisible()
        assert dialog.known.text() == "이미 있는 '가람데이터' 열기"
        dialog.accept()
        assert "이미 있습니다" in told(dialog)["registration_number"]
        assert dialog.input("name").text() == "가람 데이터(주)"
        meanwhile(choosing("버리고 닫기"))
        dialog.known.click()
        meanwhile(lambda known: opened.append((known.record_id, known.input("name").text())))

    meanwhile(act)
    press(page, "기업 추가")
    assert opened == [(garam, "가람데이터")]
    assert texts(page, "name") == ["가람데이터"]


def test_its_own_number_is_not_somebody_elses(desk, garam, shown, fill):
    dialog = shown(CompanyDialog(desk, None, garam))
    fill(dialog, registration_number="1248100998")
    assert not dialog.known.isVisible()


def test_an_agreement_that_ends_before_it_began_is_told_at_its_end(desk, garam, shown, fill, told):
    dialog = shown(RecordDialog(desk, None, COMPANY, garam))
    fill(dialog, agreed_on="2022-09-01", agreed_until="2022-08-31", contact_phone="02 123 4567")
    dialog.accept()
    assert list(told(dialog)) == ["agreed_until"]
    fill(dialog, agreed_until="2023-08-31")
    dialog.accept()
    assert records.read(desk.store, "companies", garam)["contact_phone"] == "02-123-4567"


def test_an_opening_is_added_from_its_company(desk, garam, shown, press, meanwhile, fill):
    page = shown(page_of(desk, "companies"))
    page.table.selectRow(0)

    def act(dialog):
        assert dialog.input("company_id").currentData() == garam
        fill(dialog, duty="자료 분석", places="2명", wage="210만원")
        dialog.accept()

    meanwhile(act)
    press(page, "인턴 모집 추가")
    shown_openings = page_of(desk, "openings")
    assert shown(shown_openings).model.rowCount() == 1
    assert history.next_undo(desk.store).name == "인턴 모집 '가람데이터 자료 분석' 추가"


def test_an_opening_needs_company_duty_and_places(desk, shown, fill, told):
    dialog = shown(RecordDialog(desk, None, OPENING))
    fill(dialog, places="많이")
    dialog.accept()
    assert set(told(dialog)) == {"company_id", "duty", "places"}


@pytest.mark.feature("CO-13")
def test_the_end_follows_the_start_by_the_rule_until_an_own_end_is_written(
    desk, opening, trainees, shown, fill, qtbot
):
    dialog = shown(MatchDialog(desk, None))
    assert dialog._rule.text() == RULE
    for start, end in (
        ("2022-10-04", "2023. 1. 3."),
        ("2022. 11. 30.", "2023. 2. 28."),
        ("22.10.1", "2022. 12. 31."),
    ):
        fill(dialog, starts_on=start)
        assert dialog.input("ends_on").text() == end
    dialog.input("ends_on").clear()
    qtbot.keyClicks(dialog.input("ends_on"), "2022-12-24")
    fill(dialog, starts_on="2022-10-04")
    assert dialog.input("ends_on").text() == "2022-12-24"
    assert dialog._rule.text() == f"{RULE}. 규칙대로면 종료일은 2023. 1. 3."
    fill(dialog, trainee_id=trainees[0], opening_id=opening)
    dialog.accept()
    match = page_of(desk, "matches")
    shown(match)
    assert match.model.rowCount() == 1
    again = shown(MatchDialog(desk, None, match.model.id_at(0)))
    fill(again, starts_on="2022-10-05")
    assert again.input("ends_on").text() == "2022. 12. 24."


def test_an_end_wiped_out_follows_again(desk, shown, fill, qtbot):
    dialog = shown(MatchDialog(desk, None))
    qtbot.keyClicks(dialog.input("ends_on"), "2022")
    fill(dialog, starts_on="2022-10-04")
    assert dialog.input("ends_on").text() == "2022"
    for _ in range(4):
        qtbot.keyClick(dialog.input("ends_on"), "\b")
    fill(dialog, starts_on="2022-10-05")
    assert dialog.input("ends_on").text() == "2023. 1. 4."


@pytest.mark.feature("CO-04")
def test_the_last_place_is_given_once(desk, opening, trainees, shown, press, meanwhile, fill, told, texts):
    page = shown(page_of(desk, "openings"))
    page.table.selectRow(0)

    def first(dialog):
        assert dialog.input("opening_id").currentText() == "가람데이터 · 자료 분석 · 남은 자리 1/1"
        assert dialog.input("ends_on").text() == "2023. 1. 3."
        fill(dialog, trainee_id=trainees[0])
        dialog.accept()

    def second(dialog):
        assert dialog.input("opening_id").currentText() == "가람데이터 · 자료 분석 · 남은 자리 0/1"
        fill(dialog, trainee_id=trainees[1], supervisor="한소리")
        dialog.accept()
        assert told(dialog) == {
            "opening_id": "⚠ 가람데이터 '자료 분석' 모집 1명이 모두 찼습니다. "
            "모집 인원을 늘리거나 다른 모집을 골라 주세요."
        }
        assert dialog.input("trainee_id").currentData() == trainees[1]
        assert dialog.input("supervisor").text() == "한소리"

    meanwhile(first)
    press(page, "매칭 추가")
    assert texts(page, "left") == ["0"]
    page.table.selectRow(0)
    meanwhile(second)
    press(page, "매칭 추가")
    assert texts(page, "placed") == ["1"]


@pytest.mark.feature("CO-13")
def test_two_placements_of_one_trainee_may_not_overlap(desk, opening, trainees, saved, shown, fill, told):
    saved("matches", trainee_id=trainees[0], opening_id=opening, starts_on="2022-10-04", ends_on="2023-01-03")
    narae = saved("companies", name="나래소프트", registration_number="220-81-62517")
    other = saved("openings", company_id=narae, duty="백엔드", places=3)
    dialog = shown(MatchDialog(desk, None))
    fill(dialog, trainee_id=trainees[0], opening_id=other, starts_on="2023-01-03")
    dialog.accept()
    assert "가람데이터 인턴십이 있습니다(2022. 10. 4. ~ 2023. 1. 3.)" in told(dialog)["starts_on"]
    fill(dialog, starts_on="2023-01-04")
    dialog.accept()
    assert not dialog.isVisible()


def test_a_match_of_someone_who_left_is_asked_about_once(
    desk, store, opening, saved, shown, fill, told, meanwhile, choosing
):
    cohort = saved("cohorts", year=2023, name="AI칼리지 2023", programme="AI칼리지")
    desk.set_scope(cohort_id=cohort, board_id=None)
    gone = saved("trainees", desk.scope, name="강가람", birth_date="1991-03-02")
    moves.move(store, "trainees", [gone], "탈락", "", desk.scope)
    dialog = shown(MatchDialog(desk, None, None, {"opening_id": opening}))
    fill(dialog, trainee_id=gone)
    asked = []

    def say(answer):
        def act(box):
            asked.append(box.text())
            choosing(answer)(box)

        return act

    meanwhile(say("취소"))
    dialog.accept()
    assert dialog.isVisible(), "nothing is written until the question is answered"
    meanwhile(say("그대로 저장"))
    dialog.accept()
    assert set(told(dialog)) == {"starts_on", "ends_on"}, "the period is missing still"
    fill(dialog, starts_on="2023-10-04", ends_on="2024-01-03")
    dialog.accept()  # without a further question
    assert not dialog.isVisible()
    assert asked == ["강가람님은 AI칼리지 2023 기초과정에서 '탈락'입니다. 그래도 매칭할까요?"] * 2


def test_a_match_is_moved_on_and_taken_back(
    desk, opening, trainees, saved, shown, press, meanwhile, choosing, texts, qtbot
):
    saved("matches", trainee_id=trainees[0], opening_id=opening, starts_on="2022-10-04", ends_on="2023-01-03")
    page = shown(page_of(desk, "matches"))
    page.table.selectRow(0)
    meanwhile(choosing("근무"))
    press(page, "상태 바꾸기")
    qtbot.waitUntil(lambda: texts(page, "status") == ["근무"])
    page.table.selectRow(0)
    meanwhile(choosing("정규직 전환"))
    press(page, "상태 바꾸기")
    qtbot.waitUntil(lambda: texts(page, "status") == ["정규직 전환"])
    history.undo(desk.store)
    assert texts(page, "status") == ["근무"]


@pytest.mark.parametrize("typed", ["1983", "김민수 1983", "rlaalstn 1983", "ㄱㅁㅅ 1983"])
def test_of_many_trainees_one_is_found_by_what_is_known_of_her(desk, opening, saved, shown, qtbot, typed):
    ids = [saved("trainees", name="김민수", birth_date=f"19{year}-03-01") for year in range(80, 99)]
    dialog = shown(MatchDialog(desk, None))
    people = dialog.input("trainee_id")
    assert isinstance(people, QComboBox)
    people.setFocus()
    composed = QInputMethodEvent()
    composed.setCommitString(typed)
    QApplication.sendEvent(people.lineEdit(), composed)
    popup = people.lineEdit().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() == 1
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert people.currentData() == ids[3]
    assert people.currentText() == "김민수 · 1983. 3. 1."
    assert dialog.isVisible()


def test_one_too_far_down_to_be_offered_unasked_is_found_by_the_last_digits(
    desk, opening, saved, shown, qtbot
):
    for year in range(40, 99):  # too many to be offered unasked
        saved("trainees", name="가가가", birth_date=f"19{year}-03-01")
    last = saved("trainees", name="하하하", phone="010-1234-0001")
    dialog = shown(MatchDialog(desk, None))
    people = dialog.input("trainee_id")
    assert people.findData(last) < 0
    people.setFocus()
    qtbot.keyClicks(people.lineEdit(), "0001")
    popup = people.lineEdit().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert people.currentData() == last


def test_whom_a_match_is_about_is_shown_however_many_stand_before(desk, opening, saved, shown):
    for year in range(40, 99):
        saved("trainees", name="가가가", birth_date=f"19{year}-03-01")
    last = saved("trainees", name="하하하")
    match = saved(
        "matches", trainee_id=last, opening_id=opening, starts_on="2022-10-04", ends_on="2023-01-03"
    )
    dialog = shown(MatchDialog(desk, None, match))
    assert dialog.input("trainee_id").currentText() == "하하하"
    assert dialog.input("trainee_id").count() <= choices.MOST_OFFERED + 1


def test_what_is_typed_but_nobody_is_refused(desk, opening, saved, shown, fill, told, qtbot):
    for year in range(80, 99):
        saved("trainees", name="김민수", birth_date=f"19{year}-03-01")
    dialog = shown(MatchDialog(desk, None))
    dialog.input("trainee_id").setEditText("김민순")
    fill(dialog, opening_id=opening, starts_on="2022-10-04")
    dialog.accept()
    assert told(dialog) == {"trainee_id": "⚠ 목록에서 골라 주세요."}
    assert dialog.input("trainee_id").currentText() == "김민순"


@pytest.mark.feature("CO-04")
def test_those_who_completed_are_offered_first(desk, opening, store, tmp_path, shown):
    rows = [[1, "강가람", "1991.3.2", "미수료"], [2, "하나래", "1992.3.2", "수료"]]
    path = intake.write(tmp_path / "명단.xlsx", ["연번", "성명", "생년월일", "상태"], *rows)
    plan = importing.prepare(store, "trainees", importing.read_file(path), cohort="2022")
    changes = importing.run(store, plan)
    desk.set_scope(cohort_id=changes.inserted["cohort"][0], board_id=None)
    dialog = shown(MatchDialog(desk, None, None, {"opening_id": opening}))
    names = [text.split(" · ")[0] for _id, text in dialog.choices("trainee_id")]
    assert names == ["하나래", "강가람"]
