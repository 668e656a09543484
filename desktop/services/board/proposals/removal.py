"""What goes with proposals that are deleted, and what keeps one from it."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from desktop.errors import UserError
from desktop.model.board import Authorship, Condition, Proposal, ProposalAttachment
from desktop.services.board.proposals import discussion
from desktop.services.board.review import reviewing
from desktop.services.board.scoring import sheets
from desktop.services.board.votes import votes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts


def remove_parts(op: Operation, proposal_ids: Sequence[int]) -> None:
    """Authorships, conditions, attachments, the discussion, votes, scores, the review and its pilots; the members stay.

    Raises UserError, naming it, where another proposal was merged into one of these or begun anew from it.
    """
    _refuse_if_pointed_at(op, proposal_ids)
    discussion.remove_of_proposals(op, proposal_ids)
    reviewing.remove_of_proposals(op, proposal_ids)
    votes.remove_of_proposals(op, proposal_ids)
    sheets.remove_of_proposals(op, proposal_ids)
    for within in parts(proposal_ids):
        for table in (Authorship, Condition, ProposalAttachment):
            op.delete_many(table, op.session.scalars(select(table.id).where(within(table.proposal_id))).all())


def _refuse_if_pointed_at(op: Operation, proposal_ids: Sequence[int]) -> None:
    for within in parts(proposal_ids):
        pointing = op.session.scalars(
            select(Proposal.title).where(
                or_(within(Proposal.merged_into_id), within(Proposal.revived_from_id)),
                Proposal.id.not_in(proposal_ids),
            )
        ).first()
        if pointing is not None:
            raise UserError(
                f"'{pointing}' 제안이 이 제안에 합쳐졌거나 이 제안을 되살린 것이라 지울 수 없습니다. "
                "합치기를 풀거나 그 제안을 먼저 지워 주세요."
            )
