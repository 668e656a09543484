"""Drawing lots so that the same seed draws the same on every machine, in every version of Python."""

import random
from collections.abc import Iterable

Draw = random.Random
"""Only its ``random()`` is used: Python promises that sequence, and not those of shuffle, sample or randrange."""


def seeded(seed: int) -> Draw:
    """Where numbers come from; for fairness that can be checked again, not for secrets."""
    return Draw(seed)


def numbers(keys: Iterable[int], seed: int) -> dict[int, float]:
    """A number for each key, ascending keys drawn first, so that the order they come in makes no difference."""
    draw = seeded(seed).random
    return {key: draw() for key in sorted(set(keys))}
