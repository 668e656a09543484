"""What of a meeting goes on paper: the sheet the members sign, and the minutes."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.hwpx.contents import SUFFIX
from desktop.documents.lists.lists import SheetColumn, SheetOptions, SheetSpec
from desktop.errors import Progress, UserError, no_progress
from desktop.model.board import MEMBER_FIELDS, ActionItem, Decision, Idea, Meeting, MeetingAttendance, Member
from desktop.model.people import Person
from desktop.services.board.meetings.meetings import item_in_words
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from desktop.documents.board.minutes import Minutes, Task

HANGUL = SUFFIX
"""What the name of a document for 한글 ends in."""
_GONE_OUT = "이미 내보낸 파일과 인쇄한 종이는 되돌릴 수 없습니다."
_WEEKDAYS = "월화수목금토일"
_SIGNED = tuple(field for field in MEMBER_FIELDS if field.key in {"name", "department", "grade"})


def sign_sheet(store: Store, meeting_id: int) -> SheetSpec:
    """A line for each who is a member on the day, with room to sign. Raises UserError where there is nobody."""
    with store.read() as session:
        meeting = _meeting(session, meeting_id)
        there = _members_on_the_day(session, meeting)
        name = meeting.board.name
    if not there:
        raise UserError("이 회의의 기수에 위원이 없습니다. '위원'에서 먼저 적어 주세요.")
    return SheetSpec(
        title="회의 서명부",
        columns=tuple(map(SheetColumn, _SIGNED)),
        rows=[(each.person.name, each.department, each.grade) for each in there],
        subtitle=" · ".join(filter(None, (value(store, office.NAME), name, meeting.title, _when(meeting)))),
        unit="명",
        options=SheetOptions(signatures=True, signed_for="서명", remarks=True, landscape=False),
    )


def write_sign_sheet(store: Store, meeting_id: int, path: Path, progress: Progress = no_progress) -> Path:
    """The sheet as PDF; returns where the file came to lie. Raises UserError where it cannot be saved."""
    from desktop.documents.lists.list_pdf import write_list_pdf  # loads fonts, for which no page waits

    sheet = sign_sheet(store, meeting_id)
    name = f"{sheet.title} {len(list(sheet.rows)):,}명 PDF로 내보내기 (개인정보 성명): {path.name}"
    return write_list_pdf(path, sheet, progress, lambda: _log(store, name))


def write_minutes(store: Store, meeting_id: int, path: Path) -> Path:
    """The minutes as PDF, or for 한글 where the name ends in .hwpx; returns where the file came to lie.

    Raises UserError where it cannot be saved, and for .hwpx where the extra is missing or what was written is not what
    is read back.
    """
    with store.read() as session:
        meeting = _meeting(session, meeting_id)
        told = _minutes_of(session, meeting, value(store, office.NAME))
    for_hangul = path.suffix.lower() == HANGUL
    landed = (_write_hangul if for_hangul else _write_pdf)(told, store.today(), path)
    _log(store, f"회의록 {'한글 문서로' if for_hangul else 'PDF로'} 내보내기 (개인정보 성명): {landed.name}")
    return landed


def _write_pdf(told: "Minutes", day: dt.date, path: Path) -> Path:
    from desktop.documents.board.minutes import minutes
    from desktop.documents.saving import save

    pdf = minutes(told, day)
    return save(path, lambda draft: _write(draft, pdf), suffix=".pdf")


def _write_hangul(told: "Minutes", day: dt.date, path: Path) -> Path:
    from desktop.documents.board.minutes_hwpx import minutes_document
    from desktop.documents.hwpx.writing import write_hwpx

    return write_hwpx(path, minutes_document(told, day))


def _minutes_of(session: Session, meeting: Meeting, office_name: str) -> "Minutes":
    from desktop.documents.board.minutes import Minutes

    decided = session.scalars(
        select(Decision.content).where(Decision.meeting_id == meeting.id).order_by(Decision.id)
    )
    ideas = session.scalars(select(Idea).where(Idea.meeting_id == meeting.id).order_by(Idea.id))
    items = session.scalars(
        select(ActionItem).where(ActionItem.meeting_id == meeting.id).order_by(ActionItem.id)
    )
    return Minutes(
        " · ".join(filter(None, (office_name, meeting.board.name))),
        meeting.title if meeting.title.endswith("회의록") else f"{meeting.title} 회의록",
        _when(meeting),
        tuple(_people(session, meeting)),
        (
            ("안건", meeting.agenda or ""),
            ("회의 내용", meeting.notes or ""),
            ("아이디어", _numbered(_idea(row) for row in ideas)),
            ("결정", _numbered(decided)),
        ),
        [_task(row) for row in items],
    )


def _people(session: Session, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Who came and which members did not; where nobody was ticked nothing is known of either."""
    came = session.scalars(
        select(Member)
        .join(Person)
        .join(MeetingAttendance, MeetingAttendance.member_id == Member.id)
        .where(MeetingAttendance.meeting_id == meeting.id)
        .order_by(Person.name, Member.id)
    ).all()
    if not came:
        yield "참석", "적지 않음"
        return
    yield f"참석 {len(came)}명", ", ".join(each.person.name for each in came)
    absent = [each.person.name for each in _members_on_the_day(session, meeting) if each not in came]
    yield (f"불참 {len(absent)}명", ", ".join(absent)) if absent else ("불참", "없음")


def _numbered(texts: Iterable[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _idea(row: Idea) -> str:
    return f"{row.content} · {row.member.person.name}" if row.member else row.content


def _task(row: ActionItem) -> "Task":
    from desktop.documents.board.minutes import Task

    return Task(
        item_in_words(row),
        row.task,
        row.owner.person.name if row.owner else "",
        show_date(row.due_on) if row.due_on else "",
        "마침" if row.done_on else "",
    )


def _meeting(session: Session, meeting_id: int) -> Meeting:
    found = session.get(Meeting, meeting_id)
    if found is None:
        raise UserError("이 회의가 그 사이 지워졌습니다. 회의를 다시 골라 주세요.")
    return found


def _members_on_the_day(session: Session, meeting: Meeting) -> list[Member]:
    members = select(Member).join(Person).where(Member.board_id == meeting.board_id)
    ordered = session.scalars(members.order_by(Person.name, Member.id))
    return [each for each in ordered if _is_member(each, meeting)]


def _is_member(member: Member, meeting: Meeting) -> bool:
    begun = member.joined_on is None or member.joined_on <= meeting.held_on
    return begun and (member.left_on is None or member.left_on >= meeting.held_on)


def _when(meeting: Meeting) -> str:
    day = f"{show_date(meeting.held_on)}({_WEEKDAYS[meeting.held_on.weekday()]})"
    return " ".join(filter(None, (day, meeting.starts_at, meeting.place)))


def _log(store: Store, name: str) -> None:
    """Who took what out and when; of a file that is only looked at nothing can be written."""
    if not store.read_only:
        with store.operation(name, sealed=_GONE_OUT) as op:
            op.touch()


def _write(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)
