"""Interview timetables on paper: a page for each person, company or room, and more where its rows need them (CO-06)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper

_TOP, _ROW, _FOOT = 52 * MM, 10 * MM, 22 * MM
_SHARES = (0.2, 0.16, 0.34, 0.3)
_ON_A_PAGE = int((TALL - _TOP - _FOOT) / _ROW) - 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's name, what stands small under it, and its rows: day, time, with whom, where."""

    name: str
    told: str
    rows: tuple[tuple[str, str, str, str], ...]


def sheets(heading: str, titles: tuple[str, str, str, str], pages: Sequence[Sheet], day: dt.date) -> bytes:
    """The pages in their order as one PDF; ``titles`` head the columns."""
    paper = Paper()
    for sheet in pages:
        parts = [sheet.rows[at : at + _ON_A_PAGE] for at in range(0, len(sheet.rows), _ON_A_PAGE)]
        for number, rows in enumerate(parts, 1):
            paper.page()
            more = f" ({number}/{len(parts)})" if len(parts) > 1 else ""
            paper.line(heading, SIDE, 20 * MM, 9, ROOM)
            paper.line(sheet.name + more, SIDE, 34 * MM, 22, ROOM, bold=True)
            paper.line(sheet.told, SIDE, 44 * MM, 11, ROOM)
            _row(paper, titles, _TOP, head=True)
            for place, row in enumerate(rows, 1):
                _row(paper, row, _TOP + place * _ROW, head=False)
    return paper.pdf(heading, day)


def _row(paper: Paper, cells: Sequence[str], y: float, *, head: bool) -> None:
    x = SIDE
    for text, share in zip(cells, _SHARES, strict=True):
        wide = ROOM * share
        paper.box(x, y, wide, _ROW, 0.92 if head else 1.0)
        paper.line(text, x + 4, y + _ROW / 2 + 4, 11, wide - 8, share=0.5, bold=head)
        x += wide
