"""What all tables share: names of constraints, checks that carry their sentence, columns worked out from others."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    Index,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[dt.datetime]):
    """A point in time: kept as UTC without a zone, which SQLite and PostgreSQL store alike; aware outside."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[dt.datetime]:
        """What the journal revives a value as."""
        return dt.datetime

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Base(DeclarativeBase):
    """A table of the data file.

    ``noun`` is what one row is called on the screen. ``derived`` names columns that are worked out from another
    column on every write, in single saves and bulk inserts alike. Rows of a table with ``journalled`` False leave
    no trace in the journal. ``counter`` names a column that only ever rises, for what it counted is given for good.
    Ids are never used twice, so that the journal of a deleted row stays its own. ``raised`` are the words the
    database's own triggers refuse a write to the table with, each with its sentence and the field it is
    told at.
    """

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {dt.datetime: Moment}
    noun: ClassVar[str] = ""
    journalled: ClassVar[bool] = True
    counter: ClassVar[str] = ""
    derived: ClassVar[dict[str, tuple[str, Callable[[Any], Any]]]] = {}

    raised: ClassVar[dict[str, tuple[str, str]]] = {}
    machine_made: ClassVar[frozenset[str]] = frozenset()

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-1)


Base.__table_args__ = {"sqlite_autoincrement": True}


def table_of(model: type[Base]) -> Table:
    """The table of a mapped class, for statements past the session."""
    return Base.metadata.tables[model.__tablename__]


def table_args(*constraints: Any) -> tuple[Any, ...]:
    """``__table_args__`` with constraints, keeping ids unused twice."""
    return (*constraints, {"sqlite_autoincrement": True})


def check(name: str, sql: str, sentence: str) -> CheckConstraint:
    """A check whose violation reads as ``sentence`` on the screen."""
    return CheckConstraint(sql, name=name, info={"sentence": sentence})


def period() -> CheckConstraint:
    """What starts ends no earlier."""
    told = "끝나는 날이 시작하는 날보다 앞섭니다. 두 날짜를 확인해 주세요."
    return check("period", "ends_on >= starts_on", told)


def unique(*columns: str, sentence: str) -> UniqueConstraint:
    """A uniqueness whose violation reads as ``sentence`` on the screen."""
    return UniqueConstraint(*columns, info={"sentence": sentence})


def unique_where(where: str, *columns: str, sentence: str) -> Index:
    """A uniqueness of those rows that meet ``where``, whose violation reads as ``sentence`` on the screen.

    What PostgreSQL calls the same stands in the migration alone: naming it here would load that dialect at every start.
    """
    return Index(None, *columns, unique=True, sqlite_where=text(where), info={"sentence": sentence})


def one_of(column: str, words: Iterable[str], title: str) -> CheckConstraint:
    """A check that ``column`` holds one of ``words``, or nothing."""
    quoted = ", ".join(f"'{word}'" for word in words)
    return check(
        column, f"{column} IN ({quoted})", f"{title}에 쓸 수 없는 값입니다. 목록에 있는 말에서 골라 주세요."
    )


def derive(table: type[Base], values: dict[str, Any]) -> None:
    """Fill the derived columns of one row about to be inserted in bulk."""
    for target, (source, work_out) in table.derived.items():
        value = values.get(source)
        values[target] = None if value is None else work_out(value)


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
def _derive(_mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    for target, (source, work_out) in row.derived.items():
        value = getattr(row, source)
        setattr(row, target, None if value is None else work_out(value))
