"""A ceremony tomorrow: from the roster in the hand to certificates on paper, and what may happen to them afterwards."""

import pypdfium2
import pytest

from desktop.ui.certificates.issue_dialog import IssueDialog
from desktop.ui.certificates.preview_dialog import PreviewDialog
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.records.export_dialog import ExportDialog
from tests.ui.stories.hands import button, dialog, until

FAMILY, GIVEN = "강김박이최정조윤장임", ("나주", "다지", "도성")
PEOPLE = [f"{family}{given}" for given in GIVEN for family in FAMILY]


@pytest.fixture
def roster(workbook):
    """Those who completed the programme, as an officer keeps them: no number, no status, no cohort."""
    rows = [["서초 AI칼리지 2022 수료자 명단"], [], ["연번", "성명", "생년월일", "팀명"]]
    rows += [[n + 1, name, f"19{70 + n}.3.{n % 28 + 1}", f"{n // 5 + 1}팀"] for n, name in enumerate(PEOPLE)]
    return workbook("수료자.xlsx", rows)


def pages(path):
    """How many sheets came out of the printer."""
    with pypdfium2.PdfDocument(path) as paper:
        return len(paper)


def bring_in(hands, roster):
    """The roster on the window, and through the wizard without a word typed."""
    if hands.mouse:
        yield hands.drop(roster)
    else:
        yield from hands.key("Return")  # the empty list's button has the keyboard
        yield until(lambda: dialog(ImportWizard) is not None, "the wizard")
        yield from hands.key("Return")  # 파일 고르기
    yield until(lambda: dialog(ImportWizard) and button(hands.window, "검토하기"), "the columns")
    assert dialog().columns.cohort.currentText() == "서초 AI칼리지 2022"
    assert dialog().columns.status.currentText() == "수료"
    yield from hands.press("검토하기", "Return")
    yield until(lambda: button(hands.window, "30명 가져오기"), "the review")
    told = dialog().review._created.text()
    assert "'서초 AI칼리지 2022' 포트폴리오 프로젝트로 30명이 들어갑니다" in told
    yield from hands.press("30명 가져오기", "Return")
    yield until(lambda: dialog() is None and hands.page.model.rowCount() == 30, "the list")


def say_who_issues(hands):
    """A file that is new is asked once in whose name it issues."""
    yield until(lambda: dialog(FormDialog), "who issues")
    yield hands.type("서초구청")
    if hands.mouse:
        yield hands.click(lambda: dialog().input("issuer_title"), "the title")
    else:
        yield from hands.tab_to(lambda: dialog().input("issuer_title"), "the title")
    yield hands.type("서초구청장")
    yield from hands.press("저장", "Return")


def issue(hands, count):
    """From the list to the numbers given."""
    yield until(lambda: dialog(IssueDialog) and dialog().issue_button.isEnabled(), "the drawing")
    yield from hands.press(f"{count}장 발급") if hands.mouse else hands.key("Return", "Return")
    yield until(lambda: dialog(PreviewDialog), "what was issued")


@pytest.mark.feature("DA-23")
def test_twelve_clicks_from_the_roster_in_the_hand_to_paper(hands, own_file, paper, roster, report):
    def story():
        yield from own_file(roster)
        yield from bring_in(hands, roster)
        yield from hands.act("수료증 발급", "Ctrl+Shift+P")
        yield from say_who_issues(hands)
        yield from issue(hands, 30)
        yield from hands.press("인쇄", "Return")
        yield until(lambda: "프린터로 보냈습니다" in dialog(PreviewDialog).told.text(), "the printer")
        yield from hands.press("닫기", "Esc")

    hands.play(story())
    assert pages(paper[0]) == 30
    report(clicks=12)
    assert hands.seconds <= 60


@pytest.mark.feature("DO-06", "DO-07", "DO-09", "DO-10")
def test_a_name_mended_one_reprinted_one_void_and_the_register_on_paper(
    hands, own_file, paper, roster, report
):
    def story():
        yield from own_file(roster)
        yield from bring_in(hands, roster)
        yield from hands.act("수료증 발급", "Ctrl+Shift+P")
        yield from say_who_issues(hands)
        yield until(lambda: dialog(IssueDialog) and dialog().issue_button.isEnabled(), "the drawing")
        asked = dialog()
        assert asked.people.model().index(2, 0).data().endswith("-003호")
        assert asked.people.model().index(2, 1).data() == "박나주"
        if hands.mouse:
            yield hands.click_cell(lambda: asked.people, 2, 1, times=2)
        else:
            yield from hands.tab_to(lambda: asked.people, "the people")
            yield from hands.key("Down", "Down", "F2")
        yield until(lambda: dialog(FormDialog), "the name")
        yield from hands.key("Ctrl+A")
        yield hands.type("박나래")
        yield from hands.press("저장", "Return")
        yield until(lambda: dialog(IssueDialog) and asked.issue_button.isEnabled(), "drawn anew")
        assert asked.people.model().index(2, 1).data() == "박나래"
        yield from issue(hands, 30)
        yield from hands.press("인쇄", "Return")
        yield until(lambda: len(paper) == 1 and "보냈습니다" in dialog(PreviewDialog).told.text())
        yield from hands.press("닫기", "Esc")
        yield from hands.go("certificates")
        yield from hands.stand_on(4, "number")
        yield from hands.act("인쇄", "Ctrl+P")
        yield until(lambda: len(paper) == 2, "one printed again")
        yield from hands.act("폐기")
        yield until(lambda: dialog(FormDialog), "the reason")
        yield hands.type("생년월일이 틀림")
        yield from hands.press("폐기", "Ctrl+Return")
        yield until(lambda: dialog() is None)
        yield from hands.act("수료증 발급", "Ctrl+N")
        yield from issue(hands, 1)
        yield from hands.press("닫기", "Esc")
        yield from hands.act("엑셀 내보내기", "Ctrl+E")
        yield until(lambda: dialog(ExportDialog), "the register for paper")
        if hands.mouse:
            yield hands.click(lambda: dialog().input("purpose"), "purpose")
        else:
            yield from hands.tab_to(lambda: dialog().input("purpose"), "purpose")
        yield hands.type("발급대장 보관")
        yield from hands.press("인쇄…")
        yield until(
            lambda: dialog() and "프린터로 보냈습니다" in dialog()._result.text, "the register printed"
        )
        yield from hands.press("닫기", "Esc")

    hands.play(story())
    assert [pages(each) for each in paper[:2]] == [30, 1]
    assert pages(paper[2]) >= 1
    model = hands.page.model
    cells = [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]
    assert len(cells) == 31
    numbers = sorted(row[0] for row in cells)
    assert numbers[0].endswith("-001호")
    assert numbers[-1].endswith("-031호")
    assert sum("폐기" in map(str, row) for row in cells) == 1
    assert any("박나래" in map(str, row) for row in cells)
    assert not any("박나주" in map(str, row) for row in cells)
    report(clicks=34)
