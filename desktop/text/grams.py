"""Texts as the pairs of neighbouring characters they are made of: what is alike is found by them, however it is spaced."""

import re
from collections import Counter
from itertools import pairwise

_APART = re.compile(r"[\s\W_]+")


def squeezed(text: str | None) -> str:
    """The letters and digits alone, in lower case: '걷기 좋은, 거리' → '걷기좋은거리'."""
    return _APART.sub("", text or "").lower()


def grams(text: str | None) -> list[str]:
    """Every two neighbouring characters of the squeezed text: '좋은 길' → ['좋은', '은길']."""
    told = squeezed(text)
    return [first + second for first, second in pairwise(told)]


def dice(one: Counter[str], other: Counter[str]) -> float:
    """How alike two bags of pairs are, 0 to 1 (Sørensen–Dice); only for ordering, so a float will do."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
