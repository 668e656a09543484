"""The kind of record about demo day."""

from sqlalchemy import select

from desktop.model.training import DEMO_DAY_FIELDS, Cohort, DemoDay
from desktop.queries.training.demo_days import DEMO_DAYS
from desktop.services.record_kind import Offered, RecordKind
from desktop.services.training.demo_day import days
from desktop.services.training.teams import removal

KINDS = (
    RecordKind(
        kind="demo_days",
        table=DemoDay,
        fields=DEMO_DAY_FIELDS,
        label=lambda row: row.cohort.name,
        add=days.add_day,
        remove_parts=removal.remove_demo_days,
        list=DEMO_DAYS,
        chosen=Offered(
            select(DemoDay).join(Cohort).order_by(Cohort.year.desc(), DemoDay.id),
            lambda _session, row: row.cohort.name,
        ),
        searched=False,
        past=False,
    ),
)
