"""The sheets judges write on at demo day: a page for each judge, teams in the order they present (feature row TR-20)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.paper import MM, ROOM, SIDE, TALL, Paper

_TOP, _HEAD, _FOOT = 62 * MM, 14 * MM, 48 * MM
_ORDER, _TEAM = 12 * MM, 52 * MM
_TALLEST = 22 * MM


@dataclass(frozen=True, slots=True)
class JudgeSheet:
    """One judge's sheet. ``recused`` are places among the teams he or she does not score."""

    judge: str
    recused: frozenset[int] = frozenset()


def judge_sheets(
    heading: str,
    told: str,
    teams: Sequence[tuple[str, str]],
    criteria: Sequence[tuple[str, str]],
    sheets: Sequence[JudgeSheet],
    tie_rule: str,
    day: dt.date,
) -> bytes:
    """``teams`` are names with their projects, ``criteria`` titles with their scales; ``told`` says when and where."""
    paper = Paper()
    for sheet in sheets:
        paper.page()
        paper.line(heading, SIDE, 28 * MM, 20, ROOM, share=0.5, bold=True)
        paper.line(told, SIDE, 38 * MM, 10, ROOM, share=0.5)
        paper.line(f"심사위원  {sheet.judge}        (서명)", SIDE, 54 * MM, 12, ROOM, share=1)
        _table(paper, teams, criteria, sheet)
        foot = TALL - _FOOT + 10 * MM
        paper.block(tie_rule, SIDE, foot, 10, ROOM, 16 * MM)
        paper.line("고칠 때는 두 줄을 긋고 서명해 주세요.", SIDE, TALL - 18 * MM, 9, ROOM)
    return paper.pdf(heading, day)


def _table(
    paper: Paper, teams: Sequence[tuple[str, str]], criteria: Sequence[tuple[str, str]], sheet: JudgeSheet
) -> None:
    wide = (ROOM - _ORDER - _TEAM) / max(len(criteria), 1)
    tall = min(_TALLEST, (TALL - _FOOT - _TOP - _HEAD) / max(len(teams), 1))
    paper.cell("순서", SIDE, _TOP, _ORDER, _HEAD, grey=0.92, bold=True)
    paper.cell("팀", SIDE + _ORDER, _TOP, _TEAM, _HEAD, grey=0.92, bold=True)
    for place, (title, scale) in enumerate(criteria):
        x = SIDE + _ORDER + _TEAM + place * wide
        paper.cell(title, x, _TOP, wide, _HEAD, grey=0.92, below=scale, bold=True)
    for number, (team, project) in enumerate(teams):
        y = _TOP + _HEAD + number * tall
        paper.cell(str(number + 1), SIDE, y, _ORDER, tall)
        paper.cell(team, SIDE + _ORDER, y, _TEAM, tall, below=project)
        out = number in sheet.recused
        for place in range(len(criteria)):
            x = SIDE + _ORDER + _TEAM + place * wide
            paper.cell("제척" if out else "", x, y, wide, tall, grey=0.92 if out else 1.0, bold=out)
