"""A short list of the records that belong to another one, each added, opened and deleted at its place."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.errors import Progress
from desktop.queries.list_spec import Scope
from desktop.services.datafile.changes import Changes
from desktop.services.kinds import KINDS
from desktop.services.records import choices, records
from desktop.ui.desk import Desk
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label

_ID = Qt.ItemDataRole.UserRole


class RecordList(QWidget):
    """The records of ``kind`` within ``scope``; ``edit(parent, id)`` opens one, ``edit(parent, None)`` adds one.

    ``read`` gives their ids and texts where they are those of one record, not all within the scope.
    """

    def __init__(
        self,
        desk: Desk,
        kind: str,
        scope: Scope,
        edit: Callable[[QWidget, int | None], object],
        parent: QWidget | None = None,
        *,
        read: Callable[[], Sequence[tuple[int, str]]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._desk, self._kind, self._scope, self._edit = desk, kind, scope, edit
        self.rows = QListWidget()
        self.rows.setMinimumHeight(112)
        self.rows.setSpacing(2)
        self.rows.itemDoubleClicked.connect(lambda _item: self._open())
        self.rows.currentItemChanged.connect(lambda *_: self._show_choice())
        noun = KINDS[kind].noun
        self.rows.setAccessibleName(noun)
        self._empty = label(self.tr("아직 없습니다. '{0} 추가'를 눌러 적어 주세요.").format(noun), "quiet")
        QVBoxLayout(self.rows).addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        self.add = _button("add", self.tr("{0} 추가").format(noun), lambda: self._edit(self, None))
        self.open = _button("edit", self.tr("고치기"), self._open)
        self.remove = _button("delete", self.tr("삭제"), self._remove)
        self.add.setEnabled(not desk.store.read_only)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add, self.open, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.rows)
        layout.addLayout(buttons)
        desk.bus.committed.connect(self._show)
        self._show()

    def show_scope(self, scope: Scope) -> None:
        """Show those within another scope."""
        self._scope = scope
        self._show()

    def texts(self) -> list[str]:
        """What the rows say."""
        return [self.rows.item(row).text() for row in range(self.rows.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row instead of closing the dialog around it; Delete deletes it."""
        if self.rows.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif self.rows.hasFocus() and event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)

    def _show(self, _changes: Any = None) -> None:
        chosen, place = self._chosen(), self.rows.currentRow()
        self.rows.clear()
        offered = self._read() if self._read else choices.of(self._desk.store, self._kind, self._scope)
        for row_id, text in offered:
            item = QListWidgetItem(text, self.rows)
            item.setData(_ID, row_id)
            if row_id == chosen:
                self.rows.setCurrentItem(item)
        # The keyboard stands on one anyway: then it is to be seen on which.
        if self.rows.currentItem() is None:
            self.rows.setCurrentRow(min(max(place, 0), self.rows.count() - 1))
        self._empty.setVisible(self.rows.count() == 0)
        self._show_choice()

    def _show_choice(self) -> None:
        chosen = self._chosen() is not None
        self.open.setEnabled(chosen)
        self.remove.setEnabled(chosen and not self._desk.store.read_only)

    def _chosen(self) -> int | None:
        item = self.rows.currentItem()
        return int(item.data(_ID)) if item else None

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._edit(self, chosen)

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is None or self._desk.store.read_only:
            return

        def work(_progress: Progress) -> Changes:
            return records.delete(self._desk.store, self._kind, [chosen])

        self._desk.jobs.run(self, self.tr("삭제"), work, lambda _changes: None)


def _button(picture: str, title: str, run: Callable[[], object]) -> QPushButton:
    button = QPushButton(icon(picture), title)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: run())
    return button
