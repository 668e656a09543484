"""Copies of a data file made while it is open, and the proof that a copy is whole."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import DBAPIError

from desktop.errors import UserError
from desktop.model import tables

BESIDE = "backup"
"""What a copy is called in the statements of the connection it is read on."""


def copy_database(engine: Engine, target: Path) -> None:
    """A consistent copy of an open data file, whatever is being written to it meanwhile.

    A protected file's copy is protected by the same passphrase.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("COMMIT")  # VACUUM INTO wants no transaction around it
        looking_only = connection.exec_driver_sql("PRAGMA query_only").scalar()
        try:
            connection.exec_driver_sql("PRAGMA query_only = OFF")  # nor this, though it only reads here
            connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
        finally:
            connection.exec_driver_sql(f"PRAGMA query_only = {looking_only}")
            connection.exec_driver_sql("BEGIN")


def proven(engine: Engine, copy: Path, counted: Iterable[str] = ()) -> dict[str, int]:
    """Open a copy beside its original, under the original's key, and count the rows of these tables.

    Raises UserError when the copy is damaged.
    """
    with beside(engine, copy) as connection:
        refuse_if_damaged(connection, "backup.")
        return counts(connection, counted, "backup")


def last_operation(engine: Engine, copy: Path) -> int | None:
    """The id of the last operation a copy holds; None where it holds none or cannot be read."""
    try:
        with beside(engine, copy) as connection:
            last: int | None = connection.exec_driver_sql("SELECT max(id) FROM backup.operation").scalar()
            return last
    except DBAPIError:
        return None


@contextmanager
def beside(engine: Engine, copy: Path) -> Iterator[Connection]:
    """A connection on which a copy under the same key can be read as `BESIDE`; SQLite attaches no file inside a transaction."""
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        try:
            connection.exec_driver_sql("ATTACH DATABASE ? AS backup", (str(copy),))
            try:
                yield connection
            finally:
                connection.exec_driver_sql("DETACH DATABASE backup")
        finally:
            connection.exec_driver_sql("BEGIN")


def refuse_if_damaged(connection: Connection, schema_name: str = "") -> None:
    """Raise UserError where a page or a reference of the database is broken."""
    if connection.exec_driver_sql(f"PRAGMA {schema_name}integrity_check").scalars().all() != ["ok"]:
        raise UserError("백업 파일이 손상되었습니다. 더 오래된 백업을 골라 주세요.")
    if connection.exec_driver_sql(f"PRAGMA {schema_name}foreign_key_check").first() is not None:
        raise UserError("백업 파일의 기록이 서로 맞지 않습니다. 더 오래된 백업을 골라 주세요.")


def counts(connection: Connection, counted: Iterable[str], schema_name: str | None = None) -> dict[str, int]:
    """How many rows these tables hold; an older version's file may lack one of them."""
    translated = connection.execution_options(schema_translate_map={None: schema_name})
    there = set(inspect(connection).get_table_names(schema=schema_name))
    return {
        name: translated.scalar(select(func.count()).select_from(tables.METADATA.tables[name])) or 0
        for name in counted
        if name in there
    }
