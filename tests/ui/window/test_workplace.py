"""The window over a real data file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from sqlalchemy import text

from desktop.model.people import Person
from desktop.queries.list_spec import Scope
from desktop.services import settings
from desktop.services.board.proposals import merging
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.ui.desk import Desk
from desktop.ui.kit.theme import Mode, Theme
from desktop.ui.records.record_page import RecordPage
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.navigation import PageEntry
from desktop.ui.window.workplace import Furnished, furnish


@pytest.fixture
def cohorts(store: Store) -> list[int]:
    made = []
    for name, year, people in (
        ("AI칼리지 2021", 2021, ("홍길동",)),
        ("AI칼리지 2022", 2022, ("강은우", "서건도")),
    ):
        cohort = records.save(store, "cohorts", {"name": name, "year": year, "programme": "AI칼리지"})
        made.append(cohort.inserted["cohort"][0])
        for person in people:
            scope = Scope(cohort_id=made[-1], today=store.today())
            records.save(store, "trainees", {"name": person, "phone": "010-1234-5678"}, scope=scope)
    return made


@pytest.fixture
def window(qtbot: Any, qapp: QApplication, desk: Desk, cohorts: list[int]) -> MainWindow:
    made = MainWindow(desk.settings)
    made.furnish(Theme(qapp, Mode.LIGHT))
    qtbot.addWidget(made)
    made.resize(1440, 880)
    made.show()
    qtbot.waitExposed(made)
    made.furnished = furnished(made, desk)  # type: ignore[attr-defined]
    return made


def furnished(window: MainWindow, desk: Desk) -> Furnished:
    pages = [
        PageEntry(kind, title, "student", lambda kind=kind: RecordPage(desk, kind), "교육", kind)
        for kind, title in (("trainees", "교육생"), ("companies", "기업"))
    ]
    return furnish(window, desk, pages, first_page="trainees", open_import=lambda _path: None)


def rows(window: MainWindow, key: str = "trainees") -> int:
    page = window.page(key)
    assert isinstance(page, RecordPage)
    return page.model.rowCount()


def test_the_latest_cohort_is_in_work_at_first(window: MainWindow, desk: Desk, cohorts: list[int]) -> None:
    assert window.rail.selectors[0].currentText() == "AI칼리지 2022"
    assert desk.scope.cohort_id == cohorts[1]
    assert rows(window) == 2


def test_a_record_of_another_cohort_is_found_and_shown(qtbot: Any, window: MainWindow, desk: Desk) -> None:
    window.search.setText("ㅎㄱㄷ")
    qtbot.waitUntil(lambda: len(window.search.results) == 1)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    page = window.page("trainees")
    assert isinstance(page, RecordPage)
    assert desk.scope.cohort_id is None
    assert window.rail.selectors[0].currentText() == "모든 과정 기수"
    assert page.model.index(page.table.currentIndex().row(), 0).data() == "홍길동"


@pytest.mark.feature("DA-10")
def test_undo_and_redo_from_the_keyboard(qtbot: Any, window: MainWindow, desk: Desk) -> None:
    assert window._undo.text() == "되돌리기: 교육생 서건도 추가"
    window._undo.trigger()
    qtbot.waitUntil(lambda: rows(window) == 1)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert window._undo.text() == "되돌리기: 교육생 강은우 추가"
    assert window._redo.text() == "다시 실행: 교육생 서건도 추가"
    window._redo.trigger()
    qtbot.waitUntil(lambda: rows(window) == 2)
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_a_commit_tells_itself_and_can_be_taken_back_there(
    qtbot: Any, window: MainWindow, desk: Desk, store: Store
) -> None:
    records.save(store, "companies", {"name": "가람", "registration_number": "124-81-00998"})
    assert window.toast.text == "기업 가람 추가"
    qtbot.mouseClick(window.toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert window.toast.text == "되돌리기: 기업 가람 추가"
    assert not window.toast.findChild(QPushButton).isVisible()


@pytest.mark.feature("DA-10")
def test_a_step_without_a_way_back_is_said_and_the_next_undo_goes_further(
    qtbot: Any, window: MainWindow, desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    with store.operation("수료증 폐기", sealed="폐기한 번호는 되돌릴 수 없습니다.") as op:
        op.add(Person(name="폐기 대신"))
    assert window._undo.text() == "되돌리기: 수료증 폐기 (되돌릴 수 없음)"
    window._undo.trigger()
    qtbot.waitUntil(lambda: bool(told) and not desk.jobs.busy)
    assert "폐기한 번호는 되돌릴 수 없습니다" in told[0]
    qtbot.waitUntil(lambda: window._undo.text() == "되돌리기: 교육생 서건도 추가")
    assert rows(window) == 2
    window._undo.trigger()
    qtbot.waitUntil(lambda: rows(window) == 1)
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_an_undo_that_is_refused_says_why(
    qtbot: Any, window: MainWindow, desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    added = history.next_undo(store)
    assert added is not None
    page = window.page("trainees")
    assert isinstance(page, RecordPage)
    row_id = next(page.model.id_at(row) for row in range(2) if page.model.index(row, 0).data() == "서건도")
    records.save(store, "trainees", {"name": "서건우"}, record_id=row_id)
    window.furnished.undo(added.id)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(told))
    assert "먼저" in told[0]
    assert rows(window) == 2


def test_a_new_cohort_can_be_put_in_work_at_once(window: MainWindow, store: Store) -> None:
    records.save(store, "cohorts", {"name": "AI칼리지 2023", "year": 2023, "programme": "AI칼리지"})
    cohorts = window.rail.selectors[0]
    offered = [cohorts.itemText(row) for row in range(cohorts.count())]
    assert "AI칼리지 2023" in offered
    assert window.rail.selectors[0].currentText() == "AI칼리지 2022"


def test_the_box_names_what_is_in_work_whoever_put_it_there(
    qtbot: Any, window: MainWindow, desk: Desk, cohorts: list[int]
) -> None:
    box = window.rail.selectors[0]
    desk.set_scope(cohort_id=cohorts[0], board_id=None)
    assert box.currentData().id == cohorts[0]


def test_for_a_new_term_that_is_taken_back_the_one_before_it_is_in_work_again(
    qtbot: Any, window: MainWindow, desk: Desk, store: Store
) -> None:
    first, second = (
        records.save(store, "boards", {"name": name, "year": 2022}).inserted["board"][0]
        for name in ("1기", "2기")
    )
    desk.set_scope(cohort_id=desk.scope.cohort_id, board_id=first)
    desk.set_scope(cohort_id=desk.scope.cohort_id, board_id=second)
    window.furnished.undo()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: desk.scope.board_id != second)
    assert desk.scope.board_id == first


def test_another_file_takes_the_place_of_the_first(
    qtbot: Any, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    with Store.create(tmp_path / "다른 구청.db") as other:
        second = Desk(other, desk.settings)
        window.furnished = furnished(window, second)  # type: ignore[attr-defined]
        assert rows(window) == 0
        assert window.windowTitle() == "다른 구청 - 이음"
        second.jobs.close()


@pytest.mark.feature("DA-23")
def test_a_cohort_and_a_term_of_the_board_are_in_work_side_by_side(
    window: MainWindow, desk: Desk, store: Store, cohorts: list[int]
) -> None:
    """A term chosen for the members narrows no trainees, and the other way round."""
    board = records.save(store, "boards", {"name": "슈퍼히어로", "year": 2022}).inserted["board"][0]
    assert desk.scope.board_id == board, "the first term is put in work"
    assert [box.currentText() for box in window.rail.selectors] == ["AI칼리지 2022", "슈퍼히어로"]
    window.rail.selectors[1].setCurrentIndex(0)
    window.rail.selectors[1].activated.emit(0)
    assert (desk.scope.cohort_id, desk.scope.board_id) == (cohorts[1], None)
    assert rows(window) == 2


def test_a_page_chosen_with_the_mouse_has_the_keyboard(qtbot: Any, window: MainWindow) -> None:
    rail = window.rail.list
    for row in range(rail.model().rowCount()):
        index = rail.model().index(row, 0)
        if index.data(Qt.ItemDataRole.UserRole):
            qtbot.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=rail.visualRect(index).center())
            page = window.stack.currentWidget()
            assert page.isAncestorOf(window.focusWidget()), index.data()
    rail.setFocus()
    qtbot.keyClick(rail, Qt.Key.Key_Up)
    assert rail.hasFocus(), "arrows go on through the rail"


def test_the_header_names_the_office_as_it_was_saved_last(
    qtbot: Any, window: MainWindow, store: Store
) -> None:
    header = window._parts.office
    assert header.text() == "담당 김주무관"
    settings.save(store, {"name": "동대문구청", "department": "교육과", "officer": "박주무관"})
    qtbot.waitUntil(lambda: header.text() == "동대문구청 교육과 · 담당 박주무관")
    records.save(store, "boards", {"name": "2022년", "year": 2022})
    with store.read() as session:
        done = session.execute(text("SELECT name, user FROM operation ORDER BY id DESC LIMIT 2")).all()
    assert [line.user for line in done] == ["박주무관", "김주무관"]
    for _both in done:  # under either name it is this desk's to take back
        history.undo(store)
    qtbot.waitUntil(lambda: header.text() == "담당 김주무관")
    assert store.user == "김주무관"


def test_a_clock_that_was_set_back_is_told_of_until_it_is_set_right(
    qtbot: Any, qapp: QApplication, desk: Desk, store: Store, clock: Any
) -> None:
    records.save(store, "boards", {"name": "2022년", "year": 2022})
    clock.advance(days=-1460)
    window = MainWindow(desk.settings)
    window.furnish(Theme(qapp, Mode.LIGHT))
    qtbot.addWidget(window)
    window.show()
    kept = furnished(window, desk)
    banner = window._banners["clock"]
    assert banner.isVisible()
    assert "날짜는 2018. 9. 17.인데 이 자료에는 2022. 9. 16.에" in banner.text
    clock.advance(days=1460)
    records.save(store, "boards", {"name": "2023년", "year": 2023})
    qtbot.waitUntil(lambda: not banner.isVisible())
    clock.advance(days=-2)  # while it is open
    records.save(store, "boards", {"name": "2024년", "year": 2024})
    qtbot.waitUntil(banner.isVisible)
    kept.deleteLater()


def test_the_header_says_who_works_here_where_that_is_not_the_officer_of_the_file(
    qtbot: Any, qapp: QApplication, desk: Desk, store: Store
) -> None:
    settings.save(store, {"name": "동대문구청", "officer": "박주무관"})
    window = MainWindow(desk.settings)
    window.furnish(Theme(qapp, Mode.LIGHT))
    qtbot.addWidget(window)
    kept = furnished(window, desk)
    assert window._parts.office.text() == "동대문구청 · 담당 박주무관 · 작업자 김주무관"
    kept.deleteLater()


@pytest.mark.feature("JB-09")
def test_a_merged_proposal_opens_by_itself_and_leaves_what_is_in_work(
    qtbot: Any, window: MainWindow, desk: Desk, store: Store
) -> None:
    board = records.save(store, "boards", {"name": "1기", "year": 2022}).inserted["board"][0]
    scope = Scope(board_id=board, today=store.today())
    kept, merged = (
        records.save(store, "proposals", {"title": title}, scope=scope).inserted["proposal"][0]
        for title in ("걷기 좋은 거리", "걷고 싶은 거리")
    )
    merging.merge(store, kept, [merged])
    window._workplace = replace(  # type: ignore[type-var]
        window._workplace,
        pages=(
            PageEntry("proposals", "제안", "board", lambda: RecordPage(desk, "proposals"), "", "proposals"),
        ),
    )
    opened: list[int | None] = []
    desk._openers = {"proposals": lambda _desk, _parent, record_id=None: opened.append(record_id)}
    desk.set_scope(cohort_id=None, board_id=board)
    desk.bus.show_record.emit("proposals", merged)
    assert opened == [merged]
    assert desk.scope.board_id == board
