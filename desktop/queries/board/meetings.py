"""The lists of meetings of the junior board, of what is to be done after them, and of the ideas from them."""

from sqlalchemy import ColumnElement, FromClause, SQLColumnExpression, and_, case, func, or_, select
from sqlalchemy.orm import join

from desktop.model.board import (
    ACTION_ITEM_FIELDS,
    IDEA_FIELDS,
    MEETING_FIELDS,
    ActionItem,
    Board,
    Decision,
    Idea,
    Meeting,
    MeetingAttendance,
    Member,
    Proposal,
    Theme,
)
from desktop.model.people import Person
from desktop.queries.filtering import Filter, Test
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind

_meeting = {field.key: field for field in MEETING_FIELDS}
_item = {field.key: field for field in ACTION_ITEM_FIELDS}
_idea = {field.key: field for field in IDEA_FIELDS}
LATE, OPEN, DONE = "늦음", "진행", "마침"


def _count(
    row: type[Decision | ActionItem | Idea | MeetingAttendance], *more: SQLColumnExpression[bool]
) -> SQLColumnExpression[int]:
    return (
        select(func.count(row.id))
        .where(row.meeting_id == Meeting.id, *more)
        .correlate(Meeting)
        .scalar_subquery()
    )


def _in_board(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    return () if scope.board_id is None else (Meeting.board_id == scope.board_id,)


MEETINGS = ListSpec(
    kind="meetings",
    title="회의",
    noun="회의",
    counter="건",
    id=Meeting.id,
    source=lambda _scope: join(Meeting, Board),
    narrowed_to="boards",
    where=_in_board,
    columns=(
        Column(_meeting["held_on"], Meeting.held_on, 120, editable=True),
        Column(_meeting["title"], Meeting.title, 220, editable=True, searched=True),
        Column(_meeting["place"], Meeting.place, 130, editable=True, searched=True),
        Column(Field("attended", "참석", Kind.INTEGER, unit="명"), _count(MeetingAttendance), 80),
        Column(Field("decisions", "결정", Kind.INTEGER, unit="건"), _count(Decision), 80),
        Column(
            Field("open_items", "남은 할 일", Kind.INTEGER, unit="건"),
            _count(ActionItem, ActionItem.done_on.is_(None)),
            100,
        ),
        Column(Field("ideas", "아이디어", Kind.INTEGER, unit="건"), _count(Idea), 90),
        Column(_meeting["starts_at"], Meeting.starts_at, 80, editable=True, shown=False),
        Column(_meeting["agenda"], Meeting.agenda, 220, editable=True, shown=False, searched=True),
        Column(_meeting["notes"], Meeting.notes, 260, editable=True, shown=False, searched=True),
        Column(Field("board", "기수"), Board.name, 150, shown=False),
    ),
    order=(("held_on", True),),
    tables=frozenset({"meeting", "board", "decision", "action_item", "idea", "meeting_attendance"}),
    empty="'회의 추가'를 눌러 주세요. 날짜와 제목만 적어도 됩니다.",
)


def _items() -> FromClause:
    owned = join(
        join(join(ActionItem, Meeting), Board), Member, Member.id == ActionItem.owner_id, isouter=True
    )
    return join(owned, Person, Person.id == Member.person_id, isouter=True)


def _open_or_in_board(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """What is still to be done is not lost from sight with the term it was left in."""
    return tuple(or_(ActionItem.done_on.is_(None), within) for within in _in_board(scope))


def _state(scope: Scope) -> SQLColumnExpression[str]:
    return case((ActionItem.done_on.is_not(None), DONE), (ActionItem.due_on < scope.today, LATE), else_=OPEN)


_is_done = case((ActionItem.done_on.is_not(None), 1), else_=0)
"""What is open comes first, the earliest date before later ones: so the late ones stand on top."""

ACTION_ITEMS = ListSpec(
    kind="action_items",
    title="할 일",
    noun="할 일",
    counter="건",
    id=ActionItem.id,
    source=lambda _scope: _items(),
    narrowed_to="boards",
    where=_open_or_in_board,
    filters=(Filter("state", Test.ONE_OF, (LATE, OPEN)),),
    columns=(
        Column(_item["task"], ActionItem.task, 280, editable=True, searched=True),
        Column(Field("owner", "담당", Kind.NAME, private=True), Person.name, 110, searched=True),
        Column(
            _item["due_on"],
            ActionItem.due_on,
            150,
            editable=True,
            flag=lambda row: LATE if row["state"] == LATE else "",
        ),
        Column(Field("state", "상태", Kind.CHOICE, choices=(LATE, OPEN, DONE)), _state, 90, stored=_is_done),
        Column(_item["done_on"], ActionItem.done_on, 120, editable=True),
        Column(Field("meeting", "회의"), Meeting.title, 180, searched=True),
        Column(Field("held_on", "회의 날짜", Kind.DATE), Meeting.held_on, 120, shown=False),
        Column(Field("board", "기수"), Board.name, 150, shown=False),
    ),
    order=(("state", False), ("due_on", False)),
    tables=frozenset({"action_item", "meeting", "board", "member", "person"}),
    empty="회의에서 할 일을 적으면 모든 회의의 할 일이 여기 모입니다. 늦은 것이 맨 위에 섭니다.",
)


def _ideas() -> FromClause:
    said = join(join(Idea, Meeting), Member, Member.id == Idea.member_id, isouter=True)
    named = join(said, Person, Person.id == Member.person_id, isouter=True)
    return join(named, Theme, Theme.id == Idea.theme_id, isouter=True)


IDEAS = ListSpec(
    kind="ideas",
    title="아이디어",
    noun="아이디어",
    counter="건",
    id=Idea.id,
    source=lambda _scope: _ideas(),
    narrowed_to="boards",
    where=_in_board,
    columns=(
        Column(_idea["content"], Idea.content, 320, editable=True, searched=True),
        Column(Field("member", "낸 위원", Kind.NAME, private=True), Person.name, 110, searched=True),
        Column(Field("theme", "주제"), Theme.name, 150, searched=True),
        Column(Field("meeting", "회의"), Meeting.title, 180, searched=True),
        Column(Field("held_on", "회의 날짜", Kind.DATE), Meeting.held_on, 120),
        Column(
            Field("proposals", "제안", Kind.INTEGER, unit="건"),
            select(func.count(Proposal.id))
            .where(and_(Proposal.idea_id == Idea.id))
            .correlate(Idea)
            .scalar_subquery(),
            80,
        ),
    ),
    order=(("held_on", True),),
    tables=frozenset({"idea", "meeting", "member", "person", "theme", "proposal"}),
    empty="회의 내용에서 글을 골라 '제안으로'를 누르거나 '아이디어 추가'로 적어 주세요.",
)
