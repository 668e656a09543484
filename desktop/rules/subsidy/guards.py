"""What keeps money from going out wrongly: conditions, the minimum wage, days paid twice, the budget, a repeatable sample."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop.errors import UserError
from desktop.rules import lottery
from desktop.rules.subsidy.policy import HOURS_A_MONTH, Employment, Policy
from desktop.text import dates
from desktop.text.amounts import show_amount
from desktop.text.hangul import attach


@dataclass(frozen=True, slots=True)
class Case:
    """Whom a policy is asked for: None where it is not known. ``nth_person`` counts this one among those of the company."""

    birth: dt.date | None = None
    address: str | None = None
    company_local: bool | None = None
    staff: int | None = None
    insured: bool | None = None
    field: str = ""
    nth_person: int = 1
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paid:
    """Days of one person already claimed: under ``label`` in the sentences."""

    label: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Budget:
    """Won: 편성, what is paid of it, and what is approved and not yet paid."""

    allocated: int
    paid: int = 0
    approved: int = 0

    @property
    def left(self) -> int:
        """What can still be approved."""
        return self.allocated - self.paid - self.approved


def refusals(policy: Policy, case: Case, work: Employment) -> tuple[str, ...]:
    """Why the policy does not apply, a sentence for each condition that is not met or not known; () where it applies."""
    return (*_of_person(policy, case, work), *_of_company(policy, case), *_of_wage(policy, work))


def short_of_minimum(wage: int, day: dt.date, policy: Policy) -> int:
    """How many won the monthly wage is below the minimum wage of the day's year; 0 where it is not, or the year has none set."""
    return max(0, policy.minimum_wages.get(day.year, 0) * HOURS_A_MONTH - wage)


def check_days(first: dt.date, last: dt.date, paid: Iterable[Paid]) -> None:
    """Raise UserError, naming the earlier claim, where a day would be paid twice; touching months is no overlap, days are."""
    if last < first:
        raise UserError("청구 기간의 끝이 시작보다 앞입니다. 날짜를 확인해 주세요.", "last")
    for each in sorted(paid, key=lambda claim: claim.first):
        if each.first <= last and first <= each.last:
            days = f"{dates.show_date(each.first)}~{dates.show_date(each.last)}"
            raise UserError(f"이미 청구한 날과 겹칩니다: {each.label}({days}). 기간을 고쳐 주세요.", "first")


def check_within(first: dt.date, last: dt.date, work: Employment) -> None:
    """Raise UserError for a claim of days outside the contract and, where converted, the office after it."""
    until = max(work.end, work.worked_until or (dt.date.max if work.converted else work.end))
    if first < work.start or last > until:
        days = f"{dates.show_date(work.start)}~{dates.show_date(work.end)}"
        raise UserError(f"청구 기간이 계약 기간({days}) 밖입니다. 기간을 고쳐 주세요.", "last")


def check_granted(computed: int, requested: int, granted: int) -> None:
    """Raise UserError unless 0 < granted ≤ requested ≤ computed won."""
    if requested <= 0 or granted <= 0:
        raise UserError("0원은 청구하거나 승인할 수 없습니다. 금액을 확인해 주세요.", "requested")
    if requested > computed:
        raise UserError(
            f"청구액 {attach(show_amount(requested), '이/가')} 계산한 금액 {show_amount(computed)}보다 많습니다.",
            "requested",
        )
    if granted > requested:
        raise UserError(
            f"승인액 {attach(show_amount(granted), '이/가')} 청구액 {show_amount(requested)}보다 많습니다.",
            "granted",
        )


def check_budget(budget: Budget, amount: int) -> None:
    """Raise UserError, with the shortfall in won, where an approval would draw more than is left."""
    if amount <= 0:
        raise UserError("0원은 승인할 수 없습니다. 금액을 확인해 주세요.", "granted")
    if amount > budget.left:
        short = show_amount(amount - budget.left)
        raise UserError(
            f"예산 잔액이 {show_amount(max(0, budget.left))}이라 {attach(short, '이/가')} 모자랍니다.",
            "granted",
        )


def balance(owed: int, repayments: Iterable[int]) -> int:
    """What is still to be given back. Raises UserError for a repayment of nothing or more than is owed."""
    left = owed
    for won in repayments:
        if won <= 0 or won > left:
            raise UserError(f"반납액은 1원 이상, 남은 {show_amount(left)} 이하여야 합니다.", "repaid")
        left -= won
    return left


def sample(ids: Sequence[int], share: Fraction, seed: int) -> list[int]:
    """The claims to be looked at, ascending: so large a share, rounded up; the same seed draws the same from the same claims."""
    luck = lottery.numbers(ids, seed)
    drawn = sorted(luck, key=luck.__getitem__)[: math.ceil(len(luck) * share)]
    return sorted(drawn)


def _of_person(policy: Policy, case: Case, work: Employment) -> Iterable[str]:
    if (policy.valid_from and work.start < policy.valid_from) or (
        policy.valid_until and work.start > policy.valid_until
    ):
        yield f"시작일 {dates.show_date(work.start)}은 정책 기간 밖입니다."
    if policy.youngest is not None or policy.oldest is not None:
        if case.birth is None:
            yield "생년월일이 없어 나이를 알 수 없습니다."
        elif (
            not (policy.youngest or 0)
            <= (age := dates.age_on(case.birth, work.start))
            <= (policy.oldest or 999)
        ):
            yield f"시작일에 만 {age}세로 나이 기준({policy.youngest or ''}~{policy.oldest or ''}세) 밖입니다."
    if policy.districts and not set(policy.districts) & set((case.address or "").replace(",", " ").split()):
        yield f"주소가 {', '.join(policy.districts)} 밖이거나 없습니다."
    for programme in policy.excluded_programmes:
        if programme in case.programmes:
            yield f"{attach(programme, '과/와')} 함께 받을 수 없습니다."


def _of_company(policy: Policy, case: Case) -> Iterable[str]:
    if policy.local_companies and not case.company_local:
        yield "관내 기업이 아니거나 확인되지 않았습니다."
    if policy.least_staff is not None and (case.staff is None or case.staff < policy.least_staff):
        now = "모름" if case.staff is None else f"{case.staff}명"
        yield f"상시근로자가 {policy.least_staff}명 이상이어야 합니다(지금 {now})."
    if policy.insured and not case.insured:
        yield "고용보험 가입이 확인되지 않았습니다."
    if case.field and case.field in policy.excluded_fields:
        yield f"제외 업종입니다: {case.field}."
    if policy.people_per_company is not None and case.nth_person > policy.people_per_company:
        yield f"기업당 {policy.people_per_company}명까지입니다(이번이 {case.nth_person}번째)."


def _of_wage(policy: Policy, work: Employment) -> Iterable[str]:
    if policy.least_wage is not None and work.wage < policy.least_wage:
        yield f"월 임금이 {show_amount(policy.least_wage)} 이상이어야 합니다(지금 {show_amount(work.wage)})."
    for year in range(work.start.year, work.end.year + 1):
        first = max(work.start, dt.date(year, 1, 1))
        if short := short_of_minimum(work.wage, first, policy):
            yield f"{year}년 {first.month}월 임금이 최저임금보다 {show_amount(short)} 적습니다."
