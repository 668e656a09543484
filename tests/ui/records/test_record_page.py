"""The page of a kind of record over a real data file."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from sqlalchemy import text

from desktop.queries.card import Card, Linked
from desktop.queries.list_spec import Scope
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS
from desktop.services.records import records
from desktop.ui.desk import Desk
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.lists.record_card import RecordCard
from desktop.ui.records.record_page import RecordPage
from desktop.ui.window.screens import OPENERS

NUMBERS = ("124-81-00998", "220-81-62517", "120-88-00767")


@pytest.fixture
def desk(theme: Any, store: Store, tmp_path: Any) -> Any:
    made = Desk(store, DeskSettings(tmp_path / "ieum.ini"))
    yield made
    made.jobs.close()


@pytest.fixture
def companies(store: Store) -> list[int]:
    names = ("(주)가람데이터", "누리로봇", "다온테크")
    return [
        records.save(store, "companies", {"name": name, "registration_number": number}).inserted["company"][0]
        for name, number in zip(names, NUMBERS, strict=True)
    ]


@pytest.fixture
def page(qtbot: Any, desk: Desk, companies: list[int]) -> RecordPage:
    made = RecordPage(desk, "companies")
    qtbot.addWidget(made)
    made.resize(1240, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def place(page: RecordPage, key: str) -> int:
    return [column.key for column in page.spec.columns].index(key)


def texts(page: RecordPage, key: str) -> list[str]:
    return [page.model.index(row, place(page, key)).data() for row in range(page.model.rowCount())]


def act(page: RecordPage, name: str) -> None:
    next(action for action in page.bar.qt_actions if action.text() == name).trigger()


def test_qt_finds_no_fault_with_real_rows(page: RecordPage, desk: Desk, companies: list[int]) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    records.delete(desk.store, "companies", companies[:1])
    assert tester.model().rowCount() == 2


def test_a_cell_edited_in_place_is_one_named_operation(page: RecordPage, desk: Desk) -> None:
    assert page.model.setData(page.model.index(1, place(page, "name")), "누리로보틱스")
    assert "누리로보틱스" in texts(page, "name")
    undo = history.next_undo(desk.store)
    assert undo is not None
    assert "누리로보틱스" in undo.name


@pytest.mark.feature("CO-01")
def test_a_wrong_number_stays_red_and_unsaved(page: RecordPage, desk: Desk) -> None:
    before = history.next_undo(desk.store)
    page.model.setData(page.model.index(0, place(page, "registration_number")), "124-81-00999")
    assert page.model.bad_count == 1
    after = history.next_undo(desk.store)
    assert before is not None
    assert after is not None
    assert before.id == after.id


@pytest.mark.feature("DA-09")
def test_a_pasted_block_is_one_undo_step(qtbot: Any, page: RecordPage, desk: Desk) -> None:
    column = place(page, "field")
    QGuiApplication.clipboard().setText("인공지능\n로봇\n빅데이터")
    page.table.setCurrentIndex(page.model.index(0, column))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: texts(page, "field") == ["인공지능", "로봇", "빅데이터"])
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    history.undo(desk.store)
    assert texts(page, "field") == ["", "", ""]


def test_several_records_are_deleted_and_brought_back(qtbot: Any, page: RecordPage, desk: Desk) -> None:
    chosen = QItemSelection(page.model.index(0, 0), page.model.index(1, 0))
    page.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.waitUntil(lambda: "선택 2" in page.frame.figures.text())
    act(page, "기업 삭제")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    history.undo(desk.store)
    assert page.model.rowCount() == 3


def test_the_card_shows_facts_and_history_and_hides_contacts(
    qtbot: Any, page: RecordPage, desk: Desk, companies: list[int]
) -> None:
    with_phone = {"contact_name": "김담당", "contact_phone": "010-2345-6789"}
    keys = {field.key for field in KINDS["companies"].fields}
    values = {key: value for key, value in with_phone.items() if key in keys}
    assert values, "a company has a contact"
    records.save(desk.store, "companies", values, record_id=companies[0])
    card = page._card_of(companies[0], True)
    assert card is not None
    assert card.title == "(주)가람데이터"
    hidden = next(fact for fact in card.facts if "****" in fact.text)
    assert hidden.full is not None
    assert hidden.full() == "010-2345-6789"
    assert all(fact.full is None for fact in page._card_of(companies[0], False).facts)
    assert card.history


def test_writes_of_the_worker_reach_the_list(qtbot: Any, page: RecordPage, desk: Desk) -> None:
    def work(_progress: Any) -> Any:
        return records.save(desk.store, "companies", {"name": "라온", "registration_number": "214-88-00591"})

    desk.jobs.run(page, "추가", work, lambda _changes: None)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert "라온" in texts(page, "name")


def test_a_view_survives_a_restart(qtbot: Any, page: RecordPage, desk: Desk) -> None:
    page.filters.search.setText("누리")
    page.filters._take_search()
    page.filters.view_named.emit("누리만")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    again = RecordPage(desk, "companies")
    qtbot.addWidget(again)
    assert [view.name for view in again.filters.views] == ["누리만"]
    again.filters.view_chosen.emit(again.filters.views[0])
    assert texts(again, "name") == ["누리로봇"]


def test_another_cohort_in_work_is_another_list(qtbot: Any, desk: Desk, store: Store) -> None:
    cohorts = [
        records.save(store, "cohorts", {"name": name, "year": year, "programme": "AI"}).inserted["cohort"][0]
        for name, year in (("2021", 2021), ("2022", 2022))
    ]
    today = store.today()
    for cohort, names in zip(cohorts, (("홍길동",), ("강은우", "서건도")), strict=True):
        for name in names:
            records.save(store, "trainees", {"name": name}, scope=Scope(cohort_id=cohort, today=today))
    page = RecordPage(desk, "trainees")
    qtbot.addWidget(page)
    page.show()
    assert page.model.rowCount() == 3
    desk.set_scope(cohort_id=cohorts[1], board_id=None)
    assert texts(page, "name") == ["강은우", "서건도"]


def test_moving_a_status_asks_for_the_reason_it_needs(
    qtbot: Any, desk: Desk, store: Store, meanwhile: Any, choosing: Any, fill: Any
) -> None:
    records.save(store, "cohorts", {"name": "2022", "year": 2022, "programme": "AI"})
    cohort = KINDS["cohorts"]
    scope = Scope(cohort_id=1, today=store.today())
    assert cohort
    records.save(store, "trainees", {"name": "홍길동"}, scope=scope)
    page = RecordPage(desk, "trainees")
    qtbot.addWidget(page)
    page.resize(1240, 400)
    page.show()
    qtbot.waitExposed(page)
    QApplication.processEvents()  # what stands above the table has its place now
    page.table.selectRow(0)

    def give_reason(dialog: Any) -> None:
        fill(dialog, reason="이사")
        dialog.accept()

    def pick(menu: Any) -> None:
        spots.append(page.table.viewport().mapFromGlobal(menu.pos()))
        meanwhile(give_reason)
        choosing("중도포기")(menu)

    spots: list[QPoint] = []

    meanwhile(pick)
    act(page, "상태 바꾸기")
    qtbot.waitUntil(lambda: texts(page, "status") == ["중도포기"])
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert texts(page, "reason") == ["이사"]
    cell = page.table.visualRect(page.model.index(0, 0))
    assert cell.adjusted(0, 0, 0, 8).contains(spots[0]), "by the keyboard it opens at the row it stands on"


def test_a_file_opened_for_reading_cannot_be_written_in(
    qtbot: Any, desk: Desk, store: Store, companies: list[int]
) -> None:
    store.read_only = True
    page = RecordPage(desk, "companies")
    qtbot.addWidget(page)
    page.show()
    page.table.selectRow(0)
    delete = next(action for action in page.bar.qt_actions if action.text() == "기업 삭제")
    qtbot.waitUntil(lambda: "선택 1" in page.frame.figures.text())
    assert not delete.isEnabled()
    moving = [b for b in page.bar.findChildren(QPushButton) if b.text() == "상태 바꾸기"]
    assert moving
    assert not any(b.isEnabled() for b in moving)


def test_what_is_shown_in_full_is_on_record_and_cannot_be_taken_back(
    qtbot: Any, desk: Desk, store: Store
) -> None:
    records.save(store, "boards", {"name": "2022년", "year": 2022})
    records.save(store, "members", {"name": "김가람", "phone": "010-1234-5678", "department": "감사담당관"})
    before = history.next_undo(store)
    page = RecordPage(desk, "members")
    qtbot.addWidget(page)
    page.resize(1240, 700)
    page.show()
    page.table.selectRow(0)
    shown = page.frame.card
    qtbot.waitUntil(lambda: any("연락처" in b.accessibleName() for b in shown.findChildren(QPushButton)))
    qtbot.mouseClick(
        next(b for b in shown.findChildren(QPushButton) if "연락처" in b.accessibleName()),
        Qt.MouseButton.LeftButton,
    )
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    page.frame._mask.setChecked(False)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    with store.read() as session:
        lines = session.execute(text("SELECT name, user, sealed FROM operation ORDER BY id DESC")).all()
    assert [line.name for line in lines[:2]] == ["위원 1명 개인정보 열람", "위원 김가람 연락처 열람"]
    assert {line.user for line in lines[:2]} == {"김주무관"}
    assert all(line.sealed for line in lines[:2])
    assert history.next_undo(store).id == before.id
    assert all("010-1234-5678" not in line.name for line in lines)


def test_a_card_that_was_put_off_is_not_read_from_data_that_is_closed(
    qtbot: Any, page: RecordPage, desk: Desk
) -> None:
    page.table.setCurrentIndex(page.model.index(0, 0))
    page._show_selection()
    page.filters.search.setText("누리")
    assert page._rest.isActive()
    desk.close()
    assert [timer for timer in page.findChildren(QTimer) if timer.isActive()] == []


@pytest.mark.parametrize(("masked", "key", "seen"), [(True, "F2", 1), (True, "1", 0), (False, "F2", 0)])
def test_a_masked_cell_opened_by_f2_shows_its_value_and_puts_that_on_record(
    qtbot: Any, desk: Desk, store: Store, masked: bool, key: str, seen: int
) -> None:
    records.save(store, "boards", {"name": "2022년", "year": 2022})
    records.save(store, "members", {"name": "김가람", "phone": "010-1234-5678", "department": "감사담당관"})
    page = RecordPage(desk, "members")
    qtbot.addWidget(page)
    page.show()
    page.model.set_masked(masked)
    page._show_selection()
    page.table.setCurrentIndex(page.model.index(0, place(page, "phone")))
    qtbot.keyClick(page.table, Qt.Key.Key_F2 if key == "F2" else Qt.Key.Key_1)
    line = page.table.viewport().findChild(QLineEdit)
    assert line.text() == ("010-1234-5678" if key == "F2" else "1")
    with store.read() as session:
        names = session.scalars(text("SELECT name FROM operation")).all()
    assert names.count("위원 김가람 연락처 열람") == seen


def test_a_record_opened_whole_is_on_record(
    qtbot: Any, theme: Any, store: Store, tmp_path: Any, meanwhile: Callable[..., None]
) -> None:
    desk = Desk(store, DeskSettings(tmp_path / "ieum.ini"), openers=OPENERS)
    records.save(store, "boards", {"name": "2022년", "year": 2022})
    records.save(store, "members", {"name": "김가람", "phone": "010-1234-5678", "department": "감사담당관"})
    page = RecordPage(desk, "members")
    qtbot.addWidget(page)
    page.show()
    page.table.setCurrentIndex(page.model.index(0, 0))
    meanwhile(lambda _dialog: None)
    page._open_current()
    with store.read() as session:
        names = session.scalars(text("SELECT name FROM operation ORDER BY id")).all()
    assert names[-1] == "위원 김가람 기록 전체 열람"
    desk.jobs.close()


def test_a_new_record_is_gone_to(qtbot: Any, page: RecordPage, store: Store) -> None:
    page.table.setCurrentIndex(page.model.index(0, 0))
    records.save(store, "companies", {"name": "하나로", "registration_number": "101-81-00001"})
    row = page.table.currentIndex().row()
    assert page.model.index(row, place(page, "name")).data() == "하나로"


def test_what_is_linked_shows_an_ampersand_as_it_is(qtbot: Any) -> None:
    card = RecordCard()
    qtbot.addWidget(card)
    card.show_card(Card("가람", "", linked=[Linked("기업 R&D센터", "companies", 1)], facts=[], history=[]))
    link = card.findChild(QPushButton)
    assert link.text() == "기업 R&&D센터"
    assert link.shortcut().isEmpty()
    assert link.accessibleName() == "기업 R&D센터"
