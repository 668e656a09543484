"""The kinds of record of the training programme."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

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
from desktop.rules.training import ENROLMENT, EnrolmentStatus
from desktop.services.record_kind import Offered, RecordKind, Sought, Standing
from desktop.services.training import programme
from desktop.services.training.applications import kinds as applications
from desktop.services.training.selection import kinds as selection
from desktop.services.training.selection.reserves import check_order
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


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
    for row_id in session.scalars(select(Enrolment.id).where(Enrolment.trainee_id == trainee.id)):
        yield Enrolment.__tablename__, row_id


def _standing(session: Session, trainee_ids: Sequence[int], scope: Scope) -> Mapping[int, Enrolment]:
    return programme.latest_enrolments(session, trainee_ids, scope.cohort_id)


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
        after=check_order,
        remove_parts=programme.remove_enrolments,
        parts=_enrolments_of,
        list=TRAINEES,
        flow=ENROLMENT,
        standing=Standing(
            _standing,
            "단계에 들어 있지 않아 상태를 바꿀 수 없습니다. "
            "왼쪽 위에서 기수를 고르고 '교육생 추가'로 다시 적으면 첫 단계에 들어갑니다.",
        ),
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
)
