"""The judges' sheets as a grid: what each team is to be scored in and by whom, and scores put in as one undoable operation."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Score
from desktop.rules.scoring import Cell, Criterion, Missing, check_score
from desktop.services.datafile.store import Store
from desktop.services.training.demo_day import scoring
from desktop.services.training.demo_day.scoring import Results
from desktop.services.training.selection.scores import Put, TeamPlace, cell_of, keep
from desktop.text.hangul import attach


def columns(found: Results) -> tuple[tuple[Criterion, int | None], ...]:
    """Every score a team is to have, judge after judge as their sheets lie; the judge is None where a criterion has one score."""
    alone = [(each, None) for each in found.rule.criteria if not each.judged]
    judged = [each for each in found.rule.criteria if each.judged]
    return (*((each, judge) for judge in found.rule.judges for each in judged), *alone)


def why_kept_out(found: Results, team_id: int, judge_id: int | None) -> str:
    """Why a judge gives a team no score, in a sentence; '' where he or she does."""
    sheet = next((each for each in found.sheets if each.judge_id == judge_id), None)
    if sheet is None or team_id not in sheet.recused:
        return ""
    judge = attach(sheet.name, "은/는")
    return f"제척: {judge} 이 팀을 멘토로 맡아 채점하지 않습니다. '심사위원'의 멘토를 확인해 주세요."


def put(store: Store, cohort_id: int, texts: Mapping[TeamPlace, str]) -> Put[TeamPlace]:
    """Write what was typed or pasted; '' takes a score away.

    Out of its scale, or by a judge who is kept out, it stays out with a sentence naming the team; the rest goes in.
    """
    with store.read() as session:
        found = scoring.results(session, cohort_id)
    result, wanted = Put[TeamPlace](), dict[TeamPlace, Cell]()
    for place, text in texts.items():
        try:
            wanted[place] = _checked(found, place, cell_of(text))
        except UserError as error:
            result.refused[place] = error.message
    if not wanted:
        return result
    with store.operation("발표회 점수 적기") as op:
        keep(op, _standing(op.session, {place.criterion_id for place in wanted}), wanted)
    if op.changes:
        result.changes = op.changes
    return result


def _checked(found: Results, place: TeamPlace, cell: Cell) -> Cell:
    team = next((each for each in found.candidates if each.id == place.team_id), None)
    criterion = next((each for each, judge in columns(found) if (each.id, judge) == place[1:]), None)
    if team is None or criterion is None:
        raise UserError("이 발표회의 팀이나 항목이 아닙니다. 화면을 다시 열어 주세요.", "score")
    kept_out = why_kept_out(found, place.team_id, place.judge_id)
    if kept_out and cell is not Missing.RECUSED:
        raise UserError(f"{team.label}: {kept_out}", "score")
    if isinstance(cell, Decimal):
        check_score(criterion, cell, team.label)
    return cell


def _standing(session: Session, criteria: Iterable[int]) -> dict[TeamPlace, object]:
    rows = session.execute(
        select(Score.team_id, Score.criterion_id, Score.judge_id, Score.id, Score.value, Score.missing).where(
            Score.criterion_id.in_(criteria), Score.team_id.is_not(None)
        )
    )
    return {TeamPlace(row.team_id or 0, row.criterion_id, row.judge_id): row for row in rows}
