"""Files attached to a proposal."""

from pathlib import Path

from sqlalchemy import select

from desktop.errors import Progress, no_progress
from desktop.model.attachments import Attachment
from desktop.model.board import Proposal, ProposalAttachment
from desktop.services.attachments import keeping
from desktop.services.board.proposals.card import its_own_and_merged
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store


def attach(store: Store, proposal_id: int, path: Path, progress: Progress = no_progress) -> Changes:
    """Attach a file. Raises UserError for one that cannot be read or is too large; stopped, nothing of it stays."""
    incoming = keeping.read_in(path)
    with store.operation("제안에 첨부") as op:
        op.name = f"'{op.get(Proposal, proposal_id).title}'에 '{incoming.name}' 첨부"
        attachment_id = keeping.put(store, op, incoming, progress)
        op.add(ProposalAttachment(proposal_id=proposal_id, attachment_id=attachment_id))
    return op.changes


def files(store: Store, proposal_id: int) -> list[tuple[int, str]]:
    """The attachments of a proposal and of those merged into it, as (id, name)."""
    with store.read() as session:
        rows = session.execute(
            select(Attachment.id, Attachment.name)
            .join(ProposalAttachment)
            .where(ProposalAttachment.proposal_id.in_(its_own_and_merged(proposal_id)))
            .order_by(ProposalAttachment.id)
        )
        return [(row.id, row.name) for row in rows]
