"""The kinds of record of the review."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import (
    INDICATOR_FIELDS,
    NOTICE_FIELDS,
    OPINION_FIELDS,
    OPINIONS,
    PILOT_FIELDS,
    REVIEW_FIELDS,
    Indicator,
    Notice,
    Opinion,
    Pilot,
    Proposal,
    Review,
)
from desktop.queries.board.pilots import INDICATORS, PILOTS
from desktop.queries.card import Linked
from desktop.queries.list_spec import Scope
from desktop.queries.review import (
    NOTICES,
    OPINION_LIST,
    REVIEWS,
    SKIPPED,
    WAITING,
    clock_word,
)
from desktop.rules.review.clock import days_out
from desktop.rules.review.pilots import show_progress
from desktop.services.board.links import to_proposal
from desktop.services.board.review import clocks, opinions, pilots, reviewing
from desktop.services.datafile.holding import Held
from desktop.services.record_kind import LinksOf, Offered, RecordKind, plain_add
from desktop.text.amounts import show_hundredths
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _opinions_of(session: Session, proposal_id: int) -> Sequence[Linked]:
    """What each department said, side by side."""
    rows = opinions.on(session, proposal_id)
    agreed = [Linked(_agreement(rows))] if len(rows) > 1 else []
    return [*agreed, *(Linked(_in_words(row, proposal_id), "opinions", row.id) for row in rows)]


def _in_words(row: Opinion, proposal_id: int) -> str:
    asked = opinions.asked_of(row, proposal_id)
    return "\n".join(filter(None, (f"{asked}: {opinions.said(row)}", row.text)))


def _agreement(rows: Sequence[Opinion]) -> str:
    """How far the departments are of one mind: '부서 의견 3곳: 수용 2 · 기다림 1 (의견이 같음)'.

    Of one that was asked again, what it was asked last; it is waited for as long as it has anything to answer.
    """
    waits = [row for row in rows if not row.answered_on and row.skipped_reason is None]
    rows = list({row.department: row for row in (*rows, *waits)}.values())
    said = [row.verdict for row in rows if row.answered_on]
    skipped = sum(row.skipped_reason is not None for row in rows)
    counts = [f"{word} {said.count(word)}" for word in OPINIONS if word in said]
    counts += [f"{SKIPPED} {skipped}"] if skipped else []
    waiting = len(rows) - len(said) - skipped
    counts += [f"{WAITING} {waiting}"] if waiting else []
    minds = len(set(said))
    told = "" if len(said) < 2 else " (의견이 같음)" if minds == 1 else " (의견이 갈림)"
    return f"부서 의견 {len(rows)}곳: {' · '.join(counts)}{told}"


def _way_back(table: Any) -> LinksOf:
    """To the proposal that a record of ``table`` is about."""
    return lambda session, row_id: [to_proposal(session.get_one(table, row_id).proposal)]


def _of_review(session: Session, review_id: int) -> Sequence[Linked]:
    review = session.get_one(Review, review_id)
    return [to_proposal(review.proposal), *_opinions_of(session, review.proposal_id)]


def _clock_of(session: Session, proposal_id: int) -> Sequence[Linked]:
    review = reviewing.of_proposal(session, proposal_id)
    if review is None:
        return ()
    standing = select(clock_word(Scope(today=session.info["today"]))).select_from(Review).join(Proposal)
    out = days_out(clocks.clock(review).pauses)
    told = (
        f"심사 {show_date(review.received_on)} 접수 → {show_date(review.due_on)}까지",
        session.scalar(standing.where(Review.id == review.id)),
        f"보완 {out:,}일" if out else "",
        f"연장: {review.extension_reason}" if review.extended_by else "",
    )
    answer = [Linked(f"답변: {review.answer}", "reviews", review.id)] if review.answer else []
    return [Linked(" · ".join(filter(None, told)), "reviews", review.id), *answer]


def _notices_of(session: Session, proposal_id: int) -> Sequence[Linked]:
    rows = session.scalars(select(Notice).where(Notice.proposal_id == proposal_id).order_by(Notice.told_on))
    return [
        Linked(f"지연 통지 {show_date(row.told_on)}: {show_date(row.expected_on)} 시행", "notices", row.id)
        for row in rows
    ]


def _pilots_of(session: Session, proposal_id: int) -> Sequence[Linked]:
    rows = session.scalars(select(Pilot).where(Pilot.proposal_id == proposal_id).order_by(Pilot.starts_on))
    return [Linked(_in_short(row), "pilots", row.id) for row in rows]


def _in_short(row: Pilot) -> str:
    return f"시범운영 {row.place}: {row.verdict or '진행 중'}"


def _of_pilot(session: Session, pilot_id: int) -> Sequence[Linked]:
    rows = session.scalars(select(Indicator).where(Indicator.pilot_id == pilot_id).order_by(Indicator.id))
    measured = (Linked(_measured(row), "indicators", row.id) for row in rows)
    return [to_proposal(session.get_one(Pilot, pilot_id).proposal), *measured]


def _of_indicator(session: Session, indicator_id: int) -> Sequence[Linked]:
    pilot = session.get_one(Pilot, session.get_one(Indicator, indicator_id).pilot_id)
    return [Linked(_in_short(pilot), "pilots", pilot.id), to_proposal(pilot.proposal)]


def _measured(row: Indicator) -> str:
    baseline, target = show_hundredths(row.baseline), show_hundredths(row.target)
    if row.actual is None:
        return f"{row.name} {baseline} → {target}: 아직 재지 않음"
    told = show_progress(Decimal(row.baseline), Decimal(row.target), Decimal(row.actual))
    return f"{row.name} {baseline} → {target}: {show_hundredths(row.actual)} ({told})"


def _importer() -> "Importer":
    from desktop.services.board.review.import_opinions import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


KINDS = (
    RecordKind(
        kind="reviews",
        table=Review,
        fields=REVIEW_FIELDS,
        label=lambda row: row.proposal.title,
        add=reviewing.add,
        after=reviewing.after,
        holds=(Held(Review, ("received_on", "answered_on", "expected_on"), reviewing.check_standing),),
        remove_parts=reviewing.remove_parts,
        list=REVIEWS,
        links=_of_review,
        shown_on={"proposals": _clock_of},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="opinions",
        table=Opinion,
        fields=OPINION_FIELDS,
        label=lambda row: f"{row.department} ({row.proposal.title})",
        add=opinions.add,
        after=opinions.after,
        holds=(Held(Opinion, ("answered_on", "skipped_reason"), opinions.check_given),),
        remove_parts=opinions.remove_parts,
        list=OPINION_LIST,
        links=_way_back(Opinion),
        importer=_importer,
        shown_on={"proposals": _opinions_of},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="notices",
        table=Notice,
        fields=NOTICE_FIELDS,
        label=lambda row: f"{show_date(row.told_on)} {row.proposal.title}",
        add=reviewing.add_notice,
        after=reviewing.after_notice,
        holds=(Held(Notice, ("told_on",), reviewing.check_notice),),
        list=NOTICES,
        links=_way_back(Notice),
        shown_on={"proposals": _notices_of},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="pilots",
        table=Pilot,
        fields=PILOT_FIELDS,
        label=lambda row: f"{row.place} ({row.proposal.title})",
        add=pilots.add,
        after=pilots.after,
        holds=(
            Held(Pilot, ("verdict", "closed_on"), pilots.check_measured),
            Held(Indicator, ("actual",), pilots.check_measured, of="pilot_id", came=True, went=True),
        ),
        remove_parts=pilots.remove_parts,
        list=PILOTS,
        links=_of_pilot,
        shown_on={"proposals": _pilots_of},
        chosen=Offered(
            select(Pilot).join(Proposal).order_by(Pilot.starts_on.desc(), Pilot.id),
            lambda _session, row: f"{row.place} · {row.proposal.title}",
            lambda scope: () if scope.board_id is None else (Proposal.board_id == scope.board_id,),
        ),
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="indicators",
        table=Indicator,
        fields=INDICATOR_FIELDS,
        label=lambda row: row.name,
        add=plain_add(Indicator),
        after=pilots.after_indicator,
        remove_parts=pilots.remove_indicators,
        list=INDICATORS,
        links=_of_indicator,
        searched=False,
        past=False,
    ),
)
