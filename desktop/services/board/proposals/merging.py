"""Two proposals that mean the same made one, and apart again: what was each one's own stays its own."""

from collections.abc import Sequence

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Proposal
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store


def merge(store: Store, kept_id: int, merged_ids: Sequence[int]) -> Changes:
    """Show proposals within one that is kept, with their authors, comments and attachments.

    What was merged into one of them stands within the kept one too. Raises UserError for a merge with itself or in a
    circle.
    """
    with store.operation("제안 합치기") as op:
        kept = op.get(Proposal, kept_id)
        op.name = f"제안 '{kept.title}'에 {len(merged_ids)}건 합치기"
        if kept_id in merged_ids:
            raise UserError("제안을 자기 자신에 합칠 수 없습니다. 다른 제안을 골라 주세요.", "kept")
        if kept.merged_into_id is not None:
            raise UserError(
                f"'{kept.title}'도 다른 제안에 합쳐져 있습니다. 먼저 합치기를 풀거나 그 제안에 합쳐 주세요.",
                "kept",
            )
        for each in merged_ids:
            row = op.get(Proposal, each)
            if row.merged_into_id is not None:
                raise UserError(
                    f"'{row.title}' 제안은 이미 합쳐져 있습니다. 먼저 합치기를 풀어 주세요.", "kept"
                )
            row.merged_into_id = kept_id
            for inner in op.session.scalars(select(Proposal).where(Proposal.merged_into_id == each)):
                inner.merged_into_id = kept_id
    return op.changes


def part(store: Store, kept_id: int) -> Changes:
    """Take everything merged into a proposal out again. Raises UserError where nothing is."""
    with store.operation("합치기 풀기") as op:
        kept = op.get(Proposal, kept_id)
        op.name = f"제안 '{kept.title}' 합치기 풀기"
        rows = op.session.scalars(select(Proposal).where(Proposal.merged_into_id == kept_id)).all()
        if not rows:
            raise UserError("이 제안에 합쳐진 제안이 없습니다. 합친 제안을 골라 주세요.")
        for row in rows:
            row.merged_into_id = None
    return op.changes
