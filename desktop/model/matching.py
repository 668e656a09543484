"""Who would rather be where, and the plans that came of it: preferences of both sides, pairs decided beforehand, plans."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import NOTE
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort, Trainee
from desktop.rules.fields import Field, Kind
from desktop.rules.placement import PLAN_KINDS, SIDES, VERDICTS


class Preference(Base):
    """How one side ranks one of the other: 1 is the dearest, ties share a rank; without a rank it said 불가."""

    __tablename__ = "preference"
    noun = "희망 순위"

    side: Mapped[str]
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    rank: Mapped[int | None]

    trainee: Mapped[Trainee] = relationship()
    opening: Mapped[Opening] = relationship()

    __table_args__ = table_args(
        unique(
            "side",
            "trainee_id",
            "opening_id",
            sentence="이 교육생과 모집의 희망 순위가 이미 있습니다. 그 순위를 고쳐 주세요.",
        ),
        one_of("side", SIDES, "순위를 둔 쪽"),
        check("rank", "rank BETWEEN 1 AND 999", "희망 순위는 1부터 999까지의 수로 적어 주세요."),
    )


class MatchingPair(Base):
    """A trainee and an opening decided before any plan: fixed, or forbidden."""

    __tablename__ = "matching_pair"
    noun = "고정·금지 짝"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    verdict: Mapped[str]
    note: Mapped[str | None]

    trainee: Mapped[Trainee] = relationship()
    opening: Mapped[Opening] = relationship()

    __table_args__ = table_args(
        unique(
            "trainee_id",
            "opening_id",
            sentence="이 교육생과 모집의 짝은 이미 정해져 있습니다. 목록에서 찾아 고쳐 주세요.",
        ),
        one_of("verdict", VERDICTS, "정한 것"),
    )


class MatchingPlan(Base):
    """Who goes where in a cohort. ``accepted_on`` is empty while it is only being made by hand.

    ``settings`` keep what it was made of, by which the same seed makes the same plan again: both sides' preferences, places,
    pairs decided beforehand, passes.
    """

    __tablename__ = "matching_plan"
    noun = "배정안"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    kind: Mapped[str]
    seed: Mapped[int] = mapped_column(default=0)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_on: Mapped[dt.date]
    accepted_on: Mapped[dt.date | None]
    chosen_by: Mapped[str | None]
    note: Mapped[str | None]

    cohort: Mapped[Cohort] = relationship()

    __table_args__ = table_args(
        one_of("kind", PLAN_KINDS, "배정안의 종류"),
        check("seed", "seed >= 0", "씨앗은 0 이상이어야 합니다."),
        check(
            "accepted",
            "accepted_on >= made_on",
            "받아들인 날이 만든 날보다 앞섭니다. 날짜를 확인해 주세요.",
        ),
    )


class PlanLine(Base):
    """Where a plan has one person, and why in a sentence; ``choice`` is the rank he or she gave that opening."""

    __tablename__ = "plan_line"
    noun = "배정안의 줄"

    plan_id: Mapped[int] = mapped_column(ForeignKey("matching_plan.id"))
    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"), index=True)
    choice: Mapped[int | None]
    sentence: Mapped[str | None]
    match_id: Mapped[int | None] = mapped_column(ForeignKey("internship_match.id"), index=True)

    plan: Mapped[MatchingPlan] = relationship()
    trainee: Mapped[Trainee] = relationship()
    opening: Mapped[Opening | None] = relationship()
    match: Mapped[Match | None] = relationship()

    __table_args__ = table_args(
        unique(
            "plan_id",
            "trainee_id",
            sentence="이 배정안에 이미 있는 사람입니다. 그 줄을 고쳐 주세요.",
        ),
        check("choice", "choice >= 1", "희망 순위는 1 이상이어야 합니다."),
    )


PREFERENCE_FIELDS = (
    Field("trainee_id", "교육생", Kind.LINK, required=True, links_to="trainees"),
    Field("opening_id", "인턴 모집", Kind.LINK, required=True, links_to="openings"),
    Field("side", "순위를 둔 쪽", Kind.CHOICE, required=True, choices=SIDES),
    Field("rank", "순위", Kind.INTEGER, minimum=1, maximum=999, averaged=False),
)
PAIR_FIELDS = (
    Field("trainee_id", "교육생", Kind.LINK, required=True, links_to="trainees"),
    Field("opening_id", "인턴 모집", Kind.LINK, required=True, links_to="openings"),
    Field(
        "verdict",
        "정한 것",
        Kind.CHOICE,
        required=True,
        choices=VERDICTS,
        help="고정은 모든 안에서 그 자리에 두고, 금지는 어느 안에서도 잇지 않습니다.",
    ),
    NOTE,
)
