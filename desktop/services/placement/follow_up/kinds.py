"""The kinds of record of following up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.follow_up import (
    CAREER_FIELDS,
    EVALUATION_FIELDS,
    FOLLOW_UP_FIELDS,
    Career,
    Evaluation,
    FollowUp,
)
from desktop.queries.card import Linked
from desktop.queries.placement.follow_up import CAREERS, EVALUATIONS, FOLLOW_UPS
from desktop.services.placement.adding import given_add
from desktop.services.placement.follow_up import asking
from desktop.services.record_kind import RecordKind
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _of_match(session: Session, match_id: int) -> Sequence[Linked]:
    rows = session.scalars(select(FollowUp).where(FollowUp.match_id == match_id).order_by(FollowUp.months))
    return [Linked(f"{row.months}개월 뒤: {row.found or '아직'}", "follow_ups", row.id) for row in rows]


def _said_of(session: Session, match_id: int) -> Sequence[Linked]:
    rows = session.scalars(
        select(Evaluation).where(Evaluation.match_id == match_id).order_by(Evaluation.side)
    )
    return [
        Linked(f"평가({row.side}): 업무 {row.work}, 태도 {row.attitude}", "evaluations", row.id)
        for row in rows
    ]


def _career_of(session: Session, trainee_id: int) -> Sequence[Linked]:
    rows = session.scalars(
        select(Career).where(Career.trainee_id == trainee_id).order_by(Career.as_of.desc())
    )
    return [
        Linked(
            f"진로 {show_date(row.as_of)} {row.outcome}{f' {row.place}' if row.place else ''}",
            "careers",
            row.id,
        )
        for row in rows
    ]


def _importer() -> "Importer":
    from desktop.services.placement.follow_up.import_follow_ups import IMPORTER  # with the readers of sheets

    return IMPORTER


KINDS = (
    RecordKind(
        kind="follow_ups",
        table=FollowUp,
        fields=FOLLOW_UP_FIELDS,
        label=lambda row: f"{row.match.trainee.person.name} {row.months}개월",
        add=given_add(FollowUp),
        after=asking.check_follow_up,
        list=FOLLOW_UPS,
        importer=_importer,
        shown_on={"matches": _of_match},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="careers",
        table=Career,
        fields=CAREER_FIELDS,
        label=lambda row: f"{row.trainee.person.name} {show_date(row.as_of)}",
        add=given_add(Career),
        list=CAREERS,
        shown_on={"trainees": _career_of},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="evaluations",
        table=Evaluation,
        fields=EVALUATION_FIELDS,
        label=lambda row: f"{row.match.trainee.person.name}·{row.match.opening.company.name} {row.side}",
        add=given_add(Evaluation),
        list=EVALUATIONS,
        shown_on={"matches": _said_of, "companies": asking.scorecard},
        searched=False,
        past=True,
    ),
)
