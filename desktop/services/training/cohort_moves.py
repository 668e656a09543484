"""Trainees who came into the wrong cohort, put into the right one with their stages, statuses and teams."""

from collections.abc import Sequence

from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.certificates import Certificate
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Trainee
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.training import programme as training


def move(store: Store, trainee_ids: Sequence[int], from_id: int, to_id: int) -> Changes:
    """Put what trainees are in one cohort into another, each stage into the one of its number there.

    Raises UserError, naming what stands against it, when the other cohort has no such stage or the trainee in it
    already, and when someone holds a certificate of the first.
    """
    with store.operation("다른 기수로 옮기기") as op:
        there = op.get(Cohort, to_id)
        op.name = f"교육생 {len(trainee_ids):,}명 '{there.name}' 기수로 옮기기"
        _refuse_holders(op, trainee_ids, from_id)
        stages = _stages_there(op, from_id, there)
        teams = _Teams(op, to_id)
        for within in parts(trainee_ids):
            found = op.session.execute(
                select(Enrolment.id, Enrolment.stage_id, ProjectTeam.name)
                .outerjoin(ProjectTeam, ProjectTeam.id == Enrolment.team_id)
                .where(within(Enrolment.trainee_id), Enrolment.stage_id.in_(stages))
            ).all()
            op.update_many(
                Enrolment,
                [
                    {"id": i, "stage_id": stages[stage], "team_id": teams.id_of(team)}
                    for i, stage, team in found
                ],
            )
    return op.changes


def _refuse_holders(op: Operation, trainee_ids: Sequence[int], cohort_id: int) -> None:
    for within in parts(trainee_ids):
        holder = op.session.scalar(
            select(Person.name)
            .join(Trainee, Trainee.person_id == Person.id)
            .join(Certificate, Certificate.person_id == Person.id)
            .where(within(Trainee.id), Certificate.cohort_id == cohort_id)
            .limit(1)
        )
        if holder:
            raise UserError(
                f"{holder}님은 이 기수의 수료증을 받아 옮길 수 없습니다. 빼고 다시 해 주세요.", "cohort_id"
            )


def _stages_there(op: Operation, from_id: int, there: Cohort) -> dict[int, int]:
    """For each stage of the one cohort the stage of the same number in the other."""
    here, other = (training.stages(op.session, cohort_id) for cohort_id in (from_id, there.id))
    if len(other) < len(here):
        raise UserError(
            f"'{there.name}' 기수에는 단계가 {len(other)}개뿐입니다. '기수와 단계'에서 {len(here)}개로 맞춘 뒤 옮겨 주세요.",
            "cohort_id",
        )
    return {stage.id: mate.id for stage, mate in zip(here, other, strict=False)}


class _Teams:
    """The teams of a cohort by name; one that is missing is made after the others."""

    def __init__(self, op: Operation, cohort_id: int) -> None:
        self._op, self._cohort_id = op, cohort_id
        rows = op.session.scalars(select(ProjectTeam).where(ProjectTeam.cohort_id == cohort_id))
        self._ids = {team.name: team.id for team in rows}

    def id_of(self, name: str | None) -> int | None:
        if name is None:
            return None
        if name not in self._ids:
            last = self._op.session.scalar(
                select(func.max(ProjectTeam.position)).where(ProjectTeam.cohort_id == self._cohort_id)
            )
            team = ProjectTeam(cohort_id=self._cohort_id, name=name, position=(last or 0) + 1)
            self._ids[name] = self._op.add(team).id
        return self._ids[name]
