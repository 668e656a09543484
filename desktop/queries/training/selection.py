"""The lists of selecting: what is scored and by whom, the scores, and the published results."""

from sqlalchemy import FromClause, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.people import PERSON_FIELDS, Person
from desktop.model.training import (
    CRITERION_FIELDS,
    JUDGE_FIELDS,
    Cohort,
    Criterion,
    Enrolment,
    Judge,
    ProjectTeam,
    Score,
    Selection,
    SelectionLine,
    Stage,
    Trainee,
)
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind
from desktop.rules.scoring import Missing
from desktop.rules.selection import Result
from desktop.rules.training import PURPOSES

_person = {field.key: field for field in PERSON_FIELDS}
_criterion = {field.key: field for field in CRITERION_FIELDS}
_judge = {field.key: field for field in JUDGE_FIELDS}
_STAGE, _COHORT = Field("stage", "단계"), Field("cohort", "기수")
_PURPOSE = Field("purpose", "쓰임", Kind.CHOICE, choices=PURPOSES)

_beside = aliased(Criterion)
_weights = (
    select(func.sum(_beside.weight))
    .where(_beside.stage_id == Criterion.stage_id, _beside.purpose == Criterion.purpose)
    .correlate(Criterion)
    .scalar_subquery()
)

CRITERIA = ListSpec(
    kind="criteria",
    title="평가 항목",
    noun="평가 항목",
    counter="개",
    id=Criterion.id,
    source=lambda _scope: join(join(Criterion, Stage), Cohort),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
    columns=(
        Column(_STAGE, Stage.name, 170, searched=True),
        Column(_criterion["purpose"], Criterion.purpose, 80),
        Column(_criterion["position"], Criterion.position, 70, editable=True),
        Column(_criterion["title"], Criterion.title, 160, editable=True, searched=True),
        Column(_criterion["weight"], Criterion.weight, 80, editable=True),
        Column(
            Field("weight_sum", "비중 합", Kind.SCORE, unit="%", help="100 %여야 확정할 수 있습니다."),
            _weights,
            90,
        ),
        Column(_criterion["lowest"], Criterion.lowest, 80, editable=True),
        Column(_criterion["highest"], Criterion.highest, 80, editable=True),
        Column(_criterion["judged"], Criterion.judged, 110, editable=True),
        Column(_criterion["tie_order"], Criterion.tie_order, 90, editable=True),
        Column(_COHORT, Cohort.name, 150, shown=False),
    ),
    order=(("stage", False), ("purpose", False), ("position", False)),
    tables=frozenset({"criterion", "stage", "cohort"}),
    empty="'항목 추가'로 무엇을 몇 %로 채점하는지 적어 주세요. 비중의 합은 100 %여야 합니다.",
)

JUDGES = ListSpec(
    kind="judges",
    title="심사위원",
    noun="심사위원",
    counter="명",
    id=Judge.id,
    source=lambda _scope: join(join(Judge, Stage), Cohort),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
    columns=(
        Column(_judge["name"], Judge.name, 140, editable=True, searched=True),
        Column(_STAGE, Stage.name, 170, searched=True),
        Column(_judge["purpose"], Judge.purpose, 80),
        Column(_COHORT, Cohort.name, 150, shown=False),
    ),
    order=(("stage", False), ("purpose", False), ("name", False)),
    tables=frozenset({"judge", "stage", "cohort"}),
    empty="'심사위원 추가'로 누가 채점하는지 적어 주세요.",
)


def _scores() -> FromClause:
    source = join(join(Score, Criterion), Stage, Stage.id == Criterion.stage_id)
    source = join(join(source, Cohort), Judge, Judge.id == Score.judge_id, isouter=True)
    source = join(source, Enrolment, Enrolment.id == Score.enrolment_id, isouter=True)
    source = join(source, Trainee, Trainee.id == Enrolment.trainee_id, isouter=True)
    source = join(source, Person, Person.id == Trainee.person_id, isouter=True)
    return join(source, ProjectTeam, ProjectTeam.id == Score.team_id, isouter=True)


SCORES = ListSpec(
    kind="scores",
    title="점수",
    noun="점수",
    counter="건",
    id=Score.id,
    source=lambda _scope: _scores(),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
    columns=(
        Column(_person["name"], Person.name, 110, searched=True),
        Column(_person["birth_date"], Person.birth_date, 120),
        Column(_STAGE, Stage.name, 170),
        Column(_PURPOSE, Criterion.purpose, 80),
        Column(Field("criterion", "항목"), Criterion.title, 150),
        Column(Field("judge", "심사위원"), Judge.name, 120),
        Column(Field("value", "점수", Kind.SCORE), Score.value, 80),
        Column(
            Field("missing", "점수 없음", Kind.CHOICE, choices=tuple(each.value for each in Missing)),
            Score.missing,
            90,
        ),
        Column(Field("team", "팀"), ProjectTeam.name, 120, shown=False),
        Column(_COHORT, Cohort.name, 150, shown=False),
    ),
    order=(("name", False), ("birth_date", False), ("criterion", False), ("judge", False)),
    tables=frozenset(
        {"score", "criterion", "judge", "enrolment", "trainee", "person", "project_team", "stage", "cohort"}
    ),
    initials=(Person.name_initials,),
    empty="평가표 엑셀을 가져오거나 '평가' 화면에서 점수를 적어 주세요.",
)


def _lines() -> FromClause:
    source = join(join(SelectionLine, Selection), Stage, Stage.id == Selection.stage_id)
    source = join(join(source, Cohort), Enrolment, Enrolment.id == SelectionLine.enrolment_id)
    source = join(source, Trainee, Trainee.id == Enrolment.trainee_id)
    return join(source, Person, Person.id == Trainee.person_id)


SELECTIONS = ListSpec(
    kind="selections",
    title="선발 결과",
    noun="선발 결과",
    counter="명",
    id=SelectionLine.id,
    source=lambda _scope: _lines(),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
    columns=(
        Column(_person["name"], Person.name, 110, searched=True),
        Column(_person["birth_date"], Person.birth_date, 120),
        Column(_STAGE, Stage.name, 170),
        Column(Field("total", "총점", Kind.SCORE, digits=2), SelectionLine.total, 90),
        Column(Field("rank", "순위", Kind.INTEGER, averaged=False), SelectionLine.rank, 70),
        Column(
            Field("result", "결과", Kind.CHOICE, choices=tuple(each.value for each in Result)),
            SelectionLine.result,
            80,
        ),
        Column(Field("reserve", "예비 번호", Kind.INTEGER, averaged=False), SelectionLine.reserve, 90),
        Column(Field("broken_by", "동점 처리"), SelectionLine.broken_by, 170),
        Column(Field("reason", "건너뛴 사유"), SelectionLine.reason, 150, shown=False),
        Column(_COHORT, Cohort.name, 150, shown=False),
    ),
    order=(("stage", False), ("rank", False), ("name", False)),
    tables=frozenset({"selection_line", "selection", "enrolment", "trainee", "person", "stage", "cohort"}),
    initials=(Person.name_initials,),
    empty="'선발' 화면에서 확정하면 그때의 결과가 여기에 남습니다.",
)

LISTS = (CRITERIA, JUDGES, SCORES, SELECTIONS)
