"""Columns of cards: picked up by mouse or Space, aimed, dropped; each column and card says beforehand what that would mean."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.queries.columns import Columns, Meaning, Meanings
from desktop.ui.columns.card_list import CardList
from desktop.ui.columns.column_panel import ColumnPanel
from desktop.ui.kit.composition import Composition
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label, scrolled

_HERE = Meaning(tr("여기에 있음"))
_EDGE, _STEP = 48, 24
"""How near to an edge a card in hand scrolls the columns, and by how much; pixels."""


class ColumnsView(QWidget):
    """Shows `Columns`; `show_columns` again after every change.

    ``dropped(ids, key, onto)`` asks for the move of cards into the column ``key``, in exchange for the card ``onto`` where that
    is not None: nothing moves here until the columns are shown anew. ``opened(id)`` asks for a card, ``chosen`` tells that
    others are selected, ``refused(sentence)`` why cards cannot be picked up or dropped.
    """

    dropped = Signal(list, int, object)
    opened = Signal(int)
    chosen = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = Columns(())
        self.panels: list[ColumnPanel] = []
        self._drawn = (0, False)
        self._hand: list[int] = []
        self._from: ColumnPanel | None = None
        self._by_mouse = False
        self._meanings = Meanings()
        self._target: tuple[ColumnPanel, int | None] | None = None
        self.search = QLineEdit(placeholderText=tr("카드에서 찾기"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("카드에서 찾기"))
        self.search.setMaximumWidth(320)
        Composition(self.search)
        self.search.textChanged.connect(lambda _text: self._fill())
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        inside = QWidget()
        inside.setLayout(self._row)
        self._area = scrolled(inside, sideways=True)
        self._ghost = label("", "ghost")
        self._ghost.setParent(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self._area, 1)

    def show_columns(self, columns: Columns) -> None:
        """Show these; what was selected and had the keyboard stays so, in whichever column it is now."""
        selected, focused = self.selected(), self._focused()
        self._reset_hand()
        self._columns = columns
        shape = lines, chipped = _shape(columns)
        keys = [each.key for each in columns.columns]
        if shape != self._drawn or [panel.key for panel in self.panels] != keys:
            self._drawn = shape
            for panel in self.panels:
                self._row.removeWidget(panel)
                panel.deleteLater()
            self.panels = [ColumnPanel(each, self, lines, chipped=chipped) for each in columns.columns]
            for panel in self.panels:
                self._row.addWidget(panel, 1)
                panel.cards.selectionModel().selectionChanged.connect(
                    lambda *_, panel=panel: self._selected(panel)
                )
        self._fill()
        self.select(selected, focus=focused)

    def selected(self) -> list[int]:
        """The ids of the cards selected."""
        return [each for panel in self.panels for each in panel.cards.chosen()]

    def select(self, ids: Sequence[int], *, focus: bool = True) -> None:
        """Select these cards where they are shown, with the keyboard on the first."""
        for panel in self.panels:
            here = [each for each in ids if panel.model.row_of(each) >= 0]
            if here:
                panel.cards.choose(here)
                if focus:
                    panel.cards.setFocus()
                return

    def spot(self) -> QPoint:
        """On the screen, below the first card selected."""
        for panel in self.panels:
            for index in panel.cards.selectedIndexes()[:1]:
                return panel.cards.viewport().mapToGlobal(panel.cards.visualRect(index).bottomLeft())
        return self.mapToGlobal(QPoint())

    def first(self) -> QWidget:
        """What has the keyboard at first."""
        filled = next((panel for panel in self.panels if panel.model.rowCount()), None)
        return filled.cards if filled else self.search

    # What the lists ask for

    @property
    def holding(self) -> bool:
        """Whether cards are in hand."""
        return bool(self._hand)

    def pick_up(self, cards: CardList, *, by_mouse: bool = False) -> bool:
        """Take the selected cards in hand and tell everywhere what a drop would mean; whether there were any to take."""
        ids = cards.chosen()
        held = next((cards.cards.card(cards.cards.row_of(each)).held for each in ids), "")
        if held:
            self.refused.emit(held)
        if held or not ids:
            return False
        self._hand, self._from, self._by_mouse = ids, self._panel_of(cards), by_mouse
        said = self._columns.means(ids)
        self._meanings = replace(said, columns={**said.columns, self._from.key: _HERE})
        self._show_meanings()
        return True

    def hover(self, spot: QPoint) -> None:
        """Aim at what is under ``spot``, on the screen."""
        self._show_ghost(self, self.mapFromGlobal(spot) + QPoint(12, 8), self.width())
        self._scroll_at(spot)
        self._target = None
        for panel in self.panels:
            if panel.rect().contains(panel.mapFromGlobal(spot)) and panel is not self._from:
                row = panel.cards.indexAt(panel.cards.viewport().mapFromGlobal(spot)).row()
                onto = panel.model.card(row).id if row >= 0 and self._swaps() else None
                self._target = (panel, onto)
        self._show_target()

    def aim(self, aside: int, along: int) -> None:
        """Aim at the next column in which the cards may go, or at the next card in the one aimed at; before the first: none."""
        if aside:
            others = self.panels
            at = others.index(self._target[0] if self._target else self._from or others[0])
            at += aside
            if 0 <= at < len(others) and others[at] is self._from:
                at += aside
            if 0 <= at < len(others):
                self._target = (others[at], None)
                self._area.ensureWidgetVisible(others[at])
        elif self._target and self._swaps():
            panel, onto = self._target
            row = (panel.model.row_of(onto) if onto is not None else -1) + along
            if row < panel.model.rowCount():
                self._target = (panel, panel.model.card(row).id if row >= 0 else None)
                if row >= 0:
                    panel.cards.scrollTo(panel.model.index(row))
        self._show_target()

    def drop(self) -> None:
        """Ask for the move aimed at; without a target the cards stay."""
        hand, target = self._hand, self._target
        meaning = self._meaning_of(target)
        self._reset_hand()
        if target is None:
            return
        if meaning is not None and meaning.refused:
            self.refused.emit(meaning.told or meaning.text)
            return
        self.dropped.emit(hand, target[0].key, target[1])

    def let_go(self) -> None:
        """Leave the cards where they are."""
        self._reset_hand()

    def push(self, cards: CardList, aside: int) -> None:
        """Ask at once for the move into the neighbouring column."""
        if self.pick_up(cards):
            self.aim(aside, 0)
            self.drop()

    def go(self, cards: CardList, aside: int) -> None:
        """The keyboard to the next column that has cards."""
        at, row = self.panels.index(self._panel_of(cards)) + aside, max(cards.currentIndex().row(), 0)
        while 0 <= at < len(self.panels):
            panel = self.panels[at]
            if panel.model.rowCount():
                panel.cards.setFocus()
                panel.cards.setCurrentIndex(panel.model.index(min(row, panel.model.rowCount() - 1)))
                self._area.ensureWidgetVisible(panel)
                return
            at += aside

    def open(self, card_id: int) -> None:
        """Ask for a card."""
        self.opened.emit(card_id)

    # Within

    def _fill(self) -> None:
        for panel, column in zip(self.panels, self._columns.columns, strict=True):
            panel.show_column(column, self.search.text())
        self._make_room()

    def _make_room(self) -> None:
        """For what a drop means room is taken while cards are in hand: by the mouse over the cards, which stay under it.

        Where cards say something too, nothing may lie over them: there it is kept. By the keyboard a line more names the cards.
        """
        notes = max((len(each.notes) for each in self._columns.columns), default=0)
        wanted = max(self._columns.room, notes)
        by_keys = self.holding and not self._by_mouse
        kept = wanted + 1 if by_keys else wanted if self._columns.onto else notes
        for panel in self.panels:
            panel.make_room(kept, max(wanted - kept, 0) if self.holding else 0)

    def _selected(self, panel: ColumnPanel) -> None:
        """Cards of one column at a time: those of two could not be taken out of both by one look."""
        if panel.cards.selectionModel().hasSelection():
            for other in self.panels:
                if other is not panel and other.cards.selectionModel().hasSelection():
                    other.cards.clearSelection()
        self.chosen.emit()

    def _panel_of(self, cards: CardList) -> ColumnPanel:
        return next(panel for panel in self.panels if panel.cards is cards)

    def _focused(self) -> bool:
        return any(panel.cards.hasFocus() for panel in self.panels)

    def _swaps(self) -> bool:
        return self._columns.onto and len(self._hand) == 1

    def _meaning_of(self, target: tuple[ColumnPanel, int | None] | None) -> Meaning | None:
        if target is None:
            return None
        panel, onto = target
        return self._meanings.columns.get(panel.key) if onto is None else self._meanings.cards.get(onto)

    def _show_meanings(self) -> None:
        for panel in self.panels:
            panel.notes.show_meaning(self._meanings.columns.get(panel.key) if self.holding else None)
        self._make_room()
        self._show_target()

    def _show_target(self) -> None:
        aimed, onto = self._target or (None, None)
        for panel in self.panels:
            panel.mark(target=panel is aimed and onto is None)
            panel.model.tell(self._meanings.cards if self.holding else {}, onto if panel is aimed else None)
        if not self._by_mouse and aimed is not None:
            self._name_in_hand(aimed, onto)
        elif not self._by_mouse:
            self._ghost.hide()

    def _name_in_hand(self, panel: ColumnPanel, onto: int | None) -> None:
        """What the keyboard has in hand stands where it would go: above the first card, or on the edge of the one it is aimed at."""
        cards = panel.cards
        row = panel.model.row_of(onto) if onto is not None else -1
        down = cards.visualRect(panel.model.index(row)).bottom() if row >= 0 else 0
        self._show_ghost(panel, cards.pos() + QPoint(0, down - _STEP), cards.width())

    def _show_ghost(self, on: QWidget, at: QPoint, wide: int) -> None:
        """``on`` what it moves with: of a column it stays over that one while the columns are scrolled."""
        card = self._from.model.card(self._from.model.row_of(self._hand[0])) if self._from else None
        more = tr(" 외 {0}").format(len(self._hand) - 1) if len(self._hand) > 1 else ""
        room = wide - 2 * _STEP - self._ghost.fontMetrics().horizontalAdvance(more)
        title = card.title if card else ""
        shown = self._ghost.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        self._ghost.setText(shown + more)
        self._ghost.setParent(on)
        self._ghost.adjustSize()
        self._ghost.move(min(at.x(), on.width() - self._ghost.width()), at.y())
        self._ghost.show()
        self._ghost.raise_()

    def _reset_hand(self) -> None:
        self._hand, self._from, self._target, self._meanings = [], None, None, Meanings()
        self._by_mouse = False
        self._ghost.setParent(self)  # no column takes it along when it goes
        self._ghost.hide()
        self._show_meanings()

    def _scroll_at(self, spot: QPoint) -> None:
        at, bar = self._area.mapFromGlobal(spot).x(), self._area.horizontalScrollBar()
        if at < _EDGE:
            bar.setValue(bar.value() - _STEP)
        elif at > self._area.width() - _EDGE:
            bar.setValue(bar.value() + _STEP)


def _shape(columns: Columns) -> tuple[int, bool]:
    """How many lines the cards have at most, told by the first of each column, and whether they have chips."""
    cards = [card for each in columns.columns for card in each.page("", 0, 10)]
    return max((len(card.lines) for card in cards), default=0), any(card.chips for card in cards)
