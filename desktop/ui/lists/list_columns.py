"""Which columns a list shows, how wide and in which order: kept in the settings file by the columns' keys."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Criteria
from desktop.rules.fields import DATES, NUMERIC, Kind
from desktop.ui.kit.settings import DeskSettings, ListLook
from desktop.ui.table.cell_delegate import CellDelegate
from desktop.ui.table.list_source import Column, ListSource
from desktop.ui.table.table_view import TableView

NARROW = 112
"""A column this wide or less is not squeezed, nor is any narrower than its heading."""
_MOST, _MOST_OF_A_NAME = 280, 168
"""A column is made no wider for its texts; one long name else takes the next column off the screen."""
_STRETCH = 3
"""How much more of the room to spare goes to a pixel of a free text than to one of what is of one length."""
_WHOLE = NUMERIC | DATES | {Kind.MOMENT, Kind.PHONE, Kind.CHOICE, Kind.NAME}
"""Nor is one of these: half a date, a number or a state says nothing."""


def first_criteria(source: ListSource, settings: DeskSettings) -> Criteria:
    """What a list begins with: as its source says, in the order the person left it in."""
    sortable = {column.field.key for column in source.columns if column.sortable}
    kept = tuple((key, bool(descending)) for key, descending in settings.list_look(source.key).sort)
    return (
        replace(source.start, order=kept) if kept and {key for key, _ in kept} <= sortable else source.start
    )


class ListColumns:
    """Puts the kept look on ``table`` and keeps it again."""

    def __init__(self, table: TableView, columns: Sequence[Column], key: str, settings: DeskSettings) -> None:
        self._table = table
        self._columns = columns
        self._keys = [column.field.key for column in columns]
        self._key = key
        self._settings = settings
        look = settings.list_look(key)
        self.card_open = look.card_open
        self.sort = look.sort
        self._zoom = look.zoom
        self._by_hand: dict[int, int] = {}
        self._needed: dict[int, int] = {}
        self._room = 0
        self._rows_came = False
        self._putting = False
        table.zoomed.connect(self._take_zoom)
        table.set_zoom(look.zoom)
        table.horizontalHeader().sectionResized.connect(self._take_width)
        self._put(look)

    def fit(self) -> None:
        """Every column as wide as its texts need, what room is left shared out; what the person sized stays so."""
        room = self._table.viewport().width()
        if room == self._room or room < 200 or not self._table.model().rowCount():
            return
        self._room = room
        places = [place for place in range(len(self._keys)) if not self._table.isColumnHidden(place)]
        free = [place for place in places if place not in self._by_hand]
        room -= sum(self._by_hand.get(place, 0) for place in places)
        for p in free:
            if p not in self._needed or self._rows_came:  # what is scrolled into sight moves no column
                self._needed[p] = max(self._needed.get(p, 0), self._asked(p))
        self._rows_came = False
        soft = {p for p in free if self._columns[p].field.kind not in _WHOLE}
        wished = {p: self._columns[p].width * self._zoom // 100 for p in free}
        self._putting = True
        header = self._table.horizontalHeader()
        least = {p: max(NARROW, header.sectionSizeHint(p)) for p in soft}
        for place, width in _shared({p: self._needed[p] for p in free}, wished, room, least).items():
            self._table.setColumnWidth(place, width)
        self._putting = False

    def _asked(self, place: int) -> int:
        """How wide the texts in sight want a column, and what any of its kind may hold."""
        field, table = self._columns[place].field, self._table
        most = _MOST_OF_A_NAME if field.kind is Kind.NAME else _MOST
        delegate = table.itemDelegate()
        assert isinstance(delegate, CellDelegate)
        texts = max(table.sizeHintForColumn(place), delegate.least_width(field, table.fontMetrics()))
        return max(min(most * self._zoom // 100, texts), table.horizontalHeader().sectionSizeHint(place))

    def take_new_rows(self) -> None:
        """The next fit looks at the texts again: a column may grow for them, none shrinks."""
        self._rows_came, self._room = True, 0

    def take_new_texts(self) -> None:
        """The next fit measures all anew: the same rows are written otherwise, as when masks go or come."""
        self._needed.clear()
        self._room = 0

    def _fit_anew(self) -> None:
        self._room = 0
        self.fit()

    def _take_width(self, place: int, old: int, new: int) -> None:
        """A column that comes or goes has no width before or after."""
        if old and new and not self._putting:
            self._by_hand[place] = new

    def keep(self) -> None:
        """Writes the look down. Only widths set by hand: all others are for the screen the list is shown on."""
        header = self._table.horizontalHeader()
        look = ListLook(
            widths={self._keys[place]: width for place, width in self._by_hand.items()},
            order=[self._keys[header.logicalIndex(place)] for place in range(header.count())],
            hidden=[key for place, key in enumerate(self._keys) if self._table.isColumnHidden(place)],
            card_open=self.card_open,
            zoom=self._zoom,
            sort=self.sort,
        )
        self._settings.keep_list_look(self._key, look)

    def shown(self) -> tuple[str, ...]:
        """Keys of the visible columns, in their order on the screen."""
        header = self._table.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(self._keys[place] for place in places if not self._table.isColumnHidden(place))

    def show_only(self, keys: Sequence[str]) -> None:
        """Shows the columns ``keys``, in this order."""
        widths = {self._keys[place]: width for place, width in self._by_hand.items()}
        hidden = [key for key in self._keys if key not in keys]
        self._put(ListLook(widths=widths, order=list(keys), hidden=hidden))
        self._fit_anew()
        self.keep()

    def restore_first(self) -> None:
        """All columns, as the list came."""
        self._put(ListLook())
        self._fit_anew()
        self.keep()

    def actions(self, parent: QWidget) -> list[QAction]:
        """A tick for each column; the last one shown cannot be hidden."""
        shown = [place for place in range(len(self._keys)) if not self._table.isColumnHidden(place)]
        ticks = []
        for place, column in enumerate(self._columns):
            tick = QAction(column.field.title, parent, checkable=True, checked=place in shown)
            tick.setEnabled(shown != [place])
            tick.toggled.connect(lambda on, place=place: self._show(place, on))
            ticks.append(tick)
        return ticks

    def _show(self, place: int, on: bool) -> None:  # noqa: FBT001 - Qt's toggled
        self._table.setColumnHidden(place, not on)
        if on and not self._table.columnWidth(place):
            self._table.setColumnWidth(place, self._columns[place].width)
        self._fit_anew()
        self.keep()

    def _take_zoom(self, percent: int) -> None:
        """Columns grow with their texts, those sized by hand too."""
        for place, width in self._by_hand.items():
            self._by_hand[place] = round(width * percent / self._zoom)
        self._zoom = percent
        self._needed.clear()
        self._putting = True
        for place, width in self._by_hand.items():
            self._table.setColumnWidth(place, width)
        self._putting = False
        self._fit_anew()
        self.keep()

    def _put(self, look: ListLook) -> None:
        self._putting = True
        self._by_hand = {
            place: look.widths[key] for place, key in enumerate(self._keys) if key in look.widths
        }
        header = self._table.horizontalHeader()
        order = [key for key in look.order if key in self._keys]
        order += [key for key in self._keys if key not in order]
        for place, key in enumerate(order):
            header.moveSection(header.visualIndex(self._keys.index(key)), place)
        for place, (key, column) in enumerate(zip(self._keys, self._columns, strict=True)):
            self._table.setColumnHidden(place, key in look.hidden if look.order else not column.shown)
            self._table.setColumnWidth(place, look.widths.get(key, column.width))
        self._putting = False


def _shared(
    needed: dict[int, int], wished: dict[int, int], room: int, soft: dict[int, int]
) -> dict[int, int]:
    """Widths that fill ``room``: as far as they are wished, then to the ``soft`` ones above all.

    Where little is missing, the ``soft`` ones give it that are wider than what each of them is at least.
    """
    spare = room - sum(needed.values())
    if spare >= 0:
        more = {place: max(0, wished[place] - width) for place, width in needed.items()}
        share = min(1.0, spare / max(1, sum(more.values())))
        widths = {place: width + int(more[place] * share) for place, width in needed.items()}
        weights = {place: width * (_STRETCH if place in soft else 1) for place, width in widths.items()}
        spare = max(0, room - sum(widths.values()))
        all_weights = max(1, sum(weights.values()))
        return {place: width + spare * weights[place] // all_weights for place, width in widths.items()}
    less = {place: max(0, width - soft.get(place, width)) for place, width in needed.items()}
    if -spare > sum(less.values()) // 2:  # it will scroll sideways anyway: then each may be whole
        return needed
    return {place: width - -(-less[place] * -spare // sum(less.values())) for place, width in needed.items()}
