"""Many sessions at once, as a file or a weekly pattern asks for them: which can be, and what keeps the others out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model import training as model
from desktop.model.people import Person
from desktop.rules.clashes import Booking, Clash, Diary
from desktop.rules.training import CALLED_OFF
from desktop.services.training.sessions import booking

Key = tuple[int, dt.date, str]
"""What tells a session: its stage's id, its day, its beginning."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A session that is asked for; ``stood`` is its row where there is one.

    ``mentor`` is an id, or the name of one who is not in the data yet. ``values`` are 'ends_at', 'room', 'kind', 'reason'.
    """

    position: int
    key: Key
    mentor: int | str | None
    values: Mapping[str, Any]
    stood: Any = None

    def booking(self) -> Booking | None:
        """The booking it would make."""
        if self.values["kind"] == CALLED_OFF:
            return None
        _stage, day, starts_at = self.key
        ends_at, room = self.values["ends_at"], self.values["room"]
        return Booking(("planned", self.position), day, starts_at, ends_at, room, self.mentor)


def without_clashes(
    session: Session, wanted: Sequence[Planned]
) -> tuple[list[Planned], dict[int, UserError]]:
    """Those that can be, and for the others, by position, the sentence naming the session in the way.

    The earlier of two that clash comes in. A session the file moves frees where it stood, unless it is refused.
    """
    if not wanted:
        return [], {}
    days = [one.key[1] for one in wanted]
    stand = booking.standing(session, min(days), max(days))
    refused: dict[int, UserError] = {}
    while True:
        kept, clashes = _pass(stand, [one for one in wanted if one.position not in refused])
        if not clashes:
            return kept, refused
        refused |= _told(session, clashes, {one.position: one for one in wanted})


def _pass(stand: Sequence[Any], wanted: Sequence[Planned]) -> tuple[list[Planned], dict[int, Clash]]:
    """One look through: where a session that stands already is refused, others must be looked at anew."""
    moving = {one.stood.id for one in wanted if one.stood is not None}
    diary: Diary = booking.diary(row for row in stand if row.id not in moving)
    kept: list[Planned] = []
    clashes: dict[int, Clash] = {}
    for one in wanted:
        asked = one.booking()
        clash = diary.clash(asked) if asked else None
        if clash is not None:
            clashes[one.position] = clash
            continue
        if asked is not None:
            diary.add(asked)
        kept.append(one)
    return kept, clashes


class _Names(NamedTuple):
    stages: dict[int, str]
    mentors: dict[int, str]


def _told(
    session: Session, clashes: Mapping[int, Clash], wanted: Mapping[int, Planned]
) -> dict[int, UserError]:
    names = _Names(
        {
            row_id: f"'{cohort}' {stage}"
            for row_id, stage, cohort in session.execute(
                select(model.Stage.id, model.Stage.name, model.Cohort.name).join(model.Cohort)
            )
        },
        {row.id: row.name for row in session.execute(select(model.Mentor.id, Person.name).join(Person))},
    )
    return {position: _refusal(session, clash, wanted, names) for position, clash in clashes.items()}


def _refusal(session: Session, clash: Clash, wanted: Mapping[int, Planned], names: _Names) -> UserError:
    other = clash.other.id
    if isinstance(other, tuple):
        stage_id = wanted[other[1]].key[0]
    else:
        row = session.get(model.Session, other)
        assert row is not None
        stage_id = row.stage_id
    mentor = clash.other.mentor
    called = names.mentors[mentor] if isinstance(mentor, int) else str(mentor or "")
    return UserError(booking.told(clash, names.stages[stage_id], called), clash.shared.value)
