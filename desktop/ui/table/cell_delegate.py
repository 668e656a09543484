"""How cells are painted and edited: one delegate for every list."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.rules.fields import DATES, Field, Kind
from desktop.rules.flows import Tone
from desktop.ui.forms.choice_input import ChoiceInput
from desktop.ui.forms.date_input import DateInput
from desktop.ui.kit import chips
from desktop.ui.kit.composition import Composition, settle
from desktop.ui.kit.icons import glyph, glyph_font
from desktop.ui.kit.theme import colours, inks
from desktop.ui.table.cell_keys import CellKeys
from desktop.ui.table.query_table_model import FIELD, QueryTableModel, alignment

PAD = 12
Index = QModelIndex | QPersistentModelIndex
Choices = Mapping[str, Callable[[], Sequence[tuple[int, str]]]]


_LONGEST: Mapping[Kind, tuple[str, ...]] = {
    Kind.DATE: ("2028. 12. 28.",),
    Kind.BIRTH_DATE: ("2028. 12. 28.",),
    Kind.PHONE: ("010-0000-0000",),
}


class CellDelegate(CellKeys):
    """Paints texts, states and refused cells; makes the right editor for a field.

    ``states`` are the tones of the words of the columns painted as chips, by their keys. ``opened``
    carries the index of a cell whose whole value is about to be shown in its editor.
    """

    opened = Signal(QModelIndex)

    def __init__(
        self, states: Mapping[str, Mapping[str, Tone]], choices: Choices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._states = states
        self._choices = choices

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ink = inks(colours())
        rect: QRect = option.rect
        view = cast("QTableView", option.widget)
        model = cast("QueryTableModel", index.model())
        row, column = index.row(), index.column()
        text, reason = model.shown(row, column)
        painter.save()
        if reason:
            painter.fillRect(rect, ink.bad_back)
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, ink.selection)
        elif view.selectionModel().rowIntersectsSelection(row, QModelIndex()):
            painter.fillRect(rect, ink.row)
        painter.setPen(ink.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if text:
            painter.setFont(option.font)
            inside = rect.adjusted(PAD, 0, -PAD, 0)
            if flagged := "" if reason else model.flag(row, column):
                # Opposite to the value: a number stands at the right of its cell, all else at the left.
                at_left = alignment(model.field_of(column)) & Qt.AlignmentFlag.AlignRight
                start = -4 if at_left else inside.width() - chips.width_of(flagged, painter.fontMetrics())
                chips.paint(painter, inside.adjusted(start, 0, 0, 0), flagged, Tone.BAD)
            self._content(painter, inside, model.field_of(column), text, refused=bool(reason))
        if view.hasFocus() and index == view.currentIndex():
            painter.setPen(ink.accent)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _content(self, painter: QPainter, inside: QRect, field: Field, text: str, *, refused: bool) -> None:
        ink = inks(colours())
        if refused:
            font = painter.font()
            inside = _mark(painter, inside, ink.bad)
            painter.setFont(font)
        elif field.key in self._states:
            tone = self._states[field.key].get(text, Tone.PLAIN)
            chips.paint(painter, inside.adjusted(-4, 0, 4, 0), text, tone)
            return
        painter.setPen(ink.bad if refused else ink.text)
        line = text if "\n" not in text else text.replace("\n", " ")
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, alignment(field), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option.fontMetrics
        wide = self._room(index.data(FIELD), str(index.data() or ""), metrics)
        flagged = cast("QueryTableModel", index.model()).flag(index.row(), index.column())
        if flagged:
            wide += chips.width_of(flagged, metrics)
        return QSize(wide, metrics.height() + 12)

    def least_width(self, field: Field, metrics: QFontMetrics) -> int:
        """What a column needs whatever its rows hold: room for its widest word, or for the longest value of its kind."""
        words = self._states.get(field.key) or field.choices or _LONGEST.get(field.kind, ())
        return max((self._room(field, word, metrics) for word in words), default=0)

    def _room(self, field: Field, text: str, metrics: QFontMetrics) -> int:
        is_state = field.key in self._states
        wide = chips.width_of(text, metrics) - 8 if is_state else metrics.horizontalAdvance(text)
        return wide + 2 * PAD + 2

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        field: Field = index.data(FIELD)
        if not self._view.typed_over:
            self.opened.emit(index)
        words = self._words(field)
        if words and self._view.typed_over:
            return ChoiceInput(words, parent)
        if words:
            combo = QComboBox(parent)
            combo.addItems(words if field.required else ["", *words])
            combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 32)
            combo.activated.connect(lambda: self._done(combo))
            return combo
        if field.kind in DATES:
            return DateInput(parent)
        line = QLineEdit(parent)
        line.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        Composition(line)
        return line

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.EditRole) or ""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(text)))
            editor.showPopup()
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        settle(editor)
        model.setData(index, _text(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, max(0, 120 - rect.width()), 0))

    def _words(self, field: Field) -> list[str]:
        if field.kind is Kind.YES_NO:
            return ["예", "아니오"]
        if field.key in self._choices:
            return [text for _id, text in self._choices[field.key]()]
        return list(field.choices)


def _text(editor: QWidget) -> str:
    if isinstance(editor, ChoiceInput):
        return editor.word()
    return editor.currentText() if isinstance(editor, QComboBox) else cast("QLineEdit", editor).text()


def _mark(painter: QPainter, inside: QRect, ink: QColor) -> QRect:
    """Draws the sign of a refused cell at the left; returns the room that is left for the text."""
    painter.setFont(glyph_font(14))
    painter.setPen(ink)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, glyph("warning"))
    return inside.adjusted(20, 0, 0, 0)
