"""Where every line of a certificate stands: values and a template in, placed lines out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from desktop.documents.certificates.certificate_template import Template, Text, fill
from desktop.documents.pdf.fonts import Fonts, normal

MM = 72 / 25.4
_STEP = 0.25  # pt by which a text that does not fit becomes smaller
_MIDDLE_OF_A_CHARACTER = 0.38  # of the size above the base line: the middle of the em box of Hangul and 한자


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it is drawn, in pt from the lower left corner; ``stretch`` in per cent."""

    text: str
    x: float
    y: float
    size: float
    spacing: float = 0
    stretch: float = 100


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of the template set out: its lines, whether it fitted, and where a seal on it has its centre."""

    text: Text
    lines: tuple[Line, ...]
    fits: bool
    seal_at: tuple[float, float]


def place(text: Text, values: Mapping[str, str], template: Template, fonts: Fonts) -> Placed | None:
    """Set out one text of the template; None when it says nothing."""
    words = normal(fill(text.text, values)).strip()
    if not words or (text.needs and not values[text.needs]):
        return None
    size, lines = _fitted(text, words, fonts)
    spacing = text.spacing * size
    top = (template.height - text.y) * MM
    placed = []
    for row, line in enumerate(lines):
        wide = fonts.width(line, size, spacing)
        between = spacing
        stretch = min(1, text.width * MM / wide) if text.width and text.align != "justify" else 1.0
        if text.align == "justify" and len(line) > 1:
            between = (text.width * MM - fonts.width(line, size)) / (len(line) - 1)
        start = text.x * MM - {"center": 0.5, "right": 1.0}.get(text.align, 0.0) * wide * stretch
        y = top - row * text.leading * MM
        placed.append(Line(line, start, y, size, between, 100 * stretch))
    fits = len(placed) <= text.lines and all(line.stretch >= 100 for line in placed)
    return Placed(text, tuple(placed), fits, _middle_of_last(placed[-1], fonts))


def _middle_of_last(line: Line, fonts: Fonts) -> tuple[float, float]:
    """The middle of the line's last character, where the rules on seals want the centre of the imprint.

    행정 효율과 협업 촉진에 관한 규정 시행규칙 제11조: 발신 명의의 마지막 글자가 인영의 가운데에 오도록 찍는다.
    """
    last = fonts.width(line.text[-1], line.size)
    right = line.x + fonts.width(line.text, line.size, line.spacing) * line.stretch / 100
    return right - last * line.stretch / 200, line.y + _MIDDLE_OF_A_CHARACTER * line.size


def _fitted(text: Text, words: str, fonts: Fonts) -> tuple[float, list[str]]:
    """The largest size, down to the smallest allowed, at which the words fit, and their lines."""
    paragraphs = words.split("\n")
    most = text.width * MM
    if not most or text.align == "justify":
        return text.size, paragraphs
    size = text.size
    while True:
        measure = partial(fonts.width, size=size, spacing=text.spacing * size)
        lines = paragraphs if text.lines == 1 else _broken(paragraphs, most, measure)
        fits = len(lines) <= text.lines and all(measure(line) <= most for line in lines)
        if fits or size <= text.smallest:
            return size, lines
        size = max(size - _STEP, text.smallest)


def _broken(paragraphs: list[str], most: float, measure: Callable[[str], float]) -> list[str]:
    """As few lines as the width allows, broken between words and about equally long in each paragraph."""
    lines = []
    for paragraph in paragraphs:
        fewest = len(_wrapped(paragraph, most, measure))
        narrow = measure(paragraph) / fewest
        while len(_wrapped(paragraph, narrow, measure)) > fewest and narrow < most:
            narrow = min(narrow * 1.03, most)
        lines += _wrapped(paragraph, narrow, measure)
    return lines


def _wrapped(words: str, most: float, measure: Callable[[str], float]) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and measure(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
