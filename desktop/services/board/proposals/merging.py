"""Two proposals that mean the same made one, and apart again: what was each one's own stays its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Proposal
from desktop.services.datafile import history
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
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


def check_level(op: Operation, proposal: Proposal, _values: Mapping[str, Any]) -> None:
    """Raise UserError where a merged proposal is not within one that is kept: all are kept on one level."""
    inner = select(Proposal.title).where(Proposal.merged_into_id == proposal.id).limit(1)
    outer = op.session.get(Proposal, proposal.merged_into_id or 0)
    if outer is None:
        return
    between = outer.title if outer.merged_into_id is not None else op.session.scalar(inner)
    if between is not None:
        raise UserError(
            f"'{between}' 제안이 그 사이 합쳐졌습니다. 그 합치기를 먼저 풀고 다시 합쳐 주세요.", "kept"
        )


def within(store: Store, kept_id: int) -> list[tuple[int, str]]:
    """What is merged into a proposal, as (id, title)."""
    merged = select(Proposal.id, Proposal.title).where(Proposal.merged_into_id == kept_id)
    with store.read() as session:
        return [(row.id, row.title) for row in session.execute(merged.order_by(Proposal.title, Proposal.id))]


def part(store: Store, kept_id: int, parted_id: int) -> Changes:
    """Take one that was merged into a proposal out again, whole with what it held before.

    Raises UserError where it is not in it.
    """
    along = _brought_along(store, kept_id, parted_id)
    with store.operation("합치기 풀기") as op:
        kept, parted = op.get(Proposal, kept_id), op.get(Proposal, parted_id)
        op.name = f"제안 '{kept.title}'에서 '{parted.title}' 풀기"
        if parted.merged_into_id != kept_id:
            raise UserError(
                f"'{parted.title}' 제안은 '{kept.title}'에 합쳐져 있지 않습니다. 카드에서 합친 제안을 확인해 주세요."
            )
        parted.merged_into_id = None
        for each in along:
            op.get(Proposal, each).merged_into_id = parted_id
    return op.changes


def _brought_along(store: Store, kept_id: int, parted_id: int) -> list[int]:
    """What stood within ``parted_id`` when that was merged into the kept one: all are kept on one level, the journal tells."""
    inside = [each for each, _title in within(store, kept_id)]
    lines = [
        (each, line)
        for each in inside
        for line in history.of_record(store, [(Proposal.__tablename__, each)])
        if line.field == "merged_into_id" and line.new == kept_id
    ]
    merged = dict.fromkeys(inside, 0)
    for each, line in lines:
        if line.old is None:
            merged[each] = max(merged[each], line.operation_id)
    when = merged.get(parted_id, 0)
    return [
        each
        for each, line in lines
        if line.old == parted_id and line.operation_id == when and merged[each] < when
    ]
