"""Times as bit sets: bit n is the n-th cell of the timetable's axis."""

from functools import lru_cache


@lru_cache(maxsize=4096)
def span(start: int, length: int) -> int:
    """So many cells from ``start``; what lies before the axis is cut off."""
    end = start + length
    return ((1 << end) - (1 << max(0, start))) if end > max(0, start) else 0


def fitting(free: int, length: int) -> int:
    """The cells at which something of ``length`` can begin within the free ones."""
    starts, have = free, 1
    while have < length:
        step = min(have, length - have)
        starts &= starts >> step
        have += step
    return starts


def meeting(taken: int, length: int) -> int:
    """The cells at which something of ``length`` would meet a taken one."""
    starts, have = taken, 1
    while have < length:
        step = min(have, length - have)
        starts |= starts >> step
        have += step
    return starts


def cells(bits: int) -> list[int]:
    """The cells of the set, ascending."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found


class Stack:
    """How many are busy in each cell, up to ``limit``: layer n holds the cells in which more than n are."""

    __slots__ = ("layers", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.layers: list[int] = [0] * max(1, limit)

    @property
    def full(self) -> int:
        """The cells in which no more fit."""
        return self.layers[-1] if self.limit > 0 else -1

    def add(self, bits: int) -> None:
        """One more in each of the cells."""
        for place, layer in enumerate(self.layers):
            self.layers[place], bits = layer | bits, layer & bits
            if not bits:
                return

    def remove(self, bits: int) -> None:
        """One fewer in each of the cells."""
        for place in range(len(self.layers) - 1, -1, -1):
            layer = self.layers[place]
            self.layers[place], bits = layer & ~bits, bits & ~layer
            if not bits:
                return
