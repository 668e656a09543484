"""The set for 성과공유회: a page of each proposal as PDF, and a workbook beside it with a row for each."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.documents.lists.lists import SheetColumn, SheetSpec
from desktop.errors import Progress, UserError, no_progress
from desktop.model.board import PROPOSAL_FIELDS, REVIEW_FIELDS, Board, Proposal, Review
from desktop.rules.board.states import PROPOSAL, TAKEN_UP, ProposalStatus
from desktop.rules.fields import Field, Kind, Value
from desktop.services.board.proposals.card import authors_of
from desktop.services.board.review import reviewing, sheets
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office

_proposal = {field.key: field for field in PROPOSAL_FIELDS}
_review = {field.key: field for field in REVIEW_FIELDS}
_COLUMNS = (
    _proposal["title"],
    Field("authors", "제안자", Kind.NAME, private=True),
    Field("team", "팀"),
    Field("theme", "주제"),
    Field("policy", "운영방침"),
    Field("status", "상태", Kind.CHOICE, choices=PROPOSAL.statuses),
    Field("reason", "사유", Kind.LONG_TEXT),
    _proposal["received_on"],
    Field("answered_on", "답한 날", Kind.DATE),
    _review["expected_on"],
    Field("pilots", "시범 결과", Kind.LONG_TEXT),
)


def workbook_of(path: Path) -> Path:
    """Where the workbook comes to lie beside the PDF at ``path``."""
    return path.with_suffix(".xlsx")


def write(
    store: Store, proposal_ids: Sequence[int], path: Path, progress: Progress = no_progress
) -> tuple[Path, Path]:
    """The PDF at ``path`` and the workbook beside it, in the order given; returns where they came to lie.

    Raises UserError for a proposal that is gone or too long for its page, and where the files cannot be saved.
    """
    from desktop.documents.lists.sheets import write_sheet  # its libraries no page waits for

    pdf = sheets.drawn(store, proposal_ids, progress)
    with store.read() as session:
        proposals = [sheets.of_id(session, proposal_id) for proposal_id in proposal_ids]
        rows = [_row(session, proposal) for proposal in proposals]
        terms = dict.fromkeys(session.get_one(Board, each.board_id).name for each in proposals)
        subtitle = " · ".join(filter(None, (value(session, office.NAME), *terms)))
    sheet = SheetSpec(
        title="성과공유회 제안 목록",
        columns=tuple(map(SheetColumn, _COLUMNS)),
        rows=rows,
        subtitle=subtitle,
        as_of=store.today(),
    )
    name = f"성과공유회 자료 {len(rows):,}건 저장 (개인정보 성명): {path.name}, {workbook_of(path).name}"
    workbook = write_sheet(workbook_of(path), sheet, written=lambda: sheets.log(store, name))
    return sheets.write(path, pdf), workbook


def write_of_term(
    store: Store, board_id: int, path: Path, progress: Progress = no_progress
) -> tuple[Path, Path]:
    """The same of all that a term had taken up. Raises UserError where there is nothing yet."""
    with store.read() as session:
        answered = or_(Review.answered_on.is_not(None), Proposal.status != ProposalStatus.PILOTED.value)
        ids = session.scalars(
            select(Proposal.id)
            .outerjoin(Review, Review.proposal_id == Proposal.id)
            .where(Proposal.board_id == board_id, Proposal.merged_into_id.is_(None))
            .where(Proposal.status.in_(TAKEN_UP), answered)
            .order_by(Proposal.title, Proposal.id)
        ).all()
    if not ids:
        raise UserError("이 기수에 채택한 제안이 아직 없습니다. 제안 목록에서 담을 제안을 골라 주세요.")
    return write(store, ids, path, progress)


def _row(session: Session, proposal: Proposal) -> tuple[Value, ...]:
    """In the order of `_COLUMNS`."""
    review = reviewing.of_proposal(session, proposal.id)
    team, theme = proposal.team, proposal.theme
    return (
        proposal.title,
        ", ".join(each.person.name for each in authors_of(session, proposal.id)),
        team.name if team else None,
        theme.name if theme else None,
        theme.policy.name if theme else None,
        proposal.status,
        "\n".join(filter(None, (proposal.reason, sheets.adopted_in_part(session, proposal)))) or None,
        proposal.received_on,
        review.answered_on if review else None,
        review.expected_on if review else None,
        "\n".join(sheets.tried_out(session, proposal)),
    )
