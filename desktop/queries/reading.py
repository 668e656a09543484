"""How the database is read outside a session: what it refuses is said in a sentence, as when it is written to."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Engine
from sqlalchemy.engine import Connection

GUARD = "ieum_guard"
"""The execution option under which an engine brings what turns the database's own errors into UserErrors."""


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for looking. Raises UserError where the server is away or the file is damaged."""
    guard = engine.get_execution_options().get(GUARD, nullcontext)
    with guard(), engine.connect() as connection:
        yield connection
