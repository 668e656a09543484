"""What goes with the payment of wage subsidies: accounts, support by others, inspection, and what comes back.

Won are whole numbers.
"""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import NOTE
from desktop.model.placement import Company, Match
from desktop.model.subsidies import SubsidyClaim, SubsidySupport
from desktop.model.training import Trainee
from desktop.rules.fields import Field, Kind

INSPECTED = ("미점검", "적정", "부적정")
_TWO_ACCOUNTS = "지급 계좌가 이미 있습니다. 그 계좌를 고쳐 주세요."


class PayeeAccount(Base):
    """The bank account money goes to: of a company, of an intern, or of the mentor of an internship."""

    __tablename__ = "payee_account"
    noun = "지급 계좌"
    derived = {  # noqa: RUF012
        "digits": ("number", lambda number: "".join(each for each in number if each.isdigit()))
    }

    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"))
    trainee_id: Mapped[int | None] = mapped_column(ForeignKey("trainee.id"))
    match_id: Mapped[int | None] = mapped_column(ForeignKey("internship_match.id"))
    bank: Mapped[str]
    number: Mapped[str]
    digits: Mapped[str]
    holder: Mapped[str]

    company: Mapped[Company | None] = relationship()
    trainee: Mapped[Trainee | None] = relationship()
    match: Mapped[Match | None] = relationship()

    __table_args__ = table_args(
        check(
            "whose",
            "(CASE WHEN company_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN trainee_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN match_id IS NULL THEN 0 ELSE 1 END) = 1",
            "계좌는 기업, 교육생, 멘토의 인턴십 가운데 하나의 것이어야 합니다.",
        ),
        unique("company_id", sentence=_TWO_ACCOUNTS),
        unique("trainee_id", sentence=_TWO_ACCOUNTS),
        unique("match_id", sentence=_TWO_ACCOUNTS),
        check("digits", "length(digits) >= 8", "계좌번호를 숫자 8자리 이상으로 적어 주세요."),
        Index(None, "digits"),
    )


class OtherSupport(Base):
    """Support of another programme a person has for some days: a policy may exclude it."""

    __tablename__ = "other_support"
    noun = "타 사업 수혜"

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    programme: Mapped[str]
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    note: Mapped[str | None]

    trainee: Mapped[Trainee] = relationship()

    __table_args__ = table_args(
        check("days", "last_on >= first_on", "수혜 기간의 끝이 시작보다 앞입니다. 두 날짜를 확인해 주세요."),
    )


class Inspection(Base):
    """A paid claim drawn to be looked at, by the seed it was drawn with."""

    __tablename__ = "inspection"
    noun = "표본 점검"

    claim_id: Mapped[int] = mapped_column(ForeignKey("subsidy_claim.id"))
    drawn_on: Mapped[dt.date]
    seed: Mapped[int]
    result: Mapped[str] = mapped_column(default=INSPECTED[0])
    note: Mapped[str | None]

    claim: Mapped[SubsidyClaim] = relationship()

    __table_args__ = table_args(
        unique(
            "claim_id", "seed", sentence="이 청구는 같은 씨앗으로 이미 뽑혔습니다. 그 점검을 고쳐 주세요."
        ),
        one_of("result", INSPECTED, "점검 결과"),
    )


class Clawback(Base):
    """What has to be given back of a support, and why."""

    __tablename__ = "clawback"
    noun = "환수"
    raised = {  # noqa: RUF012
        "ieum_repaid_too_much": (
            "이미 반납한 금액보다 환수액을 적게 할 수 없습니다. 금액을 확인해 주세요.",
            "owed",
        )
    }

    support_id: Mapped[int] = mapped_column(ForeignKey("subsidy_support.id"), index=True)
    owed: Mapped[int]
    decided_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]
    cause: Mapped[str]

    support: Mapped[SubsidySupport] = relationship()

    __table_args__ = table_args(check("owed", "owed > 0", "환수액을 1원 이상으로 적어 주세요."))


class Repayment(Base):
    """Won that came back of a clawback."""

    __tablename__ = "repayment"
    noun = "반납"
    raised = {  # noqa: RUF012
        "ieum_repaid_too_much": ("반납액이 남은 환수액보다 많습니다. 금액을 확인해 주세요.", "repaid")
    }

    clawback_id: Mapped[int] = mapped_column(ForeignKey("clawback.id"), index=True)
    repaid: Mapped[int]
    paid_on: Mapped[dt.date]
    note: Mapped[str | None]

    clawback: Mapped[Clawback] = relationship()

    __table_args__ = table_args(check("repaid", "repaid > 0", "반납액을 1원 이상으로 적어 주세요."))


ACCOUNT_FIELDS = (
    Field("company_id", "기업", Kind.LINK, links_to="companies", help="셋 가운데 하나만 고릅니다."),
    Field("trainee_id", "교육생", Kind.LINK, links_to="trainees"),
    Field("match_id", "멘토의 인턴십", Kind.LINK, links_to="matches"),
    Field("bank", "은행", required=True, max_length=40),
    Field("number", "계좌번호", required=True, private=True, max_length=40),
    Field("holder", "예금주", required=True, private=True, max_length=60),
)
OTHER_SUPPORT_FIELDS = (
    Field("trainee_id", "교육생", Kind.LINK, required=True, links_to="trainees"),
    Field("programme", "사업", required=True, max_length=60),
    Field("first_on", "시작", Kind.DATE, required=True),
    Field("last_on", "끝", Kind.DATE, required=True),
    NOTE,
)
INSPECTION_FIELDS = (
    Field("claim_id", "인건비 청구", Kind.LINK, required=True, links_to="claims"),
    Field("drawn_on", "뽑은 날", Kind.DATE, required=True),
    Field("seed", "씨앗", Kind.INTEGER, required=True, averaged=False, grouped=False),
    Field("result", "점검 결과", Kind.CHOICE, required=True, choices=INSPECTED),
    NOTE,
)
CLAWBACK_FIELDS = (
    Field("support_id", "지원 대상", Kind.LINK, required=True, links_to="supports"),
    Field("owed", "환수액", Kind.AMOUNT, required=True, minimum=1, unit="원"),
    Field("decided_on", "결정일", Kind.DATE, required=True),
    Field("due_on", "반납 기한", Kind.DATE),
    Field("cause", "사유", required=True),
)
REPAYMENT_FIELDS = (
    Field("clawback_id", "환수", Kind.LINK, required=True, links_to="clawbacks"),
    Field("repaid", "반납액", Kind.AMOUNT, required=True, minimum=1, unit="원"),
    Field("paid_on", "반납일", Kind.DATE, required=True),
    NOTE,
)
