"""Score sheets of proposals: one A4 page each, judges by criteria, to be written on or as they were filled in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper

_TOP, _HEAD, _FOOT = 52 * MM, 14 * MM, 60 * MM
_NAME, _TOTAL, _SIGNED = 36 * MM, 18 * MM, 26 * MM
_TALLEST = 14 * MM


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """A judge with the scores in the order of the criteria, '' for a blank, the total, and whether it was dropped."""

    name: str
    scores: Sequence[str]
    total: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class ScorePage:
    """What stands on one page; ``criteria`` are titles with what they weigh, ``told`` says what it all comes to and how."""

    heading: str
    title: str
    authors: str
    criteria: Sequence[tuple[str, str]]
    lines: Sequence[JudgeLine]
    told: str


def score_pages(pages: Sequence[ScorePage], title: str, day: dt.date) -> bytes:
    """The pages as PDF/A-1b, in their order."""
    paper = Paper()
    for each in pages:
        paper.page()
        paper.line(each.heading, SIDE, 20 * MM, 9, ROOM)
        paper.line(each.title, SIDE, 34 * MM, 18, ROOM, bold=True)
        paper.line(each.authors, SIDE, 42 * MM, 10.5, ROOM)
        _table(paper, each)
        paper.block(each.told, SIDE, TALL - _FOOT + 8 * MM, 11, ROOM, 24 * MM)
        paper.line("고칠 때는 두 줄을 긋고 서명해 주세요.", SIDE, TALL - 18 * MM, 9, ROOM)
    return paper.pdf(title, day)


def _table(paper: Paper, page: ScorePage) -> None:
    wide = (ROOM - _NAME - _TOTAL - _SIGNED) / max(len(page.criteria), 1)
    tall = min(_TALLEST, (TALL - _FOOT - _TOP - _HEAD) / max(len(page.lines), 1))
    titles = [("심사자", "", _NAME), *((title, told, wide) for title, told in page.criteria)]
    titles += [("총점", "", _TOTAL), ("서명", "", _SIGNED)]
    x = SIDE
    for title, told, width in titles:
        paper.cell(title, x, _TOP, width, _HEAD, grey=0.92, below=told, bold=True)
        x += width
    for number, line in enumerate(page.lines):
        y, x = _TOP + _HEAD + number * tall, SIDE
        told = "뺌" if line.dropped else ""
        cells = [(line.name, "", _NAME), *((score, "", wide) for score in line.scores)]
        for text, below, width in (*cells, (line.total, told, _TOTAL), ("", "", _SIGNED)):
            paper.cell(text, x, y, width, tall, below=below, grey=0.97 if line.dropped else 1.0)
            x += width
