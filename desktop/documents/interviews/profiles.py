"""Profile sheets of applicants for companies: a page for each who consented, and how many are left out (CO-05)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper

_LABEL, _GAP, _TALL = 30 * MM, 3 * MM, 40 * MM


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's page: the name, and labels with what stands beside them, empty ones left out."""

    name: str
    facts: tuple[tuple[str, str], ...]


def profiles(heading: str, people: Sequence[Profile], left_out: int, day: dt.date) -> bytes:
    """``left_out`` people did not consent to being shown: every page says how many, none says who."""
    paper = Paper()
    note = f"제3자 제공에 동의하지 않아 제외 {left_out}명" if left_out else ""
    for number, person in enumerate(people, 1):
        paper.page()
        paper.line(heading, SIDE, 20 * MM, 9, ROOM)
        paper.line(person.name, SIDE, 38 * MM, 26, ROOM, bold=True)
        paper.box(SIDE, 44 * MM, ROOM, 0.4)
        y = 50 * MM
        for label, text in person.facts:
            if text:
                paper.line(label, SIDE, y + 11, 10, _LABEL, bold=True)
                y = paper.block(text, SIDE + _LABEL, y, 11, ROOM - _LABEL, _TALL) + _GAP
        paper.line(note, SIDE, TALL - 18 * MM, 9, ROOM)
        paper.line(f"{number} / {len(people)}", SIDE, TALL - 12 * MM, 8, ROOM, share=0.5)
    return paper.pdf(heading, day)
