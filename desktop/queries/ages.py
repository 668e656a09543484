"""만 나이 in SQL, the same on SQLite and PostgreSQL, so that lists sort and filter by it."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, SQLColumnExpression, bindparam, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class age_on(GenericFunction[int]):  # noqa: N801 - named as the function it is in text.dates
    """Full years between a birth date and a day; a birthday on 29 February falls on 1 March in other years."""

    type = Integer()
    inherit_cache = True
    name = "age_on"


@compiles(age_on, "sqlite")
def _sqlite(element: age_on, compiler: SQLCompiler, **options: Any) -> str:
    birth, day = (compiler.process(part, **options) for part in element.clauses)
    return f"((CAST(strftime('%Y%m%d', {day}) AS INTEGER) - CAST(strftime('%Y%m%d', {birth}) AS INTEGER)) / 10000)"


@compiles(age_on, "postgresql")
def _postgresql(element: age_on, compiler: SQLCompiler, **options: Any) -> str:
    birth, day = (compiler.process(part, **options) for part in element.clauses)
    return f"CAST(date_part('year', age(CAST({day} AS date), {birth})) AS integer)"


Day = dt.date | ColumnElement[dt.date]
"""A day, or what stands for it in a statement that is made once and run on any day."""


def age(
    birth: SQLColumnExpression[Any], today: Day, day: SQLColumnExpression[Any] | None = None
) -> ColumnElement[int]:
    """The age in full years on ``day``, or ``today`` where that is blank; NULL without a birth date."""
    return age_on(birth, day_or(today, day))


def day_or(today: Day, day: SQLColumnExpression[Any] | None = None) -> ColumnElement[Any]:
    """``day``, or ``today`` where that is blank."""
    fallback = bindparam(None, today, type_=Date()) if isinstance(today, dt.date) else today
    return fallback if day is None else func.coalesce(day, fallback)
