"""All that the page of matching shows, read at one look."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.rules.placement import PlanKind
from desktop.services.datafile.store import Store
from desktop.services.placement.matching import keeping, plans
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching.market import Market
from desktop.services.placement.matching.plans import Drawn


@dataclass(frozen=True, slots=True)
class Standing:
    """A market with its plans: those made by rule, then the one made by hand where there is one."""

    market: Market
    drawn: Sequence[Drawn]


def standing(store: Store, cohort_id: int, seed: int) -> Standing:
    """How it stands. Raises UserError as `market.read` does."""
    with store.read() as session:
        market = markets.read(session, cohort_id)
        row = keeping.by_hand(session, cohort_id)
        hand = keeping.plan_of(session, row.id, market) if row else None
    drawn = plans.three(market, seed)
    if hand is not None:
        drawn.append(plans.of_plan(market, PlanKind.BY_HAND, hand))
    return Standing(market, drawn)
