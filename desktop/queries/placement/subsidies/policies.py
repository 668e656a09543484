"""The lists of subsidy policies, their lines, and the budgets they draw on."""

from sqlalchemy import ColumnElement, SQLColumnExpression, extract, func, select
from sqlalchemy.orm import join

from desktop.model.base import table_of
from desktop.model.subsidies import (
    BUDGET_FIELDS,
    LINE_FIELDS,
    POLICY_FIELDS,
    SubsidyBudget,
    SubsidyClaim,
    SubsidyLine,
    SubsidyPolicy,
    SubsidySupport,
)
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind
from desktop.rules.subsidy.papers import ClaimStatus

_policy = {field.key: field for field in POLICY_FIELDS}
_line = {field.key: field for field in LINE_FIELDS}
_budget = {field.key: field for field in BUDGET_FIELDS}
_lines = (
    select(func.count())
    .select_from(SubsidyLine)
    .where(SubsidyLine.policy_id == SubsidyPolicy.id)
    .correlate(SubsidyPolicy)
    .scalar_subquery()
)
POLICY_LABEL = Field("policy", "정책")


def _plain(key: str, width: int, *, shown: bool = True) -> Column:
    return Column(_policy[key], getattr(SubsidyPolicy, key), width, editable=True, shown=shown)


POLICIES = ListSpec(
    kind="subsidy_policies",
    title="지원 정책",
    noun="지원 정책",
    counter="건",
    id=SubsidyPolicy.id,
    source=lambda _scope: table_of(SubsidyPolicy),
    columns=(
        Column(_policy["name"], SubsidyPolicy.name, 170, editable=True, searched=True),
        Column(Field("lines", "항목", Kind.INTEGER, unit="개"), _lines, 80),
        _plain("month", 110),
        _plain("pro_rata", 130),
        _plain("rounding", 100),
        _plain("least_wage", 130),
        _plain("people_per_company", 110),
        _plain("valid_from", 120),
        _plain("valid_until", 120),
        _plain("youngest", 90, shown=False),
        _plain("oldest", 90, shown=False),
        _plain("districts", 120, shown=False),
        _plain("local_companies", 110, shown=False),
        _plain("least_staff", 120, shown=False),
        _plain("insured", 120, shown=False),
        _plain("excluded_fields", 140, shown=False),
        _plain("excluded_programmes", 160, shown=False),
        _plain("papers", 200, shown=False),
        _plain("note", 160, shown=False),
    ),
    order=(("name", False),),
    tables=frozenset({"subsidy_policy", "subsidy_line"}),
    empty="'정책 추가'로 누구에게 얼마를 지원하는지 적고, '항목 추가'로 지급하는 금액을 적어 주세요.",
)


def _of_line(key: str, width: int, *, shown: bool = True) -> Column:
    return Column(_line[key], getattr(SubsidyLine, key), width, editable=True, shown=shown)


POLICY_LINES = ListSpec(
    kind="policy_lines",
    title="지원 항목",
    noun="지원 항목",
    counter="개",
    id=SubsidyLine.id,
    source=lambda _scope: join(SubsidyLine, SubsidyPolicy),
    columns=(
        Column(POLICY_LABEL, SubsidyPolicy.name, 170, searched=True),
        _of_line("position", 80),
        _of_line("payee", 90),
        _of_line("basis", 140),
        _of_line("share", 90),
        _of_line("amount", 120),
        _of_line("tiers", 220),
        _of_line("cap", 120),
        _of_line("within_wage", 100),
        _of_line("unit", 80),
        _of_line("count", 80),
        _of_line("start", 120),
        _of_line("skipped", 100, shown=False),
        _of_line("paid_after", 130, shown=False),
        _of_line("returned_before", 130, shown=False),
    ),
    order=(("policy", False), ("position", False)),
    tables=frozenset({"subsidy_line", "subsidy_policy"}),
    empty="정책을 고르고 '항목 추가'로 지급하는 금액을 적어 주세요.",
)


def _of_budget(*statuses: ClaimStatus) -> SQLColumnExpression[int]:
    return (
        select(func.coalesce(func.sum(SubsidyClaim.granted), 0))
        .where(
            SubsidyClaim.budget_id == SubsidyBudget.id,
            SubsidyClaim.status.in_([each.value for each in statuses]),
        )
        .correlate(SubsidyBudget)
        .scalar_subquery()
    )


PAID = _of_budget(ClaimStatus.PAID)
APPROVED = _of_budget(ClaimStatus.APPROVED, ClaimStatus.UNPAID)
PLANNED = (
    select(func.coalesce(func.sum(SubsidyClaim.requested), 0))
    .join(SubsidySupport, SubsidySupport.id == SubsidyClaim.support_id)
    .where(
        SubsidySupport.policy_id == SubsidyBudget.policy_id,
        extract("year", SubsidyClaim.last_on) == SubsidyBudget.year,
        SubsidyClaim.status.in_(
            [each.value for each in (ClaimStatus.ASKED, ClaimStatus.REVIEWED, ClaimStatus.MENDED)]
        ),
    )
    .correlate(SubsidyBudget)
    .scalar_subquery()
)
"""What is asked for and not yet decided, of the policy's claims whose last day is in the budget's year."""


def _money(key: str, title: str, value: ColumnElement[int] | SQLColumnExpression[int]) -> Column:
    return Column(Field(key, title, Kind.AMOUNT, unit="원"), value, 130)


BUDGETS = ListSpec(
    kind="budgets",
    title="지원 예산",
    noun="지원 예산",
    counter="건",
    id=SubsidyBudget.id,
    source=lambda _scope: join(SubsidyBudget, SubsidyPolicy),
    columns=(
        Column(POLICY_LABEL, SubsidyPolicy.name, 170, searched=True),
        Column(_budget["year"], SubsidyBudget.year, 80, editable=True),
        Column(_budget["allocated"], SubsidyBudget.allocated, 140, editable=True),
        Column(_budget["received"], SubsidyBudget.received, 140, editable=True),
        _money("paid", "집행", PAID),
        _money("approved", "승인", APPROVED),
        _money("left", "잔액", SubsidyBudget.allocated - PAID - APPROVED),
        _money("planned", "예정", PLANNED),
        Column(_budget["note"], SubsidyBudget.note, 160, editable=True, shown=False),
    ),
    order=(("year", True), ("policy", False)),
    tables=frozenset({"subsidy_budget", "subsidy_policy", "subsidy_claim", "subsidy_support"}),
    empty="'예산 추가'로 정책마다 한 해의 편성액을 적어 주세요. 청구의 마지막 날이 든 해의 예산에서 나갑니다.",
)
LISTS = (POLICIES, POLICY_LINES, BUDGETS)
