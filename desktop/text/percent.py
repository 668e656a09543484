"""Shares as percentages, rounded one way everywhere: half up, from exact fractions."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

NOTHING = "—"


def show_percent(share: Fraction | None, minimum: Fraction | None = None, digits: int = 1) -> str:
    """A share of 1 as a percentage without its sign: 19/24 → '79.2'; '—' where there is none (0 ÷ 0).

    Where that many ``digits`` would show the ``minimum`` for one who is below it, as many more as it takes: 767/959 of 80 % is
    '79.98', never '80.0'.
    """
    if share is None:
        return NOTHING
    below = minimum is not None and share < minimum
    while True:
        whole = _half_up(share * 100, digits)
        if not below or whole < (minimum or 0) * 100 * 10**digits:
            return f"{Decimal(whole).scaleb(-digits):.{digits}f}"
        digits += 1


def plain_percent(share: Fraction) -> str:
    """A setting as it was typed, with the digits it has up to four: 80/100 → '80', 667/1000 → '66.7', 1/6 → '16.6667'."""
    figure = Decimal(_half_up(share * 100, 4)).scaleb(-4)
    return f"{figure.normalize():f}"


def half_up(value: Decimal, digits: int) -> Decimal:
    """Rounded away from zero at the half, as people round: 2.675 and 2 → 2.68."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _half_up(share: Fraction, digits: int) -> int:
    """``share`` in units of the last digit; of negative ones the half goes away from zero too."""
    unit: int = 10**digits
    scaled = abs(share) * unit
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return whole if share >= 0 else -whole
