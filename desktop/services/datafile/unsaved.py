"""What is being written in dialogs, kept as rows of the data file until it is saved or given up.

Beside the journal and every operation: it is nobody's change yet, takes no part in undo, and tells no other screen. So these
are the only rows written without a name. No resident registration number is kept here either.
"""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from desktop.errors import UserError
from desktop.model.base import table_of
from desktop.model.unsaved import Unsaved
from desktop.queries.unsaved import Left, Writing
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.sentences import in_plain_words
from desktop.services.datafile.store import Store, desk_user
from desktop.text import resident_number

DAYS_KEPT = 90
"""Nobody comes back for it after that: the desk is another one, or its account is."""
_WAITS_S = 1.0
"""How long another write may keep this one waiting; the next rest of typing tries again."""


def keep(store: Store, writing: Writing, row_id: int | None = None, *, account: str = "") -> int:
    """Keep it, in the place of what the row ``row_id`` held; returns the id of the row.

    ``account`` is the operating system's name for who writes. Raises UserError where nothing can be written now.
    """
    rows = table_of(Unsaved)
    values = {
        "at": store.clock(),
        "title": _without_numbers(writing.title),
        "dialog": _without_numbers(writing.dialog),
        "contents": {key: _without_numbers(value) for key, value in writing.contents.items()},
        "told": _without_numbers(writing.told),
        "opener": None if _without_numbers(json.dumps(writing.opener)) == "" else writing.opener,
    }
    with _writing(store) as connection:
        if row_id is not None:
            kept = update(rows).where(rows.c.id == row_id, _own(store, account)).values(values)
            if connection.execute(kept.returning(rows.c.id)).first() is not None:
                return row_id
        whose = {"desk": store.desk, "account": account or desk_user()}
        return int(connection.execute(insert(rows).values(values | whose).returning(rows.c.id)).scalar_one())


def give_up(store: Store, row_id: int) -> None:
    """It was saved, or thrown away. Raises UserError where nothing can be written now."""
    rows = table_of(Unsaved)
    with _writing(store) as connection:
        connection.execute(delete(rows).where(rows.c.id == row_id))


def left(store: Store, *, account: str = "") -> list[Left]:
    """What this account left unfinished at this desk, newest first; what anybody left `DAYS_KEPT` days ago goes.

    To be asked before a dialog is opened: what is being written there is kept among it. Nothing of a file that is only
    looked at, which could not be written on with.
    """
    if store.read_only:
        return []
    rows = table_of(Unsaved)
    old = rows.c.at < store.clock() - dt.timedelta(days=DAYS_KEPT)
    with store.read() as session:
        has_old = session.scalar(select(rows.c.id).where(old).limit(1)) is not None
        found = session.scalars(
            select(Unsaved).where(_own(store, account), ~old).order_by(Unsaved.at.desc(), Unsaved.id.desc())
        ).all()
    if has_old:
        with _writing(store) as connection:
            connection.execute(delete(rows).where(old))
    return [
        Left(row.id, row.at, Writing(row.title, row.dialog, row.contents, row.told, row.opener))
        for row in found
    ]


def _own(store: Store, account: str) -> ColumnElement[bool]:
    rows = table_of(Unsaved)
    return and_(rows.c.desk == store.desk, rows.c.account == (account or desk_user()))


@contextmanager
def _writing(store: Store) -> Iterator[Connection]:
    if store.read_only or store.why_gone():
        raise UserError("읽기 전용으로 연 파일에는 쓰던 내용을 남기지 않습니다. 저장해 주세요.")
    how = {"ieum_write": True, "ieum_patience": Patience(_WAITS_S)}
    with in_plain_words(store.path), store.engine.connect().execution_options(**how) as connection:
        yield connection
        connection.commit()


def _without_numbers(value: Any) -> Any:
    """A text without the lines that hold a resident number; none of it where one runs over several lines.

    개인정보 보호법 제24조의2.
    """
    if not isinstance(value, str) or not resident_number.find(value):
        return value
    rest = "\n".join(line for line in value.splitlines() if not resident_number.find(line))
    return "" if resident_number.find(rest) else rest
