"""The booklet of demo day: a page for each team's project card (feature row TR-17)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper
from desktop.errors import UserError

_LABEL = 26 * MM
_GAP = 4 * MM
_ROWS = (("소개", 72 * MM), ("기술", 22 * MM), ("결과물", 22 * MM), ("주소", 12 * MM), ("멘토", 10 * MM))
_PICTURE = 60 * MM
_BELOW_A_PICTURE = (36 * MM, 12 * MM, 12 * MM, 8 * MM, 8 * MM)
_MEMBER = 9 * MM
_BOTTOM = TALL - 22 * MM


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """What stands on one page; ``members`` are names with what each did, ``picture`` the bytes of one or none."""

    team: str
    title: str = ""
    field: str = ""
    summary: str = ""
    technologies: str = ""
    outputs: str = ""
    link: str = ""
    mentor: str = ""
    members: tuple[tuple[str, str], ...] = ()
    picture: bytes = b""


def booklet(heading: str, cards: Sequence[ProjectCard], day: dt.date) -> bytes:
    """The cards in their order, one an A4 page, none of whose text leaves it.

    Raises UserError, naming the team, for a picture that is none.
    """
    paper = Paper()
    for number, card in enumerate(cards, 1):
        paper.page()
        paper.line(heading, SIDE, 20 * MM, 9, ROOM)
        paper.line(f"{number} / {len(cards)}", SIDE, TALL - 12 * MM, 8, ROOM, share=0.5)
        paper.line(card.title or card.team, SIDE, 38 * MM, 26, ROOM, bold=True)
        paper.line(" · ".join(filter(None, (card.team, card.field))), SIDE, 48 * MM, 13, ROOM)
        paper.box(SIDE, 53 * MM, ROOM, 0.4)
        y = 58 * MM
        rooms = [tall for _label, tall in _ROWS]
        if card.picture:
            paper.picture(card.picture, SIDE, y, ROOM, _PICTURE, _no_picture(card.team))
            y, rooms = y + _PICTURE + _GAP, [*_BELOW_A_PICTURE]
        told = (card.summary, card.technologies, card.outputs, card.link, card.mentor)
        for (label, _tall), tall, text in zip(_ROWS, rooms, told, strict=True):
            if text:
                paper.line(label, SIDE, y + 11, 10, _LABEL, bold=True)
                y = paper.block(text, SIDE + _LABEL, y, 11, ROOM - _LABEL, tall) + _GAP
        _members(paper, card, y + _GAP)
    return paper.pdf(heading, day)


def _no_picture(team: str) -> UserError:
    return UserError(f"{team}의 대표 그림을 읽을 수 없습니다. JPG나 PNG 그림으로 바꿔 주세요.", "picture_id")


def _members(paper: Paper, card: ProjectCard, y: float) -> None:
    """A row for each, closer together where there are many."""
    if not card.members:
        return
    paper.line("팀원", SIDE, y + 11, 10, _LABEL, bold=True)
    step = min(_MEMBER, (_BOTTOM - y) / len(card.members))
    size = min(11.0, step * 0.7)
    for place, (name, role) in enumerate(card.members):
        at = y + place * step + size
        paper.line(name, SIDE + _LABEL, at, size, 42 * MM)
        paper.line(role, SIDE + _LABEL + 44 * MM, at, size, ROOM - _LABEL - 44 * MM)
