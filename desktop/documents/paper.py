"""A4 pages of lines, blocks of text and boxes, where every block is set small enough to stay within its room."""

import datetime as dt
import io
from collections.abc import Sequence

from reportlab.lib.utils import ImageReader

from desktop.documents.lists.list_pdf_page import Box, Page, PageCanvas, Text, characters, draw
from desktop.documents.pdf import fonts as font_files
from desktop.documents.pdf import pictures
from desktop.documents.pdf.fonts import Fonts, normal
from desktop.documents.pdf.pdf_archive import About, archived
from desktop.documents.pdf.pdf_fonts import DocumentFonts
from desktop.errors import UserError

MM = 72 / 25.4
WIDE, TALL = 210 * MM, 297 * MM
SIDE = 18 * MM
ROOM = WIDE - 2 * SIDE
_LEADING, _SMALLEST, _SHRINK = 1.45, 5.0, 0.95
_PIXELS = 1600
"""Of a picture's longer side: 230 to the inch where it is as wide as the page's text."""
_NO_GLYPH = "〓"
"""The printer's mark for a character no font has."""

_Placed = tuple[ImageReader, float, float, float, float]


class Paper:
    """Pages in the making; places are points from the upper left corner."""

    def __init__(self) -> None:
        self.fonts: Fonts = font_files.sans()
        self.pages: list[Page] = []
        self._pictures: dict[int, list[_Placed]] = {}

    def page(self) -> Page:
        """A new page."""
        self.pages.append(Page())
        return self.pages[-1]

    def line(
        self, text: str, x: float, y: float, size: float, room: float, *, share: float = 0, bold: bool = False
    ) -> None:
        """One line on the last page, its baseline at ``y``, made smaller where it is wider than ``room``.

        ``share`` of what is left of the room stands before it: 0 to the left, 0.5 in the middle.
        """
        text = self._drawable(text)
        if not text:
            return
        wide = self.fonts.width(text, size)
        if wide > room:
            size, wide = size * room / wide, room
        self.pages[-1].texts.append(Text(text, x + (room - wide) * share, y, size, bold))

    def size_for(
        self, texts: Sequence[str], size: float, room: float, tall: float, least: float = _SMALLEST
    ) -> float | None:
        """The largest size from ``least`` to ``size`` at which all texts in lines are no higher than ``tall``, if any is."""
        drawable = [self._drawable(text) for text in texts]
        while True:
            lines = sum(len(self._lines(text, size, room)) for text in drawable)
            if lines * size * _LEADING <= tall:
                return size
            if size <= least:
                return None
            size = max(least, size * _SHRINK)

    def block(self, text: str, x: float, y: float, size: float, room: float, tall: float) -> float:
        """Text in lines from ``y`` down, as large as ``tall`` allows but no larger than ``size``; returns where it ends.

        What no size brings into the room ends in '…'.
        """
        size = self.size_for([text], size, room, tall) or _SMALLEST
        lines = self._lines(self._drawable(text), size, room)
        most = max(1, int(tall / (size * _LEADING) + 1e-9))
        if len(lines) > most:
            lines[most - 1 :] = [f"{lines[most - 1][:-2]} …"]
        for number, line in enumerate(lines):
            self.pages[-1].texts.append(Text(line, x, y + size + number * size * _LEADING, size))
        return y + len(lines) * size * _LEADING

    def flow(
        self, text: str, x: float, y: float, size: float, room: float, top: float, bottom: float
    ) -> float:
        """Text in lines of one size from ``y`` down, on more pages from ``top`` where it passes ``bottom``; returns where it ends."""
        for line in self._lines(self._drawable(text), size, room):
            if y + size * _LEADING > bottom:
                self.page()
                y = top
            self.pages[-1].texts.append(Text(line, x, y + size, size))
            y += size * _LEADING
        return y

    def number(self, page: Page, text: str) -> None:
        """What stands in the middle of a page's foot."""
        wide = self.fonts.width(text, 8)
        page.texts.append(Text(text, (WIDE - wide) / 2, TALL - 12 * MM, 8))

    def box(self, x: float, y: float, wide: float, tall: float, grey: float = 1.0) -> None:
        """A box on the last page."""
        self.pages[-1].boxes.append(Box(x, y, wide, tall, grey))

    def cell(
        self,
        text: str,
        x: float,
        y: float,
        wide: float,
        tall: float,
        *,
        below: str = "",
        grey: float = 1.0,
        bold: bool = False,
    ) -> None:
        """A box of a table with one line in its middle, and a smaller one ``below`` that."""
        self.box(x, y, wide, tall, grey)
        middle = y + tall / 2 + 4
        self.line(text, x + 4, middle - 6 if below else middle, 10, wide - 8, share=0.5, bold=bold)
        self.line(below, x + 4, middle + 8, 8, wide - 8, share=0.5)

    def picture(self, data: bytes, x: float, y: float, wide: float, tall: float, refusal: UserError) -> None:
        """A picture on the last page, whole and in the middle of the room. Raises ``refusal`` for bytes that are none."""
        found = pictures.photo(data, _PIXELS, refusal)
        self._pictures.setdefault(len(self.pages) - 1, []).append((found, x, y, wide, tall))

    def pdf(self, title: str, day: dt.date) -> bytes:
        """All pages as PDF/A-1b."""
        used = "".join(sorted(set().union(*map(characters, self.pages))))
        fonts = DocumentFonts(self.fonts, used)
        drawn = io.BytesIO()
        canvas = PageCanvas(drawn, (WIDE, TALL), pageCompression=1, invariant=1, lang="ko")
        for number, page in enumerate(self.pages):
            for found, x, y, wide, tall in self._pictures.get(number, ()):
                canvas.drawImage(found, x, TALL - y - tall, wide, tall, preserveAspectRatio=True)
            draw(canvas, fonts, page, TALL, ())
            canvas.showPage()
        canvas.save()
        return archived(drawn.getvalue(), fonts, About(title, "이음", day))

    def _lines(self, text: str, size: float, room: float) -> list[str]:
        found: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for character in paragraph:
                if line and self.fonts.width(line + character, size) > room:
                    head, space, tail = line.rpartition(" ")
                    found.append(head if space else line)
                    line = tail if space else ""
                line += character
            found.append(line.strip())
        return found

    def _drawable(self, text: str) -> str:
        return "".join(
            each if each == "\n" or self.fonts.place(each) >= 0 else _NO_GLYPH
            for each in normal(text.replace("\t", " ").replace("\r\n", "\n"))
        )
