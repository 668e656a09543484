"""위원, 제안, 주제 and 기수 as a person meets them: real widgets, a real data file."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QFileDialog, QLabel, QPushButton

from desktop.services.board.proposals import merging
from desktop.services.board.review import opinions
from desktop.services.datafile import history
from desktop.services.records import choices, moves, records
from desktop.ui.board.dialogs import MemberDialog, ProposalDialog, ThemesDialog
from desktop.ui.board.meetings.meeting_dialog import MeetingDialog
from desktop.ui.board.pages import BOARD, MEMBER
from desktop.ui.board.proposals.opinions_beside import OpinionsBeside
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.kit.mnemonics import plain
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.window.screens import page_of


@pytest.fixture
def board(desk, saved):
    board_id = saved("boards", name="슈퍼히어로 1기", year=2022, opened_on="2022-09-14")
    desk.set_scope(cohort_id=None, board_id=board_id)
    return board_id


@pytest.fixture
def people(desk, board, saved):
    return [
        saved("members", desk.scope, name=name, department=department)
        for name, department in (("강하늘", "감사담당관"), ("이바다", "홍보담당관"))
    ]


@pytest.fixture
def proposal(desk, people, saved):
    return saved("proposals", desk.scope, title="걷기 좋은 거리", authors=(people[0],))


def test_the_empty_list_says_what_to_do_and_offers_it(desk, shown, meanwhile, fill, texts):
    page = shown(page_of(desk, "members"))
    button = page.findChild(EmptyState).findChild(QPushButton)
    assert button.text() == "위원 추가"

    def act(dialog):
        fill(dialog, name="홍길동", department="감사담당관", phone="01012345678")
        dialog.accept()

    meanwhile(act)
    button.click()
    assert texts(page, "name") == ["홍길동"]


def test_on_a_low_screen_a_meeting_is_written_in_full_sight_and_its_lists_scroll_with_it(
    desk, people, saved, shown
):
    meeting = saved("meetings", desk.scope, held_on="2022-09-14", title="1차 정기회의")
    dialog = shown(MeetingDialog(desk, None, meeting))
    dialog.resize(851, 452)
    QApplication.processEvents()
    assert dialog.focusWidget() is dialog.input("held_on")
    for part in (*map(dialog.input, ("agenda", "notes", "present")), dialog.findChild(QDialogButtonBox)):
        assert part.visibleRegion().boundingRect() == part.rect()
    ideas = dialog.lists["ideas"]
    ideas.add.setFocus()
    assert ideas.add.visibleRegion().boundingRect() == ideas.add.rect()
    assert dialog._scroll.horizontalScrollBar().maximum() == 0
    across = [each.mapTo(dialog, QPoint(0, 0)).x() for each in dialog.lists.values()]
    assert len(set(across)) == 1, "one below the other"
    dialog.resize(1100, 452)
    QApplication.processEvents()
    along = [each.mapTo(dialog, QPoint(0, 0)).y() for each in dialog.lists.values()]
    assert len(set(along)) == 1, "side by side"


@pytest.mark.feature("JB-04")
def test_what_is_added_to_a_meeting_is_typed_at_once(desk, people, saved, shown, meanwhile, fill):
    dialog = shown(MeetingDialog(desk, None))
    assert dialog.focusWidget() is dialog.input("title")
    fill(dialog, title="1차 정기회의")
    begun = []
    for kind, field in (("decisions", "content"), ("action_items", "task"), ("ideas", "content")):
        meanwhile(lambda asked, field=field: begun.append(asked.focusWidget() is asked.input(field)))
        dialog.lists[kind].add.click()
    assert begun == [True, True, True]


@pytest.mark.feature("JB-04")
def test_a_new_meeting_is_written_while_it_goes_on(desk, people, shown, meanwhile, fill, qtbot, told):
    """Its lists and its proposals need no saving, closing and opening again; two fields are enough all the same."""
    dialog = shown(MeetingDialog(desk, None))
    decisions = dialog.lists["decisions"]
    decisions.add.click()
    assert "title" in told(dialog), "what belongs to a meeting needs the meeting"
    fill(dialog, title="1차 정기회의")

    def decide(asked):
        fill(asked, content="매달 둘째 수요일에 모인다")
        asked.accept()

    meanwhile(decide)
    decisions.add.click()
    assert decisions.texts() == ["매달 둘째 수요일에 모인다"]
    assert not dialog.changed
    fill(dialog, notes="빗물받이를 옮긴다")
    meanwhile(lambda proposal: proposal.reject())
    dialog.propose.click()
    qtbot.waitUntil(lambda: dialog.lists["ideas"].texts() == ["빗물받이를 옮긴다"])
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    last = history.next_undo(desk.store).name
    dialog.accept()
    assert history.next_undo(desk.store).name == last, "nothing was left to be saved"
    ((meeting, _text),) = choices.of(desk.store, "meetings", desk.scope)
    assert records.read(desk.store, "meetings", meeting)["notes"] == "빗물받이를 옮긴다"


@pytest.mark.feature("JB-04")
def test_the_list_of_what_is_to_be_done_begins_with_what_is_open(desk, people, saved, shown, texts):
    page = shown(page_of(desk, "action_items"))
    said = [each.text() for each in page.frame.empty.findChildren(QLabel)]
    assert any("할 일이 여기 모입니다" in each for each in said), "not that a condition hides them"
    meeting = saved("meetings", desk.scope, held_on="2022-09-14", title="1차 정기회의")
    for task, done in (("자전거 세기", ""), ("지도 그리기", "2022-09-15")):
        saved("action_items", desk.scope, meeting_id=meeting, task=task, due_on="2022-09-15", done_on=done)
    assert (texts(page, "task"), texts(page, "state")) == (["자전거 세기"], ["늦음"])
    page.filters.clear()
    assert texts(page, "task") == ["자전거 세기", "지도 그리기"]


def test_a_new_term_is_put_in_work_at_once(desk, shown, press, meanwhile, fill):
    page = shown(page_of(desk, "boards"))

    def act(dialog):
        assert dialog.input("year").text() == "2022"
        fill(dialog, name="슈퍼히어로 1기", opened_on="22.9.14")
        dialog.accept()

    meanwhile(act)
    press(page, "기수 추가")
    assert records.read(desk.store, "boards", desk.scope.board_id)["name"] == "슈퍼히어로 1기"


def test_every_wrong_field_says_so_beside_itself_and_keeps_what_was_typed(desk, board, shown, fill, told):
    dialog = shown(RecordDialog(desk, None, MEMBER))
    fill(dialog, birth_date="2031. 1. 1.", phone="010-12", email="메일", appointed_on="어제")
    dialog.accept()
    assert dialog.isVisible()
    assert set(told(dialog)) == {"name", "birth_date", "phone", "email", "appointed_on"}
    assert dialog.focusWidget() is dialog.input("name")
    assert dialog.input("phone").text() == "010-12"
    fill(
        dialog,
        name="홍길동",
        birth_date="98.3.1",
        phone="010 1234 5678",
        email="a@example.com",
        appointed_on="",
    )
    dialog.accept()
    assert told(dialog) == {
        "department": "⚠ 부서나 직원번호 가운데 하나는 있어야 합니다. 둘 가운데 아는 것을 적어 주세요."
    }
    assert dialog.input("phone").text() == "010 1234 5678"
    fill(dialog, department="감사담당관")
    dialog.accept()
    assert not dialog.isVisible()
    assert history.next_undo(desk.store).name == "위원 홍길동 추가"


def test_a_name_taken_is_told_at_the_name(desk, board, shown, fill, told):
    dialog = shown(RecordDialog(desk, None, BOARD))
    fill(dialog, name="슈퍼히어로 1기")
    dialog.accept()
    assert "같은 이름의 기수" in told(dialog)["name"]


def policy(desk, name):
    return next(row_id for row_id, text in choices.of(desk.store, "policies", desk.scope) if text == name)


def test_years_of_service_stand_beside_the_appointment(desk, board, shown, fill):
    dialog = shown(MemberDialog(desk, None))
    fill(dialog, appointed_on="2018. 9. 15.")
    assert dialog._note.text() == "근속 3년 (2022. 9. 14. 기준)"
    fill(dialog, appointed_on="2018. 9. 14.")
    assert dialog._note.text() == "근속 4년 (2022. 9. 14. 기준)"
    fill(dialog, appointed_on="2018. 9.")
    assert dialog._note.text() == ""


def test_a_proposal_is_written_with_its_theme_and_authors(desk, people, saved, shown, fill, texts):
    theme = saved("themes", desk.scope, name="걷기 좋은 거리", policy_id=policy(desk, "쾌적"))
    dialog = shown(ProposalDialog(desk, None))
    assert dialog.input("proposed_on").text() == "2022. 9. 16."
    fill(
        dialog,
        title="보도 정비",
        theme_id=theme,
        problem="좁다\n울퉁불퉁하다",
        cost="200만원",
        authors=people,
    )
    dialog.accept()
    page = shown(page_of(desk, "proposals"))
    assert texts(page, "theme") == ["걷기 좋은 거리"]
    assert texts(page, "status") == ["발굴"]
    assert texts(page, "cost") == ["2,000,000"]
    assert texts(page, "authors")[0].split(", ") == ["강하늘", "이바다"]


def test_themes_are_put_in_order_without_leaving_the_proposal(desk, board, shown, meanwhile, fill):
    dialog = shown(ProposalDialog(desk, None))
    fill(dialog, title="인사 예고제")

    def add_theme(themes):
        def act(theme):
            theme.accept()
            assert {theme._errors.text(key) for key in ("name", "policy_id")} == {
                "⚠ 꼭 필요한 항목입니다. 적거나 골라 주세요."
            }
            fill(theme, name="공정한 인사", policy_id=policy(desk, "투명"))
            theme.accept()

        meanwhile(act)
        themes.themes.add.click()
        assert themes.themes.texts() == ["투명 · 공정한 인사"]

    meanwhile(add_theme)
    dialog.form.findChild(QPushButton, "manage_themes").click()
    offered = dialog.input("theme_id")
    assert isinstance(offered, QComboBox)
    assert [offered.itemText(row) for row in range(offered.count())] == ["", "투명 · 공정한 인사"]
    assert dialog.input("title").text() == "인사 예고제"


def test_a_theme_is_deleted_and_comes_back(desk, board, saved, shown, qtbot):
    saved("themes", desk.scope, name="공정한 인사", policy_id=policy(desk, "투명"))
    themes = shown(ThemesDialog(desk)).themes
    assert (themes.rows.currentRow(), themes.rows.item(0).isSelected()) == (0, True), (
        "seen before it is deleted"
    )
    themes.remove.click()
    qtbot.waitUntil(lambda: themes.texts() == [])
    assert "'주제 추가'" in themes._empty.text()
    assert themes._empty.isVisible()
    assert not themes.remove.isEnabled()
    history.undo(desk.store)
    assert themes.texts() == ["투명 · 공정한 인사"]
    assert not themes._empty.isVisible()


def test_what_someone_else_changed_is_asked_about_and_the_rest_left_alone(
    desk, proposal, shown, fill, meanwhile, choosing
):
    dialog = shown(ProposalDialog(desk, None, proposal))
    records.save(desk.store, "proposals", {"title": "걷고 싶은 거리", "cost": 1}, record_id=proposal)
    fill(dialog, title="걷기 편한 거리")
    asked = []

    def mine(box):
        asked.append(box.informativeText())
        choosing("내 값으로")(box)

    meanwhile(mine)
    dialog.accept()
    assert "내 값 '걷기 편한 거리', 지금 값 '걷고 싶은 거리'" in asked[0]
    values = records.read(desk.store, "proposals", proposal)
    assert (values["title"], values["cost"]) == ("걷기 편한 거리", 1)


def test_an_author_of_another_term_stays_an_author(desk, proposal, people, saved, shown, fill):
    other = saved("boards", name="2기", year=2023)
    desk.set_scope(cohort_id=None, board_id=other)
    dialog = shown(ProposalDialog(desk, None, proposal))
    fill(dialog, effect="민원 감소")
    dialog.accept()
    assert records.read(desk.store, "proposals", proposal)["authors"] == (people[0],)


@pytest.mark.feature("JB-11")
def test_the_opinions_of_the_departments_stand_side_by_side_below_a_proposal(desk, proposal, shown):
    dialog = shown(ProposalDialog(desk, None, proposal))
    beside = dialog.findChild(OpinionsBeside)
    assert not beside.isVisible(), "nobody was asked"
    opinions.ask(
        desk.store, proposal, desk.store.today(), dict.fromkeys(("청소행정과", "도로과"), desk.store.today())
    )
    assert beside.isVisible()
    for each in opinions.stated(desk.store, proposal):
        raw = {"answered_on": "2022-09-16", "verdict": "수용", "text": f"{each.department}의 말"}
        records.save(desk.store, "opinions", raw, record_id=each.id)
    QApplication.processEvents()
    words = {each.text(): each for each in beside._columns.findChildren(QLabel)}
    first, second = (words[f"{each}의 말"].mapTo(dialog, QPoint(0, 0)) for each in ("청소행정과", "도로과"))
    assert first.y() == second.y()
    assert first.x() < second.x()


@pytest.mark.feature("JB-09")
def test_which_of_several_merged_ones_is_parted_is_asked(
    desk, proposal, saved, shown, press, meanwhile, texts, qtbot
):
    others = [saved("proposals", desk.scope, title=title) for title in ("나", "다")]
    merging.merge(desk.store, proposal, others)
    page = shown(page_of(desk, "proposals"))
    page.table.selectRow(0)

    def choose(dialog):
        asked = dialog.input("parted")
        assert [asked.itemText(row) for row in range(asked.count())][-2:] == ["나", "다"]
        asked.setCurrentIndex(asked.findData(others[1]))
        dialog.accept()

    meanwhile(choose)
    press(page, "합치기 풀기")
    qtbot.waitUntil(lambda: texts(page, "title") == ["걷기 좋은 거리", "다"])
    page.select(proposal)
    press(page, "합치기 풀기")
    qtbot.waitUntil(lambda: len(texts(page, "title")) == 3)


@pytest.mark.feature("JB-08")
def test_a_proposal_no_list_shows_tells_its_state_and_offers_the_members_of_its_own_term(
    desk, proposal, people, saved, shown
):
    """One merged, of another term than the one in work: as the hint of similar ones opens them."""
    saved("proposals", desk.scope, title="걷고 싶은 거리")
    kept = saved("proposals", desk.scope, title="보도 정비")
    moves.move(desk.store, "proposals", [proposal], "보류", "예산 없음", desk.scope, {"obstacle": "예산"})
    merging.merge(desk.store, kept, [proposal])
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="2기", year=2023))
    saved("members", desk.scope, name="박강산", department="감사담당관")
    dialog = shown(ProposalDialog(desk, None, proposal))
    assert (dialog.status.status, dialog.status._reason.text()) == ("보류", "예산 없음")
    assert [text for _id, text in dialog.choices("authors")] == ["강하늘 · 감사담당관", "이바다 · 홍보담당관"]


@pytest.mark.feature("JB-10")
def test_rejecting_asks_for_the_reason_and_the_move_is_undone(
    desk, proposal, shown, meanwhile, choosing, fill, qtbot
):
    dialog = shown(ProposalDialog(desk, None, proposal))
    assert dialog.status.status == "발굴"
    button, title = dialog.status.button, dialog.input("title")
    edges = [each.mapTo(dialog, QPoint(each.width(), 0)).x() for each in (button, title)]
    assert edges[0] == edges[1], "one grid"

    def give_reason(asked):
        asked.accept()
        assert asked.isVisible()
        assert "꼭 필요한 항목" in asked._errors.text("reason")
        assert "꼭 필요한 항목" in asked._errors.text("obstacle")
        fill(asked, reason="예산이 없음", obstacle="예산")
        asked.accept()

    def pick(menu):
        assert [action.text().strip("'")[:2] for action in menu.actions()] == ["토론", "제출", "보류", "취하"]
        meanwhile(give_reason)
        choosing("보류")(menu)

    meanwhile(pick)
    dialog.status.button.click()
    qtbot.waitUntil(lambda: dialog.status.status == "보류")
    assert history.next_undo(desk.store).reason == "예산이 없음"
    assert dialog.status._reason.text() == "예산이 없음"
    history.undo(desk.store)
    assert dialog.status.status == "발굴"


def test_several_proposals_move_from_the_list(
    desk, people, saved, shown, press, meanwhile, choosing, texts, qtbot
):
    for title in ("가", "나", "다"):
        saved("proposals", desk.scope, title=title)
    page = shown(page_of(desk, "proposals"))
    page.table.selectRow(0)
    page.table.setSelectionMode(page.table.SelectionMode.ExtendedSelection)
    page.table.selectAll()
    qtbot.waitUntil(lambda: len(page.selected_ids()) == 3)
    meanwhile(choosing("토론"))
    press(page, "상태 바꾸기")
    qtbot.waitUntil(lambda: texts(page, "status") == ["토론"] * 3)
    assert history.next_undo(desk.store).name == "제안 3건 '토론'으로"


def test_enter_opens_the_record_and_deleting_offers_undo_instead_of_a_question(
    desk, proposal, shown, meanwhile, press, texts, qtbot
):
    page = shown(page_of(desk, "proposals"))
    page.table.selectRow(0)
    titles = []
    meanwhile(lambda dialog: titles.append(dialog.input("title").text()))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert titles == ["걷기 좋은 거리"]
    press(page, "제안 삭제")
    qtbot.waitUntil(lambda: texts(page, "title") == [])
    assert history.next_undo(desk.store).name == "제안 '걷기 좋은 거리' 삭제"
    history.undo(desk.store)
    assert texts(page, "title") == ["걷기 좋은 거리"]


def test_the_list_follows_the_term_in_work(desk, people, saved, shown, texts):
    page = shown(page_of(desk, "members"))
    assert texts(page, "name") == ["강하늘", "이바다"]
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="2기", year=2023))
    assert texts(page, "name") == []


def test_a_file_opened_for_reading_shows_but_does_not_save(desk, proposal, shown, qtbot):
    desk.store.read_only = True
    dialog = shown(ProposalDialog(desk, None, proposal))
    assert [plain(button.text()) for button in dialog._buttons.buttons()] == ["닫기"]
    assert not dialog.status.button.isVisible()
    page = shown(page_of(desk, "proposals"))
    add = next(action for action in page.bar.qt_actions if action.text() == "제안 추가")
    qtbot.waitUntil(lambda: not add.isEnabled())


@pytest.fixture
def minutes(desk, board, saved, shown, press, qtbot, tmp_path, monkeypatch):
    """``minutes(named, form)``: press 회의록… and answer the file dialog with a name and the kind that stands there."""
    saved("meetings", desk.scope, held_on="2022-09-14", title="1차 정기회의", notes="역 앞")
    page = shown(page_of(desk, "meetings"))
    page.table.selectRow(0)

    def ask(named, form):
        asked = []

        def answer(_parent, _title, proposed, forms, **_options):
            asked.append((Path(proposed).name, forms))
            return str(tmp_path / named), form

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        press(page, "회의록…")
        qtbot.waitUntil(lambda: not desk.jobs.busy)
        return asked[0]

    return ask


@pytest.mark.parametrize(
    ("named", "form", "saved_as"),
    [
        ("회의록.pdf", "한글 문서 (*.hwpx)", "회의록.hwpx"),  # a name as proposed with another kind chosen
        ("1차", "한글 문서 (*.hwpx)", "1차.hwpx"),
        ("1차.hwpx", "PDF 파일 (*.pdf)", "1차.hwpx"),  # typed, so meant
        ("9. 14.", "PDF 파일 (*.pdf)", "9. 14..pdf"),
    ],
)
def test_the_minutes_are_saved_as_pdf_or_for_hangul_as_the_person_says(
    minutes, tmp_path, named, form, saved_as
):
    assert minutes(named, form) == (
        "회의록_1차 정기회의_20220914.pdf",
        "PDF 파일 (*.pdf);;한글 문서 (*.hwpx)",
    )
    (found,) = [path for path in tmp_path.glob("*.*") if path.suffix in {".pdf", ".hwpx"}]
    assert found.name == saved_as
    assert found.read_bytes().startswith(b"PK" if found.suffix == ".hwpx" else b"%PDF")


def test_a_file_of_the_name_with_its_end_is_asked_for_before_it_is_replaced(minutes, tmp_path, meanwhile):
    there = tmp_path / "회의록.hwpx"
    there.write_bytes(b"old")
    meanwhile(lambda box: box.reject())
    minutes("회의록.pdf", "한글 문서 (*.hwpx)")
    assert there.read_bytes() == b"old"


def test_without_the_extra_the_window_says_how_to_get_it(minutes, tmp_path, meanwhile, monkeypatch):
    monkeypatch.setitem(sys.modules, "hwpx", None)
    seen = []

    def act(box):
        seen.append(box.text())
        box.accept()

    meanwhile(act)
    minutes("회의록", "한글 문서 (*.hwpx)")
    assert "pip install -e '.[hwpx]'" in seen[0]
    assert list(tmp_path.glob("*.hwpx")) == []
