"""The training programme as it is written: cohorts with their stages, trainees, enrolments."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from desktop.errors import UserError
from desktop.model.base import Base, table_of
from desktop.model.training import (
    DEFAULT_STAGES,
    Cohort,
    Criterion,
    DemoDay,
    Enrolment,
    Selection,
    SessionPattern,
    Stage,
    TeamRule,
    Trainee,
    WantedPaper,
)
from desktop.queries.list_spec import Scope
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.settings import read, value
from desktop.services.datafile.store import Store
from desktop.services.office import people, terms
from desktop.services.training.settings import ATTENDANCE_MINIMUM, PROGRAMME_NAME, SCORE_MINIMUM
from desktop.services.training.teams import removal as teams

OF_A_STAGE: tuple[type[Base], ...] = (SessionPattern, WantedPaper, Criterion, Selection)
OF_A_COHORT: tuple[type[Base], ...] = (TeamRule, DemoDay)
"""What each is set up with besides its own row."""


def minimums(where: Store | Session) -> dict[str, int]:
    """What a new stage asks of those who are to complete it, by the keys of its own values."""
    asked = read(where, (ATTENDANCE_MINIMUM, SCORE_MINIMUM))
    return {each.key: asked[each] for each in (ATTENDANCE_MINIMUM, SCORE_MINIMUM)}


def find_cohort(session: Session, wanted: str) -> Cohort | None:
    """The cohort of this name, or of this year where it is the year's only one."""
    return terms.find(session, Cohort, wanted)


def add_cohort(op: Operation, values: Mapping[str, Any], _scope: Scope | None = None) -> Cohort:
    """A new cohort with the three stages every run has had; they can be changed afterwards."""
    cohort = op.add(Cohort(**values))
    asked = minimums(op.session)
    for position, name in enumerate(DEFAULT_STAGES, 1):
        op.add(Stage(cohort_id=cohort.id, name=name, position=position, **asked))
    return cohort


def cohort_named(op: Operation, wanted: str) -> Cohort:
    """The cohort of this name or year, made with its stages where there is none."""
    found = find_cohort(op.session, wanted) or find_cohort(op.session, new_name(op.session, wanted))
    return found or new_cohort(op, new_name(op.session, wanted))


def new_cohort(op: Operation, name: str) -> Cohort:
    """A new cohort of exactly this name, with its stages; its year is the one in the name, else this year."""
    values = {
        "name": name,
        "year": terms.year_in(name, op.at.astimezone().year),
        "programme": re.sub(r"\s*(?:19|20)\d\d년?", "", name).strip() or value(op.session, PROGRAMME_NAME),
    }
    return add_cohort(op, values)


def programme_name(where: Store | Session) -> str:
    """What is proposed for a new cohort's programme: as the office set it, else as that of the latest cohort."""
    if isinstance(where, Store):
        with where.read() as session:
            return programme_name(session)
    kept = value(where, PROGRAMME_NAME)
    latest = select(Cohort.programme).order_by(Cohort.year.desc(), Cohort.id.desc()).limit(1)
    return kept if kept != PROGRAMME_NAME.default else where.scalar(latest) or kept


def new_name(session: Session, wanted: str) -> str:
    """What a new cohort is called that was asked for by a name or a year."""
    year = terms.only_a_year(wanted)
    return f"{value(session, PROGRAMME_NAME)} {year}" if year else wanted.strip()


def stages(session: Session, cohort_id: int) -> Sequence[Stage]:
    """The stages of a cohort, in order."""
    return session.scalars(select(Stage).where(Stage.cohort_id == cohort_id).order_by(Stage.position)).all()


def stage_on(store: Store, scope: Scope) -> int | None:
    """The stage of the cohort in work that is under way on the day of the scope, else its first; None without a cohort."""
    if scope.cohort_id is None:
        return None
    with store.read() as session:
        of_cohort = stages(session, scope.cohort_id)
    begun = [stage for stage in of_cohort if stage.starts_on and stage.starts_on <= scope.today]
    return (begun or of_cohort)[-1 if begun else 0].id if of_cohort else None


def cohort_of_stage(store: Store, stage_id: int) -> int | None:
    """The id of the cohort a stage belongs to; None when the stage is gone."""
    with store.read() as session:
        stage = session.get(Stage, stage_id)
        return None if stage is None else stage.cohort_id


def remove_stages(op: Operation, cohort_ids: Sequence[int]) -> None:
    """Take the stages of cohorts out with them; refused by the database once someone is enrolled."""
    for within in parts(cohort_ids):
        ids = op.session.scalars(select(Stage.id).where(within(Stage.cohort_id))).all()
        remove_set_up(op, ids)
        op.delete_many(Stage, ids)
        for table in OF_A_COHORT:
            of_these = within(table_of(table).c.cohort_id)
            op.delete_many(table, op.session.scalars(select(table.id).where(of_these)).all())


def remove_set_up(op: Operation, stage_ids: Sequence[int]) -> None:
    """Take what stages were set up with out with them: weekly hours, papers, criteria nobody scored by, how they select."""
    for table in OF_A_STAGE:
        for within in parts(stage_ids):
            of_these = within(table_of(table).c.stage_id)
            op.delete_many(table, op.session.scalars(select(table.id).where(of_these)).all())


def remove_enrolments(op: Operation, trainee_ids: Sequence[int]) -> None:
    """Take trainees out of all their stages, with themselves."""
    teams.remove_of_trainees(op, trainee_ids)
    for within in parts(trainee_ids):
        ids = op.session.scalars(select(Enrolment.id).where(within(Enrolment.trainee_id))).all()
        op.delete_many(Enrolment, ids)


def add_stage(op: Operation, values: Mapping[str, Any], scope: Scope) -> Stage:
    """A new stage of the cohort in work."""
    if scope.cohort_id is None:
        raise UserError("왼쪽 위에서 기수를 고른 뒤 단계를 추가해 주세요.", "name")
    given = {key: value for key, value in values.items() if value is not None}
    return op.add(Stage(cohort_id=scope.cohort_id, **{**minimums(op.session), **given}))


def add_trainee(op: Operation, values: Mapping[str, Any], scope: Scope) -> Trainee:
    """A new trainee upon a person who may be known already, enrolled in the first stage of the cohort in work."""
    person = people.find_or_add(op, values)
    op.session.flush()
    trainee = op.session.scalar(select(Trainee).where(Trainee.person_id == person.id))
    own = {key: values.get(key) for key in ("school", "major", "major_kind")}
    if trainee is None:
        trainee = op.add(Trainee(person=person, **own))
    elif scope.cohort_id is None:
        raise UserError(
            f"{person.name}님은 이미 교육생으로 들어 있습니다. 교육생 목록에서 찾아 고쳐 주세요.", "name"
        )
    else:
        for key, value in own.items():
            if value is not None:
                setattr(trainee, key, value)
    if scope.cohort_id is not None:
        of_cohort = stages(op.session, scope.cohort_id)
        if not of_cohort:
            raise UserError("이 기수에 단계가 없습니다. '기수와 단계'에서 단계를 먼저 추가해 주세요.")
        enrol(op, trainee.id, of_cohort[0])
    return trainee


def enrol(op: Operation, trainee_id: int, stage: Stage, status: str = "신청") -> Enrolment:
    """Put a trainee into a stage. Raises UserError when he or she is in it already."""
    there = select(Enrolment).where(Enrolment.trainee_id == trainee_id, Enrolment.stage_id == stage.id)
    if op.session.scalar(there) is not None:
        raise UserError(f"이미 '{stage.name}'에 들어 있는 교육생입니다. 다른 단계를 골라 주세요.", "name")
    return op.add(Enrolment(trainee_id=trainee_id, stage_id=stage.id, status=status))


def latest_enrolments(
    session: Session, trainee_ids: Sequence[int], cohort_id: int | None
) -> dict[int, Enrolment]:
    """Where trainees stand, by their ids: the last stage each reached, of one cohort or of the latest."""
    statement = (
        select(Enrolment)
        .join(Stage)
        .join(Cohort)
        .order_by(Cohort.year, Cohort.id, Stage.position, Enrolment.id)
        .options(contains_eager(Enrolment.stage))
    )
    if cohort_id is not None:
        statement = statement.where(Stage.cohort_id == cohort_id)
    return {
        enrolment.trainee_id: enrolment
        for within in parts(trainee_ids)
        for enrolment in session.scalars(statement.where(within(Enrolment.trainee_id)))
    }


def admit_to_next_stage(store: Store, trainee_ids: Sequence[int], scope: Scope) -> Changes:
    """Enrol those who completed a stage in the one after it, as 선발.

    Raises UserError, naming the first person, when someone has not completed the stage before or is in the last one.
    """
    with store.operation(f"다음 단계로 {len(trainee_ids)}명 올리기") as op:
        standing = latest_enrolments(op.session, trainee_ids, scope.cohort_id)
        of_cohort: dict[int, Sequence[Stage]] = {}
        rows = []
        for trainee_id in trainee_ids:
            here = standing.get(trainee_id)
            if here is None or here.status != EnrolmentStatus.COMPLETED.value:
                raise UserError(
                    f"{_name(op, trainee_id)}님은 앞 단계를 수료하지 않아 다음 단계로 올릴 수 없습니다. "
                    "앞 단계의 상태를 '수료'로 바꾼 뒤 다시 해 주세요."
                )
            cohort_id = here.stage.cohort_id
            if cohort_id not in of_cohort:
                of_cohort[cohort_id] = stages(op.session, cohort_id)
            later = [stage for stage in of_cohort[cohort_id] if stage.position > here.stage.position]
            if not later:
                raise UserError(
                    f"{_name(op, trainee_id)}님은 이미 마지막 단계를 수료했습니다. 고른 사람에서 빼고 다시 해 주세요."
                )
            status = EnrolmentStatus.SELECTED.value
            rows.append({"trainee_id": trainee_id, "stage_id": later[0].id, "status": status})
        op.insert_many(Enrolment, rows)
    return op.changes


def _name(op: Operation, trainee_id: int) -> str:
    return op.get(Trainee, trainee_id).person.name
