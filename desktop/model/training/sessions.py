"""The sessions of a stage, the weekly pattern they are made from, and the marks of attendance."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.attachments import Attachment
from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.training.mentoring import Mentor
from desktop.model.training.programme import Enrolment, Stage
from desktop.rules.attendance import Mark
from desktop.rules.fields import Field, Kind
from desktop.rules.training import SESSION_KINDS, WEEKDAYS

_ENDS_LATER = "끝나는 시각이 시작하는 시각보다 늦어야 합니다. 두 시각을 확인해 주세요."


class SessionPattern(Base):
    """A weekly hour of a stage, from which its sessions are made."""

    __tablename__ = "session_pattern"
    noun = "주간 시간"

    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), index=True)
    weekday: Mapped[str]
    starts_at: Mapped[str]
    ends_at: Mapped[str]
    room: Mapped[str | None]
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"), index=True)

    stage: Mapped[Stage] = relationship()
    mentor: Mapped[Mentor | None] = relationship()

    __table_args__ = table_args(
        one_of("weekday", WEEKDAYS, "요일"),
        check("hours", "ends_at > starts_at", _ENDS_LATER),
    )


class Session(Base):
    """One session of a stage; times are of the desk's own clock. One called off (휴강) keeps its reason."""

    __tablename__ = "session"
    noun = "수업"

    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    held_on: Mapped[dt.date]
    starts_at: Mapped[str]
    ends_at: Mapped[str]
    room: Mapped[str | None]
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"), index=True)
    kind: Mapped[str] = mapped_column(default=SESSION_KINDS[0])
    reason: Mapped[str | None]

    stage: Mapped[Stage] = relationship()
    mentor: Mapped[Mentor | None] = relationship()

    __table_args__ = table_args(
        unique(
            "stage_id",
            "held_on",
            "starts_at",
            sentence="이 단계에 같은 때 시작하는 수업이 있습니다. 그 수업을 고치거나 시각을 바꿔 주세요.",
        ),
        one_of("kind", SESSION_KINDS, "구분"),
        check("hours", "ends_at > starts_at", _ENDS_LATER),
        check(
            "reason",
            "(reason IS NOT NULL AND length(reason) > 0) OR kind != '휴강'",
            "휴강이면 사유를 적어 주세요.",
        ),
        Index(None, "held_on", "starts_at"),
    )


class AttendanceMark(Base):
    """How one person attended one session; no row is 미기록."""

    __tablename__ = "attendance_mark"
    noun = "출석"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    mark: Mapped[str]
    note: Mapped[str | None]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)

    enrolment: Mapped[Enrolment] = relationship()
    session: Mapped[Session] = relationship()
    evidence: Mapped[Attachment | None] = relationship()

    __table_args__ = table_args(
        unique(
            "enrolment_id",
            "session_id",
            sentence="이 수업의 출석이 이미 적혀 있습니다. 출석부를 다시 열어 고쳐 주세요.",
        ),
        one_of("mark", tuple(each.value for each in Mark), "출석"),
        Index(None, "enrolment_id", "mark"),
    )


_STAGE = Field("stage_id", "단계", Kind.LINK, required=True, links_to="stages")
_START = Field(
    "starts_at",
    "시작",
    Kind.TIME,
    required=True,
    example="예: 10:00",
    aliases=("시작시간", "시작시각", "시작 시각"),
)
_END = Field(
    "ends_at",
    "종료",
    Kind.TIME,
    required=True,
    example="예: 12:00",
    aliases=("종료시간", "종료시각", "끝", "종료 시각"),
)
_ROOM = Field("room", "장소", max_length=60, example="예: 교육장 1", aliases=("강의실", "교육장소", "교실"))
_MENTOR = Field("mentor_id", "강사", Kind.LINK, links_to="mentors")
PATTERN_FIELDS = (
    _STAGE,
    Field("weekday", "요일", Kind.CHOICE, required=True, choices=WEEKDAYS),
    _START,
    _END,
    _ROOM,
    _MENTOR,
)
SESSION_FIELDS = (
    _STAGE,
    Field("held_on", "날짜", Kind.DATE, required=True, aliases=("일자", "수업일", "교육일", "수업 날짜")),
    _START,
    _END,
    _ROOM,
    _MENTOR,
    Field(
        "kind", "구분", Kind.CHOICE, required=True, choices=SESSION_KINDS, aliases=("수업구분", "수업 구분")
    ),
    Field("reason", "사유", example="예: 강사 사정", aliases=("휴강 사유", "비고")),
)
