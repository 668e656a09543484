"""How a list page is laid out: head, filter row, table, card and the line of figures. What it does is in list_page.py."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.rules.fields import Field, show
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.kit.icons import icon
from desktop.ui.kit.key_menu import NamesMenu
from desktop.ui.kit.small import label, tool, with_keys
from desktop.ui.kit.toast import YIELDS
from desktop.ui.lists.action_bar import ActionBar
from desktop.ui.lists.card_place import CardPlace
from desktop.ui.lists.filter_bar import FilterBar
from desktop.ui.lists.list_columns import ListColumns
from desktop.ui.lists.record_card import RecordCard
from desktop.ui.table.table_view import TableView


class ListFrame(QWidget):
    """Takes the parts and shows them. ``card_shown`` tells that the card came into sight, ``mask_turned`` follows the mask."""

    card_shown = Signal()
    mask_turned = Signal(bool)

    def __init__(
        self, title: str, bar: ActionBar, filters: FilterBar, table: TableView, look: ListColumns
    ) -> None:
        super().__init__()
        self.bar, self.filters, self.table, self.look = bar, filters, table, look
        self.card = RecordCard()
        self._has_card, self._has_rows = False, True
        self.empty = EmptyState()
        self.count, self.beside_title = label("", "count"), QHBoxLayout()
        self.figures, self.sums = label("", "quiet"), label("", "quiet")
        self._mask = tool("eye-off", self.tr("개인정보 가리기"), "Alt+P", checked=True)
        self._columns = tool("columns", self.tr("열 고르기"), "Alt+L")
        self._fold = tool("person-card", self.tr("내용 카드"), "Ctrl+I", checked=look.card_open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(12)
        layout.addLayout(self._head(title))
        layout.addLayout(self._tools())
        layout.addLayout(self._middle(look), 1)
        layout.addLayout(self._foot())
        self._mask.toggled.connect(self._show_eye)
        self._mask.toggled.connect(self.mask_turned)
        self._fold.toggled.connect(self._turn_card)
        self._columns.clicked.connect(self.offer_columns)

    def fit(self, *, has_card: bool, has_private: bool, masked: bool) -> None:
        """Hides what this list has no use for. Only now: a widget without a parent would flash up as a window."""
        self._has_card = has_card
        self._fold.setVisible(has_card)
        self._mask.setVisible(has_private)
        self._mask.setChecked(masked)
        self._show_eye(masked)
        self._show_card_if_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_card_if_room()

    def _show_card_if_room(self) -> None:
        came_into_sight = self._place.show(self.width(), some=self._has_card and self._has_rows)
        still = QSignalBlocker(self._fold)
        self._fold.setChecked(self._place.is_open(self.width()))
        still.unblock()
        if came_into_sight:
            self.card_shown.emit()

    def turn_mask(self) -> None:
        """Shows personal data, or hides it again; in a list without any, nothing."""
        if not self._mask.isHidden():
            self._mask.toggle()

    def _show_eye(self, masked: bool) -> None:  # noqa: FBT001 - Qt's toggled
        """The eye is as what it looks at: struck out while personal data is hidden."""
        self._mask.setIcon(icon("eye-off" if masked else "eye"))
        told = self.tr("개인정보 보이기") if masked else self.tr("개인정보 가리기")
        self._mask.setToolTip(with_keys(told, "Alt+P"))

    def offer_columns(self) -> None:
        """The menu of columns, below its button."""
        self.choose_columns(self._columns.mapToGlobal(QPoint(0, 32)))

    def turn_card(self) -> None:
        """Folds the card away, or out again."""
        self._fold.toggle()

    def show_rows(self, *, some: bool) -> None:
        """The table, or what stands in its place; the keyboard goes with it."""
        shown, hidden = (self.table, self.empty) if some else (self.empty, self.table)
        here = self.window().focusWidget()  # though a dialog has the keyboard now
        self._stack.setCurrentWidget(shown)
        self._has_rows = some
        self._show_card_if_room()
        if here is not None and (here is hidden or hidden.isAncestorOf(here)):
            shown.setFocus()

    def show_sums(self, reason: str, figures: Sequence[tuple[Field, list[int]]]) -> None:
        """Why the current cell could not be stored; else what the selected numbers come to, column by column."""
        told = [self._told(field, values) for field, values in figures]
        self.sums.setText(self.tr("⚠ {0}").format(reason) if reason else " · ".join(told))

    def _told(self, field: Field, values: list[int]) -> str:
        """What its field says makes sense of several: their sum, or how they lie."""
        average = (sum(values) * 20 // len(values) + 1) // 2  # in tenths, half up
        mean = f"{average // 10:,}.{average % 10}{field.unit}"
        if field.adds_up:
            total = f"{sum(values):,}{field.unit}"
            return self.tr("{0} 합계 {1}, 평균 {2}").format(field.title, total, mean)
        ends = [f"{show(field, end)}{field.unit}" for end in (min(values), max(values))]
        if not field.averaged:
            return self.tr("{0} {1}개, 최소 {2}, 최대 {3}").format(field.title, f"{len(values):,}", *ends)
        return self.tr("{0} {1}개, 평균 {2}, 최소 {3}, 최대 {4}").format(
            field.title, f"{len(values):,}", mean, *ends
        )

    def choose_columns(self, spot: QPoint) -> None:
        """The menu of columns, at a place on the screen."""
        menu = NamesMenu(self)
        menu.addActions(self.look.actions(menu))
        menu.addSeparator()
        menu.addAction(self.tr("처음 모양으로"), self.look.restore_first)
        menu.setActiveAction(menu.actions()[0])
        menu.exec(spot)
        menu.deleteLater()

    def _turn_card(self) -> None:
        """The keyboard stays on what can be seen: the table, or while the card has all of the page its switch."""
        here, was_hidden = self.window().focusWidget(), self._surface.isHidden()
        had_keyboard = here is not None and self.isAncestorOf(here)
        self._place.turn(self.width())
        self.look.card_open = self._place.beside
        self._show_card_if_room()
        if had_keyboard and self._surface.isHidden() != was_hidden:
            (self.table if was_hidden else self._fold).setFocus()

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(title, "title"))
        row.addLayout(self.beside_title)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.bar, 1)
        return row

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.filters, 1)
        for switch in (self._mask, self._columns, self._fold):
            row.addWidget(switch, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _middle(self, look: ListColumns) -> QHBoxLayout:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._surface = surface = QFrame()
        surface.setProperty("role", "surface")
        self._place = CardPlace(self.card, surface, beside=look.card_open)
        inside = QVBoxLayout(surface)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self._stack)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(surface, 1)
        row.addWidget(self.card)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.sums.setWordWrap(True)  # why a cell could not be stored is told whole
        self.sums.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.sums.setProperty(YIELDS, True)
        room = self.sums.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.sums.setSizePolicy(room)
        row.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sums, 1)
        return row
