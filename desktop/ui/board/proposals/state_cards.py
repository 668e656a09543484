"""The proposals as cards in columns by state, and what it would mean to move some of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from desktop.queries.columns import PAGE, CardColumn, ColumnCard, Columns, Meaning, Meanings
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Firsts, Listing
from desktop.rules.flows import Move, Tone
from desktop.services.kinds import KINDS, LISTS
from desktop.services.records import moves
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr

KIND = "proposals"
_SHOWN = ("title", "authors", "theme", "policy")
"""What of a proposal stands on its card."""
_WAITED_LONGEST = (("since", False), ("title", False))


def columns_of(desk: Desk) -> Columns:
    """A column for every state; its cards are read a page at a time, the oldest in the state first, the first of all at once."""
    flow = KINDS[KIND].flow
    assert flow is not None
    firsts = _listing(desk).firsts("status", _SHOWN, PAGE)
    return Columns(
        tuple(
            _column(desk, key, status, firsts.get(status, Firsts(0)))
            for key, status in enumerate(flow.statuses)
        ),
        partial(_meanings, desk),
        room=1,  # what a move means is one line
    )


def as_list(desk: Desk, search: str) -> Listing:
    """The proposals whose cards are seen under a search, in the order of their list."""
    return _listing(desk, search, order=LISTS[KIND].order)


def status_of(key: int) -> str:
    """The state a column is for."""
    flow = KINDS[KIND].flow
    assert flow is not None
    return flow.statuses[key]


def move_to(desk: Desk, ids: Sequence[int], key: int) -> Move | None:
    """The move that a drop into a column means; None where the cards cannot make it."""
    allowed = moves.allowed(desk.store, KIND, ids, desk.scope)
    return next((move for move in allowed if move.to == status_of(key)), None)


def _listing(
    desk: Desk, search: str = "", status: str = "", order: tuple[tuple[str, bool], ...] = _WAITED_LONGEST
) -> Listing:
    criteria = Criteria(
        search=search.strip(),
        filters=(Filter("status", Test.ONE_OF, (status,)),) if status else (),
        order=order,
        scope=desk.scope,
    )
    return Listing(desk.store.engine, LISTS[KIND], criteria)


def _column(desk: Desk, key: int, status: str, firsts: Firsts) -> CardColumn:
    """What is at hand already answers as far as it goes."""

    def count(search: str) -> int:
        return _listing(desk, search, status).count() if search.strip() else firsts.count

    def page(search: str, start: int, stop: int) -> Sequence[ColumnCard]:
        if not search.strip() and stop <= max(len(firsts.rows), PAGE):
            return [_card(row) for row in firsts.rows[start:stop]]
        found = _listing(desk, search, status)
        places = [1 + [column.key for column in found.spec.columns].index(each) for each in _SHOWN]
        return [_card((row[0], *(row[place] for place in places))) for row in found.page(start, stop - start)]

    return CardColumn(key, status, count, page)


def _card(row: Sequence[object]) -> ColumnCard:
    identity, title, authors, theme, policy = row
    assert isinstance(identity, int)
    chips = ((str(policy), Tone.PLAIN),) if policy else ()  # the tone of the state is not the policy's
    return ColumnCard(identity, str(title), (str(authors or ""), str(theme or "")), chips)


def _meanings(desk: Desk, ids: Sequence[int]) -> Meanings:
    offered = moves.offered(desk.store, KIND, ids, desk.scope)
    flow = KINDS[KIND].flow
    assert flow is not None
    return Meanings({key: _meaning(offered, status) for key, status in enumerate(flow.statuses)})


def _meaning(offered: Mapping[Move, str], status: str) -> Meaning:
    """What dropping into the column of a status would do, or what bars it; a way back and a reason are told."""
    move = next((each for each in offered if each.to == status), None)
    if move is None or offered[move]:
        words = offered[move] if move else tr("옮길 수 없음")
        return Meaning(words, Tone.BAD, refused=True, told=moves.refusal(offered, status))
    told = Meaning(tr("되돌리기 · 사유를 물음") if move.back else tr("옮김"), Tone.GOOD)
    return (
        replace(told, text=tr("사유를 물음"), tone=Tone.WARN) if move.needs_reason and not move.back else told
    )
