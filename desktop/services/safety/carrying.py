"""A backup is brought back, and the register of certificates goes on: what was issued since comes along.

A number that was handed out can be given to nobody else, and whoever holds the paper must find it genuine. So the lines
issued since the backup, their frozen copies, the batches and the counters are written into the restored file as one
operation. Where the register cannot come along, because the file that stood there is another office's or damaged, the
counters do at least.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.documents.drafts import draft_for
from desktop.errors import UserError
from desktop.model import migrations
from desktop.model.certificates import Certificate, NumberSeries
from desktop.model.journal import Change
from desktop.queries.lists import LINES
from desktop.services.datafile import copies, engines, schema
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.sentences import in_plain_words
from desktop.services.datafile.store import Store
from desktop.services.safety import registers
from desktop.services.safety.carried_rows import CarriedRows, Ids
from desktop.services.safety.registers import Counters, Difference
from desktop.text.particles import attach

FOR_GOOD = (
    "백업에서 되살린 기록은 되돌릴 수 없습니다. 앞의 파일로 돌아가려면 '되살리기 전' 백업을 되살려 주세요."
)
_NOT_READ = (
    "앞에 있던 파일을 읽을 수 없어 백업 뒤에 발급한 번호가 있는지 확인하지 못했습니다. "
    "발급하기 전에 마지막으로 나간 번호를 확인해 주세요."
)
_COUNTED_ON = (
    "앞에 있던 파일이 다른 기관의 것이거나 손상되어 발급대장은 옮기지 못했습니다. 번호는 그 뒤로 이어집니다."
)


class _Unreadable(Exception):  # noqa: N818 - no error: there is another way
    """The file that stood there cannot be read, or is another office's."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What went on into the restored file: certificates by number, how many counters were raised, and all that in words.

    ``new`` ones were issued since the backup, ``later`` ones voided or made out again.
    """

    new: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    counters: int = 0
    sentences: tuple[str, ...] = ()


def carry_over(current: Path, passphrase: str | None, restored: Store, name: str) -> Carried:
    """Write into the file being restored what the ``current`` one issued since, and that it was restored from ``name``.

    Raises UserError where the restored file cannot be written; that the current one cannot be read is told in words.
    """
    what = f"백업에서 되살림: {name}"
    for carry in (_with_register, _with_counters):
        try:
            if current.exists():
                with _source(current, passphrase, restored.clock) as source:
                    return carry(source, restored, what)
        except _Unreadable:
            continue
    with restored.operation(what, sealed=FOR_GOOD) as op:
        op.touch()
    return Carried(sentences=(_NOT_READ,) if current.exists() else ())


@contextmanager
def _source(path: Path, passphrase: str | None, clock: Callable[[], dt.datetime]) -> Iterator[Connection]:
    """The file that stood there, for reading; of one of an older version a copy that is brought up to date."""
    with ExitStack() as ends:
        with _reading():
            engine = engines.make(path, passphrase, read_only=True)
            ends.callback(engine.dispose)
            with engine.connect() as connection:
                version = schema.version_of(connection)
        if version != migrations.HEAD:
            draft = ends.enter_context(draft_for(path))
            draft.write_bytes(b"")
            with _reading():
                copies.copy_database(engine, draft)
            engine = engines.make(draft, passphrase, journal_mode="MEMORY", synchronous="OFF")
            ends.callback(engine.dispose)
            with _reading():
                schema.bring_up_to_date(engine, None, LINES, read_only=False, clock=clock)
        yield ends.enter_context(engine.connect())


@contextmanager
def _reading() -> Iterator[None]:
    """What is told of a damaged file while it is read."""
    try:
        with in_plain_words():
            yield
    except (UserError, DBAPIError) as error:
        raise _Unreadable from error


def _with_register(source: Connection, restored: Store, what: str) -> Carried:
    with _reading():
        now = registers.read(source)
    with restored.read() as session:
        then = registers.read(session.connection())
    if not now.of_one_office_with(then):
        raise _Unreadable
    difference = registers.compare(now, then)
    ids = _ids_go_on(source, restored)
    with restored.operation(what, sealed=FOR_GOOD) as op:
        op.touch()
        CarriedRows(op, source, difference, ids, _reading).carry()
        raised = _raise_counters(op, now.counters)
        said = tuple(_told(difference))
        op.reason = " ".join(said)
    new = tuple(line.number for line in difference.new)
    later = tuple(line.number for line, _known in difference.later)
    return Carried(new, later, raised, said)


def _told(difference: Difference) -> Iterator[str]:
    if difference.new:
        numbers = registers.told(difference.new)
        yield f"백업 뒤에 발급한 수료증 {len(difference.new):,}장({numbers})을 발급대장에 이어 놓았습니다."
    if difference.later:
        numbers = registers.told(line for line, _known in difference.later)
        yield f"백업 뒤에 재발급하거나 폐기한 수료증 {len(difference.later):,}장({numbers})은 지금 상태로 두었습니다."
    if difference.taken:
        named = attach(registers.told(difference.taken), "은/는")
        yield f"{named} 백업에서는 다른 사람의 번호라 옮기지 못했습니다. '되살리기 전' 파일의 발급대장과 견주어 주세요."


def _with_counters(source: Connection, restored: Store, what: str) -> Carried:
    """What is left to do where the register itself cannot come along: no number it gave is given again."""
    with _reading():
        last = registers.counters(source)
    _ids_go_on(source, restored)
    with restored.operation(what, sealed=FOR_GOOD) as op:
        op.touch()
        raised = _raise_counters(op, last)
        op.reason = _COUNTED_ON if raised else ""
    return Carried(counters=raised, sentences=(_COUNTED_ON,) if raised else ())


def _raise_counters(op: Operation, counters: Counters) -> int:
    """Let every series go on behind the last number given; how many had to be raised.

    Numbers for which no line of this register stands are noted, so that they count as no gap.
    """
    raised = 0
    for (kind, year), last in sorted(counters.items()):
        series = op.session.scalar(
            select(NumberSeries).where(NumberSeries.kind == kind, NumberSeries.year == year)
        )
        series = series or op.add(NumberSeries(kind=kind, year=year, last=0))
        if last <= series.last:
            continue
        lines = select(Certificate.sequence).where(Certificate.kind == kind, Certificate.year == year)
        missing = set(range(series.last + 1, last + 1)) - set(op.session.scalars(lines))
        if missing:
            op.note(series, {"last": min(missing) - 1}, {"last": last})
        series.last = last
        raised += 1
    return raised


def given_elsewhere(session: Session) -> dict[tuple[str, int], set[int]]:
    """The numbers per kind and year that the file which stood here before gave, where its register could not come along."""
    table = NumberSeries.__tablename__
    noted = select(NumberSeries.kind, NumberSeries.year, Change.before, Change.after).join(
        Change, Change.row_id == NumberSeries.id
    )
    found: dict[tuple[str, int], set[int]] = {}
    for kind, year, before, after in session.execute(noted.where(Change.table_name == table)):
        found.setdefault((kind, year), set()).update(range(before["last"] + 1, after["last"] + 1))
    return found


def _ids_go_on(source: Connection, restored: Store) -> Ids:
    """Let ids be given behind those of both files, by the table; operations too.

    An id tells the same row in a file and in all its backups for as long as nobody gives it twice.
    """
    given = text("SELECT name, seq FROM sqlite_sequence")
    with _reading():
        there = {row.name: row.seq for row in source.execute(given)}
    with (
        in_plain_words(restored.path),
        restored.engine.connect().execution_options(ieum_write=True) as connection,
    ):
        here = {row.name: row.seq for row in connection.execute(given)}
        for name, last in there.items():
            if name not in here:
                add = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
                connection.execute(add, {"name": name, "last": last})
            elif last > here[name]:
                change = text("UPDATE sqlite_sequence SET seq = :last WHERE name = :name")
                connection.execute(change, {"name": name, "last": last})
        connection.commit()
    return Ids(here, {name: max(here.get(name, 0), there.get(name, 0)) for name in here | there})
