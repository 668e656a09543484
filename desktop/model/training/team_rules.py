"""What the division into teams is asked to keep: a row for each wish, with its weight."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args
from desktop.model.training.programme import Cohort, ProjectTeam, Trainee
from desktop.rules.fields import Field, Kind
from desktop.rules.training import TEAM_RULE_KINDS, TEAM_TRAITS


class TeamRule(Base):
    """One wish for the teams of a cohort.

    ``kind`` says what is wished; ``trait`` is what of a person it looks at, ``least`` the age or skill from which one counts;
    ``trainee_id``, ``other_id`` and ``team_id`` are whom and which team it is about.
    """

    __tablename__ = "team_rule"
    noun = "팀 조건"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    kind: Mapped[str]
    trait: Mapped[str | None]
    least: Mapped[int | None]
    weight: Mapped[int] = mapped_column(default=1)
    trainee_id: Mapped[int | None] = mapped_column(ForeignKey("trainee.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("trainee.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("project_team.id"), index=True)

    cohort: Mapped[Cohort] = relationship()
    trainee: Mapped[Trainee | None] = relationship(foreign_keys=[trainee_id])
    other: Mapped[Trainee | None] = relationship(foreign_keys=[other_id])
    team: Mapped[ProjectTeam | None] = relationship()

    __table_args__ = table_args(
        one_of("kind", TEAM_RULE_KINDS, "조건"),
        one_of("trait", TEAM_TRAITS, "보는 것"),
        check("weight", "weight BETWEEN 0 AND 1000", "무게는 0 이상 1,000 이하여야 합니다."),
        check("pair", "trainee_id != other_id", "서로 다른 두 사람을 골라 주세요."),
    )


TEAM_RULE_FIELDS = (
    Field("kind", "조건", Kind.CHOICE, required=True, choices=TEAM_RULE_KINDS),
    Field(
        "weight",
        "무게",
        Kind.INTEGER,
        required=True,
        maximum=1000,
        averaged=False,
        help="어긋날 때마다 벌점입니다. 떨어뜨림, 붙임, 고정은 무게와 관계없이 지킵니다.",
    ),
    Field("trait", "보는 것", Kind.CHOICE, choices=TEAM_TRAITS),
    Field(
        "least",
        "하한",
        Kind.INTEGER,
        minimum=1,
        maximum=1000,
        averaged=False,
        example="예: 4",
        help="나이나 실력이 이만큼부터인 사람을 셉니다.",
    ),
    Field("trainee_id", "교육생", Kind.LINK, links_to="trainees"),
    Field("other_id", "다른 교육생", Kind.LINK, links_to="trainees"),
    Field("team_id", "팀", Kind.LINK, links_to="teams"),
)
