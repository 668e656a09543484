"""The list of demo days."""

from sqlalchemy.orm import join

from desktop.model.training import DEMO_DAY_FIELDS, Cohort, DemoDay
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind

_day = {field.key: field for field in DEMO_DAY_FIELDS}
DEMO_DAYS = ListSpec(
    kind="demo_days",
    title="발표회",
    noun="발표회",
    counter="건",
    id=DemoDay.id,
    source=lambda _scope: join(DemoDay, Cohort),
    narrowed_to="cohorts",
    where=lambda scope: () if scope.cohort_id is None else (DemoDay.cohort_id == scope.cohort_id,),
    columns=(
        Column(Field("cohort", "기수"), Cohort.name, 180, searched=True),
        Column(_day["held_on"], DemoDay.held_on, 120, editable=True),
        Column(_day["place"], DemoDay.place, 160, editable=True, searched=True),
        Column(_day["minutes"], DemoDay.minutes, 90, editable=True),
        Column(_day["question_minutes"], DemoDay.question_minutes, 90, editable=True),
        Column(Field("seed", "순서 씨앗", Kind.INTEGER, grouped=False, averaged=False), DemoDay.seed, 90),
    ),
    order=(("cohort", True),),
    tables=frozenset({"demo_day", "cohort"}),
    empty="'발표회' 화면에서 '순서 추첨'을 눌러 주세요.",
)
LISTS = (DEMO_DAYS,)
