"""What the search of a long list looks through: the ``words`` of a line, and on SQLite its full-text indices."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    String,
    TableClause,
    column,
    func,
    insert,
    literal,
    select,
    table,
)

from desktop.queries.lines import Line


def with_words(line: Line, rows: Select[Any]) -> Select[Any]:
    """The SELECT of a line's columns with its ``words``."""
    first, *others = (_told(line, key, rows.selected_columns[key]) for key in line.searched)
    told: ColumnElement[Any] = first if line.searched[0] in line.filled else func.coalesce(first, "")
    for part in others:
        told = told + func.coalesce(literal(" ") + part, "")
    return rows.add_columns(func.lower(told).label("words"))


def indexing(line: Line, theirs: ColumnElement[bool]) -> Iterator[Insert]:
    """What takes lines into the full-text indices."""
    for name, told in _indices(line):
        found = select(line.c.id, *told).where(theirs)
        yield insert(_table(line, name)).from_select(["rowid", *line.searched], found)


def forgetting(line: Line, theirs: ColumnElement[bool]) -> Iterator[Insert]:
    """An index without a copy of the words forgets a line when told what stood there."""
    for name, told in _indices(line):
        found = select(literal("delete"), line.c.id, *told).where(theirs)
        yield insert(_table(line, name)).from_select([name, "rowid", *line.searched], found)


def forget_all(connection: Connection, line: Line) -> None:
    """Empty the full-text indices, whatever stands there."""
    for name, _told in _indices(line):
        connection.execute(insert(_table(line, name)).values({name: "delete-all"}))


def _table(line: Line, name: str) -> TableClause:
    return table(name, *map(column, (name, "rowid", *line.searched)))


def _indices(line: Line) -> Iterator[tuple[str, list[ColumnElement[Any]]]]:
    """The full-text indices, with what each takes in: the words themselves, or pairs of characters."""
    yield line.trigrams, [func.lower(_told(line, key, line.c[key])) for key in line.searched]
    yield line.bigrams, [func.bigrams(line.c[key]) for key in line.searched]


def _told(line: Line, key: str, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """What is looked through in a column: of a phone number its digits alone too."""
    digits = literal(" ") + func.replace(value, "-", "", type_=String)
    return value + digits if key in line.numbers else value
