"""A whole cohort out again, as one undoable operation: the way back for a list that came into the wrong one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Member
from desktop.model.certificates import Certificate
from desktop.model.people import Person
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, Trainee
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.training import programme as training
from desktop.services.training.teams import removal as teams


@dataclass(frozen=True, slots=True)
class Contents:
    """What would go with a cohort: its trainees, and those of them who are in no other; its teams."""

    name: str
    trainees: int
    only_here: int
    teams: int


def contents(store: Store, cohort_id: int) -> Contents:
    """What a cohort holds. Raises UserError, saying what to do first, when it cannot be taken out."""
    with store.read() as session:
        cohort = session.get(Cohort, cohort_id)
        if cohort is None:
            raise UserError("이 기수는 그 사이 지워졌습니다. 왼쪽 위에서 다른 기수를 골라 주세요.")
        _refuse_what_must_stay(session, cohort)
        of_cohort, only_here = _trainees(session, cohort_id)
        teams = session.scalar(
            select(func.count()).select_from(ProjectTeam).where(ProjectTeam.cohort_id == cohort_id)
        )
        return Contents(cohort.name, len(of_cohort), len(only_here), teams or 0)


def remove(store: Store, cohort_id: int) -> Changes:
    """Take the cohort out with its stages, teams and enrolments, and with trainees who are nowhere else.

    A person stays who is a member of the board, holds a certificate or has an internship.
    """
    with store.operation("기수 삭제") as op:
        cohort = op.get(Cohort, cohort_id)
        _refuse_what_must_stay(op.session, cohort)
        op.name = f"기수 {cohort.name} 삭제"
        _of_cohort, only_here = _trainees(op.session, cohort_id)
        stage_ids = [stage.id for stage in training.stages(op.session, cohort_id)]
        teams.remove_of_cohort(op, cohort_id)
        op.delete_many(
            Enrolment,
            op.session.scalars(select(Enrolment.id).where(Enrolment.stage_id.in_(stage_ids))).all(),
        )
        op.delete_many(
            ProjectTeam,
            op.session.scalars(select(ProjectTeam.id).where(ProjectTeam.cohort_id == cohort_id)).all(),
        )
        op.delete_many(Stage, stage_ids)
        _remove_people(op, only_here)
        op.delete_many(Cohort, [cohort_id])
    return op.changes


def _refuse_what_must_stay(session: Session, cohort: Cohort) -> None:
    issued = session.scalar(
        select(func.count()).select_from(Certificate).where(Certificate.cohort_id == cohort.id)
    )
    if issued:
        raise UserError(
            f"'{cohort.name}' 기수는 발급대장에 수료증 {issued:,}건이 있어 지울 수 없습니다. "
            "발급한 번호는 폐기한 것도 남아야 합니다."
        )
    openings = session.scalar(select(func.count()).select_from(Opening).where(Opening.cohort_id == cohort.id))
    if openings:
        raise UserError(
            f"'{cohort.name}' 기수에 인턴 모집 {openings:,}건이 있습니다. "
            "인턴 모집을 먼저 지우거나 다른 기수로 바꾼 뒤 다시 해 주세요."
        )


def _trainees(session: Session, cohort_id: int) -> tuple[list[int], list[int]]:
    """Who is in the cohort, and who of them is in no other and has no internship."""
    of_cohort = select(Enrolment.trainee_id).join(Stage).where(Stage.cohort_id == cohort_id)
    elsewhere = select(Enrolment.trainee_id).join(Stage).where(Stage.cohort_id != cohort_id)
    everyone = session.scalars(of_cohort.distinct()).all()
    stay = set(session.scalars(elsewhere.distinct())) | set(session.scalars(select(Match.trainee_id)))
    return list(everyone), [trainee_id for trainee_id in everyone if trainee_id not in stay]


def _remove_people(op: Operation, trainee_ids: Sequence[int]) -> None:
    """Take trainees out, and the people behind them who have no other part in the office's data."""
    people: list[int] = []
    for within in parts(trainee_ids):
        people += op.session.scalars(select(Trainee.person_id).where(within(Trainee.id)))
    op.delete_many(Trainee, trainee_ids)
    stay = set(op.session.scalars(select(Member.person_id))) | set(
        op.session.scalars(select(Certificate.person_id))
    )
    op.delete_many(Person, [person_id for person_id in people if person_id not in stay])
