"""The figures that stand up, each with its rows: the years, employment, retention, money (CO-23, CO-29, AN-02, AN-06)."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.model.follow_up import Career, FollowUp
from desktop.model.payments import Clawback, Repayment
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import SubsidyClaim, SubsidySupport
from desktop.model.training import Cohort
from desktop.queries.charts import Chart, Mark, Rows, Shape
from desktop.queries.filtering import Filter, Test
from desktop.queries.placement.subsidies import burn
from desktop.rules.placement import MatchStatus
from desktop.rules.placement.employment import (
    CHECKED_AFTER,
    Graduate,
    Kept,
    Outcome,
    Rate,
    Step,
    chain,
    rates,
    retention,
)
from desktop.rules.subsidy.papers import ClaimStatus
from desktop.services.datafile.store import Store
from desktop.services.placement.follow_up import asking
from desktop.text.amounts import show_amount
from desktop.text.dates import show_date
from desktop.text.percent import show_percent

INTERNED = tuple(
    each.value for each in MatchStatus if each not in {MatchStatus.PLANNED, MatchStatus.CANCELLED}
)
_CONVERTED = (MatchStatus.CONVERTED.value,)


def graduates(session: Session, cohort_id: int, day: dt.date) -> list[Graduate]:
    """Everybody who completed, as they stand on a day; whom nobody asked is 미확인."""
    rows = session.scalars(
        select(Career).where(Career.cohort_id == cohort_id, Career.as_of <= day).order_by(Career.as_of)
    )
    known = {
        row.trainee_id: Graduate(row.trainee_id, Outcome(row.outcome), in_field=row.in_field) for row in rows
    }
    everyone = sorted({*asking.completed(session, cohort_id), *known})
    return [known.get(each, Graduate(each, Outcome.UNKNOWN)) for each in everyone]


def employment(session: Session, cohort_id: int, day: dt.date) -> tuple[Rate, ...]:
    """The rates of a cohort by each definition, with the people above and below the line."""
    return rates(graduates(session, cohort_id, day), day)


def years(session: Session, cohort_ids: Sequence[int]) -> tuple[int, int, int]:
    """How many of the cohorts together completed, were interns, and became regular staff."""
    completed = sum(len(asking.completed(session, each)) for each in cohort_ids)
    interned, converted = (
        session.scalar(
            select(func.count(func.distinct(Match.trainee_id)))
            .select_from(Match)
            .join(Opening)
            .where(Opening.cohort_id.in_(cohort_ids), Match.status.in_(statuses))
        )
        or 0
        for statuses in (INTERNED, _CONVERTED)
    )
    return completed, interned, converted


def steps(session: Session, cohort_ids: Sequence[int]) -> list[Step]:
    """53 → 36 → 12 with 67.9, 33.3 and 22.6 %, each with its denominator."""
    return chain(tuple(zip(("수료", "인턴", "정규직 전환"), years(session, cohort_ids), strict=True)))


def spent(session: Session, cohort_ids: Sequence[int]) -> int:
    """What was paid for the cohorts, less what came back, in won."""
    paid = session.scalar(
        select(func.coalesce(func.sum(SubsidyClaim.granted), 0))
        .join(SubsidySupport, SubsidySupport.id == SubsidyClaim.support_id)
        .join(Match, Match.id == SubsidySupport.match_id)
        .join(Opening, Opening.id == Match.opening_id)
        .where(Opening.cohort_id.in_(cohort_ids), SubsidyClaim.status == ClaimStatus.PAID.value)
    )
    back = session.scalar(
        select(func.coalesce(func.sum(Repayment.repaid), 0))
        .join(Clawback, Clawback.id == Repayment.clawback_id)
        .join(SubsidySupport, SubsidySupport.id == Clawback.support_id)
        .join(Match, Match.id == SubsidySupport.match_id)
        .join(Opening, Opening.id == Match.opening_id)
        .where(Opening.cohort_id.in_(cohort_ids))
    )
    return int(paid or 0) - int(back or 0)


def charts(store: Store, cohort_id: int | None) -> tuple[Chart, ...]:
    """The figures of the cohort in work, or of all cohorts together; () where nobody completed and no budget is there."""
    day = store.today()
    with store.read() as session:
        every = session.scalars(select(Cohort.id).order_by(Cohort.year, Cohort.id)).all()
        ids = list(every) if cohort_id is None else [cohort_id]
        burnt = burn.charts(session, cohort_id, day)
        if not years(session, ids)[0]:
            return burnt
        found = [_chain(session, ids, day), _by_year(session, list(every), day)]
        if cohort_id is not None:
            found.append(_employment(session, cohort_id, day))
        return (*found, _retention(session, ids, day), _money(session, ids, day), *burnt)


def _as_of(title: str, day: dt.date) -> str:
    return f"{title} ({show_date(day)} 기준)"


def _chain(session: Session, cohort_ids: Sequence[int], day: dt.date) -> Chart:
    rows = (
        Rows("careers", (Filter("latest", Test.ONE_OF, (True,)),)),
        Rows("matches", (Filter("status", Test.ONE_OF, INTERNED),)),
        Rows("matches", (Filter("status", Test.ONE_OF, _CONVERTED),)),
    )
    marks = [
        Mark(step.title, step.count, _told(step, first=not place), rows[place])
        for place, step in enumerate(steps(session, cohort_ids))
    ]
    return Chart(_as_of("수료에서 전환까지", day), Shape.BARS, tuple(marks))


def _told(step: Step, *, first: bool) -> str:
    return f"{step.count}명" if first else f"{step.count}명, 앞의 {step.of_before}, 수료의 {step.of_first}"


def _by_year(session: Session, cohort_ids: Sequence[int], day: dt.date) -> Chart:
    """The years behind and their sum, without the last cohort: its internships are still to come."""
    marks = []
    for cohort_id in cohort_ids:
        found = steps(session, [cohort_id])
        cohort = session.get_one(Cohort, cohort_id)
        told = f"수료 {found[0].count}, 인턴 {found[1].of_before}, 전환 {found[2].of_before}"
        marks.append(Mark(f"{cohort.year}년", found[0].count, told))
    ended = [each for each in cohort_ids if years(session, [each])[1]]
    if ended:
        found = steps(session, ended)
        told = f"수료 {found[0].count}, 인턴 {found[1].of_before}, 전환 {found[2].of_before}, 수료의 {found[2].of_first}"
        marks.append(Mark("인턴십을 한 기수", found[0].count, told))
    return Chart(_as_of("연도마다: 수료, 인턴(÷ 수료), 전환(÷ 인턴)", day), Shape.BARS, tuple(marks))


def _employment(session: Session, cohort_id: int, day: dt.date) -> Chart:
    marks = []
    for rate in employment(session, cohort_id, day):
        filters = [
            Filter("latest", Test.ONE_OF, (True,)),
            Filter("outcome", Test.ONE_OF, (Outcome.EMPLOYED.value,)),
        ]
        if rate.title.startswith("분야"):
            filters.append(Filter("in_field", Test.ONE_OF, (True,)))
        told = f"{show_percent(rate.share)} % ({len(rate.part)}/{len(rate.whole)}) {rate.definition}"
        marks.append(Mark(rate.title, len(rate.part), told, Rows("careers", tuple(filters)), rate.share))
    return Chart(_as_of("취업률: 한 수, 세 정의", day), Shape.BARS, tuple(marks))


def _retention(session: Session, cohort_ids: Sequence[int], day: dt.date) -> Chart:
    marks = []
    for months in CHECKED_AFTER:
        found = session.scalars(
            select(FollowUp.found)
            .join(Match, Match.id == FollowUp.match_id)
            .join(Opening, Opening.id == Match.opening_id)
            .where(Opening.cohort_id.in_(cohort_ids), FollowUp.months == months, FollowUp.found.is_not(None))
        ).all()
        kept = retention([Kept(each) for each in found if each], months)
        told = (
            f"같은 기업 {show_percent(kept.same_share)} % ({kept.same_company}/{kept.hired}), "
            f"취업 {show_percent(kept.employed_share)} % ({kept.employed}/{kept.hired}), 확인불가 {kept.unknown}"
        )
        rows = Rows("follow_ups", (Filter("months", Test.RANGE, (months, months)),))
        marks.append(Mark(f"{months}개월", kept.same_company, told, rows, kept.same_share))
    return Chart(_as_of("고용 유지(확인한 사람 가운데)", day), Shape.BARS, tuple(marks))


def _money(session: Session, cohort_ids: Sequence[int], day: dt.date) -> Chart:
    total = spent(session, cohort_ids)
    paid = Rows("claims", (Filter("status", Test.ONE_OF, (ClaimStatus.PAID.value,)),))
    marks = [Mark("지급 − 반납", total, show_amount(total), paid)]
    for title, count in zip(
        ("수료 한 명", "인턴 한 명", "전환 한 명"), years(session, cohort_ids), strict=True
    ):
        each = int(Fraction(total, count)) if count else None
        told = f"{show_amount(each)} ({total:,} ÷ {count})" if each is not None else "—"
        marks.append(Mark(title, each, told))
    return Chart(_as_of("한 사람에 든 지원금", day), Shape.BARS, tuple(marks))
