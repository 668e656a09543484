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


@dataclass(frozen=True, slots=True)
class Minutes:
    """What stands on the paper; ``told`` says when and where, ``came`` who was there, ``parts`` are headings with their text."""

    heading: str
    title: str
    told: str
    came: Sequence[str]
    parts: Sequence[tuple[str, str]]
    tasks: Sequence[Task]


def minutes(told: Minutes, day: dt.date) -> bytes:
    """The pages as PDF/A-1b; a part without text is left out."""
    tasks = "\n".join(f"{number}. {task.line}" for number, task in enumerate(told.tasks, 1))
    came = (f"참석 {len(told.came)}명", ", ".join(told.came))
    paper = Paper()
    paper.page()
    paper.line(told.heading, SIDE, 20 * MM, 9, ROOM)
    paper.line(told.title, SIDE, 34 * MM, 20, ROOM, bold=True)
    paper.line(told.told, SIDE, 42 * MM, 10.5, ROOM)
    paper.box(SIDE, 46 * MM, ROOM, 0.4)
    y = 54 * MM
    for heading, text in (came, *told.parts, ("할 일", tasks)):
        if not text.strip():
            continue
        if y + 16 * MM > _BOTTOM:
            paper.page()
            y = _TOP
        paper.line(heading, SIDE, y + 12, 12, ROOM, bold=True)
        y = paper.flow(text, SIDE, y + 20, _SIZE, ROOM, _TOP, _BOTTOM) + _GAP
    for number, page in enumerate(paper.pages, 1):
        paper.number(page, f"{number} / {len(paper.pages)}")
    return paper.pdf(told.title, day)
