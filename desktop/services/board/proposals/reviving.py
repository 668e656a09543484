"""An old no begun anew: a proposal of its own, linked to the one it comes from, whose verdict stays to be seen."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Authorship, Member, Proposal
from desktop.queries.list_spec import Scope
from desktop.rules.board.days import outside
from desktop.rules.board.states import ProposalStatus
from desktop.services.board import boards
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store

OLD_NO = tuple(
    status.value for status in (ProposalStatus.REJECTED, ProposalStatus.ON_HOLD, ProposalStatus.WITHDRAWN)
)


def refusal(session: Session, proposal_id: int) -> str:
    """Why a proposal is not begun anew: it is under way, or was begun anew already; '' where it may be."""
    old = session.get_one(Proposal, proposal_id)
    if old.status not in OLD_NO:
        return f"'{old.status}'인 제안은 되살리지 않습니다. 불채택, 보류, 취하된 제안을 골라 주세요."
    new = session.scalar(select(Proposal).where(Proposal.revived_from_id == proposal_id).limit(1))
    if new is None:
        return ""
    return f"이미 '{new.title}' 제안으로 되살렸습니다(지금 '{new.status}'). 그 제안에서 이어 주세요."


def revive(store: Store, proposal_id: int, scope: Scope) -> Changes:
    """Begin an old no anew in the board in work, with the authors that are members there today.

    Raises UserError for a proposal that is under way, and for one that was begun anew already.
    """
    with store.operation("제안 되살리기") as op:
        old = op.get(Proposal, proposal_id)
        if sentence := refusal(op.session, proposal_id):
            raise UserError(sentence)
        op.name = f"제안 '{old.title}' 되살리기"
        board, today = boards.board_in_work(op, scope), op.at.astimezone().date()
        new = op.add(
            Proposal(
                board_id=board.id,
                revived_from_id=old.id,
                revived_verdict=f"{old.status}: {old.reason}" if old.reason else old.status,
                theme_id=old.theme_id if old.board_id == board.id else None,
                team_id=old.team_id if old.board_id == board.id else None,
                proposed_on=today,
                status_on=today,
                **{key: getattr(old, key) for key in ("title", "problem", "idea", "effect", "cost")},
            )
        )
        op.session.flush()
        for authorship in old.authorships:
            member = op.get(Member, authorship.member_id)
            if member.board_id == board.id and not outside(today, member.joined_on, member.left_on):
                op.add(Authorship(proposal_id=new.id, member_id=authorship.member_id))
    return op.changes
