"""The lists of who is supported, what is claimed for them, and which claims are looked at."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, cast, func, select
from sqlalchemy.orm import join

from desktop.model.payments import (
    INSPECTION_FIELDS,
    Inspection,
)
from desktop.model.people import Person
from desktop.model.placement import Company, Match, Opening
from desktop.model.subsidies import (
    CLAIM_FIELDS,
    SUPPORT_FIELDS,
    ClaimPaper,
    SubsidyBudget,
    SubsidyClaim,
    SubsidyPolicy,
    SubsidySupport,
)
from desktop.model.training import Trainee
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.queries.placement.subsidies.policies import POLICY_LABEL
from desktop.queries.placement.subsidies.signals import signals
from desktop.rules.fields import Field, Kind
from desktop.rules.subsidy.papers import CLAIM

_support = {field.key: field for field in SUPPORT_FIELDS}
_claim = {field.key: field for field in CLAIM_FIELDS}
_inspection = {field.key: field for field in INSPECTION_FIELDS}
NAME = Field("name", "교육생", Kind.NAME, private=True)
COMPANY = Field("company", "기업")
OPEN = "두 번째 사람의 사유 필요"
_PEOPLE = frozenset({"internship_match", "opening", "company", "trainee", "person"})


def of_cohort(scope: Scope) -> Iterable[ColumnElement[bool]]:
    """Of the cohort in work."""
    return () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,)


def supported(start: FromClause | type[SubsidySupport] = SubsidySupport) -> FromClause:
    """Supports with their people, companies and policies."""
    source = join(start, Match, Match.id == SubsidySupport.match_id)
    source = join(source, Trainee, Trainee.id == Match.trainee_id)
    source = join(join(source, Person), Opening, Opening.id == Match.opening_id)
    source = join(source, Company, Company.id == Opening.company_id)
    return join(source, SubsidyPolicy, SubsidyPolicy.id == SubsidySupport.policy_id)


def joined() -> FromClause:
    """Claims with all that is told of them."""
    return supported(join(SubsidyClaim, SubsidySupport, SubsidySupport.id == SubsidyClaim.support_id))


_claims_of = (
    select(func.coalesce(func.sum(SubsidyClaim.granted), 0))
    .where(SubsidyClaim.support_id == SubsidySupport.id, SubsidyClaim.status == "지급")
    .correlate(SubsidySupport)
    .scalar_subquery()
)
SUPPORTS = ListSpec(
    kind="supports",
    title="지원 대상",
    noun="지원 대상",
    counter="건",
    id=SubsidySupport.id,
    source=lambda _scope: supported(),
    narrowed_to="cohorts",
    where=of_cohort,
    columns=(
        Column(NAME, Person.name, 110, searched=True),
        Column(COMPANY, Company.name, 170, searched=True),
        Column(POLICY_LABEL, SubsidyPolicy.name, 150, searched=True),
        Column(Field("starts_on", "시작일", Kind.DATE), Match.starts_on, 120),
        Column(Field("ends_on", "종료일", Kind.DATE), Match.ends_on, 120),
        Column(_support["wage"], SubsidySupport.wage, 120, editable=True),
        Column(_support["converted_on"], SubsidySupport.converted_on, 120, editable=True),
        Column(_support["left_on"], SubsidySupport.left_on, 130, editable=True),
        Column(Field("paid", "지급", Kind.AMOUNT, unit="원"), _claims_of, 120),
        Column(_support["insurance"], SubsidySupport.insurance, 130, editable=True, shown=False),
        Column(_support["local_company"], SubsidySupport.local_company, 100, editable=True, shown=False),
        Column(_support["insured"], SubsidySupport.insured, 120, editable=True, shown=False),
        Column(_support["waived"], SubsidySupport.waived, 160, editable=True, shown=False),
        Column(_support["note"], SubsidySupport.note, 160, editable=True, shown=False),
    ),
    order=(("company", False), ("name", False)),
    tables=frozenset({"subsidy_support", "subsidy_policy", "subsidy_claim"}) | _PEOPLE,
    initials=(Person.name_initials, Company.name_initials),
    empty="'지원 대상 추가'로 인턴십과 정책을 이어 주세요. 카드에 앞으로의 지급 예고가 나옵니다.",
)
_paper_count = select(func.count(ClaimPaper.attachment_id)).where(ClaimPaper.claim_id == SubsidyClaim.id)
_papers = (
    cast(_paper_count.correlate(SubsidyClaim).scalar_subquery(), String)
    .concat("/")
    .concat(
        cast(
            select(func.count())
            .select_from(ClaimPaper)
            .where(ClaimPaper.claim_id == SubsidyClaim.id)
            .correlate(SubsidyClaim)
            .scalar_subquery(),
            String,
        )
    )
)


_budget_year = (
    select(SubsidyBudget.year)
    .where(SubsidyBudget.id == SubsidyClaim.budget_id)
    .correlate(SubsidyClaim)
    .scalar_subquery()
)


def _held_up(row: Mapping[str, Any]) -> str:
    return OPEN if row["signals"] and row["signals"] != row["cleared_what"] else ""


CLAIMS = ListSpec(
    kind="claims",
    title="인건비 청구",
    noun="인건비 청구",
    counter="건",
    id=SubsidyClaim.id,
    source=lambda _scope: joined(),
    narrowed_to="cohorts",
    where=of_cohort,
    columns=(
        Column(NAME, Person.name, 100, searched=True),
        Column(COMPANY, Company.name, 150, searched=True),
        Column(Field("payee", "받는 이"), SubsidyClaim.payee, 80),
        Column(_claim["first_on"], SubsidyClaim.first_on, 110),
        Column(_claim["last_on"], SubsidyClaim.last_on, 110),
        Column(Field("computed", "계산액", Kind.AMOUNT, unit="원"), SubsidyClaim.computed, 110),
        Column(_claim["paid_wage"], SubsidyClaim.paid_wage, 120, editable=True, shown=False),
        Column(_claim["requested"], SubsidyClaim.requested, 110, editable=True),
        Column(_claim["granted"], SubsidyClaim.granted, 110, editable=True),
        Column(Field("status", "상태", Kind.CHOICE, choices=CLAIM.statuses), SubsidyClaim.status, 100),
        Column(Field("papers", "증빙"), _papers, 80, sortable=False),
        Column(Field("signals", "점검 신호"), signals(), 210, flag=_held_up, sortable=False),
        Column(Field("number", "지급번호"), cast(SubsidyClaim.id, String), 90, shown=False),
        Column(POLICY_LABEL, SubsidyPolicy.name, 140, searched=True, shown=False),
        Column(Field("due_on", "청구할 날", Kind.DATE), SubsidyClaim.due_on, 110, shown=False),
        Column(Field("approved_on", "승인일", Kind.DATE), SubsidyClaim.approved_on, 110, shown=False),
        Column(Field("paid_on", "지급일", Kind.DATE), SubsidyClaim.paid_on, 110, shown=False),
        Column(
            Field("budget_year", "예산 연도", Kind.INTEGER, grouped=False, averaged=False),
            _budget_year,
            100,
            shown=False,
        ),
        Column(Field("reason", "사유"), SubsidyClaim.reason, 160, shown=False),
        Column(Field("made_by", "만든 사람", Kind.NAME), SubsidyClaim.made_by, 100, shown=False),
        Column(Field("cleared_by", "신호를 푼 사람", Kind.NAME), SubsidyClaim.cleared_by, 120, shown=False),
        Column(Field("cleared_what", "풀린 신호"), SubsidyClaim.cleared_what, 140, shown=False),
        Column(Field("cleared_reason", "신호를 푼 사유"), SubsidyClaim.cleared_reason, 160, shown=False),
    ),
    order=(("first_on", True),),
    tables=frozenset(
        {
            "subsidy_claim",
            "subsidy_support",
            "subsidy_policy",
            "subsidy_budget",
            "claim_paper",
            "attachment",
            "payee_account",
        }
    )
    | _PEOPLE,
    initials=(Person.name_initials, Company.name_initials),
    empty="'청구 만들기'를 누르면 지원 대상마다 그 달의 청구가 계산되어 들어옵니다.",
)


def _inspections() -> FromClause:
    claims = join(Inspection, SubsidyClaim, SubsidyClaim.id == Inspection.claim_id)
    return supported(join(claims, SubsidySupport, SubsidySupport.id == SubsidyClaim.support_id))


INSPECTIONS = ListSpec(
    kind="inspections",
    title="표본 점검",
    noun="표본 점검",
    counter="건",
    id=Inspection.id,
    source=lambda _scope: _inspections(),
    narrowed_to="cohorts",
    where=of_cohort,
    columns=(
        Column(NAME, Person.name, 110, searched=True),
        Column(COMPANY, Company.name, 170, searched=True),
        Column(Field("first_on", "시작", Kind.DATE), SubsidyClaim.first_on, 120),
        Column(Field("last_on", "끝", Kind.DATE), SubsidyClaim.last_on, 120),
        Column(Field("granted", "지급액", Kind.AMOUNT, unit="원"), SubsidyClaim.granted, 120),
        Column(_inspection["result"], Inspection.result, 110, editable=True),
        Column(_inspection["note"], Inspection.note, 200, editable=True),
        Column(_inspection["drawn_on"], Inspection.drawn_on, 120),
        Column(_inspection["seed"], Inspection.seed, 80),
    ),
    order=(("drawn_on", True), ("company", False)),
    tables=frozenset({"inspection", "subsidy_claim", "subsidy_support", "subsidy_policy"}) | _PEOPLE,
    initials=(Person.name_initials, Company.name_initials),
    empty="'인건비 청구'에서 '표본 뽑기'를 누르면 지급한 청구의 일부가 여기에 들어옵니다.",
)
LISTS = (SUPPORTS, CLAIMS, INSPECTIONS)
