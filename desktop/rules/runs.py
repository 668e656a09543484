"""Numbers that follow each other, taken together."""

from collections.abc import Iterable, Iterator


def runs(numbers: Iterable[int]) -> Iterator[range]:
    """The numbers, each once and ascending, as ranges without gaps: 7, 1, 2, 3 gives 1 to 3 and 7."""
    ordered = sorted(set(numbers))
    first = 0
    for place in range(1, len(ordered) + 1):
        if place == len(ordered) or ordered[place] != ordered[place - 1] + 1:
            yield range(ordered[first], ordered[place - 1] + 1)
            first = place
