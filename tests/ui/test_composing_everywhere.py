"""Wherever one can type, the syllable being composed is looked after."""

from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QTextEdit, QWidget

from desktop.ui.importing.wizard import ImportWizard
from desktop.ui.kit.composition import Composition
from desktop.ui.lists.condition_popup import ConditionPopup
from desktop.ui.window.screens import entries as pages
from desktop.ui.window.search_box import SearchBox
from tests.ui.forms.every_form import EVERY, made
from tools.scenes import PAGES


def unwatched(widget: QWidget) -> list[str]:
    """Inputs a syllable could be lost in. A password is typed blind and never composed."""
    found = []
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        for line in widget.findChildren(kind):
            holder = line.parent() if isinstance(line.parent(), QComboBox) else line
            secret = isinstance(line, QLineEdit) and line.echoMode() is QLineEdit.EchoMode.Password
            if isinstance(line.parent(), QSpinBox) or line.isReadOnly() or secret:
                continue
            if not (line.findChildren(Composition) or holder.findChildren(Composition)):
                found.append(f"{type(line).__name__} {line.objectName()} in {type(line.parent()).__name__}")
    return found


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("name", EVERY)
def test_every_form(qtbot: Any, desk: Any, name: str) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    assert unwatched(made(name, around)) == []


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("key", PAGES)
def test_every_page(qtbot: Any, desk: Any, key: str) -> None:
    entries = {entry.key: entry for entry in pages(desk) if entry.kind}
    assert tuple(entries) == PAGES
    page = entries[key].factory()
    qtbot.addWidget(page)
    assert page.findChildren(QLineEdit)
    assert unwatched(page) == []


@pytest.mark.feature("DA-23")
def test_the_import_and_the_search(qtbot: Any, desk: Any) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    SearchBox(around)
    ImportWizard(desk, around)
    assert len(around.findChildren(QLineEdit)) > 3
    assert unwatched(around) == []


@pytest.mark.feature("DA-23")
def test_the_conditions(qtbot: Any, desk: Any) -> None:
    page = next(entry for entry in pages(desk) if entry.key == "trainees").factory()
    qtbot.addWidget(page)
    for field in page._fields():
        popup = ConditionPopup(field, (), None, page)
        assert unwatched(popup) == []
