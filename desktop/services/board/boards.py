"""The junior board: terms, members, themes and proposals as they are written."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import (
    POLICIES,
    Board,
    BoardTeam,
    Member,
    Policy,
    Proposal,
    ReviewJudge,
    Theme,
)
from desktop.queries.list_spec import Scope
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.office import people, terms
from desktop.text.hangul import attach

_OWN = (
    "staff_number",
    "department",
    "duty",
    "grade",
    "appointed_on",
    "team_id",
    "joined_on",
    "left_on",
)

_OfTerm = type[BoardTeam] | type[Member] | type[Policy] | type[ReviewJudge] | type[Theme]
_LINKED: Final[dict[str, _OfTerm]] = {
    "judges": ReviewJudge,
    "member_id": Member,
    "owner_id": Member,
    "policy_id": Policy,
    "present": Member,
    "team_id": BoardTeam,
    "theme_id": Theme,
}
"""What records of a term point at by these keys."""


def check_links(op: Operation, within: Any, values: Mapping[str, Any]) -> None:
    """Raise UserError beside it for a link to what is of another term than ``within``."""
    for key in _LINKED.keys() & values.keys():
        linked = values[key]
        ids = linked if isinstance(linked, tuple | list) else filter(None, (linked,))
        check_of_term(op, within, _LINKED[key], ids, key)


def check_of_term(op: Operation, within: Any, table: _OfTerm, ids: Iterable[int], key: str) -> None:
    """Raise UserError, with the key, naming the first of these records that is of another term than ``within``."""
    for each in ids:
        row: Any = op.get(table, each)
        if row.board_id != within.board_id:
            name = f"{row.person.name}님" if table is Member else f"{row.noun} '{row.name}'"
            told, wanted = attach(name, "은/는"), attach(row.noun, "을/를")
            raise UserError(f"{told} 다른 기수의 {row.noun}입니다. 이 기수의 {wanted} 골라 주세요.", key)


def find_board(session: Session, wanted: str) -> Board | None:
    """The board of this name, or of this year where it is the year's only one."""
    return terms.find(session, Board, wanted)


def board_in_work(op: Operation, scope: Scope) -> Board:
    """The board of the scope, else the latest; one of this year is opened where there is none yet."""
    if scope.board_id is not None:
        return op.get(Board, scope.board_id)
    latest = op.session.scalar(select(Board).order_by(Board.year.desc(), Board.id.desc()).limit(1))
    year = op.at.astimezone().year
    return latest or _opened(op, {"name": f"{year}년 주니어보드", "year": year})


def board_named(op: Operation, wanted: str) -> Board:
    """The board of this name or year, opened where there is none."""
    found = find_board(op.session, wanted) or find_board(op.session, new_name(wanted))
    return found or new_board(op, new_name(wanted))


def new_board(op: Operation, name: str) -> Board:
    """A new term of exactly this name; its year is the one in the name, else this year."""
    return _opened(op, {"name": name, "year": terms.year_in(name, op.at.astimezone().year)})


def add_board(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Board:
    """A new term, under the policies of the one before it."""
    return _opened(op, values)


def _opened(op: Operation, values: Mapping[str, Any]) -> Board:
    before = op.session.scalar(select(Board.id).order_by(Board.year.desc(), Board.id.desc()).limit(1))
    kept = op.session.execute(
        select(Policy.name, Policy.meaning).where(Policy.board_id == before).order_by(Policy.id)
    ).all()
    board = op.add(Board(**values))
    op.session.flush()
    for name, meaning in [(row.name, row.meaning) for row in kept] or [(name, None) for name in POLICIES]:
        op.add(Policy(board_id=board.id, name=name, meaning=meaning))
    return board


def new_name(wanted: str) -> str:
    """What a new term is called that was asked for by a name or a year."""
    year = terms.only_a_year(wanted)
    return f"{year}년 주니어보드" if year else wanted.strip()


def reckoning_day(store: Store, scope: Scope, member_id: int | None = None) -> dt.date:
    """The day years of service are counted to: the opening of the member's term or of the one in work, else today."""
    with store.read() as session:
        member = session.get(Member, member_id or 0)
        board = session.get(Board, member.board_id if member else scope.board_id or 0)
    return (board.opened_on if board else None) or store.today()


def add_member(op: Operation, values: Mapping[str, Any], scope: Scope) -> Member:
    """A new member of the board in work, upon a person who may be known already."""
    person = people.find_or_add(op, values)
    board = board_in_work(op, scope)
    if op.session.scalar(select(Member).where(Member.board_id == board.id, Member.person_id == person.id)):
        raise UserError(
            f"{person.name}님은 이 기수에 이미 있는 위원입니다. 위원 목록에서 찾아 고쳐 주세요.", "name"
        )
    own = {key: values.get(key) for key in _OWN}
    if not (own["staff_number"] or own["department"]):
        raise UserError(
            "부서나 직원번호 가운데 하나는 있어야 합니다. 둘 가운데 아는 것을 적어 주세요.", "department"
        )
    return op.add(Member(person=person, board=board, **own))


def add_proposal(op: Operation, values: Mapping[str, Any], scope: Scope) -> Proposal:
    """A new proposal of the board in work."""
    own = {key: value for key, value in values.items() if key != "authors"}
    return op.add(Proposal(board_id=board_in_work(op, scope).id, status_on=op.at.astimezone().date(), **own))


def add_theme(op: Operation, values: Mapping[str, Any], scope: Scope) -> Theme:
    """A new theme of the board in work."""
    if values.get("policy_id") is None:
        raise UserError("운영방침을 골라 주세요. 운영방침은 주제 화면에서 고칠 수 있습니다.", "policy_id")
    return op.add(Theme(board_id=board_in_work(op, scope).id, **values))


def add_policy(op: Operation, values: Mapping[str, Any], scope: Scope) -> Policy:
    """A new policy the board in work stands under."""
    return op.add(Policy(board_id=board_in_work(op, scope).id, **values))


def remove_policies(op: Operation, board_ids: Sequence[int]) -> None:
    """The policies of terms, with them; a theme under one keeps it from going."""
    for within in parts(board_ids):
        op.delete_many(Policy, op.session.scalars(select(Policy.id).where(within(Policy.board_id))).all())
