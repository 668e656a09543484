"""From completion to a job: companies, their openings, and the internships matched to them."""

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, period, table_args, unique
from desktop.model.people import NOTE
from desktop.model.training import Cohort, Trainee
from desktop.rules.fields import Field, Kind
from desktop.rules.placement import ENDED_BY, MATCH, MatchStatus
from desktop.rules.placement.companies import COMPANY, CompanyStatus
from desktop.text import hangul

ORIGINS = ("직접", "추천")


class Company(Base):
    """A company that takes interns, known by its business registration number."""

    __tablename__ = "company"
    noun = "기업"
    derived = {"name_initials": ("name", hangul.initials)}  # noqa: RUF012

    name: Mapped[str]
    name_initials: Mapped[str]
    registration_number: Mapped[str]
    field: Mapped[str | None]
    address: Mapped[str | None]
    in_district: Mapped[bool] = mapped_column(default=False)
    head_count: Mapped[int | None]
    contact_name: Mapped[str | None]
    contact_phone: Mapped[str | None]
    contact_email: Mapped[str | None]
    agreed_on: Mapped[dt.date | None]
    agreed_until: Mapped[dt.date | None]
    renews: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(default=CompanyStatus.APPROVED.value)
    reason: Mapped[str | None]
    reserve_order: Mapped[int | None]
    conditions: Mapped[str | None]
    caution: Mapped[str | None]
    note: Mapped[str | None]

    __table_args__ = table_args(
        unique(
            "registration_number",
            sentence="같은 사업자등록번호의 기업이 이미 있습니다. 번호를 확인하거나 기업 목록에서 찾아 고쳐 주세요.",
        ),
        check("name", "length(name) > 0", "기업 이름을 적어 주세요."),
        check(
            "registration_number",
            "length(registration_number) = 12",
            "사업자등록번호는 124-81-00998처럼 열 자리로 적어 주세요.",
        ),
        check("head_count", "head_count >= 0", "상시근로자 수는 0명 이상이어야 합니다."),
        check(
            "agreement",
            "agreed_until >= agreed_on",
            "협약이 끝나는 날이 시작하는 날보다 앞섭니다. 두 날짜를 확인해 주세요.",
        ),
        one_of("status", COMPANY.statuses, "상태"),
        check("reserve_order", "reserve_order >= 1", "예비 순번은 1 이상이어야 합니다."),
        Index(None, "name", "id"),
        Index(None, "name_initials", "id"),
    )


_PLACES_EXCEEDED = "ieum_places_exceeded"
"""What the database's own triggers raise when an opening has more interns than places (migration 0001)."""


class Opening(Base):
    """Places a company offers to one cohort."""

    __tablename__ = "opening"
    noun = "인턴 모집"
    raised = {  # noqa: RUF012
        _PLACES_EXCEEDED: (
            "이미 이어진 인턴보다 모집 인원을 적게 할 수 없습니다. 매칭을 먼저 정리해 주세요.",
            "places",
        )
    }

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id"), index=True)
    duty: Mapped[str]
    places: Mapped[int]
    skills: Mapped[str | None]
    wage: Mapped[int | None]
    conditions: Mapped[str | None]
    starts_on: Mapped[dt.date | None]

    company: Mapped[Company] = relationship(lazy="joined", innerjoin=True)
    cohort: Mapped[Cohort | None] = relationship()

    __table_args__ = table_args(
        check("duty", "length(duty) > 0", "직무를 적어 주세요."),
        check("places", "places >= 0", "모집 인원은 0명 이상이어야 합니다."),
        check("wage", "wage >= 0", "임금은 0원 이상이어야 합니다."),
    )


class Match(Base):
    """A trainee placed at an opening, and the internship that comes of it.

    ``ends_on`` is the last day it really lasts; of one that ended early ``agreed_until`` is the day it should have ended on, and
    ``ended_by`` whose wish that was.
    """

    __tablename__ = "internship_match"
    noun = "인턴 매칭"
    raised = {  # noqa: RUF012
        _PLACES_EXCEEDED: (
            "남은 자리가 없습니다. 모집 인원을 늘리거나 다른 모집을 골라 주세요.",
            "opening_id",
        )
    }

    trainee_id: Mapped[int] = mapped_column(ForeignKey("trainee.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    status: Mapped[str] = mapped_column(default=MatchStatus.PLANNED.value)
    reason: Mapped[str | None]
    supervisor: Mapped[str | None]
    origin: Mapped[str] = mapped_column(default="직접")
    locked: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    contracted_on: Mapped[dt.date | None]
    wage: Mapped[int | None]
    conditions: Mapped[str | None]
    agreed_until: Mapped[dt.date | None]
    ended_by: Mapped[str | None]

    trainee: Mapped[Trainee] = relationship()
    opening: Mapped[Opening] = relationship()

    __table_args__ = table_args(
        one_of("status", MATCH.statuses, "상태"),
        one_of("origin", ORIGINS, "매칭 방법"),
        period(),
        check("wage", "wage >= 0", "임금은 0원 이상이어야 합니다."),
        check(
            "early",
            "agreed_until >= ends_on",
            "실제 마지막 날이 계약의 종료일보다 뒤입니다. 두 날짜를 확인해 주세요.",
        ),
        one_of("ended_by", ENDED_BY, "끝내자고 한 쪽"),
        Index(None, "status", "id"),
    )


COMPANY_FIELDS = (
    Field(
        "name",
        "기업명",
        required=True,
        aliases=("회사명", "업체명", "상호", "기업", "회사", "법인명", "기관명"),
    ),
    Field(
        "registration_number",
        "사업자등록번호",
        Kind.BUSINESS_NUMBER,
        required=True,
        aliases=("사업자번호", "등록번호", "사업자 등록번호", "사업자등록 번호"),
    ),
    Field("field", "분야", aliases=("업종", "산업분야", "사업분야", "주요사업", "업태")),
    Field("address", "소재지", aliases=("주소", "사업장 주소", "사업장소재지", "회사주소")),
    Field(
        "in_district",
        "관내",
        Kind.YES_NO,
        aliases=("관내여부", "관내 여부", "관내 기업", "관내기업"),
        help="지원 정책의 '관내 기업만'이 이것을 봅니다.",
    ),
    Field(
        "head_count",
        "상시근로자",
        Kind.INTEGER,
        unit="명",
        aliases=("상시근로자수", "직원수", "종업원수", "근로자수", "인원"),
    ),
    Field(
        "contact_name",
        "담당자",
        Kind.NAME,
        private=True,
        max_length=60,
        aliases=("담당자명", "담당자 성명", "인사담당자"),
    ),
    Field(
        "contact_phone",
        "담당자 연락처",
        Kind.PHONE,
        private=True,
        aliases=("담당자 전화", "연락처", "전화번호", "전화", "담당자 휴대폰", "담당자 전화번호"),
    ),
    Field(
        "contact_email",
        "담당자 전자우편",
        Kind.EMAIL,
        private=True,
        aliases=("담당자 이메일", "이메일", "메일", "전자우편", "e-mail", "email"),
    ),
    Field("agreed_on", "협약일", Kind.DATE, aliases=("협약체결일", "협약 시작일", "협약시작일")),
    Field("agreed_until", "협약 종료일", Kind.DATE, aliases=("협약만료일", "협약종료일", "협약 만료일")),
    Field(
        "renews",
        "자동 갱신",
        Kind.YES_NO,
        aliases=("협약 자동갱신", "자동갱신"),
        help="협약이 끝나는 날이 지나도 이어집니다.",
    ),
    Field("reserve_order", "예비 순번", Kind.INTEGER, minimum=1, maximum=1000, averaged=False),
    Field("conditions", "참여 조건", Kind.LONG_TEXT, aliases=("참여조건",)),
    Field("caution", "주의", aliases=("주의사항", "유의사항"), help="이 기업을 고르는 곳마다 띠로 보입니다."),
    NOTE,
)
OPENING_FIELDS = (
    Field("company_id", "기업", Kind.LINK, required=True, links_to="companies"),
    Field("cohort_id", "기수", Kind.LINK, links_to="cohorts"),
    Field("duty", "직무", required=True, aliases=("담당직무", "모집직무", "모집분야")),
    Field(
        "places",
        "모집 인원",
        Kind.INTEGER,
        required=True,
        maximum=10_000,
        unit="명",
        aliases=("T.O.", "TO", "모집인원"),
    ),
    Field("skills", "요구 기술"),
    Field("wage", "월 임금", Kind.AMOUNT, unit="원"),
    Field("conditions", "근로조건", Kind.LONG_TEXT),
    Field("starts_on", "시작 예정일", Kind.DATE),
)
MATCH_FIELDS = (
    Field("trainee_id", "교육생", Kind.LINK, required=True, links_to="trainees"),
    Field("opening_id", "인턴 모집", Kind.LINK, required=True, links_to="openings"),
    Field("starts_on", "시작일", Kind.DATE, required=True),
    Field("ends_on", "종료일", Kind.DATE, required=True, help="3개월 뒤 같은 날의 전날입니다(민법 제160조)."),
    Field("supervisor", "지도 담당자", Kind.NAME, private=True, max_length=60),
    Field("origin", "매칭 방법", Kind.CHOICE, choices=ORIGINS),
    Field("contracted_on", "계약일", Kind.DATE),
    Field("wage", "월 임금", Kind.AMOUNT, unit="원"),
    Field("conditions", "근로조건", Kind.LONG_TEXT, help="비우면 모집의 근로조건 그대로입니다."),
    NOTE,
)
EARLY_END_FIELDS = (
    Field("ends_on", "실제 마지막 날", Kind.DATE, required=True),
    Field("ended_by", "끝내자고 한 쪽", Kind.CHOICE, required=True, choices=ENDED_BY),
    Field("reason", "사유", Kind.LONG_TEXT, required=True),
)
