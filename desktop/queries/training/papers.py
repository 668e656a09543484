"""The list of the papers a stage asks its applicants for."""

from sqlalchemy import func, select
from sqlalchemy.orm import join

from desktop.model.training import PAPER_FIELDS, Cohort, HandedPaper, Stage, WantedPaper
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind

_paper = {field.key: field for field in PAPER_FIELDS}
_handed = (
    select(func.count())
    .select_from(HandedPaper)
    .where(HandedPaper.paper_id == WantedPaper.id, HandedPaper.state == "제출")
    .correlate(WantedPaper)
    .scalar_subquery()
)

PAPERS = ListSpec(
    kind="papers",
    title="제출 서류",
    noun="제출 서류",
    counter="건",
    id=WantedPaper.id,
    source=lambda _scope: join(join(WantedPaper, Stage), Cohort),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (Stage.cohort_id == scope.cohort_id,),
    columns=(
        Column(_paper["title"], WantedPaper.title, 200, editable=True, searched=True),
        Column(Field("stage", "단계"), Stage.name, 170, searched=True),
        Column(_paper["due_on"], WantedPaper.due_on, 120, editable=True),
        Column(Field("handed", "낸 사람", Kind.INTEGER, unit="명"), _handed, 90),
        Column(Field("cohort", "기수"), Cohort.name, 150, shown=False),
    ),
    order=(("stage", False), ("title", False)),
    tables=frozenset({"wanted_paper", "handed_paper", "stage", "cohort"}),
    empty="'서류 추가'로 신청자가 낼 서류와 기한을 적어 주세요.",
)

LISTS = (PAPERS,)
