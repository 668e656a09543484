"""The command that makes a cohort's interview timetable without a window."""

import argparse
from dataclasses import asdict

from desktop.cli.commands import Outcome, open_store, scope_of
from desktop.services.placement.interviews import making


def make(options: argparse.Namespace) -> Outcome:
    """Give the interviews of a cohort their times, and say why some have none."""
    with open_store(options) as store:
        cohort_id = scope_of(store, "interviews", options.cohort).cohort_id
        assert cohort_id is not None
        made = making.make(store, cohort_id, options.seed)
    lines = [
        f"면접 {made.placed}건을 넣었습니다. 넣지 못한 면접 {len(made.waiting)}건, 기다리는 시간 {made.lost_minutes}분",
        *(f"{each.name}\t{each.company}\t{each.sentence}" for each in made.waiting),
    ]
    return Outcome(asdict(made), lines)
