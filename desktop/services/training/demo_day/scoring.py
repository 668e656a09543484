"""What the judges' sheets come to: totals, ranks, sheets that are missing, judges kept out, the rule for ties in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Criterion, Judge, MentorLog, ProjectTeam, Score, Stage
from desktop.rules import scoring, selection
from desktop.rules.scoring import Missing
from desktop.rules.training import PURPOSES
from desktop.services.training.teams.people import teams

DEMO_DAY = PURPOSES[2]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A judge, and the ids of teams he or she is kept out of (제척): those mentored."""

    judge_id: int
    name: str
    recused: frozenset[int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A team's total and rank, both None while a sheet is ``missing``: the judges whose sheet is not in, or not whole."""

    team_id: int
    team: str
    total: Decimal | None
    rank: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """``criteria`` are titles with their scales; ``trouble`` says why there are no totals, '' where there are.

    ``rule`` and ``candidates`` are what is scored and the scores of each team, where a judge is kept out 제척.
    """

    criteria: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    outcomes: tuple[Outcome, ...]
    tie_rule: str
    trouble: str
    rule: scoring.ScoringRule
    candidates: tuple[scoring.Candidate, ...]


def results(session: Session, cohort_id: int) -> Results:
    """As the scores stand: teams with a rank first, the best first."""
    known = teams(session, cohort_id)
    rows = _criteria(session, cohort_id)
    judges = _sheets(session, cohort_id, known)
    rule = scoring.ScoringRule(
        tuple(
            scoring.Criterion(
                each.id,
                each.title,
                _points(each.weight),
                _points(each.highest),
                _points(each.lowest),
                each.judged,
            )
            for each in rows
        ),
        tuple(each.judge_id for each in judges),
        ties=tuple(
            scoring.TieRule(each.title, each.id)
            for each in sorted((row for row in rows if row.tie_order), key=lambda row: row.tie_order or 0)
        ),
    )
    candidates = _candidates(session, known, rows, judges)
    scales = tuple((each.title, f"{_plain(each.lowest)}~{_plain(each.highest)}") for each in rows)
    told = tie_rule_in_words([each.title for each in rule.ties])
    try:
        wanted = selection.SelectionRule(
            len(candidates), 0, ties=selection.Ties.ALL_IN, tie_rules=len(rule.ties)
        )
        ranked = selection.select(candidates, rule, wanted)
    except UserError as error:
        return Results(scales, judges, (), told, error.message, rule, tuple(candidates))
    names = {each.judge_id: each.name for each in judges}
    outcomes = tuple(
        Outcome(
            line.scored.candidate.id,
            line.scored.candidate.label,
            line.scored.total,
            line.rank,
            _missing(line.scored.candidate, rule, names),
        )
        for line in ranked.lines
    )
    return Results(scales, judges, outcomes, told, "", rule, tuple(candidates))


def tie_rule_in_words(titles: list[str]) -> str:
    """What is printed on the sheets of how equal totals are parted."""
    if not titles:
        return "총점이 같으면 같은 순위입니다."
    return (
        f"총점이 같으면 {', '.join(titles)} 점수가 높은 팀이 차례로 앞섭니다. 그래도 같으면 같은 순위입니다."
    )


def _criteria(session: Session, cohort_id: int) -> list[Criterion]:
    rows = select(Criterion).join(Stage).where(Stage.cohort_id == cohort_id, Criterion.purpose == DEMO_DAY)
    return list(session.scalars(rows.order_by(Criterion.position, Criterion.id)))


def _sheets(session: Session, cohort_id: int, known: Sequence[ProjectTeam]) -> tuple[Sheet, ...]:
    judges = session.scalars(
        select(Judge)
        .join(Stage)
        .where(Stage.cohort_id == cohort_id, Judge.purpose == DEMO_DAY)
        .order_by(Judge.name, Judge.id)
    ).all()
    mentored: dict[int, set[int]] = {}
    for team in known:
        if team.mentor_id is not None:
            mentored.setdefault(team.mentor_id, set()).add(team.id)
    logs = session.execute(
        select(MentorLog.mentor_id, MentorLog.team_id)
        .join(ProjectTeam)
        .where(ProjectTeam.cohort_id == cohort_id)
    )
    for mentor_id, team_id in logs:
        mentored.setdefault(mentor_id, set()).add(team_id)
    return tuple(
        Sheet(each.id, each.name, frozenset(mentored.get(each.mentor_id or 0, ()))) for each in judges
    )


def _candidates(
    session: Session, known: Sequence[ProjectTeam], rows: list[Criterion], judges: tuple[Sheet, ...]
) -> list[scoring.Candidate]:
    cells: dict[int, dict[scoring.CellKey, scoring.Cell]] = {}
    kept = select(Score).where(Score.criterion_id.in_([each.id for each in rows]), Score.team_id.is_not(None))
    for score in session.scalars(kept):
        cell = _points(score.value) if score.value is not None else Missing(str(score.missing))
        cells.setdefault(score.team_id or 0, {})[score.criterion_id, score.judge_id] = cell
    found = []
    for team in known:
        own = cells.get(team.id, {})
        for sheet in judges:
            if team.id in sheet.recused:
                own |= {(each.id, sheet.judge_id): Missing.RECUSED for each in rows if each.judged}
        found.append(scoring.Candidate(team.id, team.name, own))
    return found


def _missing(
    candidate: scoring.Candidate, rule: scoring.ScoringRule, names: dict[int, str]
) -> tuple[str, ...]:
    judged = [each.id for each in rule.criteria if each.judged]
    return tuple(
        name
        for judge_id, name in names.items()
        if any(candidate.scores.get((each, judge_id)) is None for each in judged)
    )


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _plain(hundredths: int) -> str:
    return f"{_points(hundredths).normalize():f}"
