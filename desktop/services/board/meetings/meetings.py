"""A meeting and what belongs to it: who came, what was decided, what is to be done, which ideas it had."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import ActionItem, Decision, Idea, Meeting, MeetingAttendance, Member, Proposal
from desktop.queries.card import Linked
from desktop.queries.list_spec import Scope
from desktop.rules.board.days import check_order
from desktop.services.board import boards
from desktop.services.board.links import to_proposal
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date

Choice = tuple[int, str]
ReadOf = Callable[[Store, int], Sequence[Choice]]
"""What reads the records of one meeting, as (id, text)."""
_NAMED = 5
_DAYS = ("due_on", "done_on")
_PARTS = (MeetingAttendance, Decision, ActionItem, Idea)


def label(row: Meeting) -> str:
    """A meeting by its day and title."""
    return f"{show_date(row.held_on)} {row.title}"


def add_meeting(op: Operation, values: Mapping[str, Any], scope: Scope) -> Meeting:
    """A new meeting of the board in work; date and title are enough."""
    own = {key: value for key, value in values.items() if key != "present"}
    return op.add(Meeting(board_id=boards.board_in_work(op, scope).id, **own))


def present_at(session: Session, meeting_id: int) -> tuple[int, ...]:
    """The members who came, by id."""
    came = select(MeetingAttendance.member_id).where(MeetingAttendance.meeting_id == meeting_id)
    return tuple(session.scalars(came.order_by(MeetingAttendance.id)))


def after(op: Operation, meeting: Meeting, values: Mapping[str, Any]) -> None:
    """Keep who came. Raises UserError for who is of another term, and for a day after that of something to be done."""
    boards.check_links(op, meeting, values)
    set_present(op, meeting, values)
    check_held(op, meeting, values)


def check_held(op: Operation, meeting: Meeting, values: Mapping[str, Any]) -> None:
    """Raise UserError for a day after that of something to be done."""
    if "held_on" in values:
        op.session.flush()
        for item in op.session.scalars(select(ActionItem).where(ActionItem.meeting_id == meeting.id)):
            check_days(meeting.held_on, item.task, item.due_on, item.done_on, ("held_on", "held_on"))


def after_item(op: Operation, item: ActionItem, values: Mapping[str, Any]) -> None:
    """What is to be done is a member's of the meeting's own term, and its days are right."""
    boards.check_links(op, op.get(Meeting, item.meeting_id), values)
    check_item(op, item, values)


def after_idea(op: Operation, idea: Idea, values: Mapping[str, Any]) -> None:
    """Who had an idea, and its theme, are of the meeting's own term."""
    boards.check_links(op, op.get(Meeting, idea.meeting_id), values)


def check_item(op: Operation, item: ActionItem, values: Mapping[str, Any]) -> None:
    """What is to be done is due and done on the day of its meeting or later. Raises UserError beside what was changed."""
    if {"meeting_id", *_DAYS} & values.keys():
        due, done = (key if key in values else "meeting_id" for key in _DAYS)
        check_days(
            op.get(Meeting, item.meeting_id).held_on, item.task, item.due_on, item.done_on, (due, done)
        )


def check_days(
    held_on: dt.date,
    task: str,
    due_on: dt.date | None,
    done_on: dt.date | None,
    keys: tuple[str, str] = _DAYS,
) -> None:
    """Raise UserError, with the key of its day, for what is due or done before its meeting."""
    for title, day, key in zip(("기한", "마친 날"), (due_on, done_on), keys, strict=True):
        check_order(("회의 날짜", held_on), (f"할 일 '{task}'의 {title}", day), key)


def set_present(op: Operation, meeting: Meeting, values: Mapping[str, Any]) -> None:
    """Keep who came, where that is given."""
    if "present" not in values:
        return
    op.session.flush()
    wanted = tuple(dict.fromkeys(values["present"] or ()))
    kept = {
        row.member_id: row.id
        for row in op.session.scalars(
            select(MeetingAttendance).where(MeetingAttendance.meeting_id == meeting.id)
        )
    }
    op.delete_many(MeetingAttendance, [row_id for member, row_id in kept.items() if member not in wanted])
    new = [{"meeting_id": meeting.id, "member_id": each} for each in wanted if each not in kept]
    if new:
        op.insert_many(MeetingAttendance, new)


def remove_parts(op: Operation, meeting_ids: Sequence[int]) -> None:
    """What belongs to meetings goes with them. Raises UserError naming the proposals that came from one."""
    refuse_if_proposed(op, Proposal.meeting_id, meeting_ids, "회의")
    for within in parts(meeting_ids):
        for table in _PARTS:
            op.delete_many(table, op.session.scalars(select(table.id).where(within(table.meeting_id))).all())


def refuse_if_proposed(op: Operation, column: Any, ids: Sequence[int], noun: str) -> None:
    """Raise UserError, naming them, where proposals came from these."""
    titles = [
        title
        for within in parts(ids)
        for title in op.session.scalars(select(Proposal.title).where(within(column)).order_by(Proposal.id))
    ]
    if titles:
        more = f" 외 {len(titles) - _NAMED}건" if len(titles) > _NAMED else ""
        named = ", ".join(f"'{title}'" for title in titles[:_NAMED])
        raise UserError(
            f"이 {noun}에서 나온 제안이 있어 지울 수 없습니다: {named}{more}. 제안을 먼저 정리해 주세요."
        )


def links_of(session: Session, meeting_id: int) -> Sequence[Linked]:
    """On a meeting's card: the proposals that came from it, decisions, what is to be done, ideas, who came."""
    proposals = session.scalars(
        select(Proposal).where(Proposal.meeting_id == meeting_id).order_by(Proposal.id)
    )
    told = [to_proposal(row) for row in proposals]
    told += [Linked(f"결정: {text}", "decisions", row_id) for row_id, text in _decisions(session, meeting_id)]
    told += [Linked(f"할 일: {text}", "action_items", row_id) for row_id, text in _items(session, meeting_id)]
    told += [Linked(f"아이디어: {text}", "ideas", row_id) for row_id, text in _ideas(session, meeting_id)]
    came = session.scalars(
        select(Member).join(MeetingAttendance).where(MeetingAttendance.meeting_id == meeting_id)
    ).all()
    if came:
        names = ", ".join(sorted(row.person.name for row in came))
        told.append(Linked(f"참석 {len(came)}명: {names}"))
    return told


def decisions(store: Store, meeting_id: int) -> list[Choice]:
    """What a meeting decided, as (id, text)."""
    with store.read() as session:
        return _decisions(session, meeting_id)


def items(store: Store, meeting_id: int) -> list[Choice]:
    """What is to be done after a meeting, as (id, text)."""
    with store.read() as session:
        return _items(session, meeting_id)


def ideas(store: Store, meeting_id: int) -> list[Choice]:
    """The ideas from a meeting, as (id, text)."""
    with store.read() as session:
        return _ideas(session, meeting_id)


def _decisions(session: Session, meeting_id: int) -> list[Choice]:
    rows = session.scalars(select(Decision).where(Decision.meeting_id == meeting_id).order_by(Decision.id))
    return [(row.id, row.content) for row in rows]


def _items(session: Session, meeting_id: int) -> list[Choice]:
    rows = session.scalars(
        select(ActionItem)
        .where(ActionItem.meeting_id == meeting_id)
        .order_by(ActionItem.done_on.is_not(None), ActionItem.due_on, ActionItem.id)
    )
    return [(row.id, item_in_words(row)) for row in rows]


def item_in_words(row: ActionItem) -> str:
    """What is to be done, by whom, until when."""
    owner = row.owner.person.name if row.owner else ""
    until = f"{show_date(row.due_on)}까지" if row.due_on else ""
    return " · ".join(filter(None, (row.task, owner, until, "마침" if row.done_on else "")))


def _ideas(session: Session, meeting_id: int) -> list[Choice]:
    rows = session.scalars(select(Idea).where(Idea.meeting_id == meeting_id).order_by(Idea.id))
    return [(row.id, row.content) for row in rows]
