"""The ranks of one side as a grid of people and openings."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.services.datafile.store import Store
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching import ranking
from desktop.services.placement.matching.market import Market
from desktop.services.placement.matching.ranking import Rank, Spot


@dataclass(frozen=True, slots=True)
class Book:
    """Who ranks whom, as it is written."""

    market: Market
    ranks: Mapping[Spot, Rank]


def read(store: Store, cohort_id: int, side: str) -> Book:
    """The ranks that one side has given. Raises UserError as `market.read` does."""
    with store.read() as session:
        market = markets.read(session, cohort_id)
        found = ranking.standing(session, set(market.openings))
    return Book(
        market,
        {
            spot: rank
            for spot, rank in found.items()
            if spot.side == side and spot.trainee_id in market.people
        },
    )
