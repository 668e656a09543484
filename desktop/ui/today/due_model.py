"""Things due as rows under their headings."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.queries.due import Due, When
from desktop.ui.kit.messages import tr

DUE = Qt.ItemDataRole.UserRole
HEADING = DUE + 1
DAY = DUE + 2
_DAYS = "월화수목금토일"


class DueModel(QAbstractListModel):
    """The rows of `services.records.due`; a heading is a row that cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[When, int] | Due] = []
        self._today = dt.date.min

    def show(self, found: Mapping[When, Sequence[Due]], today: dt.date) -> None:
        """Show these as they stand ``today``."""
        self.beginResetModel()
        self._rows = []
        for when, rows in found.items():
            self._rows += [(when, len(rows)), *rows]
        self._today = today
        self.endResetModel()

    def due(self, row: int) -> Due | None:
        """What is due in a row; None for a heading."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Due) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if index.isValid() and self.due(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if not isinstance(row, Due):
            when, count = row
            return f"{when.value} {count}" if role in {HEADING, Qt.ItemDataRole.DisplayRole} else None
        if role == DUE:
            return row
        if role == DAY:
            return self.day(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.what
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return ", ".join((row.what, row.whose, self.day(row)))
        return None

    def day(self, due: Due) -> str:
        """Until when, in words: '9. 15.(목) · 1일 지남'; with the year where it is another one."""
        if due.until is None:
            return tr("날짜를 정하세요")
        year = f"{due.until.year}. " if due.until.year != self._today.year else ""
        shown = f"{year}{due.until.month}. {due.until.day}.({_DAYS[due.until.weekday()]})"
        late = (self._today - due.until).days
        if late > 0:
            return tr("{0} · {1}일 지남").format(shown, f"{late:,}")
        return tr("{0} · 오늘까지").format(shown) if late == 0 else tr("{0}까지").format(shown)
