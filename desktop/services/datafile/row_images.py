"""Rows as the journal keeps them, made and put back by the database itself: for operations on very many rows.

Python does the same a row at a time (`changes.to_json`, `from_json`) for tables with moments, files or numbers that
JSON tells otherwise than the database.
"""

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, Table, cast, func, literal, select

_PLAIN = (Date, Integer, String)


def are_plain(table: Table) -> bool:
    """Whether JSON tells every value of the table as the database keeps it."""
    return all(isinstance(column.type, _PLAIN) for column in table.c)


def image(table: Table, dialect: str) -> ColumnElement[Any]:
    """A row of the table as a JSON object."""
    make = func.json_object if dialect == "sqlite" else func.json_build_object
    return make(*(part for column in table.c for part in (literal(column.key), column)))


def rows(table: Table, images: ColumnElement[Any], dialect: str) -> Select[Any]:
    """The table's columns, read off a column of such objects."""
    if dialect == "sqlite":
        return select(*(func.json_extract(images, f"$.{column.key}") for column in table.c))
    return select(*(cast(images.op("->>")(column.key), column.type) for column in table.c))
