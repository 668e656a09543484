"""One A4 page for each proposal, never a second; and for each author what became of theirs, on as many as that takes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper
from desktop.errors import UserError
from desktop.text.dates import show_date

_TOP, _BOTTOM = 52 * MM, TALL - 20 * MM
_SIZE, _LEAST, _SMALL, _HEADING, _GAP = 11.0, 7.0, 10.0, 8 * MM, 5 * MM
_DAY = 36 * MM
_AGAIN, _WITH_HEADING = 24 * MM, 12 * MM
"""Where further pages begin; no heading stands at a foot with less than this of its text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one sheet; ``told`` is the line below the title, ``parts`` are headings with their texts."""

    heading: str
    title: str
    told: str
    parts: Sequence[tuple[str, str]]


def sheets(told: Sequence[Sheet], title: str, day: dt.date) -> bytes:
    """The pages as PDF/A-1b, one for each sheet in their order, as of ``day``.

    What is too long for a page is set smaller, all of it alike.

    Raises UserError, naming the sheet, for one that no readable size brings on to a page.
    """
    paper = Paper()
    for each in told:
        _head(paper, each, day)
        _one_page(paper, each)
    return paper.pdf(title, day)


def running_on(told: Sequence[Sheet], title: str, day: dt.date) -> bytes:
    """The same at one size: a sheet that needs more pages says on each whose it is, which of them and as of when."""
    paper = Paper()
    for each in told:
        first = len(paper.pages)
        _head(paper, each, day)
        _run_on(paper, each)
        pages = paper.pages[first:]
        for number, page in enumerate(pages, 1):
            if len(pages) > 1:
                paper.number(page, f"{each.title} · {number} / {len(pages)} · {_as_of(day)}")
    return paper.pdf(title, day)


def _as_of(day: dt.date) -> str:
    return f"{show_date(day)} 기준"


def _head(paper: Paper, sheet: Sheet, day: dt.date) -> None:
    paper.page()
    paper.line(sheet.heading, SIDE, 20 * MM, 9, ROOM - _DAY)
    paper.line(_as_of(day), SIDE + ROOM - _DAY, 20 * MM, 9, _DAY, share=1)
    paper.line(sheet.title, SIDE, 34 * MM, 20, ROOM, bold=True)
    paper.line(sheet.told, SIDE, 42 * MM, 10.5, ROOM)
    paper.box(SIDE, 46 * MM, ROOM, 0.4)


def _run_on(paper: Paper, sheet: Sheet) -> None:
    y = _TOP
    for heading, text in sheet.parts:
        if y + _HEADING + _WITH_HEADING > _BOTTOM:
            paper.page()
            y = _AGAIN
        paper.line(heading, SIDE, y + 12, 12, ROOM, bold=True)
        y = paper.flow(text, SIDE, y + _HEADING, _SMALL, ROOM, _AGAIN, _BOTTOM) + _GAP


def _one_page(paper: Paper, sheet: Sheet) -> None:
    parts = [(heading, text) for heading, text in sheet.parts if text.strip()]
    tall = _BOTTOM - _TOP - len(parts) * (_HEADING + _GAP)
    size = paper.size_for([text for _heading, text in parts], _SIZE, ROOM, tall, _LEAST)
    if size is None:
        raise UserError(
            f"'{sheet.title}'의 글이 길어 한 쪽에 읽을 만한 크기로 들지 않습니다. 글이나 줄을 줄여 주세요."
        )
    y = _TOP
    for heading, text in parts:
        paper.line(heading, SIDE, y + 12, 12, ROOM, bold=True)
        y = paper.flow(text, SIDE, y + _HEADING, size, ROOM, _AGAIN, TALL) + _GAP
