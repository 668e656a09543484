"""A page of a list as it stands in the PDF: what it holds, and how that is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.pdf.pdf_fonts import DocumentFonts, write

rl_config.useA85 = 0  # streams as bytes: qpdf takes them over as they are

_BOLD = 0.028
"""Stroke round a letter, by type size, that makes the regular face look bold."""


class Text(NamedTuple):
    text: str
    x: float
    y: float
    size: float
    bold: bool = False


class Box(NamedTuple):
    x: float
    y: float
    wide: float
    tall: float
    grey: float = 1.0


@dataclass(slots=True)
class Page:
    """What a page holds, measured in points from its upper left corner. ``lines`` are where the list's rows end."""

    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)


def characters(page: Page) -> set[str]:
    """Every character that stands on it."""
    return set().union(*[text.text for text in page.texts])


def draw(canvas: Canvas, fonts: DocumentFonts, page: Page, height: float, edges: Sequence[float]) -> None:
    """Draw it on a sheet so tall; ``edges`` are where the columns of the list begin and end."""
    canvas.setLineWidth(0.5)
    canvas.setStrokeGray(0.35)
    for box in page.boxes:
        canvas.setFillGray(box.grey)
        canvas.rect(box.x, height - box.y - box.tall, box.wide, box.tall, stroke=1, fill=int(box.grey < 1))
    if page.lines:
        canvas.addLiteral(_grid(page.lines, edges, height))
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    for text in page.texts:
        if text.bold:
            write(canvas, fonts, text.text, (text.x, height - text.y), text.size, stroke=_BOLD * text.size)
    # Written straight: through the canvas one by one the texts of a long list take twice as long.
    canvas.addLiteral("0 Tr 0 Tc 100 Tz")
    canvas.addLiteral(
        "\n".join([
            f"BT {x:.2f} {height - y:.2f} Td {fonts.show(words, size)} ET"
            for words, x, y, size, bold in page.texts
            if not bold
        ])
    )  # fmt: skip


def _grid(lines: Sequence[float], edges: Sequence[float], height: float) -> str:
    """The lines between rows, from the first to the last of ``lines``, and between columns."""
    left, right, top, bottom = edges[0], edges[-1], height - lines[0], height - lines[-1]
    across = [f"{left:.2f} {height - y:.2f} m {right:.2f} {height - y:.2f} l" for y in lines]
    down = [f"{x:.2f} {top:.2f} m {x:.2f} {bottom:.2f} l" for x in edges]
    return "\n".join([*across, *down, "S"])


class PageCanvas(Canvas):  # type: ignore[misc]  # ReportLab carries no types
    """A canvas whose pages do not begin by naming ReportLab's own font, which is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""
