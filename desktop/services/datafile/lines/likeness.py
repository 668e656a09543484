"""Keeps the pairs by which records are compared true to their texts, on SQLite; a server's own indices do so themselves."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, TableClause, column, delete, insert, select, table, true

from desktop.queries.likeness import Likeness
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.parts import parts
from desktop.text.grams import grams


def refresh(connection: Connection, likenesses: Sequence[Likeness], changes: Changes) -> None:
    """Write the pairs of every record an operation touched anew."""
    if connection.dialect.name != "sqlite":
        return
    for likeness in likenesses:
        written = (changes.inserted, changes.edited, changes.deleted)
        touched = {row_id for rows in written for row_id in rows.get(likeness.of.name, ())}
        for within in parts(touched):
            pairs = _table(likeness)
            connection.execute(delete(pairs).where(within(pairs.c.rowid)))
            _write(connection, likeness, within(likeness.of.c.id))


def rebuild(connection: Connection, likenesses: Sequence[Likeness]) -> None:
    """Write all pairs anew."""
    if connection.dialect.name != "sqlite":
        return
    for likeness in likenesses:
        connection.execute(delete(_table(likeness)))
        _write(connection, likeness, true())


def differing(connection: Connection, likeness: Likeness) -> int:
    """How many records have pairs that are not those of their texts, or none; on a server none ever."""
    if connection.dialect.name != "sqlite":
        return 0
    pairs = _table(likeness)
    there = {
        row.rowid: (row.title, row.body)
        for row in connection.execute(select(pairs.c.rowid, pairs.c.title, pairs.c.body))
    }
    meant = {row["rowid"]: (row["title"], row["body"]) for row in _meant(connection, likeness, true())}
    return sum(there.get(row_id) != meant.get(row_id) for row_id in there.keys() | meant.keys())


def _write(connection: Connection, likeness: Likeness, theirs: ColumnElement[bool]) -> None:
    rows = _meant(connection, likeness, theirs)
    if rows:
        connection.execute(insert(_table(likeness)), rows)


def _meant(
    connection: Connection, likeness: Likeness, theirs: ColumnElement[bool]
) -> list[dict[str, int | str]]:
    """The pairs as the texts say."""
    own = likeness.of
    texts = select(own.c.id, *(own.c[key] for key in likeness.columns)).where(theirs)
    return [
        {"rowid": row[0], "title": _told(row[1]), "body": " ".join(map(_told, row[2:]))}
        for row in connection.execute(texts)
    ]


def _told(text: str | None) -> str:
    return " ".join(grams(text))


def _table(likeness: Likeness) -> TableClause:
    return table(likeness.name, column("rowid"), column("title"), column("body"))
