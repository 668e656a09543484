"""The lists from completion to a job: companies, openings and internship matches."""

import datetime as dt

from sqlalchemy import ColumnElement, Date, FromClause, bindparam, case, func, select
from sqlalchemy.orm import join

from desktop.model.base import table_of
from desktop.model.people import Person
from desktop.model.placement import COMPANY_FIELDS, MATCH_FIELDS, OPENING_FIELDS, Company, Match, Opening
from desktop.model.training import Cohort, Trainee
from desktop.queries.list_spec import Column, ListSpec
from desktop.queries.placement import follow_up, internships, interviews, matching, subsidies
from desktop.queries.placement.days import days_between, days_set
from desktop.rules.fields import Field, Kind
from desktop.rules.placement import CONVERSION, ENDED_BY, FREES_ITS_PLACE, MATCH, CheckState
from desktop.rules.placement.companies import COMPANY, SOON_DAYS, SOON_KEY, Agreement

_company = {field.key: field for field in COMPANY_FIELDS}
_opening = {field.key: field for field in OPENING_FIELDS}
_match = {field.key: field for field in MATCH_FIELDS}


def _agreement(today: dt.date) -> ColumnElement[str]:
    """`rules.companies.agreement` in SQL; a test holds the two together."""
    return case(
        (Company.agreed_on.is_(None) & Company.agreed_until.is_(None), Agreement.NONE.value),
        (Company.renews, Agreement.RENEWS.value),
        (Company.agreed_until.is_(None), Agreement.STANDS.value),
        (Company.agreed_until < today, Agreement.ENDED.value),
        (
            days_between(bindparam(None, today, type_=Date()), Company.agreed_until)
            <= days_set(SOON_KEY, SOON_DAYS),
            Agreement.ENDS_SOON.value,
        ),
        else_=Agreement.STANDS.value,
    )


COMPANIES = ListSpec(
    kind="companies",
    title="기업",
    noun="기업",
    counter="곳",
    id=Company.id,
    source=lambda _scope: table_of(Company),
    columns=(
        Column(_company["name"], Company.name, 180, editable=True, searched=True),
        Column(
            _company["registration_number"], Company.registration_number, 140, editable=True, searched=True
        ),
        Column(_company["field"], Company.field, 140, editable=True, searched=True),
        Column(_company["address"], Company.address, 220, editable=True, searched=True),
        Column(_company["in_district"], Company.in_district, 80, editable=True),
        Column(_company["head_count"], Company.head_count, 100, editable=True),
        Column(_company["contact_name"], Company.contact_name, 110, editable=True, searched=True),
        Column(_company["contact_phone"], Company.contact_phone, 140, editable=True, searched=True),
        Column(
            _company["contact_email"], Company.contact_email, 180, editable=True, shown=False, searched=True
        ),
        Column(Field("status", "상태", Kind.CHOICE, choices=COMPANY.statuses), Company.status, 90),
        Column(_company["caution"], Company.caution, 160, editable=True, searched=True),
        Column(_company["reserve_order"], Company.reserve_order, 90, editable=True, shown=False),
        Column(_company["agreed_on"], Company.agreed_on, 120, editable=True, shown=False),
        Column(_company["agreed_until"], Company.agreed_until, 120, editable=True, shown=False),
        Column(Field("agreement", "협약"), lambda scope: _agreement(scope.today), 100),
        Column(_company["renews"], Company.renews, 90, editable=True, shown=False),
        Column(_company["conditions"], Company.conditions, 200, editable=True, shown=False, searched=True),
        Column(Field("reason", "사유"), Company.reason, 160, shown=False),
        Column(_company["note"], Company.note, 160, editable=True, shown=False, searched=True),
    ),
    order=(("name", False),),
    tables=frozenset({"company"}),
    initials=(Company.name_initials,),
    last_four=(func.substr(Company.contact_phone, func.length(Company.contact_phone) - 3),),
    empty="기업 명단을 엑셀에서 가져오거나 '기업 추가'로 적어 주세요.",
)

_placed = (
    select(func.count())
    .select_from(Match)
    .where(Match.opening_id == Opening.id, Match.status.not_in(sorted(FREES_ITS_PLACE)))
    .correlate(Opening)
    .scalar_subquery()
)

OPENINGS = ListSpec(
    kind="openings",
    title="인턴 모집",
    noun="모집",
    counter="건",
    id=Opening.id,
    source=lambda _scope: join(join(Opening, Company), Cohort, isouter=True),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,),
    columns=(
        Column(Field("company", "기업"), Company.name, 180, searched=True),
        Column(_opening["duty"], Opening.duty, 160, editable=True, searched=True),
        Column(_opening["places"], Opening.places, 90, editable=True),
        Column(Field("placed", "매칭", Kind.INTEGER, unit="명"), _placed, 80),
        Column(Field("left", "남은 자리", Kind.INTEGER, unit="명"), Opening.places - _placed, 90),
        Column(_opening["wage"], Opening.wage, 120, editable=True),
        Column(_opening["skills"], Opening.skills, 180, editable=True, searched=True),
        Column(_opening["starts_on"], Opening.starts_on, 120, editable=True),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
        Column(_opening["conditions"], Opening.conditions, 200, editable=True, shown=False),
    ),
    order=(("company", False), ("duty", False)),
    tables=frozenset({"opening", "company", "internship_match", "cohort"}),
    initials=(Company.name_initials,),
    empty="'모집 추가'로 기업이 내준 자리를 적어 주세요.",
)


def _matches() -> FromClause:
    source = join(Match, Trainee, Trainee.id == Match.trainee_id)
    source = join(join(source, Person), Opening, Opening.id == Match.opening_id)
    return join(join(source, Company), Cohort, Cohort.id == Opening.cohort_id, isouter=True)


MATCHES = ListSpec(
    kind="matches",
    title="인턴 매칭",
    noun="매칭",
    counter="건",
    id=Match.id,
    source=lambda _scope: _matches(),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,),
    columns=(
        Column(Field("name", "교육생", Kind.NAME, private=True), Person.name, 110, searched=True),
        Column(Field("company", "기업"), Company.name, 180, searched=True),
        Column(Field("duty", "직무"), Opening.duty, 150, searched=True),
        Column(_match["starts_on"], Match.starts_on, 120, editable=True),
        Column(_match["ends_on"], Match.ends_on, 120, editable=True),
        Column(Field("status", "상태", Kind.CHOICE, choices=MATCH.statuses), Match.status, 120),
        Column(Field("phone", "연락처", Kind.PHONE, private=True), Person.phone, 140, searched=True),
        Column(
            Field("check", "점검", Kind.CHOICE, choices=tuple(each.value for each in CheckState)),
            internships.check_of_month,
            130,
            flag=internships.is_late,
        ),
        Column(Field("last_check", "마지막 점검", Kind.DATE), internships.LAST_CHECK, 120),
        Column(
            Field("conversion", "전환 단계", Kind.CHOICE, choices=CONVERSION.statuses),
            internships.CONVERSION_STEP,
            100,
        ),
        Column(_match["supervisor"], Match.supervisor, 110, editable=True, searched=True),
        Column(_match["origin"], Match.origin, 90, editable=True, shown=False),
        Column(_match["contracted_on"], Match.contracted_on, 120, editable=True, shown=False),
        Column(_match["wage"], Match.wage, 120, editable=True, shown=False),
        Column(_match["conditions"], Match.conditions, 200, editable=True, shown=False),
        Column(Field("choice", "희망", Kind.INTEGER, averaged=False), internships.CHOICE, 80, shown=False),
        Column(Field("agreed_until", "계약 종료일", Kind.DATE), Match.agreed_until, 120, shown=False),
        Column(
            Field("ended_by", "끝내자고 한 쪽", Kind.CHOICE, choices=ENDED_BY),
            Match.ended_by,
            110,
            shown=False,
        ),
        Column(Field("reason", "사유"), Match.reason, 160, shown=False),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
        Column(_match["note"], Match.note, 160, editable=True, shown=False),
    ),
    order=(("company", False), ("name", False)),
    tables=frozenset(
        {
            "internship_match",
            "opening",
            "company",
            "trainee",
            "person",
            "cohort",
            "internship_log",
            "conversion",
            "plan_line",
            "setting",
        }
    ),
    initials=(Person.name_initials, Company.name_initials),
    last_four=(Person.phone_last4,),
    empty="'매칭 추가'로 교육생과 모집을 이어 주세요.",
)

LISTS = (
    COMPANIES,
    OPENINGS,
    *interviews.LISTS,
    *matching.LISTS,
    MATCHES,
    *internships.LISTS,
    *subsidies.LISTS,
    *follow_up.LISTS,
)
