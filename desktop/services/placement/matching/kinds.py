"""The kinds of record of matching: ranks of both sides, pairs decided beforehand, plans that were kept."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.matching import PAIR_FIELDS, MatchingPair, MatchingPlan, PlanLine, Preference
from desktop.queries.card import Linked
from desktop.queries.placement.matching import PAIRS, PLANS, PREFERENCES
from desktop.rules.placement import FIXED, REFUSED, SIDES
from desktop.services.datafile.operations import Operation
from desktop.services.record_kind import RecordKind, plain_add
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _importer() -> "Importer":
    from desktop.services.placement.matching.import_preferences import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


def _ranks_of(session: Session, trainee_id: int) -> Sequence[Linked]:
    """What a trainee named, the dearest first."""
    rows = session.scalars(
        select(Preference)
        .where(Preference.trainee_id == trainee_id, Preference.side == SIDES[0])
        .order_by(Preference.rank.is_(None), Preference.rank, Preference.id)
    )
    return [
        Linked(
            f"{f'{row.rank}희망' if row.rank else REFUSED} {row.opening.company.name} · {row.opening.duty}",
            "openings",
            row.opening_id,
        )
        for row in rows
    ]


def _lines_of(session: Session, plan_id: int) -> Sequence[Linked]:
    """Everybody's place with its reason; it leads to the internship that came of it."""
    rows = session.scalars(select(PlanLine).where(PlanLine.plan_id == plan_id).order_by(PlanLine.id))
    return [
        Linked(row.sentence or row.trainee.person.name, "matches", row.match_id)
        if row.match_id is not None
        else Linked(row.sentence or row.trainee.person.name, "trainees", row.trainee_id)
        for row in rows
    ]


def _check_pair(op: Operation, row: MatchingPair, _values: Mapping[str, Any]) -> None:
    """Nobody is fixed at two openings of a cohort, and no opening has more fixed people than places."""
    if row.verdict != FIXED:
        return
    op.session.flush()
    others = [
        each
        for each in op.session.scalars(
            select(MatchingPair).where(MatchingPair.verdict == FIXED, MatchingPair.id != row.id)
        )
        if each.opening.cohort_id == row.opening.cohort_id
    ]
    twice = next((each for each in others if each.trainee_id == row.trainee_id), None)
    if twice is not None:
        raise UserError(
            f"{row.trainee.person.name}님은 {twice.opening.company.name}에 이미 고정되어 있습니다. "
            "그 짝을 먼저 지워 주세요.",
            "opening_id",
        )
    count = 1 + sum(each.opening_id == row.opening_id for each in others)
    if count > row.opening.places:
        raise UserError(
            f"{row.opening.company.name} '{row.opening.duty}' {row.opening.places}자리에 {count}명을 고정할 수 없습니다. "
            "모집 인원을 늘리거나 짝을 지워 주세요.",
            "opening_id",
        )


KINDS = (
    RecordKind(
        kind="preferences",
        table=Preference,
        label=lambda row: f"{row.side} {row.trainee.person.name}·{row.opening.company.name}",
        list=PREFERENCES,
        shown_on={"trainees": _ranks_of},
        importer=_importer,
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="pairs",
        table=MatchingPair,
        fields=PAIR_FIELDS,
        label=lambda row: f"{row.verdict} {row.trainee.person.name}·{row.opening.company.name}",
        add=plain_add(MatchingPair),
        after=_check_pair,
        list=PAIRS,
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="plans",
        table=MatchingPlan,
        label=lambda row: (
            f"{row.kind} {show_date(row.accepted_on)}" if row.accepted_on else f"{row.kind} (만드는 중)"
        ),
        list=PLANS,
        links=_lines_of,
        searched=False,
        past=True,
    ),
)
