"""The command that divides a cohort into teams without a window."""

import argparse
from typing import Any

from desktop.cli.commands import Outcome, open_store, scope_of
from desktop.services.training.teams import dividing


def divide(options: argparse.Namespace) -> Outcome:
    """Propose a division; with --apply, make it."""
    with open_store(options) as store:
        cohort_id = scope_of(store, "teams", options.cohort).cohort_id
        assert cohort_id is not None
        found = dividing.propose(store, cohort_id, options.count, options.seed)
        if options.apply:
            dividing.apply(store, found)
    teams: list[dict[str, Any]] = [
        {
            "name": name,
            "members": [found.members[place].label for place in part.members],
            "penalty": part.penalty,
            "parts": [
                {"title": each.title, "total": each.total, "penalty": each.penalty} for each in part.parts
            ],
        }
        for name, part in zip(found.names, found.parts, strict=True)
    ]
    facts = {
        "teams": teams,
        "penalty": found.penalty,
        "hard": list(found.unmet),
        "seed": found.seed,
        "applied": options.apply,
    }
    lines = [
        f"{len(found.members)}명을 {len(teams)}팀으로 나누{'었습니다' if options.apply else '면'}: 벌점 {found.penalty}",
        *found.unmet,
        *(f"{team['name']}\t{', '.join(team['members'])}" for team in teams),
    ]
    return Outcome(facts, lines)
