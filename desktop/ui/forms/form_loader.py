"""Loads a dialog's layout from forms/, and gives the inputs of any form what all of ours have."""

from pathlib import Path

from PySide6.QtCore import QFile
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.places import bundled
from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.date_input import DateInput
from desktop.ui.forms.file_input import FileInput
from desktop.ui.forms.image_input import ImageInput
from desktop.ui.forms.long_text import LongText
from desktop.ui.kit.composition import Composition

SCROLL_ROOM = 12
"""Pixels a form keeps free at its right, so that a scroll bar hides nothing."""
PROMOTED: tuple[type[QWidget], ...] = (DateInput, CheckList, FileInput, ImageInput)
"""Classes of ours a form may promote to in Designer, besides Qt's own inputs."""


def load_form(name: str | Path, parent: QWidget) -> QWidget:
    """The widget tree of ``forms/<name>.ui``, or of the file at a Path. FileNotFoundError when there is none."""
    loader = _Loader()
    for kind in PROMOTED:
        loader.registerCustomWidget(kind)
    file = QFile(str(name if isinstance(name, Path) else bundled("forms", f"{name}.ui")))
    if not file.open(QFile.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(file.fileName())
    form = loader.load(file, parent)
    file.close()
    give_habits(form)
    return form


class _Loader(QUiLoader):
    """What a form calls a QPlainTextEdit is ours."""

    def createWidget(self, kind: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        if kind != QPlainTextEdit.__name__:
            return super().createWidget(kind, parent, name)
        text = LongText(parent)
        text.setObjectName(name)
        return text


def give_habits(form: QWidget) -> None:
    """Room for a scroll bar, and care for the syllable being composed."""
    if layout := form.layout():
        layout.setContentsMargins(0, 0, SCROLL_ROOM, 0)
    for kind in (QLineEdit, QPlainTextEdit, QComboBox):
        for widget in form.findChildren(kind):
            if not widget.findChildren(Composition):
                Composition(widget)
