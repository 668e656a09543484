"""A plan accepted: kept with its seed, settings and reasons, and every pair of it made an internship, in one undoable operation."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.matching import MatchingPlan
from desktop.model.placement import Match, Opening
from desktop.rules.fields import Field, Kind
from desktop.rules.matching import Plan
from desktop.rules.placement import MatchStatus, PlanKind
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.placement import internships
from desktop.services.placement.companies import standing
from desktop.services.placement.matching import keeping, plans
from desktop.services.placement.matching import market as markets
from desktop.services.placement.matching.market import Market
from desktop.services.placement.settings import INTERNSHIP_MONTHS
from desktop.text.dates import months_end

ACCEPT_FIELDS = (
    Field(
        "starts_on",
        "시작일",
        Kind.DATE,
        help="모집에 시작 예정일이 적혀 있으면 그날에 시작합니다.",
    ),
    Field("chosen_by", "고른 사람", Kind.NAME, required=True, max_length=60),
    Field("note", "고른 까닭", Kind.LONG_TEXT),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person said when accepting: when those begin whose opening names no day, who chose, and why."""

    starts_on: dt.date | None = None
    chosen_by: str = ""
    note: str | None = None


def accept(store: Store, cohort_id: int, kind: PlanKind, seed: int, choice: Choice) -> Changes:
    """Accept a plan made by rule with this seed, or the one made by hand.

    Raises UserError, with the name, where an internship cannot be made; then nothing is.
    """
    with store.operation(f"배정안 받아들이기: {kind.value}") as op:
        market = markets.read(op.session, cohort_id)
        plan, row = _plan(op, market, kind, seed)
        new = {who: where for who, where in plan.items() if where is not None and who not in market.held}
        if not new:
            raise UserError(
                "새로 배정되는 사람이 없습니다. '희망'에서 교육생과 기업의 순위를 먼저 적어 주세요."
            )
        row = row or keeping.put(op, market, kind, seed, plan)
        row.accepted_on, row.chosen_by, row.note = op.at.astimezone().date(), choice.chosen_by, choice.note
        row.settings = {**row.settings, "starts_on": choice.starts_on and choice.starts_on.isoformat()}
        make(op, market, row, new, choice.starts_on)
        op.name = f"배정안 받아들이기: {kind.value}, {len(new)}명"
    return op.changes


def _plan(op: Operation, market: Market, kind: PlanKind, seed: int) -> tuple[Plan, MatchingPlan | None]:
    if kind is not PlanKind.BY_HAND:
        return plans.draw(market, kind, seed).plan, None
    row = keeping.by_hand(op.session, market.cohort_id)
    if row is None:
        raise UserError("손으로 만든 안이 없습니다. 사람을 옮겨 먼저 만들어 주세요.")
    return keeping.plan_of(op.session, row.id, market), row


def make(op: Operation, market: Market, row: MatchingPlan, new: Plan, starts_on: dt.date | None) -> None:
    """Make the internships of those who newly have an opening, and tell the plan's lines of them."""
    months = value(op.session, INTERNSHIP_MONTHS)
    lines = keeping.lines(op.session, row.id)
    openings = {
        each.id: each for each in _openings(op, {where for where in new.values() if where is not None})
    }
    for who, where in new.items():
        opening, person = openings[where or 0], market.people[who]
        day = opening.starts_on or starts_on
        if day is None:
            raise UserError(
                f"{market.openings[opening.id].label}: 시작일이 없습니다. 시작일을 적어 주세요.", "starts_on"
            )
        match = Match(
            trainee_id=who,
            opening_id=opening.id,
            starts_on=day,
            ends_on=months_end(day, months),
            status=MatchStatus.PLANNED.value,
            origin="추천",
            wage=opening.wage,
        )
        try:
            standing.check_takes(opening.company)
            op.add(match)
            internships.check_match(op, match, {})
        except UserError as error:
            raise UserError(f"{person.label}: {error.message}", error.field) from None
        lines[who].match_id = match.id


def _openings(op: Operation, ids: Iterable[int]) -> Iterable[Opening]:
    return op.session.scalars(select(Opening).where(Opening.id.in_(ids)))
