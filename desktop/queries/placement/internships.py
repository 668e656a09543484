"""The lists of what accompanies an internship, and what the list of internships tells of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    SQLColumnExpression,
    bindparam,
    case,
    func,
    select,
)
from sqlalchemy.orm import join

from desktop.model.internships import CONVERSION_FIELDS, LOG_FIELDS, Conversion, InternshipLog
from desktop.model.matching import PlanLine
from desktop.model.people import Person
from desktop.model.placement import Company, Match, Opening
from desktop.model.training import Cohort, Trainee
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.queries.placement.days import days_between, days_set
from desktop.rules.fields import Field, Kind
from desktop.rules.placement import (
    CHECK_WITHIN_DAYS,
    CHECK_WITHIN_KEY,
    CONVERSION,
    CheckState,
    ConversionStatus,
    MatchStatus,
)

_log = {field.key: field for field in LOG_FIELDS}
_conversion = {field.key: field for field in CONVERSION_FIELDS}


def of_cohort(scope: Scope) -> Iterable[ColumnElement[bool]]:
    """What is narrowed to the cohort in work by its opening."""
    return () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,)


def _of_internship(table: type[InternshipLog | Conversion]) -> FromClause:
    source = join(table, Match, Match.id == table.match_id)
    source = join(join(source, Trainee, Trainee.id == Match.trainee_id), Person)
    source = join(join(source, Opening, Opening.id == Match.opening_id), Company)
    return join(source, Cohort, Cohort.id == Opening.cohort_id, isouter=True)


_NAME = Field("name", "인턴", Kind.NAME, private=True)
_TABLES = frozenset({"internship_match", "opening", "company", "trainee", "person", "cohort"})
LOGS = ListSpec(
    kind="internship_logs",
    title="점검 일지",
    noun="일지",
    counter="건",
    id=InternshipLog.id,
    source=lambda _scope: _of_internship(InternshipLog),
    narrowed_to="cohorts",
    where=of_cohort,
    columns=(
        Column(_log["held_on"], InternshipLog.held_on, 120, editable=True),
        Column(_NAME, Person.name, 110, searched=True),
        Column(Field("company", "기업"), Company.name, 180, searched=True),
        Column(_log["kind"], InternshipLog.kind, 90, editable=True),
        Column(_log["content"], InternshipLog.content, 300, editable=True, searched=True),
        Column(_log["next_action"], InternshipLog.next_action, 200, editable=True, searched=True),
        Column(_log["next_on"], InternshipLog.next_on, 120, editable=True),
        Column(_log["done"], InternshipLog.done, 80, editable=True),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
    ),
    order=(("held_on", True), ("name", False)),
    tables=_TABLES | {"internship_log"},
    initials=(Person.name_initials, Company.name_initials),
    empty="'일지 추가'로 다달이 살핀 것과 방문, 면담을 적어 주세요.",
)
CONVERSIONS = ListSpec(
    kind="conversions",
    title="정규직 전환",
    noun="전환",
    counter="건",
    id=Conversion.id,
    source=lambda _scope: _of_internship(Conversion),
    narrowed_to="cohorts",
    where=of_cohort,
    columns=(
        Column(_NAME, Person.name, 110, searched=True),
        Column(Field("company", "기업"), Company.name, 180, searched=True),
        Column(Field("status", "상태", Kind.CHOICE, choices=CONVERSION.statuses), Conversion.status, 100),
        Column(_conversion["offered_on"], Conversion.offered_on, 120, editable=True),
        Column(_conversion["accepted_on"], Conversion.accepted_on, 120, editable=True),
        Column(_conversion["contracted_on"], Conversion.contracted_on, 120, editable=True),
        Column(Field("reason", "사유"), Conversion.reason, 180),
        Column(_conversion["note"], Conversion.note, 180, editable=True),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
    ),
    order=(("company", False), ("name", False)),
    tables=_TABLES | {"conversion"},
    initials=(Person.name_initials, Company.name_initials),
    empty="'인턴 매칭'에서 인턴을 고르고 '정규직 제의'로 첫 걸음을 적어 주세요.",
)
LISTS = (LOGS, CONVERSIONS)

LAST_CHECK = (
    select(func.max(InternshipLog.held_on))
    .where(InternshipLog.match_id == Match.id)
    .correlate(Match)
    .scalar_subquery()
)


def check_of_month(scope: Scope) -> SQLColumnExpression[str | None]:
    """Of an internship under way: whether this month's log is written, still to come, or none was for too long.

    The days count from the last log, from its beginning where there is none.
    """
    since = func.coalesce(LAST_CHECK, Match.starts_on)
    without = days_between(since, bindparam(None, scope.today, type_=Date()))
    return case(
        ((Match.status != MatchStatus.WORKING.value) | (Match.starts_on > scope.today), None),
        (without >= days_set(CHECK_WITHIN_KEY, CHECK_WITHIN_DAYS), CheckState.LATE.value),
        (scope.today.replace(day=1) <= LAST_CHECK, CheckState.DONE.value),
        else_=CheckState.TO_DO.value,
    )


def is_late(row: Mapping[str, Any]) -> str:
    """Red where nothing was logged for too long."""
    return "점검 필요" if row["check"] == CheckState.LATE.value else ""


CONVERSION_STEP = func.coalesce(
    select(Conversion.status).where(Conversion.match_id == Match.id).correlate(Match).scalar_subquery(),
    case((Match.status == MatchStatus.CONVERTED.value, ConversionStatus.CONTRACTED.value), else_=None),
)
"""How far it is to regular work; who is called 전환 without the steps written down has a contract all the same."""
CHOICE = (
    select(func.max(PlanLine.choice)).where(PlanLine.match_id == Match.id).correlate(Match).scalar_subquery()
)
"""As which choice the trainee got this internship by a plan that was accepted."""
