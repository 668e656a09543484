"""One A4 page for each proposal, and one for each author of what became of theirs: never a second page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper
from desktop.errors import UserError

_TOP, _BOTTOM = 52 * MM, TALL - 20 * MM
MOST_LETTERS = 4_000
"""More would be set too small to read, and at the smallest size lose its end."""
_SIZE, _HEADING, _GAP = 11.0, 8 * MM, 5 * MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page; ``told`` is the line below the title, ``parts`` are headings with their texts."""

    heading: str
    title: str
    told: str
    parts: Sequence[tuple[str, str]]


def sheets(told: Sequence[Sheet], title: str, day: dt.date) -> bytes:
    """The pages as PDF/A-1b, one for each sheet in their order; a text too long for its room is set smaller.

    Raises UserError, naming the sheet, for one longer than `MOST_LETTERS`.
    """
    paper = Paper()
    for each in told:
        _page(paper, each)
    return paper.pdf(title, day)


def _page(paper: Paper, sheet: Sheet) -> None:
    paper.page()
    paper.line(sheet.heading, SIDE, 20 * MM, 9, ROOM)
    paper.line(sheet.title, SIDE, 34 * MM, 20, ROOM, bold=True)
    paper.line(sheet.told, SIDE, 42 * MM, 10.5, ROOM)
    paper.box(SIDE, 46 * MM, ROOM, 0.4)
    parts = [(heading, text) for heading, text in sheet.parts if text.strip()]
    if sum(_weight(text) for _heading, text in parts) > MOST_LETTERS:
        raise UserError(
            f"'{sheet.title}'의 글이 길어 한 쪽에 읽을 만한 크기로 들지 않습니다. {MOST_LETTERS:,}자 안으로 줄여 주세요."
        )
    room = _BOTTOM - _TOP - len(parts) * (_HEADING + _GAP)
    # Each text gets the room its length asks for, and hands on what it leaves.
    letters = sum(_weight(text) for _heading, text in parts)
    y = _TOP
    for heading, text in parts:
        weight = _weight(text)
        paper.line(heading, SIDE, y + 12, 12, ROOM, bold=True)
        end = paper.block(text, SIDE, y + _HEADING, _SIZE, ROOM, room * weight / letters)
        room, letters = room - (end - y - _HEADING), letters - weight
        y = end + _GAP


def _weight(text: str) -> int:
    """Its letters, and half a line for every line that is begun."""
    return len(text) + 20 * (text.count("\n") + 1)
