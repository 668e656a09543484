"""How each kind of input of a form is filled and read, and where its error stands.

A new kind of widget is one more row of ``_KINDS``.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.rules.fields import Field, Value, parse, show
from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.choice_search import ChoiceSearch, Search
from desktop.ui.forms.file_input import FileInput
from desktop.ui.forms.image_input import ImageInput

W = TypeVar("W", bound=QWidget)
Chosen = Value | tuple[int, ...] | bytes
Choices = Callable[[str], Sequence[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class _Kind(Generic[W]):
    widget: type[W]
    fill: Callable[[W, Field, Any], None]
    read: Callable[[W, Field], Any]
    changed: str


def prepare(widget: QWidget, field: Field, choices: Choices, search: Search | None = None) -> None:
    """Gives ``widget`` what can be chosen in it, its limits and its name for a screen reader.

    With ``search`` the choices are the first of more than a list can hold.
    """
    widget.setAccessibleName(field.title)
    if field.help:
        widget.setToolTip(field.help)
    if isinstance(widget, QLineEdit):
        widget.setPlaceholderText(widget.placeholderText() or field.example)
        widget.setMaxLength(max(field.max_length, 40))
    elif isinstance(widget, QComboBox):
        _prepare_combo(widget, field, choices, search)
    elif isinstance(widget, CheckList):
        widget.set_choices(choices(field.key))
    elif isinstance(widget, FileInput):
        widget.prepare(field.title, dict(choices(field.key)))
    elif isinstance(widget, QPlainTextEdit):
        widget.setTabChangesFocus(True)
        widget.setPlaceholderText(widget.placeholderText() or field.example or "다 적으면 Ctrl+Enter")
        widget.setToolTip(widget.toolTip() or "Enter는 줄을 바꾸고, Ctrl+Enter는 저장합니다.")


def fill(widget: QWidget, field: Field, value: Chosen) -> None:
    """Shows ``value``."""
    _kind(widget).fill(widget, field, value)


def read(widget: QWidget, field: Field, today: dt.date) -> Chosen:
    """The value in ``widget``. Raises UserError, with the field's key, when it cannot be one."""
    raw = _kind(widget).read(widget, field)
    if isinstance(widget, (CheckList, ImageInput)):
        return cast("tuple[int, ...] | bytes | None", raw)
    return parse(field, raw, today)


def raw(widget: QWidget, field: Field) -> object:
    """What stands in ``widget``, unread: to see whether anything was changed. Blanks round a text say nothing."""
    standing = _kind(widget).read(widget, field)
    return standing.strip() if isinstance(standing, str) else standing


def is_written(widget: QWidget) -> bool:
    """Whether something is typed into ``widget``, and not only chosen."""
    return isinstance(widget, QLineEdit | QPlainTextEdit)


def to_keep(widget: QWidget, field: Field) -> object:
    """What stands in ``widget`` as JSON can say it; of a picture nothing: its file is where it was."""
    standing = _kind(widget).read(widget, field)
    if isinstance(standing, tuple):
        return list(standing)
    return None if isinstance(standing, bytes) else standing


def put_back(widget: QWidget, field: Field, kept: Any) -> None:
    """Lets stand in ``widget`` what stood there when it was kept; what can no longer be chosen is left out."""
    if isinstance(widget, QLineEdit):
        widget.setText(str(kept or ""))  # as it was typed, which need not be a value yet
    elif isinstance(widget, QComboBox) and widget.isEditable() and widget.findData(kept) < 0:
        widget.setEditText(str(kept or ""))
    elif not isinstance(widget, ImageInput):
        fill(widget, field, kept)


def on_change(widget: QWidget, call: Callable[..., object]) -> None:
    """Calls ``call`` whenever what stands in ``widget`` changes."""
    getattr(widget, _kind(widget).changed).connect(call)


def show_error(widget: QWidget, label: QLabel, sentence: str) -> None:
    """Shows ``sentence`` at ``label`` and a red edge round ``widget``; '' takes both away."""
    label.setText(sentence)
    label.setVisible(bool(sentence))
    widget.setProperty("wrong", "true" if sentence else None)
    widget.style().unpolish(widget)  # the style sheet looks at the property only when polished
    widget.style().polish(widget)
    widget.setAccessibleDescription(sentence)


def _prepare_combo(combo: QComboBox, field: Field, choices: Choices, search: Search | None) -> None:
    combo.clear()
    if not field.required:
        combo.addItem("", None)
    offered: list[tuple[str, Value]] = [(word, word) for word in field.choices]
    offered += [(text, row_id) for row_id, text in choices(field.key)]
    for text, value in offered:
        combo.addItem(text, value)
    if search or len(offered) > 12:  # enough to want to type a part of the name
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = combo.lineEdit()
        assert line is not None
        line.setPlaceholderText("이름의 일부를 적어 찾으세요")
        if search:
            ChoiceSearch(combo, line, search)
        else:
            completer = combo.completer()
            assert completer is not None
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
    if field.required:
        combo.setCurrentIndex(-1)
        combo.setPlaceholderText("고르세요")


def _fill_line(line: QLineEdit, text: str) -> None:
    """A text too long for its line is seen from its beginning."""
    line.setText(text)
    line.setCursorPosition(0)


def _read_combo(combo: QComboBox, _field: Field) -> object:
    if combo.isEditable():
        text = combo.currentText().strip()
        if text == combo.itemText(combo.currentIndex()).strip():
            return combo.currentData()  # of two that read the same, the one that was picked
        found = combo.findText(text, Qt.MatchFlag.MatchFixedString) if text else -1
        return combo.itemData(found) if found >= 0 else text or None
    return combo.currentData()


_KINDS: tuple[_Kind[Any], ...] = (
    _Kind(CheckList, lambda w, _f, v: w.set_checked(v or ()), lambda w, _f: w.checked(), "changed"),
    _Kind(FileInput, lambda w, _f, v: w.set_value(v), lambda w, _f: w.value(), "changed"),
    _Kind(ImageInput, lambda w, _f, v: w.set_data(v), lambda w, _f: w.data(), "changed"),
    _Kind(QLineEdit, lambda w, f, v: _fill_line(w, show(f, v)), lambda w, _f: w.text(), "textChanged"),
    _Kind(
        QPlainTextEdit, lambda w, _f, v: w.setPlainText(v or ""), lambda w, _f: w.toPlainText(), "textChanged"
    ),
    _Kind(QComboBox, lambda w, _f, v: w.setCurrentIndex(w.findData(v)), _read_combo, "currentTextChanged"),
    _Kind(QCheckBox, lambda w, _f, v: w.setChecked(bool(v)), lambda w, _f: w.isChecked(), "toggled"),
)


def _kind(widget: QWidget) -> _Kind[Any]:
    for kind in _KINDS:
        if isinstance(widget, kind.widget):
            return kind
    raise TypeError(f"no way to fill a {type(widget).__name__}")
