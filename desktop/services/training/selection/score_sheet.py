"""All that is scored in a stage for one purpose, read at once: criteria, judges, people and the scores there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Criterion, Enrolment, Judge, Score, Stage
from desktop.rules import scoring
from desktop.rules.scoring import Candidate, Cell, CellKey, Missing, ScoringRule, TieRule, Trim
from desktop.rules.training import EnrolmentStatus
from desktop.services.training.selection import people
from desktop.services.training.selection.people import Entrant

SELECTING, ASSESSING = "선발", "평가"


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """``cells`` are the scores by the enrolment's id, then by criterion and judge; ``ties`` the tie rules in their order."""

    stage_id: int
    stage: str
    purpose: str
    criteria: tuple[scoring.Criterion, ...]
    judges: Mapping[int, str]
    people: tuple[Entrant, ...]
    cells: Mapping[int, Mapping[CellKey, Cell]]
    ties: tuple[TieRule, ...] = ()

    @property
    def columns(self) -> tuple[tuple[scoring.Criterion, int | None], ...]:
        """Every score a person is to have: a criterion, with each judge where it is judged."""
        return tuple(
            (criterion, judge)
            for criterion in self.criteria
            for judge in (self.judges if criterion.judged else (None,))
        )

    def heading(self, criterion: scoring.Criterion, judge: int | None) -> str:
        """What a column is called: '서류', or with its judge '면접 · 김심사'."""
        return criterion.title if judge is None else f"{criterion.title} · {self.judges[judge]}"

    def rule(self, trim: Trim = Trim.NONE, trim_from: int = 5) -> ScoringRule:
        """How the scores become a total."""
        return ScoringRule(self.criteria, tuple(self.judges), trim, trim_from, ties=self.ties)

    def candidates(self) -> list[Candidate]:
        """The people with their scores."""
        return [
            Candidate(each.enrolment_id, each.label, self.cells.get(each.enrolment_id, {}))
            for each in self.people
        ]


def read(session: Session, stage_id: int, purpose: str, *which: ColumnElement[bool]) -> ScoreSheet:
    """The sheet of a stage; ``which`` narrows its people. Raises UserError where the stage is gone."""
    stage = session.get(Stage, stage_id)
    if stage is None:
        raise UserError("단계 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
    of_sheet = select(Criterion).where(Criterion.stage_id == stage_id, Criterion.purpose == purpose)
    rows = session.scalars(of_sheet.order_by(Criterion.position, Criterion.id)).all()
    judges = session.execute(
        select(Judge.id, Judge.name)
        .where(Judge.stage_id == stage_id, Judge.purpose == purpose)
        .order_by(Judge.id)
    ).all()
    cells: dict[int, dict[CellKey, Cell]] = {}
    known: dict[int, Decimal] = {}
    for enrolment_id, criterion_id, judge_id, value, missing in session.execute(
        select(Score.enrolment_id, Score.criterion_id, Score.judge_id, Score.value, Score.missing)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(Criterion.stage_id == stage_id, Criterion.purpose == purpose, Score.enrolment_id.is_not(None))
    ):
        cell: Cell
        if value is None:
            cell = Missing(missing or "")
        else:
            if value not in known:
                known[value] = _decimal(value)
            cell = known[value]
        cells.setdefault(enrolment_id or 0, {})[criterion_id, judge_id] = cell
    return ScoreSheet(
        stage_id,
        stage.name,
        purpose,
        tuple(_criterion(row) for row in rows),
        dict(judges),
        people.of_stage(session, stage_id, *which),
        cells,
        tuple(
            TieRule(f"{row.title} 점수", row.id)
            for row in sorted(
                (row for row in rows if row.tie_order is not None),
                key=lambda row: (row.tie_order or 0, row.position),
            )
        ),
    )


def may_be_selected(stage_id: int) -> ColumnElement[bool]:
    """Who stands in the ranking: who applies, and whoever has a score that selects; not who withdrew before the stage began."""
    scored = (
        select(Score.enrolment_id)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(Criterion.stage_id == stage_id, Criterion.purpose == SELECTING)
        .where(Score.enrolment_id.is_not(None))
    )
    begun = select(Stage.starts_on).where(Stage.id == stage_id).scalar_subquery()
    stayed = (Enrolment.status != EnrolmentStatus.WITHDRAWN.value) | (Enrolment.left_on >= begun)
    return or_(Enrolment.status == EnrolmentStatus.APPLIED.value, Enrolment.id.in_(scored) & stayed)


def purpose_of(session: Session, stage_id: int) -> str:
    """What new scores of a stage are for: 평가 where its people attend already, else 선발.

    A stage that has criteria of one of the two only is scored for that.
    """
    there = set(session.scalars(select(Criterion.purpose).where(Criterion.stage_id == stage_id).distinct()))
    there &= {SELECTING, ASSESSING}
    if len(there) == 1:
        return there.pop()
    attends = (
        EnrolmentStatus.ATTENDING.value,
        EnrolmentStatus.COMPLETED.value,
        EnrolmentStatus.NOT_COMPLETED.value,
    )
    one = select(Enrolment.id).where(Enrolment.stage_id == stage_id, Enrolment.status.in_(attends)).limit(1)
    return ASSESSING if session.scalar(one) is not None else SELECTING


def _criterion(row: Criterion) -> scoring.Criterion:
    return scoring.Criterion(
        row.id, row.title, _decimal(row.weight), _decimal(row.highest), _decimal(row.lowest), row.judged
    )


def _decimal(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
