"""위촉장 and 표창장 from the list of members, 상장 from 발표회: real widgets, a real data file."""

import pytest

from desktop.services import settings
from desktop.services.certificates import issuing as certificates
from desktop.services.training.demo_day import days
from desktop.ui.certificates.issue_dialog import IssueDialog
from desktop.ui.certificates.issuing import open_issue
from desktop.ui.certificates.preview_dialog import PreviewDialog
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit.mnemonics import plain
from desktop.ui.window.screens import VIEWS, page_of
from tests.services.certificates.test_certificates import completed
from tests.ui.certificates.test_certificate_screens import action, column, settled, shown_text

NAMES = ("강하늘", "김나래", "박다솜")


@pytest.fixture
def board(desk, saved):
    """A term in work with three members; the ids of these."""
    settings.save(desk.store, {"name": "서초구청", "head_title": "서초구청장"})
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="슈퍼히어로 1기", year=2022))
    return [saved("members", desk.scope, name=name, department="감사담당관") for name in NAMES]


@pytest.fixture
def opened(qtbot, monkeypatch):
    """The issue dialogs that opened; each is looked at once it has drawn, and closed."""
    found = []

    def look(dialog):
        settled(qtbot, dialog)
        found.append((dialog.windowTitle(), column(dialog, 1), dialog.ticked()))
        return 0

    monkeypatch.setattr(IssueDialog, "exec", look)
    return found


@pytest.mark.feature("JB-18")
def test_chosen_members_are_appointed_and_what_was_issued_is_shown(qtbot, desk, board, shown, meanwhile):
    page = shown(page_of(desk, "members"))
    seen = []

    def look(preview):
        assert isinstance(preview, PreviewDialog)
        seen.append((preview.windowTitle(), preview.told.text(), preview.view.count))

    def issue(dialog):
        settled(qtbot, dialog)
        assert dialog.windowTitle() == "위촉장 발급"
        assert column(dialog, 0) == ["위촉 제2022-001호", "", "위촉 제2022-002호"]
        assert column(dialog, 4) == ["감사담당관"] * 3
        assert "위촉장" in shown_text(dialog.view)
        dialog.sentence.setPlainText("{소속}의 귀하를 {보드} 위원으로 위촉합니다.")
        qtbot.waitUntil(dialog.issue_button.isEnabled)
        assert "감사담당관의귀하를주니어보드슈퍼히어로1기위원으로위촉합니다." in shown_text(dialog.view)
        assert plain(dialog.issue_button.text()) == "2장 발급"
        dialog.issue_button.click()
        qtbot.waitUntil(lambda: dialog.issued is not None)
        meanwhile(look)

    meanwhile(issue)
    action(page, "위촉장 발급").run([board[0], board[2]])
    numbers = "위촉 제2022-001호 ~ 위촉 제2022-002호"
    assert seen == [("위촉장 보기", f"2장을 발급했습니다: {numbers}", 2)]
    kept, usual = certificates.sentence_of(desk.store, desk.scope.board_id, "위촉")
    assert kept == "{소속}의 귀하를 {보드} 위원으로 위촉합니다." != usual, "it is kept for the next ones"


@pytest.mark.feature("JB-18")
def test_a_commendation_is_for_chosen_members_only(desk, board, shown, opened):
    page = shown(page_of(desk, "members"))
    for ids in ([], board[1:2]):
        action(page, "표창장 발급").run(ids)
    action(page, "위원 수료증 발급").run(board[1:2])
    assert opened == [
        ("표창장 발급", list(NAMES), []),
        ("표창장 발급", list(NAMES), board[1:2]),
        ("수료증 발급", list(NAMES), board),
    ]


def test_who_heads_the_office_is_asked_first(desk, board, shown, monkeypatch):
    settings.save(desk.store, {"head_title": ""})
    asked = []

    def refuse(dialog):
        asked.append(dialog.windowTitle())
        dialog.accept()
        asked.append(dialog._errors.text("head_title"))
        return 0

    monkeypatch.setattr(FormDialog, "exec", refuse)
    assert open_issue(desk, None, board, "위촉") is None
    assert asked[0] == "명의 고치기"
    assert "꼭 필요한 항목입니다" in asked[1]


@pytest.mark.feature("TR-20")
def test_prizes_are_handed_out_from_the_page_of_demo_day(desk, shown, opened, press):
    cohort = completed(desk.store)
    desk.set_scope(cohort_id=cohort, board_id=None)
    days.draw(desk.store, cohort, 1)
    first, second = sorted(days.read_day(desk.store, cohort).turns, key=lambda turn: turn.team)
    days.give_awards(desk.store, {first.presentation_id: "우수상", second.presentation_id: "최우수상"})
    view = VIEWS["demo_day"]
    page = shown(view.make(desk, view))
    press(page, "상장 발급")
    press(page, "단체 상장 발급")
    assert [(title, names) for title, names, _ticked in opened] == [
        ("상장 발급", ["김민수", "홍길동", "김민수", "남궁민수"]),
        ("상장 발급", ["WATCH MAN", "Deep 오션"]),
    ]
