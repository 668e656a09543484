"""A plan moved by hand: what a move would do, told before it is made, and the move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.matching import MatchingPlan, PlanLine
from desktop.rules.matching import Figures, Pair, Plan
from desktop.rules.placement import PlanKind
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.placement.matching import keeping, plans
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching.market import Market


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move would do: who goes where besides those in hand, which pairs would newly rather have each other, the figures.

    ``refused`` says in a few words why it cannot be made, '' where it can.
    """

    plan: Plan
    others: Mapping[int, int | None]
    newly: tuple[Pair, ...]
    figures: Figures | None
    refused: str = ""


def told(
    market: Market,
    plan: Plan,
    stands: Figures,
    ids: Sequence[int],
    opening_id: int | None,
    onto: int | None = None,
) -> Moved:
    """What it would do to move people to an opening, None to none, or to let one of them change places with ``onto``."""
    wanted = wish(plan, ids, opening_id, onto)
    refused = next(filter(None, (why_not(market, *pair) for pair in wanted.items())), "")
    if refused:
        return Moved(plan, {}, (), None, refused)
    after = {**plan, **wanted}
    others = {who: where for who, where in wanted.items() if who not in ids}
    if opening_id is not None:
        gone = _gone(market, after, opening_id, ids)
        if gone is None:
            return Moved(plan, {}, (), None, "자리가 모자랍니다")
        after |= dict.fromkeys(gone)
        others |= dict.fromkeys(gone)
    found = plans.figures(market, after)
    newly = tuple(pair for pair in found.blocking if pair not in stands.blocking)
    return Moved(after, others, newly, found)


def wish(plan: Plan, ids: Sequence[int], opening_id: int | None, onto: int | None) -> dict[int, int | None]:
    """Where those in hand are to go, and who goes where the first of them was."""
    found: dict[int, int | None] = dict.fromkeys(ids, opening_id)
    if onto is not None:
        found[onto] = plan[ids[0]]
    return found


def why_not(market: Market, trainee_id: int, opening_id: int | None) -> str:
    """Why somebody cannot be put there: in a few words, '' where it can be done."""
    at = dict(market.fixed).get(trainee_id)
    if at is not None and at != opening_id:
        return "고정된 사람"
    if opening_id is not None and (trainee_id, opening_id) in market.forbidden:
        return "금지된 짝"
    if opening_id is not None and (trainee_id, opening_id) in market.refused:
        return "불가"
    return ""


def _gone(market: Market, plan: Plan, opening_id: int, ids: Sequence[int]) -> list[int] | None:
    """Who loses the place: the ones ranked lowest, never those in hand; None where too few can."""
    over = sum(at == opening_id for at in plan.values()) - market.openings[opening_id].places
    if over <= 0:
        return []
    kept = {**plan, **dict.fromkeys(ids)}
    left = market.openings[opening_id].places - len([each for each in ids if plan[each] == opening_id])
    if left < 0:
        return None
    found = keeping.lowest(market, kept, opening_id, over)
    return found if len(found) == over else None


def move(
    store: Store,
    cohort_id: int,
    shown: Plan,
    ids: Sequence[int],
    opening_id: int | None,
    onto: int | None = None,
) -> Changes:
    """Move people in the plan ``shown``, which becomes the one made by hand.

    Where there is one already, it is the one shown from now on. Raises UserError where a move cannot be made.
    """
    with store.operation("배정 손으로 옮기기") as op:
        market = markets.read(op.session, cohort_id)
        known = {who: shown.get(who) for who in market.people}
        moved = told(market, known, plans.figures(market, known), ids, opening_id, onto)
        if moved.refused:
            who = market.people[ids[0]].label
            raise UserError(f"{who}: 옮길 수 없습니다({moved.refused}). 다른 자리를 골라 주세요.")
        row = keeping.by_hand(op.session, cohort_id)
        if row is None:
            keeping.put(op, market, PlanKind.BY_HAND, 0, moved.plan)
        else:
            _rewrite(op.session, row, market, moved.plan)
    return op.changes


def _rewrite(session: Session, row: MatchingPlan, market: Market, plan: Plan) -> None:
    why = plans.sentences(market, plan)
    known = keeping.lines(session, row.id)
    for trainee, opening in plan.items():
        line = known.get(trainee)
        if line is None:
            line = PlanLine(plan_id=row.id, trainee_id=trainee)
            session.add(line)
        line.opening_id = opening
        line.choice, line.sentence = market.choice(trainee, opening), why[trainee]


def put_away(store: Store, cohort_id: int) -> Changes:
    """Let go of the plan made by hand."""
    with store.operation("손으로 만든 안 지우기") as op:
        row = keeping.by_hand(op.session, cohort_id)
        if row is None:
            raise UserError("손으로 만든 안이 없습니다.")
        op.delete_many(PlanLine, [line.id for line in keeping.lines(op.session, row.id).values()])
        op.delete(row)
    return op.changes
