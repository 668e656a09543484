"""Which columns a list shows, how wide and in which order: kept in the settings file by the columns' keys."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Criteria
from desktop.rules.fields import DATES, NUMERIC, Kind
from desktop.ui.kit.list_source import Column, ListSource
from desktop.ui.kit.settings import DeskSettings, ListLook
from desktop.ui.kit.table_view import TableView

NARROW = 112
"""A column this wide or less is not squeezed."""
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
        table.zoomed.connect(self._take_zoom)
        table.set_zoom(look.zoom)
        self._put(look)
        self._fitted = bool(look.widths)

    def fit_once(self) -> None:
        """At a list's very first showing: every column as wide as its texts need, what room is left shared out."""
        room = self._table.viewport().width()
        if self._fitted or room < 200 or not self._table.model().rowCount():
            return
        self._fitted = True
        places = [place for place in range(len(self._keys)) if not self._table.isColumnHidden(place)]
        header = self._table.horizontalHeader()
        needed = {
            p: min(280, max(self._table.sizeHintForColumn(p), header.sectionSizeHint(p))) for p in places
        }
        soft = {p for p in places if self._columns[p].field.kind not in _WHOLE}
        wished = {p: self._columns[p].width for p in places}
        for place, width in _shared(needed, wished, room, soft).items():
            self._table.setColumnWidth(place, width)

    def keep(self) -> None:
        """Writes the look down."""
        header = self._table.horizontalHeader()
        look = ListLook(
            widths={
                key: header.sectionSize(place)
                for place, key in enumerate(self._keys)
                if header.sectionSize(place)
            },
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
        header = self._table.horizontalHeader()
        widths = {
            key: header.sectionSize(place) or self._columns[place].width
            for place, key in enumerate(self._keys)
        }
        self._put(
            ListLook(widths=widths, order=list(keys), hidden=[key for key in self._keys if key not in keys])
        )
        self.keep()

    def restore_first(self) -> None:
        """All columns, as the list came."""
        self._put(ListLook())
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
        self.keep()

    def _take_zoom(self, percent: int) -> None:
        self._zoom = percent
        self.keep()

    def _put(self, look: ListLook) -> None:
        header = self._table.horizontalHeader()
        order = [key for key in look.order if key in self._keys]
        order += [key for key in self._keys if key not in order]
        for place, key in enumerate(order):
            header.moveSection(header.visualIndex(self._keys.index(key)), place)
        for place, (key, column) in enumerate(zip(self._keys, self._columns, strict=True)):
            self._table.setColumnHidden(place, key in look.hidden if look.order else not column.shown)
            self._table.setColumnWidth(place, look.widths.get(key, column.width))


def _shared(needed: dict[int, int], wished: dict[int, int], room: int, soft: set[int]) -> dict[int, int]:
    """Widths that fill ``room`` as far as they are wished; where little is missing, the wide ``soft`` ones give it."""
    spare = room - sum(needed.values())
    if spare >= 0:
        more = {place: max(0, wished[place] - width) for place, width in needed.items()}
        share = min(1.0, spare / max(1, sum(more.values())))
        return {place: width + int(more[place] * share) for place, width in needed.items()}
    less = {place: max(0, width - NARROW) * (place in soft) for place, width in needed.items()}
    if -spare > sum(less.values()) // 2:  # it will scroll sideways anyway: then each may be whole
        return needed
    return {place: width - -(-less[place] * -spare // sum(less.values())) for place, width in needed.items()}
