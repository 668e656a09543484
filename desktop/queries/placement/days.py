"""The days between two dates in SQL, the same on SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


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
