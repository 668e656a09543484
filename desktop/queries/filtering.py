"""The conditions an officer can put on a column."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, String, and_, cast, or_, true

from desktop.rules.fields import DATES, NUMERIC, Field, Kind, Value, show

_TOO_LARGE = 2**63


class Test(StrEnum):
    """What a filter asks of a value."""

    __test__ = False

    CONTAINS = "contains"
    RANGE = "range"
    ONE_OF = "one_of"
    BLANK = "blank"
    NOT_BLANK = "not_blank"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: ``values`` are the text contained, the two ends of a range (None for open), or the choices."""

    key: str
    test: Test
    values: tuple[Value, ...] = ()


def condition(column: SQLColumnExpression[Any], field: Field, wanted: Filter) -> ColumnElement[bool]:
    """The filter as SQL. An empty text counts as blank; a range includes both ends."""
    if wanted.test is Test.BLANK:
        return _blank(column, field)
    if wanted.test is Test.NOT_BLANK:
        return ~_blank(column, field)
    if wanted.test is Test.ONE_OF:
        chosen = [value for value in wanted.values if value is not None]
        blank = _blank(column, field) if None in wanted.values else None
        return column.in_(chosen) if blank is None else or_(column.in_(chosen), blank)
    if wanted.test is Test.RANGE:
        low, high = wanted.values
        ends = [column >= low] if low is not None else []
        if high is not None:
            ends.append(column <= _to_its_end(high))
        return and_(true(), *ends)
    text = column if _is_text(field) else cast(column, String)
    return text.icontains(str(wanted.values[0]), autoescape=True)


def _to_its_end(high: Value) -> Value:
    """A moment given as a day only counts to the end of that day."""
    if isinstance(high, dt.datetime) and high.time() == dt.time():
        return high + dt.timedelta(days=1, microseconds=-1)
    return high


def _is_text(field: Field) -> bool:
    return field.kind not in NUMERIC | DATES | {Kind.YES_NO, Kind.MOMENT, Kind.LINK}


def _blank(column: SQLColumnExpression[Any], field: Field) -> ColumnElement[bool]:
    return or_(column.is_(None), column == "") if _is_text(field) else column.is_(None)


def describe(field: Field, wanted: Filter) -> str:
    """The filter in words, as its chip says it: '상태: 수료', '생년월일: 1983. 1. 1. 이후'."""
    values = [show(field, value) or "빈칸" for value in wanted.values]
    if wanted.test is Test.BLANK:
        return f"{field.title}: 빈칸"
    if wanted.test is Test.NOT_BLANK:
        return f"{field.title}: 빈칸 아님"
    if wanted.test is Test.CONTAINS:
        return f"{field.title}: '{values[0]}' 포함"
    if wanted.test is Test.ONE_OF:
        return f"{field.title}: {', '.join(values)}"
    low, high = wanted.values
    if low is None:
        return f"{field.title}: {values[1]} 이하"
    return f"{field.title}: {values[0]} 이상" if high is None else f"{field.title}: {values[0]} ~ {values[1]}"


def to_json(wanted: Filter) -> dict[str, Any]:
    """The filter for a saved view; dates in ISO 8601 under their own mark."""
    values = [{"date": value.isoformat()} if isinstance(value, dt.date) else value for value in wanted.values]
    return {"key": wanted.key, "test": wanted.test.value, "values": values}


def from_json(stored: dict[str, Any]) -> Filter:
    """The filter a saved view holds. Raises ValueError, TypeError or LookupError where it is none."""
    values = tuple(
        _revived(value["date"]) if isinstance(value, dict) else value for value in stored["values"]
    )
    return Filter(stored["key"], Test(stored["test"]), values)


def _revived(text: str) -> dt.date:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def fits(wanted: Filter, field: Field) -> bool:
    """Whether a filter can be put on a field: whether it has as many values as it needs, of the field's own kind."""
    if wanted.test in {Test.BLANK, Test.NOT_BLANK}:
        return not wanted.values
    if wanted.test is Test.CONTAINS:
        return len(wanted.values) == 1 and is_text(wanted.values[0])
    enough = len(wanted.values) == 2 if wanted.test is Test.RANGE else bool(wanted.values)
    return enough and all(value is None or _is_of(value, field.kind) for value in wanted.values)


def _is_of(value: Value, kind: Kind) -> bool:
    if kind is Kind.YES_NO:
        return isinstance(value, bool)
    if kind in NUMERIC | {Kind.LINK}:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _TOO_LARGE
    if kind is Kind.MOMENT:
        return isinstance(value, dt.datetime) and value.tzinfo is not None
    if kind in DATES:
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return is_text(value)


def is_text(value: object) -> bool:
    """Whether it is text a database takes: no half of a pair of surrogates, and no NUL."""
    if not isinstance(value, str):
        return False
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False
