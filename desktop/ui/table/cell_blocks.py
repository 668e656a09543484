"""Blocks of cells copied, pasted and emptied in a list, as in a spreadsheet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication

from desktop.rules.fields import DATES, NUMERIC, Kind, show
from desktop.ui.table import clipboard_block
from desktop.ui.table.query_table_model import FIELD, REASON, VALUE, QueryTableModel

if TYPE_CHECKING:
    from desktop.ui.table.table_view import TableView

Texts = list[list[str | None]]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of texts to be written: ``texts[row][column]`` for ``ids[row]``, ``keys[column]``; None is left alone."""

    ids: list[int]
    keys: list[str]
    texts: Texts


class CellBlocks(QObject):
    """Works on the selection of ``view``; what is to be written leaves by its ``written``, refusals by ``refused``."""

    def __init__(self, view: "TableView", model: QueryTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._rows = model

    def copy(self, *, titles: bool = False) -> bool:
        """Leaves what is selected on the clipboard, with the columns' titles if asked; False if it is too much."""
        data = self.mime(titles=titles)
        if data is not None:
            QGuiApplication.clipboard().setMimeData(data)
        return data is not None

    def mime(self, *, titles: bool = False) -> QMimeData | None:
        """What is selected, as it is shown (masked stays masked); None if it is too much or nothing."""
        if not self._view.selected_count() or self._view.is_too_big():
            return None
        rows, columns = self._view.block()
        chosen = self._view.selectionModel()
        cells = [
            [
                _cell(index) if chosen.isSelected(index) else clipboard_block.Cell("")
                for index in (self._rows.index(row, column) for column in columns)
            ]
            for row in rows
        ]
        if titles:
            cells.insert(0, [clipboard_block.Cell(self._title(column)) for column in columns])
        return clipboard_block.to_mime(cells)

    def cut(self) -> None:
        """Copies what is selected and empties it: what cannot be emptied says so and is only copied."""
        if self.copy():
            self.clear()

    def fill_down(self, tall: int = 1) -> None:
        """Writes what stands in the selection's first ``tall`` rows into the rows below them, in turn."""
        if not self._view.selected_count() or self._view.is_too_big():
            return
        rows, columns = self._view.block()
        top = [[self._rows.index(row, column) for column in columns] for row in rows[:tall]]
        if any(_is_masked(at) for line in top for at in line):
            told = self.tr("가려진 값으로는 채울 수 없습니다. '개인정보 가리기'를 끄고 다시 해 주세요.")
            self._view.refused.emit(told)
            return
        texts = [[str(at.data(Qt.ItemDataRole.EditRole) or "") for at in line] for line in top]
        below = rows[tall:]
        if below:
            tiled = [texts[place % tall] for place in range(len(below))]
            self._write(below, columns, self._where_selected(below, columns, tiled))

    def paste(self) -> None:
        """The clipboard's block from the upper left corner on, or as often as it fits what is selected."""
        texts = clipboard_block.from_text(QGuiApplication.clipboard().text())
        if not texts or not self._view.selected_count() or self._view.is_too_big():
            return
        rows, columns = self._view.block()
        tall, wide = len(texts), len(texts[0])
        if len(rows) % tall == len(columns) % wide == 0:
            tiled = [line * (len(columns) // wide) for line in texts] * (len(rows) // tall)
            self._write(rows, columns, self._where_selected(rows, columns, tiled))
            return
        shown = self._view.columns_shown()
        room = shown[shown.index(columns[0]) :][:wide]
        below = list(range(rows[0], min(rows[0] + tall, self._rows.rowCount())))
        if len(room) < wide or len(below) < tall:
            told = self.tr(
                "붙여 넣을 칸이 모자랍니다. 복사한 {0}행 {1}열보다 적은 {2}행 {3}열입니다. 더 위나 왼쪽을 골라 주세요."
            )
            self._view.refused.emit(told.format(tall, wide, len(below), len(room)))
            return
        self._view.select_block(below[0], below[-1], room)  # what was pasted is what is worked on next
        self._write(below, room, [[*line] for line in texts])

    def clear(self) -> None:
        """Empties what is selected and may be edited."""
        if self._view.selected_count() and not self._view.is_too_big():
            rows, columns = self._view.block()
            blank = [[""] * len(columns)] * len(rows)
            self._write(rows, columns, self._where_selected(rows, columns, blank))

    def _where_selected(self, rows: list[int], columns: list[int], texts: list[list[str]]) -> Texts:
        """Cells picked here and there have others between them, which are left alone."""
        chosen, index = self._view.selectionModel(), self._rows.index
        return [
            [
                text if chosen.isSelected(index(row, column)) else None
                for column, text in zip(columns, line, strict=True)
            ]
            for row, line in zip(rows, texts, strict=True)
        ]

    def _write(self, rows: list[int], columns: list[int], texts: Texts) -> None:
        """Hands on the columns that may be edited; a text for another column must be what stands there already."""
        model = self._rows
        may = [bool(model.flags(model.index(rows[0], c)) & Qt.ItemFlag.ItemIsEditable) for c in columns]
        for place, column in enumerate(columns):
            if not may[place] and any(
                line[place] and line[place] != model.index(row, column).data()
                for row, line in zip(rows, texts, strict=True)
            ):
                told = self.tr("'{0}' 열은 여기서 고칠 수 없습니다. 그 열을 빼고 다시 해 주세요.")
                self._view.refused.emit(told.format(model.field_of(column).title))
                return
            if model.field_of(column).private and any("*" in (line[place] or "") for line in texts):
                told = self.tr(
                    "가려진 값은 붙여 넣을 수 없습니다. '개인정보 가리기'를 끄고 다시 복사해 주세요."
                )
                self._view.refused.emit(told)
                return
        if any(may):
            keys = [model.field_of(column).key for column, free in zip(columns, may, strict=True) if free]
            kept = [[text for text, free in zip(line, may, strict=True) if free] for line in texts]
            self._view.written.emit(Block([model.id_at(row) for row in rows], keys, kept))

    def _title(self, column: int) -> str:
        return str(self._rows.headerData(column, Qt.Orientation.Horizontal))


def _is_masked(index: QModelIndex) -> bool:
    """Whether the cell shows something else than it holds: nobody would see what is copied from it."""
    return (index.data() or "") != (index.data(Qt.ItemDataRole.EditRole) or "")


def _cell(index: QModelIndex) -> clipboard_block.Cell:
    text, field, value = str(index.data() or ""), index.data(FIELD), index.data(VALUE)
    as_value = (
        field.kind in (NUMERIC | DATES) - {Kind.SCORE}
        and not index.data(REASON)
        and text == show(field, value)
    )
    return clipboard_block.Cell(text, value if as_value else None)
