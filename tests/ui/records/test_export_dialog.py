"""The dialog that exports a list."""

import zipfile

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QMessageBox, QPushButton

from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.kinds import LISTS
from desktop.services.records import records
from desktop.ui.kit.pdf_pages import Printed
from desktop.ui.records.export_dialog import FIELDS, ExportDialog

COLUMNS = ("name", "phone", "major")


@pytest.fixture
def dialog(qtbot, desk, store):
    for number, name in enumerate(("홍길동", "김민수", "이서연")):
        records.save(store, "trainees", {"name": name, "phone": f"010-1234-000{number}", "major": "통계학과"})
    listing = Listing(store.engine, LISTS["trainees"], Criteria(scope=Scope(today=store.today())))
    made = ExportDialog(None, store, desk.jobs, listing, COLUMNS)
    qtbot.addWidget(made)
    made.show()
    return made


def put(dialog, key, value):
    widget = dialog.input(key)
    if isinstance(widget, QCheckBox):
        widget.setChecked(value)
    elif isinstance(widget, QComboBox):
        widget.setCurrentText(value)
    else:
        assert isinstance(widget, QLineEdit)
        widget.setText(value)


def rows(path):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].rows]


def test_form_and_fields_agree(dialog):
    assert {field.key for field in FIELDS} == set(dialog._fields)


def test_it_proposes_a_title_and_a_name_and_tells_what_is_in_it(dialog):
    assert dialog.input("title").text() == "교육생 명단"
    assert dialog.input("path").text().endswith("교육생 명단_20220916.xlsx")
    assert (
        dialog.form.findChild(QLabel, "summary").text()
        == "3명을 보이는 순서대로 내보냅니다. 개인정보: 성명, 연락처"
    )


@pytest.mark.feature("DA-17")
def test_personal_data_asks_for_a_purpose_or_a_mask(dialog, tmp_path):
    put(dialog, "path", str(tmp_path / "명단.xlsx"))
    dialog.accept()
    assert "목적" in dialog._errors.text("purpose")
    assert not (tmp_path / "명단.xlsx").exists()


@pytest.mark.feature("DO-16")
def test_the_file_holds_what_the_list_shows(dialog, qtbot, tmp_path):
    path = tmp_path / "한글 이름.xlsx"
    put(dialog, "path", str(path.with_suffix("")))
    put(dialog, "purpose", "면접 안내")
    put(dialog, "approval", "담당, 팀장")
    put(dialog, "one_page", True)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog._result.text), timeout=10_000)
    assert dialog._result.text == "3명을 '한글 이름.xlsx'에 저장했습니다."
    lines = rows(path)
    assert "팀장" in zipfile.ZipFile(path).read("xl/drawings/drawing1.xml").decode()
    assert [line[1] for line in lines if isinstance(line[0], int)] == ["김민수", "이서연", "홍길동"]
    assert openpyxl.load_workbook(path).worksheets[0].page_setup.fitToHeight == 1
    assert dialog.isVisible(), "it stays to offer the file"


@pytest.mark.feature("DO-19")
def test_masking_needs_no_purpose(dialog, qtbot, tmp_path):
    path = tmp_path / "공고.xlsx"
    put(dialog, "path", str(path))
    put(dialog, "masked", True)
    dialog.accept()
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: bool(dialog._result.text), timeout=10_000)
    assert [line[1:3] for line in rows(path) if line[0] == 1] == [["김*수", "010-****-0001"]]


@pytest.mark.feature("DO-19")
def test_a_notice_is_masked_unless_unticked(dialog):
    masked = dialog.input("masked")
    put(dialog, "title", "합격자 공고")
    assert masked.isChecked()
    masked.setChecked(False)
    put(dialog, "title", "합격자 공고(내부용)")
    assert not masked.isChecked(), "the officer's own choice stays"


def test_an_existing_file_is_replaced_only_when_asked(dialog, tmp_path, monkeypatch):
    path = tmp_path / "명단.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    put(dialog, "path", str(path))
    put(dialog, "masked", True)
    dialog.accept()
    assert path.read_bytes() == b"old"


def test_file_and_folder_open_from_the_line(dialog, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog._result.show_file("저장했습니다.", tmp_path / "명단.xlsx")
    dialog._result.open_file.click()
    dialog._result.open_folder.click()
    assert opened == [str(tmp_path / "명단.xlsx"), str(tmp_path)]


@pytest.mark.feature("DA-23")
def test_enter_after_the_export_opens_the_file_and_exports_nothing_again(
    dialog, qtbot, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    path = tmp_path / "명단.xlsx"
    put(dialog, "path", str(path))
    put(dialog, "masked", True)
    qtbot.keyClick(dialog.input("password"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog._result.text), timeout=10_000)
    written = path.stat().st_mtime_ns
    for keys, held in ((Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
                       (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)):  # fmt: skip
        qtbot.keyClick(dialog._result.open_file, keys, held)  # a question about the file there would fail
    assert opened == [str(path)]
    assert path.stat().st_mtime_ns == written


@pytest.mark.feature("DA-23")
def test_esc_closes_without_a_question_whatever_was_chosen(dialog, qtbot):
    put(dialog, "title", "다른 제목")
    put(dialog, "masked", True)
    qtbot.keyClick(dialog.input("title"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_button_that_browses_stands_in_line_with_the_name(dialog):
    path, browse = dialog.input("path"), dialog.form.findChild(QPushButton, "browse")
    corner = path.mapTo(dialog, QPoint(path.width(), 0))
    assert browse.mapTo(dialog, QPoint(0, 0)) - corner == QPoint(8, 0)
    assert browse.height() == path.height()


def test_a_stopped_print_says_how_many_pages_went_out_and_where_to_go_on(dialog):
    dialog._tell_printed((456, Printed(3, 20, 3)))
    assert dialog._result.text == (
        "인쇄를 멈췄습니다. 20쪽 가운데 3쪽이 프린터로 나갔습니다. "
        "나머지는 다시 인쇄할 때 인쇄 범위를 4쪽부터로 골라 주세요."
    )
