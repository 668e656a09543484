"""The kinds of record of the register of certificates."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.model.board import Member
from desktop.model.certificates import Certificate
from desktop.model.training import Trainee
from desktop.queries.card import Linked
from desktop.queries.certificates import CERTIFICATES
from desktop.rules.certificates import CERTIFICATE
from desktop.services.certificates.document_kinds import title_of
from desktop.services.record_kind import RecordKind
from desktop.text.dates import show_date


def _of_trainee(session: Session, trainee_id: int) -> Sequence[Linked]:
    return _linked(session, select(Trainee.person_id).where(Trainee.id == trainee_id))


def _of_member(session: Session, member_id: int) -> Sequence[Linked]:
    return _linked(session, select(Member.person_id).where(Member.id == member_id))


def _linked(session: Session, person: Select[Any]) -> Sequence[Linked]:
    rows = session.scalars(
        select(Certificate).where(Certificate.person_id.in_(person)).order_by(Certificate.id)
    )
    return [
        Linked(
            f"{title_of([row.kind])} {row.number} ({show_date(row.issued_on)}) {row.status}",
            "certificates",
            row.id,
        )
        for row in rows
    ]


KINDS = (
    RecordKind(
        kind="certificates",
        table=Certificate,
        label=lambda row: row.number,
        list=CERTIFICATES,
        flow=CERTIFICATE,
        shown_on={"trainees": _of_trainee, "members": _of_member},
        searched=True,
        past=True,
    ),
)
