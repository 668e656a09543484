"""Days in SQL, the same on SQLite and PostgreSQL: those between two dates, and how many an office has set."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, String, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from desktop.model.office import SettingValue


class days_between(GenericFunction[int]):  # noqa: N801 - a function of SQL
    """How many days the second date is after the first."""

    type = Integer()
    inherit_cache = True
    name = "days_between"


@compiles(days_between, "sqlite")
def _sqlite(element: days_between, compiler: SQLCompiler, **options: Any) -> str:
    first, last = (compiler.process(part, **options) for part in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _postgresql(element: days_between, compiler: SQLCompiler, **options: Any) -> str:
    first, last = (compiler.process(part, **options) for part in element.clauses)
    return f"(CAST({last} AS date) - CAST({first} AS date))"


def days_set(key: str, usual: int) -> ColumnElement[int]:
    """The number of days of a setting, ``usual`` until somebody set it."""
    said = select(cast(cast(SettingValue.value, String), Integer)).where(SettingValue.key == key)
    return func.coalesce(said.scalar_subquery(), usual)
