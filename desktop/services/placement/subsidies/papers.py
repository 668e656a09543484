"""Papers of claims: attached once for all lines of the same days (feature row CO-17)."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.subsidies import ClaimPaper, SubsidyClaim
from desktop.rules.subsidy.papers import PAPERS, ClaimStatus
from desktop.services.attachments import keeping
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store


def attach(store: Store, claim_ids: Sequence[int], titles: Sequence[str], path: Path) -> Changes:
    """Attach a file as these papers of the claims, in the place of ones attached before, as one operation.

    Raises UserError for a claim already paid, and where none of them asks for such a paper.
    """
    incoming = keeping.read_in(path)
    with store.operation(f"{', '.join(titles)} 붙이기: {path.name}") as op:
        rows = _papers(op, claim_ids, titles)
        if not rows:
            raise UserError("고른 청구가 받는 증빙이 아닙니다. 정책의 증빙을 확인해 주세요.", "title")
        attachment_id = keeping.put(store, op, incoming)
        op.update_many(ClaimPaper, [{"id": row, "attachment_id": attachment_id} for row in rows])
    return op.changes


def by_name(store: Store, claim_ids: Sequence[int], files: Sequence[Path]) -> tuple[Changes, list[str]]:
    """Attach files to the claims by the paper each is named after; the names of those that say none.

    Raises UserError where no file says which paper it is.
    """
    told = [
        (path, [title for title in PAPERS if title.replace(" ", "") in path.stem.replace(" ", "")])
        for path in files
    ]
    unknown = [path.name for path, titles in told if not titles]
    if len(unknown) == len(files):
        raise UserError(
            "파일 이름에 증빙의 이름이 없습니다. '출근부_10월.pdf'처럼 이름을 바꿔 주세요.", "path"
        )
    with store.operation(f"증빙 {len(files) - len(unknown)}개 붙이기") as op:
        for path, titles in told:
            if titles:
                attachment_id = keeping.put(store, op, keeping.read_in(path))
                rows = _papers(op, claim_ids, titles)
                op.update_many(ClaimPaper, [{"id": row, "attachment_id": attachment_id} for row in rows])
    return op.changes, unknown


def _papers(op: Operation, claim_ids: Sequence[int], titles: Sequence[str]) -> list[int]:
    found: list[int] = []
    for within in parts(claim_ids):
        paid = op.session.scalar(
            select(SubsidyClaim.id).where(
                within(SubsidyClaim.id), SubsidyClaim.status == ClaimStatus.PAID.value
            )
        )
        if paid is not None:
            raise UserError("이미 지급한 청구의 증빙은 바꿀 수 없습니다. 지급하지 않은 청구를 골라 주세요.")
        found += op.session.scalars(
            select(ClaimPaper.id).where(within(ClaimPaper.claim_id), ClaimPaper.title.in_(titles))
        )
    return found
