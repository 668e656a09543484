"""The review of proposals: the clock, what departments were asked and said, and what was told to the authors."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from desktop.model.base import Base, check, one_of, table_args, unique, unique_where
from desktop.model.board.proposals import Proposal
from desktop.rules.fields import Field, Kind
from desktop.rules.review.clock import Unit

UNITS = tuple(unit.value for unit in Unit)
OPINIONS = ("수용", "일부 수용", "수용 곤란", "참고 의견")


class Review(Base):
    """The review of one proposal, from the day of receipt.

    The period stands as it was on that day. ``due_on`` is the end of the clock and ``near_on`` the day it is near from, both
    written anew with everything that moves them; while the proposal is with its authors, days out are not in them yet.
    ``answered_on`` is the day of the decision, ``planned_on`` that of the plan by which it is carried out (실시계획), and
    ``expected_on`` the day it is to be carried out from.
    """

    __tablename__ = "review"
    noun = "심사"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    received_on: Mapped[dt.date]
    period: Mapped[int]
    unit: Mapped[str]
    due_on: Mapped[dt.date]
    near_on: Mapped[dt.date]
    extended_by: Mapped[int | None]
    extended_on: Mapped[dt.date | None]
    extension_reason: Mapped[str | None]
    answered_on: Mapped[dt.date | None]
    answer: Mapped[str | None]
    expected_on: Mapped[dt.date | None]
    planned_on: Mapped[dt.date | None]

    proposal: Mapped[Proposal] = relationship()
    supplements: Mapped[list["Supplement"]] = relationship(
        cascade="all, delete-orphan", order_by="Supplement.asked_on"
    )

    @validates("received_on")
    def _take_ends_along(self, _key: str, received_on: dt.date) -> dt.date:
        """Until the ends are written anew they are as far away as before: none may lie before the receipt."""
        if self.due_on is not None:
            late = received_on - self.received_on
            self.due_on, self.near_on = self.due_on + late, self.near_on + late
        return received_on

    __table_args__ = table_args(
        unique("proposal_id", sentence="이미 심사 중인 제안입니다. 심사 목록에서 찾아 고쳐 주세요."),
        one_of("unit", UNITS, "기간의 단위"),
        check("period", "period >= 1", "심사 기간은 1 이상이어야 합니다."),
        check(
            "due",
            "due_on > received_on",
            "답변 기한이 접수일보다 앞섭니다. 접수일을 확인해 주세요.",
        ),
        check(
            "extension",
            "extended_by IS NULL OR (extended_by BETWEEN 1 AND period AND length(extension_reason) > 0)",
            "연장은 처음 기간까지이고 사유가 있어야 합니다. 연장과 사유를 확인해 주세요.",
        ),
        check(
            "expected",
            "expected_on >= answered_on",
            "시행 예정일이 채택보다 앞섭니다. 날짜를 확인해 주세요.",
        ),
        check(
            "planned",
            "planned_on >= answered_on",
            "실시계획을 세운 날이 채택보다 앞섭니다. 날짜를 확인해 주세요.",
        ),
        Index(None, "due_on"),
    )


class Supplement(Base):
    """Days for which a proposal was back with its authors; ``back_on`` is None while it is."""

    __tablename__ = "supplement"
    noun = "보완"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    asked_on: Mapped[dt.date]
    back_on: Mapped[dt.date | None]

    __table_args__ = table_args(
        check("back", "back_on >= asked_on", "보완이 요청보다 먼저 돌아올 수 없습니다. 날짜를 확인해 주세요.")
    )


class Opinion(Base):
    """What one department was asked of a proposal, and what it said; ``skipped_reason`` where it was decided without.

    A department that has answered may be asked again.
    """

    __tablename__ = "opinion"
    noun = "부서 의견"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    department: Mapped[str]
    asked_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]
    answered_on: Mapped[dt.date | None]
    verdict: Mapped[str | None]
    text: Mapped[str | None]
    skipped_reason: Mapped[str | None]

    proposal: Mapped[Proposal] = relationship()

    __table_args__ = table_args(
        unique_where(
            "answered_on IS NULL AND skipped_reason IS NULL",
            "proposal_id",
            "department",
            sentence="이 부서에는 이미 의견을 물었습니다. 그 의견을 고쳐 주세요.",
        ),
        one_of("verdict", OPINIONS, "의견"),
        check("due", "due_on >= asked_on", "답할 날이 물은 날보다 앞섭니다. 두 날짜를 확인해 주세요."),
        check(
            "answered",
            "answered_on >= asked_on",
            "답한 날이 물은 날보다 앞섭니다. 두 날짜를 확인해 주세요.",
        ),
        check(
            "said",
            "(verdict IS NULL) = (answered_on IS NULL)",
            "의견과 답한 날은 함께 적습니다. 둘 다 적거나 둘 다 비워 주세요.",
        ),
        check(
            "skipped",
            "skipped_reason IS NULL OR answered_on IS NULL",
            "답한 의견에는 생략 사유를 적지 않습니다. 둘 가운데 하나를 비워 주세요.",
        ),
        Index(None, "due_on"),
    )


class Notice(Base):
    """What the authors were told of a start that is late, and the day it is expected on now."""

    __tablename__ = "notice"
    noun = "지연 통지"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    told_on: Mapped[dt.date]
    expected_on: Mapped[dt.date]
    words: Mapped[str]

    proposal: Mapped[Proposal] = relationship()

    __table_args__ = table_args(
        check(
            "expected",
            "expected_on >= told_on",
            "시행 예정일이 통지일보다 앞섭니다. 날짜를 확인해 주세요.",
        )
    )


NOTICE_FIELDS = (
    Field("proposal_id", "제안", Kind.LINK, required=True, links_to="proposals", fixed=True),
    Field("told_on", "알린 날", Kind.DATE, required=True),
    Field("expected_on", "시행 예정일", Kind.DATE, required=True),
    Field("words", "알린 내용", Kind.LONG_TEXT, required=True, example="왜 늦어지고 언제 되는지"),
)
REVIEW_FIELDS = (
    Field("proposal_id", "제안", Kind.LINK, required=True, links_to="proposals", fixed=True),
    Field(
        "received_on", "접수일", Kind.DATE, required=True, help="이날은 기간에 세지 않습니다(민법 제157조)."
    ),
    Field("expected_on", "시행 예정일", Kind.DATE, help="채택한 제안에 없으면 '통지 필요'에 나옵니다."),
    Field(
        "planned_on", "실시계획 세운 날", Kind.DATE, help="채택한 제안에 없으면 기한까지 '오늘'에 나옵니다."
    ),
    Field("answer", "답변", Kind.LONG_TEXT, example="제안자에게 알리는 글"),
)
OPINION_FIELDS = (
    Field("proposal_id", "제안", Kind.LINK, required=True, links_to="proposals", fixed=True),
    Field("department", "부서", required=True, max_length=60, example="예: 청소행정과"),
    Field("asked_on", "물은 날", Kind.DATE, required=True),
    Field("due_on", "답할 날", Kind.DATE),
    Field("answered_on", "답한 날", Kind.DATE),
    Field("verdict", "의견", Kind.CHOICE, choices=OPINIONS),
    Field("text", "의견 내용", Kind.LONG_TEXT),
    Field("skipped_reason", "생략 사유", help="의견 없이 결정할 때 적습니다. 답한 의견에는 적지 않습니다."),
)
