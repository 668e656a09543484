"""How long answers took: the median of the answered, the open counted beside it and not in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LeadTime:
    """The ``median`` days from receipt to answer of ``answered`` proposals, None of none; ``open`` still wait."""

    median: Decimal | None
    answered: int
    open: int


def lead_time(days: Iterable[int | None]) -> LeadTime:
    """Of each proposal its days from receipt to answer; None where it waits."""
    given = list(days)
    known = sorted(each for each in given if each is not None)
    if not known:
        return LeadTime(None, 0, len(given))
    middle = len(known) // 2
    twice = known[middle] + (known[middle] if len(known) % 2 else known[middle - 1])
    return LeadTime(Decimal(twice) / 2, len(known), len(given) - len(known))
