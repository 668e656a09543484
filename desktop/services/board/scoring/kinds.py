"""The kinds of record of scoring: sheets, and the criteria and judges of a term."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import (
    REVIEW_CRITERION_FIELDS,
    REVIEW_JUDGE_FIELDS,
    SCORE_SHEET_FIELDS,
    JudgeScore,
    Review,
    ReviewCriterion,
    ReviewJudge,
    ScoreSheet,
)
from desktop.queries.board.scores import SCORE_SHEETS
from desktop.queries.card import Linked
from desktop.rules.review.score_sheets import result_of, trim_in_words
from desktop.services.board.links import to_proposal
from desktop.services.board.scoring import setting_up, sheets
from desktop.services.datafile.holding import Held
from desktop.services.record_kind import Offered, RecordKind
from desktop.text.dates import show_date


def _of_proposal(session: Session, proposal_id: int) -> Sequence[Linked]:
    row = session.scalar(select(ScoreSheet).where(ScoreSheet.proposal_id == proposal_id))
    return () if row is None else [Linked(_standing(session, row), "score_sheets", row.id)]


def _standing(session: Session, row: ScoreSheet) -> str:
    sheet = sheets.read(session, row.id)
    if row.closed_on is not None and row.total is not None:
        return f"심사표: {Decimal(row.total).scaleb(-2):.1f}점 (심사자 {len(sheet.judges)}명, {show_date(row.closed_on)} 마감)"
    blanks = len(sheet.judges) * len(sheet.criteria) - len(sheet.scores)
    return f"심사표: 점수를 기다림 (빈칸 {blanks:,}칸)" if blanks else "심사표: 마감을 기다림"


def _of_review(session: Session, review_id: int) -> Sequence[Linked]:
    review = session.get(Review, review_id)
    return _of_proposal(session, review.proposal_id) if review else ()


def _judged(session: Session, sheet_id: int) -> Iterator[Linked]:
    """The way to the proposal, each judge's total and who was dropped; or why there are no totals."""
    row, sheet = session.get_one(ScoreSheet, sheet_id), sheets.read(session, sheet_id)
    yield to_proposal(row.proposal)
    try:
        result = result_of(sheet)
    except UserError as error:
        yield Linked(error.message)
        return
    for judge, name in sheet.judges.items():
        total, dropped = result.totals[judge], " (뺌)" if judge in result.dropped else ""
        yield Linked(f"{name}: {'점수 없음' if total is None else f'{total:f}점'}{dropped}")
    yield Linked(trim_in_words(sheet, result))


KINDS = (
    RecordKind(
        kind="score_sheets",
        table=ScoreSheet,
        fields=SCORE_SHEET_FIELDS,
        label=lambda row: row.proposal.title,
        add=sheets.add,
        after=sheets.after,
        holds=(
            Held(ScoreSheet, ("closed_on", "total"), sheets.check_closed, came=True),
            Held(JudgeScore, ("value",), sheets.check_closed, of="sheet_id", came=True, went=True),
        ),
        extras=sheets.EXTRAS,
        remove_parts=sheets.remove_parts,
        list=SCORE_SHEETS,
        links=lambda session, sheet_id: [*_judged(session, sheet_id)],
        shown_on={"proposals": _of_proposal, "reviews": _of_review},
        searched=False,
        past=True,
    ),
    RecordKind(
        kind="review_criteria",
        table=ReviewCriterion,
        fields=REVIEW_CRITERION_FIELDS,
        label=lambda row: row.title,
        add=setting_up.add_criterion,
        after=setting_up.after_criterion,
        holds=(Held(ReviewCriterion, ("weight", "highest"), setting_up.after_criterion, came=True),),
        remove_parts=setting_up.remove_criteria,
        chosen=Offered(
            select(ReviewCriterion).order_by(ReviewCriterion.id),
            lambda _session, row: f"{row.title} {row.weight} % · {row.highest}점 만점",
            lambda scope: () if scope.board_id is None else (ReviewCriterion.board_id == scope.board_id,),
        ),
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="review_judges",
        table=ReviewJudge,
        fields=REVIEW_JUDGE_FIELDS,
        label=lambda row: row.name,
        add=setting_up.add_judge,
        remove_parts=setting_up.remove_judges,
        chosen=Offered(
            select(ReviewJudge).order_by(ReviewJudge.id),
            lambda _session, row: " · ".join(filter(None, (row.name, row.department))),
            lambda scope: () if scope.board_id is None else (ReviewJudge.board_id == scope.board_id,),
        ),
        searched=False,
        past=False,
    ),
)
