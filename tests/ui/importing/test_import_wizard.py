"""The import wizard as a person uses it: a file, its columns, its doubts, and in."""

import os

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from sqlalchemy import text

from desktop.services import importing
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.safety import kept_backups
from desktop.services.training import programme as training
from desktop.ui.desk import Desk
from desktop.ui.importing.models import FindingsModel, SheetModel
from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.mnemonics import plain
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.table.clipboard_block import from_text
from desktop.ui.table.grid_view import GridView
from tests.services import intake


@pytest.fixture
def desk(store, tmp_path):
    made = Desk(store, DeskSettings(tmp_path / "책상.ini"))
    yield made
    made.jobs.close()


@pytest.fixture
def wizard(qtbot, desk):
    made = ImportWizard(desk, None)
    qtbot.addWidget(made)
    made.show()
    return made


def settled(qtbot, wizard):
    qtbot.waitUntil(lambda: not wizard._desk.jobs.busy)


def take(qtbot, wizard, path):
    wizard.files.take(path)
    settled(qtbot, wizard)


def on(qtbot, wizard):
    wizard.next.click()
    settled(qtbot, wizard)


def scalar(store, sql):
    with store.read() as session:
        return session.scalar(text(sql))


@pytest.mark.feature("DA-01")
def test_a_file_comes_in_by_the_keyboard_alone(qtbot, wizard, store, tmp_path):
    take(qtbot, wizard, intake.applications(tmp_path / "신청자.xlsx", 20))
    assert wizard.columns.header_row.value() == 3
    wizard.columns.cohort.setFocus()
    qtbot.keyClicks(wizard.columns.cohort, "2022")
    qtbot.keyClick(wizard.columns.cohort, Qt.Key.Key_Return)
    settled(qtbot, wizard)
    assert plain(wizard.next.text()) == "신청자 20명 가져오기"
    assert "기초과정" in wizard.review._created.text()
    assert scalar(store, "SELECT count(*) FROM person") == 0
    wizard.next.setFocus()
    qtbot.keyClick(wizard.next, Qt.Key.Key_Return)
    settled(qtbot, wizard)
    assert wizard.changes is not None
    assert not wizard.isVisible()
    assert scalar(store, "SELECT count(*) FROM enrolment") == 20


def test_the_commit_tells_the_line_with_its_way_back(qtbot, wizard, desk, tmp_path):
    told = []
    desk.bus.committed.connect(told.append)
    take(qtbot, wizard, intake.applications(tmp_path / "신청자.xlsx", 2))
    on(qtbot, wizard)
    on(qtbot, wizard)
    assert [(changes.name, changes.undoable) for changes in told] == [("신청자 2명 가져오기", True)]


@pytest.mark.feature("DA-12")
def test_a_backup_is_kept_before_an_import(qtbot, wizard, store, tmp_path):
    take(qtbot, wizard, intake.applications(tmp_path / "신청자.xlsx", 2))
    on(qtbot, wizard)
    assert kept_backups.kept(store.path) == []
    on(qtbot, wizard)
    with Store.open(kept_backups.kept(store.path)[0].path, read_only=True) as before:
        assert scalar(before, "SELECT count(*) FROM person") == 0
    assert scalar(store, "SELECT count(*) FROM person") == 2


@pytest.mark.feature("DA-04")
def test_a_doubtful_cell_is_mended_in_the_list(qtbot, wizard, tmp_path):
    path = intake.applications(tmp_path / "신청자.xlsx", 2, extra=([3, "김하늘", "1998-13-01", *[None] * 7],))
    take(qtbot, wizard, path)
    on(qtbot, wizard)
    model = wizard.review.table.model()
    assert model.rowCount() == 1
    cell = model.index(0, 2)
    assert cell.data() == "1998-13-01"
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(cell, "1998-12-01")
    settled(qtbot, wizard)
    assert plain(wizard.next.text()) == "신청자 3명 가져오기"
    assert not wizard.review.rejects.isEnabled()


def test_the_last_syllable_of_a_mended_name_is_kept(qtbot, wizard, store, tmp_path):
    take(
        qtbot,
        wizard,
        intake.write(tmp_path / "명단.xlsx", ["연번", "성명", "생년월일"], [1, None, "1998-03-01"]),
    )
    on(qtbot, wizard)
    table = wizard.review.table
    table.edit(table.model().index(0, 2))
    editor = table.findChild(QLineEdit)
    assert editor is not None
    for committed, composing in (("김하", ""), ("", "늘")):
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed)
        QCoreApplication.sendEvent(editor, event)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: plain(wizard.next.text()) == "신청자 1명 가져오기")
    assert wizard.isVisible()
    on(qtbot, wizard)
    assert scalar(store, "SELECT name FROM person") == "김하늘"


@pytest.mark.feature("DA-23")
def test_hangul_is_typed_over_a_doubtful_cell_and_blocks_are_copied(qtbot, wizard, tmp_path):
    heading = ["연번", "성명", "생년월일"]
    take(
        qtbot, wizard, intake.write(tmp_path / "명단.xlsx", heading, [1, None, "1998-03-01"], [2, None, None])
    )
    grid = wizard.columns.findChild(GridView)
    qtbot.keyClick(grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert from_text(QGuiApplication.clipboard().text())[0] == heading
    on(qtbot, wizard)
    table = wizard.review.table
    table.setCurrentIndex(table.model().index(0, 2))
    table.setFocus()
    for committed, composing in (("", "김"), ("김", "하"), ("하", "늘")):
        event = QInputMethodEvent(composing, [])
        event.setCommitString(committed)
        QCoreApplication.sendEvent(table, event)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settled(qtbot, wizard)
    assert list(wizard._mended.texts.values()) == ["김하늘"]


@pytest.mark.feature("DA-05")
def test_rejected_rows_are_saved_to_a_file(qtbot, wizard, tmp_path, monkeypatch):
    target = tmp_path / "오류"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    take(
        qtbot,
        wizard,
        intake.applications(tmp_path / "신청자.xlsx", 1, extra=([2, "김하늘", "없음", *[None] * 7],)),
    )
    on(qtbot, wizard)
    wizard.review.rejects.click()
    settled(qtbot, wizard)
    assert "1행" in wizard.review._hint.text()
    assert openpyxl.load_workbook(target.with_suffix(".xlsx")).active.max_row == 2


def test_a_field_taken_by_one_column_leaves_the_other(qtbot, wizard, tmp_path):
    path = intake.write(
        tmp_path / "명단.xlsx",
        ["성명", "생년월일", "휴대폰", "자택전화"],
        ["김하늘", "1998-03-01", "010-1234-5678", "02-555-1234"],
    )
    take(qtbot, wizard, path)
    home = wizard.columns.combo(3)
    home.setCurrentIndex(home.findData("phone"))
    home.activated.emit(home.currentIndex())
    assert wizard.columns.chosen() == {0: "name", 1: "birth_date", 2: None, 3: "phone"}


def test_a_column_of_resident_numbers_cannot_be_chosen(qtbot, wizard, tmp_path):
    path = intake.write(
        tmp_path / "명단.xlsx",
        ["성명", "생년월일", "주민등록번호"],
        ["김하늘", "1998-03-01", "980301-2345678"],
    )
    take(qtbot, wizard, path)
    assert not wizard.columns.combo(2).isEnabled()
    assert 2 not in wizard.columns.chosen()


def test_the_kind_is_told_by_the_file_unless_it_was_asked_for(qtbot, wizard, desk, tmp_path):
    path = intake.write(tmp_path / "위원.xlsx", ["이름", "부서", "직급"], ["김하늘", "감사과", "8급"])
    take(qtbot, wizard, path)
    assert wizard.kind == "members"
    assert wizard.columns.board.isVisible()
    assert not wizard.columns.cohort.isVisible()
    asked = ImportWizard(desk, None, "companies")
    qtbot.addWidget(asked)
    take(qtbot, asked, path)
    assert asked.kind == "companies"


def test_the_cohort_in_work_is_proposed_with_its_stages(qtbot, desk, store, tmp_path):
    with store.operation("기수 추가") as op:
        cohort = training.cohort_named(op, "2022")
    desk.set_scope(cohort_id=cohort.id, board_id=None)
    wizard = ImportWizard(desk, None)
    qtbot.addWidget(wizard)
    take(qtbot, wizard, intake.applications(tmp_path / "신청자.xlsx", 1))
    assert wizard.columns.cohort.currentText() == "교육과정 2022"
    wizard.columns.stage.setCurrentIndex(2)
    on(qtbot, wizard)
    on(qtbot, wizard)
    assert scalar(store, "SELECT s.name FROM enrolment e JOIN stage s ON s.id = e.stage_id") == "심화과정"


def test_another_sheet_and_heading_can_be_chosen(qtbot, wizard, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "하나"
    for line in (["성명", "생년월일"], ["김하늘", "1998-03-01"]):
        book.active.append(line)
    other = book.create_sheet("둘")
    for line in (["성명", "생년월일"], ["예비", "명단"], ["이바다", "1998-03-02"]):
        other.append(line)
    book.save(tmp_path / "명단.xlsx")
    take(qtbot, wizard, tmp_path / "명단.xlsx")
    assert [wizard.columns.sheet.itemText(n) for n in range(2)] == ["하나", "둘"]
    wizard.columns.sheet.setCurrentText("둘")
    wizard.columns.sheet.textActivated.emit("둘")
    settled(qtbot, wizard)
    assert wizard.columns.header_row.value() == 1
    wizard.columns.header_row.setValue(2)
    settled(qtbot, wizard)
    assert wizard.columns.combo(0).currentData() is None


@pytest.mark.feature("DA-03")
def test_a_protected_file_asks_for_its_password(qtbot, wizard, tmp_path):
    import msoffcrypto.format.ooxml

    plain, path = intake.applications(tmp_path / "평문.xlsx", 1), tmp_path / "보호.xlsx"
    with plain.open("rb") as source, path.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("비밀", target)
    take(qtbot, wizard, path)
    assert wizard.files.password.isVisible()
    assert "암호가 걸린" in wizard.files.trouble.text()
    wizard.files.password.setText("틀림")
    on(qtbot, wizard)
    assert "맞지 않습니다" in wizard.files.trouble.text()
    wizard.files.password.setText("비밀")
    on(qtbot, wizard)
    assert wizard.columns.isVisible()


def test_a_file_is_dropped_on_the_wizard(qtbot, wizard, tmp_path):
    path = intake.applications(tmp_path / "한글 이름.xlsx", 1)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    wizard.files._drop.dropEvent(event)
    settled(qtbot, wizard)
    assert wizard.files.path == path
    assert wizard.columns.isVisible()


def test_every_widget_can_be_reached_and_is_named(wizard):
    buttons = [button for button in wizard.findChildren(QPushButton) if button.isEnabled()]
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus and button.text() for button in buttons)


def test_the_models_are_sound(store, tmp_path, qtmodeltester):
    sheet = SheetModel()
    QAbstractItemModelTester(sheet, QAbstractItemModelTester.FailureReportingMode.Fatal)
    book = importing.read_file(intake.applications(tmp_path / "신청자.xlsx", 5))
    sheet.show_sighting(importing.look(store, "trainees", book))
    qtmodeltester.check(sheet)
    findings = FindingsModel(("행", "값"), 1)
    findings.show_rows([("1", "가"), ("2", "나")])
    qtmodeltester.check(findings)
    assert (sheet.rowCount(), sheet.columnCount(), findings.rowCount()) == (9, 10, 2)


@pytest.mark.feature("DA-01")
def test_a_list_of_nobody_knows_which_cohort_is_asked_for_it(qtbot, wizard, desk, store, tmp_path):
    for year in (2021, 2022):
        values = {"name": f"서초 AI칼리지 {year}", "year": year, "programme": "서초 AI칼리지"}
        records.save(store, "cohorts", values)
    take(qtbot, wizard, intake.applications(tmp_path / "명단.xlsx", 3))
    wizard.columns.cohort.setCurrentText("")
    on(qtbot, wizard)
    assert wizard._plan is None
    assert "어느 기수의 명단인지 골라 주세요" in wizard.columns.summary.text()
    assert wizard.focusWidget() is wizard.columns.cohort
    wizard.columns.cohort.setCurrentText("2023")
    on(qtbot, wizard)
    assert "'교육과정 2023' 기수를 새로 만들고" in wizard.review._created.text()
    assert "'교육과정 2023' 기초과정으로 3명이 들어갑니다." in wizard.review._created.text()


def test_the_status_chosen_holds_for_every_row_that_names_none(qtbot, wizard, store, tmp_path):
    rows = [[n, f"김{name}", f"199{n}.3.2"] for n, name in enumerate("가나다", 1)]
    path = intake.write(tmp_path / "2022 수료자.xlsx", ["연번", "성명", "생년월일"], *rows)
    take(qtbot, wizard, path)
    assert wizard.columns.stage.currentText() == "포트폴리오 프로젝트"
    on(qtbot, wizard)
    on(qtbot, wizard)
    assert scalar(store, "SELECT count(*) FROM enrolment WHERE status = '수료'") == 3
    assert scalar(store, "SELECT name FROM stage JOIN enrolment ON stage_id = stage.id LIMIT 1").startswith(
        "포트폴리오"
    )


@pytest.mark.feature("DA-04")
def test_a_column_of_a_spreadsheet_mends_as_many_doubtful_cells_at_once(qtbot, wizard, tmp_path):
    wrong = ([3, "김하늘", "1998-13-01", *[None] * 7], [4, "이바다", "98-99-01", *[None] * 7])
    take(qtbot, wizard, intake.applications(tmp_path / "신청자.xlsx", 2, extra=wrong))
    on(qtbot, wizard)
    table = wizard.review.table
    assert table.model().rowCount() == 2
    table.setCurrentIndex(table.model().index(0, 2))
    for block, told in (("a\tb\nc\td\n", "한 열만, 2칸까지"), ("1\n2\n3\n", "복사한 것은 3행 1열")):
        QGuiApplication.clipboard().setText(block)
        qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert told in wizard.review._hint.text()
    QGuiApplication.clipboard().setText("1998-12-01\n1998-09-01\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, wizard)
    assert plain(wizard.next.text()) == "신청자 4명 가져오기"


@pytest.mark.feature("DA-04")
def test_a_file_brought_in_again_is_mended_already(qtbot, desk, shown, tmp_path):
    path = intake.applications(tmp_path / "신청자.xlsx", 2, extra=([3, "김하늘", "1998-13-01", *[None] * 7],))

    def again():
        wizard = shown(ImportWizard(desk, None, "trainees"))
        take(qtbot, wizard, path)
        on(qtbot, wizard)
        return wizard

    first = again()
    assert plain(first.next.text()) == "신청자 2명 가져오기"
    first.review.table.model().setData(first.review.table.model().index(0, 2), "1998-12-01")
    settled(qtbot, first)
    first.done(0)
    second = again()
    assert plain(second.next.text()) == "신청자 3명 가져오기"
    assert second.review._hint.text() == "지난번에 고친 1칸을 그대로 넣었습니다."
    second.done(0)
    os.utime(path, (1, 1))  # the file was saved meanwhile: its rows may be others
    assert plain(again().next.text()) == "신청자 2명 가져오기"


@pytest.mark.feature("DA-01")
def test_files_are_looked_for_among_documents_and_then_where_the_last_one_lay(
    qtbot, desk, tmp_path, monkeypatch
):
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: (asked.append(given[2]), ([], ""))[1])
    for take_one in (True, False):
        wizard = ImportWizard(desk, None)
        qtbot.addWidget(wizard)
        wizard.files._browse()
        if take_one:
            take(qtbot, wizard, intake.applications(tmp_path / "신청자.xlsx", 2))
    assert asked == [str(documents_folder()), str(tmp_path)]


def test_a_title_over_the_table_widens_no_column_and_is_shown_whole(qtbot, wizard, tmp_path):
    title = "2022년 서초 AI칼리지 기초과정 신청자 명단 (2022. 3. 2. 현재, 일자리정책과)"
    path = tmp_path / "명단.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (
        [title],
        ["연번", "성명", "생년월일", "연락처", "거주지"],
        [1, "강나래", "1998. 3. 2.", "010-1234-5678", "서울특별시 서초구 서초대로74길 33, 101동 1203호"],
        ["※ 이 명단은 담당자만 볼 수 있으며 다른 부서에 넘기지 않습니다."],
    ):
        sheet.append(line)
    book.save(path)
    take(qtbot, wizard, path)
    table = wizard.columns._grid.table
    assert table.columnWidth(0) < table.columnWidth(4)
    assert table.columnWidth(0) == table.columnWidth(1)
    first = table.visualRect(table.model().index(0, 0))
    assert first.width() > sum(table.columnWidth(column) for column in range(4))
