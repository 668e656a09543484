"""Whether anything on a certificate lies on anything else: texts, frame and QR code. A seal is meant to lie on a name."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.documents.certificates.certificate_layout import MM, Placed
from desktop.documents.certificates.certificate_template import Stroke, Template
from desktop.documents.pdf.fonts import Box

_QUIET = 1.5  # mm round a QR code, for the scanner


def fixed(template: Template) -> list[Box]:
    """What stands on every certificate of the template: its strokes and the QR code with the quiet round it."""
    code = template.qr
    boxes = [
        _from_above(
            code.x - _QUIET,
            code.y - _QUIET,
            code.x + code.side + _QUIET,
            code.y + code.side + _QUIET,
            template,
        )
    ]
    for stroke in template.strokes:
        boxes += _of_stroke(stroke, template)
    return boxes


def overlap(
    placed: Sequence[Placed], others: Sequence[Placed], boxes: Sequence[Box]
) -> tuple[str, str] | None:
    """Two things that lie on each other, in words: of ``placed``, or one of them and one of ``others`` or ``boxes``."""
    mine = [line for text in placed for line in text.lines]
    lines = [*mine, *(line for text in others for line in text.lines)]
    inks = [line.ink for line in lines]
    for place, line in enumerate(mine, 1):
        left, bottom, right, top = line.ink
        # Spelled out: thirty certificates ask this thousands of times.
        met = [left < its[2] and its[0] < right and bottom < its[3] and its[1] < top for its in inks[place:]]
        if True in met:
            return line.text, lines[place + met.index(True)].text
        if True in [left < its[2] and its[0] < right and bottom < its[3] and its[1] < top for its in boxes]:
            return line.text, "테두리나 QR 코드"
    return None


def _of_stroke(stroke: Stroke, template: Template) -> Iterator[Box]:
    points = [*stroke.points, stroke.points[0]] if stroke.closed else list(stroke.points)
    half = stroke.width / MM / 2
    for flip_x in (False, True) if stroke.mirrored else (False,):
        for flip_y in (False, True) if stroke.mirrored else (False,):
            for (x, y), (to_x, to_y) in pairwise(
                (template.width - x if flip_x else x, template.height - y if flip_y else y) for x, y in points
            ):
                left, right, upper, lower = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
                yield _from_above(left - half, upper - half, right + half, lower + half, template)


def _from_above(left: float, upper: float, right: float, lower: float, template: Template) -> Box:
    return left * MM, (template.height - lower) * MM, right * MM, (template.height - upper) * MM
