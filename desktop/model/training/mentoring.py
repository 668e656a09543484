"""Mentors, what they log of each team's hours, and the notes of one-to-one coaching."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.attachments import Attachment
from desktop.model.base import Base, check, table_args, unique
from desktop.model.people import PERSON_FIELDS, Person
from desktop.model.training.programme import ProjectTeam, Trainee
from desktop.rules.fields import Field, Kind


class Mentor(Base):
    """A person who teaches or accompanies teams; judges and lecturers are mentors too."""

    __tablename__ = "mentor"
    noun = "멘토"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    affiliation: Mapped[str | None]
    specialty: Mapped[str | None]
    hourly_fee: Mapped[int | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = table_args(
        unique("person_id", sentence="이미 멘토로 들어 있는 사람입니다. 멘토 목록에서 찾아 고쳐 주세요."),
        check("fee", "hourly_fee >= 0", "시간당 수당은 0원 이상이어야 합니다."),
    )


class MentorLog(Base):
    """Hours a mentor spent with a team. ``reason`` explains what the checks found odd; until then it is not paid."""

    __tablename__ = "mentor_log"
    noun = "멘토링 일지"

    team_id: Mapped[int] = mapped_column(ForeignKey("project_team.id"), index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    held_on: Mapped[dt.date]
    starts_at: Mapped[str]
    ends_at: Mapped[str]
    content: Mapped[str]
    next_task: Mapped[str | None]
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    reason: Mapped[str | None]

    team: Mapped[ProjectTeam] = relationship()
    mentor: Mapped[Mentor] = relationship()
    photo: Mapped[Attachment | None] = relationship()

    __table_args__ = table_args(
        unique(
            "mentor_id",
            "team_id",
            "held_on",
            "starts_at",
            sentence="이 멘토의 같은 때 일지가 이미 있습니다. 그 일지를 고쳐 주세요.",
        ),
        check(
            "hours",
            "ends_at > starts_at",
            "끝나는 시각이 시작하는 시각보다 늦어야 합니다. 두 시각을 확인해 주세요.",
        ),
        Index(None, "held_on", "mentor_id"),
    )


class CoachingNote(Base):
    """A talk with one trainee. ``private_text`` leaves the program by no way but being looked at."""

    __tablename__ = "coaching_note"
    noun = "코칭 기록"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"), index=True)
    held_on: Mapped[dt.date]
    note: Mapped[str | None]
    private_text: Mapped[str | None]
    next_action: Mapped[str | None]
    next_on: Mapped[dt.date | None]
    done: Mapped[bool] = mapped_column(default=False)

    trainee: Mapped[Trainee] = relationship()
    mentor: Mapped[Mentor | None] = relationship()


MENTOR_FIELDS = (
    *PERSON_FIELDS[:-1],
    Field("affiliation", "소속", aliases=("소속기관", "소속 기관", "회사")),
    Field("specialty", "분야", example="예: 영상 인식", aliases=("전문분야", "전문 분야")),
    Field("hourly_fee", "시간당 수당", Kind.AMOUNT, unit="원"),
    PERSON_FIELDS[-1],
)
MENTOR_LOG_FIELDS = (
    Field("team_id", "팀", Kind.LINK, required=True, links_to="teams"),
    Field("mentor_id", "멘토", Kind.LINK, required=True, links_to="mentors"),
    Field("held_on", "날짜", Kind.DATE, required=True),
    Field("starts_at", "시작", Kind.TIME, required=True, example="예: 10:00"),
    Field("ends_at", "종료", Kind.TIME, required=True, example="예: 12:00"),
    Field("content", "내용", Kind.LONG_TEXT, required=True),
    Field("next_task", "다음 과제"),
    Field("photo_id", "사진", Kind.FILE, help="같은 사진이 두 일지에 있으면 둘 다 확인 신호가 붙습니다."),
    Field("reason", "확인 사유", help="확인 신호가 있는 일지는 사유를 적어야 수당에 들어갑니다."),
)
COACHING_FIELDS = (
    Field("trainee_id", "교육생", Kind.LINK, required=True, links_to="trainees"),
    Field("mentor_id", "코치", Kind.LINK, links_to="mentors"),
    Field("held_on", "날짜", Kind.DATE, required=True),
    Field("note", "내용", Kind.LONG_TEXT),
    Field(
        "private_text",
        "비공개 내용",
        Kind.LONG_TEXT,
        private=True,
        confidential=True,
        help="목록, 찾기, 이력, 내보내기에 나오지 않습니다.",
    ),
    Field("next_action", "다음 할 일"),
    Field("next_on", "다음 날짜", Kind.DATE),
    Field("done", "마침", Kind.YES_NO),
)
