"""A list page: told everything by a `ListSource`. It listens to the bus and renews itself; nobody refreshes it.

Longer than most files, and why: here alone the parts of a list meet, and each is connected in a line or two.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Progress, UserError
from desktop.queries.card import Card
from desktop.queries.list_spec import Criteria
from desktop.rules.fields import Field
from desktop.ui.lists.action_bar import ActionBar
from desktop.ui.lists.filter_bar import FilterBar
from desktop.ui.lists.list_columns import ListColumns, first_criteria
from desktop.ui.lists.list_frame import ListFrame
from desktop.ui.lists.list_menu import open_menu
from desktop.ui.lists.page_desk import PageDesk
from desktop.ui.lists.saved_views import SavedViews
from desktop.ui.table.cell_blocks import Block
from desktop.ui.table.cell_delegate import CellDelegate
from desktop.ui.table.list_source import BadCell, Listing, ListSource
from desktop.ui.table.query_table_model import PAGE, REASON, QueryTableModel
from desktop.ui.table.table_view import TRIGGERS, TableView

T = TypeVar("T")
CARD_DELAY_MS = 40
SETTLE_DELAY_MS = 100
PATIENCE_S = 0.04
"""How long the window waits for the first rows of a long list; what takes longer is shown when it is there."""


class ListPage(QWidget):
    """``select``, ``selected_ids``, ``show_criteria``, ``refresh`` and ``set_read_only`` are for others."""

    def __init__(self, source: ListSource, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self._desk = desk
        self._stale = False
        self._read_only = False
        self._total = 0
        self._way_back: int | None = None  # what a line about the last write takes back
        start = first_criteria(source, desk.settings)
        self._wanted = listing = source.open(start)
        self.model = QueryTableModel(
            listing, edit=source.edit and self._edit, sort_by=self._sort, parent=self
        )
        self.model.set_masked(source.masked)
        self.table = TableView(self.model)
        self.table.setAccessibleName(source.title)
        self.table.setItemDelegate(CellDelegate(source.states, source.choices, self.table))
        self.bar = ActionBar(source.actions, self.selected_ids)
        self.filters = FilterBar(
            self._fields(),
            source.start,
            counted=lambda key: self.source.values(key) if self.source.values else (),
            count_of=lambda criteria: source.open(criteria).count(),
            aside=self._aside,
            views=source.views.all() if source.views else (),
        )
        self.filters.set_criteria(start)
        look = ListColumns(self.table, source.columns, source.key, desk.settings)
        self.frame = ListFrame(source.title, self.bar, self.filters, self.table, look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        private = any(field.private for field in self._fields())
        self.frame.fit(has_card=source.card is not None, has_private=private, masked=source.masked)
        self._connect()
        self._shortcuts()
        self._show_order()
        self._show_figures()
        self._show_selection()

    # For others

    @property
    def title(self) -> str:
        """The page's name."""
        return self.source.title

    @property
    def criteria(self) -> Criteria:
        """What is asked of the list now."""
        return self.filters.criteria

    def selected_ids(self) -> list[int]:
        """Ids of the rows that have a selected cell, in the order of the list."""
        return self.table.selected_ids()

    def current_id(self) -> int | None:
        """The id of the row the keyboard stands on."""
        index = self.table.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def shown_columns(self) -> tuple[str, ...]:
        """Keys of the visible columns, in their order on the screen."""
        return self.frame.look.shown()

    def select(self, row_id: int) -> bool:
        """Goes to one record, lifting conditions that hide it; False when it is not in the list at all."""
        found = self.table.select_id(row_id)
        if not found:
            self.filters.clear()
            found = self.table.select_id(row_id)
        self.table.setFocus()
        return found

    def forget_bad(self, cells: Collection[tuple[int, str]] | None = None) -> None:
        """Shows the kept value again in cells that could not be saved: in these (ids and keys) or in all."""
        self.model.forget_bad(cells)
        self._show_figures()

    @property
    def can_write(self) -> bool:
        """Whether cells can be written."""
        return self.source.paste is not None and not self._read_only

    def setFocus(self, *_reason: Any) -> None:
        """To the rows, to what an empty list offers, or where that is nothing to its search: its keys work everywhere.

        A focus proxy turned from one to the other breaks Tab's chain.
        """
        empty = self.frame.empty if self.frame.empty.offers else self.filters.search
        (self.table if self.model.rowCount() else empty).setFocus()

    def show_criteria(self, criteria: Criteria) -> None:
        """Shows other rows, as if the person had asked for them."""
        self.filters.set_criteria(criteria)

    def refresh(self) -> None:
        """Reads the list anew; what is selected stays selected."""
        self._stale = False
        self._wanted = listing = self.source.open(self.criteria)
        self.frame.count.setText(self.tr("찾는 중…"))

        def look() -> None:
            if listing is self._wanted:  # and nothing else was asked for while others were looked for
                listing.prepare(PAGE)

        self._aside(look, lambda _none: self._show(listing))
        if self.model.listing is not listing:
            begin = partial(self._begin, listing)
            self._desk.jobs.read_ahead(lambda: listing.beginning(PAGE), begin, told=self)

    def _begin(self, listing: Listing, beginning: Listing | None) -> None:
        """Shows the first rows of what is still being counted."""
        if beginning is not None and self._wanted is listing is not self.model.listing:
            self.table.show_listing(beginning)

    def _aside(self, look: Callable[[], T], then: Callable[[T], object]) -> None:
        """Looks, and goes on with what was found: at once, or in a long list as soon as it is there."""
        if self._wanted.long:
            self._desk.jobs.read_ahead(look, then, patience_s=PATIENCE_S, told=self)
        else:
            then(look())

    def put_beside_title(self, widget: QWidget) -> None:
        """What belongs to the title: the switch between the faces of a page."""
        self.frame.beside_title.addWidget(widget)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a switch
        """Whether the data can be looked at only."""
        self._read_only = read_only
        self._show_figures()
        self._show_selection()

    def _show(self, listing: Listing) -> None:
        if listing is not self._wanted:  # something else was asked for meanwhile
            return
        self._kept = self.table.show_listing(listing)
        self._show_figures()
        self._fit.start()
        if not listing.ranked:
            self._settling.start()

    def _settle_listing(self) -> None:
        kept = self._kept

        def look() -> dict[int, int]:
            if not kept.listing.ready:
                kept.listing.settle()
            return kept.ranks()

        self._desk.jobs.read_ahead(look, partial(self.table.place, kept), told=self)

    # Connections

    def _fields(self) -> list[Field]:
        return [column.field for column in self.source.columns]

    def _connect(self) -> None:
        filters, table = self.filters, self.table
        filters.changed.connect(self._criteria_changed)
        if self.source.views:
            SavedViews(self, self.source.views, filters, self.frame.look, self._desk.jobs)
        table.opened.connect(self._open)
        table.written.connect(self._write)
        table.refused.connect(lambda sentence: self._desk.bus.said.emit(sentence, None))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(partial(open_menu, self))
        header = table.horizontalHeader()
        header.customContextMenuRequested.connect(
            lambda spot: self.frame.choose_columns(header.mapToGlobal(spot))
        )
        self._settle = QTimer(self, singleShot=True, interval=0)  # one look per burst of selection signals
        self._settle.timeout.connect(self._show_selection)
        # Two threads of Python are in each other's way: first the rows are painted.
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_DELAY_MS)
        self._settling.timeout.connect(self._settle_listing)
        # Arrow keys held down run past the cards; a table has its width only after it is laid out.
        self._rest = QTimer(self, singleShot=True, interval=CARD_DELAY_MS)
        self._rest.timeout.connect(self._show_card)
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self.frame.look.fit)
        table.resized.connect(self._fit.start)
        self.model.headerDataChanged.connect(self.frame.look.take_new_rows)
        self.model.headerDataChanged.connect(self._fit.start)
        table.selectionModel().selectionChanged.connect(self._selection_changed)
        table.selectionModel().currentChanged.connect(lambda: self._settle.start())
        self.frame.card.followed.connect(self._desk.bus.show_record)
        self.frame.card.can_open = self.source.open_record is not None
        self.frame.card.opened.connect(self._open_current)
        self.frame.card_shown.connect(self._show_card)
        self.frame.mask_turned.connect(self._set_masked)
        self._desk.bus.committed.connect(self._committed)
        self._desk.bus.closing.connect(self._rest_from_now_on)
        table.itemDelegate().closeEditor.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)

    def _shortcuts(self) -> None:
        self.addActions(self.bar.qt_actions)
        for keys, run in {
            "Ctrl+F": self.filters.search.setFocus,
            "Ctrl+I": self.frame.turn_card,
            "Ctrl+Shift+F": self.filters.offer_columns,
            "Alt+S": self.table.sort_here,
            "Alt+P": self.frame.turn_mask,
            "Alt+L": self.frame.offer_columns,
            "Alt+V": self.filters.offer_views,
        }.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # What happens

    def _criteria_changed(self) -> None:
        self.frame.look.sort = [*self.criteria.order[:1]]
        self._show_order()
        self.refresh()

    def _sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 - with its key, an order
        self.filters.set_sort(key, descending)

    def _selection_changed(self) -> None:
        self.bar.show_for(self.table.selected_count(), None, writable=not self._read_only)
        self._settle.start()

    def _open(self, row_id: int) -> None:
        if self.source.open_record:
            self.source.open_record(row_id)

    def _open_current(self) -> None:
        if (row_id := self.current_id()) is not None:
            self._open(row_id)

    def _edit(self, row_id: int, key: str, text: str) -> None:
        """One cell: a refusal is told at once, for the keyboard has left the cell by then."""
        assert self.source.edit is not None
        try:
            self.source.edit(row_id, key, text)
        except UserError as error:
            self._desk.bus.said.emit(error.message, None)
            self._settle.start()
            raise

    def _write(self, block: Block) -> None:
        paste = self.source.paste
        if paste is None or not self.can_write:
            return
        cells = len(block.ids) * len(block.keys)
        self._way_back = None

        def work(_progress: Progress) -> Sequence[BadCell]:
            return paste(block.ids, block.keys, block.texts)

        def done(bad: Sequence[BadCell]) -> None:
            self.model.mark_bad(bad)
            self._show_figures()
            if bad:
                told = self.tr("{0}칸 가운데 {1}칸은 저장하지 못했습니다. 붉은 칸의 사유를 보고 고쳐 주세요.")
                self._desk.bus.said.emit(told.format(f"{cells:,}", f"{len(bad):,}"), self._way_back)

        self._desk.jobs.run(self, self.tr("{0}칸 쓰기").format(f"{cells:,}"), work, done)

    def _committed(self, changes: Any) -> None:
        self._way_back = changes.operation_id if changes and changes.undoable and not changes.by else None
        if changes is not None and self.source.watches and not self.source.watches & changes.tables:
            return
        self.frame.look.take_new_rows()
        if self.isVisible() and not (changes is not None and changes.by and self._is_editing()):
            self.refresh()
        else:
            self._stale = True

    def _is_editing(self) -> bool:
        return self.table.state() is TableView.State.EditingState

    def _catch_up(self) -> None:
        """What another desk wrote while a cell was open is shown once it is closed."""
        if self._stale and self.isVisible() and not self._is_editing():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self._fit.start()

    def _rest_from_now_on(self) -> None:
        """Nothing that was put off is read from data that is closed."""
        for timer in self.findChildren(QTimer):
            timer.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.frame.look.keep()

    # Showing

    def _show_order(self) -> None:
        keys = [field.key for field in self._fields()]
        key, descending = self.criteria.order[0] if self.criteria.order else ("", False)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.show_order(keys.index(key) if key in keys else -1, order)

    def _show_figures(self) -> None:
        shown = self.model.rowCount()
        self._total = self.source.total() if self.source.total and self._is_narrowed else shown
        self.frame.count.setText(self.tr("{0}{1}").format(f"{shown:,}", self.source.unit))
        if not shown:
            self._show_empty()
        self.frame.show_rows(some=bool(shown))
        self._settle.start()

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.criteria.search or self.criteria.filters)

    def _show_empty(self) -> None:
        first = None if self._read_only else self.source.first
        if self._is_narrowed and self._total:
            told = self.tr("찾는 조건에 맞는 것이 없습니다.")
            self.frame.empty.show_for(told, "search", self.tr("조건 지우기"), self.filters.clear)
        elif first and first.refusal and (refused := first.refusal([])):
            self.frame.empty.show_for(refused, "info")
        elif first:
            self.frame.empty.show_for(self.source.empty, first.icon, first.title, lambda: first.run([]))
        else:
            self.frame.empty.show_for(self.source.empty or self.tr("아직 아무것도 없습니다."), "info")

    def _show_selection(self) -> None:
        count, shown = self.table.selected_count(), self.model.rowCount()
        self.bar.show_for(count, self.selected_ids, writable=not self._read_only)
        writable = self.source.edit is not None and not self._read_only
        self.table.setEditTriggers(TRIGGERS if writable else TableView.EditTrigger.NoEditTriggers)
        parts = [
            self.tr("전체 {0}").format(f"{self._total:,}"),
            self.tr("표시 {0}").format(f"{shown:,}"),
            self.tr("선택 {0}").format(f"{count:,}"),
        ]
        if self.model.bad_count:
            parts.append(self.tr("저장하지 못한 칸 {0}").format(f"{self.model.bad_count:,}"))
        self.frame.figures.setText(" · ".join(parts))
        reason = self.table.currentIndex().data(REASON)
        self.frame.show_sums(reason or "", self.table.figures() if count > 1 else [])
        self._rest.start()

    def _show_card(self) -> None:
        card = self.source.card
        if card is None or not self.frame.card.isVisibleTo(self):
            return
        index = self.table.currentIndex()
        row_id = self.model.id_at(index.row()) if index.isValid() else 0
        try:
            shown = card(row_id, self.model.masked) if row_id else None
        except UserError as error:  # nobody waits for a card: what keeps it away stands in its place
            shown = Card("", notice=error.message)
        self.frame.card.show_card(shown)

    def _set_masked(self, masked: bool) -> None:  # noqa: FBT001 - Qt's toggled
        self.model.set_masked(masked)
        self.frame.look.take_new_texts()
        self._fit.start()
        self._show_card()
