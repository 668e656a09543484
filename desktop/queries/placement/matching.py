"""The lists of matching: how both sides rank, pairs decided beforehand, plans that were kept."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, FromClause, SQLColumnExpression, case, func, select
from sqlalchemy.orm import join

from desktop.model.matching import (
    PAIR_FIELDS,
    PREFERENCE_FIELDS,
    MatchingPair,
    MatchingPlan,
    PlanLine,
    Preference,
)
from desktop.model.people import Person
from desktop.model.placement import Company, Opening
from desktop.model.training import Cohort, Trainee
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.fields import Field, Kind
from desktop.rules.placement import PLAN_KINDS, REFUSED

_preference = {field.key: field for field in PREFERENCE_FIELDS}
_pair = {field.key: field for field in PAIR_FIELDS}
_NAME = Field("name", "교육생", Kind.NAME, private=True)
_BOTH = frozenset({"opening", "company", "trainee", "person", "cohort"})


def _of_cohort(scope: Scope) -> Iterable[ColumnElement[bool]]:
    return () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,)


def _both_sides(table: type[Preference | MatchingPair]) -> FromClause:
    source = join(table, Trainee, Trainee.id == table.trainee_id)
    source = join(join(source, Person), Opening, Opening.id == table.opening_id)
    return join(join(source, Company), Cohort, Cohort.id == Opening.cohort_id, isouter=True)


PREFERENCES = ListSpec(
    kind="preferences",
    title="희망 순위",
    noun="순위",
    counter="건",
    id=Preference.id,
    source=lambda _scope: _both_sides(Preference),
    narrowed_to="cohorts",
    where=_of_cohort,
    columns=(
        Column(_preference["side"], Preference.side, 110),
        Column(_NAME, Person.name, 110, searched=True),
        Column(Field("birth_date", "생년월일", Kind.BIRTH_DATE, private=True), Person.birth_date, 120),
        Column(Field("company", "기업"), Company.name, 180, searched=True),
        Column(Field("duty", "직무"), Opening.duty, 150, searched=True),
        Column(_preference["rank"], Preference.rank, 80),
        Column(Field("refused", "불가"), case((Preference.rank.is_(None), REFUSED), else_=""), 80),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
    ),
    order=(("side", True), ("name", False), ("rank", False)),
    tables=_BOTH | {"preference"},
    initials=(Person.name_initials, Company.name_initials),
    empty="'희망'에서 교육생과 기업의 순위를 적거나, 기업이 돌려준 희망 순위표를 가져와 주세요.",
)

PAIRS = ListSpec(
    kind="pairs",
    title="고정·금지 짝",
    noun="짝",
    counter="건",
    id=MatchingPair.id,
    source=lambda _scope: _both_sides(MatchingPair),
    narrowed_to="cohorts",
    where=_of_cohort,
    columns=(
        Column(_NAME, Person.name, 110, searched=True),
        Column(Field("company", "기업"), Company.name, 180, searched=True),
        Column(Field("duty", "직무"), Opening.duty, 150, searched=True),
        Column(_pair["verdict"], MatchingPair.verdict, 90, editable=True),
        Column(_pair["note"], MatchingPair.note, 260, editable=True),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
    ),
    order=(("name", False), ("company", False)),
    tables=_BOTH | {"matching_pair"},
    initials=(Person.name_initials, Company.name_initials),
    empty="어느 안에서나 이을 짝과 잇지 않을 짝이 있으면 '짝 추가'로 적어 주세요.",
)

_line = select(func.count()).where(PlanLine.plan_id == MatchingPlan.id).correlate(MatchingPlan)
_placed = _line.where(PlanLine.opening_id.is_not(None)).scalar_subquery()


def _share(choice: int) -> SQLColumnExpression[int]:
    """Of those placed, how many got this choice, in hundredths of a percent rounded to a tenth."""
    got = _line.where(PlanLine.choice == choice).scalar_subquery()
    return case((_placed > 0, (2000 * got + _placed) // (2 * _placed) * 10), else_=None)


_ranks = (
    select(func.sum(PlanLine.choice)).where(PlanLine.plan_id == MatchingPlan.id).correlate(MatchingPlan)
).scalar_subquery()
_ranked = _line.where(PlanLine.choice.is_not(None)).scalar_subquery()
_mean = case((_ranked > 0, (200 * _ranks + _ranked) // (2 * _ranked)), else_=None)

PLANS = ListSpec(
    kind="plans",
    title="배정안",
    noun="배정안",
    counter="건",
    id=MatchingPlan.id,
    source=lambda _scope: join(MatchingPlan, Cohort),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (MatchingPlan.cohort_id == scope.cohort_id,),
    columns=(
        Column(Field("accepted_on", "받아들인 날", Kind.DATE), MatchingPlan.accepted_on, 120),
        Column(Field("kind", "종류", Kind.CHOICE, choices=PLAN_KINDS), MatchingPlan.kind, 110),
        Column(Field("seed", "씨앗", Kind.INTEGER, grouped=False, averaged=False), MatchingPlan.seed, 80),
        Column(Field("people", "사람", Kind.INTEGER, unit="명"), _line.scalar_subquery(), 80),
        Column(Field("placed", "배정", Kind.INTEGER, unit="명"), _placed, 80),
        Column(Field("first", "1희망(%)", Kind.SCORE, digits=1, maximum=100_00), _share(1), 90),
        Column(Field("second", "2희망(%)", Kind.SCORE, digits=1, maximum=100_00), _share(2), 90),
        Column(Field("third", "3희망(%)", Kind.SCORE, digits=1, maximum=100_00), _share(3), 90),
        Column(Field("mean", "평균 희망", Kind.SCORE, digits=2), _mean, 90),
        Column(Field("chosen_by", "고른 사람", Kind.NAME), MatchingPlan.chosen_by, 100, searched=True),
        Column(Field("note", "고른 까닭"), MatchingPlan.note, 220, searched=True),
        Column(Field("made_on", "만든 날", Kind.DATE), MatchingPlan.made_on, 120, shown=False),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
    ),
    order=(("accepted_on", True),),
    tables=frozenset({"matching_plan", "plan_line", "cohort"}),
    empty="'매칭'에서 세 안을 견주어 하나를 받아들이면 여기에 남습니다.",
)
LISTS = (PREFERENCES, PAIRS, PLANS)
