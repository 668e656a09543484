"""The kinds of record that accompany an internship."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.internships import CONVERSION_FIELDS, LOG_FIELDS, Conversion, InternshipLog
from desktop.queries.card import Linked
from desktop.queries.placement.internships import CONVERSIONS, LOGS
from desktop.rules.placement import CONVERSION
from desktop.services.placement.internships import conversions, logs
from desktop.services.record_kind import RecordKind, plain_add
from desktop.text.dates import show_date


def _logs_of(session: Session, match_id: int) -> Sequence[Linked]:
    rows = select(InternshipLog).where(InternshipLog.match_id == match_id)
    latest = session.scalars(rows.order_by(InternshipLog.held_on.desc(), InternshipLog.id.desc()))
    return [Linked(f"{show_date(row.held_on)} {row.kind}", "internship_logs", row.id) for row in latest]


def _steps_of(session: Session, match_id: int) -> Sequence[Linked]:
    row = session.scalar(select(Conversion).where(Conversion.match_id == match_id))
    if row is None:
        return ()
    steps = (("제의", row.offered_on), ("수락", row.accepted_on), ("계약", row.contracted_on))
    told = " → ".join(f"{word} {show_date(day)}" for word, day in steps if day is not None)
    return [Linked(f"정규직 {told}", "conversions", row.id)]


KINDS = (
    RecordKind(
        kind="internship_logs",
        table=InternshipLog,
        fields=LOG_FIELDS,
        label=logs.label,
        add=plain_add(InternshipLog),
        list=LOGS,
        shown_on={"matches": _logs_of},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="conversions",
        table=Conversion,
        fields=CONVERSION_FIELDS,
        label=lambda row: f"{row.match.trainee.person.name}·{row.match.opening.company.name}",
        add=conversions.add,
        after=conversions.keep,
        list=CONVERSIONS,
        flow=CONVERSION,
        shown_on={"matches": _steps_of},
        searched=False,
        past=True,
    ),
)
