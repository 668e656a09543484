"""A whole cohort out again, as one undoable operation: the way back for a list that came into the wrong one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model import tables
from desktop.model.base import Base
from desktop.model.certificates import Certificate
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, Trainee
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.office import people


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
    """Take the cohort out with all that is its own, and with trainees who are nowhere else.

    A person stays who has another part: a member of the board, a mentor, the holder of a certificate.
    """
    with store.operation("기수 삭제") as op:
        cohort = op.get(Cohort, cohort_id)
        _refuse_what_must_stay(op.session, cohort)
        op.name = f"기수 {cohort.name} 삭제"
        _of_cohort, only_here = _trainees(op.session, cohort_id)
        alone = people.held_by_these_alone(op.session, Trainee, only_here)
        _remove_with_what_hangs_on_it(op, Cohort, [cohort_id])
        _remove_with_what_hangs_on_it(op, Trainee, only_here)
        people.remove(op, alone)
    return op.changes


def _remove_with_what_hangs_on_it(op: Operation, table: type[Base], ids: Sequence[int]) -> None:
    """Rows, and those of all tables that point at them, and at these in turn: the last first.

    Of a cohort that is its stages with their sessions, marks, scores and papers, and its teams; what must stay was refused.
    """
    found = {table.__tablename__: [*ids]}
    for target in tables.METADATA.sorted_tables:
        hanging: dict[int, None] = {}
        for key in target.foreign_keys:
            for within in parts(found.get(key.column.table.name, [])):
                hanging |= dict.fromkeys(op.session.scalars(select(target.c.id).where(within(key.parent))))
        if hanging:
            found[target.name] = [*hanging]
    for target in reversed(tables.METADATA.sorted_tables):
        if target.name in found:
            op.delete_many(tables.BY_NAME[target.name], found[target.name])


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
