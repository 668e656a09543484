"""The training year: from a workbook of 456 applicants to thirty certificates and the next year, without leaving the program."""

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog, QMessageBox, QTableView

from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.services.kinds import LISTS
from desktop.ui.certificates.issue_dialog import IssueDialog
from desktop.ui.certificates.preview_dialog import PreviewDialog
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.training.dialogs import CloneDialog
from desktop.ui.training.sessions.make_dialog import MakeDialog
from tests.ui.stories.hands import button, dialog, until

FAMILY, MIDDLE, LAST = "강김박이최정조윤장임한오", "가나다라마바사아", "은빛솔찬별"
PEOPLE = [f"{family}{middle}{last}" for last in LAST for middle in MIDDLE for family in FAMILY][:456]
SEATS, RESERVES = 30, 10
STAGE = {"name": "AI 실무과정", "starts_on": "2022-09-17", "ends_on": "2022-11-12"}
"""Nine Saturdays, none of them a public holiday."""


@pytest.fixture
def roster(workbook):
    """456 applicants as the programme's own form hands them over."""
    rows = [["2022년 서초 AI칼리지 신청자 명단"], [], ["연번", "성명", "생년월일", "연락처", "전공/비전공"]]
    for n, name in enumerate(PEOPLE):
        birth = f"{1983 + n % 18}-{1 + n % 12:02}-{1 + n % 28:02}"
        rows.append([n + 1, name, birth, f"010-{2000 + n}-{4000 + n}", "비전공" if n % 10 < 7 else "전공"])
    return workbook("신청자.xlsx", rows)


@pytest.fixture(autouse=True)
def unhurried(qapp):
    """A box takes no choice within the time of a double click after it was opened, which hands need anyway."""
    known = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)
    yield
    qapp.setDoubleClickInterval(known)


@pytest.fixture
def scores(workbook, roster):
    """What two judges and the papers gave, written beside the applicants' own cells; nobody ties at the line."""

    def write():
        people = [row[1:3] for row in openpyxl.load_workbook(roster).active.iter_rows(4, values_only=True)]
        head = ["성명", "생년월일", "서류", "면접 · 김심사", "면접 · 이심사"]
        cells = [
            [*person, 95 - n // 10, 90 - n // 8, round(92 - n / 8, 2)] for n, person in enumerate(people)
        ]
        return workbook("평가표.xlsx", [head, *cells])

    return write


@pytest.fixture
def judged(workbook):
    """What else is scored and by whom, as the office's own sheet for its judges has it."""
    both = "김심사, 이심사"
    return workbook(
        "심사 기준.xlsx",
        [
            ["쓰임", "심사항목", "비중", "심사위원"],
            ["선발", "면접", 60, both],
            ["발표회", "완성도", 60, both],
            ["발표회", "발표", 40, both],
        ],
    )


def fill(hands, **values):
    """The inputs of the form in front, each found and typed into."""
    for key, value in values.items():
        yield until(lambda: dialog(FormDialog), f"the form for {key}")
        if hands.mouse:
            yield hands.click(lambda key=key: dialog().input(key), key)
        else:
            yield from hands.tab_to(lambda key=key: dialog().input(key), key)
        yield from hands.key("Ctrl+A")
        yield hands.type(value)


def tick(hands, key):
    """A box of the form in front."""
    if hands.mouse:
        yield hands.click(lambda: dialog().input(key), key, QPoint(8, 8))
    else:
        yield from hands.tab_to(lambda: dialog().input(key), key)
        yield from hands.key("Space")


def choose(hands, box, text):
    """A line of a box."""
    if hands.mouse:
        yield hands.click(box, text)
        yield until(lambda: QApplication.activePopupWidget() is not None, "the choices")
        yield hands.click_cell(lambda: box().view(), place(box(), text), 0)
        yield until(lambda: QApplication.activePopupWidget() is None, "chosen")
    else:
        yield from hands.tab_to(box, text)
        yield from hands.key("Home", *["Down"] * place(box(), text))
    assert box().currentText() == text


def place(box: QComboBox, text):
    """How far down a line is."""
    assert box.findText(text) >= 0, [box.itemText(row) for row in range(box.count())]
    return box.findText(text)


def save(hands):
    """The form in front is done with."""
    front = dialog()
    yield from hands.press("저장", "Ctrl+Return")
    yield until(lambda: dialog() is not front, "saved")


def set_up(hands):
    """The cohort with its one stage."""
    yield from hands.go("stages")
    yield from hands.act("기수 추가", "Ctrl+N")
    yield from fill(hands, name="서초 AI칼리지 2022", year="2022", programme="서초 AI칼리지")
    yield from save(hands)
    model = hands.page.model
    yield until(lambda: model.rowCount() == 3, "its stages")
    for left in (2, 1):
        yield from hands.stand_on(left, "name")
        yield from hands.act("단계 삭제")
        yield until(lambda left=left: model.rowCount() == left, "one fewer")
    yield from hands.stand_on(0, "name")
    yield from hands.key("Return")
    yield from fill(hands, **STAGE)
    yield from save(hands)


def bring_in(hands, path, counted, name_of_file):
    """The file through the wizard as it proposes."""
    name_of_file(path)
    yield until(lambda: dialog(ImportWizard) is not None, "the wizard")
    yield from hands.press("파일 고르기", "Return")
    yield until(lambda: dialog(ImportWizard) and button(hands.window, "검토하기"), "the columns")
    yield from hands.press("검토하기", "Return")
    yield until(lambda: button(hands.window, f"{counted} 가져오기"), "the review")
    yield from hands.press(f"{counted} 가져오기", "Return")
    yield until(lambda: dialog() is None, "brought in")


def criteria_and_judges(hands, sheet, name_of_file):
    """서류 40 by the office; from its sheet 면접 60 by two judges, and what they look at on demo day."""
    yield from hands.go("criteria")
    yield from hands.act("항목 추가", "Ctrl+N")
    yield from fill(hands, title="서류", weight="40")
    yield from save(hands)
    yield from hands.act("엑셀 가져오기", "Ctrl+Shift+I")
    yield from bring_in(hands, sheet, "3개", name_of_file)


def select(hands):
    """The line at thirty, ten in reserve; looked through by another, and published."""
    yield from hands.go("selection")
    page = hands.page
    for box, number in ((page.settings_bar.seats, SEATS), (page.settings_bar.reserves, RESERVES)):
        if hands.mouse:
            yield hands.click(lambda box=box: box, "how many")
        else:
            yield from hands.tab_to(lambda box=box: box, "how many")
        yield from hands.key("Ctrl+A")
        yield hands.type(str(number))
        yield from hands.key("Return")
    yield until(lambda: page.look.settings.seats == SEATS and page.look.settings.reserves == RESERVES, "kept")
    yield from hands.act("순위 확인…")
    yield until(lambda: dialog(QInputDialog), "who looked through")
    yield hands.type("박팀장")
    yield from hands.key("Return")
    yield until(lambda: page.told.text().endswith("박팀장 확인함"), "looked through")
    yield from hands.act("확정…")
    yield until(lambda: dialog(QMessageBox), "whether")
    yield from hands.press("확정")
    yield until(lambda: page.published, "published")


def sessions(hands):
    """Saturdays from the weekly hours."""
    yield from hands.go("week")
    yield from hands.act("주간 시간으로 수업 만들기…")
    yield until(lambda: dialog(MakeDialog), "the weekly hours")
    making = dialog()
    yield from hands.press("주간 시간 추가")
    yield from choose(hands, lambda: dialog(FormDialog) and dialog().input("weekday"), "토")
    yield from fill(hands, starts_at="10:00", ends_at="13:00", room="교육장 1")
    yield from save(hands)
    yield until(lambda: making.make.isEnabled(), "what would be made")
    yield from hands.press("수업 만들기")
    yield until(lambda: not making.make.isEnabled(), "made")
    yield from hands.press("닫기", "Esc")


def attendance(hands):
    """The first Saturday by keyboard, one of them absent; the others pasted from Excel."""
    yield from hands.go("attendance_book")
    page = hands.page
    count = len(page.book.sessions)
    if hands.mouse:
        yield hands.click_cell(lambda: page.matrix.grid, 0, 0)
    else:
        yield from hands.tab_to(lambda: page.matrix.grid, "the book")
    yield from hands.key("1", "2", "5", "Ctrl+Return")
    yield until(lambda: "출석률" in page.person.text())
    QApplication.clipboard().setText("\n".join("\t".join("○" * (count - 1)) for _ in range(SEATS)))
    if hands.mouse:
        yield hands.click_cell(lambda: page.matrix.grid, 0, 1)
    else:
        yield from hands.key("Ctrl+Home", "Right")
    yield from hands.key("Ctrl+V")
    yield until(lambda: len(page.matrix.cells.values_of(SEATS - 1)) == count, "the book is full")
    assert page.refused.text() == ""


def divide(hands):
    """Into five."""
    yield from hands.go("team_board")
    yield from hands.act("나누기…", "Ctrl+N")
    yield from fill(hands, count="5", seed="7")
    yield from hands.press("나누기", "Return")
    yield until(lambda: dialog() is None and len(hands.page.stands.teams) == 5, "five teams")


def part(hands, page, place):
    """A part of the page of demo day."""
    if hands.mouse:
        yield hands.click(lambda: page.tabs.group.button(place), page.tabs.group.button(place).text())
    else:
        yield from hands.tab_to(lambda: page.tabs.group.checkedButton(), "the parts")
        yield from hands.key("Right" if place else "Left")
    yield until(lambda: page.parts.currentIndex() == place, "the part")


def judge(hands, page):
    """The judges' sheets typed into Excel and pasted: each team two points below the one before it."""
    yield from part(hands, page, 1)
    grid = page.judging.matrix.grid
    if hands.mouse:
        yield hands.click_cell(lambda: grid, 0, 0)
    else:
        yield from hands.tab_to(lambda: grid, "the judges' scores")
        yield from hands.key("Ctrl+Home")
    QApplication.clipboard().setText("\n".join("\t".join([str(95 - 2 * team)] * 4) for team in range(5)))
    yield from hands.key("Ctrl+V")
    beside = page.judging.matrix.beside
    ranks = ["1", "2", "3", "4", "5"]
    yield until(lambda: [beside.index(row, 2).data() for row in range(5)] == ranks, "the ranks")
    assert beside.index(0, 1).data() == "95.00"
    yield from part(hands, page, 0)


def demo_day(hands):
    """The order by lot, the judges' sheets, and the first prize."""
    yield from hands.go("demo_day")
    yield from hands.act("순서 추첨…", "Ctrl+N")
    yield from fill(hands, seed="11")
    yield from hands.press("추첨", "Return")
    page = hands.page
    yield until(lambda: page.model.rowCount() == 5, "the order")
    yield from judge(hands, page)
    table: QTableView = page.table
    if hands.mouse:
        yield hands.click_cell(lambda: table, 0, 6, times=2)
    else:
        yield from hands.tab_to(lambda: table, "the order")
        yield from hands.key(*["Right"] * 6, "F2")
    yield hands.type("최우수상")
    yield from hands.key("Return")
    yield until(lambda: page.day.turns[0].award == "최우수상", "the prize")


def complete(hands, paper):
    """Thirty in one go, and their certificates."""
    yield from hands.go("completion_check")
    yield until(lambda: hands.page.summary.text().startswith(f"충족 {SEATS}"), "thirty")
    yield from hands.act("수료 처리")
    yield until(lambda: dialog(QMessageBox), "whether certificates")
    yield from hands.press("수료증 발급")
    yield until(lambda: dialog(FormDialog), "who issues")
    yield hands.type("서초구청")
    yield from fill(hands, issuer_title="서초구청장")
    yield from hands.press("저장", "Return")
    yield until(lambda: dialog(IssueDialog) and dialog().issue_button.isEnabled(), "the drawing")
    yield from hands.press(f"{SEATS}장 발급")
    yield until(lambda: dialog(PreviewDialog), "what was issued")
    yield from hands.press("인쇄", "Return")
    yield until(lambda: "프린터로 보냈습니다" in dialog(PreviewDialog).told.text(), "the printer")
    yield from hands.press("닫기", "Esc")


def next_year(hands):
    """2023 set up as 2022 was: the same days of the week and what is scored, and nobody of it."""
    yield from hands.go("stages")
    desk, before = hands.page.desk, hands.page.desk.scope.cohort_id
    yield from hands.act("지난 기수로 새 기수…")
    yield until(lambda: dialog(CloneDialog), "the new cohort")
    yield from hands.press("만들기", "Return")
    yield until(lambda: dialog() is None and desk.scope.cohort_id != before, "put in work")
    yield until(lambda: texts(hands.page, "starts_on") == ["2023. 9. 16."], "its stage, on a Saturday too")
    yield from hands.go("criteria")
    yield until(lambda: texts(hands.page, "title") == ["완성도", "발표", "서류", "면접"], "what is scored")


def texts(page, key):
    """What stands in a column of a list."""
    column = next(each for each in range(page.model.columnCount()) if page.model.field_of(each).key == key)
    return [page.model.shown(row, column)[0] for row in range(page.model.rowCount())]


def test_from_456_applicants_to_thirty_certificates_and_the_next_year(
    hands, own_file, paper, roster, scores, judged, name_of_file, report
):
    def story():
        yield from own_file(roster)
        yield from set_up(hands)
        yield from hands.go("trainees")
        yield from hands.act("엑셀 가져오기", "Ctrl+Shift+I")
        yield from bring_in(hands, roster, f"{len(PEOPLE)}명", name_of_file)
        yield until(lambda: hands.page.model.rowCount() == len(PEOPLE), "the applicants")
        yield from criteria_and_judges(hands, judged, name_of_file)
        yield from hands.go("assessment")
        yield from hands.act("평가표 가져오기", "Ctrl+Shift+O")
        yield from bring_in(hands, scores(), f"{len(PEOPLE)}명", name_of_file)
        yield from select(hands)
        yield from sessions(hands)
        yield from attendance(hands)
        yield from divide(hands)
        yield from demo_day(hands)
        yield from complete(hands, paper)
        yield from hands.go("certificates")
        yield until(lambda: hands.page.model.rowCount() == SEATS, "the register")
        yield from next_year(hands)

    hands.play(story())
    desk = hands.page.desk
    of_2023 = Listing(desk.store.engine, LISTS["trainees"], Criteria(scope=desk.scope))
    assert of_2023.total() == 0, "nobody comes along"
    with pypdfium2.PdfDocument(paper[0]) as printed:
        assert len(printed) == SEATS
    report()
