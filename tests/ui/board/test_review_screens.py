"""심사 as a person meets it: departments asked at once, one extension, sheets saved."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from desktop.queries.filtering import Filter, Test
from desktop.services.records import cards, moves, records
from desktop.ui.board.dialogs import ProposalDialog
from desktop.ui.board.review import pages
from desktop.ui.kit import messages
from desktop.ui.kit.mnemonics import plain
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.window.screens import VIEWS, page_of


@pytest.fixture
def proposal(desk, saved):
    board_id = saved("boards", name="슈퍼히어로 1기", year=2022)
    desk.set_scope(cohort_id=None, board_id=board_id)
    proposal_id = saved("proposals", desk.scope, title="걷기 좋은 거리")
    for status in ("제출", "검토"):
        moves.move(desk.store, "proposals", [proposal_id], status, "", desk.scope)
    return proposal_id


def test_what_a_record_belongs_to_is_chosen_once(desk, proposal, saved):
    opinion = saved("opinions", proposal_id=proposal, department="도로과", asked_on="2022-09-16")
    for dialog, chosen in (
        (RecordDialog(desk, None, pages.OPINION), True),
        (RecordDialog(desk, None, pages.OPINION, opinion), False),
    ):
        assert dialog.input("proposal_id").isEnabled() == chosen
        assert dialog.input("department").isEnabled()
        dialog.deleteLater()


@pytest.fixture
def page(desk, proposal, shown):
    opened = shown(page_of(desk, "reviews"))
    opened.table.selectRow(0)
    return opened


def test_two_departments_are_asked_in_one_dialog(desk, page, press, meanwhile, fill, told, texts, shown):
    def act(dialog):
        assert dialog.input("asked_on").text() == "2022. 9. 16."
        fill(dialog, departments="건설관리과 2022-09-01")
        dialog.accept()
        assert "물은 날보다 앞섭니다" in told(dialog)["departments"]
        fill(dialog, departments="건설관리과\n도시안전과 2022-09-30")
        dialog.accept()

    meanwhile(act)
    press(page, "의견 묻기…")
    opinions = shown(page_of(desk, "opinions"))
    assert texts(opinions, "department") == ["건설관리과", "도시안전과"]
    assert texts(opinions, "due_on") == ["2022. 9. 27.", "2022. 9. 30."]


def test_an_extension_is_asked_for_with_its_reason(desk, page, press, meanwhile, fill, told, texts, qtbot):
    seen = []

    days = []

    def act(dialog):
        (line,) = [each for each in dialog.findChildren(QLabel) if each.text().startswith("기한")]
        days.append(line.text())
        for count in ("10", "31", "곧"):
            fill(dialog, count=count)
            days.append(line.text())
        fill(dialog, count="31", reason="현장 확인")
        dialog.accept()
        seen.append(set(told(dialog)))
        fill(dialog, count="30")
        dialog.accept()

    meanwhile(act)
    press(page, "기한 연장…")
    assert seen == [{"count"}]
    assert days == [
        "기한 2022. 10. 17. → 2022. 11. 15.",  # counted on from Sunday the 16th, which was moved to Monday
        "기한 2022. 10. 17. → 2022. 10. 26.",
        "기한 2022. 10. 17.",
        "기한 2022. 10. 17.",
    ]
    qtbot.waitUntil(lambda: texts(page, "due_on") == ["2022. 11. 15."])  # 60 days after 16 September


def test_the_sheets_of_proposals_are_saved_where_the_person_says(
    desk, proposal, shown, press, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "제안서"), ""))
    listed = shown(page_of(desk, "proposals"))
    listed.table.selectRow(0)
    press(listed, "제안서 PDF…")
    qtbot.waitUntil(lambda: (tmp_path / "제안서.pdf").exists() and not desk.jobs.busy)
    assert len(pypdfium2.PdfDocument(tmp_path / "제안서.pdf")) == 1


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("제안서 PDF…", "제안서_걷기 좋은 거리 2호_20220916.pdf"),
        ("제안자마다 '그 뒤' PDF…", "그 뒤_걷기 좋은 거리 2호_20220916.pdf"),
        ("성과공유회 자료…", "성과공유회 자료_걷기 좋은 거리 2호_20220916.pdf"),
    ],
)
def test_a_name_is_proposed_that_tells_a_sheet_from_others(
    desk, proposal, shown, press, monkeypatch, command, name
):
    records.save(desk.store, "proposals", {"title": "걷기 좋은 거리: 2호"}, record_id=proposal)
    asked = []

    def leave(_parent, _title, proposed, *_, **__):
        asked.append(Path(proposed).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", leave)
    listed = shown(page_of(desk, "proposals"))
    listed.table.selectRow(0)
    press(listed, command)
    page = shown(VIEWS["board_figures"].make(desk, VIEWS["board_figures"]))
    press(page, "모든 제안자의 '그 뒤' PDF…")
    assert asked == [name, "그 뒤_슈퍼히어로 1기_20220916.pdf"]


def test_the_set_for_the_sharing_day_is_two_files_and_neither_is_written_over_unasked(
    desk, proposal, shown, press, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "자료"), ""))
    (tmp_path / "자료.xlsx").write_text("남의 표")
    answers = [False, True]
    monkeypatch.setattr(messages, "ask", lambda *_: answers.pop(0))
    listed = shown(page_of(desk, "proposals"))
    listed.table.selectRow(0)
    press(listed, "성과공유회 자료…")
    assert [each.name for each in tmp_path.glob("자료*")] == ["자료.xlsx"]
    press(listed, "성과공유회 자료…")
    qtbot.waitUntil(lambda: (tmp_path / "자료.pdf").exists() and not desk.jobs.busy)
    assert (tmp_path / "자료.xlsx").read_bytes()[:2] == b"PK"
    assert not answers


@pytest.mark.feature("JB-22")
def test_every_author_of_the_term_is_told_from_its_figures(
    desk, proposal, saved, shown, press, qtbot, tmp_path, monkeypatch
):
    author = saved("members", desk.scope, name="김하늘", department="감사담당관")
    records.save(desk.store, "proposals", {"authors": (author,)}, record_id=proposal)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "그 뒤"), ""))
    page = shown(VIEWS["board_figures"].make(desk, VIEWS["board_figures"]))
    press(page, "모든 제안자의 '그 뒤' PDF…")
    qtbot.waitUntil(lambda: (tmp_path / "그 뒤.pdf").exists() and not desk.jobs.busy)
    assert len(pypdfium2.PdfDocument(tmp_path / "그 뒤.pdf")) == 1


def test_a_figure_opens_the_rows_behind_it(desk, proposal, shown, qtbot):
    page = shown(VIEWS["board_figures"].make(desk, VIEWS["board_figures"]))
    qtbot.waitUntil(lambda: len(page.views) == 10)
    asked = []
    desk.bus.show_rows.connect(lambda kind, filters: asked.append((kind, filters)))
    page.views[0].opened.emit(page.views[0].chart.marks[0].rows)
    assert asked == [("reviews", (Filter("merged_into", Test.BLANK),))]


@pytest.mark.feature("JB-11")
def test_a_decision_cannot_be_chosen_while_departments_are_asked(
    desk, proposal, shown, meanwhile, saved, qtbot
):
    today = desk.store.today()
    first, second = (
        saved("opinions", proposal_id=proposal, department=name, asked_on=today, verdict=None)
        for name in ("건설관리과", "도시안전과")
    )
    dialog = shown(ProposalDialog(desk, None, proposal))

    def offered():
        seen = {}
        meanwhile(lambda menu: seen.update({each.text(): each.isEnabled() for each in menu.actions()}))
        dialog.status.button.click()
        return {plain(text): enabled for text, enabled in seen.items() if "채택" in text}

    assert [*offered().items()] == [
        ("'채택'으로 (의견 기다림: 건설관리과, 도시안전과)", False),
        ("'부분채택'으로… (의견 기다림: 건설관리과, 도시안전과)", False),
        ("'불채택'으로… (의견 기다림: 건설관리과, 도시안전과)", False),
    ]
    records.save(
        desk.store, "opinions", {"answered_on": today, "verdict": "수용", "text": "가능"}, record_id=first
    )
    records.save(desk.store, "opinions", {"skipped_reason": "구두 협의"}, record_id=second)
    assert all(offered().values())
    told = [each.text for each in cards.card(desk.store, "proposals", proposal, desk.scope).linked]
    assert "부서 의견 2곳: 수용 1 · 생략 1" in told


def test_the_first_line_of_a_proposals_card_is_whose_turn_it_is(desk, proposal, saved, shown, qtbot):
    saved("opinions", proposal_id=proposal, department="청소행정과", asked_on=desk.store.today())
    page = shown(page_of(desk, "proposals"))
    page.resize(1300, 700)
    page.table.selectRow(0)
    line = "지금 차례: 청소행정과, 9월 16일부터 1일째"

    def lines():
        labels = page.frame.card._body.findChildren(QLabel)
        return [told for each in labels if (told := each.accessibleName()) and told != "검토"]

    qtbot.waitUntil(lambda: line in lines())
    assert lines()[:2] == ["걷기 좋은 거리", line]
