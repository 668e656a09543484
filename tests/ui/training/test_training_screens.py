"""교육생 and 기수와 단계 as a person meets them: real widgets, a real data file."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.model.people import Person
from desktop.services.datafile import history
from desktop.services.records import choices, moves, records
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.training.dialogs import CohortDialog
from desktop.ui.training.pages import COHORT, STAGE, TRAINEE
from desktop.ui.window.screens import page_of

STAGES = ["1. 기초과정", "2. 심화과정", "3. 포트폴리오 프로젝트"]


@pytest.fixture
def cohort(desk, saved):
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    return cohort_id


@pytest.fixture
def trainee(desk, cohort, saved):
    return saved("trainees", desk.scope, name="홍길동", birth_date="1998-03-01", phone="010-1234-5678")


def test_the_empty_list_offers_the_sheet_of_applicants(desk, cohort, shown):
    page = shown(page_of(desk, "trainees"))
    empty = page.findChild(EmptyState)
    assert empty.findChild(QPushButton).text() == "엑셀 가져오기"
    assert any("교육생 추가" in label.text() for label in empty.findChildren(QLabel))


def test_a_trainee_is_added_and_applies(desk, cohort, shown, press, meanwhile, fill, texts):
    page = shown(page_of(desk, "trainees"))

    def act(dialog):
        fill(
            dialog, name="홍 길 동", birth_date="980301", phone="1012345678", gender="남", major_kind="비전공"
        )
        dialog.accept()

    meanwhile(act)
    press(page, "교육생 추가")
    assert texts(page, "name") == ["홍길동"]
    assert texts(page, "status") == ["신청"]
    trainee_id = page.model.id_at(0)
    assert records.read(desk.store, "trainees", trainee_id)["phone"] == "010-1234-5678"


def test_every_wrong_field_says_so_beside_itself_and_keeps_what_was_typed(desk, cohort, shown, fill, told):
    dialog = shown(RecordDialog(desk, None, TRAINEE))
    typed = {
        "birth_date": "2월 30일",
        "phone": "12",
        "email": "@",
        "consent_date": "아무 때",
        "note": "주민번호 900101-1234568",
    }
    fill(dialog, **typed)
    dialog.accept()
    assert set(told(dialog)) == {"name", *typed}
    for key in ("birth_date", "phone", "email", "consent_date"):
        assert dialog.input(key).text() == typed[key]
    assert "주민등록번호" in told(dialog)["note"]
    fill(dialog, name="홍길동")
    assert "name" not in told(dialog)


def test_someone_known_already_is_refused_at_the_name(desk, trainee, shown, fill, told):
    dialog = shown(RecordDialog(desk, None, TRAINEE))
    fill(dialog, name="홍길동", birth_date="1998. 3. 1.", school="가람대")
    dialog.accept()
    assert "이미 '기초과정'에 들어 있는 교육생" in told(dialog)["name"]
    assert dialog.input("school").text() == "가람대"


def test_a_trainee_goes_through_the_first_stage_and_on_to_the_next(
    desk, trainee, shown, press, meanwhile, choosing, texts, qtbot
):
    page = shown(page_of(desk, "trainees"))
    for status in ("선발", "수강", "수료"):
        page.table.selectRow(0)
        meanwhile(choosing(f"'{status}'"))
        press(page, "상태 바꾸기")
        qtbot.waitUntil(lambda status=status: texts(page, "status") == [status])
    press(page, "다음 단계로 올리기")
    qtbot.waitUntil(lambda: texts(page, "stage") == ["심화과정"])
    assert texts(page, "status") == ["선발"]
    history.undo(desk.store)
    assert texts(page, "stage") == ["기초과정"]


def test_going_on_without_completing_says_who_and_why(
    desk, trainee, shown, press, meanwhile, choosing, texts, qtbot
):
    page = shown(page_of(desk, "trainees"))
    page.table.selectRow(0)
    said = []

    def read(box):
        said.append(box.text())
        box.accept()

    meanwhile(read)
    press(page, "다음 단계로 올리기")
    qtbot.waitUntil(lambda: bool(said))
    assert said == [
        "홍길동님은 앞 단계를 수료하지 않아 다음 단계로 올릴 수 없습니다. 앞 단계의 상태를 '수료'로 바꾼 뒤 다시 해 주세요."
    ]
    assert texts(page, "stage") == ["기초과정"]


def test_not_completing_asks_why_from_the_dialog(desk, trainee, shown, meanwhile, choosing, fill, qtbot):
    for to in ("선발", "수강"):
        moves.move(desk.store, "trainees", [trainee], to, "", desk.scope)
    dialog = shown(RecordDialog(desk, None, TRAINEE, trainee))

    def give_reason(asked):
        fill(asked, reason="출석 79.2%")
        asked.accept()

    def pick(menu):
        meanwhile(give_reason)
        choosing("미수료")(menu)

    meanwhile(pick)
    dialog.status.button.click()
    qtbot.waitUntil(lambda: dialog.status.status == "미수료")
    assert history.next_undo(desk.store).reason == "출석 79.2%"


@pytest.mark.parametrize(("answer", "people"), [("사람까지 삭제", 0), ("교육생만 삭제", 1)])
def test_a_deleted_trainee_comes_back_with_undo(
    desk, trainee, shown, press, texts, qtbot, meanwhile, choosing, answer, people
):
    page = shown(page_of(desk, "trainees"))
    page.table.selectRow(0)
    meanwhile(choosing(answer))
    press(page, "교육생 삭제")
    qtbot.waitUntil(lambda: texts(page, "name") == [])
    with desk.store.read() as session:
        assert session.query(Person).count() == people
    history.undo(desk.store)
    assert texts(page, "status") == ["신청"]


def test_a_question_about_the_person_that_is_not_answered_deletes_nothing(
    desk, trainee, shown, press, texts, qtbot, meanwhile, choosing
):
    page = shown(page_of(desk, "trainees"))
    page.table.selectRow(0)
    meanwhile(choosing("취소"))
    press(page, "교육생 삭제")
    assert texts(page, "status") == ["신청"]


@pytest.mark.feature("DA-09")
def test_a_block_is_pasted_bad_cells_stay_red_and_one_step_takes_it_back(
    desk, cohort, saved, shown, texts, qtbot
):
    for number in range(30):
        saved("trainees", desk.scope, name=f"홍길동{number:02}", birth_date="1998-03-01")
    page = shown(page_of(desk, "trainees"))
    keys = ["phone", "email", "school", "major", "gender"]
    block = [[f"010{20000000 + n}", f"a{n}@example.com", "가람대", "통계학", "여"] for n in range(30)]
    block[3][0], block[7][4] = "12", "몰라요"
    ids = [page.model.id_at(row) for row in range(30)]
    bad = page._paste(ids, keys, block)
    assert {(cell.id, cell.key) for cell in bad} == {(ids[3], "phone"), (ids[7], "gender")}
    assert all(cell.reason for cell in bad)
    qtbot.waitUntil(lambda: texts(page, "major") == ["통계학"] * 30)
    assert records.read(desk.store, "trainees", ids[3])["phone"] is None
    history.undo(desk.store)
    assert texts(page, "major") == [""] * 30


def test_a_new_cohort_is_proposed_for_this_year_put_in_work_and_has_its_stages(
    desk, shown, press, meanwhile, texts
):
    page = shown(page_of(desk, "stages"))

    def act(dialog):
        assert [dialog.input(key).text() for key in ("name", "year", "programme")] == [
            "교육과정 2022",
            "2022",
            "교육과정",
        ]
        dialog.accept()

    meanwhile(act)
    press(page, "기수 추가")
    assert desk.scope.cohort_id is not None
    assert texts(page, "name") == [stage[3:] for stage in STAGES]


def test_a_cohort_is_opened_with_its_stages_which_are_changed_at_their_place(
    desk, cohort, shown, meanwhile, fill, qtbot
):
    dialog = shown(CohortDialog(desk, None, cohort))
    stages = dialog.stages
    assert stages.texts() == STAGES

    def add(stage):
        assert stage.input("position").text() == "4"
        assert stage.input("attendance_minimum").text() == "80"
        fill(stage, name="취업 준비", starts_on="2022-09-19", ends_on="2022-09-18")
        stage.accept()
        assert "앞섭니다" in stage._errors.text("ends_on")
        fill(stage, ends_on="2022-09-30")
        stage.accept()

    meanwhile(add)
    stages.add.click()
    assert stages.texts() == [*STAGES, "4. 취업 준비 · 2022. 9. 19. ~ 2022. 9. 30."]
    stages.rows.setCurrentRow(3)
    stages.remove.click()
    qtbot.waitUntil(lambda: stages.texts() == STAGES)
    assert dialog.isVisible()


def test_the_stages_of_another_cohort_lead_to_their_own_cohort(desk, cohort, saved, shown, press, meanwhile):
    other = saved("cohorts", name="2021", year=2021, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=None, board_id=None)
    page = shown(page_of(desk, "stages"))
    page.table.selectRow(0)
    names = []
    meanwhile(lambda dialog: names.append((dialog.record_id, dialog.input("name").text())))
    press(page, "기수 고치기")
    assert names == [(other, "2021")]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"year": "99"}, "year"),
        ({"weeks": "0주"}, "weeks"),
        ({"starts_on": "2022-09-16", "ends_on": "2022-04-04"}, "ends_on"),
        ({"programme": ""}, "programme"),
    ],
)
def test_a_wrong_cohort_says_so_beside_the_field(desk, shown, fill, told, values, field):
    dialog = shown(RecordDialog(desk, None, COHORT))
    fill(dialog, **values)
    dialog.accept()
    assert list(told(dialog)) == [field]


def test_a_rule_of_completion_stays_within_bounds(desk, cohort, saved, shown, fill, told):
    stage = saved("stages", desk.scope, name="취업 준비", position=4)
    dialog = shown(RecordDialog(desk, None, STAGE, stage))
    fill(dialog, attendance_minimum="101%", score_minimum="")
    dialog.accept()
    assert "0 이상 100 이하" in told(dialog)["attendance_minimum"]
    fill(dialog, attendance_minimum="80%")
    dialog.accept()
    assert told(dialog) == {"score_minimum": "⚠ 점수 기준은 비워 둘 수 없습니다. 값을 적어 주세요."}


@pytest.mark.feature("DA-10")
def test_who_came_into_the_wrong_cohort_is_moved_and_the_empty_one_deleted(
    desk, cohort, trainee, saved, shown, press, meanwhile, fill, choosing, texts, qtbot
):
    right = saved("cohorts", name="서초 AI칼리지 2023", year=2023, programme="서초 AI칼리지")
    page = shown(page_of(desk, "trainees"))
    page.table.selectRow(0)
    names = texts(page, "name")

    def choose(dialog):
        fill(dialog, cohort_id=right)
        dialog.accept()

    meanwhile(choose)
    press(page, "다른 기수로 옮기기…")
    qtbot.waitUntil(lambda: page.model.rowCount() == len(names) - 1)
    desk.set_scope(cohort_id=right, board_id=None)
    assert texts(page, "name") == names[:1]
    desk.set_scope(cohort_id=cohort, board_id=None)
    stages = shown(page_of(desk, "stages"))
    asked = []

    def agree(box):
        asked.append(box.text() + box.informativeText())
        choosing("기수 지우기")(box)

    meanwhile(agree)
    press(stages, "기수 삭제…")
    qtbot.waitUntil(lambda: not desk.jobs.busy and bool(asked))
    assert "기수를 통째로 지울까요?" in asked[0]
    assert "되돌리기" in asked[0]
    assert [name for _id, name in choices.of(desk.store, "cohorts", desk.scope)] == ["서초 AI칼리지 2023"]
