"""Confirming a ranking by a second person and publishing it: only what two people and two ways of reckoning agree on.

Feature rows TR-07 (교차확인) and TR-08 (확정본).
"""

from pathlib import Path

from sqlalchemy import select

from desktop.documents.selection import rank_workbook
from desktop.errors import Progress, UserError, in_phases, no_progress
from desktop.model.training import Enrolment, Selection, SelectionLine
from desktop.rules.selection import Result
from desktop.rules.training import EnrolmentStatus
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.training.selection import crosscheck, frozen, ranking
from desktop.services.training.selection.ranking import Ranking
from desktop.text.hangul import clean_name

_STATUS = {
    Result.SELECTED: EnrolmentStatus.SELECTED.value,
    Result.RESERVE: EnrolmentStatus.RESERVE.value,
    Result.REJECTED: EnrolmentStatus.NOT_SELECTED.value,
}
_GONE_OUT = "이미 내보낸 파일은 되돌릴 수 없습니다."
_PHASES = 2
"""Reckoning twice, and writing."""


def confirm(store: Store, stage_id: int, by: str) -> Changes:
    """Put on record that another person than the maker looked the ranking through and found it right.

    Raises UserError where that is the same person, where the ranking cannot be published, and where it is already.
    """
    name = clean_name(by)
    if not name:
        raise UserError("확인하는 사람의 이름을 적어 주세요.", "confirmed_by")
    with store.operation("선발 순위 확인") as op:
        row = _unpublished(op, stage_id)
        if name == row.made_by:
            raise UserError(
                f"순위를 만든 사람({row.made_by})과 다른 사람이 확인해야 합니다. 다른 사람이 확인해 주세요.",
                "confirmed_by",
            )
        ranked = _ranked(op, stage_id)
        ranked.selection.check_publishable()
        row.confirmed_by, row.confirmed_at, row.confirmed_sha256 = name, op.at, frozen.hash_of(ranked)
        op.name = f"{ranked.sheet.stage} 선발 순위 확인({name})"
    return op.changes


def publish(store: Store, stage_id: int, progress: Progress = no_progress) -> Changes:
    """Freeze the confirmed ranking and put everybody who still applies where it says, as one operation.

    The ranking is reckoned a second time from a workbook written of it (`crosscheck`). Raises UserError where nobody else
    has confirmed exactly this ranking, where a score is blank or a tie stands, and, naming the people, where the two differ.
    """
    with store.operation("선발 확정", progress=in_phases(progress, _PHASES)) as op:
        row = _unpublished(op, stage_id)
        ranked = _ranked(op, stage_id)
        ranked.selection.check_publishable()
        sha256 = frozen.hash_of(ranked)
        if row.confirmed_by is None:
            raise UserError(
                "다른 사람의 확인이 없습니다. 다른 사람이 순위를 확인한 뒤 확정해 주세요.", "confirmed_by"
            )
        if row.confirmed_sha256 != sha256:
            raise UserError(
                f"{row.confirmed_by}님이 확인한 뒤에 순위가 바뀌었습니다. 다시 확인한 뒤 확정해 주세요.",
                "confirmed_by",
            )
        crosscheck.check(ranked)
        row.published_at, row.sha256 = op.at, sha256
        op.session.flush()
        kept = [frozen.frozen(each) for each in ranked.selection.lines]
        op.insert_many(
            SelectionLine,
            [
                {
                    "selection_id": row.id,
                    "enrolment_id": line.enrolment_id,
                    "total": line.total,
                    "rank": line.rank,
                    "result": line.result,
                    "reserve": line.reserve,
                    "broken_by": line.broken_by or None,
                    "reason": None,
                }
                for line in kept
            ],
        )
        _apply(op, ranked)
        chosen = sum(each.result is Result.SELECTED for each in ranked.selection.lines)
        op.name = f"{ranked.sheet.stage} 선발 {chosen:,}명 확정"
    return op.changes


def write_workbook(store: Store, ranked: Ranking, path: Path) -> Path:
    """Save the ranking as a workbook with live formulas, put on record as whatever leaves the program."""
    landed = rank_workbook.write(path, crosscheck.sheet_of(ranked))
    name = f"{ranked.sheet.stage} 선발 순위 {len(ranked.selection.lines):,}명 엑셀 저장: {landed.name}"
    with store.operation(name, sealed=_GONE_OUT) as op:
        op.touch()
    return landed


def _unpublished(op: Operation, stage_id: int) -> Selection:
    row = ranking.kept(op.session, stage_id)
    if row is None:
        row = ranking.write(op, stage_id, ranking.settings_of(op.session, stage_id))
    if row.published_at is not None:
        raise UserError(ranking.PUBLISHED)
    return row


def _ranked(op: Operation, stage_id: int) -> Ranking:
    sheet = ranking.read_sheet(op.session, stage_id)
    return ranking.rank(sheet, ranking.settings_of(op.session, stage_id))


def _apply(op: Operation, ranked: Ranking) -> None:
    """Who went on already, or left, stays where he or she is."""
    results = {each.scored.candidate.id: each.result for each in ranked.selection.lines}
    rows = []
    for within in parts(results):
        applying = select(Enrolment.id).where(
            within(Enrolment.id), Enrolment.status == EnrolmentStatus.APPLIED.value
        )
        rows += [
            {"id": enrolment_id, "status": _STATUS[results[enrolment_id]]}
            for enrolment_id in op.session.scalars(applying)
        ]
    op.update_many(Enrolment, rows)
