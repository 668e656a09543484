"""What is paid, unit by unit, each amount with its calculation (feature row CO-16)."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from desktop.rules.subsidy.policy import (
    Basis,
    Employment,
    Line,
    Payee,
    Policy,
    check_employment,
    check_policy,
)
from desktop.rules.subsidy.units import Span, line_start, spans
from desktop.text import dates
from desktop.text.amounts import show_amount
from desktop.text.percent import plain_percent


@dataclass(frozen=True, slots=True)
class Claim:
    """One payment: the days it is for, from when it can be asked for, its won and how they came about, step by step.

    ``line`` is the line's number in the policy, from 0. An amount may be 0; then ``steps`` says why, and no claim can be made.
    """

    line: int
    payee: Payee
    number: int
    first: dt.date
    last: dt.date
    due: dt.date
    amount: int
    steps: tuple[str, ...]


def claims(policy: Policy, work: Employment, holidays: Collection[dt.date] = ()) -> list[Claim]:
    """Every payment of the policy for one internship, in the order of days; conditions are judged apart (`guards.refusals`).

    Raises UserError for a policy that cannot be reckoned and days out of order.
    """
    check_policy(policy)
    check_employment(work)
    found = [
        claim
        for number, line in enumerate(policy.lines)
        for claim in _line_claims(number, line, policy, work, holidays)
    ]
    return sorted(found, key=lambda each: (each.first, each.line))


def total(rows: Iterable[Claim]) -> int:
    """The sum in won."""
    return sum(each.amount for each in rows)


def returned(policy: Policy, work: Employment, paid: Iterable[tuple[int, int]]) -> int:
    """What has to be given back (환수), of ``paid`` pairs of line number and won.

    All that a line paid, where the person left before the line's months were over.
    """
    sums: dict[int, int] = {}
    for number, won in paid:
        sums[number] = sums.get(number, 0) + won
    return sum(won for number, won in sums.items() if _left_too_early(policy.lines[number], work))


def _left_too_early(line: Line, work: Employment) -> bool:
    begin = line_start(line, work)
    if not (line.returned_before and begin and work.worked_until):
        return False
    return work.worked_until < dates.months_end(begin, line.returned_before)


def _line_claims(
    number: int, line: Line, policy: Policy, work: Employment, holidays: Collection[dt.date]
) -> list[Claim]:
    units = spans(line, policy, work, holidays)
    whole = sum(1 for each in units if each.part == 1)
    held = whole - whole % line.paid_after
    found = []
    for unit in units:
        amount, steps = _amount(line, policy, work, unit)
        due = unit.last
        if line.paid_after > 1:
            place = -(-unit.number // line.paid_after) * line.paid_after
            due = units[min(place, len(units)) - 1].last
            if unit.number > held:
                amount, steps = 0, (*steps, f"재직 {place}개월을 채우지 못해 지급하지 않음")
        found.append(Claim(number, line.payee, unit.number, unit.first, unit.last, due, amount, steps))
    return found


def _amount(line: Line, policy: Policy, work: Employment, unit: Span) -> tuple[int, tuple[str, ...]]:
    """Exact until the end, where it is cut down once."""
    base, steps = _base(line, work, unit)
    if line.cap is not None and base > line.cap:
        base = Fraction(line.cap)
        steps.append(f"한도 {show_amount(line.cap)}")
    won = base * unit.part
    if unit.part != 1:
        steps.append(f"× {unit.words or plain_percent(unit.part) + ' %'}{_trimmed(unit)}")
    paid = work.paid.get(unit.unit_first, work.paid.get(unit.first))
    if line.within_wage:
        wage = Fraction(paid) if paid is not None else work.wage * unit.part
        if won > wage:
            won = wage
            steps.append(
                "임금을 넘지 않음" if paid is None else f"실지급 임금 {show_amount(paid)}을 넘지 않음"
            )
        elif paid is not None:
            steps.append(f"실지급 임금 {show_amount(paid)} 이내")
    amount = int(won) // policy.rounding * policy.rounding
    if amount != won:
        steps.append(f"{policy.rounding:,}원 미만 절사")
    steps.append(f"= {show_amount(amount)}")
    return amount, tuple(steps)


def _base(line: Line, work: Employment, unit: Span) -> tuple[Fraction, list[str]]:
    """A whole unit's won before cap and pro rata. A wage that was really paid for a part is already for that part."""
    wage = work.wage
    if line.basis is Basis.WAGE:
        return wage * line.share, [f"월 임금 {show_amount(wage)} × {plain_percent(line.share)} %"]
    if line.basis is Basis.INSURANCE:
        paid = work.insurance.get(unit.unit_first, work.insurance_a_month)
        return paid * line.share, [f"사업주 보험료 {show_amount(paid)} × {plain_percent(line.share)} %"]
    if line.basis is Basis.TIER:
        reached = [(least, amount) for least, amount in sorted(line.tiers) if wage >= least]
        if not reached:
            return Fraction(0), [f"월 임금 {show_amount(wage)}: 해당 구간 없음"]
        least, amount = reached[-1]
        return Fraction(amount), [f"월 임금 {show_amount(least)} 이상 구간 {show_amount(amount)}"]
    return Fraction(line.amount), [f"정액 {show_amount(line.amount)}"]


def _trimmed(unit: Span) -> str:
    """Where the line's units were used up before."""
    counted = unit.words.partition(" ")[2] or unit.words
    share = counted.removesuffix("일")
    if "/" in share and Fraction(share) != unit.part:
        return f" 가운데 남은 {plain_percent(unit.part)} %"
    return ""
