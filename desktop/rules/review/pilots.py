"""What a pilot showed: of the way from the baseline to the target, the share that was covered."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median

from desktop.errors import UserError
from desktop.text.percent import show_percent


class Verdict(StrEnum):
    """What follows a pilot."""

    WIDEN = "확대"
    MEND = "수정"
    STOP = "중단"


def progress(baseline: Decimal, target: Decimal, actual: Decimal) -> Fraction:
    """The share of the gap covered: 40 → 60, actual 55 is 3/4; more than 1 beyond the target, below 0 on the wrong side.

    Whether more or less is better is told by the target. Raises UserError where target and baseline are the same.
    """
    check_gap(baseline, target)
    return Fraction(actual - baseline) / Fraction(target - baseline)


def check_gap(baseline: Decimal, target: Decimal) -> None:
    """Raise UserError where there is no way from the baseline to the target."""
    if target == baseline:
        raise UserError(
            "목표값이 기준값과 같으면 달성률을 셀 수 없습니다. 목표값을 다르게 적어 주세요.", "target"
        )


def show_progress(baseline: Decimal, target: Decimal, actual: Decimal | None) -> str:
    """The progress as a percentage, '75.0 %'; '' where nothing was measured yet."""
    return "" if actual is None else show_share(progress(baseline, target, actual))


def show_share(share: Fraction) -> str:
    """A share of a gap as a percentage, '−25.0 %'."""
    return f"{show_percent(share).replace('-', '−')} %"


def median_share(shares: Sequence[Fraction]) -> Fraction | None:
    """The middle one of several, half way between the two in the middle; None of none."""
    return median(shares) if shares else None


def check_close(verdict: str | None, unmeasured: list[str]) -> None:
    """Raise UserError, beside the verdict, unless a pilot may be closed: every indicator measured, and a verdict given."""
    if unmeasured:
        raise UserError(
            f"결과를 적지 않은 지표가 있습니다: {', '.join(unmeasured)}. 지표마다 결과값을 적어 주세요.",
            "verdict",
        )
    if not verdict:
        raise UserError(
            f"시범운영을 마치려면 판정을 골라 주세요: {', '.join(each.value for each in Verdict)}.", "verdict"
        )
