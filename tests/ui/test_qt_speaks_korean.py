"""Qt's own dialogs and menus: nothing in them is left in English."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QColorDialog,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFontDialog,
    QGroupBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QTextEdit,
    QTreeView,
    QWidget,
)

from desktop.places import bundled
from desktop.ui.kit.theme import Mode, Theme

NAMES = {"HTML", "PDF", "CUPS", "Ctrl", "Shift", "Alt", "Del", "Esc", "Tab", "mm", "xlsx", "GB", "MB", "KB"}


@pytest.fixture(autouse=True)
def _korean(qapp: QApplication) -> None:
    Theme(qapp, Mode.LIGHT)


def words(widget: QWidget) -> Iterator[str]:
    """What ``widget`` says, but for what the person or the computer wrote: names of files, fonts and papers."""
    for each in [widget, *widget.findChildren(QWidget)]:
        yield each.windowTitle()
        yield each.toolTip()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QGroupBox | QMenu):
            yield each.title()
        elif isinstance(each, QLineEdit):
            yield each.placeholderText()
        elif isinstance(each, QTabWidget):
            yield from (each.tabText(place) for place in range(each.count()))
        elif isinstance(each, QTreeView):
            header = each.model()
            yield from (header.headerData(n, Qt.Orientation.Horizontal) for n in range(header.columnCount()))
        yield from (action.text() for action in each.actions())


def english(widget: QWidget) -> list[str]:
    said = {re.sub(r"\(&\w\)|<[^>]*>", "", word) for word in words(widget) if word}
    return sorted(word for word in said if set(re.findall(r"[A-Za-z]{2,}", word)) - NAMES)


def files(mode: QFileDialog.AcceptMode, kind: QFileDialog.FileMode) -> QFileDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.setFileMode(kind)
    return dialog


def every_button() -> QMessageBox:
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        if (
            QDialogButtonBox.StandardButton.Ok.value
            <= button.value
            <= QMessageBox.StandardButton.LastButton.value
        ):
            box.addButton(button)
    box.setDetailedText("자세히")
    return box


def asking() -> QInputDialog:
    dialog = QInputDialog()
    dialog.setLabelText("이름")
    dialog.show()  # it makes its parts late
    return dialog


Accept, Files = QFileDialog.AcceptMode, QFileDialog.FileMode


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: files(Accept.AcceptOpen, Files.ExistingFile), id="open a file"),
        pytest.param(lambda: files(Accept.AcceptSave, Files.AnyFile), id="save a file"),
        pytest.param(lambda: files(Accept.AcceptOpen, Files.Directory), id="choose a folder"),
        pytest.param(every_button, id="message"),
        pytest.param(asking, id="question"),
        pytest.param(QColorDialog, id="colour"),
        pytest.param(QFontDialog, id="font"),
        pytest.param(lambda: QPrintDialog(QPrinter()), id="print"),
        pytest.param(lambda: QPrintPreviewDialog(QPrinter()), id="preview"),
        pytest.param(QCalendarWidget, id="calendar"),
    ],
)
def test_qt_says_it_in_korean(qtbot: Any, make: Callable[[], QWidget]) -> None:
    widget = make()
    qtbot.addWidget(widget)
    said = " ".join(word for word in words(widget) if word)
    assert re.search("[가-힣]", said), "nothing was scanned"
    assert english(widget) == []


def test_the_months_and_days_of_a_calendar_are_korean(qtbot: Any) -> None:
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    month = calendar.findChild(QWidget, "qt_calendar_monthbutton")
    assert isinstance(month, QAbstractButton)
    assert month.text().endswith("월")
    assert calendar.locale().dayName(1, calendar.locale().FormatType.ShortFormat) == "월"


def test_what_is_filled_in_was_compiled() -> None:
    """The .qm is made from the .ts by hand, so it could be forgotten."""
    for context in ET.parse(bundled("resources", "i18n", "qt_gaps_ko.ts")).getroot():
        for message in context.iter("message"):
            source, korean = str(message.findtext("source")), message.findtext("translation")
            assert QCoreApplication.translate(str(context.findtext("name")), source) == korean


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QComboBox])
def test_the_menu_of_an_input_is_korean(qtbot: Any, kind: type[QWidget]) -> None:
    widget: Any = kind()
    qtbot.addWidget(widget)
    if isinstance(widget, QComboBox):
        widget.setEditable(True)
    line = widget.lineEdit() if isinstance(widget, QSpinBox | QComboBox) else widget
    menu = line.createStandardContextMenu()
    assert "복사" in " ".join(words(menu))
    assert english(menu) == []
    menu.deleteLater()
