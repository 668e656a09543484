"""The red lines below the inputs of a form."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.forms import form_inputs


class ErrorLabels:
    """One label per input: the form's own ``<key>_error``, or one put below the input."""

    def __init__(self, form: QWidget, inputs: Mapping[str, QWidget]) -> None:
        self._inputs = inputs
        self._labels = {
            key: form.findChild(QLabel, f"{key}_error") or _below(form, widget)
            for key, widget in inputs.items()
        }
        for label in self._labels.values():
            label.setProperty("role", "bad")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()

    def show(self, key: str, sentence: str) -> None:
        """Shows ``sentence`` at the input ``key``, with a sign: red alone says nothing to many."""
        form_inputs.show_error(self._inputs[key], self._labels[key], f"⚠ {sentence}")

    def clear(self, key: str) -> None:
        """The person is putting it right."""
        if self._labels[key].text():
            form_inputs.show_error(self._inputs[key], self._labels[key], "")

    def clear_all(self) -> None:
        """Before the inputs are read anew."""
        for key in self._inputs:
            self.clear(key)

    def label(self, key: str) -> QLabel:
        """What tells the reason at the input ``key``."""
        return self._labels[key]

    def text(self, key: str) -> str:
        """What stands at the input ``key``."""
        return self._labels[key].text()


def _below(form: QWidget, widget: QWidget) -> QLabel:
    """Puts ``widget`` and a new label into one box at the widget's place in its layout."""
    label = QLabel(form)
    box = QWidget(form)
    layout = _layout_of(form.layout(), widget)
    assert layout is not None, widget.objectName()
    if isinstance(layout, QFormLayout):
        row, role = cast("tuple[int, QFormLayout.ItemRole]", layout.getWidgetPosition(widget))
        layout.removeWidget(widget)
        layout.setWidget(row, role, box)
    elif isinstance(layout, QGridLayout):
        place = cast("tuple[int, int, int, int]", layout.getItemPosition(layout.indexOf(widget)))
        layout.removeWidget(widget)
        layout.addWidget(box, *place)
    else:
        layout.replaceWidget(widget, box)
    inside = QVBoxLayout(box)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(4)
    inside.addWidget(widget)
    inside.addWidget(label)
    if widget.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Fixed:
        inside.addStretch()  # it keeps its line when its neighbour's error needs more room
    return label


def _layout_of(layout: QLayout | None, widget: QWidget) -> QLayout | None:
    if layout is None or layout.indexOf(widget) >= 0:
        return layout
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        child = item.widget()
        found = _layout_of(item.layout() or (child.layout() if child else None), widget)
        if found is not None:
            return found
    return None
