"""The lists of what became of interns and graduates, and of what both sides say of an internship."""

from sqlalchemy import FromClause, exists
from sqlalchemy.orm import aliased, join

from desktop.model.follow_up import (
    CAREER_FIELDS,
    EVALUATION_FIELDS,
    FOLLOW_UP_FIELDS,
    Career,
    Evaluation,
    FollowUp,
)
from desktop.model.people import Person
from desktop.model.placement import Company, Match, Opening
from desktop.model.training import Cohort, Trainee
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind

_follow_up = {field.key: field for field in FOLLOW_UP_FIELDS}
_career = {field.key: field for field in CAREER_FIELDS}
_evaluation = {field.key: field for field in EVALUATION_FIELDS}
_NAME = Field("name", "교육생", Kind.NAME, private=True)
_COMPANY = Field("company", "기업")
_TABLES = frozenset({"internship_match", "opening", "company", "trainee", "person"})


def _of_internship(table: type[FollowUp] | type[Evaluation]) -> FromClause:
    source = join(join(table, Match, Match.id == table.match_id), Trainee, Trainee.id == Match.trainee_id)
    source = join(join(source, Person), Opening, Opening.id == Match.opening_id)
    return join(source, Company, Company.id == Opening.company_id)


FOLLOW_UPS = ListSpec(
    kind="follow_ups",
    title="사후 확인",
    noun="사후 확인",
    counter="건",
    id=FollowUp.id,
    source=lambda _scope: _of_internship(FollowUp),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,),
    columns=(
        Column(_NAME, Person.name, 110, searched=True),
        Column(_COMPANY, Company.name, 170, searched=True),
        Column(_follow_up["months"], FollowUp.months, 100),
        Column(_follow_up["due_on"], FollowUp.due_on, 120, editable=True),
        Column(_follow_up["found"], FollowUp.found, 120),
        Column(_follow_up["evidence"], FollowUp.evidence, 140),
        Column(_follow_up["checked_on"], FollowUp.checked_on, 120, editable=True),
        Column(Field("phone", "연락처", Kind.PHONE, private=True), Person.phone, 140, searched=True),
        Column(_follow_up["note"], FollowUp.note, 200, editable=True),
    ),
    order=(("due_on", False), ("name", False)),
    tables=frozenset({"follow_up"}) | _TABLES,
    initials=(Person.name_initials, Company.name_initials),
    last_four=(Person.phone_last4,),
    empty="'확인할 것 만들기'를 누르면 정규직으로 전환된 사람마다 1, 3, 6, 12개월 뒤의 확인이 들어옵니다.",
)
_later = aliased(Career)
LATEST = ~exists().where(
    _later.trainee_id == Career.trainee_id, _later.cohort_id == Career.cohort_id, _later.as_of > Career.as_of
)
CAREERS = ListSpec(
    kind="careers",
    title="수료 후 진로",
    noun="수료 후 진로",
    counter="건",
    id=Career.id,
    source=lambda _scope: join(
        join(join(Career, Trainee, Trainee.id == Career.trainee_id), Person),
        Cohort,
        Cohort.id == Career.cohort_id,
    ),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Career.cohort_id == scope.cohort_id,),
    columns=(
        Column(_NAME, Person.name, 110, searched=True),
        Column(_career["outcome"], Career.outcome, 120, editable=True),
        Column(_career["in_field"], Career.in_field, 100, editable=True),
        Column(_career["place"], Career.place, 180, editable=True, searched=True),
        Column(_career["as_of"], Career.as_of, 120, editable=True),
        Column(Field("latest", "지금", Kind.YES_NO), LATEST, 80, sortable=False),
        Column(_career["evidence"], Career.evidence, 140, editable=True),
        Column(Field("phone", "연락처", Kind.PHONE, private=True), Person.phone, 140, searched=True),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
        Column(_career["note"], Career.note, 200, editable=True),
    ),
    order=(("name", False), ("as_of", True)),
    tables=frozenset({"career", "trainee", "person", "cohort"}),
    initials=(Person.name_initials,),
    last_four=(Person.phone_last4,),
    empty="'수료자 넣기'를 누르면 이 기수를 마친 사람이 모두 '미확인'으로 들어옵니다.",
)
EVALUATIONS = ListSpec(
    kind="evaluations",
    title="상호 평가",
    noun="상호 평가",
    counter="건",
    id=Evaluation.id,
    source=lambda _scope: _of_internship(Evaluation),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,),
    columns=(
        Column(_NAME, Person.name, 110, searched=True),
        Column(_COMPANY, Company.name, 170, searched=True),
        Column(_evaluation["side"], Evaluation.side, 130),
        Column(_evaluation["work"], Evaluation.work, 80, editable=True),
        Column(_evaluation["attitude"], Evaluation.attitude, 110, editable=True),
        Column(_evaluation["again"], Evaluation.again, 100, editable=True),
        Column(_evaluation["complaint"], Evaluation.complaint, 80, editable=True),
        Column(_evaluation["comment"], Evaluation.comment, 260, editable=True, searched=True),
        Column(_evaluation["written_on"], Evaluation.written_on, 120, editable=True),
    ),
    order=(("company", False), ("name", False)),
    tables=frozenset({"evaluation"}) | _TABLES,
    initials=(Person.name_initials, Company.name_initials),
    empty="'평가 추가'로 인턴십이 끝난 뒤 기업과 인턴이 서로를 어떻게 보는지 적어 주세요.",
)
LISTS = (FOLLOW_UPS, CAREERS, EVALUATIONS)
