"""The window by itself, with plain functions for the data behind it."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.ui.kit.settings import DeskSettings
from desktop.ui.kit.theme import DARK, LIGHT, Mode, Theme
from desktop.ui.kit.toast import YIELDS
from desktop.ui.window.application import BACKGROUNDS
from desktop.ui.window.main_window import MainWindow, Workplace
from desktop.ui.window.navigation import Choice, PageEntry, Selector
from desktop.ui.window.start_page import Start, StartPage
from desktop.ui.window.window_menu import MenuEntry


@dataclass(frozen=True)
class Found:
    kind: str
    id: int
    title: str
    detail: str


class Listed(QLabel):
    """A page that can go to a record."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.selected: list[int] = []

    def select(self, row_id: int) -> bool:
        self.selected.append(row_id)
        return True


class Faced(Listed):
    """A page with a place beside its title."""

    def put_beside_title(self, widget: Any) -> None:
        self.tabs = widget


@pytest.fixture
def settings(tmp_path: Path) -> DeskSettings:
    return DeskSettings(tmp_path / "ieum.ini")


@pytest.fixture
def window(qtbot: Any, qapp: QApplication, settings: DeskSettings) -> MainWindow:
    made = MainWindow(settings)
    made.furnish(Theme(qapp, Mode.LIGHT), (MenuEntry("파일 열기", "folder", lambda: None, "Ctrl+O"),))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def made() -> list[str]:
    """Keys of the pages that were made, in order."""
    return []


@pytest.fixture
def ran() -> list[Any]:
    """What was asked of the data side."""
    return []


@pytest.fixture
def place(made: list[str], ran: list[Any], window: MainWindow) -> Workplace:
    def page(key: str) -> Callable[[], Listed]:
        return lambda: (made.append(key), Listed(key))[1]

    people = [
        Found("trainees", 7, "김민수", "1998. *. *. · 통계학"),
        Found("companies", 3, "(주)김밥", "식품"),
    ]
    return Workplace(
        pages=[
            PageEntry("members", "위원", "people", page("members"), "주니어보드", "members"),
            PageEntry("trainees", "교육생", "student", page("trainees"), "교육", "trainees"),
            PageEntry("companies", "기업", "building", page("companies"), "기업·인턴십", "companies"),
        ],
        first_page="trainees",
        title="서초 2022",
        office="서초구청 · 담당 김주무관",
        selectors=lambda: [
            Selector(
                "기수",
                "Alt+G",
                [Choice("모든 기수", "cohorts"), Choice("서초 AI칼리지 2022", "cohorts", 2)],
                2,
            )
        ],
        choose=ran.append,
        search=lambda text: [each for each in people if text in each.title],
        kinds={"trainees": "교육생", "companies": "기업"},
        undo_name=lambda: "신청자 456명 가져오기",
        redo_name=str,
        undo=lambda: ran.append("undo"),
        redo=lambda: ran.append("redo"),
        show_record=window.show_record,
        open_import=ran.append,
    )


def test_a_first_start_offers_three_ways_and_no_dead_ends(
    qtbot: Any, window: MainWindow, ran: list[Any]
) -> None:
    window.show_start(
        [
            Start(name, "…", "folder", lambda name=name: ran.append(name))
            for name in ("새로 시작", "예제", "열기")
        ]
    )
    page = window.findChild(StartPage)
    assert page is not None
    assert not window.rail.isVisible()
    assert not window.search.isVisible()
    qtbot.keyClick(page.buttons[1], Qt.Key.Key_Return)
    qtbot.mouseClick(page.buttons[2], Qt.MouseButton.LeftButton)
    assert ran == ["예제", "열기"]


def test_pages_are_made_when_first_opened_and_kept(
    window: MainWindow, place: Workplace, made: list[str]
) -> None:
    window.show_workplace(place)
    assert made == ["trainees"]
    window.rail.go("members")
    window.rail.go("trainees")
    assert made == ["trainees", "members"]
    assert window.windowTitle() == "서초 2022 - 이음"


def test_the_page_left_last_is_opened_at_the_next_start(
    qtbot: Any,
    qapp: QApplication,
    window: MainWindow,
    place: Workplace,
    made: list[str],
    settings: DeskSettings,
) -> None:
    window.show_workplace(place)
    window.rail.go("companies")
    window.resize(800, 600)
    window.close()
    again = MainWindow(settings)
    again.furnish(Theme(qapp, Mode.LIGHT))
    qtbot.addWidget(again)
    again.show_workplace(replace(place, show_record=again.show_record))
    assert made[-1] == "companies"
    assert (again.width(), again.height()) == (800, 600)


@pytest.mark.feature("DA-07")
def test_searching_everything_from_the_keyboard(qtbot: Any, window: MainWindow, place: Workplace) -> None:
    window.show_workplace(place)
    window.search.setText("김")
    qtbot.waitUntil(lambda: len(window.search.results) == 2)
    qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    page = window.page("companies")
    assert isinstance(page, Listed)
    assert page.selected == [3]
    assert window.stack.currentWidget() is page
    assert window.search.text() == ""
    assert window.search.results == []


def test_enter_does_not_wait_for_the_results(qtbot: Any, window: MainWindow, place: Workplace) -> None:
    window.show_workplace(place)
    window.search.setText("김민수")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    page = window.page("trainees")
    assert isinstance(page, Listed)
    assert page.selected == [7]


def test_nothing_found_is_said(qtbot: Any, window: MainWindow, place: Workplace) -> None:
    window.show_workplace(place)
    window.search.setText("없는 사람")
    qtbot.waitUntil(window.search._results.isVisible)
    assert window.search.results == []
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search._results.isVisible()


@pytest.mark.feature("DA-10")
def test_undo_is_named_by_what_it_would_take_back(
    qtbot: Any, window: MainWindow, place: Workplace, ran: list[Any]
) -> None:
    window.show_workplace(place)
    assert window._undo.text() == "되돌리기: 신청자 456명 가져오기"
    assert not window._redo.isEnabled()
    qtbot.keyClick(window.rail.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["undo"]


def test_done_work_is_told_with_the_way_back(
    qtbot: Any, window: MainWindow, place: Workplace, ran: list[Any]
) -> None:
    window.show_workplace(place)
    window.say("30명을 수료 처리했습니다", lambda: ran.append("back"))
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert ran == ["back"]
    assert not window.toast.isVisible()
    window.say("엑셀로 내보냈습니다")
    assert not window.toast.findChild(QPushButton).isVisible()


def test_the_line_of_done_work_lies_on_no_other_text(
    qtbot: Any, window: MainWindow, place: Workplace
) -> None:
    window.show_workplace(place)
    under = QLabel("합계 30명", window.stack.currentWidget())
    under.setProperty(YIELDS, True)
    told = "교육생 30명을 '수료'로 바꿈"

    def shown_at(left: int) -> tuple[bool, bool]:
        under.setGeometry(left, window.stack.height() - 30, under.sizeHint().width(), 24)
        under.show()
        window.say(told)
        during = under.isVisible()
        window.toast.hide()
        return during, under.isVisible()

    assert shown_at(window.stack.width() // 2) == (False, True), "it comes back with the line's end"
    assert shown_at(0) == (True, True), "beside it everything stays"


@pytest.mark.feature("DA-24")
def test_banners_stand_over_sample_data_and_read_only_files(window: MainWindow, place: Workplace) -> None:
    window.show_workplace(replace(place, sample="예제 자료입니다.", read_only="김주무관 09:12부터 사용 중"))
    said = [banner.text for banner in window._banners.values() if not banner.isHidden()]
    assert said == ["연습 자료 ⚠ 예제 자료입니다.", "⚠ 김주무관 09:12부터 사용 중"]
    window.show_start([])
    assert not any(banner.isVisible() for banner in window._banners.values())


def test_putting_another_programme_in_work(
    qtbot: Any, window: MainWindow, place: Workplace, ran: list[Any]
) -> None:
    window.show_workplace(place)
    assert window.rail.selectors[0].currentText() == "서초 AI칼리지 2022"
    window.rail.selectors[0].setCurrentIndex(0)
    window.rail.selectors[0].activated.emit(0)
    assert ran == [Choice("모든 기수", "cohorts")]


@pytest.mark.parametrize("names", [["신청자 명단.xlsx"], ["신청자 명단.xlsx", "추가 신청자.csv", "3차.xls"]])
def test_all_files_dropped_at_once_are_imported(
    window: MainWindow, place: Workplace, ran: list[Any], tmp_path: Path, names: list[str]
) -> None:
    window.show_workplace(place)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), *how))
    assert not window.toast.isHidden()
    assert window.toast.text.startswith(f"놓으면 읽습니다: {names[0]}")
    window.dragLeaveEvent(QDragLeaveEvent())
    assert window.toast.isHidden()
    window.dropEvent(QDropEvent(QPointF(9, 9), *how))
    assert ran == [[str(tmp_path / name) for name in names]]


@pytest.mark.feature("DA-23")
def test_pages_are_reached_by_keys_alone(qtbot: Any, window: MainWindow, place: Workplace) -> None:
    window.show_workplace(place)
    window.activateWindow()
    for keys, expected in (
        ("Ctrl+PgDown", "companies"),
        ("Ctrl+PgDown", "members"),
        ("Ctrl+PgUp", "companies"),
    ):
        next(
            a
            for a in window.actions()
            if a.shortcut().toString() in {keys, "Ctrl+PgUp" if "Up" in keys else keys}
        ).trigger()
        assert window.stack.currentWidget() is window.page(expected)
    window.rail.list.setFocus()
    qtbot.keyClick(window.rail.list, Qt.Key.Key_Up)
    assert window.stack.currentWidget() is window.page("trainees"), "headings are stepped over"


def test_two_faces_of_one_page_share_its_line_in_the_rail(
    qtbot: Any, window: MainWindow, place: Workplace, settings: DeskSettings
) -> None:
    board = PageEntry(
        "board", "제안", "columns", lambda: Faced("판"), "주니어보드", beside="proposals", face="판"
    )
    listed = PageEntry(
        "proposals", "제안", "board", lambda: Faced("목록"), "주니어보드", "proposals", face="목록"
    )
    window.show_workplace(replace(place, pages=[board, listed, *place.pages]))
    lines = window.rail.list.model()
    assert [lines.index(row, 0).data() for row in range(lines.rowCount())][:3] == [
        "주니어보드",
        "제안",
        "위원",
    ]
    window.rail.go("proposals")
    tabs = window.page("proposals").tabs
    assert [(each.text(), each.isChecked()) for each in tabs.group.buttons()] == [
        ("판", False),
        ("목록", True),
    ]
    tabs.group.button(0).click()
    assert window.help_page == settings.last_page == "board"
    assert tabs.group.button(1).isChecked(), "the switch of the page that was left says what that page is"
    window.rail.go("members")
    window.rail.list.setCurrentIndex(lines.index(1, 0))
    assert window.help_page == "board", "the line opens the face that was last in front"
    window._step(1)
    assert window.help_page == "proposals"
    window._step(1)
    assert window.help_page == "members"


def test_the_theme_is_kept(window: MainWindow, settings: DeskSettings) -> None:
    window._set_theme(Mode.DARK)
    assert settings.theme == "dark"
    window._set_theme(Mode.LIGHT)


@pytest.mark.feature("DA-22")
def test_the_window_needs_nothing_heavy() -> None:
    code = (
        "import sys, desktop.ui.window.window_parts, desktop.ui.kit.jobs, desktop.ui.kit.messages;"
        "print([m for m in ('sqlalchemy', 'openpyxl', 'reportlab', 'qtawesome', 'lxml', 'PySide6.QtUiTools')"
        " if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.feature("DA-22")
def test_the_list_of_a_start_waits_for_nothing_it_does_not_show() -> None:
    code = (
        "import sys, desktop.app as app; app._data_side(); import desktop.ui.window.screens\n"
        "print([m for m in ('alembic', 'openpyxl', 'reportlab', 'lxml', 'pikepdf', 'uharfbuzz', 'python_calamine',"
        " 'pypdfium2', 'PySide6.QtUiTools', 'PySide6.QtPrintSupport', 'sqlalchemy.dialects.postgresql', 'html',"
        " 'desktop.services.sample', 'desktop.services.records.exporting', 'desktop.services.importing', 'desktop.ui.window.guide',"
        " 'desktop.ui.window.rescue', 'desktop.ui.window.practice', 'desktop.ui.forms.calendar')"
        " if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_bare_window_has_the_background_of_the_brightness_chosen() -> None:
    assert {"light": LIGHT.window, "dark": DARK.window} == BACKGROUNDS


def test_the_window_can_be_closed_before_it_is_furnished(qtbot: Any, settings: DeskSettings) -> None:
    bare = MainWindow(settings)
    qtbot.addWidget(bare)
    with qtbot.waitSignal(bare.painted):
        bare.show()
    with qtbot.waitSignal(bare.closing):
        bare.close()
    assert not settings.geometry.isEmpty()
