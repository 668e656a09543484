"""To whom the letters lead that are typed in a matrix."""

from collections.abc import Sequence

from desktop.text import hangul


def place_of(names: Sequence[str], typed: str, current: int) -> int | None:
    """The place of the first name, from the current one on and round, that begins as is typed: by syllables or 초성.

    None where there is none.
    """
    if not typed:
        return None
    order = (*range(current, len(names)), *range(current))
    return next((place for place in order if hangul.begins(names[place], typed)), None)
