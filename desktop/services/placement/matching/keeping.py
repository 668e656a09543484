"""Plans as they are kept: read from their lines, written with the reasons of the moment."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.matching import MatchingPlan, PlanLine
from desktop.rules.matching import PASSES, Plan
from desktop.rules.placement import PlanKind
from desktop.services.datafile.operations import Operation
from desktop.services.placement.matching import plans
from desktop.services.placement.matching.market import Market


def by_hand(session: Session, cohort_id: int) -> MatchingPlan | None:
    """The plan that is being made by hand, where there is one."""
    of_cohort = select(MatchingPlan).where(
        MatchingPlan.cohort_id == cohort_id,
        MatchingPlan.kind == PlanKind.BY_HAND.value,
        MatchingPlan.accepted_on.is_(None),
    )
    return session.scalars(of_cohort.order_by(MatchingPlan.id.desc()).limit(1)).first()


def accepted(session: Session, cohort_id: int) -> MatchingPlan | None:
    """The plan accepted last."""
    of_cohort = select(MatchingPlan).where(
        MatchingPlan.cohort_id == cohort_id, MatchingPlan.accepted_on.is_not(None)
    )
    return session.scalars(of_cohort.order_by(MatchingPlan.id.desc()).limit(1)).first()


def lines(session: Session, plan_id: int) -> dict[int, PlanLine]:
    """A plan's lines by the trainee's id."""
    of_plan = select(PlanLine).where(PlanLine.plan_id == plan_id).order_by(PlanLine.id)
    return {row.trainee_id: row for row in session.scalars(of_plan)}


def plan_of(session: Session, plan_id: int, market: Market) -> Plan:
    """A kept plan as it can stand today: who works somewhere already, or is fixed, is there.

    Who stood at an opening that is gone, or that has fewer places now, has none: of those the opening ranks lowest.
    """
    kept = lines(session, plan_id)
    plan: Plan = {
        each: row.opening_id if (row := kept.get(each)) and row.opening_id in market.openings else None
        for each in market.people
    }
    barred = set(market.forbidden)
    plan = {who: None if (who, where) in barred else where for who, where in plan.items()}
    plan |= dict(market.fixed)
    for place in market.openings.values():
        for trainee in over(market, plan, place.opening_id):
            plan[trainee] = None
    return plan


def over(market: Market, plan: Plan, opening_id: int) -> list[int]:
    """Who has to go for the opening's places to be enough."""
    held = sum(opening == opening_id for opening in plan.values())
    return lowest(market, plan, opening_id, max(held - market.openings[opening_id].places, 0))


def lowest(market: Market, plan: Plan, opening_id: int, count: int) -> list[int]:
    """So many of those at an opening and not fixed there: the ones it ranks lowest, the lowest first."""
    fixed = dict(market.fixed)
    free = [who for who, where in plan.items() if where == opening_id and fixed.get(who) != opening_id]
    free.sort(key=lambda each: _low(market, opening_id, each), reverse=True)
    return free[:count]


def _low(market: Market, opening_id: int, trainee_id: int) -> tuple[int, int]:
    ranked = market.companies[opening_id]
    place = next((rank for rank, group in enumerate(ranked) if trainee_id in group), len(ranked))
    return place, trainee_id


def put(
    op: Operation,
    market: Market,
    kind: PlanKind,
    seed: int,
    plan: Plan,
    *,
    more: Mapping[str, Any] | None = None,
) -> MatchingPlan:
    """Keep a plan with what it was made of, and a reason for everybody."""
    row = op.add(
        MatchingPlan(
            cohort_id=market.cohort_id,
            kind=kind.value,
            seed=seed,
            settings={**market.settings(), "passes": PASSES, "ties": "most", **(more or {})},
            made_on=_day(op),
        )
    )
    why = plans.sentences(market, plan)
    op.insert_many(
        PlanLine,
        [
            {
                "plan_id": row.id,
                "trainee_id": trainee,
                "opening_id": plan[trainee],
                "choice": market.choice(trainee, plan[trainee]),
                "sentence": why[trainee],
                "match_id": None,
            }
            for trainee in market.people
        ],
    )
    return row


def _day(op: Operation) -> dt.date:
    return op.at.astimezone().date()
