"""Who looked at whose personal data, and when: a line in the history that nobody can take back.

개인정보의 안전성 확보조치 기준 제8조: a record of access names who, when, whose data and what was done. Where nothing can be
written, the desk keeps the line and hands it over when it next writes to these data.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.journal import Operation
from desktop.services.datafile import personal_numbers
from desktop.services.datafile.desks import looks
from desktop.services.datafile.desks.looks import Look
from desktop.services.datafile.store import Store, now
from desktop.services.kinds import KINDS, LISTS

SEEN = "본 것은 되돌릴 수 없습니다."


def note(store: Store, kind: str, record_id: int, what: str) -> None:
    """Put on record that ``what`` of a record was shown in full."""
    _put(store, f"{KINDS[kind].noun} {{}} {what} 열람", SEEN, kind=kind, record_id=record_id)


def note_whole(store: Store, kind: str, record_id: int) -> None:
    """Put on record that a whole record was opened, where it holds personal data."""
    if any(field.private for field in KINDS[kind].inputs):
        note(store, kind, record_id, "기록 전체")


def note_list(store: Store, kind: str, rows: int) -> None:
    """Put on record that the personal data of so many rows of a list were shown in full."""
    _put(store, f"{LISTS[kind].title} {rows:,}{LISTS[kind].counter} 개인정보 열람", SEEN)


def note_handed_out(store: Store, name: str, sealed: str, reason: str = "") -> None:
    """Put on record, under ``name``, that personal data left the program.

    Raises UserError, before anything is noted, for a name or a reason with a resident registration number.
    """
    personal_numbers.refuse_text("작업 이름", name)
    personal_numbers.refuse_text("사유", reason)
    _put(store, name, sealed, reason)


def hand_over_with_writes(store: Store) -> None:
    """From now on each write at this desk brings with it what was seen here; told of before the write itself."""
    store.committed.insert(0, lambda _changes: hand_over(store))


def hand_over(store: Store) -> None:
    """What was seen at this desk while nothing could be written comes into the history, under its own day and hour.

    What cannot be put in now waits for the next write: whoever wrote something else is not troubled with it.
    """
    if store.read_only or not looks.waiting(store.engine):
        return
    try:
        with looks.handed_over(store.engine) as seen:
            for look in seen:
                with store.read() as session:
                    name = look.name.replace("{}", _called(session, look), 1)
                    known = _is_known(session, look, name)
                if not known:
                    _write(store, name, look)
    except UserError:
        return


def _put(
    store: Store, name: str, sealed: str, reason: str = "", *, kind: str = "", record_id: int | None = None
) -> None:
    look = Look(now(), store.user, name, sealed, reason, kind, record_id)
    if store.read_only:
        looks.keep(store.engine, look)
        return
    with store.read() as session:
        called = _called(session, look)
    with store.operation(name.replace("{}", called, 1), sealed=sealed, reason=reason) as op:
        op.touch()


def _write(store: Store, name: str, look: Look) -> None:
    with store.operation(name, user=look.user, at=look.at, sealed=look.sealed, reason=look.reason) as op:
        op.touch()


def _called(session: Session, look: Look) -> str:
    """The record's own name; its number where it is gone."""
    own = KINDS.get(look.kind)
    row: Any = session.get(own.table, look.id) if own is not None and look.id is not None else None
    return own.label(row) if own is not None and row is not None else f"{look.id}번"


def _is_known(session: Session, look: Look, name: str) -> bool:
    wanted = select(Operation.id).where(
        Operation.at == look.at, Operation.user == look.user, Operation.name == name
    )
    return session.scalar(wanted) is not None
