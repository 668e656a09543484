"""The condition of a no or a hold: kept by its move, mended afterwards, there as long as the proposal stands so."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.board import CONDITION_FIELDS, Condition, Proposal
from desktop.rules.board.conditions import check_condition, check_look_again
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts


def keep(op: Operation, proposal: Proposal, to: str, values: Mapping[str, Any]) -> None:
    """Put down what a move to ``to`` was told. Raises UserError beside the input that is wrong."""
    today = op.at.astimezone().date()
    told: dict[str, Any] = {field.key: values.get(field.key) for field in CONDITION_FIELDS}
    check_condition(**told)
    check_look_again(told["look_again_on"], today)
    op.add(Condition(proposal_id=proposal.id, state=to, set_on=today, **told))


def after(op: Operation, condition: Condition, values: Mapping[str, Any]) -> None:
    """Raise UserError for what no move would keep; a day that has come may stay."""
    check_condition(condition.obstacle, condition.words, condition.look_again_on)
    if "look_again_on" in values:
        check_look_again(condition.look_again_on, op.at.astimezone().date())


def remove_parts(op: Operation, ids: Sequence[int]) -> None:
    """Raise UserError for the condition of a proposal that stands as it says."""
    last = select(func.max(Condition.id)).group_by(Condition.proposal_id, Condition.state)
    for within in parts(ids):
        standing = (
            select(Proposal.title, Proposal.status)
            .join(Condition, Condition.proposal_id == Proposal.id)
            .where(within(Condition.id), Condition.id.in_(last), Condition.state == Proposal.status)
        )
        if (row := op.session.execute(standing.limit(1)).first()) is not None:
            raise UserError(
                f"'{row.title}' 제안이 '{row.status}'인 동안에는 그 풀릴 조건을 지울 수 없습니다. 바뀐 것이 있으면 조건을 고쳐 주세요."
            )
