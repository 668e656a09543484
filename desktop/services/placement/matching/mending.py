"""A plan after a drop-out: who moves where and why, accepted whole or not at all (feature row CO-11)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.matching import MatchingPlan
from desktop.model.placement import Match
from desktop.rules import matching as rules
from desktop.rules.fields import Field, Kind
from desktop.rules.matching import Figures, Plan
from desktop.rules.placement import FREES_ITS_PLACE, MatchStatus, PlanKind
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.placement.matching import accepting, keeping, plans
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching.market import Market
from desktop.text.hangul import attach

CLOSED = Field("closed", "빠지는 모집", Kind.LINK, required=True, links_to="openings")
_NOWHERE = "미배정"


@dataclass(frozen=True, slots=True)
class Move:
    """One person's move, and why it is made."""

    trainee_id: int
    label: str
    before: int | None
    after: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending would do. ``gone`` are those whose internship was called off or ended early."""

    gone: tuple[str, ...]
    moves: tuple[Move, ...]
    plan: Plan
    figures: Figures


def propose(store: Store, cohort_id: int, *, closed: Sequence[int] = (), seed: int = 0) -> Mended:
    """What becomes of the accepted plan; nothing is written. Raises UserError where none was accepted."""
    with store.read() as session:
        return _propose(session, cohort_id, closed, seed)[0]


def apply(store: Store, cohort_id: int, *, closed: Sequence[int] = (), seed: int = 0) -> Changes:
    """Make all of the moves: an internship that is left is called off with the reason, the new one begins as its opening says.

    Raises UserError, with the name, where one cannot be made; then none is.
    """
    with store.operation("빈자리 메우기") as op:
        mended, market, last = _propose(op.session, cohort_id, closed, seed)
        if not mended.moves:
            raise UserError("옮길 사람이 없습니다. 빈자리를 바라는 사람이 없습니다.")
        row = keeping.put(
            op, market, PlanKind.MENDED, seed, mended.plan, more={"closed": list(closed), "after": last.id}
        )
        row.accepted_on, row.chosen_by = row.made_on, op.user
        lines, matches = keeping.lines(op.session, row.id), _matches(op.session, market)
        for trainee, line in lines.items():
            line.match_id = matches.get(trainee)
        days = []
        for move in mended.moves:
            line = lines[move.trainee_id]
            line.sentence = move.sentence
            if line.match_id is not None:
                match = op.get(Match, line.match_id)
                match.status, match.reason = MatchStatus.CANCELLED.value, f"빈자리 메우기: {move.sentence}"
                days.append(match.starts_on)
                line.match_id = None
        op.session.flush()
        new = {move.trainee_id: move.after for move in mended.moves if move.after is not None}
        accepting.make(op, market, row, new, max(days, default=_begins(last)))
        op.name = f"빈자리 메우기: {len(mended.moves)}명 옮김"
    return op.changes


def _propose(
    session: Session, cohort_id: int, closed: Sequence[int], seed: int
) -> tuple[Mended, Market, MatchingPlan]:
    last = keeping.accepted(session, cohort_id)
    if last is None:
        raise UserError("받아들인 배정안이 없습니다. 안을 먼저 골라 받아들여 주세요.")
    market = markets.read(session, cohort_id)
    standing = {who: market.held.get(who) for who in market.people}
    begun = _begun(session, market)
    bound = [pair for pair in market.fixed if pair[0] in begun or pair in market.pinned]
    market = replace(market, fixed=tuple(bound))
    after = rules.after(
        standing,
        market.trainees,
        market.companies,
        market.places,
        closed=closed,
        fixed=bound,
        forbidden=market.forbidden,
        seed=seed,
    )
    moves = tuple(
        Move(who, market.people[who].label, at, after[who], _why(market, who, at, after[who], closed))
        for who, at in standing.items()
        if after[who] != at
    )
    return Mended(market.left, moves, after, plans.figures(market, after)), market, last


def _begun(session: Session, market: Market) -> set[int]:
    """Those whose internship has begun: they move no more."""
    begun = select(Match.trainee_id).where(
        Match.opening_id.in_(market.openings),
        Match.status.not_in((*FREES_ITS_PLACE, MatchStatus.PLANNED.value)),
    )
    return set(session.scalars(begun))


def _matches(session: Session, market: Market) -> dict[int, int]:
    """The internships that stand, by the trainee's id."""
    standing = select(Match).where(
        Match.opening_id.in_(market.openings), Match.status.not_in(sorted(FREES_ITS_PLACE))
    )
    return {
        each.trainee_id: each.id for each in session.scalars(standing.order_by(Match.starts_on, Match.id))
    }


def _why(market: Market, who: int, before: int | None, after: int | None, closed: Sequence[int]) -> str:
    """'나: 미배정 → Y(2희망). Y에 빈자리가 났고, 바라는 사람 가운데 Y가 1순위로 둔 사람입니다.'"""
    person = market.people[who].label
    was = market.openings[before].label if before is not None else _NOWHERE
    if after is None:
        return (
            f"{person}: {was} → {_NOWHERE}. {attach(was, '이/가')} 빠졌고, 갈 수 있는 다른 희망이 없습니다."
        )
    place = market.openings[after].label
    choice = market.choice(who, after)
    rank = markets.rank_in(market.companies[after], who)
    why = f"{attach(was, '이/가')} 빠져" if before in closed else f"{place}에 빈자리가 나"
    return (
        f"{person}: {was} → {place}({choice}희망). {why}, 바라는 사람 가운데 "
        f"{attach(place, '이/가')} 가장 높게 둔 사람입니다({rank}순위)."
    )


def _begins(plan: MatchingPlan) -> dt.date | None:
    """When those begin whose opening names no day: as it was said when the plan was accepted."""
    said = plan.settings.get("starts_on")
    return dt.date.fromisoformat(said) if said else None
