"""What is scored, by whom, and the scores: for selection, for completion, on demo day.

Scores, weights and scales are whole numbers of hundredths (8150 is 81.5).
"""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.training.mentoring import Mentor
from desktop.model.training.programme import Enrolment, ProjectTeam, Stage
from desktop.rules.fields import Field, Kind
from desktop.rules.scoring import Missing
from desktop.rules.training import PURPOSES

WHOLE = 100_00
_TWICE = "이 항목의 점수가 이미 있습니다. 평가표를 다시 열어 고쳐 주세요."
_PUBLISHED = {
    "ieum_selection_published": (
        "이 단계의 선발은 확정되어 평가 항목과 심사위원을 바꿀 수 없습니다. 바꾸려면 확정을 먼저 되돌려 주세요.",
        "",
    )
}
"""What the database's own triggers raise (migration 0012): a published selection stands on its criteria and judges."""
_SCORED = {
    "ieum_criterion_scale": (
        "이 척도를 벗어난 점수가 이미 있습니다. 그 점수를 먼저 고치거나 지운 뒤 바꿔 주세요.",
        "highest",
    )
}
_OUTSIDE = {
    "ieum_score_scale": (
        "점수가 이 항목의 최저점과 만점 사이에 있지 않습니다. 점수를 확인해 주세요.",
        "score",
    )
}
"""What they raise by migration 0018: scores lie within their scale."""


class Criterion(Base):
    """One thing that is scored in a stage, with its weight of 100 and its scale.

    ``purpose`` says what its score decides. ``judged``: each judge gives one, else there is one. ``tie_order`` is its place
    among the rules that part equal totals, None where it is none.
    """

    __tablename__ = "criterion"
    noun = "평가 항목"
    raised = _PUBLISHED | _SCORED

    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    purpose: Mapped[str]
    title: Mapped[str]
    position: Mapped[int]
    weight: Mapped[int]
    lowest: Mapped[int] = mapped_column(default=0)
    highest: Mapped[int] = mapped_column(default=WHOLE)
    judged: Mapped[bool] = mapped_column(default=False)
    tie_order: Mapped[int | None]

    stage: Mapped[Stage] = relationship()

    __table_args__ = table_args(
        unique(
            "stage_id",
            "purpose",
            "title",
            sentence="같은 이름의 평가 항목이 있습니다. 다른 이름을 적어 주세요.",
        ),
        one_of("purpose", PURPOSES, "쓰임"),
        check("weight", "weight BETWEEN 0 AND 10000", "비중은 0 이상 100 이하여야 합니다."),
        check("scale", "highest > lowest AND lowest >= 0", "만점은 최저점보다 높아야 합니다."),
    )


class Judge(Base):
    """Who scores the judged criteria of a stage for one purpose."""

    __tablename__ = "judge"
    noun = "심사위원"
    raised = _PUBLISHED

    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    purpose: Mapped[str]
    name: Mapped[str]
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"), index=True)

    stage: Mapped[Stage] = relationship()
    mentor: Mapped[Mentor | None] = relationship()

    __table_args__ = table_args(
        unique(
            "stage_id",
            "purpose",
            "name",
            sentence="같은 이름의 심사위원이 있습니다. 구별되게 적어 주세요.",
        ),
        one_of("purpose", PURPOSES, "쓰임"),
    )


class Score(Base):
    """One score, of a person or on demo day of a team; ``missing`` says why there is none, and is no blank."""

    __tablename__ = "score"
    noun = "점수"
    raised = _OUTSIDE

    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("judge.id"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("project_team.id"), index=True)
    value: Mapped[int | None]
    missing: Mapped[str | None]

    criterion: Mapped[Criterion] = relationship()
    judge: Mapped[Judge | None] = relationship()
    enrolment: Mapped[Enrolment | None] = relationship()
    team: Mapped[ProjectTeam | None] = relationship()

    __table_args__ = table_args(
        check(
            "whose",
            "(enrolment_id IS NULL) != (team_id IS NULL)",
            "점수는 한 사람이나 한 팀의 것이어야 합니다. 다시 적어 주세요.",
        ),
        check(
            "value",
            "(value IS NULL) != (missing IS NULL)",
            "점수나 결시 가운데 하나만 적어 주세요.",
        ),
        one_of("missing", tuple(each.value for each in Missing), "점수 없음"),
        unique("criterion_id", "enrolment_id", "judge_id", sentence=_TWICE),
        unique("criterion_id", "team_id", "judge_id", sentence=_TWICE),
        # Where nobody judges, no two blanks are alike to a uniqueness. What PostgreSQL calls the same stands in the migration
        # alone: naming it here would load that dialect at every start.
        *(
            Index(
                f"uq_score_unjudged_{whose}",
                "criterion_id",
                whose,
                unique=True,
                sqlite_where=text("judge_id IS NULL"),
            )
            for whose in ("enrolment_id", "team_id")
        ),
    )


CRITERION_FIELDS = (
    Field("stage_id", "단계", Kind.LINK, required=True, links_to="stages"),
    Field("purpose", "쓰임", Kind.CHOICE, required=True, choices=PURPOSES),
    Field(
        "title", "항목", required=True, max_length=60, example="예: 서류",
        aliases=("평가항목", "평가 항목", "심사항목", "심사 항목", "평가기준", "평가 기준", "평가지표", "항목명"),
    ),
    Field("position", "순서", Kind.INTEGER, required=True, minimum=1, maximum=50, averaged=False),
    Field(
        "weight", "비중", Kind.SCORE, required=True, maximum=WHOLE, unit="%", example="예: 30",
        aliases=("가중치", "반영비율", "반영 비율", "비율"),
    ),
    Field("lowest", "최저점", Kind.SCORE, required=True, maximum=1000_00),
    Field("highest", "만점", Kind.SCORE, required=True, maximum=1000_00, aliases=("최고점", "최고 점수")),
    Field("judged", "심사위원마다", Kind.YES_NO, help="심사위원 여러 명이 저마다 채점합니다."),
    Field(
        "tie_order",
        "동점 순서",
        Kind.INTEGER,
        minimum=1,
        maximum=20,
        averaged=False,
        help="총점이 같으면 이 순서대로 항목 점수가 높은 사람이 앞섭니다. 비우면 쓰지 않습니다.",
    ),
)  # fmt: skip
JUDGE_FIELDS = (
    Field("stage_id", "단계", Kind.LINK, required=True, links_to="stages"),
    Field("purpose", "쓰임", Kind.CHOICE, required=True, choices=PURPOSES),
    Field("name", "심사위원", Kind.NAME, required=True, max_length=60),
    Field(
        "mentor_id",
        "멘토",
        Kind.LINK,
        links_to="mentors",
        help="발표회에서 이 멘토가 맡았던 팀은 채점하지 않습니다.",
    ),
)
