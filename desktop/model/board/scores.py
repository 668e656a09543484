"""Score sheets of proposals: criteria with weights, judges, and of each sheet a score for every judge and criterion.

Scores and totals are whole numbers of hundredths (7750 is 77.5), weights whole points of 100.
"""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, table_args, unique
from desktop.model.board.proposals import Proposal
from desktop.model.board.terms import Board
from desktop.rules.fields import Field, Kind


class ReviewCriterion(Base):
    """What proposals of a term are scored by, with its weight of 100 and its highest score."""

    __tablename__ = "review_criterion"
    noun = "심사 기준"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    title: Mapped[str]
    weight: Mapped[int]
    highest: Mapped[int] = mapped_column(default=100)

    board: Mapped[Board] = relationship()

    __table_args__ = table_args(
        unique("board_id", "title", sentence="같은 이름의 심사 기준이 있습니다. 다른 이름을 적어 주세요."),
        check("weight", "weight BETWEEN 1 AND 100", "배점 비율은 1 이상 100 이하여야 합니다."),
        check("highest", "highest BETWEEN 1 AND 1000", "만점은 1 이상 1,000 이하여야 합니다."),
    )


class ReviewJudge(Base):
    """Who scores proposals of a term: of the office or from outside."""

    __tablename__ = "review_judge"
    noun = "심사자"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    name: Mapped[str]
    department: Mapped[str | None]

    board: Mapped[Board] = relationship()

    __table_args__ = table_args(
        unique("board_id", "name", sentence="같은 이름의 심사자가 있습니다. 구별되게 적어 주세요.")
    )


class ScoreSheet(Base):
    """The scores of one proposal; from ``closed_on`` on they stand, and so does their ``total``."""

    __tablename__ = "score_sheet"
    noun = "심사표"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    closed_on: Mapped[dt.date | None]
    total: Mapped[int | None]
    note: Mapped[str | None]

    proposal: Mapped[Proposal] = relationship()

    __table_args__ = table_args(
        unique("proposal_id", sentence="이 제안의 심사표가 이미 있습니다. 그 심사표를 고쳐 주세요."),
        check(
            "closed",
            "(closed_on IS NULL) = (total IS NULL)",
            "마감한 심사표에는 총점이 있어야 합니다. 심사표를 열어 다시 마감해 주세요.",
        ),
    )


class JudgeScore(Base):
    """The place of one score on a sheet, for a judge and a criterion; ``value`` is None as long as it is blank."""

    __tablename__ = "judge_score"
    noun = "심사 점수"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id"))
    judge_id: Mapped[int] = mapped_column(ForeignKey("review_judge.id"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("review_criterion.id"), index=True)
    value: Mapped[int | None]

    __table_args__ = table_args(
        unique(
            "sheet_id",
            "judge_id",
            "criterion_id",
            sentence="이 점수가 이미 있습니다. 심사표를 다시 열어 고쳐 주세요.",
        ),
        check("value", "value >= 0", "점수는 0 이상이어야 합니다. 점수를 확인해 주세요."),
    )


REVIEW_CRITERION_FIELDS = (
    Field("title", "심사 기준", required=True, max_length=40, example="예: 창의성"),
    Field(
        "weight", "배점 비율", Kind.INTEGER, required=True, minimum=1, maximum=100, unit="%",
        help="한 기수의 심사 기준은 모두 더해 100 %여야 합니다.",
    ),
    Field("highest", "만점", Kind.INTEGER, required=True, minimum=1, maximum=1000, unit="점"),
)  # fmt: skip
REVIEW_JUDGE_FIELDS = (
    Field("name", "성명", Kind.NAME, required=True, max_length=40, private=True),
    Field("department", "소속", max_length=60, example="예: 기획예산과"),
)
SCORE_SHEET_FIELDS = (
    Field("proposal_id", "제안", Kind.LINK, required=True, links_to="proposals", fixed=True),
    Field("note", "심사 의견", Kind.LONG_TEXT),
)  # fmt: skip
