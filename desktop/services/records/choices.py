"""What can be picked where a record points at another: companies, openings with places left, members, …"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence

from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import Value
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS, LISTS
from desktop.services.record_kind import Offered, Sought
from desktop.text.dates import show_date

Choice = tuple[int, str]
_DOT = " · "
_YEAR = re.compile(r"(19|20)\d\d")


SEARCHED = frozenset(kind for kind, one in KINDS.items() if isinstance(one.chosen, Sought))
"""Kinds an office may have too many of to be read whole: `of` gives the first of them, `find` those that fit."""
MOST_OFFERED = 50


def of(store: Store, links_to: str, scope: Scope) -> list[Choice]:
    """The records of a kind that can be linked to, as (id, text), in the order people look for them."""
    if links_to in SEARCHED:
        return find(store, links_to, scope)
    offered = _offered(links_to)
    with store.read() as session:
        rows = session.scalars(offered.statement.where(*offered.within(scope))).unique().all()
        return [(row.id, offered.text(session, row)) for row in rows]


def find(store: Store, kind: str, scope: Scope, typed: str = "") -> list[Choice]:
    """The first `MOST_OFFERED` that fit, as (id, text): by a part of the name, initials, last digits, year of birth."""
    sought = KINDS[kind].chosen
    assert isinstance(sought, Sought)
    found: dict[int, None] = {}
    for before in (sought.first, ()):
        for words, born in _asked(typed.partition(_DOT)[0].split(), sought.born):
            criteria = Criteria(search=" ".join(words), filters=(*before, *born), scope=scope)
            listing = Listing(store.engine, LISTS[kind], criteria, at_once=MOST_OFFERED)
            found |= dict.fromkeys(listing.ids(0, MOST_OFFERED))
    return _told(store, kind, [*found][:MOST_OFFERED], scope)


def _asked(words: list[str], born: str) -> Iterator[tuple[list[str], tuple[Filter, ...]]]:
    """What to search for, and with which condition: a year may be one of birth, which no search index knows."""
    yield words, ()
    for year in (word for word in words if _YEAR.fullmatch(word)):
        within = (dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))
        yield [word for word in words if word != year], (Filter(born, Test.RANGE, within),)


def named(store: Store, links_to: str, ids: Collection[int], today: dt.date) -> list[Choice]:
    """The records with these ids, of whatever cohort or board, as (id, text)."""
    if links_to in SEARCHED:
        return _told(store, links_to, [*ids], Scope(today=today))
    offered, table = _offered(links_to), KINDS[links_to].table
    with store.read() as session:
        rows = session.scalars(offered.statement.where(table.id.in_(ids))).unique().all()
        return [(row.id, offered.text(session, row)) for row in rows]


def _offered(kind: str) -> Offered:
    offered = KINDS[kind].chosen
    assert isinstance(offered, Offered)
    return offered


def _told(store: Store, kind: str, ids: Sequence[int], scope: Scope) -> list[Choice]:
    sought = KINDS[kind].chosen
    assert isinstance(sought, Sought)
    listing = Listing(store.engine, LISTS[kind], Criteria(scope=scope))
    keys = [column.key for column in listing.columns]
    places = [keys.index(key) + 1 for key in sought.keys]
    return [(row[0], _DOT.join(filter(None, (_word(row[at]) for at in places)))) for row in listing.rows(ids)]


def _word(value: Value) -> str:
    return show_date(value) if isinstance(value, dt.date) else str(value or "")
