"""Score sheets as they are written: who judges, the scores, and the total that stands from the close on."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from desktop.errors import UserError
from desktop.model.board import JudgeScore, Proposal, Review, ReviewCriterion, ReviewJudge, ScoreSheet
from desktop.queries.list_spec import Scope
from desktop.rules.board.states import check_alone
from desktop.rules.fields import Field, Kind
from desktop.rules.review.score_sheets import Sheet, check_closing, check_weights, result_of
from desktop.rules.scoring import Criterion, check_score
from desktop.services.board import boards
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.record_kind import Extra

CellAt = tuple[int, int]
"""A criterion's id and a judge's."""
CLOSED_ON, JUDGES, SCORES = "closed_on", "judges", "scores"
_CLOSED = "마감한 심사표입니다. 마감일을 비워 저장한 뒤에 고쳐 주세요."
_NO_CRITERIA = "심사 기준이 없습니다. '심사 기준과 심사자'에서 기준과 배점을 먼저 적어 주세요."

EXTRAS = (
    Extra(
        Field(
            CLOSED_ON, "마감일", Kind.DATE,
            help="적으면 점수가 굳고 총점이 남습니다. 빈칸이 있으면 마감되지 않습니다.",
        ),
        lambda row: row.closed_on,
    ),
    Extra(Field(JUDGES, "심사자", Kind.LINK, required=True, links_to="review_judges"), lambda row: _judges_of(row)),
    # What is to be changed of the scores, in hundredths by `CellAt`: so two people at one sheet keep each other's.
    Extra(Field(SCORES, "점수"), lambda _row: {}, on_form=False),
)  # fmt: skip


def criteria_of(session: Session, board_id: int) -> tuple[Criterion, ...]:
    """The criteria of a term, in the order they were written."""
    rows = session.scalars(
        select(ReviewCriterion).where(ReviewCriterion.board_id == board_id).order_by(ReviewCriterion.id)
    )
    return tuple(_criterion(row) for row in rows)


def read(session: Session, sheet_id: int) -> Sheet:
    """A sheet with what stands on it."""
    rows = session.scalars(
        select(JudgeScore).where(JudgeScore.sheet_id == sheet_id).order_by(JudgeScore.id)
    ).all()
    criteria = session.scalars(
        select(ReviewCriterion)
        .where(ReviewCriterion.id.in_({row.criterion_id for row in rows}))
        .order_by(ReviewCriterion.id)
    )
    judges = session.execute(
        select(ReviewJudge.id, ReviewJudge.name)
        .where(ReviewJudge.id.in_({row.judge_id for row in rows}))
        .order_by(ReviewJudge.id)
    )
    return Sheet(
        tuple(_criterion(row) for row in criteria),
        {row.id: row.name for row in judges},
        {
            (row.criterion_id, row.judge_id): Decimal(row.value).scaleb(-2)
            for row in rows
            if row.value is not None
        },
    )


def offered(store: Store, sheet_id: int | None, proposal_id: int | None) -> Sheet:
    """For a dialog: the scores of a sheet, and the criteria and all judges of the proposal's term."""
    with store.read() as session:
        proposal = session.get(Proposal, proposal_id or 0)
        if proposal is None:
            return Sheet((), {}, {})
        judges = session.execute(
            select(ReviewJudge.id, ReviewJudge.name)
            .where(ReviewJudge.board_id == proposal.board_id)
            .order_by(ReviewJudge.id)
        )
        names = {row.id: row.name for row in judges}
        own = read(session, sheet_id) if sheet_id is not None else None
        return Sheet(
            own.criteria if own else criteria_of(session, proposal.board_id), names, own.scores if own else {}
        )


def of_review(store: Store, review_id: int) -> tuple[int, int | None]:
    """The proposal of a review and its sheet, None where it has none yet. Raises UserError where the review is gone."""
    with store.read() as session:
        review = session.get(Review, review_id)
        if review is None:
            raise UserError("심사 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
        own = session.scalar(select(ScoreSheet.id).where(ScoreSheet.proposal_id == review.proposal_id))
        return review.proposal_id, own


def all_judges(store: Store, board_id: int | None) -> tuple[int, ...]:
    """The judges of a term, by id."""
    with store.read() as session:
        return tuple(
            session.scalars(
                select(ReviewJudge.id).where(ReviewJudge.board_id == board_id).order_by(ReviewJudge.id)
            )
        )


def add(op: Operation, values: Mapping[str, Any], _scope: Scope) -> ScoreSheet:
    """A new sheet with a blank for every judge and criterion; what is scored already follows by `after`."""
    proposal = op.get(Proposal, values["proposal_id"])
    check_alone(proposal.merged_into_id, "proposal_id")
    criteria = criteria_of(op.session, proposal.board_id)
    if not criteria:
        raise UserError(_NO_CRITERIA, "proposal_id")
    check_weights(criteria, "proposal_id")
    if not values.get(JUDGES):
        raise UserError("심사자를 한 명 이상 골라 주세요.", JUDGES)
    sheet = op.add(ScoreSheet(proposal_id=proposal.id, note=values.get("note")))
    _add_blanks(op, sheet.id, values[JUDGES], [each.id for each in criteria])
    return sheet


def after(op: Operation, sheet: ScoreSheet, values: Mapping[str, Any]) -> None:
    """Judges, scores and the close as given.

    Raises UserError for judges of another term, a score that cannot be, a blank at the close, a closed sheet.
    """
    boards.check_links(op, op.get(Proposal, sheet.proposal_id), values)
    close_on = values.get(CLOSED_ON, sheet.closed_on)
    judges = values.get(JUDGES)
    moved = judges is not None and set(judges) != set(_judges_of(sheet))
    if sheet.closed_on is not None and close_on is not None and (moved or values.get(SCORES)):
        raise UserError(_CLOSED, CLOSED_ON)
    if moved and judges is not None:
        _set_judges(op, sheet, judges)
    _write(op, sheet, values.get(SCORES) or {})
    total = None if close_on is None else _total_of(op, sheet)
    if (sheet.closed_on, sheet.total) != (close_on, total):
        sheet.closed_on, sheet.total = close_on, total
    op.session.flush()


def check_closed(op: Operation, sheet: ScoreSheet, _values: Mapping[str, Any]) -> None:
    """Raise UserError where a closed sheet does not come to its total any more."""
    if sheet.closed_on is None:
        return
    try:
        stands = _total_of(op, sheet) == sheet.total
    except UserError:
        stands = False
    if not stands:
        raise UserError(_CLOSED, CLOSED_ON)


def remove_parts(op: Operation, sheet_ids: Sequence[int]) -> None:
    """The scores of sheets go with them."""
    for within in parts(sheet_ids):
        ids = op.session.scalars(select(JudgeScore.id).where(within(JudgeScore.sheet_id))).all()
        op.delete_many(JudgeScore, ids)


def remove_of_proposals(op: Operation, proposal_ids: Sequence[int]) -> None:
    """The sheets of proposals go with them."""
    for within in parts(proposal_ids):
        ids = op.session.scalars(select(ScoreSheet.id).where(within(ScoreSheet.proposal_id))).all()
        remove_parts(op, ids)
        op.delete_many(ScoreSheet, ids)


def add_blanks_of(op: Operation, criterion: ReviewCriterion) -> None:
    """A new criterion is scored on every sheet of its term that is open."""
    open_ones = op.session.execute(
        select(JudgeScore.sheet_id, JudgeScore.judge_id)
        .join(ScoreSheet)
        .join(Proposal)
        .where(Proposal.board_id == criterion.board_id, ScoreSheet.closed_on.is_(None))
        .distinct()
        .order_by(JudgeScore.sheet_id, JudgeScore.judge_id)
    ).all()
    for sheet_id, judge_id in open_ones:
        _add_blanks(op, sheet_id, (judge_id,), (criterion.id,))


# Within


def _total_of(op: Operation, sheet: ScoreSheet) -> int:
    """In hundredths. Raises UserError for a blank, and for weights that do not sum to 100."""
    found = read(op.session, sheet.id)
    check_weights(found.criteria, CLOSED_ON)
    return int(check_closing(found, result_of(found)).scaleb(2))


def _criterion(row: ReviewCriterion) -> Criterion:
    return Criterion(row.id, row.title, Decimal(row.weight), Decimal(row.highest), judged=True)


def _judges_of(sheet: ScoreSheet) -> tuple[int, ...]:
    session = object_session(sheet)
    assert session is not None
    ids = select(JudgeScore.judge_id).where(JudgeScore.sheet_id == sheet.id).distinct()
    return tuple(session.scalars(ids.order_by(JudgeScore.judge_id)))


def _set_judges(op: Operation, sheet: ScoreSheet, judges: Iterable[int]) -> None:
    """Who came gets blanks; of who left the scores go."""
    wanted, there = tuple(judges), _judges_of(sheet)
    if not wanted:
        raise UserError("심사자를 한 명 이상 골라 주세요.", JUDGES)
    own = select(JudgeScore.id).where(JudgeScore.sheet_id == sheet.id)
    gone = op.session.scalars(own.where(JudgeScore.judge_id.not_in(wanted))).all()
    criteria = op.session.scalars(
        select(JudgeScore.criterion_id).where(JudgeScore.sheet_id == sheet.id).distinct()
    ).all()
    _add_blanks(op, sheet.id, [each for each in wanted if each not in there], sorted(criteria))
    op.delete_many(JudgeScore, gone)


def _add_blanks(op: Operation, sheet_id: int, judges: Iterable[int], criteria: Iterable[int]) -> None:
    rows = [
        {"sheet_id": sheet_id, "judge_id": judge, "criterion_id": criterion, "value": None}
        for judge in dict.fromkeys(judges)
        for criterion in criteria
    ]
    op.insert_many(JudgeScore, rows)


def _write(op: Operation, sheet: ScoreSheet, scores: Mapping[CellAt, int | None]) -> None:
    if not scores:
        return
    found = read(op.session, sheet.id)
    criteria = {each.id: each for each in found.criteria}
    places = {
        (row.criterion_id, row.judge_id): row.id
        for row in op.session.execute(
            select(JudgeScore.id, JudgeScore.criterion_id, JudgeScore.judge_id).where(
                JudgeScore.sheet_id == sheet.id
            )
        )
    }
    changed = []
    for (criterion, judge), value in scores.items():
        if (criterion, judge) not in places:
            raise UserError("이 심사표에 없는 심사자나 기준입니다. 심사표를 다시 열어 주세요.", JUDGES)
        if value is not None:
            check_score(criteria[criterion], Decimal(value).scaleb(-2), found.judges[judge])
        changed.append({"id": places[criterion, judge], "value": value})
    op.update_many(JudgeScore, changed)
