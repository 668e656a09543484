"""What the sheets of the junior board call by name: members, themes, teams, meetings and proposals of one term."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Board, BoardTeam, Meeting, Member, Policy, Proposal, Theme
from desktop.model.people import Person
from desktop.services.board import boards
from desktop.services.intake.plan import Target
from desktop.text.dates import show_date
from desktop.text.hangul import attach, clean_name

_NO_TERM = "주니어보드 기수가 없습니다. 기수를 먼저 추가하고 위원을 적어 주세요."


def board_of(session: Session, target: Target) -> Board | None:
    """The term the records go to: the one chosen or named, else the latest; None where it is not there."""
    if target.board_id is not None:
        return session.get(Board, target.board_id)
    if target.cohort:
        found = boards.find_board(session, target.cohort)
        return found or boards.find_board(session, boards.new_name(target.cohort))
    return session.scalar(select(Board).order_by(Board.year.desc(), Board.id.desc()).limit(1))


class Names:
    """The records of one term by what a sheet calls them; each is looked for with the key of the field that names it."""

    def __init__(self, session: Session, target: Target) -> None:
        board = board_of(session, target)
        if board is None:
            missing = (
                f"'{target.cohort}' 기수가 없습니다. 기수를 먼저 추가해 주세요."
                if target.cohort
                else _NO_TERM
            )
            raise UserError(missing, "cohort")
        self.session, self.board_id = session, board.id

    @cached_property
    def members(self) -> dict[int, Any]:
        """By id, with name, department and stay."""
        found = self.session.execute(
            select(Member.id, Member.department, Member.joined_on, Member.left_on, Person.name)
            .join(Person)
            .where(Member.board_id == self.board_id)
            .order_by(Member.id)
        )
        return {row.id: row for row in found}

    @cached_property
    def _called(self) -> dict[str, list[Any]]:
        """Members by name, and by name and department in brackets."""
        rows = self.members.values()
        return _by((name, row) for row in rows for name in (row.name, f"{row.name}({row.department})"))

    @cached_property
    def themes(self) -> dict[str, list[Any]]:
        """By name."""
        return self._of(Theme, "name")

    @cached_property
    def teams(self) -> dict[str, list[Any]]:
        """By name."""
        return self._of(BoardTeam, "name")

    @cached_property
    def policies(self) -> dict[str, list[Any]]:
        """By name."""
        return self._of(Policy, "name")

    @cached_property
    def _proposals(self) -> dict[str, list[Any]]:
        return self._of(Proposal, "title")

    @cached_property
    def _meetings(self) -> dict[str, list[Any]]:
        return self._of(Meeting, "title")

    def _of(self, table: Any, key: str) -> dict[str, list[Any]]:
        rows = self.session.scalars(
            select(table).where(table.board_id == self.board_id).order_by(table.id)
        ).all()
        return _by((getattr(row, key), row) for row in rows)

    def member(self, name: str, key: str) -> Any:
        """The member of this name, or written '이름(부서)'. Raises UserError for nobody, and for namesakes."""
        found = self._called.get(clean_name(name), [])
        if len(found) > 1:
            raise UserError(f"'{name}' 위원이 {len(found)}명입니다. '이름(부서)'로 적어 주세요.", key)
        return _one(found, name, "위원", key)

    def proposal(self, title: str, key: str) -> Proposal:
        """The one proposal of this title. Raises UserError where it is none, or could be two."""
        found: Proposal = _one(self._proposals.get(title, []), title, "제안", key)
        return found

    def meeting(self, title: str, held_on: dt.date | None, key: str) -> Meeting:
        """The meeting of this title, on this day where that is told. Raises UserError where it is none, or could be two."""
        found = [row for row in self._meetings.get(title, []) if held_on in {None, row.held_on}]
        if len(found) > 1:
            raise UserError(f"'{title}' 회의가 {len(found)}번 있습니다. 회의 날짜도 적어 주세요.", key)
        day = f"{show_date(held_on)} " if held_on else ""
        meeting: Meeting = _one(found, f"{day}{title}", "회의", key)
        return meeting


def _by(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for name, row in pairs:
        found[name].append(row)
    return found


def _one(found: Sequence[Any], written: str, noun: str, key: str) -> Any:
    if not found:
        missing, wanted = attach(f"'{written}'", "이/가"), attach(noun, "을/를")
        raise UserError(
            f"이 기수의 {noun} 가운데 {missing} 없습니다. 이름을 확인하거나 {wanted} 먼저 추가해 주세요.", key
        )
    if len(found) > 1:
        raise UserError(
            f"'{written}' {attach(noun, '이/가')} 여럿입니다. 목록에서 이름을 다르게 고쳐 주세요.", key
        )
    return found[0]
