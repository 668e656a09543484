"""The parts of a certificate on a ReportLab canvas: frame, lines of text, the seal or its place."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.certificates.certificate_layout import MM, Placed
from desktop.documents.certificates.certificate_template import Seal, Stroke, Template
from desktop.documents.pdf import pictures
from desktop.documents.pdf.pdf_fonts import DocumentFonts, write
from desktop.errors import UserError

Point = tuple[float, float]


def draw_lines(canvas: Canvas, fonts: DocumentFonts, placed: Iterable[Placed]) -> None:
    """Write the lines of texts that were set out."""
    ink = "#000000"
    for text in placed:
        if text.text.color != ink:
            ink = text.text.color
            _ink(canvas, ink)
        for line in text.lines:
            write(
                canvas, fonts, line.text, (line.x, line.y), line.size,
                spacing=line.spacing, stroke=text.text.stroke, stretch=line.stretch,
            )  # fmt: skip


def strokes(template: Template) -> str:
    """The operators that draw the template's frame and rules."""
    drawn = ["q"]
    for stroke in template.strokes:
        red, green, blue = HexColor(stroke.color).rgb()
        drawn.append(f"{red:.4f} {green:.4f} {blue:.4f} RG {stroke.width:g} w")
        for points in _mirrored(stroke, template):
            path = " l ".join([f"{x:.3f} {y:.3f}" for x, y in points]).replace(" l ", " m ", 1)
            drawn.append(f"{path} l {'s' if stroke.closed else 'S'}")
    return " ".join([*drawn, "Q"])


def draw_seal(canvas: Canvas, seal: Seal, centre: Point, picture: bytes) -> None:
    """Put the picture of a seal round its centre.

    PDF/A-1 knows no transparency, so the picture comes before the text, which stays black on the red of the seal.
    """
    x, y, half = *centre, seal.side * MM / 2
    canvas.drawImage(
        pictures.exact(picture, _no_picture()),
        x - half,
        y - half,
        2 * half,
        2 * half,
        preserveAspectRatio=True,
    )


def draw_logo(canvas: Canvas, template: Template, picture: bytes) -> None:
    """Put an office's logo into its room, as large as it fits there."""
    if (room := template.logo) is not None:
        sides = room.width * MM, room.height * MM
        x, y = room.x * MM, (template.height - room.y) * MM - sides[1]
        canvas.drawImage(
            pictures.exact(picture, _no_picture()), x, y, *sides, preserveAspectRatio=True, anchor="ne"
        )


def _no_picture() -> UserError:
    return UserError("직인이나 로고 그림을 읽을 수 없습니다. PNG나 JPEG 그림인지 확인해 주세요.", "seal")


def _mirrored(stroke: Stroke, template: Template) -> Iterator[list[Point]]:
    width, height = template.width, template.height
    for flip_x in (False, True) if stroke.mirrored else (False,):
        for flip_y in (False, True) if stroke.mirrored else (False,):
            yield [
                ((width - x if flip_x else x) * MM, (y if flip_y else height - y) * MM)
                for x, y in stroke.points
            ]


def _ink(canvas: Canvas, color: str) -> None:
    canvas.setFillColor(_color(color))
    canvas.setStrokeColor(_color(color))


@lru_cache(maxsize=32)
def _color(color: str) -> HexColor:
    return HexColor(color)
