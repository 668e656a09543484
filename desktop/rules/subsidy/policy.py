"""A subsidy without code (feature row CO-16): a policy is a head and lines, every number a setting. Won are whole numbers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from desktop.errors import UserError

HOURS_A_MONTH = 209
"""Of a 40-hour week with its paid day off (고용노동부 고시): an hourly minimum wage times these is the monthly one."""
MINIMUM_WAGES = {2020: 8_590, 2021: 8_720, 2022: 9_160, 2023: 9_620, 2024: 9_860, 2025: 10_030}
"""Won an hour by year; later years are settings."""


class Payee(StrEnum):
    """Who gets the money of a line."""

    COMPANY = "기업"
    INTERN = "인턴"
    MENTOR = "멘토"


class Basis(StrEnum):
    """What a unit's amount is taken from."""

    WAGE = "임금의 비율"
    INSURANCE = "보험료의 비율"
    FLAT = "정액"
    TIER = "임금 구간별 정액"


class Unit(StrEnum):
    """What is counted."""

    MONTH = "월"
    FOUR_WEEKS = "4주"
    WEEK = "주"
    ONCE = "1회"


class Month(StrEnum):
    """Months from the first day of work (민법 제160조), or of the calendar."""

    FROM_START = "만월"
    CALENDAR = "달력월"


class ProRata(StrEnum):
    """What a unit that is not whole is worth."""

    DAYS = "일할(달력일)"
    THIRTY = "일할(30일)"
    WORKING_DAYS = "일할(근무일)"
    BEGUN = "시작하면 전액"
    WHOLE = "다 채워야 지급"


class Start(StrEnum):
    """From when a line runs."""

    BEGINNING = "시작"
    CONVERSION = "정규직 전환"


@dataclass(frozen=True, slots=True)
class Line:
    """One payment of a policy.

    ``share`` is of the wage or the employer's insurance, ``amount`` the flat sum a unit, ``tiers`` pairs of least wage
    and amount. ``cap`` bounds a unit; ``within_wage`` keeps it below the wage paid. ``count`` units
    run from ``start``, the first ``skipped`` left out. ``paid_after`` of n pays only every n whole units in office;
    ``returned_before`` of n takes all back from who leaves within n months of the line's start.
    """

    payee: Payee
    basis: Basis
    count: int
    share: Fraction = Fraction(0)
    amount: int = 0
    tiers: tuple[tuple[int, int], ...] = ()
    cap: int | None = None
    within_wage: bool = False
    unit: Unit = Unit.MONTH
    start: Start = Start.BEGINNING
    skipped: int = 0
    paid_after: int = 1
    returned_before: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """The head: who and which company may have it, and how its lines are reckoned; None and () set no condition.

    ``rounding`` cuts a payment down to so many won, once, at its end. ``minimum_wages`` are won an hour by year.
    """

    name: str
    lines: tuple[Line, ...]
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    youngest: int | None = None
    oldest: int | None = None
    districts: tuple[str, ...] = ()
    local_companies: bool = False
    least_staff: int | None = None
    insured: bool = False
    excluded_fields: tuple[str, ...] = ()
    people_per_company: int | None = None
    least_wage: int | None = None
    excluded_programmes: tuple[str, ...] = ()
    month: Month = Month.CALENDAR
    pro_rata: ProRata = ProRata.DAYS
    rounding: int = 1
    minimum_wages: Mapping[int, int] = field(default_factory=lambda: MINIMUM_WAGES)


@dataclass(frozen=True, slots=True)
class Employment:
    """One internship as it is paid for: its first and last day (the real one), the monthly wage agreed, and the conversion.

    ``worked_until`` is the last day in office after a conversion, None while the person is still there. ``paid`` are the
    wages really paid, which bound a line that is `Line.within_wage`, and ``insurance`` the employer's contributions, else
    ``insurance_a_month``; both by the first day of the unit they belong to.
    """

    start: dt.date
    end: dt.date
    wage: int
    converted: dt.date | None = None
    worked_until: dt.date | None = None
    insurance_a_month: int = 0
    paid: Mapping[dt.date, int] = field(default_factory=dict)
    insurance: Mapping[dt.date, int] = field(default_factory=dict)


def check_policy(policy: Policy) -> None:
    """Raise UserError for a policy that cannot be reckoned."""
    if not policy.lines:
        raise UserError("지급 항목이 없습니다. 하나 이상 적어 주세요.", "lines")
    if policy.rounding not in {1, 10, 100, 1000}:
        raise UserError("절사 단위는 1, 10, 100, 1,000원 가운데 하나여야 합니다.", "rounding")
    if policy.valid_from and policy.valid_until and policy.valid_from > policy.valid_until:
        raise UserError("정책의 시작일이 종료일보다 뒤입니다. 날짜를 확인해 주세요.", "valid_until")
    for number, line in enumerate(policy.lines, start=1):
        _check_line(number, line)


def _check_line(number: int, line: Line) -> None:
    if line.count < 1 or line.skipped < 0 or line.paid_after < 1 or line.returned_before < 0:
        raise UserError(f"{number}번째 항목의 횟수를 1 이상으로 적어 주세요.", "count")
    if line.basis in {Basis.WAGE, Basis.INSURANCE} and not 0 < line.share <= 1:
        raise UserError(f"{number}번째 항목의 비율은 0 % 초과 100 % 이하여야 합니다.", "share")
    if line.basis is Basis.FLAT and line.amount <= 0:
        raise UserError(f"{number}번째 항목의 금액을 1원 이상으로 적어 주세요.", "amount")
    if line.basis is Basis.TIER and not line.tiers:
        raise UserError(f"{number}번째 항목의 임금 구간을 하나 이상 적어 주세요.", "tiers")


def check_employment(work: Employment) -> None:
    """Raise UserError for days out of order and a wage of nothing."""
    if work.end < work.start:
        raise UserError("인턴십 종료일이 시작일보다 앞입니다. 날짜를 확인해 주세요.", "end")
    if work.converted and work.converted < work.start:
        raise UserError("정규직 전환일이 시작일보다 앞입니다. 날짜를 확인해 주세요.", "converted")
    if work.worked_until and work.worked_until < (work.converted or work.start):
        raise UserError("퇴사일이 전환일보다 앞입니다. 날짜를 확인해 주세요.", "worked_until")
    if work.wage <= 0:
        raise UserError("월 임금을 1원 이상으로 적어 주세요.", "wage")
