"""Name tags, ten to a sheet of A4 (90 × 54 mm each, lines to cut along), as PDF/A-1b."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.documents import saving
from desktop.documents.lists.list_pdf_page import Box, Page, PageCanvas, Text, characters, draw
from desktop.documents.pdf import fonts as font_files
from desktop.documents.pdf.fonts import Fonts, normal
from desktop.documents.pdf.pdf_archive import About, archived
from desktop.documents.pdf.pdf_fonts import DocumentFonts
from desktop.text.hangul import space_name

_MM = 72 / 25.4
_SHEET = (210 * _MM, 297 * _MM)
_TALL, _WIDE = 54 * _MM, 90 * _MM
_ACROSS, _DOWN = 2, 5
_LEFT, _TOP = (_SHEET[0] - _ACROSS * _WIDE) / 2, (_SHEET[1] - _DOWN * _TALL) / 2
_PAD = 4 * _MM
_NAME, _SMALL = 34.0, 11.0
_NO_GLYPH = "〓"


class Tag(NamedTuple):
    """One tag: a line above the name, and one below it."""

    above: str
    name: str
    below: str


def write_name_tags(
    path: Path,
    title: str,
    tags: Sequence[Tag],
    day: dt.date,
    written: Callable[[], None] = saving.nothing_more,
) -> Path:
    """Write the tags in their order, row by row, and return where the file lies. Raises UserError when it cannot be saved."""
    return saving.save(path, lambda draft: _write(draft, name_tags(title, tags, day)), written, suffix=".pdf")


def name_tags(title: str, tags: Sequence[Tag], day: dt.date) -> bytes:
    """The tags as a PDF in memory; ``day`` is the document's."""
    fonts = font_files.sans()
    on_a_sheet = _ACROSS * _DOWN
    pages = [_page(tags[first : first + on_a_sheet], fonts) for first in range(0, len(tags), on_a_sheet)]
    embedded = DocumentFonts(fonts, "".join(sorted(set().union(*map(characters, pages)))))
    drawn = io.BytesIO()
    canvas = PageCanvas(drawn, _SHEET, pageCompression=1, invariant=1, lang="ko")
    for page in pages:
        draw(canvas, embedded, page, _SHEET[1], ())
        canvas.showPage()
    canvas.save()
    return archived(drawn.getvalue(), embedded, About(title, "이음", day))


def _page(tags: Sequence[Tag], fonts: Fonts) -> Page:
    page = Page()
    for place, tag in enumerate(tags):
        x, y = _LEFT + place % _ACROSS * _WIDE, _TOP + place // _ACROSS * _TALL
        page.boxes.append(Box(x, y, _WIDE, _TALL))
        lines = (
            (tag.above, 13 * _MM, _SMALL, False),
            (space_name(tag.name), 32 * _MM, _NAME, True),
            (tag.below, 46 * _MM, _SMALL, False),
        )
        for text, down, size, bold in lines:
            if words := _drawable(text, fonts):
                size = min(size, size * (_WIDE - 2 * _PAD) / fonts.width(words, size))
                left = x + (_WIDE - fonts.width(words, size)) / 2
                page.texts.append(Text(words, left, y + down, size, bold))
    return page


def _drawable(text: str, fonts: Fonts) -> str:
    """The text with a mark for every character that no font has."""
    return "".join(each if fonts.place(each) >= 0 else _NO_GLYPH for each in normal(text))


def _write(draft: Path, pdf: bytes) -> None:
    draft.write_bytes(pdf)
