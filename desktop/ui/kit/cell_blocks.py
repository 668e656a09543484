"""Blocks of cells copied, pasted and emptied in a list, as in a spreadsheet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from desktop.ui.kit import clipboard_block
from desktop.ui.kit.query_table_model import QueryTableModel

if TYPE_CHECKING:
    from desktop.ui.kit.table_view import TableView

MOST_CELLS = 50_000
"""More cells than this are neither copied nor summed: it would hold up the window; there is the Excel export."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of texts to be written: ``texts[row][column]`` for ``ids[row]``, ``keys[column]``."""

    ids: list[int]
    keys: list[str]
    texts: list[list[str]]


class CellBlocks(QObject):
    """Works on the selection of ``view``; what is to be written leaves by its ``written``, refusals by ``refused``."""

    def __init__(self, view: "TableView", model: QueryTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._rows = model

    def copy(self) -> None:
        """What is selected, as it is shown (masked stays masked)."""
        if self._too_big():
            return
        rows, columns = self._view.block()
        chosen = self._view.selectionModel()
        texts = [
            [
                str(index.data() or "") if chosen.isSelected(index) else ""
                for index in (self._rows.index(row, column) for column in columns)
            ]
            for row in rows
        ]
        if texts:
            QGuiApplication.clipboard().setMimeData(clipboard_block.to_mime(texts))

    def paste(self) -> None:
        """The clipboard's block from the upper left corner on; a single cell fills everything selected."""
        texts = clipboard_block.from_text(QGuiApplication.clipboard().text())
        if not texts or not self._view.selected_count() or self._too_big():
            return
        rows, columns = self._view.block()
        if len(texts) == len(texts[0]) == 1:
            self._write(rows, columns, [texts[0] * len(columns)] * len(rows))
            return
        shown = self._view.columns_shown()
        room = shown[shown.index(columns[0]) :][: len(texts[0])]
        below = list(range(rows[0], min(rows[0] + len(texts), self._rows.rowCount())))
        if len(room) < len(texts[0]) or len(below) < len(texts):
            told = self.tr(
                "붙여 넣을 칸이 모자랍니다. 복사한 것은 {0}행 {1}열인데 여기서부터 {2}행 {3}열이 있습니다."
            )
            self._view.refused.emit(told.format(len(texts), len(texts[0]), len(below), len(room)))
            return
        self._write(below, room, texts)

    def clear(self) -> None:
        """Empties what is selected and may be edited."""
        if self._view.selected_count() and not self._too_big():
            rows, columns = self._view.block()
            self._write(rows, columns, [[""] * len(columns)] * len(rows))

    def _too_big(self) -> bool:
        if self._view.is_small():
            return False
        told = self.tr("한 번에 {0}칸까지 다룰 수 있습니다. 더 많으면 엑셀로 내보내 주세요.")
        self._view.refused.emit(told.format(f"{MOST_CELLS:,}"))
        return True

    def _write(self, rows: list[int], columns: list[int], texts: list[list[str]]) -> None:
        """Hands on the columns that may be edited; a text for another column must be what stands there already."""
        model = self._rows
        may = [bool(model.flags(model.index(rows[0], c)) & Qt.ItemFlag.ItemIsEditable) for c in columns]
        for place, column in enumerate(columns):
            if not may[place] and any(
                line[place] and line[place] != model.index(row, column).data()
                for row, line in zip(rows, texts, strict=True)
            ):
                told = self.tr("'{0}' 열은 여기서 고칠 수 없습니다.")
                self._view.refused.emit(told.format(model.field_of(column).title))
                return
        if any(may):
            keys = [model.field_of(column).key for column, free in zip(columns, may, strict=True) if free]
            kept = [[text for text, free in zip(line, may, strict=True) if free] for line in texts]
            self._view.written.emit(Block([model.id_at(row) for row in rows], keys, kept))
