"""Marks are written in bulk as one operation: one that cannot stand is named, the others go in."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from desktop.errors import Progress, UserError, no_progress
from desktop.model.training import AttendanceMark, Enrolment
from desktop.rules import attendance
from desktop.rules.attendance import UNRECORDED, Mark
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.training.attendance.people import NEVER, Attendee, are_in_the_book, attendees
from desktop.services.training.attendance.rules_of import planned


class Wanted(NamedTuple):
    """A mark that is to stand for a person in a session; None is 미기록."""

    enrolment_id: int
    session_id: int
    mark: Mark | None


class Refused(NamedTuple):
    """A mark that was not written: whose, of which day (None where the session is gone), and why in a sentence."""

    person: str
    day: dt.date | None
    reason: str

    @property
    def sentence(self) -> str:
        """The person and the reason, which names the day."""
        return f"{self.person}: {self.reason}" if self.person else self.reason


@dataclass(frozen=True, slots=True)
class Marked:
    """How many marks were written, and which could not be."""

    changes: Changes
    written: int
    refused: tuple[Refused, ...]


def set_marks(
    store: Store, stage_id: int, wanted: Sequence[Wanted], progress: Progress = no_progress
) -> Marked:
    """Write the marks as one operation; what stands already is left alone.

    A mark for a session that is called off or not theirs is refused by name, day and reason; the rest goes in.
    """
    with store.operation("출석 기록", progress=progress) as op:
        book = _Book(op, stage_id, [each.enrolment_id for each in wanted])
        allowed, refused = book.sorted_out(wanted)
        written = write(op, allowed)
        op.name = book.named(allowed, written)
    return Marked(op.changes, written, tuple(refused))


def fill_blanks(store: Store, stage_id: int, session_id: int) -> Marked:
    """출석 for everybody in the book to whom the session belongs and who has no mark in it."""
    with store.operation("빈칸을 출석으로 채우기") as op:
        marked = select(AttendanceMark.enrolment_id).where(AttendanceMark.session_id == session_id)
        blank = attendees(op.session, are_in_the_book(stage_id) & Enrolment.id.not_in(marked))
        book = _Book(op, stage_id, [each.enrolment_id for each in blank])
        wanted = [Wanted(each.enrolment_id, session_id, Mark.PRESENT) for each in blank]
        allowed, refused = book.sorted_out(wanted)
        written = write(op, allowed)
        day = book.day_of(session_id)
        op.name = f"{day.month}. {day.day}. 빈칸 {written}명 출석" if day else op.name
    # To whom the session never belonged is no news when blanks are filled; that nobody can be marked is.
    return Marked(op.changes, written, () if written else tuple(refused))


def write(op: Operation, wanted: Iterable[Wanted]) -> int:
    """Put marks in, change and take them out; how many really changed. What may stand was looked at before."""
    by_key = {(each.enrolment_id, each.session_id): each.mark for each in wanted}
    there = _there(op, by_key)
    new = [
        {"enrolment_id": key[0], "session_id": key[1], "mark": mark.value}
        for key, mark in by_key.items()
        if mark is not None and key not in there
    ]
    gone = [there[key][0] for key, mark in by_key.items() if mark is None and key in there]
    other = [
        {"id": there[key][0], "mark": mark.value}
        for key, mark in by_key.items()
        if mark is not None and key in there and there[key][1] != mark.value
    ]
    op.insert_many(AttendanceMark, new, read=True)
    op.update_many(AttendanceMark, other)
    op.delete_many(AttendanceMark, gone)
    return len(new) + len(gone) + len(other)


def _there(op: Operation, keys: Mapping[tuple[int, int], object]) -> dict[tuple[int, int], tuple[int, str]]:
    """The marks that stand already, by enrolment and session: id and mark."""
    session_ids = {session_id for _enrolment, session_id in keys}
    found = {}
    for within in parts({enrolment_id for enrolment_id, _session in keys}):
        rows = select(
            AttendanceMark.enrolment_id, AttendanceMark.session_id, AttendanceMark.id, AttendanceMark.mark
        ).where(within(AttendanceMark.enrolment_id))
        if len(session_ids) == 1:
            rows = rows.where(AttendanceMark.session_id.in_(session_ids))
        for enrolment_id, session_id, row_id, mark in op.session.execute(rows):
            found[enrolment_id, session_id] = (row_id, mark)
    return found


class _Book:
    """The people and sessions that marks are wanted for."""

    def __init__(self, op: Operation, stage_id: int, enrolment_ids: Iterable[int]) -> None:
        self._sessions = {each.id: each for each in planned(op.session, stage_id)}
        self._people: dict[int, Attendee] = {}
        for within in parts(enrolment_ids):
            mine = (Enrolment.stage_id == stage_id) & within(Enrolment.id)
            self._people |= {each.enrolment_id: each for each in attendees(op.session, mine)}

    def day_of(self, session_id: int) -> dt.date | None:
        """The day of a session of this stage."""
        known = self._sessions.get(session_id)
        return known.start.date() if known else None

    def sorted_out(self, wanted: Iterable[Wanted]) -> tuple[list[Wanted], list[Refused]]:
        """What may be written, and what may not and why."""
        allowed, refused = [], []
        for each in wanted:
            try:
                check(self._people.get(each.enrolment_id), self._sessions.get(each.session_id), each.mark)
            except UserError as error:
                person = self._people.get(each.enrolment_id)
                name = person.label if person else ""
                refused.append(Refused(name, self.day_of(each.session_id), error.message))
            else:
                allowed.append(each)
        return allowed, refused

    def named(self, allowed: Sequence[Wanted], written: int) -> str:
        """'김하늘 9. 17. 지각', or how many there are."""
        if len(allowed) != 1:
            return f"출석 {written}건 기록"
        (one,) = allowed
        day = self._sessions[one.session_id].start
        word = one.mark.value if one.mark else UNRECORDED
        return f"{self._people[one.enrolment_id].label} {day.month}. {day.day}. {word}"


def check(person: Attendee | None, session: attendance.Session | None, mark: Mark | None) -> None:
    """Raise UserError where the mark cannot stand. One that should not stand there can always be taken out."""
    if person is None:
        raise UserError("이 단계의 사람이 아닙니다. 출석부를 다시 열어 주세요.")
    if session is None:
        raise UserError("이 단계에 없는 수업입니다. 출석부를 다시 열어 주세요.")
    if mark is None:
        return
    if person.status in NEVER:
        raise UserError(f"선발되지 않은 사람({person.status})입니다. 출석을 적을 수 없습니다.")
    attendance.check_mark(session, person.joined_on, person.left_on)
