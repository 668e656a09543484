"""Telling everybody of the interviews, after which their times stay; and letting pinned ones go."""

from desktop.errors import UserError
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.placement.interviews.book import gather


def tell(store: Store, cohort_id: int) -> Changes:
    """Mark every interview that has a time as told today. Raises UserError where none is left to tell."""
    with store.operation("면접 시각 알림으로 적기") as op:
        rows = [
            each
            for each in gather(op.session, cohort_id).interviews
            if each.starts_at is not None and each.told_on is None
        ]
        if not rows:
            raise UserError(
                "새로 알릴 면접이 없습니다. 시각이 없는 면접은 '시간표 만들기'로 먼저 정해 주세요."
            )
        for row in rows:
            row.told_on = store.today()
        op.name = f"면접 {len(rows):,}건 알림으로 적기"
    return op.changes


def unpin(store: Store, cohort_id: int) -> Changes:
    """Let every pinned interview go that nobody was told of. Raises UserError where none is pinned."""
    with store.operation("면접 고정 풀기") as op:
        rows = [each for each in gather(op.session, cohort_id).interviews if each.pinned and not each.told_on]
        if not rows:
            raise UserError("고정한 면접이 없습니다.")
        for row in rows:
            row.pinned = False
        op.name = f"면접 {len(rows):,}건 고정 풀기"
    return op.changes
