"""The kinds of record of the training programme."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, select, union
from sqlalchemy.orm import Session

from desktop.model.people import Person
from desktop.model.training import (
    COHORT_FIELDS,
    STAGE_FIELDS,
    TRAINEE_FIELDS,
    Cohort,
    Enrolment,
    Stage,
    Trainee,
)
from desktop.queries.card import Linked
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Scope
from desktop.queries.training import COHORTS, STAGES, TRAINEES
from desktop.rules.eligibility import age_flag
from desktop.rules.training import ENROLMENT, EnrolmentStatus
from desktop.services.datafile.history import gone
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.record_kind import Offered, RecordKind, Sought, Standing
from desktop.services.training import programme
from desktop.services.training.applications import kinds as applications
from desktop.services.training.applications.leaving import keep_day
from desktop.services.training.attendance import kinds as attendance
from desktop.services.training.demo_day import kinds as demo_day
from desktop.services.training.mentoring import kinds as mentoring
from desktop.services.training.selection import kinds as selection
from desktop.services.training.selection.reserves import check_order
from desktop.services.training.sessions import kinds as sessions
from desktop.services.training.teams import kinds as teams
from desktop.text.dates import age_on, show_date

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


_NAMED = 5


def _path_of(session: Session, trainee_id: int) -> Sequence[Linked]:
    path = session.execute(
        select(Cohort.name, Stage.name, Enrolment.status)
        .select_from(Enrolment)
        .join(Stage)
        .join(Cohort)
        .where(Enrolment.trainee_id == trainee_id)
        .order_by(Cohort.year, Cohort.id, Stage.position)
    ).all()
    by_cohort: dict[str, list[str]] = {}
    for cohort, stage, status in path:
        by_cohort.setdefault(cohort, []).append(f"{stage} {status}")
    return [Linked(f"{cohort}: {' → '.join(steps)}") for cohort, steps in by_cohort.items()]


def _enrolments_of(session: Session, trainee: Any) -> Iterator[tuple[str, int]]:
    """Those that were deleted are among them."""
    there = select(literal(Enrolment.__tablename__), Enrolment.id).where(Enrolment.trainee_id == trainee.id)
    yield from map(tuple, session.execute(union(there, gone(Enrolment, "trainee_id", trainee.id))))


def _after(op: Operation, row: Any, values: Mapping[str, Any]) -> None:
    check_order(op, row, values)
    keep_day(op, row, values)


def _standing(session: Session, trainee_ids: Sequence[int], scope: Scope) -> Mapping[int, Enrolment]:
    return programme.latest_enrolments(session, trainee_ids, scope.cohort_id)


def _asks(session: Session, trainee_ids: Sequence[int], to: str, scope: Scope, today: dt.date) -> str:
    """Before people are selected: who of them is outside the rule of age on the first day of the stage."""
    if to != EnrolmentStatus.SELECTED.value:
        return ""
    ids = [enrolment.id for enrolment in _standing(session, trainee_ids, scope).values()]
    who = (
        select(Person.name, Person.birth_date, Stage.starts_on, Cohort.youngest, Cohort.oldest)
        .select_from(Enrolment)
        .join(Stage)
        .join(Cohort)
        .join(Trainee, Trainee.id == Enrolment.trainee_id)
        .join(Person, Person.id == Trainee.person_id)
        .where(Person.birth_date.is_not(None))
        .order_by(Person.name, Enrolment.id)
    )
    met = (row for within in parts(ids) for row in session.execute(who.where(within(Enrolment.id))))
    outside = [
        f"{row.name}({show_date(day)} 만 {age}세, {word})"
        for row in met
        if row.birth_date
        and (
            word := age_flag(
                age := age_on(row.birth_date, day := row.starts_on or today), row.youngest, row.oldest
            )
        )
    ]
    if not outside:
        return ""
    more = f" 외 {len(outside) - _NAMED:,}명" if len(outside) > _NAMED else ""
    return f"{len(outside):,}명이 기수의 나이 기준 밖입니다: {', '.join(outside[:_NAMED])}{more}"


def _stage_in_words(_session: Session, row: Stage) -> str:
    period = " ~ ".join(show_date(day) for day in (row.starts_on, row.ends_on) if day)
    return " · ".join(filter(None, (f"{row.position}. {row.name}", period)))


def _importer() -> "Importer":
    from desktop.services.training.import_trainees import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


KINDS = (
    RecordKind(
        kind="trainees",
        table=Trainee,
        fields=TRAINEE_FIELDS,
        label=lambda row: row.person.name,
        add=programme.add_trainee,
        after=_after,
        remove_parts=programme.remove_enrolments,
        parts=_enrolments_of,
        list=TRAINEES,
        flow=ENROLMENT,
        standing=Standing(
            _standing,
            "단계에 들어 있지 않아 상태를 바꿀 수 없습니다. "
            "왼쪽 위에서 기수를 고르고 '교육생 추가'로 다시 적으면 첫 단계에 들어갑니다.",
        ),
        asks=_asks,
        links=_path_of,
        # Those who completed the programme come first: it is they who go to companies.
        chosen=Sought(
            (Filter("status", Test.ONE_OF, (EnrolmentStatus.COMPLETED.value,)),),
            ("name", "birth_date", "status"),
            "birth_date",
        ),
        importer=_importer,
        searched=True,
        past=True,
        told_by=("birth_date", "cohort", "stage", "status", "phone"),
    ),
    RecordKind(
        kind="cohorts",
        table=Cohort,
        fields=COHORT_FIELDS,
        label=lambda row: row.name,
        add=programme.add_cohort,
        remove_parts=programme.remove_stages,
        list=COHORTS,
        chosen=Offered(
            select(Cohort).order_by(Cohort.year.desc(), Cohort.name), lambda _session, row: row.name
        ),
        named=programme.find_cohort,
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="stages",
        table=Stage,
        fields=STAGE_FIELDS,
        label=lambda row: row.name,
        add=programme.add_stage,
        remove_parts=programme.remove_set_up,
        list=STAGES,
        chosen=Offered(
            select(Stage).order_by(Stage.cohort_id, Stage.position),
            _stage_in_words,
            lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
        ),
        searched=False,
        past=False,
    ),
    *applications.KINDS,
    *selection.KINDS,
    *sessions.KINDS,
    *attendance.KINDS,
    *teams.KINDS,
    *mentoring.KINDS,
    *demo_day.KINDS,
)
COMPUTED = (*attendance.COMPUTED,)
