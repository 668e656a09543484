"""The minutes of a meeting: as many A4 pages as the notes take."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper

_BOTTOM = TALL - 22 * MM
_TOP = 24 * MM
_SIZE, _GAP = 10.5, 5 * MM


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody does after the meeting: as one line, and as the cells of a row."""

    line: str
    what: str
    whose: str
    until: str
    state: str


SIGNED, TO_SIGN = "작성과 확인", (("작성자", "(서명)"), ("확인", "(서명)"))
"""Who answers for the minutes, and where each signs."""
_NAME, _TALL = 22 * MM, 12 * MM


@dataclass(frozen=True, slots=True)
class Minutes:
    """What stands on the paper; ``told`` says when and where, ``parts`` are headings with their text.

    ``people`` are who was there and who was not: what each are called, with their names.
    """

    heading: str
    title: str
    told: str
    people: Sequence[tuple[str, str]]
    parts: Sequence[tuple[str, str]]
    tasks: Sequence[Task]


def minutes(told: Minutes, day: dt.date) -> bytes:
    """The pages as PDF/A-1b, with room to sign at the end; a part without text is left out."""
    tasks = "\n".join(f"{number}. {task.line}" for number, task in enumerate(told.tasks, 1))
    paper = Paper()
    paper.page()
    paper.line(told.heading, SIDE, 20 * MM, 9, ROOM)
    paper.line(told.title, SIDE, 34 * MM, 20, ROOM, bold=True)
    paper.line(told.told, SIDE, 42 * MM, 10.5, ROOM)
    paper.box(SIDE, 46 * MM, ROOM, 0.4)
    y = 54 * MM
    for heading, text in (*told.people, *told.parts, ("할 일", tasks)):
        if not text.strip():
            continue
        if y + 16 * MM > _BOTTOM:
            paper.page()
            y = _TOP
        paper.line(heading, SIDE, y + 12, 12, ROOM, bold=True)
        y = paper.flow(text, SIDE, y + 20, _SIZE, ROOM, _TOP, _BOTTOM) + _GAP
    _to_sign(paper, y)
    for number, page in enumerate(paper.pages, 1):
        of = f"{told.title} · " if len(paper.pages) > 1 else ""  # a page that is signed says what it is of
        paper.number(page, f"{of}{number} / {len(paper.pages)}")
    return paper.pdf(told.title, day)


def _to_sign(paper: Paper, y: float) -> None:
    if y + 20 + _TALL > _BOTTOM:
        paper.page()
        y = _TOP
    paper.line(SIGNED, SIDE, y + 12, 12, ROOM, bold=True)
    y, x, wide = y + 20, SIDE, ROOM / len(TO_SIGN) - _NAME
    for name, sign in TO_SIGN:
        paper.cell(name, x, y, _NAME, _TALL, grey=0.92, bold=True)
        paper.box(x + _NAME, y, wide, _TALL)
        paper.line(sign, x + _NAME, y + _TALL / 2 + 3, 9, wide - 6, share=1)
        x += _NAME + wide
