"""The reviews of proposals, for what is begun from the proposals but is done with their reviews."""

from collections.abc import Sequence

from sqlalchemy import select

from desktop.model.board import Proposal, Review
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store


def reviews_of(store: Store, proposal_ids: Sequence[int]) -> list[int]:
    """The ids of the reviews, in the order of their proposals; of a proposal without one, none."""
    found: dict[int, int] = {}
    with store.read() as session:
        for within in parts(proposal_ids):
            rows = select(Review.proposal_id, Review.id).where(within(Review.proposal_id))
            found.update((proposal_id, review_id) for proposal_id, review_id in session.execute(rows))
    return [found[each] for each in proposal_ids if each in found]


def no_review(store: Store, proposal_ids: Sequence[int]) -> str:
    """Which of the proposals has no review, and how it comes by one; '' where all have."""
    missing: list[str] = []
    with store.read() as session:
        for within in parts(proposal_ids):
            reviewed = select(Review.id).where(Review.proposal_id == Proposal.id).exists()
            rows = select(Proposal.title).where(within(Proposal.id), ~reviewed).order_by(Proposal.id)
            missing += session.scalars(rows)
    if not missing:
        return ""
    more = f" 외 {len(missing) - 1:,}건" if len(missing) > 1 else ""
    return (
        f"심사가 없는 제안입니다: {missing[0]}{more}. '검토'로 옮기면 심사가 시작됩니다. "
        "심사를 적기 전에 접수한 제안은 '심사'의 '심사 추가'로 적어 주세요."
    )
