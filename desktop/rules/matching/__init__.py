"""Trainees and openings brought together (feature rows CO-08 to CO-11): plans, what speaks against them, and why.

Ids may be anything hashable that can be ordered. ``trainees`` maps an id to its ranked openings, best first: a nested
list is a tie, what is not listed is impossible. ``openings`` likewise; ``places`` says how many each opening takes. ``fixed`` and
``forbidden`` are pairs (trainee, opening). Every plan maps each trainee to an opening or None; the same seed gives the same
plan for any order of rows.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from desktop.rules.matching.exact import cheapest
from desktop.rules.matching.market import Pair, Plan, Preferences, checked, market_of
from desktop.rules.matching.plans import Figures, after, blocking_pairs, figures
from desktop.rules.matching.reasons import reasons
from desktop.rules.matching.stable_plans import best_of, deferred, promoted

__all__ = [
    "PASSES",
    "Figures",
    "Pair",
    "Plan",
    "after",
    "blocking_pairs",
    "figures",
    "least_regret",
    "most_placed",
    "reasons",
    "stable",
]

PASSES = 40
"""How many seeded passes `stable` takes the best of: of thirty people they place 99.6 % of the largest stable plan, twenty
now and then less than 99.5."""
ONE_PASS_ABOVE = 2_000
"""With more trainees than that one pass is taken."""


def stable(
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    *,
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
    seed: int = 0,
    ties: Literal["most", "lottery"] = "most",
) -> Plan:
    """A plan without blocking pairs.

    ``most`` (Király 2013) always places at least two thirds of the largest stable plan: of `PASSES` seeded ones the plan that
    places the most, then has the best profile. ``lottery`` (Gale and Shapley 1962) breaks all ties by one number per trainee; no
    trainee gains by ranking falsely. Without ties both are, of all stable plans, the best for every trainee at once. Neither
    promises the largest stable plan (NP-hard, Manlove et al. 2002). Raises UserError as `market_of` says.
    """
    if ties == "lottery":
        kept, left, barred = checked(trainees, openings, places, fixed, forbidden)
        plan = deferred(trainees, openings, left, kept, barred, seed) | kept
        return {trainee: plan[trainee] for trainee in trainees}
    market = market_of(trainees, openings, places, fixed, forbidden)
    passes = PASSES if len(market.mine) <= ONE_PASS_ABOVE else 1
    return market.whole(best_of((promoted(market, seed * PASSES + each) for each in range(passes)), market))


def most_placed(
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    *,
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
    seed: int = 0,
) -> Plan:
    """The most people of all possible plans; of those the most first choices, then second …; then the least sum of openings' ranks."""
    market = market_of(trainees, openings, places, fixed, forbidden)
    return market.whole(cheapest(market, worst_first=False, seed=seed))


def least_regret(
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    *,
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
    seed: int = 0,
) -> Plan:
    """The most people; of those plans the fewest at the worst rank, then the next worst …; then the smaller sum of openings' ranks."""
    market = market_of(trainees, openings, places, fixed, forbidden)
    return market.whole(cheapest(market, worst_first=True, seed=seed))
