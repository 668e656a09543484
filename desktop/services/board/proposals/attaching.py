"""Files attached to a proposal."""

from pathlib import Path

from sqlalchemy import select

from desktop.errors import Progress, UserError, no_progress
from desktop.model.attachments import Attachment, StoredFile
from desktop.model.board import Proposal, ProposalAttachment
from desktop.queries.board.merged import its_own_and_merged
from desktop.services.attachments import keeping
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store


def attach(store: Store, proposal_id: int, path: Path, progress: Progress = no_progress) -> Changes:
    """Attach a file; stopped, nothing of it stays.

    Raises UserError for one that cannot be read, is too large or is attached already, by whatever name.
    """
    incoming = keeping.read_in(path)
    with store.operation("제안에 첨부") as op:
        op.name = f"'{op.get(Proposal, proposal_id).title}'에 '{incoming.name}' 첨부"
        _refuse_again(op, proposal_id, incoming.sha256)
        attachment_id = keeping.put(store, op, incoming, progress)
        op.add(ProposalAttachment(proposal_id=proposal_id, attachment_id=attachment_id))
    return op.changes


def detach(store: Store, proposal_id: int, attachment_id: int) -> Changes:
    """Take an attachment off a proposal, or off the one merged into it that has it."""
    with store.operation("첨부 떼기") as op:
        attachment = op.get(Attachment, attachment_id)
        op.name = f"'{op.get(Proposal, proposal_id).title}'에서 '{attachment.name}' 떼기"
        of_it = ProposalAttachment.proposal_id.in_(its_own_and_merged(proposal_id))
        rows = op.session.scalars(
            select(ProposalAttachment).where(of_it, ProposalAttachment.attachment_id == attachment_id)
        ).all()
        if not rows:
            raise UserError(
                f"'{attachment.name}' 첨부는 이 제안에 붙어 있지 않습니다. 카드에서 첨부를 확인해 주세요."
            )
        for row in rows:
            op.delete(row)
    return op.changes


def _refuse_again(op: Operation, proposal_id: int, sha256: str) -> None:
    same = (
        select(Attachment.name)
        .join(ProposalAttachment)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .where(
            ProposalAttachment.proposal_id.in_(its_own_and_merged(proposal_id)), StoredFile.sha256 == sha256
        )
    )
    if (name := op.session.scalars(same).first()) is not None:
        raise UserError(f"같은 파일이 '{name}'(으)로 이미 붙어 있습니다. 다른 파일을 골라 주세요.")


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
