"""Wage subsidies: policies as data, whom they support, budgets, and claims with their papers.

Won are whole numbers. Shares are whole numbers of hundredths of a percent (9000 is 90 %).
Why it is long: its tables hold on to each other, and their constraints are read together.
"""

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.attachments import Attachment
from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import NOTE
from desktop.model.placement import Match
from desktop.rules.fields import Field, Kind
from desktop.rules.subsidy import Basis, Month, Payee, ProRata, Start, Unit
from desktop.rules.subsidy.papers import CLAIM, PAPERS, ClaimStatus

PAYEES, BASES, UNITS = tuple(map(str, Payee)), tuple(map(str, Basis)), tuple(map(str, Unit))
MONTHS, PRO_RATA, STARTS = tuple(map(str, Month)), tuple(map(str, ProRata)), tuple(map(str, Start))


class SubsidyPolicy(Base):
    """The head of a policy: who may have it and how its lines are reckoned; a blank sets no condition."""

    __tablename__ = "subsidy_policy"
    noun = "지원 정책"

    name: Mapped[str]
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    month: Mapped[str] = mapped_column(default=Month.CALENDAR.value)
    pro_rata: Mapped[str] = mapped_column(default=ProRata.DAYS.value)
    rounding: Mapped[int] = mapped_column(default=1)
    youngest: Mapped[int | None]
    oldest: Mapped[int | None]
    districts: Mapped[str | None]
    local_companies: Mapped[bool] = mapped_column(default=False)
    least_staff: Mapped[int | None]
    insured: Mapped[bool] = mapped_column(default=False)
    excluded_fields: Mapped[str | None]
    people_per_company: Mapped[int | None]
    least_wage: Mapped[int | None]
    excluded_programmes: Mapped[str | None]
    papers: Mapped[str | None]
    note: Mapped[str | None]

    __table_args__ = table_args(
        unique("name", sentence="같은 이름의 지원 정책이 있습니다. 다른 이름을 적어 주세요."),
        one_of("month", MONTHS, "월 세는 법"),
        one_of("pro_rata", PRO_RATA, "일할"),
        check(
            "rounding",
            "rounding IN (1, 10, 100, 1000)",
            "절사 단위는 1, 10, 100, 1,000원 가운데 하나여야 합니다.",
        ),
        check(
            "valid",
            "valid_until >= valid_from",
            "정책의 시작일이 종료일보다 뒤입니다. 날짜를 확인해 주세요.",
        ),
    )


class SubsidyLine(Base):
    """One payment of a policy."""

    __tablename__ = "subsidy_line"
    noun = "지원 항목"

    policy_id: Mapped[int] = mapped_column(ForeignKey("subsidy_policy.id"))
    position: Mapped[int]
    payee: Mapped[str]
    basis: Mapped[str]
    share: Mapped[int | None]
    amount: Mapped[int | None]
    tiers: Mapped[str | None]
    cap: Mapped[int | None]
    within_wage: Mapped[bool] = mapped_column(default=False)
    unit: Mapped[str] = mapped_column(default=Unit.MONTH.value)
    count: Mapped[int]
    start: Mapped[str] = mapped_column(default=Start.BEGINNING.value)
    skipped: Mapped[int] = mapped_column(default=0)
    paid_after: Mapped[int] = mapped_column(default=1)
    returned_before: Mapped[int] = mapped_column(default=0)

    policy: Mapped[SubsidyPolicy] = relationship()

    __table_args__ = table_args(
        unique(
            "policy_id", "position", sentence="이 정책에 같은 차례의 항목이 있습니다. 차례를 확인해 주세요."
        ),
        one_of("payee", PAYEES, "받는 이"),
        one_of("basis", BASES, "계산 바탕"),
        one_of("unit", UNITS, "단위"),
        one_of("start", STARTS, "시작"),
        check("share", "share BETWEEN 0 AND 10000", "비율은 0 % 초과 100 % 이하여야 합니다."),
        check(
            "counts",
            "count >= 1 AND skipped >= 0 AND paid_after >= 1 AND returned_before >= 0",
            "항목의 횟수를 1 이상으로 적어 주세요.",
        ),
    )


class SubsidyBudget(Base):
    """What a policy may spend on claims whose last day is in the year: 편성, and what of it was 교부."""

    __tablename__ = "subsidy_budget"
    noun = "지원 예산"
    raised = {  # noqa: RUF012
        "ieum_budget_overdrawn": (
            "이미 승인하고 지급한 금액보다 편성액을 적게 할 수 없습니다. 금액을 확인해 주세요.",
            "allocated",
        )
    }

    policy_id: Mapped[int] = mapped_column(ForeignKey("subsidy_policy.id"))
    year: Mapped[int]
    allocated: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str | None]

    policy: Mapped[SubsidyPolicy] = relationship()

    __table_args__ = table_args(
        unique("policy_id", "year", sentence="이 정책의 그해 예산이 이미 있습니다. 그 예산을 고쳐 주세요."),
        check("allocated", "allocated >= 0", "편성액은 0원 이상이어야 합니다."),
        check(
            "received",
            "received BETWEEN 0 AND allocated",
            "교부액은 편성액을 넘을 수 없습니다. 두 금액을 확인해 주세요.",
        ),
    )


class SubsidySupport(Base):
    """A policy that supports an internship, with the wage agreed; ``left_on`` is the last day somebody really worked."""

    __tablename__ = "subsidy_support"
    noun = "지원 대상"

    match_id: Mapped[int] = mapped_column(ForeignKey("internship_match.id"))
    policy_id: Mapped[int] = mapped_column(ForeignKey("subsidy_policy.id"), index=True)
    wage: Mapped[int]
    insurance: Mapped[int | None]
    local_company: Mapped[bool] = mapped_column(default=False)
    insured: Mapped[bool] = mapped_column(default=False)
    converted_on: Mapped[dt.date | None]
    left_on: Mapped[dt.date | None]
    waived: Mapped[str | None]
    note: Mapped[str | None]

    match: Mapped[Match] = relationship()
    policy: Mapped[SubsidyPolicy] = relationship()

    __table_args__ = table_args(
        unique(
            "match_id",
            "policy_id",
            sentence="이 인턴십은 이미 이 정책의 지원을 받습니다. 그 지원 대상을 고쳐 주세요.",
        ),
        check("wage", "wage > 0", "월 임금을 1원 이상으로 적어 주세요."),
        check(
            "left",
            "converted_on IS NULL OR left_on IS NULL OR left_on >= converted_on",
            "마지막 근무일이 전환일보다 앞입니다. 두 날짜를 확인해 주세요.",
        ),
    )


class SubsidyClaim(Base):
    """One payment asked for: its days, what was reckoned, requested and granted, and how it came about, step by step.

    ``paid_wage`` is what the company really paid for these days, None while nobody looked: a line within the wage never
    goes above it. ``cleared_by`` is who, other than its maker, looked into the signals ``cleared_what`` and found them in order.
    """

    __tablename__ = "subsidy_claim"
    noun = "인건비 청구"
    raised = {  # noqa: RUF012
        "ieum_claim_overlap": ("같은 날을 두 번 청구할 수 없습니다. 청구 기간을 고쳐 주세요.", "first_on"),
        "ieum_budget_overdrawn": ("예산 잔액이 모자랍니다. 금액이나 예산을 확인해 주세요.", "granted"),
        "ieum_paper_missing": (
            "빠진 증빙이 있습니다. 증빙을 모두 붙인 뒤 승인하거나 지급해 주세요.",
            "status",
        ),
    }

    support_id: Mapped[int] = mapped_column(ForeignKey("subsidy_support.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("subsidy_line.id"), index=True)
    payee: Mapped[str]
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    computed: Mapped[int]
    requested: Mapped[int]
    granted: Mapped[int | None]
    paid_wage: Mapped[int | None]
    calculation: Mapped[str]
    status: Mapped[str] = mapped_column(default=ClaimStatus.ASKED.value)
    reason: Mapped[str | None]
    budget_id: Mapped[int | None] = mapped_column(ForeignKey("subsidy_budget.id"), index=True)
    approved_on: Mapped[dt.date | None]
    paid_on: Mapped[dt.date | None]
    made_by: Mapped[str]
    cleared_by: Mapped[str | None]
    cleared_what: Mapped[str | None]
    cleared_reason: Mapped[str | None]

    support: Mapped[SubsidySupport] = relationship()
    line: Mapped[SubsidyLine] = relationship()
    budget: Mapped[SubsidyBudget | None] = relationship()

    __table_args__ = table_args(
        one_of("payee", PAYEES, "받는 이"),
        one_of("status", CLAIM.statuses, "상태"),
        check("days", "last_on >= first_on", "청구 기간의 끝이 시작보다 앞입니다. 날짜를 확인해 주세요."),
        check(
            "requested",
            "requested > 0 AND requested <= computed",
            "청구액은 1원 이상, 계산한 금액 이하여야 합니다. 금액을 확인해 주세요.",
        ),
        check(
            "granted",
            "granted > 0 AND granted <= requested",
            "승인액은 1원 이상, 청구액 이하여야 합니다. 금액을 확인해 주세요.",
        ),
        check("paid_wage", "paid_wage > 0", "실지급 임금을 1원 이상으로 적어 주세요."),
        check(
            "drawn",
            "status NOT IN ('승인', '지급', '미지급') OR (granted IS NOT NULL AND budget_id IS NOT NULL)",
            "승인액과 예산이 있어야 승인할 수 있습니다. 지원 예산을 먼저 적어 주세요.",
        ),
        check(
            "two_people",
            "cleared_by IS NULL OR (cleared_by != made_by AND length(cleared_reason) > 0)",
            "점검 신호는 청구를 만든 사람과 다른 사람이 사유를 적어 풀 수 있습니다.",
        ),
        Index(None, "due_on", "id"),
        Index(None, "first_on", "id"),
        Index(None, "status", "id"),
    )


class ClaimPaper(Base):
    """A paper a claim needs, and the file once it is there."""

    __tablename__ = "claim_paper"
    noun = "청구 증빙"

    claim_id: Mapped[int] = mapped_column(ForeignKey("subsidy_claim.id"))
    title: Mapped[str]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)

    claim: Mapped[SubsidyClaim] = relationship()
    attachment: Mapped[Attachment | None] = relationship()

    __table_args__ = table_args(
        unique("claim_id", "title", sentence="이 증빙은 이미 붙어 있습니다. 그 증빙을 바꿔 주세요."),
        one_of("title", PAPERS, "증빙"),
    )


_COMMA = "쉼표로 나눠 적습니다."
POLICY_FIELDS = (
    Field("name", "정책", required=True, max_length=60, example="예: 서초 2021", aliases=("정책명",)),
    Field("valid_from", "시행일", Kind.DATE, help="인턴십 시작일이 이 기간에 들어야 합니다."),
    Field("valid_until", "종료일", Kind.DATE),
    Field("month", "월 세는 법", Kind.CHOICE, required=True, choices=MONTHS),
    Field("pro_rata", "일할", Kind.CHOICE, required=True, choices=PRO_RATA),
    Field("rounding", "절사 단위", Kind.AMOUNT, required=True, minimum=1, maximum=1000, unit="원"),
    Field("youngest", "나이부터", Kind.INTEGER, maximum=120, unit="세"),
    Field("oldest", "나이까지", Kind.INTEGER, maximum=120, unit="세"),
    Field("districts", "주소", example="예: 서초구", help=_COMMA),
    Field("local_companies", "관내 기업만", Kind.YES_NO),
    Field("least_staff", "상시근로자 이상", Kind.INTEGER, unit="명"),
    Field("insured", "고용보험 가입", Kind.YES_NO),
    Field("excluded_fields", "제외 업종", help=_COMMA),
    Field("people_per_company", "기업당 인원", Kind.INTEGER, minimum=1, unit="명"),
    Field("least_wage", "월 임금 이상", Kind.AMOUNT, unit="원"),
    Field("excluded_programmes", "함께 받을 수 없는 사업", help=_COMMA),
    Field("papers", "증빙", max_length=300, help=f"{_COMMA} 비우면 열 가지 모두 받습니다."),
    NOTE,
)
LINE_FIELDS = (
    Field("policy_id", "정책", Kind.LINK, required=True, links_to="subsidy_policies"),
    Field("position", "차례", Kind.INTEGER, required=True, minimum=1, maximum=50, averaged=False),
    Field("payee", "받는 이", Kind.CHOICE, required=True, choices=PAYEES),
    Field("basis", "계산 바탕", Kind.CHOICE, required=True, choices=BASES),
    Field("share", "비율", Kind.SCORE, maximum=100_00, unit="%"),
    Field("amount", "금액", Kind.AMOUNT, unit="원"),
    Field(
        "tiers",
        "임금 구간",
        example="예: 1800000 800000, 2000000 1000000",
        help="월 임금과 그 이상일 때의 금액을 빈칸으로, 구간을 쉼표로 나눠 적습니다.",
    ),
    Field("cap", "한도", Kind.AMOUNT, unit="원"),
    Field("within_wage", "임금 이내", Kind.YES_NO),
    Field("unit", "단위", Kind.CHOICE, required=True, choices=UNITS),
    Field("count", "횟수", Kind.INTEGER, required=True, minimum=1, maximum=120, averaged=False),
    Field("start", "언제부터", Kind.CHOICE, required=True, choices=STARTS),
    Field("skipped", "건너뛸 단위", Kind.INTEGER, maximum=120, averaged=False),
    Field(
        "paid_after",
        "재직 뒤 한꺼번에",
        Kind.INTEGER,
        minimum=1,
        maximum=120,
        averaged=False,
        help="재직 몇 단위마다 지급하는지: 1이면 단위마다.",
    ),
    Field(
        "returned_before",
        "환수 기준(개월)",
        Kind.INTEGER,
        maximum=120,
        averaged=False,
        help="이 개월 안에 그만두면 이 항목을 모두 돌려받습니다. 0이면 환수하지 않습니다.",
    ),
)
BUDGET_FIELDS = (
    Field("policy_id", "정책", Kind.LINK, required=True, links_to="subsidy_policies"),
    Field(
        "year", "연도", Kind.INTEGER, required=True, minimum=2000, maximum=2100, grouped=False, averaged=False
    ),
    Field("allocated", "편성", Kind.AMOUNT, required=True, unit="원"),
    Field("received", "교부", Kind.AMOUNT, unit="원"),
    NOTE,
)
SUPPORT_FIELDS = (
    Field("match_id", "인턴십", Kind.LINK, required=True, links_to="matches"),
    Field("policy_id", "정책", Kind.LINK, required=True, links_to="subsidy_policies"),
    Field(
        "wage",
        "월 임금",
        Kind.AMOUNT,
        required=True,
        private=True,
        unit="원",
        help="근로계약서의 한 달 임금입니다.",
    ),
    Field(
        "insurance",
        "사업주 보험료",
        Kind.AMOUNT,
        private=True,
        unit="원",
        help="한 달에 기업이 내는 4대보험료입니다.",
    ),
    Field(
        "local_company",
        "관내 확인",
        Kind.YES_NO,
        help="기업에 '관내'가 적혀 있지 않아도 이 지원에는 관내로 봅니다.",
    ),
    Field("insured", "고용보험 확인", Kind.YES_NO),
    Field("converted_on", "정규직 전환일", Kind.DATE),
    Field("left_on", "마지막 근무일", Kind.DATE, help="계약보다 먼저 그만두었거나 전환 뒤 퇴사한 날입니다."),
    Field("waived", "예외 사유", help="지원 조건에 맞지 않아도 지원하는 까닭입니다. 이력에 남습니다."),
    NOTE,
)
CLAIM_FIELDS = (
    Field("support_id", "지원 대상", Kind.LINK, required=True, links_to="supports"),
    Field("line_id", "지원 항목", Kind.LINK, required=True, links_to="policy_lines"),
    Field("first_on", "시작", Kind.DATE, required=True),
    Field("last_on", "끝", Kind.DATE, required=True),
    Field(
        "paid_wage",
        "실지급 임금",
        Kind.AMOUNT,
        minimum=1,
        private=True,
        unit="원",
        help="기업이 이 기간에 실제로 준 임금입니다. '임금 이내'인 항목은 이보다 많이 지원하지 않습니다.",
    ),
    Field("requested", "청구액", Kind.AMOUNT, unit="원", help="비우면 계산한 금액 그대로입니다."),
    Field("granted", "승인액", Kind.AMOUNT, unit="원", help="비우면 승인할 때 청구액 그대로입니다."),
)
