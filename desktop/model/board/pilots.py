"""Pilots of proposals: where, how long, what for, what was measured, and what follows."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, period, table_args, unique
from desktop.model.board.proposals import Proposal
from desktop.rules.fields import Field, Kind
from desktop.rules.review.pilots import Verdict

VERDICTS = tuple(verdict.value for verdict in Verdict)
_LARGEST = 10**11


class Pilot(Base):
    """A proposal tried out in one place; it is closed with a ``verdict``, once every indicator is measured."""

    __tablename__ = "pilot"
    noun = "시범운영"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    place: Mapped[str]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    budget: Mapped[int | None]
    verdict: Mapped[str | None]
    closed_on: Mapped[dt.date | None]
    note: Mapped[str | None]

    proposal: Mapped[Proposal] = relationship()
    indicators: Mapped[list["Indicator"]] = relationship(
        cascade="all, delete-orphan", order_by="Indicator.id", back_populates="pilot"
    )

    __table_args__ = table_args(
        one_of("verdict", VERDICTS, "판정"),
        period(),
        check("budget", "budget >= 0", "예산은 0원 이상이어야 합니다."),
        check(
            "closed",
            "closed_on IS NULL OR verdict IS NOT NULL",
            "시범운영을 마치려면 판정을 골라 주세요: 확대, 수정, 중단.",
        ),
        check(
            "closed_on", "closed_on >= starts_on", "마친 날이 시작한 날보다 앞섭니다. 날짜를 확인해 주세요."
        ),
        Index(None, "ends_on"),
    )


class Indicator(Base):
    """What a pilot is measured by, in hundredths: from ``baseline`` to ``target``, and ``actual`` in the end."""

    __tablename__ = "indicator"
    noun = "지표"

    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilot.id"))
    name: Mapped[str]
    unit: Mapped[str | None]
    baseline: Mapped[int]
    target: Mapped[int]
    actual: Mapped[int | None]

    pilot: Mapped[Pilot] = relationship(back_populates="indicators")

    __table_args__ = table_args(
        unique("pilot_id", "name", sentence="같은 이름의 지표가 있습니다. 다른 이름을 적어 주세요."),
        check(
            "gap",
            "target != baseline",
            "목표값이 기준값과 같으면 달성률을 셀 수 없습니다. 목표값을 다르게 적어 주세요.",
        ),
    )


PILOT_FIELDS = (
    Field("proposal_id", "제안", Kind.LINK, required=True, links_to="proposals", fixed=True),
    Field("place", "장소", required=True, max_length=100, example="예: 고속터미널 앞 보행로"),
    Field("starts_on", "시작", Kind.DATE, required=True),
    Field("ends_on", "종료", Kind.DATE),
    Field("budget", "예산", Kind.AMOUNT, unit="원"),
    Field(
        "verdict",
        "판정",
        Kind.CHOICE,
        choices=VERDICTS,
        help="지표마다 결과값을 적은 뒤에 마칩니다.",
    ),
    Field("closed_on", "마친 날", Kind.DATE),
    Field("note", "판정 내용", Kind.LONG_TEXT),
)
INDICATOR_FIELDS = (
    Field("pilot_id", "시범운영", Kind.LINK, required=True, links_to="pilots", fixed=True),
    Field("name", "지표", required=True, max_length=60, example="예: 보행 만족도"),
    Field("unit", "단위", max_length=20, example="예: 점"),
    Field("baseline", "기준값", Kind.SCORE, required=True, minimum=-_LARGEST, maximum=_LARGEST),
    Field("target", "목표값", Kind.SCORE, required=True, minimum=-_LARGEST, maximum=_LARGEST),
    Field("actual", "결과값", Kind.SCORE, minimum=-_LARGEST, maximum=_LARGEST),
)
