"""SQL compiled once for a whole run of tests.

Every test has a data file and so an engine of its own, which would compile all its statements anew: a fifth of the time of
the tests of services. Here engines of one database library count as one and share what was compiled.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_MOST = 10_000


def share() -> None:
    """From now on, in this process."""
    compiled: LRUCache[Any, Any] = LRUCache(_MOST)
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        # What was compiled is kept by the dialect too, of which each engine makes one.
        dialect.__eq__ = _is_of_the_same_library
        dialect.__hash__ = _hash_of_the_library

    @event.listens_for(Engine, "engine_connect")
    def with_what_was_compiled(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)


def _is_of_the_same_library(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one.dbapi is other.dbapi


def _hash_of_the_library(one: Any) -> int:
    return hash((type(one), one.dbapi))
