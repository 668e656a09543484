"""The journal of operations undone long ago, condensed: their line stays in the history, the images of their rows go.

An import that was taken back is kept row by row, twice over, though nothing of it stands. What is left out was done and
undone in between, so that the data of any other moment is told as before: only those who look back to the time between the
two no longer find it. Nothing goes that undo or redo still offers, nor anything that another operation stands on.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from desktop.errors import Progress, no_progress
from desktop.model.base import table_of
from desktop.model.journal import DO, INSERT, REDO, UNDO, Change, Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store

_SEALED = "줄인 이력은 되돌릴 수 없습니다."
_change, _operation = table_of(Change), table_of(Operation)


@dataclass(frozen=True, slots=True)
class Condensed:
    """How many operations were condensed, and how many changes went."""

    operations: int
    changes: int


@dataclass(frozen=True, slots=True)
class _Chain:
    """An operation undone, and all that undid it or did it again."""

    origin: int
    operations: frozenset[int]


def condense(store: Store, *, days: int, progress: Progress = no_progress) -> Condensed:
    """Take out of the journal what was undone at least ``days`` ago, as one logged operation that has no way back.

    Nothing is written where there is nothing to take out. The room is used again by what is written next; the next backup
    is smaller by it. Raises Cancelled through ``progress``; then nothing is changed.
    """
    with store.read() as session:
        if not _chains(session, store.clock() - dt.timedelta(days=days)):
            return Condensed(0, 0)
    name = f"되돌린 지 {days:,}일이 지난 작업의 이력 줄이기"
    with store.operation(name, sealed=_SEALED, progress=progress) as op:
        chains = _not_built_on(
            op.session, _chains(op.session, op.at - dt.timedelta(days=days), besides=op.id)
        )
        gone = 0
        for within in parts(each for chain in chains for each in chain.operations):
            progress(gone, gone + len(within.ids))
            gone += op.connection.execute(delete(_change).where(within(_change.c.operation_id))).rowcount
        for within in parts(chain.origin for chain in chains):
            op.connection.execute(update(_operation).where(within(_operation.c.id)).values(condensed=True))
        if chains:
            op.name = f"{name}: {len(chains):,}건"
            op.touch()
    return Condensed(len(chains), gone)


def _chains(session: Session, before: dt.datetime, besides: int = 0) -> list[_Chain]:
    """Of operations undone before then, which no desk is offered to redo."""
    undone = session.execute(
        select(Operation.id, Operation.user, Operation.desk).where(
            Operation.kind == DO,
            Operation.reverted.is_(True),
            Operation.condensed.is_(False),
            Operation.sealed.is_(None),
        )
    ).all()
    if not undone:
        return []
    last_new = _last_new(session, besides)
    followed: dict[int, list[tuple[int, str, dt.datetime]]] = {}
    for within in parts(row.id for row in undone):
        following = select(Operation.id, Operation.reverts_id, Operation.kind, Operation.at)
        for row in session.execute(following.where(within(Operation.reverts_id)).order_by(Operation.id)):
            assert row.reverts_id is not None
            followed.setdefault(row.reverts_id, []).append((row.id, row.kind, row.at))
    found = []
    for origin, user, desk in undone:
        steps = followed.get(origin, [])
        kinds = [kind for _id, kind, _at in steps]
        # What was done again before that was noted is not known whole.
        whole = kinds == [UNDO, REDO] * (len(kinds) // 2) + [UNDO]
        if whole and steps[-1][2] < before and steps[-1][0] < last_new.get((user, desk), 0):
            found.append(_Chain(origin, frozenset({origin, *(step[0] for step in steps)})))
    return found


def _last_new(session: Session, besides: int) -> dict[tuple[str, str | None], int]:
    """The last thing done at each desk: what was undone before it is not offered to be done again."""
    done = select(Operation.user, Operation.desk, func.max(Operation.id)).where(
        Operation.kind == DO, Operation.sealed.is_(None), Operation.id != besides
    )
    return {
        (user, desk): last
        for user, desk, last in session.execute(done.group_by(Operation.user, Operation.desk))
    }


def _not_built_on(session: Session, chains: Iterable[_Chain]) -> list[_Chain]:
    """Without those whose rows are told of by an operation that stays: to it, they would come from nowhere."""
    left = list(chains)
    while True:
        going = {each for chain in left for each in chain.operations}
        stay = [chain for chain in left if not _told_of(session, chain, going)]
        if len(stay) == len(left):
            return left
        left = stay


def _told_of(session: Session, chain: _Chain, going: set[int]) -> bool:
    return any(not others <= going for others in _others(session, chain))


def _others(session: Session, chain: _Chain) -> Iterator[set[int]]:
    """Who else tells of the rows that came with an operation, for each run of them."""
    came = select(_change.c.table_name, _change.c.row_id, _change.c.last_row_id).where(
        _change.c.operation_id == chain.origin, _change.c.action == INSERT
    )
    for name, first, last in session.execute(came).all():
        told = (
            select(_change.c.operation_id)
            .distinct()
            .where(_change.c.table_name == name, _change.c.row_id <= last, _change.c.last_row_id >= first)
        )
        yield set(session.scalars(told))
