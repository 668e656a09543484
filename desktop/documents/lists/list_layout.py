"""How wide the columns of a list are on A4 paper, in characters of a fixed grid that fits Hangul.

Apart from the writers, so that laying out a list loads none of their libraries.
"""

import math
from collections.abc import Iterable, Sequence

from desktop.rules.fields import Field, Kind

ROW_HEIGHT = 21.0
LINE_HEIGHT = 13.5
SMALLEST_SCALE = 0.6
"""Print smaller than this is not read at a desk; a wider or longer sheet goes on to a second page."""
_PORTRAIT_WIDTH = 92.0
_LANDSCAPE_WIDTH = 136.0
_A4 = (595.0, 842.0)  # the sides of the paper, in points
_STRETCH = 1.3
_LEAST_WIDTH = 64.0  # room for a title and the approval boxes over the shortest list
_WIDEST = (44.0, 32.0, 24.0)
_AT_THE_LEFT = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.LINK})
_LATIN = 1.25
"""Columns of the grid to a small Latin letter of an address, as fonts draw it: 'm' and '@' are as wide as a syllable."""
WRAPPED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.CHOICE})


def width_of(text: str) -> int:
    """Columns the text takes in a fixed grid: a syllable or 한자 two, a Latin letter or digit one."""
    # CP949 spends two bytes on exactly those characters, and its codec is written in C.
    return len(text) if text.isascii() else len(text.encode("cp949", "replace"))


def natural_width(heading: str, texts: Iterable[str], kind: Kind = Kind.TEXT) -> float:
    """Width in characters that shows heading and texts on one line."""
    headline = max(width_of(line) for line in heading.split("\n"))
    longest = max((width_of(line) for text in texts for line in text.split("\n")), default=0)
    return max(longest * (_LATIN if kind is Kind.EMAIL else 1.0) + 2.5, headline + 3.0)


def page_width(*, across: bool) -> float:
    """Characters of the body font across the printable width of an A4 page at full size."""
    return _LANDSCAPE_WIDTH if across else _PORTRAIT_WIDTH


def may_fit_one_page(rows: int, *, across: bool) -> bool:
    """Whether so many rows, one line each, have room on an A4 page when printed as small as may be."""
    return rows * ROW_HEIGHT * SMALLEST_SCALE <= _A4[not across]


def lies_across(total: float) -> bool:
    """Whether columns of that total width ask for a page laid across."""
    return total > _PORTRAIT_WIDTH / 0.9


def fitted(kinds: Sequence[Kind], natural: Sequence[float], *, landscape: bool | None) -> list[float]:
    """The widths as printed: long texts wrapped as far as the page asks for it, narrow lists spread over it."""
    widths = list(natural)
    for widest in _WIDEST:
        widths = [
            min(width, widest) if kind in WRAPPED else width
            for kind, width in zip(kinds, natural, strict=True)
        ]
        if sum(widths) <= _LANDSCAPE_WIDTH * 1.2:
            break
    across = lies_across(sum(widths)) if landscape is None else landscape
    total = sum(widths)
    stretch = min(max(_STRETCH, _LEAST_WIDTH / total), page_width(across=across) / total)
    return [round(width * max(1.0, stretch), 1) for width in widths]


def row_height(lines: int) -> float:
    """Points of a row that holds so many lines."""
    return max(ROW_HEIGHT, 4 + LINE_HEIGHT * lines)


def lines_of(text: str, room: float) -> int:
    """Printed lines of a text wrapped in a room of so many characters of the body font."""
    return sum(lines_for(width_of(line), len(line), room) for line in text.split("\n"))


def lines_for(width: int, length: int, room: float) -> int:
    """The same for a text without line breaks, of so many columns and characters."""
    # In 맑은 고딕 a syllable is a tenth narrower than two digits, and a digit a little wider than the grid's.
    wide = width - length
    return max(1, math.ceil((1.82 * wide + 1.05 * (length - wide)) / room))


def side(field: Field) -> str:
    """The edge its cells keep to: 'left', 'center' or 'right'.

    A number with a unit is an amount to compare and stands at the right; one without is an order, a year or an age.
    """
    if field.kind in {Kind.AMOUNT, Kind.SCORE} or (field.kind is Kind.INTEGER and field.unit):
        return "right"
    return "left" if field.kind in _AT_THE_LEFT else "center"
