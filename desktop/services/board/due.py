"""What is due on the junior board: what meetings left to do, and old noes whose day to be looked at again has come.

Of every term: who follows looks at an old no again, and what a term left to do is not done by its end.
"""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from desktop.model.board import ActionItem, Condition, Meeting, Proposal
from desktop.queries.due import Asked, Due
from desktop.queries.list_spec import Scope
from desktop.rules.flows import Tone


def action_items(session: Session, _scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """What somebody does after a meeting and has not done."""
    open_ones = select(ActionItem).join(Meeting).where(ActionItem.done_on.is_(None))
    for row in session.scalars(open_ones.order_by(ActionItem.due_on, ActionItem.id)):
        whose = " · ".join(filter(None, (row.owner.person.name if row.owner else "", row.meeting.title)))
        late = row.due_on is not None and row.due_on < now.date()
        yield Due(
            f"할 일: {row.task}", whose, row.due_on, "action_items", row.id,
            page="action_items", tone=Tone.BAD if late else Tone.PLAIN,
        )  # fmt: skip


def looked_at_again(session: Session, _scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Proposals in the state their last condition was set for, from the day they are to be looked at again."""
    revived = aliased(Proposal)
    last = select(func.max(Condition.id)).group_by(Condition.proposal_id)
    rows = (
        select(Condition)
        .join(Proposal)
        .where(
            Condition.id.in_(last),
            Condition.state == Proposal.status,
            Condition.look_again_on <= now.date(),
            Proposal.merged_into_id.is_(None),
            ~exists().where(revived.revived_from_id == Proposal.id),
        )
    )
    for row in session.scalars(rows.order_by(Condition.look_again_on, Condition.id)):
        verdict = f"{row.state}: {row.proposal.reason}"
        yield Due(
            f"다시 보기: {row.proposal.title}", f"{verdict} · 풀릴 조건 {row.obstacle}", row.look_again_on,
            "proposals", row.proposal_id, page="proposals", tone=Tone.WARN,
        )  # fmt: skip


DUE: tuple[Asked, ...] = (action_items, looked_at_again)
