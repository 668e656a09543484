"""Interviews of a cohort's people at companies: days, rooms, panels, hours, when each is held and what came of it."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import NOTE
from desktop.model.placement import Company, Opening
from desktop.model.training import Cohort, Trainee
from desktop.rules.fields import Field, Kind
from desktop.rules.placement.interviews import INTERVIEW, InterviewStatus

_BACKWARDS = "끝나는 시각이 시작하는 시각보다 뒤여야 합니다. 두 시각을 확인해 주세요."


class InterviewDay(Base):
    """A day on which a cohort is interviewed, and its hours; both of a company and a person unless they have their own."""

    __tablename__ = "interview_day"
    noun = "면접일"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    held_on: Mapped[dt.date]
    starts_at: Mapped[str]
    ends_at: Mapped[str]

    cohort: Mapped[Cohort] = relationship()

    __table_args__ = table_args(
        unique("cohort_id", "held_on", sentence="같은 날의 면접일이 이미 있습니다. 그 날을 고쳐 주세요."),
        check("hours", "ends_at > starts_at", _BACKWARDS),
    )


class InterviewRoom(Base):
    """A room interviews of a cohort are held in."""

    __tablename__ = "interview_room"
    noun = "면접실"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    building: Mapped[str]
    name: Mapped[str]

    cohort: Mapped[Cohort] = relationship()

    __table_args__ = table_args(
        unique(
            "cohort_id",
            "building",
            "name",
            sentence="같은 이름의 면접실이 이미 있습니다. 다르게 적어 주세요.",
        ),
    )


class InterviewPanel(Base):
    """How many panels a company brings, and the building it interviews in; one, in the first building, where there is none."""

    __tablename__ = "interview_panel"
    noun = "면접 기업"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    panels: Mapped[int] = mapped_column(default=1)
    building: Mapped[str | None]

    cohort: Mapped[Cohort] = relationship()
    company: Mapped[Company] = relationship()

    __table_args__ = table_args(
        unique(
            "cohort_id",
            "company_id",
            sentence="이 기업의 면접조가 이미 있습니다. 면접 기업에서 찾아 고쳐 주세요.",
        ),
        check("panels", "panels BETWEEN 1 AND 20", "면접조는 1조에서 20조까지입니다."),
    )


class InterviewHours(Base):
    """When a person or a company can, on one of the days. Who has none can at all hours; who has some, at those only."""

    __tablename__ = "interview_hours"
    noun = "면접 가능 시간"

    day_id: Mapped[int] = mapped_column(ForeignKey("interview_day.id"), index=True)
    trainee_id: Mapped[int | None] = mapped_column(ForeignKey("trainee.id"), index=True)
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    starts_at: Mapped[str]
    ends_at: Mapped[str]

    day: Mapped[InterviewDay] = relationship()
    trainee: Mapped[Trainee | None] = relationship()
    company: Mapped[Company | None] = relationship()

    __table_args__ = table_args(
        check(
            "whose",
            "(trainee_id IS NULL) != (company_id IS NULL)",
            "교육생과 기업 가운데 하나만 골라 주세요.",
        ),
        check("hours", "ends_at > starts_at", _BACKWARDS),
    )


class Interview(Base):
    """Somebody who applies to an opening: when it is held, whether that may still move, and what came of it."""

    __tablename__ = "interview"
    noun = "면접"

    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    day_id: Mapped[int | None] = mapped_column(ForeignKey("interview_day.id"), index=True)
    starts_at: Mapped[str | None]
    room_id: Mapped[int | None] = mapped_column(ForeignKey("interview_room.id"), index=True)
    pinned: Mapped[bool] = mapped_column(default=False)
    told_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(default=InterviewStatus.APPLIED.value)
    reason: Mapped[str | None]
    score: Mapped[int | None]
    rank: Mapped[int | None]
    note: Mapped[str | None]

    opening: Mapped[Opening] = relationship()
    trainee: Mapped[Trainee] = relationship()
    day: Mapped[InterviewDay | None] = relationship()
    room: Mapped[InterviewRoom | None] = relationship()

    __table_args__ = table_args(
        unique(
            "opening_id",
            "trainee_id",
            sentence="이 교육생은 이 모집에 이미 신청했습니다. 면접 목록에서 찾아 고쳐 주세요.",
        ),
        one_of("status", INTERVIEW.statuses, "상태"),
        check(
            "reason",
            "reason IS NOT NULL OR status NOT IN ('불합격', '불참', '거절')",
            "불합격, 불참, 거절에는 사유가 있어야 합니다.",
        ),
        check(
            "held",
            "(day_id IS NULL) = (starts_at IS NULL)",
            "면접일과 시각을 함께 적어 주세요. 둘 다 비우면 아직 정하지 않은 면접입니다.",
        ),
        check(
            "fixed",
            "day_id IS NOT NULL OR (pinned = false AND told_on IS NULL)",
            "시각이 없는 면접은 고정하거나 알릴 수 없습니다. 면접일과 시각을 먼저 적어 주세요.",
        ),
        check("score", "score BETWEEN 0 AND 10000", "점수는 0점에서 100점까지입니다."),
        check("rank", "rank >= 1", "순위는 1 이상이어야 합니다."),
        Index(None, "status", "id"),
    )


_COHORT = Field("cohort_id", "기수", Kind.LINK, required=True, links_to="cohorts")
_STARTS = Field("starts_at", "시작", Kind.TIME, required=True, example="예: 09:00")
_ENDS = Field("ends_at", "종료", Kind.TIME, required=True, example="예: 18:00")
INTERVIEW_DAY_FIELDS = (
    _COHORT,
    Field("held_on", "날짜", Kind.DATE, required=True),
    _STARTS,
    _ENDS,
)
INTERVIEW_ROOM_FIELDS = (
    _COHORT,
    Field("building", "건물", required=True, max_length=60, example="예: 본관"),
    Field("name", "면접실", required=True, max_length=60, example="예: 201호"),
)
INTERVIEW_PANEL_FIELDS = (
    _COHORT,
    Field("company_id", "기업", Kind.LINK, required=True, links_to="companies"),
    Field("panels", "면접조", Kind.INTEGER, required=True, minimum=1, maximum=20),
    Field("building", "건물", max_length=60, help="비우면 처음 적은 면접실의 건물입니다."),
)
INTERVIEW_HOURS_FIELDS = (
    Field("day_id", "면접일", Kind.LINK, required=True, links_to="interview_days"),
    Field("trainee_id", "교육생", Kind.LINK, links_to="trainees"),
    Field(
        "company_id", "기업", Kind.LINK, links_to="companies", help="교육생과 기업 가운데 하나만 고릅니다."
    ),
    _STARTS,
    _ENDS,
)
INTERVIEW_FIELDS = (
    Field("opening_id", "인턴 모집", Kind.LINK, required=True, links_to="openings"),
    Field("trainee_id", "교육생", Kind.LINK, required=True, links_to="trainees"),
    Field("day_id", "면접일", Kind.LINK, links_to="interview_days"),
    Field("starts_at", "시각", Kind.TIME, example="예: 09:30", help="비워 두면 '시간표 만들기'가 정합니다."),
    Field("room_id", "면접실", Kind.LINK, links_to="interview_rooms"),
    Field("pinned", "고정", Kind.YES_NO, help="시간표를 다시 만들어도 그 자리에 있습니다."),
    Field("told_on", "알린 날", Kind.DATE, help="본인과 기업에 알린 면접도 그 자리에 있습니다."),
    Field("score", "점수", Kind.SCORE, maximum=10_000, unit="점"),
    Field("rank", "순위", Kind.INTEGER, minimum=1, maximum=1000, averaged=False),
    NOTE,
)
