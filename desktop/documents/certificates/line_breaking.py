"""Where a sentence in the middle of a page is broken: by sense, and so that no line is shorter than the one above it.

Hangul may be broken after any word, but a reader stumbles where '이 / 증서를' or '「서초 / AI칼리지」' comes apart.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

EVENED = 0.1
"""The part of a line above it by which a line may fall short, and be spaced out to its width."""
Measure = Callable[[str], float]
_CLAUSE_ENDS = (
    ",", ".", ";", ":", "!", "?", "며", "고", "여", "어", "서", "면", "므로", "니", "나", "지만", "는데",
)  # fmt: skip
_PHRASE_ENDS = (
    "은", "는", "이", "가", "을", "를", "와", "과", "에", "에서", "에게", "로", "으로", "도", "만", "까지", "부터",
)  # fmt: skip
_LEAN_ON_THE_NEXT = frozenset({"위", "이", "그", "본", "및", "각", "한", "두", "세", "제", "또는"})
_BELONG_TO_THE_NEXT = frozenset({"함께", "같이", "서로"})
_MODIFY_THE_NEXT = ("히", "게", "의", "한", "된", "할", "될", "던")
_LEANING = 200.0
"""What a break costs that no shape of the lines is worth."""
_CLAUSE, _PHRASE, _MODIFYING = 0.0, 1.0, 5.0
_OTHERWISE = 3.0
_INSIDE_BRACKETS = 100.0
_FALLING, _RAGGED = 50.0, 4.0


def lines_of(text: str, most: float, limit: int, measure: Measure) -> list[str]:
    """The text in as few lines of at most ``most`` as it takes, each about as wide as the one above or wider.

    One line more, up to ``limit``, is better than a line that falls short. Breaks of the text itself stay, while there is
    room for as many lines. None come back where it does not fit.
    """
    paragraphs = text.split("\n")
    whole = " ".join(paragraphs)
    if (limit == 1 or len(paragraphs) == 1) and measure(whole) <= most:
        return [whole]
    found: list[str] = []
    for place, paragraph in enumerate(paragraphs):
        others = len(paragraphs) - place - 1
        found += _paragraph(paragraph.split(" "), most, limit - len(found) - others, measure)
    if len(found) > limit and len(paragraphs) > 1:
        found = _paragraph(whole.split(" "), most, limit, measure)
    return found if len(found) <= limit and all(measure(line) <= most for line in found) else []


def pressed(text: str, limit: int, measure: Measure) -> list[str]:
    """The text in at most ``limit`` lines, the widest about as narrow as can be."""
    words = text.replace("\n", " ").split(" ")
    narrow = max(measure(" ".join(words)) / limit, 1.0)
    while len(lines := _wrapped(words, narrow, measure)) > limit:
        narrow *= 1.03
    return lines


def falls(widths: Sequence[float]) -> bool:
    """Whether a line is much shorter than the one above it."""
    return any(below < above * (1 - EVENED) for above, below in pairwise(widths))


def _paragraph(words: Sequence[str], most: float, limit: int, measure: Measure) -> list[str]:
    wrapped = _wrapped(words, most, measure)
    counts = range(len(wrapped), min(limit, len(wrapped) + 1) + 1)
    found = [broken for count in counts if (broken := _by_sense(words, most, count, measure))]
    rising = (broken for broken in found if not falls([measure(line) for line in broken]))
    return next(rising, found[0] if found else wrapped)


def _by_sense(words: Sequence[str], most: float, count: int, measure: Measure) -> list[str]:
    """The words in so many lines, the best way; none where they do not fit."""
    costs = _break_costs(words)
    even = measure(" ".join(words)) / count

    @cache
    def wide(start: int, end: int) -> float:
        return measure(" ".join(words[start:end]))

    @cache
    def best(start: int, left: int, above: float) -> tuple[float, tuple[int, ...]]:
        """The cheapest ends of ``left`` lines from a word on, below a line so wide."""
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        ends = range(start + 1, len(words) - left + 2) if left > 1 else (len(words),)
        for end in ends:
            here = wide(start, end)
            if here > most:
                break
            short = here < above * (1 - EVENED)
            cost = _RAGGED * abs(here - even) / most + short * (_FALLING + (above - here) / most)
            if left > 1:
                after, more = best(end, left - 1, here)
                found = min(found, (cost + costs[end - 1] + after, (end, *more)))
            else:
                found = min(found, (cost, (end,)))
        return found

    _, ends = best(0, count, 0.0)
    return [" ".join(words[start:end]) for start, end in zip((0, *ends), ends, strict=False)]


def _break_costs(words: Sequence[str]) -> list[float]:
    """How much a break after each word costs."""
    costs, depth = [], 0
    for word in words:
        depth += sum(map(word.count, "「『(")) - sum(map(word.count, "」』)"))
        cost = _break_cost(word)
        costs.append(max(cost, _INSIDE_BRACKETS) if depth > 0 else cost)
    return costs


def _break_cost(word: str) -> float:
    if word.lstrip("(「『") in _LEAN_ON_THE_NEXT:
        return _LEANING
    if word in _BELONG_TO_THE_NEXT:
        return _MODIFYING
    for ends, cost in ((_CLAUSE_ENDS, _CLAUSE), (_MODIFY_THE_NEXT, _MODIFYING), (_PHRASE_ENDS, _PHRASE)):
        if word.endswith(ends):
            return cost
    return _OTHERWISE


def _wrapped(words: Sequence[str], most: float, measure: Measure) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and measure(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
