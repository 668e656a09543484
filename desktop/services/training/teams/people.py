"""Who is to be in a team of a cohort, with what the division looks at."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, TeamWish, Trainee
from desktop.rules.training import EnrolmentStatus
from desktop.text.dates import age_on

_IN = frozenset(
    each.value for each in (EnrolmentStatus.SELECTED, EnrolmentStatus.ATTENDING, EnrolmentStatus.COMPLETED)
)


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the stage that works in teams. ``label`` tells namesakes apart; ``wishes`` are ids of teams, the dearest first."""

    enrolment_id: int
    trainee_id: int
    name: str
    label: str
    born: dt.date | None
    age: int
    outside: bool
    woman: bool
    skill: int | None
    role: str | None
    status: str
    team_id: int | None
    wishes: tuple[int, ...]

    @property
    def graduate(self) -> bool:
        """Whether he or she has completed the programme."""
        return self.status == EnrolmentStatus.COMPLETED.value


def members(session: Session, cohort_id: int, today: dt.date) -> list[Member]:
    """Who takes part in the last stage of the cohort that anybody is in, by birth date and name.

    Where nobody was selected into it yet, those who applied. Ages are those on the stage's first day, else the cohort's, else
    ``today``.
    """
    rows = _of_last_stage(session, cohort_id)
    chosen = [row for row in rows if row.status in _IN]
    if not chosen:
        chosen = [row for row in rows if row.status == EnrolmentStatus.APPLIED.value]
    wishes: dict[int, list[int]] = {}
    of_stage = select(Enrolment.id).where(Enrolment.stage_id == rows[0].stage_id) if rows else None
    if of_stage is not None:
        wished = (
            select(TeamWish).where(TeamWish.enrolment_id.in_(of_stage)).order_by(TeamWish.rank, TeamWish.id)
        )
        for wish in session.scalars(wished):
            wishes.setdefault(wish.enrolment_id, []).append(wish.team_id)
    chosen.sort(key=_in_one_order)
    labels = told_apart([(row.trainee.person.name, row.trainee.person.birth_date) for row in chosen])
    day = _first_day(session, rows[0], cohort_id, today) if rows else today
    return [
        _member(row, label, day, tuple(wishes.get(row.id, ())))
        for row, label in zip(chosen, labels, strict=True)
    ]


def teams(session: Session, cohort_id: int) -> Sequence[ProjectTeam]:
    """The cohort's teams in their order."""
    of_cohort = select(ProjectTeam).where(ProjectTeam.cohort_id == cohort_id)
    return session.scalars(of_cohort.order_by(ProjectTeam.position, ProjectTeam.id)).all()


def told_apart(people: Sequence[tuple[str, dt.date | None]]) -> list[str]:
    """What each is called: the name, of namesakes with the year of birth, of those born in one year with the whole date."""
    by_name = Counter(name for name, _born in people)
    by_year = Counter((name, born.year if born else None) for name, born in people)
    found = []
    for name, born in people:
        if by_name[name] == 1 or born is None:
            found.append(name)
        elif by_year[name, born.year] == 1:
            found.append(f"{name}({born.year})")
        else:
            found.append(f"{name}({born.isoformat()})")
    return found


def _of_last_stage(session: Session, cohort_id: int) -> list[Enrolment]:
    statement = (
        select(Enrolment)
        .join(Stage)
        .join(Trainee, Trainee.id == Enrolment.trainee_id)
        .where(Stage.cohort_id == cohort_id)
        .order_by(Stage.position.desc(), Stage.id.desc())
        .options(contains_eager(Enrolment.stage), contains_eager(Enrolment.trainee))
    )
    rows = list(session.scalars(statement))
    return [row for row in rows if row.stage_id == rows[0].stage_id]


def _in_one_order(row: Enrolment) -> tuple[str, str, str, int]:
    """The same for the same people, in whatever order they came in: the draw deals by it."""
    person = row.trainee.person
    born = person.birth_date.isoformat() if person.birth_date else ""
    return born, person.name, person.phone or "", row.id


def _first_day(session: Session, row: Enrolment, cohort_id: int, today: dt.date) -> dt.date:
    cohort = session.get(Cohort, cohort_id)
    return row.stage.starts_on or (cohort.starts_on if cohort else None) or today


def _member(row: Enrolment, label: str, day: dt.date, wishes: tuple[int, ...]) -> Member:
    person = row.trainee.person
    return Member(
        enrolment_id=row.id,
        trainee_id=row.trainee_id,
        name=person.name,
        label=label,
        born=person.birth_date,
        age=age_on(person.birth_date, day) if person.birth_date and person.birth_date <= day else 0,
        outside=row.trainee.major_kind == "비전공",
        woman=person.gender == "여",
        skill=row.skill,
        role=row.role,
        status=row.status,
        team_id=row.team_id,
        wishes=wishes,
    )
