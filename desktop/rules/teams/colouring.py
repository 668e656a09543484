"""Whether people who must not meet can be spread over so many teams at all: colouring of a small graph."""

from collections.abc import Iterable, Mapping

STEPS = 20_000
"""How many tries are spent on one connected part; what is not decided by then counts as possible."""


def uncolourable(edges: Iterable[tuple[int, int]], colours: int, given: Mapping[int, int]) -> frozenset[int]:
    """The nodes of a connected part that so many colours cannot colour with no edge in one colour; empty where all can.

    ``given`` are colours that some nodes already have.
    """
    beside: dict[int, set[int]] = {}
    for one, other in edges:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    seen: set[int] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        part = _part(start, beside)
        seen |= part
        if not _colours(part, beside, colours, {node: given[node] for node in part if node in given}):
            return frozenset(part)
    return frozenset()


def _part(start: int, beside: Mapping[int, set[int]]) -> set[int]:
    found, ahead = {start}, [start]
    while ahead:
        new = beside[ahead.pop()] - found
        found |= new
        ahead += sorted(new)
    return found


def _colours(part: set[int], beside: Mapping[int, set[int]], colours: int, given: dict[int, int]) -> bool:
    """Backtracking, the node with the fewest colours left first (Brélaz 1979)."""
    colour_of, left = dict(given), [STEPS]

    def free(node: int) -> list[int]:
        taken = {colour_of[other] for other in beside[node] if other in colour_of}
        # Colours nobody has yet are alike: trying one of them is enough, unless some are given and so have names.
        used = max(colour_of.values(), default=-1)
        top = colours if given else min(colours, used + 2)
        return [colour for colour in range(top) if colour not in taken]

    def extend() -> bool:
        open_nodes = [node for node in sorted(part) if node not in colour_of]
        left[0] -= 1
        if not open_nodes or left[0] < 0:
            return True
        node = min(open_nodes, key=lambda each: (len(free(each)), -len(beside[each]), each))
        for colour in free(node):
            colour_of[node] = colour
            if extend():
                return True
            del colour_of[node]
        return False

    clash = any(given[node] == given.get(other) for node in given for other in beside[node])
    return not clash and extend()
