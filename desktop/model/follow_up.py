"""What became of them: who is still there after so many months, each graduate's career, and both sides' judgement."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import NOTE
from desktop.model.placement import Match
from desktop.model.training import Cohort, Trainee
from desktop.rules.fields import Field, Kind
from desktop.rules.placement.employment import CHECKED_AFTER, Kept, Outcome

EVIDENCE = ("재직증명서", "4대보험 가입내역", "기업 확인", "본인 확인", "전화", "전자우편", "연락 안 됨")
SIDES = ("기업이 인턴을", "인턴이 기업을")
KEPT, OUTCOMES = tuple(map(str, Kept)), tuple(map(str, Outcome))


class FollowUp(Base):
    """Whether somebody hired is still there so many months on; ``found`` is blank until somebody asked."""

    __tablename__ = "follow_up"
    noun = "사후 확인"

    match_id: Mapped[int] = mapped_column(ForeignKey("internship_match.id"))
    months: Mapped[int]
    due_on: Mapped[dt.date]
    found: Mapped[str | None]
    evidence: Mapped[str | None]
    checked_on: Mapped[dt.date | None]
    note: Mapped[str | None]

    match: Mapped[Match] = relationship()

    __table_args__ = table_args(
        unique(
            "match_id", "months", sentence="이 사람의 그 개월 확인이 이미 있습니다. 그 확인을 고쳐 주세요."
        ),
        check(
            "months", "months IN (1, 3, 6, 12)", "확인은 1, 3, 6, 12개월 뒤에 합니다. 개월을 확인해 주세요."
        ),
        one_of("found", KEPT, "확인 결과"),
        one_of("evidence", EVIDENCE, "증빙"),
        check(
            "proven",
            "(found IS NULL) = (evidence IS NULL)",
            "확인 결과와 증빙을 함께 적어 주세요. 확인하지 못했으면 '확인불가'를 고릅니다.",
        ),
        Index(None, "due_on", "id"),
    )


class Career(Base):
    """Where somebody who completed stands on a day; the latest of a person is what counts."""

    __tablename__ = "career"
    noun = "수료 후 진로"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    as_of: Mapped[dt.date]
    outcome: Mapped[str]
    in_field: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str | None]
    evidence: Mapped[str | None]
    note: Mapped[str | None]

    trainee: Mapped[Trainee] = relationship()
    cohort: Mapped[Cohort] = relationship()

    __table_args__ = table_args(
        unique(
            "cohort_id",
            "trainee_id",
            "as_of",
            sentence="이 사람의 그날 진로가 이미 있습니다. 그 기록을 고쳐 주세요.",
        ),
        one_of("outcome", OUTCOMES, "진로"),
        one_of("evidence", EVIDENCE, "증빙"),
    )


class Evaluation(Base):
    """What one side of an internship says of the other: marks from 1 to 5."""

    __tablename__ = "evaluation"
    noun = "상호 평가"

    match_id: Mapped[int] = mapped_column(ForeignKey("internship_match.id"))
    side: Mapped[str]
    written_on: Mapped[dt.date]
    work: Mapped[int]
    attitude: Mapped[int]
    again: Mapped[bool] = mapped_column(default=False)
    complaint: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str | None]

    match: Mapped[Match] = relationship()

    __table_args__ = table_args(
        unique(
            "match_id", "side", sentence="이 인턴십의 같은 쪽 평가가 이미 있습니다. 그 평가를 고쳐 주세요."
        ),
        one_of("side", SIDES, "누가 누구를"),
        check(
            "marks",
            "work BETWEEN 1 AND 5 AND attitude BETWEEN 1 AND 5",
            "점수는 1점부터 5점까지입니다.",
        ),
    )


FOLLOW_UP_FIELDS = (
    Field("match_id", "인턴십", Kind.LINK, required=True, links_to="matches"),
    Field(
        "months",
        "몇 개월 뒤",
        Kind.INTEGER,
        required=True,
        minimum=CHECKED_AFTER[0],
        maximum=CHECKED_AFTER[-1],
        averaged=False,
        unit="개월",
    ),
    Field("due_on", "확인할 날", Kind.DATE, required=True),
    Field("found", "확인 결과", Kind.CHOICE, choices=KEPT),
    Field("evidence", "증빙", Kind.CHOICE, choices=EVIDENCE),
    Field("checked_on", "확인한 날", Kind.DATE),
    NOTE,
)
CAREER_FIELDS = (
    Field("trainee_id", "교육생", Kind.LINK, required=True, links_to="trainees"),
    Field("cohort_id", "기수", Kind.LINK, required=True, links_to="cohorts"),
    Field("as_of", "기준일", Kind.DATE, required=True),
    Field("outcome", "진로", Kind.CHOICE, required=True, choices=OUTCOMES),
    Field("in_field", "배운 분야", Kind.YES_NO),
    Field("place", "기업·학교"),
    Field("evidence", "증빙", Kind.CHOICE, choices=EVIDENCE),
    NOTE,
)
EVALUATION_FIELDS = (
    Field("match_id", "인턴십", Kind.LINK, required=True, links_to="matches"),
    Field("side", "누가 누구를", Kind.CHOICE, required=True, choices=SIDES),
    Field("written_on", "평가일", Kind.DATE, required=True),
    Field("work", "업무", Kind.INTEGER, required=True, minimum=1, maximum=5, unit="점"),
    Field("attitude", "태도·환경", Kind.INTEGER, required=True, minimum=1, maximum=5, unit="점"),
    Field("again", "다시 함께", Kind.YES_NO),
    Field("complaint", "민원", Kind.YES_NO),
    Field("comment", "의견", Kind.LONG_TEXT),
)
