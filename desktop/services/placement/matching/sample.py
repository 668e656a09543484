"""Preferences of the practice file: of the thirty of 2022 and their openings, and the plan by which those of 2021 were placed."""

import random

from sqlalchemy import select

from desktop.model.matching import MatchingPair, Preference
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort
from desktop.rules.placement import FORBIDDEN, SIDES, PlanKind
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.placement.matching import keeping
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching.market import Market

_TRAINEES, _COMPANIES = SIDES
_WISHES = 4
_SILENT = 3
"""So many have named nobody yet."""


def fill(store: Store) -> None:
    """Put them into the sample, which has its internships by then."""
    with store.operation("희망 순위와 배정안 적기") as op:
        cohorts = {row.year: row.id for row in op.session.scalars(select(Cohort))}
        earlier = markets.read(op.session, cohorts[2021])
        _rank(op, earlier, random.Random(2021), silent=0)  # noqa: S311 - invented
        _accepted(op, cohorts[2021])
        now = markets.read(op.session, cohorts[2022])
        _rank(op, now, random.Random(2022), silent=_SILENT)  # noqa: S311 - invented
        free = [each for each in now.people if each not in now.held]
        op.add(
            MatchingPair(
                trainee_id=free[0], opening_id=next(iter(now.openings)), verdict=FORBIDDEN, note="친족이 대표"
            )
        )


def _rank(op: Operation, market: Market, draw: random.Random, *, silent: int) -> None:
    """A few wishes each, now and then two alike; companies rank who names them, and refuse one now and then."""
    openings, rows = list(market.openings), []
    named: dict[int, list[int]] = {each: [] for each in openings}
    for who in list(market.people)[: len(market.people) - silent]:
        wishes = draw.sample(openings, _WISHES)
        at = market.held.get(who)
        if at is not None and at not in wishes:
            wishes[draw.randrange(3)] = at
        rank = 0
        for place, opening in enumerate(wishes):
            rank += place == 0 or draw.random() > 0.15
            rows.append(_row(_TRAINEES, who, opening, rank))
            named[opening].append(who)
    for opening, people in named.items():
        draw.shuffle(people)
        rank = 0
        for place, who in enumerate(people):
            rank += place == 0 or draw.random() > 0.2
            refused = draw.random() < 0.05 and market.held.get(who) != opening
            rows.append(_row(_COMPANIES, who, opening, None if refused else rank))
    op.insert_many(Preference, rows)


def _row(side: str, trainee_id: int, opening_id: int, rank: int | None) -> dict[str, object]:
    return {"side": side, "trainee_id": trainee_id, "opening_id": opening_id, "rank": rank}


def _accepted(op: Operation, cohort_id: int) -> None:
    """The plan of a cohort whose people are placed: what stood, kept with its reasons."""
    market = markets.read(op.session, cohort_id)
    matches = op.session.scalars(
        select(Match).join(Opening).where(Opening.cohort_id == cohort_id).order_by(Match.id)
    ).all()
    row = keeping.put(op, market, PlanKind.BY_HAND, 0, {who: market.held.get(who) for who in market.people})
    row.accepted_on, row.chosen_by, row.note = row.made_on, op.user, "면접 결과와 희망을 보아 정함"
    lines = keeping.lines(op.session, row.id)
    for match in matches:
        if match.trainee_id in lines:
            lines[match.trainee_id].match_id = match.id
