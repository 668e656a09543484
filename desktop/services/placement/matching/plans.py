"""Plans of a cohort side by side: three made by rule, one made by hand, each with its figures, reasons and blocking pairs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.rules import matching as rules
from desktop.rules.matching import Figures, Pair, Plan
from desktop.rules.placement import PlanKind
from desktop.services.datafile.store import Store
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching.market import Market
from desktop.text.percent import show_percent

MADE: Mapping[PlanKind, Callable[..., Plan]] = {
    PlanKind.STABLE: rules.stable,
    PlanKind.MOST: rules.most_placed,
    PlanKind.REGRET: rules.least_regret,
}
"""The plans made by rule."""
NOT_PROMISED: Mapping[PlanKind, str] = {
    PlanKind.STABLE: "서로 바라는 짝이 없습니다. 그런 안 가운데 사람이 가장 많은 안이라고는 장담하지 못합니다(NP-난해).",
    PlanKind.MOST: "사람이 가장 많이 들어갑니다. 서로 바라는 짝이 남을 수 있습니다.",
    PlanKind.REGRET: "가장 낮은 희망에 가는 사람이 가장 적습니다. 서로 바라는 짝이 남을 수 있습니다.",
    PlanKind.BY_HAND: "손으로 옮긴 안입니다. 서로 바라는 짝은 아래에 있습니다.",
}
"""What each kind of plan gives, and what it cannot promise."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One plan of a market: where everybody is, in figures."""

    kind: PlanKind
    plan: Plan
    figures: Figures


def read_market(store: Store, cohort_id: int) -> Market:
    """The market as it stands. Raises UserError as `market.read` does."""
    with store.read() as session:
        return markets.read(session, cohort_id)


def draw(market: Market, kind: PlanKind, seed: int) -> Drawn:
    """The plan a rule makes; the same seed makes the same one."""
    plan = MADE[kind](
        market.trainees,
        market.companies,
        market.places,
        fixed=market.fixed,
        forbidden=market.forbidden,
        seed=seed,
    )
    return of_plan(market, kind, plan)


def of_plan(market: Market, kind: PlanKind, plan: Plan) -> Drawn:
    """Any plan with its figures."""
    return Drawn(kind, plan, figures(market, plan))


def figures(market: Market, plan: Plan) -> Figures:
    """A plan in figures."""
    return rules.figures(
        plan,
        market.trainees,
        market.companies,
        market.places,
        fixed=market.fixed,
        forbidden=market.forbidden,
    )


def three(market: Market, seed: int) -> list[Drawn]:
    """All that are made by rule."""
    return [draw(market, kind, seed) for kind in MADE]


def sentences(market: Market, plan: Plan) -> dict[int, str]:
    """Why each is where he or she is, by the trainee's id."""
    # Openings are told from trainees by the sign, for both are called by one function.
    found = rules.reasons(
        {trainee: _minus(opening) for trainee, opening in plan.items()},
        {
            trainee: [[-each for each in group] for group in ranked]
            for trainee, ranked in market.trainees.items()
        },
        {-opening: ranked for opening, ranked in market.companies.items()},
        {-opening: number for opening, number in market.places.items()},
        fixed=[(trainee, -opening) for trainee, opening in market.fixed],
        forbidden=[(trainee, -opening) for trainee, opening in market.forbidden],
        name=market.named,
    )
    return dict(found)


def in_words(market: Market, pairs: tuple[Pair, ...]) -> list[str]:
    """Those who would rather have each other, each pair with where either is now."""
    return [f"{market.people[who].label} – {market.openings[where].label}" for who, where in pairs]


def mean(found: Figures) -> str:
    """The mean rank of those placed where they named the opening: '1.43'; '' where nobody is."""
    return "" if found.mean_rank is None else show_percent(found.mean_rank / 100, digits=2)


def _minus(opening: int | None) -> int | None:
    return None if opening is None else -opening
