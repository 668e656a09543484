"""오늘: what is late, due today and due this week; Enter opens what mends it."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from desktop.queries.due import Due, When
from desktop.services.records.due import due
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.today.due_delegate import DueDelegate
from desktop.ui.today.due_model import DueModel


class TodayPage(ViewPage):
    """The page of what is due, of the cohort in work, or of all where none is."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.model = DueModel(self)
        self.rows = _Rows()
        self.rows.setModel(self.model)
        self.rows.setAccessibleName(view.title)
        self._delegate = DueDelegate(self)
        self.rows.setItemDelegate(self._delegate)
        self.rows.activated.connect(self._open)
        layout = QVBoxLayout()
        layout.addWidget(self.rows)
        self.fill(layout)

    def read(self) -> None:
        before = self.model.due(self.rows.currentIndex().row())
        row = self.rows.currentIndex().row()
        found = due(self.desk.store, self.desk.scope)
        self.model.show(found, self.desk.store.today())
        counts = {when: len(rows) for when, rows in found.items()}
        self.told.setText(
            tr("늦음 {0} · 오늘 {1} · 이번 주 {2}").format(
                *(counts.get(when, 0) for when in (When.LATE, When.TODAY, When.WEEK))
            )
            if found
            else ""
        )
        if not found:
            self.show_empty(tr("오늘 하지 않으면 늦는 일이 없습니다. 이번 주 일도 모두 마쳤습니다."))
            return
        self.show_body()
        self._stand_on(before, row)

    def first(self) -> QWidget:
        return self.rows

    def dues(self) -> list[Due]:
        """What is shown, from top to bottom."""
        return [one for row in range(self.model.rowCount()) if (one := self.model.due(row)) is not None]

    def _stand_on(self, before: Due | None, row: int) -> None:
        """On the row that had the keyboard, or where that was done, on the one that took its place."""
        rows = [each for each in range(self.model.rowCount()) if self.model.due(each) is not None]
        same = next((each for each in rows if self.model.due(each) == before), None)
        near = next((each for each in rows if each >= row), rows[-1])
        self.rows.setCurrentIndex(self.model.index(near if same is None else same))

    def _open(self, index: QModelIndex) -> None:
        one = self.model.due(index.row())
        if one is None:
            return
        if one.page:
            self.desk.bus.show_record.emit(one.page, one.id)
        else:
            self.desk.open(one.kind, self, one.id)


class _Rows(QListView):
    """Enter opens the row on every desk, whatever the style makes of activation."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
