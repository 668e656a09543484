"""A list set page by page in points: where each word, box and line of it stands."""

import math
import re
from collections.abc import Sequence
from itertools import accumulate

from desktop.documents.lists import list_layout
from desktop.documents.lists.list_pdf_page import Box, Page, Text
from desktop.documents.lists.lists import LaidOut, SheetSpec
from desktop.documents.pdf.fonts import Fonts, normal
from desktop.errors import Progress

_MM = 72 / 25.4
_SHORT, _LONG = 210 * _MM, 297 * _MM
_SIDE, _TOP, _BOTTOM = 12 * _MM, 15 * _MM, 15 * _MM
_LARGEST, _SMALLEST, _TITLE, _SMALL = 9.5, 5.5, 17.0, 8.0
_BOX, _MARK, _LABEL, _SIGN = 19 * _MM, 6 * _MM, 5.5 * _MM, 14 * _MM
_CLEAR = 8 * _MM
_PAD, _LEADING = 3.0, 1.32
_MOST_BELOW_TITLE = 6  # lines: what a list was narrowed to may be said at any length
_TELL_EVERY = 100
_MEASURED = 500
_NO_GLYPH = "〓"
"""The printer's mark for a character no font has: seen at once, where a blank would be overlooked."""
_ENDS_OF_LINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}


class Setting:
    """Sets a list page by page; ``_y`` is how far down the last page is filled, ``_body_top`` where its rows begin.

    ``scale`` is how much smaller than set the page is printed: what it is set on is as much larger than ``paper``.
    """

    def __init__(self, sheet: SheetSpec, laid: LaidOut, fonts: Fonts, scale: float = 1.0) -> None:
        self._sheet, self._laid, self.fonts, self.scale = sheet, laid, fonts, scale
        total = sum(laid.widths)
        wanted = sheet.options.landscape
        across = list_layout.lies_across(total) if wanted is None else wanted
        self.paper = (_LONG, _SHORT) if across else (_SHORT, _LONG)
        self.width, self.height = (side / scale for side in self.paper)
        self._room = self.width - 2 * _SIDE
        self._columns = [width * self._room / total for width in laid.widths]
        self.edges = list(accumulate(self._columns, initial=_SIDE))
        self._seen: set[str] = set()  # these can be drawn
        self._size = self._type_size()
        self._across = [list_layout.side(column.field) for column in laid.columns]
        self._pages: list[Page] = []
        self._y = self._body_top = 0.0

    def _type_size(self) -> float:
        """The largest size at which phones, dates, addresses of mail and numbers stay on one line."""
        size = min(_LARGEST, self._room / sum(self._laid.widths) * 2)
        sample = self._laid.rows[:: len(self._laid.rows) // _MEASURED + 1]
        for index, (column, show, width) in enumerate(
            zip(self._laid.columns, self._laid.shows, self._columns, strict=True)
        ):
            if column.field.kind not in list_layout.WRAPPED:
                texts = (self._drawable(show(row[index])) for row in sample)
                longest = max((self.fonts.width(text, 1) for text in texts), default=0)
                size = min(size, (width - 2 * _PAD) / longest) if longest else size
        return max(size, _SMALLEST)

    def pages(self, progress: Progress) -> list[Page]:
        """The pages in their order; they are the caller's, who may let go of them one by one."""
        self._begin_page()
        rows = self._laid.rows
        for done, row in enumerate(rows):
            if done % _TELL_EVERY == 0:
                progress(done, len(rows))
            shown = (
                "" if value is None else show(value)
                for value, show in zip(row, self._laid.shows, strict=True)
            )
            self._row(list(shown), self._across)
        if self._laid.totals:
            totals = [
                "" if total is None else f"{total:,}" if isinstance(total, int) else total
                for total in self._laid.totals
            ]
            across = ["right" if isinstance(total, int) else "center" for total in self._laid.totals]
            self._row(totals, across, grey=0.95, bold=True)
        for number, page in enumerate(self._pages, 1):
            foot = self.height - 8 * _MM
            self._line(page, f"{number} / {len(self._pages)}", (_SIDE, self._room), foot, "center", _SMALL)
            if self._sheet.options.masked:
                self._line(page, "개인정보 가림", (_SIDE, self._room), foot, "left", _SMALL)
        progress(len(rows), len(rows))
        pages, self._pages = self._pages, []
        return pages

    def _begin_page(self) -> None:
        page = Page()
        self._pages.append(page)
        if len(self._pages) == 1:
            self._y = self._title(page) + 2 * _MM
        else:
            self._line(page, self._sheet.title, (_SIDE, self._room), _TOP - 2 * _MM, "left", _SMALL)
            self._y = _TOP
        self._body_top = math.inf  # the heading itself stays on this page
        headings = self._laid.headings
        self._row(headings, ["center"] * len(headings), grey=0.9, bold=True)
        self._body_top = self._y

    def _title(self, page: Page) -> float:
        """Title, boxes and the line below them; returns where they end."""
        boxes = self._sheet.options.approval_boxes
        y, band = _TOP, _LABEL + _SIGN
        title = self._drawable(self._sheet.title)
        if boxes:
            beside = self._room - _MARK - _BOX * len(boxes)
            self._approval(page, boxes, _SIDE + beside)
            # In the middle of the page, wherever the boxes stand: beside them, it looks out of line.
            clear = (self._room + self.fonts.width(title, _TITLE)) / 2 + _CLEAR < beside
            y += (band - _TITLE) / 2 if clear else band + 2 * _MM
        size = min(_TITLE, self._room / max(self.fonts.width(title, 1), 1))
        self._line(page, title, (_SIDE, self._room), y + _TITLE * 0.9, "center", size, bold=True)
        y = max(y + _TITLE + 4 * _MM, _TOP + band if boxes else 0) + _LARGEST + 2 * _MM
        self._line(page, self._laid.note, (_SIDE, self._room), y, "right", _LARGEST)
        left = self._room - self.fonts.width(self._drawable(self._laid.note), _LARGEST) - 6 * _MM
        lines = self._wrapped(self._sheet.subtitle, left, _LARGEST)
        if len(lines) > _MOST_BELOW_TITLE:
            lines = [*lines[: _MOST_BELOW_TITLE - 1], ("…", 0)]
        for number, (line, _wide) in enumerate(lines):
            self._line(page, line, (_SIDE, left), y + number * _LARGEST * _LEADING, "left", _LARGEST)
        return y + (len(lines) - 1) * _LARGEST * _LEADING

    def _approval(self, page: Page, boxes: Sequence[str], x: float) -> None:
        page.boxes.append(Box(x, _TOP, _MARK, _LABEL + _SIGN))
        for line, letter in enumerate("결재"):
            self._line(page, letter, (x, _MARK), _TOP + 8 * _MM + line * 6 * _MM, "center", _LARGEST)
        for place, words in enumerate(boxes):
            left = x + _MARK + place * _BOX
            page.boxes += [Box(left, _TOP, _BOX, _LABEL), Box(left, _TOP + _LABEL, _BOX, _SIGN)]
            self._line(page, words, (left, _BOX), _TOP + _LABEL - 4.5, "center", _LARGEST)

    def _row(
        self, texts: Sequence[str], across: Sequence[str], *, grey: float = 1, bold: bool = False
    ) -> None:
        cells = [
            self._wrapped(text, width - 2 * _PAD, self._size)
            for text, width in zip(texts, self._columns, strict=True)
        ]
        leading, pad = self._size * _LEADING, 2 * _PAD
        least = self._laid.row_height if grey == 1 else list_layout.ROW_HEIGHT
        bottom = self.height - _BOTTOM
        while True:
            tall = max(least, max(map(len, cells)) * leading + pad)
            if self._y + tall > bottom and self._y > self._body_top:
                self._begin_page()
                continue
            lines = int((bottom - self._y - pad) // leading)
            if self._y + tall <= bottom or lines < 1 or self._body_top == math.inf:
                break
            # Taller than a page: it goes on at the head of the next, as a text does.
            self._cells([cell[:lines] for cell in cells], across, bottom - self._y, grey=grey, bold=bold)
            cells = [cell[lines:] for cell in cells]
            self._begin_page()
        self._cells(cells, across, tall, grey=grey, bold=bold)

    def _cells(
        self,
        cells: Sequence[Sequence[tuple[str, float]]],
        across: Sequence[str],
        tall: float,
        *,
        grey: float,
        bold: bool,
    ) -> None:
        """A row, or a piece of one, ``tall`` points from where the page is filled."""
        page, leading = self._pages[-1], self._size * _LEADING
        if grey < 1:
            page.boxes += [
                Box(x, self._y, wide, tall, grey)
                for x, wide in zip(self.edges[:-1], self._columns, strict=True)
            ]
        else:
            page.lines += [self._y + tall] if page.lines else [self._y, self._y + tall]
        for lines, x, width, side in zip(cells, self.edges[:-1], self._columns, across, strict=True):
            share, y = _SHARES[side], self._y + (tall - len(lines) * leading) / 2 + self._size * 1.02
            for line, wide in lines:
                if line:
                    place = x + _PAD + (width - 2 * _PAD - wide) * share
                    page.texts.append(Text(line, place, y, self._size, bold))
                y += leading
        self._y += tall

    def _line(
        self,
        page: Page,
        text: str,
        span: tuple[float, float],
        y: float,
        across: str,
        size: float,
        *,
        bold: bool = False,
    ) -> None:
        """One line of text between two edges; ``span`` is the left one and the room from there."""
        if not (text := self._drawable(text)):
            return
        left, room = span
        spare = room - self.fonts.width(text, size)
        page.texts.append(Text(text, left + spare * _SHARES[across], y, size, bold))

    def _wrapped(self, text: str, room: float, size: float) -> list[tuple[str, float]]:
        """The text in lines no wider than ``room``, broken at spaces where there are any, and how wide each is."""
        text = self._drawable(text, keep_lines=True)
        wide = self.fonts.width(text, size) if "\n" not in text else math.inf
        if wide <= room:
            return [(text, wide)]
        return [(line, self.fonts.width(line, size)) for line in self._broken(text, room, size)]

    def _broken(self, text: str, room: float, size: float) -> list[str]:
        lines = []
        for paragraph in text.split("\n"):
            if self.fonts.width(paragraph, size) <= room:
                lines.append(paragraph)
                continue
            line = ""
            for character in paragraph:
                if line and self.fonts.width(line + character, size) > room:
                    head, space, tail = line.rpartition(" ")
                    lines.append(head if space else line)
                    line = tail if space else ""
                line += character
            lines.append(line.strip())
        return lines

    def _drawable(self, text: str, *, keep_lines: bool = False) -> str:
        text = normal(text)
        if self._seen.issuperset(text):  # so it is from the second page on
            return text
        text = _ENDS_OF_LINES.sub("\n", text).replace("\t", " ")
        text = text if keep_lines else text.replace("\n", " ")
        text = "".join([
            character if character == "\n" or self.fonts.place(character) >= 0 else _NO_GLYPH
            for character in text
        ])  # fmt: skip
        self._seen.update(text.replace("\n", ""))
        return text
