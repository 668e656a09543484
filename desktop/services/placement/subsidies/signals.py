"""점검 신호: what is odd about a claim keeps it unpaid until a second person has said why it is not (feature row CO-28)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.subsidies import SubsidyClaim
from desktop.queries.placement.subsidies.claims import joined
from desktop.queries.placement.subsidies.signals import signals
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.placement.subsidies import supports


def open_signals(session: Session, claim_ids: Sequence[int]) -> dict[int, str]:
    """By claim, the words of what is odd about it and no second person has explained yet."""
    found: dict[int, str] = {}
    for within in parts(claim_ids):
        rows = select(SubsidyClaim.id, SubsidyClaim.cleared_what, signals()).select_from(joined())
        found |= {
            row_id: told
            for row_id, cleared, told in session.execute(rows.where(within(SubsidyClaim.id)))
            if told and told != cleared
        }
    return found


def clear_signals(store: Store, claim_ids: Sequence[int], by: str, reason: str) -> Changes:
    """Put on record why claims with signals may be paid; by another person than who made them.

    Raises UserError where it is the same person, without a reason, and where nothing is odd.
    """
    if not reason.strip():
        raise UserError("왜 괜찮은지 사유를 적어 주세요.", "reason")
    with store.operation(f"점검 신호 {len(claim_ids)}건 확인", reason=reason.strip()) as op:
        odd = open_signals(op.session, claim_ids)
        if not odd:
            raise UserError("고른 청구에는 풀 신호가 없습니다. 신호가 있는 청구를 골라 주세요.")
        for claim_id, told in odd.items():
            row = op.get(SubsidyClaim, claim_id)
            if by.strip() == row.made_by:
                raise UserError(
                    f"{supports.claim_label(row)}: 청구를 만든 사람({row.made_by})과 다른 사람이 확인해야 합니다.",
                    "by",
                )
            row.cleared_by, row.cleared_what, row.cleared_reason = by.strip(), told, reason.strip()
    return op.changes
