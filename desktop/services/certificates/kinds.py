"""The kinds of record of the register of certificates."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.certificates import Certificate
from desktop.model.training import Trainee
from desktop.queries.card import Linked
from desktop.queries.certificates import CERTIFICATES
from desktop.rules.certificates import CERTIFICATE
from desktop.services.record_kind import RecordKind
from desktop.text.dates import show_date


def _of_trainee(session: Session, trainee_id: int) -> Sequence[Linked]:
    rows = session.scalars(
        select(Certificate)
        .join(Trainee, Trainee.person_id == Certificate.person_id)
        .where(Trainee.id == trainee_id)
    )
    return [
        Linked(f"수료증 {row.number} ({show_date(row.issued_on)}) {row.status}", "certificates", row.id)
        for row in rows
    ]


KINDS = (
    RecordKind(
        kind="certificates",
        table=Certificate,
        label=lambda row: row.number,
        list=CERTIFICATES,
        flow=CERTIFICATE,
        shown_on={"trainees": _of_trainee},
        searched=True,
        past=True,
    ),
)
