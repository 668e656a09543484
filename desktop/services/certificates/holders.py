"""Who can be given a document: those who completed a cohort, members of a term of the board, those awarded on demo day."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from desktop.model.board import Member
from desktop.model.certificates import Certificate
from desktop.model.people import Person
from desktop.model.training import Enrolment, Presentation, ProjectTeam, Stage, Trainee
from desktop.rules.certificates import CertificateStatus
from desktop.rules.training import LEFT_WITHOUT_COMPLETING, EnrolmentStatus
from desktop.services.training.ceremony_order import ceremony_order

_AFTER_ALL_TEAMS = 1_000_000
_LEADER = "팀장"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who has earned a document and holds no valid one of its kind.

    ``holder_id`` is the id of the trainee, the member or the team; a team has ``members``, and ``person_id`` is the one who
    takes it for the team. ``since`` and ``until`` are the days of a member's own term.
    """

    holder_id: int
    person_id: int
    name: str
    name_hanja: str = ""
    english_name: str = ""
    birth_date: dt.date | None = None
    team: str = ""
    department: str = ""
    award: str = ""
    members: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def completed(session: Session, cohort_id: int, kind: str) -> list[Candidate]:
    """Those who completed the cohort's last stage, in the order of the ceremony.

    The order is that of the teams, then of the names; who has no team comes last.
    """
    last_stage = (
        select(Stage.id).where(Stage.cohort_id == cohort_id).order_by(Stage.position.desc()).limit(1)
    ).scalar_subquery()
    found = session.execute(
        select(
            Trainee.id,
            Person.id,
            Person.name,
            func.coalesce(Person.name_hanja, ""),
            func.coalesce(Person.english_name, ""),
            Person.birth_date,
            func.coalesce(ProjectTeam.name, ""),
        )
        .join_from(Enrolment, Trainee)
        .join(Person)
        .join(ProjectTeam, ProjectTeam.id == Enrolment.team_id, isouter=True)
        .where(
            Enrolment.stage_id == last_stage,
            Enrolment.status == EnrolmentStatus.COMPLETED.value,
            ~_holds(Certificate.cohort_id == cohort_id, kind),
        )
        .order_by(*ceremony_order())
    )
    return [Candidate(*row) for row in found]


def members(session: Session, board_id: int, kind: str) -> list[Candidate]:
    """The members of the term, by team and name; who has no team comes last."""
    found = session.scalars(
        select(Member)
        .join(Person)
        .where(Member.board_id == board_id, ~_holds(Certificate.board_id == board_id, kind))
        .order_by(func.coalesce(Member.team_id, _AFTER_ALL_TEAMS), Person.name, Person.birth_date, Member.id)
    )
    return [
        Candidate(
            member.id,
            member.person_id,
            member.person.name,
            name_hanja=member.person.name_hanja or "",
            birth_date=member.person.birth_date,
            team=member.team.name if member.team else "",
            department=member.department or "",
            since=member.joined_on,
            until=member.left_on,
        )
        for member in found
    ]


def awarded(session: Session, cohort_id: int, kind: str) -> list[Candidate]:
    """The people of the teams that were given an award on demo day, in the order of the ceremony."""
    return [
        Candidate(
            trainee.id,
            trainee.person_id,
            trainee.person.name,
            name_hanja=trainee.person.name_hanja or "",
            birth_date=trainee.person.birth_date,
            team=team.name,
            award=award,
        )
        for trainee, team, award, _role in _of_awarded_teams(session, cohort_id, kind)
    ]


def awarded_teams(session: Session, cohort_id: int, kind: str) -> list[Candidate]:
    """The teams themselves; the leader, or the first of them by name, takes it. One of a team holding one, none is left."""
    teams: dict[int, list[tuple[Trainee, ProjectTeam, str, str]]] = defaultdict(list)
    for trainee, team, award, role in _of_awarded_teams(session, cohort_id, kind, of_team=True):
        teams[team.id].append((trainee, team, award, role))
    found = []
    for people in teams.values():
        led = sorted(people, key=lambda each: each[3] != _LEADER)
        taker, team, award, _role = led[0]
        names = ", ".join(trainee.person.name for trainee, *_ in led)
        found.append(
            Candidate(team.id, taker.person_id, team.name, team=team.name, award=award, members=names)
        )
    return found


def _of_awarded_teams(
    session: Session, cohort_id: int, kind: str, *, of_team: bool = False
) -> list[tuple[Trainee, ProjectTeam, str, str]]:
    """Trainee, team, award and role of those who did not leave; ``of_team``: where nobody of the team holds one."""
    holds = _holds(Certificate.cohort_id == cohort_id, kind)
    if of_team:
        taken = (
            select(Enrolment.team_id)
            .join_from(Enrolment, Trainee)
            .join(Person)
            .where(holds, Enrolment.team_id.is_not(None))
        )
        holds = ProjectTeam.id.in_(taken)
    rows = session.execute(
        select(Trainee, ProjectTeam, Presentation.award, func.coalesce(Enrolment.role, ""))
        .join_from(Enrolment, Trainee)
        .join(Person)
        .join(ProjectTeam, ProjectTeam.id == Enrolment.team_id)
        .join(Presentation, Presentation.team_id == ProjectTeam.id)
        .where(
            ProjectTeam.cohort_id == cohort_id,
            Presentation.award.is_not(None),
            Enrolment.status.not_in(LEFT_WITHOUT_COMPLETING),
            ~holds,
        )
        .order_by(*ceremony_order())
    )
    return [(trainee, team, award or "", role) for trainee, team, award, role in rows]


def _holds(of_this: ColumnElement[bool], kind: str) -> ColumnElement[bool]:
    """Whether the person holds a valid one of this kind, of the cohort or term meant."""
    return exists().where(
        and_(
            Certificate.person_id == Person.id,
            of_this,
            Certificate.kind == kind,
            Certificate.status != CertificateStatus.VOID.value,
        )
    )
