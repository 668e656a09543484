"""What importers share: comparing a row with what is known, and writing differences."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.base import Base, table_of
from desktop.rules.fields import Field
from desktop.services.intake.plan import Difference, Parsed, Problem, Resolution

Changes = dict[str, Any]
"""Of one row of a table: its id under 'id', and the columns to set."""


def rows_of(parsed: Parsed, keys: Iterable[str]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The given columns of the parsed rows, those the file has, turned into rows."""
    present = tuple(key for key in keys if key in parsed.columns)
    return present, list(zip(*(parsed.columns[key] for key in present), strict=True))


def existing(session: Session, table: type[Base], keys: Sequence[str]) -> list[Any]:
    """``id`` and the given columns of every row of a table, in one query."""
    columns = table_of(table).c
    return list(session.execute(select(columns.id, *(columns[key] for key in keys)).order_by(columns.id)))


def differing(
    number: int, titles: Mapping[str, str], keys: Sequence[str], new: Sequence[Any], old: Mapping[str, Any]
) -> tuple[Changes, list[Difference]]:
    """What the file changes of a known row: a blank in the file never erases."""
    changes = {
        key: value for key, value in zip(keys, new, strict=True) if value is not None and value != old[key]
    }
    return changes, [Difference(number, titles[key], old[key], changes[key]) for key in changes]


def titles_of(fields: Iterable[Field]) -> dict[str, str]:
    """Titles by key."""
    return {field.key: field.title for field in fields}


def doubtful(parsed: Parsed, position: int, key: str, earlier: int | str, reason: str) -> Problem:
    """The rejection of a row that an earlier one, or a record known already, leaves in doubt."""
    number = parsed.numbers[position]
    value = parsed.column(key)[position]
    stood = "" if value is None else str(value)
    told = parsed.rows.shown(earlier) if isinstance(earlier, int) else earlier
    return Problem(number, parsed.titles.get(key, ""), stood, reason.format(told))


def agree(one: Any, other: Any) -> bool:
    """Whether two values can be the same person's: equal, or one of them blank."""
    return one is None or other is None or one == other


def note_repeat(parsed: Parsed, result: Resolution, position: int, later: int, keys: Iterable[str]) -> None:
    """Give an earlier row what only the ``later`` one of the same record says, and tell what that says otherwise."""
    result.same_as[later] = position
    for key in keys:
        values = parsed.columns.get(key)
        if values is None or values[later] is None or values[later] == values[position]:
            continue
        if values[position] is None:
            values[position] = values[later]
        else:
            title = parsed.titles.get(key, key)
            dropped = Difference(parsed.numbers[later], title, values[position], values[later])
            result.dropped.append(dropped)
