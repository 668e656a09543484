"""A list page: title and actions, filters, the table, the record's card, and the line of figures below.

Told everything by a `ListSource`. It listens to the bus and renews itself; nobody refreshes it.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Progress
from desktop.queries.listing import Criteria
from desktop.ui.kit import saved_views
from desktop.ui.kit.action_bar import ActionBar
from desktop.ui.kit.cell_delegate import CellDelegate
from desktop.ui.kit.desk import Desk
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.kit.filter_bar import FilterBar
from desktop.ui.kit.icons import icon
from desktop.ui.kit.list_columns import ListColumns
from desktop.ui.kit.list_source import BadCell, ListSource
from desktop.ui.kit.query_table_model import QueryTableModel
from desktop.ui.kit.record_card import RecordCard
from desktop.ui.kit.small import label, tool
from desktop.ui.kit.table_view import Block, TableView


class ListPage(QWidget):
    """``title``, ``select(id)``, ``selected_ids()``, ``refresh()`` and ``set_read_only()`` are for the window."""

    def __init__(self, source: ListSource, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._desk = desk
        self._stale = False
        self._read_only = False
        self.model = QueryTableModel(
            source.open(source.start),
            edit=self._edit if source.edit else None,
            sort_by=self._sort,
            parent=self,
        )
        self.model.set_masked(source.masked)
        self.table = TableView(self.model)
        self.table.setItemDelegate(CellDelegate(source.states, source.choices, self.table))
        self.filters = FilterBar(
            [column.field for column in source.columns],
            source.start,
            counted=self._counted,
            count_of=lambda criteria: source.open(criteria).count(),
            views=saved_views.read(desk.settings.views(source.key)),
        )
        self.bar = ActionBar(source.actions, self.selected_ids)
        self.card = RecordCard()
        self._look = ListColumns(self.table, source.columns, source.key, desk.settings)
        self._tools()
        self._lay_out()
        self._connect()
        self._show_order()
        self._show_figures()

    # For the window

    @property
    def title(self) -> str:
        """The page's name."""
        return self.source.title

    def selected_ids(self) -> list[int]:
        """Ids of the rows that have a selected cell, in the order of the list."""
        return self.table.selected_ids()

    def select(self, row_id: int) -> None:
        """Goes to one record; conditions that hide it are lifted."""
        if not self.table.select_id(row_id):
            self.filters.clear()
            self.table.select_id(row_id)
        self.table.setFocus()

    def show_criteria(self, criteria: Criteria) -> None:
        """Shows other rows, as if the person had asked for them."""
        self.filters.set_criteria(criteria)

    def refresh(self) -> None:
        """Reads the list anew; what is selected stays selected."""
        self._stale = False
        self.table.show_listing(self.source.open(self.filters.criteria))
        self._show_figures()
        self._show_card()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a switch
        """Whether somebody else has the data file open for writing."""
        self._read_only = read_only
        self._show_selection()

    # Building

    def _tools(self) -> None:
        self._mask = tool("eye-off", self.tr("개인정보 가리기"), checked=self.source.masked)
        self._mask.toggled.connect(self._set_masked)
        self._columns = tool("columns", self.tr("열 고르기"))
        self._columns.clicked.connect(
            lambda: self._choose_columns(self._columns.mapToGlobal(self._columns.rect().bottomLeft()))
        )
        self._fold = tool("person-card", self.tr("내용 카드 보이기 (Ctrl+I)"), checked=True)
        self._fold.toggled.connect(self._set_card_open)

    def _lay_out(self) -> None:
        self._name = label(self.source.title, "title")
        self._count = label("", "count")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.bar, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.filters, 1)
        for switch in (self._mask, self._columns, self._fold):
            row.addWidget(switch, 0, Qt.AlignmentFlag.AlignTop)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        surface = QFrame()
        surface.setProperty("role", "surface")
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self._stack)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(surface, 1)
        middle.addWidget(self.card)
        self._figures, self._sums = label("", "quiet"), label("", "quiet")
        foot = QHBoxLayout()
        foot.addWidget(self._figures)
        foot.addStretch()
        foot.addWidget(self._sums)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(12)
        for part in (head, row):
            layout.addLayout(part)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        # Only now that they have a parent: a widget without one would flash up as a window.
        self._mask.setVisible(any(column.field.private for column in self.source.columns))
        self._fold.setVisible(self.source.card is not None)
        self._set_card_open(self._look.card_open)

    def _connect(self) -> None:
        self.filters.changed.connect(self._criteria_changed)
        self.filters.views_changed.connect(
            lambda views: self._desk.settings.keep_views(self.source.key, saved_views.plain(views))
        )
        self.table.opened.connect(lambda row_id: self.source.open_record and self.source.open_record(row_id))
        self.table.written.connect(self._write)
        self.table.refused.connect(lambda sentence: self._desk.bus.done.emit(sentence, False))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._context_menu)
        header = self.table.horizontalHeader()
        header.customContextMenuRequested.connect(lambda spot: self._choose_columns(header.mapToGlobal(spot)))
        self._settle = QTimer(self, singleShot=True, interval=0)  # one look per burst of selection signals
        self._settle.timeout.connect(self._show_selection)
        self.table.selectionModel().selectionChanged.connect(lambda: self._settle.start())
        self.table.selectionModel().currentRowChanged.connect(lambda: self._settle.start())
        self.card.followed.connect(self._desk.bus.goto)
        self._desk.bus.committed.connect(self._committed)
        self.addActions(self.bar.qt_actions)
        for keys, run in {
            "Ctrl+F": self.filters.search.setFocus,
            "Ctrl+I": self._fold.toggle,
            "Ctrl+Shift+F": self.filters.offer_columns,
        }.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # What happens

    def _criteria_changed(self) -> None:
        self._show_order()
        self.refresh()

    def _sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 - with its key, an order
        self.filters.set_sort(key, descending)

    def _edit(self, row_id: int, key: str, text: str) -> None:
        assert self.source.edit is not None
        self.source.edit(row_id, key, text)

    def _write(self, block: Block) -> None:
        paste = self.source.paste
        if paste is None or self._read_only:
            return
        cells = len(block.ids) * len(block.keys)

        def work(_progress: Progress) -> Sequence[BadCell]:
            return paste(block.ids, block.keys, block.texts)

        def done(bad: Sequence[BadCell]) -> None:
            self.model.mark_bad(bad)
            self._show_figures()
            if bad:
                told = self.tr("{0}칸 가운데 {1}칸은 저장하지 못했습니다. 붉은 칸에 이유가 있습니다.")
                self._desk.bus.done.emit(told.format(f"{cells:,}", f"{len(bad):,}"), len(bad) < cells)

        self._desk.jobs.run(self, self.tr("{0}칸 쓰기").format(f"{cells:,}"), work, done)

    def _committed(self, changes: Any) -> None:
        if changes is not None and self.source.watches and not self.source.watches & changes.tables:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.keep()

    # Showing

    def _show_order(self) -> None:
        criteria = self.filters.criteria
        keys = [column.field.key for column in self.source.columns]
        key, descending = criteria.order[0] if criteria.order else ("", False)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.show_order(keys.index(key) if key in keys else -1, order)

    def _show_figures(self) -> None:
        shown = self.model.rowCount()
        narrows = bool(self.filters.criteria.search or self.filters.criteria.filters)
        self._total = self.source.total() if self.source.total else (0 if narrows else shown)
        self._count.setText(self.tr("{0}{1}").format(f"{shown:,}", self.source.unit))
        self._stack.setCurrentWidget(self.table if shown else self._empty)
        if not shown and narrows:
            self._empty.show_for(
                self.tr("찾는 조건에 맞는 것이 없습니다."),
                "search",
                self.tr("조건 지우기"),
                self.filters.clear,
            )
        elif not shown:
            first = None if self._read_only else self.source.first
            words = self.source.empty or self.tr("아직 아무것도 없습니다.")
            if first:
                self._empty.show_for(words, first.icon, first.title, lambda: first.run([]))
            else:
                self._empty.show_for(words, "info")
        self._show_selection()

    def _show_selection(self) -> None:
        count = self.table.selected_count()
        self.bar.show_for(count, self.selected_ids, writable=not self._read_only)
        writable = not self._read_only and self.source.edit is not None
        self.table.setEditTriggers(_TRIGGERS if writable else TableView.EditTrigger.NoEditTriggers)
        shown = self.model.rowCount()
        parts = [
            self.tr("전체 {0}").format(f"{self._total or shown:,}"),
            self.tr("표시 {0}").format(f"{shown:,}"),
        ]
        parts.append(self.tr("선택 {0}").format(f"{count:,}"))
        if self.model.bad_count:
            parts.append(self.tr("저장하지 못한 칸 {0}").format(f"{self.model.bad_count:,}"))
        self._figures.setText(" · ".join(parts))
        sums = self.table.sums() if count > 1 else {}
        self._sums.setText(
            " · ".join(self.tr("{0} 합계 {1}").format(name, f"{value:,}") for name, value in sums.items())
        )
        self._show_card()

    def _show_card(self) -> None:
        if self.source.card is None or not self.card.isVisibleTo(self):
            return
        index = self.table.currentIndex()
        self.card.show_card(self.source.card(self.model.id_at(index.row())) if index.isValid() else None)

    def _set_card_open(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's toggled
        self._look.card_open = is_open
        self._fold.setChecked(is_open)
        self.card.setVisible(is_open and self.source.card is not None)
        self._show_card()

    def _set_masked(self, masked: bool) -> None:  # noqa: FBT001 - Qt's toggled
        self.model.set_masked(masked)

    def _counted(self, key: str) -> Sequence[tuple[Any, int]]:
        return self.source.values(key) if self.source.values else ()

    # Menus

    def _context_menu(self, spot: QPoint) -> None:
        menu = QMenu(self)
        if self.source.open_record:
            menu.addAction(icon("edit"), self.tr("열기\tEnter"), lambda: self.table.open_current())
        menu.addAction(icon("copy"), self.tr("복사\tCtrl+C"), self.table.copy)
        if self.source.paste and not self._read_only:
            menu.addAction(icon("paste"), self.tr("붙여넣기\tCtrl+V"), self.table.paste)
        if self.model.bad_count:
            menu.addAction(icon("undo"), self.tr("붉은 칸 되돌리기"), self._forget_bad)
        index = self.table.indexAt(spot)
        if index.isValid():
            key = self.model.field_of(index.column()).key
            menu.addAction(
                icon("filter"), self.tr("이 열로 조건 걸기…"), lambda: self.filters.ask_condition(key)
            )
        menu.addSeparator()
        menu.addActions(self.bar.qt_actions)
        menu.exec(self.table.viewport().mapToGlobal(spot))
        menu.deleteLater()

    def _forget_bad(self) -> None:
        self.model.forget_bad()
        self._show_figures()

    def _choose_columns(self, spot: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self._look.actions(menu))
        menu.addSeparator()
        menu.addAction(self.tr("처음 모양으로"), self._look.restore_first)
        menu.exec(spot)
        menu.deleteLater()


_TRIGGERS = TableView.EditTrigger.DoubleClicked | TableView.EditTrigger.EditKeyPressed
