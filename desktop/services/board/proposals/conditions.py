"""The condition of a no or a hold: kept by its move, mended afterwards, there as long as the proposal stands so.

One that came in without a condition, as out of an old list, gets it afterwards.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import CONDITION_FIELDS, Condition, Proposal
from desktop.rules.board.conditions import check_condition, check_look_again
from desktop.rules.board.states import MERGED, WITH_CONDITION
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store


def keep(op: Operation, proposal: Proposal, to: str, values: Mapping[str, Any]) -> None:
    """Put down what a move to ``to`` was told. Raises UserError beside the input that is wrong."""
    today = op.at.astimezone().date()
    told: dict[str, Any] = {field.key: values.get(field.key) for field in CONDITION_FIELDS}
    check_condition(**told)
    check_look_again(told["look_again_on"], today)
    op.add(Condition(proposal_id=proposal.id, state=to, set_on=today, **told))


def refusal(session: Session, proposal_id: int) -> str:
    """Why a proposal stands under no condition and none can be put down, '' where one stands or can."""
    proposal = session.get_one(Proposal, proposal_id)
    if proposal.status not in WITH_CONDITION:
        return f"'{proposal.status}'인 제안에는 풀릴 조건이 없습니다. 불채택이나 보류인 제안을 골라 주세요."
    if proposal.merged_into_id is not None and standing(session, proposal_id) is None:
        return MERGED
    return ""


def standing(session: Session, proposal_id: int) -> int | None:
    """The id of the condition a proposal stands under, None for one that came in without."""
    return session.scalar(
        select(func.max(Condition.id))
        .join(Proposal, Proposal.id == Condition.proposal_id)
        .where(Proposal.id == proposal_id, Condition.state == Proposal.status)
    )


def put_down(store: Store, proposal_id: int, values: Mapping[str, Any]) -> Changes:
    """Give a no or a hold that came in without a condition its one.

    Raises UserError, beside the input where one is wrong, for a proposal that is neither, has its condition or is merged.
    """
    with store.operation("풀릴 조건 적기") as op:
        proposal = op.get(Proposal, proposal_id)
        if sentence := refusal(op.session, proposal_id):
            raise UserError(sentence)
        if standing(op.session, proposal_id) is not None:
            raise UserError(
                "풀릴 조건이 이미 적혀 있습니다. 카드에서 그 조건을 열어 고쳐 주세요.", "obstacle"
            )
        op.name = f"제안 '{proposal.title}'의 풀릴 조건 적기"
        keep(op, proposal, proposal.status, values)
    return op.changes


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
