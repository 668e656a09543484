"""The command that matches a cohort with its openings, and with --accept makes the internships."""

import argparse
from collections.abc import Mapping
from typing import Any

from desktop.cli.commands import Outcome, open_store, scope_of
from desktop.rules.placement import PlanKind
from desktop.services.placement.matching import accepting, plans
from desktop.services.placement.matching.accepting import Choice
from desktop.services.placement.matching.market import Market
from desktop.services.placement.matching.plans import Drawn
from desktop.services.records import access
from desktop.text.dates import parse_date
from desktop.text.hangul import mask_name

PLANS: Mapping[str, PlanKind] = {
    "stable": PlanKind.STABLE,
    "most": PlanKind.MOST,
    "regret": PlanKind.REGRET,
}


def match(options: argparse.Namespace) -> Outcome:
    """Make a plan; with --accept, its internships."""
    kind = PLANS[options.plan]
    with open_store(options) as store:
        cohort_id = scope_of(store, "plans", options.cohort).cohort_id
        assert cohort_id is not None
        market = plans.read_market(store, cohort_id)
        drawn = plans.draw(market, kind, options.seed)
        why = plans.sentences(market, drawn.plan)
        if options.accept:
            starts_on = parse_date(options.starts_on) if options.starts_on else None
            accepting.accept(store, cohort_id, kind, options.seed, Choice(starts_on, store.user))
        rows = [_row(market, drawn, who, why[who]) for who in market.people]
        if options.json and rows:
            access.note_handed_out(store, f"배정안 {len(rows):,}명 JSON으로 내줌", access.SEEN)
    found = drawn.figures
    facts = {
        "plan": options.plan,
        "seed": options.seed,
        "accepted": bool(options.accept),
        "placed": found.placed,
        "choices": list(found.choices),
        "mean_rank": plans.mean(found),
        "worst_rank": found.worst_rank,
        "blocking": [
            {"name": market.people[who].label, "opening": market.openings[where].label}
            for who, where in found.blocking
        ],
        "rows": rows,
        "total": len(rows),
    }
    return Outcome(facts, _lines(drawn, rows, accepted=options.accept))


def _row(market: Market, drawn: Drawn, who: int, why: str) -> dict[str, Any]:
    at = drawn.plan[who]
    person, place = market.people[who], None if at is None else market.openings[at]
    return {
        "name": person.name,
        "birth_date": person.born,
        "company": place.company if place else None,
        "duty": place.duty if place else None,
        "choice": market.choice(who, at),
        "reason": why,
    }


def _lines(drawn: Drawn, rows: list[dict[str, Any]], *, accepted: bool) -> list[str]:
    found = drawn.figures
    choices = ", ".join(f"{rank}희망 {count}명" for rank, count in enumerate(found.choices, 1))
    said = "받아들였습니다" if accepted else "만들었습니다"
    return [
        f"{drawn.kind.value} 안을 {said}: {len(rows)}명 가운데 {found.placed}명 배정, {choices or '희망 없음'}, "
        f"서로 바라는 짝 {len(found.blocking)}쌍",
        *(f"{mask_name(row['name'])}\t{row['company'] or '미배정'}\t{row['choice'] or ''}" for row in rows),
    ]
