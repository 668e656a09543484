"""The totals of a stage's assessment (평가), as they decide who completes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import Criterion, Judge, Score
from desktop.rules import scoring
from desktop.rules.scoring import Candidate, Cell, CellKey, Missing, Scored, ScoringRule
from desktop.rules.training import PURPOSES
from desktop.services.datafile.parts import parts

ASSESSMENT = PURPOSES[1]


def assessment_rule(session: Session, stage_id: int) -> ScoringRule | None:
    """How the stage's scores become a total; None where nothing is assessed in it."""
    mine = select(Criterion).where(Criterion.stage_id == stage_id, Criterion.purpose == ASSESSMENT)
    criteria = tuple(
        scoring.Criterion(
            each.id,
            each.title,
            _decimal(each.weight),
            _decimal(each.highest),
            _decimal(each.lowest),
            judged=each.judged,
        )
        for each in session.scalars(mine.order_by(Criterion.position, Criterion.id))
    )
    if not criteria:
        return None
    judges = select(Judge.id).where(Judge.stage_id == stage_id, Judge.purpose == ASSESSMENT)
    return ScoringRule(criteria, tuple(session.scalars(judges.order_by(Judge.id))))


def totals(session: Session, rule: ScoringRule, labels: Mapping[int, str]) -> dict[int, Scored]:
    """The total of each person, by the enrolment's id; ``labels`` names them.

    Raises UserError where the criteria cannot make a total, or a score lies outside its scale.
    """
    scores = _scores(session, [each.id for each in rule.criteria], labels)
    candidates = [Candidate(row_id, label, scores.get(row_id, {})) for row_id, label in labels.items()]
    return {each.candidate.id: each for each in scoring.scored(candidates, rule)}


def _scores(
    session: Session, criterion_ids: Sequence[int], people: Mapping[int, str]
) -> dict[int, dict[CellKey, Cell]]:
    found: dict[int, dict[CellKey, Cell]] = defaultdict(dict)
    for within in parts(people):
        rows = select(
            Score.enrolment_id, Score.criterion_id, Score.judge_id, Score.value, Score.missing
        ).where(within(Score.enrolment_id), Score.criterion_id.in_(criterion_ids))
        for enrolment_id, criterion_id, judge_id, value, missing in session.execute(rows):
            assert enrolment_id is not None
            cell: Cell = Missing(str(missing)) if value is None else _decimal(value)
            found[enrolment_id][criterion_id, judge_id] = cell
    return found


def _decimal(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
