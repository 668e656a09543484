"""How a year's budget is used up: 편성, and what was approved and paid of it by the end of each month (feature row AN-06)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.model.placement import Match, Opening
from desktop.model.subsidies import SubsidyBudget, SubsidyClaim, SubsidyPolicy, SubsidySupport
from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.queries.filtering import Filter, Test
from desktop.queries.placement.subsidies.policies import POLICY_LABEL
from desktop.rules.subsidy.papers import DRAWS, ClaimStatus
from desktop.text.amounts import show_amount

_DAY = dt.timedelta(1)
LINES = ("편성", "승인", "지급")


def charts(session: Session, cohort_id: int | None, today: dt.date) -> tuple[Chart, ...]:
    """One for each year with a budget, the newest first: of the claims of the cohort in work, or of all.

    A budget is a policy's, for all cohorts it supports: beside the claims of one stand the budgets of the policies that support
    its internships, and a year without one has no curve.
    """
    budgets = session.execute(_budgets(cohort_id)).all()
    years = sorted({year for year, _policy, _won in budgets}, reverse=True)
    return tuple(
        _chart(
            session, year, {policy: won for each, policy, won in budgets if each == year}, cohort_id, today
        )
        for year in years
    )


def _budgets(cohort_id: int | None) -> Select[int, str, int]:
    """Year, policy and won of each budget."""
    found = select(SubsidyBudget.year, SubsidyPolicy.name, SubsidyBudget.allocated).join(SubsidyPolicy)
    if cohort_id is None:
        return found
    supporting = (
        select(SubsidySupport.policy_id)
        .join(Match, Match.id == SubsidySupport.match_id)
        .join(Opening, Opening.id == Match.opening_id)
        .where(Opening.cohort_id == cohort_id)
    )
    return found.where(SubsidyBudget.policy_id.in_(supporting))


def _chart(
    session: Session, year: int, allocated: Mapping[str, int], cohort_id: int | None, today: dt.date
) -> Chart:
    drawn = _drawn(session, year, cohort_id)
    days = [day for approved, paid, _won in drawn for day in (approved, paid) if day is not None]
    until = max([min(today, dt.date(year, 12, 31)), dt.date(year, 1, 1), *days])
    ends = list(_month_ends(year, until))
    approved = [sum(won for day, _paid, won in drawn if day and day <= end) for end in ends]
    paid = [sum(won for _approved, day, won in drawn if day and day <= end) for end in ends]
    policies = sorted(allocated) if cohort_id is not None else ()
    marks = [
        Mark(
            _called(end, year),
            won,
            f"{line} {show_amount(won)}",
            _rows(line, year, end, policies),
        )
        for line, values in zip(LINES, ([sum(allocated.values())] * len(ends), approved, paid), strict=True)
        for end, won in zip(ends, values, strict=True)
    ]
    return Chart(f"{year}년 예산 집행(달마다의 합계)", Shape.LINE, tuple(marks), lines=LINES)


def _rows(line: str, year: int, end: dt.date, policies: Sequence[str]) -> Rows:
    """The budgets of the year, of ``policies`` where they are not all; or the claims that drew on them by the end of a month."""
    if line == LINES[0]:
        of_policies = (Filter(POLICY_LABEL.key, Test.ONE_OF, tuple(policies)),) if policies else ()
        return Rows("budgets", (Filter("year", Test.RANGE, (year, year)), *of_policies))
    day, statuses = ("approved_on", DRAWS) if line == LINES[1] else ("paid_on", (ClaimStatus.PAID.value,))
    return Rows(
        "claims",
        (
            Filter("budget_year", Test.RANGE, (year, year)),
            Filter("status", Test.ONE_OF, statuses),
            Filter(day, Test.RANGE, (None, end)),
        ),
    )


def _drawn(
    session: Session, year: int, cohort_id: int | None
) -> Sequence[tuple[dt.date | None, dt.date | None, int]]:
    """The day of approval, the day of payment and the won of each claim that draws on a budget of the year."""
    rows = (
        select(SubsidyClaim.approved_on, SubsidyClaim.paid_on, SubsidyClaim.granted)
        .join(SubsidyBudget, SubsidyBudget.id == SubsidyClaim.budget_id)
        .join(SubsidySupport, SubsidySupport.id == SubsidyClaim.support_id)
        .join(Match, Match.id == SubsidySupport.match_id)
        .join(Opening, Opening.id == Match.opening_id)
        .where(SubsidyBudget.year == year, SubsidyClaim.status.in_(DRAWS))
    )
    if cohort_id is not None:
        rows = rows.where(Opening.cohort_id == cohort_id)
    return [(approved, paid, won or 0) for approved, paid, won in session.execute(rows)]


def _month_ends(year: int, until: dt.date) -> Iterator[dt.date]:
    """The last day of each month from January to that of ``until``."""
    first = dt.date(year, 1, 1)
    while first <= until:
        after = (first + 31 * _DAY).replace(day=1)
        yield after - _DAY
        first = after


def _called(end: dt.date, year: int) -> str:
    """'11월', and of a year after the budget's '2023. 1월'."""
    return f"{end.month}월" if end.year == year else f"{end.year}. {end.month}월"
