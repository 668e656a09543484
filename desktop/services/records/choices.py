"""What can be picked where a record points at another: companies, openings with places left, members, …"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.model.board import Board, Member, Theme
from desktop.model.people import Person
from desktop.model.placement import Company, Opening
from desktop.model.training import Cohort, Stage
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.rules.states import EnrolmentStatus
from desktop.services.datafile.store import Store
from desktop.services.placement.internships import places_left
from desktop.text.dates import show_date

Choice = tuple[int, str]
_DOT = " · "
_YEAR = re.compile(r"(19|20)\d\d")


SEARCHED = frozenset({"trainees"})
"""Kinds an office may have too many of to be read whole: `of` gives the first of them, `find` those that fit."""
MOST_OFFERED = 50


def of(store: Store, links_to: str, scope: Scope) -> list[Choice]:
    """The records of a kind that can be linked to, as (id, text), in the order people look for them."""
    if links_to in SEARCHED:
        return find(store, scope)
    statement, text = _CHOICES[links_to]
    with store.read() as session:
        rows = session.scalars(_scoped(statement, links_to, scope)).unique().all()
        return [(row.id, text(session, row)) for row in rows]


def find(store: Store, scope: Scope, typed: str = "") -> list[Choice]:
    """The first `MOST_OFFERED` trainees that fit, as (id, text): a part of the name, initials, last digits, year of birth.

    Those who completed the programme come first: it is they who go to companies.
    """
    found: dict[int, None] = {}
    for completed in ((Filter("status", Test.ONE_OF, (EnrolmentStatus.COMPLETED,)),), ()):
        for words, born in _asked(typed.partition(_DOT)[0].split()):
            criteria = Criteria(search=" ".join(words), filters=(*completed, *born), scope=scope)
            listing = Listing(store.engine, TRAINEES, criteria, at_once=MOST_OFFERED)
            found |= dict.fromkeys(listing.ids(0, MOST_OFFERED))
    return _trainees(store, [*found][:MOST_OFFERED], scope)


def _asked(words: list[str]) -> Iterator[tuple[list[str], tuple[Filter, ...]]]:
    """What to search for, and with which condition: a year may be one of birth, which no search index knows."""
    yield words, ()
    for year in (word for word in words if _YEAR.fullmatch(word)):
        born = (dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))
        yield [word for word in words if word != year], (Filter("birth_date", Test.RANGE, born),)


def named(store: Store, links_to: str, ids: Collection[int], today: dt.date) -> list[Choice]:
    """The records with these ids, of whatever cohort or board, as (id, text)."""
    if links_to in SEARCHED:
        return _trainees(store, [*ids], Scope(today=today))
    statement, text = _CHOICES[links_to]
    kind = statement.column_descriptions[0]["entity"]
    with store.read() as session:
        rows = session.scalars(statement.where(kind.id.in_(ids))).unique().all()
        return [(row.id, text(session, row)) for row in rows]


def _trainees(store: Store, ids: Sequence[int], scope: Scope) -> list[Choice]:
    listing = Listing(store.engine, TRAINEES, Criteria(scope=scope))
    keys = [column.key for column in listing.columns]
    name, birth, status = (keys.index(key) + 1 for key in ("name", "birth_date", "status"))
    return [
        (row[0], _DOT.join(filter(None, (row[name], row[birth] and show_date(row[birth]), row[status]))))
        for row in listing.rows(ids)
    ]


def _scoped(statement: Select[Any], links_to: str, scope: Scope) -> Select[Any]:
    if links_to == "openings" and scope.cohort_id is not None:
        return statement.where((Opening.cohort_id == scope.cohort_id) | Opening.cohort_id.is_(None))
    if links_to == "members" and scope.board_id is not None:
        return statement.where(Member.board_id == scope.board_id)
    if links_to == "themes" and scope.board_id is not None:
        return statement.where(Theme.board_id == scope.board_id)
    if links_to == "stages" and scope.cohort_id is not None:
        return statement.where(Stage.cohort_id == scope.cohort_id)
    return statement


def _opening(session: Session, row: Opening) -> str:
    return f"{row.company.name} · {row.duty} · 남은 자리 {places_left(session, row)}/{row.places}"


def _stage(_session: Session, row: Stage) -> str:
    period = " ~ ".join(show_date(day) for day in (row.starts_on, row.ends_on) if day)
    return " · ".join(filter(None, (f"{row.position}. {row.name}", period)))


def _member(_session: Session, row: Member) -> str:
    return " · ".join(filter(None, (row.person.name, row.department)))


_CHOICES: dict[str, tuple[Select[Any], Callable[[Session, Any], str]]] = {
    "companies": (
        select(Company).order_by(Company.name),
        lambda _session, row: f"{row.name} ({row.registration_number})",
    ),
    "cohorts": (select(Cohort).order_by(Cohort.year.desc(), Cohort.name), lambda _session, row: row.name),
    "boards": (select(Board).order_by(Board.year.desc(), Board.name), lambda _session, row: row.name),
    "themes": (
        select(Theme).order_by(Theme.policy, Theme.name),
        lambda _session, row: f"{row.policy} · {row.name}",
    ),
    "stages": (select(Stage).order_by(Stage.cohort_id, Stage.position), _stage),
    "members": (select(Member).join(Person).order_by(Person.name), _member),
    "openings": (select(Opening).join(Company).order_by(Company.name, Opening.duty), _opening),
}
