"""Meetings of the junior board: what was planned, written down, decided and to be done, and who was there."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, table_args, unique
from desktop.model.board.terms import Board, Member, Theme
from desktop.rules.fields import Field, Kind


class Meeting(Base):
    """One meeting; its date and title are enough."""

    __tablename__ = "meeting"
    noun = "회의"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    held_on: Mapped[dt.date]
    title: Mapped[str]
    starts_at: Mapped[str | None]
    place: Mapped[str | None]
    agenda: Mapped[str | None]
    notes: Mapped[str | None]

    board: Mapped[Board] = relationship()

    __table_args__ = table_args(
        check("title", "length(title) > 0", "회의 제목을 적어 주세요."),
        Index(None, "board_id", "held_on"),
    )


class MeetingAttendance(Base):
    """That a member came to a meeting."""

    __tablename__ = "meeting_attendance"
    noun = "회의 출석"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)

    meeting: Mapped[Meeting] = relationship()
    member: Mapped[Member] = relationship()

    __table_args__ = table_args(
        unique(
            "meeting_id", "member_id", sentence="이 위원의 출석은 이미 적혀 있습니다. 그 칸을 고쳐 주세요."
        ),
    )


class Decision(Base):
    """What a meeting decided, in one sentence."""

    __tablename__ = "decision"
    noun = "결정"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    content: Mapped[str]

    meeting: Mapped[Meeting] = relationship()

    __table_args__ = table_args(check("content", "length(content) > 0", "결정한 것을 적어 주세요."))


class ActionItem(Base):
    """What somebody does after a meeting, by when; ``done_on`` is the day it was done."""

    __tablename__ = "action_item"
    noun = "할 일"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    task: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    due_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]

    meeting: Mapped[Meeting] = relationship()
    owner: Mapped[Member | None] = relationship()

    __table_args__ = table_args(check("task", "length(task) > 0", "할 일을 적어 주세요."))


class Idea(Base):
    """A thought from the notes of a meeting, from which proposals are made."""

    __tablename__ = "idea"
    noun = "아이디어"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    content: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)

    meeting: Mapped[Meeting] = relationship()
    member: Mapped[Member | None] = relationship()
    theme: Mapped[Theme | None] = relationship()

    __table_args__ = table_args(check("content", "length(content) > 0", "아이디어를 적어 주세요."))


MEETING_FIELDS = (
    Field("held_on", "날짜", Kind.DATE, required=True),
    Field("title", "제목", required=True, max_length=100, example="예: 2차 정기회의"),
    Field("starts_at", "시작", Kind.TIME, example="예: 15:00"),
    Field("place", "장소", max_length=60, example="예: 5층 회의실"),
    Field("agenda", "안건", Kind.LONG_TEXT),
    Field("notes", "회의 내용", Kind.LONG_TEXT),
)
ACTION_ITEM_FIELDS = (
    Field("meeting_id", "회의", Kind.LINK, required=True, links_to="meetings"),
    Field("task", "할 일", required=True),
    Field("owner_id", "담당", Kind.LINK, links_to="members"),
    Field("due_on", "기한", Kind.DATE),
    Field("done_on", "마친 날", Kind.DATE),
)
DECISION_FIELDS = (
    Field("meeting_id", "회의", Kind.LINK, required=True, links_to="meetings"),
    Field("content", "결정", Kind.LONG_TEXT, required=True),
)
IDEA_FIELDS = (
    Field("meeting_id", "회의", Kind.LINK, required=True, links_to="meetings", fixed=True),
    Field("content", "아이디어", Kind.LONG_TEXT, required=True),
    Field("member_id", "낸 위원", Kind.LINK, links_to="members"),
    Field("theme_id", "주제", Kind.LINK, links_to="themes"),
)
