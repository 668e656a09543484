"""Tab goes through a form as one reads it, and no two mnemonics of a dialog are the same."""

import itertools
import re
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.file_input import FileInput
from tests.ui.forms.every_form import EVERY, made

INPUTS = (QLineEdit, QComboBox, QPlainTextEdit, QCheckBox, CheckList, FileInput)
LINE = 12
"""Pixels by which inputs of one line may differ in height."""


def chain(form: QWidget) -> list[QWidget]:
    found, widget = [], form.nextInFocusChain()
    while widget is not form:
        whole = not isinstance(widget.parent(), QComboBox | CheckList)
        if isinstance(widget, INPUTS) and whole and widget.isVisible() and form.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def place(form: QWidget, widget: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(form, QPoint(0, 0))
    return corner.y(), corner.x()


def reads_on(form: QWidget, before: QWidget, after: QWidget) -> bool:
    """Whether ``after`` stands below ``before``, or beside it on its right."""
    (top, left), (next_top, next_left) = place(form, before), place(form, after)
    beside = next_left > left and next_top <= top + LINE and next_top + after.height() >= top
    return next_top > top + LINE or beside


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("name", EVERY)
def test_tab_follows_the_reading(qtbot: Any, desk: Any, name: str) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    form = made(name, around)
    form.resize(720, 640)
    around.resize(760, 680)
    around.show()
    inputs = chain(form)
    assert inputs
    for before, after in itertools.pairwise(inputs):
        assert reads_on(form, before, after), f"{before.objectName()} -> {after.objectName()}"


@pytest.mark.feature("DA-23")
def test_the_buttons_of_a_dialog_have_mnemonics_of_their_own(qtbot: Any, desk: Any) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    for kind in (
        QMessageBox.StandardButton.Save,
        QMessageBox.StandardButton.Discard,
        QMessageBox.StandardButton.Cancel,
    ):
        box.addButton(kind)
    for dialog in (box, buttons):
        found = [
            key
            for part in (*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLabel))
            for key in re.findall(r"&(\w)", part.text())
        ]
        assert len(found) == len(set(found)), found
