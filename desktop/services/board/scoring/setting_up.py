"""The criteria and the judges of a term; what a closed sheet stands on is not changed under it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from desktop.errors import UserError
from desktop.model.board import JudgeScore, ReviewCriterion, ReviewJudge, ScoreSheet
from desktop.queries.list_spec import Scope
from desktop.rules.review.score_sheets import check_room, sum_in_words
from desktop.rules.scoring import WHOLE
from desktop.services.board import boards
from desktop.services.board.scoring import sheets
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store

_WEIGHED = frozenset({"weight", "highest"})


def weights_in_words(store: Store, board_id: int | None) -> str:
    """What the weights of a term's criteria sum to; '' where it has none."""
    with store.read() as session:
        criteria = sheets.criteria_of(session, board_id or 0)
    return sum_in_words(criteria) if criteria else ""


def first_criterion(store: Store, board_id: int | None) -> Mapping[str, Any]:
    """What a new criterion begins with: the weight that is missing yet, scored out of a hundred."""
    with store.read() as session:
        room = WHOLE - sum(each.weight for each in sheets.criteria_of(session, board_id or 0))
    return {"highest": 100, "weight": int(room) if room > 0 else None}


def add_criterion(op: Operation, values: Mapping[str, Any], scope: Scope) -> ReviewCriterion:
    """A new criterion of the board in work, scored on the sheets that are open."""
    criterion = op.add(ReviewCriterion(board_id=boards.board_in_work(op, scope).id, **values))
    sheets.add_blanks_of(op, criterion)
    return criterion


def add_judge(op: Operation, values: Mapping[str, Any], scope: Scope) -> ReviewJudge:
    """A new judge of the board in work."""
    return op.add(ReviewJudge(board_id=boards.board_in_work(op, scope).id, **values))


def after_criterion(op: Operation, criterion: ReviewCriterion, values: Mapping[str, Any]) -> None:
    """Raise UserError where the weights exceed 100, and where a total that stands, or a score given, would be wrong."""
    if not _WEIGHED & values.keys():
        return
    given = select(JudgeScore.id).where(JudgeScore.criterion_id == criterion.id)
    closed = given.join(ScoreSheet).where(ScoreSheet.closed_on.is_not(None)).limit(1)
    if op.session.scalar(closed) is not None:
        raise UserError(
            "마감한 심사표에 쓴 기준이라 배점을 바꿀 수 없습니다. 그 심사표의 마감을 먼저 풀어 주세요.",
            "weight",
        )
    if op.session.scalar(given.where(JudgeScore.value > criterion.highest * 100).limit(1)) is not None:
        raise UserError("만점보다 높은 점수가 이미 있습니다. 그 점수를 먼저 고쳐 주세요.", "highest")
    check_room(sheets.criteria_of(op.session, criterion.board_id), criterion.id)


def remove_criteria(op: Operation, ids: Sequence[int]) -> None:
    """Blanks for them go with them. Raises UserError where one was scored."""
    _remove_blanks(op, JudgeScore.criterion_id, ids, "이 심사 기준으로 매긴 점수가 있어 지울 수 없습니다.")


def remove_judges(op: Operation, ids: Sequence[int]) -> None:
    """Blanks of theirs go with them. Raises UserError where one has scored."""
    _remove_blanks(op, JudgeScore.judge_id, ids, "이 심사자가 매긴 점수가 있어 지울 수 없습니다.")


def _remove_blanks(op: Operation, column: InstrumentedAttribute[int], ids: Sequence[int], told: str) -> None:
    for within in parts(ids):
        if op.session.scalar(
            select(JudgeScore.id).where(within(column), JudgeScore.value.is_not(None)).limit(1)
        ):
            raise UserError(f"{told} 심사표에서 그 점수를 먼저 지워 주세요.")
        op.delete_many(JudgeScore, op.session.scalars(select(JudgeScore.id).where(within(column))).all())
