"""The kinds of record of selecting: what is scored, by whom, the scores, the published results."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import (
    CRITERION_FIELDS,
    JUDGE_FIELDS,
    Criterion,
    Enrolment,
    Judge,
    Score,
    Selection,
    SelectionLine,
    Stage,
)
from desktop.queries.card import Linked
from desktop.queries.list_spec import Scope
from desktop.queries.training.selection import CRITERIA, JUDGES, SCORES, SELECTIONS
from desktop.services.datafile.operations import Operation
from desktop.services.record_kind import RecordKind, plain_add
from desktop.text.amounts import show_hundredths

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def add_criterion(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Criterion:
    """A new criterion; what is left blank is as of most: 0 to 100, one score, no tie rule."""
    return op.add(Criterion(**{key: value for key, value in values.items() if value is not None}))


add_judge = plain_add(Judge)


def _criteria_of(session: Session, stage_id: int) -> Sequence[Linked]:
    rows = session.scalars(
        select(Criterion)
        .where(Criterion.stage_id == stage_id)
        .order_by(Criterion.purpose, Criterion.position)
    )
    return [
        Linked(f"{row.purpose} 항목: {row.title} {show_hundredths(row.weight)} %", "criteria", row.id)
        for row in rows
    ]


def _results_of(session: Session, trainee_id: int) -> Sequence[Linked]:
    rows = session.execute(
        select(SelectionLine, Stage.name)
        .join(Selection, Selection.id == SelectionLine.selection_id)
        .join(Stage, Stage.id == Selection.stage_id)
        .join(Enrolment, Enrolment.id == SelectionLine.enrolment_id)
        .where(Enrolment.trainee_id == trainee_id)
        .order_by(Stage.cohort_id, Stage.position)
    )
    return [Linked(_in_words(line, stage), "selections", line.id) for line, stage in rows]


def _in_words(line: SelectionLine, stage: str) -> str:
    told = f"{stage} 선발 결과: {line.result}"
    if line.reserve is not None:
        told += f" {line.reserve}번"
    if line.rank is not None and line.total is not None:
        told += f" · {line.rank}위 {show_hundredths(line.total, 2)}점"
    return told


def _importer() -> "Importer":
    from desktop.services.training.selection.import_scores import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


def _importer_of_criteria() -> "Importer":
    from desktop.services.training.selection.import_criteria import IMPORTER  # as above

    return IMPORTER


def _whose(enrolment: Enrolment | None) -> str:
    return enrolment.trainee.person.name if enrolment is not None else ""


def _score(row: Score) -> str:
    whose = row.team.name if row.team is not None else _whose(row.enrolment)
    return f"{whose} {row.criterion.title}"


KINDS = (
    RecordKind(
        kind="criteria",
        table=Criterion,
        fields=CRITERION_FIELDS,
        label=lambda row: row.title,
        add=add_criterion,
        list=CRITERIA,
        importer=_importer_of_criteria,
        shown_on={"stages": _criteria_of},
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="judges",
        table=Judge,
        fields=JUDGE_FIELDS,
        label=lambda row: row.name,
        add=add_judge,
        list=JUDGES,
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="scores",
        table=Score,
        label=_score,
        list=SCORES,
        importer=_importer,
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="selections",
        table=SelectionLine,
        label=lambda row: f"{_whose(row.enrolment)} 선발 결과",
        list=SELECTIONS,
        shown_on={"trainees": _results_of},
        searched=False,
        past=False,
    ),
)
