"""Demo day with its order and awards, and the answers of the satisfaction survey, which know no names."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, table_args, unique
from desktop.model.training.programme import Cohort, ProjectTeam
from desktop.rules.fields import Field, Kind


class DemoDay(Base):
    """The day on which a cohort's teams present; ``seed`` drew their order, None before it was drawn."""

    __tablename__ = "demo_day"
    noun = "발표회"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    held_on: Mapped[dt.date | None]
    place: Mapped[str | None]
    minutes: Mapped[int] = mapped_column(default=10)
    question_minutes: Mapped[int] = mapped_column(default=5)
    seed: Mapped[int | None]

    cohort: Mapped[Cohort] = relationship()

    __table_args__ = table_args(
        unique("cohort_id", sentence="이 기수의 발표회가 이미 있습니다. 그 발표회를 고쳐 주세요."),
        check("minutes", "minutes BETWEEN 1 AND 240", "발표 시간은 1분 이상 240분 이하여야 합니다."),
        check(
            "questions", "question_minutes BETWEEN 0 AND 240", "질의 시간은 0분 이상 240분 이하여야 합니다."
        ),
    )


class Presentation(Base):
    """A team's turn on demo day, and the award it was given."""

    __tablename__ = "presentation"
    noun = "발표"

    demo_day_id: Mapped[int] = mapped_column(ForeignKey("demo_day.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("project_team.id"), index=True)
    position: Mapped[int]
    award: Mapped[str | None]

    team: Mapped[ProjectTeam] = relationship()

    __table_args__ = table_args(
        unique("demo_day_id", "team_id", sentence="이 팀은 이미 발표 순서에 있습니다. 순서를 확인해 주세요."),
        check("position", "position >= 1", "발표 순서는 1부터 적어 주세요."),
    )


class SurveyAnswer(Base):
    """One answer of one nameless sheet: a figure in hundredths, or words. ``sheet`` numbers the sheets of a cohort."""

    __tablename__ = "survey_answer"
    noun = "설문 응답"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    sheet: Mapped[int]
    question: Mapped[str]
    value: Mapped[int | None]
    words: Mapped[str | None]

    __table_args__ = table_args(
        unique(
            "cohort_id",
            "question",
            "sheet",
            sentence="같은 설문지의 답이 두 번 들어 있습니다. 파일을 확인해 주세요.",
        )
    )


DEMO_DAY_FIELDS = (
    Field("held_on", "날짜", Kind.DATE),
    Field("place", "장소", max_length=60),
    Field("minutes", "발표 시간", Kind.INTEGER, required=True, minimum=1, maximum=240, unit="분"),
    Field("question_minutes", "질의 시간", Kind.INTEGER, required=True, maximum=240, unit="분"),
)
