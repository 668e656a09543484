"""The kinds of record of applying: the papers a stage asks for."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import PAPER_FIELDS, HandedPaper, WantedPaper
from desktop.queries.card import Linked
from desktop.queries.training.papers import PAPERS
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.record_kind import RecordKind, plain_add
from desktop.text.dates import show_date


def _papers_of(session: Session, stage_id: int) -> Sequence[Linked]:
    rows = session.scalars(
        select(WantedPaper).where(WantedPaper.stage_id == stage_id).order_by(WantedPaper.title)
    )
    return [
        Linked(
            f"제출 서류: {row.title}" + (f" ({show_date(row.due_on)}까지)" if row.due_on else ""),
            "papers",
            row.id,
        )
        for row in rows
    ]


def _remove_handed(op: Operation, paper_ids: Sequence[int]) -> None:
    """What was ticked off of a paper goes with it."""
    for within in parts(paper_ids):
        op.delete_many(
            HandedPaper, op.session.scalars(select(HandedPaper.id).where(within(HandedPaper.paper_id))).all()
        )


KINDS = (
    RecordKind(
        kind="papers",
        table=WantedPaper,
        fields=PAPER_FIELDS,
        label=lambda row: row.title,
        add=plain_add(WantedPaper),
        remove_parts=_remove_handed,
        list=PAPERS,
        shown_on={"stages": _papers_of},
        searched=False,
        past=False,
    ),
)
