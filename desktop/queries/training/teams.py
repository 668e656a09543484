"""The lists of project teams and of the conditions they are divided by."""

from sqlalchemy import FromClause, SQLColumnExpression, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.people import Person
from desktop.model.training import (
    TEAM_FIELDS,
    TEAM_RULE_FIELDS,
    Cohort,
    Enrolment,
    ProjectTeam,
    TeamRule,
    Trainee,
)
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind

_team = {field.key: field for field in TEAM_FIELDS}
_rule = {field.key: field for field in TEAM_RULE_FIELDS}
_members = (
    select(func.count(Enrolment.trainee_id.distinct()))
    .where(Enrolment.team_id == ProjectTeam.id)
    .correlate(ProjectTeam)
    .scalar_subquery()
)

TEAMS = ListSpec(
    kind="teams",
    title="프로젝트팀",
    noun="프로젝트팀",
    counter="팀",
    id=ProjectTeam.id,
    source=lambda _scope: join(ProjectTeam, Cohort),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (ProjectTeam.cohort_id == scope.cohort_id,),
    columns=(
        Column(_team["position"], ProjectTeam.position, 70, editable=True),
        Column(_team["name"], ProjectTeam.name, 140, editable=True, searched=True),
        Column(_team["title"], ProjectTeam.title, 200, editable=True, searched=True),
        Column(_team["field"], ProjectTeam.field, 130, editable=True, searched=True),
        Column(_team["technologies"], ProjectTeam.technologies, 170, editable=True, searched=True),
        Column(_team["outputs"], ProjectTeam.outputs, 170, editable=True),
        Column(Field("members", "팀원", Kind.INTEGER, unit="명"), _members, 80),
        Column(_team["link"], ProjectTeam.link, 170, editable=True, shown=False),
        Column(_team["summary"], ProjectTeam.summary, 220, editable=True, shown=False, searched=True),
        Column(Field("cohort", "기수"), Cohort.name, 160, shown=False),
    ),
    order=(("cohort", True), ("position", False)),
    tables=frozenset({"project_team", "cohort", "enrolment"}),
    empty="'팀 추가'로 팀과 프로젝트를 적거나 '팀' 화면에서 '나누기'를 눌러 주세요.",
)

_first, _second = aliased(Trainee), aliased(Trainee)


def _named(trainee: type[Trainee]) -> SQLColumnExpression[str]:
    return select(Person.name).where(Person.id == trainee.person_id).scalar_subquery()


def _rules() -> FromClause:
    source = join(TeamRule, Cohort)
    source = join(source, _first, _first.id == TeamRule.trainee_id, isouter=True)
    source = join(source, _second, _second.id == TeamRule.other_id, isouter=True)
    return join(source, ProjectTeam, ProjectTeam.id == TeamRule.team_id, isouter=True)


TEAM_RULES = ListSpec(
    kind="team_rules",
    title="팀 나누기 조건",
    noun="팀 조건",
    counter="개",
    id=TeamRule.id,
    source=lambda _scope: _rules(),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (TeamRule.cohort_id == scope.cohort_id,),
    columns=(
        Column(_rule["kind"], TeamRule.kind, 120),
        Column(_rule["weight"], TeamRule.weight, 80, editable=True),
        Column(_rule["trait"], TeamRule.trait, 90),
        Column(_rule["least"], TeamRule.least, 70),
        Column(Field("trainee", "교육생", Kind.NAME, private=True), _named(_first), 110),
        Column(Field("other", "다른 교육생", Kind.NAME, private=True), _named(_second), 110),
        Column(Field("team", "팀"), ProjectTeam.name, 120),
        Column(Field("cohort", "기수"), Cohort.name, 160, shown=False),
    ),
    order=(("cohort", True), ("kind", False)),
    tables=frozenset({"team_rule", "project_team", "cohort", "trainee", "person"}),
    empty="'팀 조건 추가'로 무엇을 고르게 할지 적어 주세요. 조건이 없으면 기본 조건으로 나눕니다.",
)

LISTS = (TEAMS, TEAM_RULES)
