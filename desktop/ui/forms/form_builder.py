"""A form laid out from its fields, for dialogs whose layout says nothing that the fields do not say.

It is what `load_form` makes of a Designer file: the same objectNames, labels with their buddies, the same way with Tab.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from desktop.rules.fields import Field, Kind
from desktop.ui.forms.date_input import DateInput
from desktop.ui.forms.file_input import FileInput
from desktop.ui.forms.form_loader import give_habits
from desktop.ui.forms.layout import Layout
from desktop.ui.forms.long_text import LongText
from desktop.ui.kit.small import label

_LABEL_WIDTH, _INPUT_WIDTH, _ONLY_INPUT_WIDTH, _LINE_HEIGHT, _TEXT_HEIGHT = 84, 200, 312, 32, 96
_SIDE_BY_SIDE, _BELOW, _ABOVE_A_GROUP = 12, 8, 12
_INPUTS: Mapping[Kind, type[QWidget]] = {
    Kind.LONG_TEXT: LongText,
    Kind.CHOICE: QComboBox,
    Kind.LINK: QComboBox,
    Kind.YES_NO: QCheckBox,
    Kind.DATE: DateInput,
    Kind.BIRTH_DATE: DateInput,
    Kind.FILE: FileInput,
}
"""Everything else is typed into a line."""
_ALONE = frozenset({Kind.LONG_TEXT, Kind.FILE})


def build_form(fields: Sequence[Field], layout: Layout, parent: QWidget) -> QWidget:
    """The inputs of ``fields`` with their labels, in ``layout``."""
    form = QWidget(parent)
    grid = QGridLayout(form)
    grid.setHorizontalSpacing(_SIDE_BY_SIDE)
    grid.setVerticalSpacing(_BELOW)
    for column in range(layout.columns):
        grid.setColumnMinimumWidth(2 * column, _LABEL_WIDTH if column == 0 else 0)
        grid.setColumnStretch(2 * column + 1, 1)
        grid.setColumnMinimumWidth(2 * column + 1, _INPUT_WIDTH if layout.columns > 1 else _ONLY_INPUT_WIDTH)
    inputs: list[QWidget] = []
    row = 0
    for line in _lines(fields, layout):
        heading = layout.groups.get(line[0].key)
        if heading is not None:
            grid.addWidget(_heading(heading, above=_ABOVE_A_GROUP if row else 0), row, 0, 1, -1)
            row += 1
        for place, each in enumerate(line):
            made = _input(each, form)
            inputs.append(made)
            span = 2 * layout.columns - 1 if _is_wide(each, layout) else 1
            grid.addWidget(_label(each, made), row, 2 * place, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(made, row, 2 * place + 1, 1, span)
            if isinstance(made, QPlainTextEdit):
                grid.setRowStretch(row, 1)
        row += 1
    if not any(isinstance(each, QPlainTextEdit) for each in inputs):
        grid.setRowStretch(row, 1)  # room that is left over is left below
    for before, after in pairwise(inputs):
        QWidget.setTabOrder(before, after)
    give_habits(form)
    return form


def _lines(fields: Sequence[Field], layout: Layout) -> Iterator[list[Field]]:
    """The fields by the lines they stand in; a group begins a new one."""
    line: list[Field] = []
    for each in fields:
        alone = _is_wide(each, layout)
        if line and (alone or len(line) == layout.columns or each.key in layout.groups):
            yield line
            line = []
        line.append(each)
        if alone:
            yield line
            line = []
    if line:
        yield line


def _is_wide(each: Field, layout: Layout) -> bool:
    return each.kind in _ALONE or each.key in layout.wide


def _input(each: Field, form: QWidget) -> QWidget:
    made = _INPUTS.get(each.kind, QLineEdit)(form)
    made.setObjectName(each.key)
    if isinstance(made, QPlainTextEdit):
        made.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        made.setMinimumHeight(_TEXT_HEIGHT)
    return made


def _label(each: Field, made: QWidget) -> QLabel:
    told = QLabel(each.title)
    told.setMinimumHeight(_LINE_HEIGHT)
    told.setBuddy(made)
    return told


def _heading(text: str, *, above: int) -> QLabel:
    told = label(text, role="strong")
    told.setContentsMargins(0, above, 0, 0)
    return told
