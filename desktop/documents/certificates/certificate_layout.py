"""Where every line of a certificate stands: values and a template in, placed lines out."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from desktop.documents.certificates.certificate_template import Template, Text, fill
from desktop.documents.certificates.line_breaking import EVENED, falls, lines_of, pressed
from desktop.documents.pdf.fonts import Box, Fonts, normal

MM = 72 / 25.4
_STEP = 0.25  # pt by which a text that does not fit becomes smaller
_FOR_A_BETTER_SHAPE = (
    0.88  # of its size a sentence may lose where its lines then do not fall short of each other
)
_MIDDLE_OF_A_CHARACTER = 0.38  # of the size above the base line: the middle of the em box of Hangul and 한자


class Line(NamedTuple):
    """A line of text as it is drawn, in pt from the lower left corner; ``stretch`` in per cent.

    ``ink`` is what it draws: left, bottom, right and top on the page.
    """

    text: str
    x: float
    y: float
    size: float
    ink: Box
    spacing: float = 0
    stretch: float = 100

    def moved(self, across: float, down: float) -> "Line":
        """The line so many points to the right and further down."""
        left, bottom, right, top = self.ink
        ink = left + across, bottom - down, right + across, top - down
        return Line(self.text, self.x + across, self.y - down, self.size, ink, self.spacing, self.stretch)


class Placed(NamedTuple):
    """A text of the template set out: its lines, whether it fitted, and where the seal that lies on it has its centre."""

    text: Text
    lines: tuple[Line, ...]
    fits: bool
    seal_at: tuple[float, float] | None


def place(text: Text, values: Mapping[str, str], template: Template, fonts: Fonts) -> Placed | None:
    """Set out one text of the template; None when it says nothing."""
    words = normal(fill(text.text, values)).strip()
    if not words or (text.needs and not values[text.needs]):
        return None
    size, lines = _fitted(text, words, fonts)
    widths = _evened(text, [fonts.width(line, size, text.spacing * size) for line in lines])
    leading = text.leading * MM * size / text.size
    top = (template.height - text.y) * MM
    placed = tuple(
        _line(text, line, wide, size, top - row * leading, fonts)
        for row, (line, wide) in enumerate(zip(lines, widths, strict=True))
    )
    fits = all(line.stretch >= 100 for line in placed)
    return Placed(text, placed, fits, _middle_of_last(placed[-1], fonts) if text.seal else None)


def _line(text: Text, words: str, wide: float, size: float, y: float, fonts: Fonts) -> Line:
    """A line ``wide`` points from end to end, or pressed together to the most it may take."""
    most = text.width * MM
    if text.align == "justify":
        wide = most
    spacing = (wide - fonts.width(words, size)) / max(len(words) - 1, 1)
    stretch = min(1.0, most / wide) if most else 1.0
    x = text.x * MM - {"center": 0.5, "right": 1.0}.get(text.align, 0.0) * wide * stretch
    left, bottom, right, top = fonts.ink(words, size, spacing) or (0.0, 0.0, 0.0, 0.0)
    bold = text.stroke / 2
    ink = (x + left * stretch - bold, y + bottom - bold, x + right * stretch + bold, y + top + bold)
    return Line(words, x, y, size, ink, spacing, 100 * stretch)


def _evened(text: Text, widths: list[float]) -> list[float]:
    """The widths of lines in the middle of the page, none of which falls a little short of the one above it."""
    if text.align != "center":
        return widths
    for row in range(1, len(widths)):
        above = widths[row - 1]
        if above * (1 - EVENED) <= widths[row] < above:
            widths[row] = above
    return widths


def closed_up(placed: Sequence[Placed], rows: Sequence[float]) -> tuple[float, ...]:
    """How far down, in points, each text of a block moves: rows follow those that stand, below all their lines.

    ``rows``: where the template has the rows of the block, in mm from above.
    """
    stands = sorted({text.text.y for text in placed})
    moved: dict[float, float] = {}
    more = 0.0
    for row, y in zip(rows, stands, strict=False):
        moved[y] = (row - y) * MM + more
        more += max([each.lines[0].y - each.lines[-1].y for each in placed if each.text.y == y])
    return tuple(moved[text.text.y] for text in placed)


def centred(placed: Sequence[Placed], template: Template) -> float:
    """How far to the right, in points, a block moves so that its ink as a whole lies in the middle of the page."""
    inks = [line.ink for text in placed for line in text.lines]
    return template.width * MM / 2 - (min([ink[0] for ink in inks]) + max([ink[2] for ink in inks])) / 2


def moved(placed: Placed, across: float, down: float) -> Placed:
    """The text so many points to the right and further down."""
    lines = tuple([line.moved(across, down) for line in placed.lines])
    seal_at = placed.seal_at and (placed.seal_at[0] + across, placed.seal_at[1] - down)
    return Placed(placed.text, lines, placed.fits, seal_at)


def _middle_of_last(line: Line, fonts: Fonts) -> tuple[float, float]:
    """The middle of the line's last character, where the rules on seals want the centre of the imprint.

    행정 효율과 협업 촉진에 관한 규정 시행규칙 제11조: 발신 명의의 마지막 글자가 인영의 가운데에 오도록 찍는다.
    """
    last = fonts.width(line.text[-1], line.size)
    right = line.x + fonts.width(line.text, line.size, line.spacing) * line.stretch / 100
    return right - last * line.stretch / 200, line.y + _MIDDLE_OF_A_CHARACTER * line.size


def _fitted(text: Text, words: str, fonts: Fonts) -> tuple[float, list[str]]:
    """The largest size, down to the smallest allowed, at which the words fit, and their lines."""
    most = text.width * MM
    if not most or text.align == "justify":
        return text.size, words.split("\n")
    size = text.size
    fitting: tuple[float, list[str]] | None = None
    while True:
        measure = partial(fonts.width, size=size, spacing=text.spacing * size)
        lines = lines_of(words, most, _most_lines(text, size), measure)
        if lines and (
            text.align != "center" or len(lines) == 1 or not falls([measure(line) for line in lines])
        ):
            return size, lines
        fitting = fitting or ((size, lines) if lines else None)
        if fitting and size < fitting[0] * _FOR_A_BETTER_SHAPE:
            return fitting
        if size <= text.smallest:
            return fitting or (size, pressed(words, _most_lines(text, size), measure))
        size = max(size - _STEP, text.smallest)


def _most_lines(text: Text, size: float) -> int:
    """How many lines of a size there is room for."""
    if not text.room:
        return text.lines
    return min(text.lines, int(text.room * text.size / (text.leading * size)) + 1)
