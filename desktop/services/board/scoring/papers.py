"""Score sheets gathered for paper: blank ones to be written on, filled ones with what they come to."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.documents.board.score_sheets import JudgeLine, ScorePage, score_pages
from desktop.documents.saving import save
from desktop.errors import Progress, UserError, no_progress
from desktop.model.board import Board, ScoreSheet
from desktop.rules.review.score_sheets import result_of, trim_in_words
from desktop.services.board.scoring import sheets
from desktop.services.datafile.store import Store
from desktop.text.amounts import show_hundredths
from desktop.text.dates import show_date

_GONE_OUT = "파일로 나간 것은 되돌릴 수 없습니다. 저장한 파일을 지워 주세요."


def write_sheets(
    store: Store, sheet_ids: Sequence[int], path: Path, progress: Progress = no_progress
) -> Path:
    """One page for each sheet, in the order given; returns where the file came to lie.

    Raises UserError for one that is gone, weights that do not sum to 100, and where it cannot be saved.
    """
    with store.read() as session:
        pages = []
        for done, sheet_id in enumerate(sheet_ids):
            progress(done, len(sheet_ids))
            pages.append(_page(session, sheet_id))
    pdf = score_pages(pages, "심사표", store.today())
    landed = save(path, lambda draft: _put(draft, pdf), needs=len(pdf), suffix=".pdf")
    if not store.read_only:
        with store.operation(f"심사표 {len(pages):,}장 저장 (개인정보 성명)", sealed=_GONE_OUT) as op:
            op.touch()
    return landed


def _page(session: Session, sheet_id: int) -> ScorePage:
    row = session.get(ScoreSheet, sheet_id)
    if row is None:
        raise UserError("고른 심사표가 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
    sheet = sheets.read(session, sheet_id)
    result = result_of(sheet)
    proposal = row.proposal
    authors = ", ".join(each.member.person.name for each in proposal.authorships)
    closed = f"{show_date(row.closed_on)} 마감" if row.closed_on else ""
    total = "총점" if result.total is None else f"총점 {result.total:f}점"
    return ScorePage(
        f"{session.get_one(Board, proposal.board_id).name} 제안 심사표",
        proposal.title,
        " · ".join(filter(None, (authors and f"제안자 {authors}", closed))),
        [(each.title, f"{each.weight:f} % · {each.highest:f}점") for each in sheet.criteria],
        [
            JudgeLine(
                name,
                [
                    show_hundredths(int(sheet.scores[each.id, judge].scaleb(2)))
                    if (each.id, judge) in sheet.scores
                    else ""
                    for each in sheet.criteria
                ],
                "" if (own := result.totals[judge]) is None else f"{own:f}",
                judge in result.dropped,
            )
            for judge, name in sheet.judges.items()
        ],
        f"{total}\n{trim_in_words(sheet, result)}",
    )


def _put(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)
