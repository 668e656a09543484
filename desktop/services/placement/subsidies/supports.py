"""Whom a policy supports: its conditions, and each claim to come (feature rows CO-16, CO-27)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from desktop.errors import UserError
from desktop.model.internships import Conversion
from desktop.model.payments import OtherSupport
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import SubsidyBudget, SubsidyClaim, SubsidyPolicy, SubsidySupport
from desktop.queries.card import Linked
from desktop.rules.placement import ConversionStatus, MatchStatus
from desktop.rules.subsidy import Budget, Case, Claim, Employment, claims, refusals, short_of_minimum
from desktop.rules.subsidy.papers import ClaimStatus
from desktop.services.datafile.operations import Operation
from desktop.services.placement.subsidies import policies
from desktop.text.amounts import show_amount
from desktop.text.dates import show_date
from desktop.text.holidays import holidays

_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a signed contract will cost: ``short`` pairs of a year's first day at work and the won below its minimum wage.

    ``left`` is, by year, what the budget still has, and what it will have once all of this is paid; None without a budget.
    """

    rows: tuple[Claim, ...]
    short: tuple[tuple[dt.date, int], ...]
    left: Mapping[int, tuple[int, int] | None]


def label(row: SubsidySupport) -> str:
    """'조승완·가람데이터 서초 2021'."""
    return f"{row.match.trainee.person.name}·{row.match.opening.company.name} {row.policy.name}"


def claim_label(row: SubsidyClaim) -> str:
    """'조승완 2022. 10. 4.~2022. 10. 31. 기업'."""
    name = row.support.match.trainee.person.name
    return f"{name} {show_date(row.first_on)}~{show_date(row.last_on)} {row.payee}"


def contracted_on(row: SubsidySupport) -> dt.date | None:
    """The day of the contract as a regular employee that the internship led to."""
    session = object_session(row)
    assert session is not None
    return session.scalar(
        select(Conversion.contracted_on).where(
            Conversion.match_id == row.match_id, Conversion.status == ConversionStatus.CONTRACTED.value
        )
    )


def employment(row: SubsidySupport) -> Employment:
    """The internship as it is paid for: to the last day really worked, and from a conversion on.

    The day of a conversion is the one written down here, else that of its contract; who is 정규직 전환 without either was
    hired the day after the internship.
    """
    match = row.match
    converted = row.converted_on or contracted_on(row)
    if converted is None and match.status == MatchStatus.CONVERTED.value:
        converted = match.ends_on + _DAY
    end = match.ends_on
    if row.left_on and converted is None:
        end = min(end, row.left_on)
    return Employment(
        start=match.starts_on,
        end=max(end, match.starts_on),
        wage=row.wage,
        converted=converted,
        worked_until=row.left_on if converted else None,
        insurance_a_month=row.insurance or 0,
        paid=_wages_paid(row),
    )


def _wages_paid(row: SubsidySupport) -> dict[dt.date, int]:
    """What the company really paid, by the first day of the claims it is written at."""
    session = object_session(row)
    assert session is not None
    written = select(SubsidyClaim.first_on, SubsidyClaim.paid_wage).where(SubsidyClaim.support_id == row.id)
    return {day: won for day, won in session.execute(written.order_by(SubsidyClaim.id)) if won is not None}


def reckoned(session: Session, row: SubsidySupport) -> list[Claim]:
    """Every payment of the policy for the internship, with its calculation."""
    work = employment(row)
    until = max(work.end, work.converted or work.end) + dt.timedelta(731)
    return claims(policies.reckoned(session, row.policy), work, frozenset(holidays(work.start, until)))


def why_not(session: Session, row: SubsidySupport) -> tuple[str, ...]:
    """A sentence for each condition of the policy that is not met."""
    match, work = row.match, employment(row)
    company, person = match.opening.company, match.trainee.person
    before = select(func.count()).select_from(SubsidySupport).join(Match).join(Opening)
    nth = session.scalar(
        before.where(
            SubsidySupport.policy_id == row.policy_id,
            Opening.company_id == company.id,
            SubsidySupport.id < (row.id or 1 << 60),
        )
    )
    others = session.scalars(
        select(OtherSupport.programme).where(
            OtherSupport.trainee_id == match.trainee_id,
            OtherSupport.first_on <= work.end,
            OtherSupport.last_on >= work.start,
        )
    )
    case = Case(
        birth=person.birth_date,
        address=person.address,
        company_local=company.in_district or row.local_company,
        staff=company.head_count,
        insured=row.insured,
        field=company.field or "",
        nth_person=(nth or 0) + 1,
        programmes=tuple(others),
    )
    return refusals(policies.reckoned(session, row.policy), case, work)


def check_support(op: Operation, row: SubsidySupport, _values: Mapping[str, Any]) -> None:
    """Raise UserError where the policy's conditions are not met and no reason says why it supports all the same.

    A wage below the minimum of a later year is told in the forecast; below that of the first day it is refused.
    """
    op.session.flush()
    policy = policies.reckoned(op.session, row.policy)
    if short := short_of_minimum(row.wage, row.match.starts_on, policy):
        raise UserError(
            f"월 임금이 {row.match.starts_on.year}년 최저임금보다 {show_amount(short)} 적습니다. 임금을 확인해 주세요.",
            "wage",
        )
    told = [each for each in why_not(op.session, row) if "최저임금" not in each]
    if told and not row.waived:
        raise UserError(f"{label(row)}: {told[0]} 그래도 지원하면 '예외 사유'를 적어 주세요.", "waived")


def forecast(session: Session, row: SubsidySupport) -> Forecast:
    """Each claim to come, each year's minimum wage, and the budget left."""
    policy, work = policies.reckoned(session, row.policy), employment(row)
    asked = {
        (line, first)
        for line, first in session.execute(
            select(SubsidyClaim.line_id, SubsidyClaim.first_on).where(
                SubsidyClaim.support_id == row.id, SubsidyClaim.status != ClaimStatus.REJECTED.value
            )
        )
    }
    lines = policies.lines_of(session, row.policy_id)
    rows = tuple(each for each in reckoned(session, row) if (lines[each.line].id, each.first) not in asked)
    firsts = [max(work.start, dt.date(year, 1, 1)) for year in range(work.start.year, work.end.year + 1)]
    short = tuple((day, won) for day in firsts if (won := short_of_minimum(work.wage, day, policy)))
    left = {
        year: _left(session, row.policy_id, year, [each for each in rows if each.last.year == year])
        for year in sorted({each.last.year for each in rows})
    }
    return Forecast(rows, short, left)


def budget_of(session: Session, policy_id: int, year: int) -> SubsidyBudget | None:
    """The budget that claims of a policy with their last day in the year draw on."""
    return session.scalar(
        select(SubsidyBudget).where(SubsidyBudget.policy_id == policy_id, SubsidyBudget.year == year)
    )


def drawn(session: Session, budget: SubsidyBudget, *, besides: int = 0) -> Budget:
    """The budget in won, not counting the claim with the id ``besides``."""

    def of(*statuses: ClaimStatus) -> int:
        return int(
            session.scalar(
                select(func.coalesce(func.sum(SubsidyClaim.granted), 0)).where(
                    SubsidyClaim.budget_id == budget.id,
                    SubsidyClaim.status.in_([each.value for each in statuses]),
                    SubsidyClaim.id != besides,
                )
            )
            or 0
        )

    return Budget(budget.allocated, of(ClaimStatus.PAID), of(ClaimStatus.APPROVED, ClaimStatus.UNPAID))


def _left(session: Session, policy_id: int, year: int, rows: Sequence[Claim]) -> tuple[int, int] | None:
    budget = budget_of(session, policy_id, year)
    if budget is None:
        return None
    now = drawn(session, budget).left
    return now, now - sum(each.amount for each in rows)


def on_card(session: Session, support_id: int) -> Sequence[Linked]:
    """The forecast on a support's card, what falls short first."""
    row = session.get(SubsidySupport, support_id)
    if row is None:
        return ()
    found = forecast(session, row)
    told = [
        Linked(f"인턴십 {label(row)}", "matches", row.match_id),
        Linked(f"정책 {row.policy.name}", "subsidy_policies", row.policy_id),
    ]
    told += [
        Linked(f"주의: {day.year}년 {day.month}월 임금이 최저임금보다 {show_amount(won)} 적습니다")
        for day, won in found.short
    ]
    told += [
        Linked(f"예고: {show_date(each.first)}~{show_date(each.last)} {each.payee} {' '.join(each.steps)}")
        for each in found.rows
    ]
    for year, left in found.left.items():
        if left is None:
            told.append(Linked(f"주의: {year}년 예산이 없습니다. '지원 예산'에 적어 주세요"))
        else:
            told.append(
                Linked(f"{year}년 예산 잔액 {show_amount(left[0])}, 예고를 모두 지급하면 {left[1]:,}원")
            )
    return told


def of_policy(session: Session, policy_id: int) -> Sequence[Linked]:
    """A policy's lines, and whom it supports, on its card."""
    row = session.get(SubsidyPolicy, policy_id)
    if row is None:
        return ()
    count = session.scalar(select(func.count()).where(SubsidySupport.policy_id == policy_id)) or 0
    lines = [
        Linked(f"항목 {policies.line_label(each).removeprefix(row.name).strip()}", "policy_lines", each.id)
        for each in policies.lines_of(session, policy_id)
    ]
    return [*lines, Linked(f"지원 대상 {count:,}건")]
