"""Takes an office's sheet into the data: looked at first, told in full, then written as one undoable operation.

workbook = importing.read_file(path)
plan = importing.prepare(store, "trainees", workbook, cohort="2022")   # writes nothing
changes = importing.run(store, plan)
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.documents.reading import tables, workbooks
from desktop.documents.reading.cells import Cell, Workbook, column_letters
from desktop.errors import Progress, UserError, in_phases, no_progress
from desktop.model.journal import Operation
from desktop.services import importers
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.intake import columns as import_columns
from desktop.services.intake import notes as import_notes
from desktop.services.intake import rejects as import_rejects
from desktop.services.intake import sighting
from desktop.services.intake import values as import_values
from desktop.services.intake.cell_reading import cell_text
from desktop.services.intake.importer import BoardTarget, CohortTarget, Importer, Proposed, StageTarget
from desktop.services.intake.plan import Flag, ImportPlan, MappedColumn, Repeat, Resolution, Target
from desktop.services.intake.sighting import Sighting

__all__ = [
    "KINDS",
    "SUFFIXES",
    "BoardTarget",
    "CohortTarget",
    "ImportPlan",
    "Importer",
    "MappedColumn",
    "Proposed",
    "Repeat",
    "Sighting",
    "StageTarget",
    "Workbook",
    "cell_text",
    "column_letters",
    "kind_of",
    "look",
    "names_of_rejects",
    "operation_name",
    "prepare",
    "read_file",
    "run",
    "write_rejects",
]

KINDS: Final = importers.KINDS
SUFFIXES: Final = workbooks.SUFFIXES
_PHASES = 4
"""People, their parts, where those stand, and the lists of it all."""


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Pauses the search for reference cycles: among millions of cells it finds none and takes a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_not_collecting()
def read_file(path: Path, password: str | None = None, progress: Progress = no_progress) -> Workbook:
    """Read any file an office sends, lists side by side as sheets of their own.

    Raises UserError, with field 'password' where one is asked for.
    """
    return tables.unfolded(workbooks.read(path, password, progress))


def kind_of(workbook: Workbook) -> str:
    """The kind whose headings the file knows most of; the earlier of the table when it is a tie."""
    known = {
        importer.kind: max(
            (tables.known_in(sheet, importer.headings) for sheet in workbook.sheets), default=0
        )
        for importer in importers.every()
    }
    return max(known, key=known.__getitem__)


def look(
    store: Store,
    kind: str,
    workbook: Workbook,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    mapping: Mapping[int, str | None] | None = None,
    together: bool = False,
    cohort: str | None = None,
    stage: str | None = None,
) -> Sighting:
    """Find the table and what its columns are. ``sheet`` None takes the one with most known headings.

    ``together`` takes the sheets of the same shape with it. ``cohort`` and ``stage`` tell the columns of a kind where they
    depend on them. Raises UserError when no sheet holds a table.
    """
    importer, target = importers.of(kind), Target(cohort, stage)
    return sighting.look(
        store, importer, workbook, sheet=sheet, header_row=header_row, mapping=mapping, together=together, target=target,
    )  # fmt: skip


@_not_collecting()
def prepare(
    store: Store,
    kind: str,
    workbook: Workbook,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    mapping: Mapping[int, str | None] | None = None,
    together: bool = False,
    cohort: str | None = None,
    stage: str | None = None,
    board_id: int | None = None,
    status: str | None = None,
    judge: str | None = None,
    decisions: Mapping[tuple[int, int], str] | None = None,
    blank_unreadable: bool = False,
    accept_doubtful: bool = False,
    progress: Progress = no_progress,
) -> ImportPlan:
    """The dry run: what would come in, what not and why; nothing is written.

    ``mapping`` gives the field key, or None, of columns a person chose; ``decisions`` the text that stands for a cell,
    by row number and column index. ``cohort`` (a name or a year; of members, the board's), ``stage`` and
    ``status`` hold for rows that do not say, ``judge`` for columns that do not. With ``blank_unreadable`` a value that
    could not be read, and that no record needs, is left blank instead of costing the row; with ``accept_doubtful`` rows
    that may stand otherwise than they were meant come in as they stand.
    Raises UserError when no table is found or a field no record can be without has no column.
    """
    target = Target(cohort, stage, board_id, status, judge)
    seen = sighting.look(
        store, importers.of(kind), workbook, sheet=sheet, header_row=header_row, mapping=mapping, together=together,
        target=target,
    )  # fmt: skip
    importer = seen.importer
    sighting.check_required(importer, seen.mapping)
    read = import_values.read_rows(
        importer,
        seen.table,
        seen.mapping,
        decisions or {},
        store.today(),
        progress,
        rows=seen.rows,
        accept_doubtful=accept_doubtful,
        from_1904=seen.sheet.from_1904,
        blank_unreadable=blank_unreadable,
    )
    with store.read() as session:
        resolution = importer.resolve(session, read.parsed, target)
        resolution.seen = _last_operation(session)
        flags = importer.flag(session, read.parsed, resolution, store.today())
    return _plan(kind, workbook, target, seen, read, resolution, flags)


def _plan(
    kind: str,
    workbook: Workbook,
    target: Target,
    seen: Sighting,
    read: import_values.ReadRows,
    resolution: Resolution,
    flags: Sequence[Flag],
) -> ImportPlan:
    """What was seen, read and resolved, as one plan to be looked at and run."""
    problems = tuple(sorted((*read.problems, *resolution.problems.values())))
    bad = {problem.row for problem in problems}
    added, updated, duplicates = map(len, (resolution.added, resolution.updated, resolution.duplicates))
    return ImportPlan(
        kind=kind,
        path=workbook.path,
        sheet=seen.sheet.name,
        header_rows=seen.table.header_rows,
        mapping=seen.mapping,
        shape=seen.shape,
        target=target,
        added=added,
        updated=updated,
        duplicates=duplicates,
        rejected=len(bad),
        problems=problems,
        repairs=tuple(sorted(read.repairs)),
        blanked=tuple(read.blanked),
        could_blank=read.could_blank,
        doubtful=len(read.doubtful),
        differences=tuple(resolution.differences),
        ignored_columns=tuple(column.heading for column in seen.mapping if column.key is None),
        repeats=import_notes.repeats(seen.importer, read.parsed, resolution),
        flags=tuple(sorted(flags)),
        notes=(*import_notes.notes(workbook, seen, read, resolution), *resolution.notes),
        created=tuple(resolution.created),
        places=tuple(resolution.places),
        rejects=_rejects(seen, bad),
        parsed=read.parsed,
        resolution=resolution,
    )


def operation_name(plan: ImportPlan) -> str:
    """What the import is called in the history and on its button: '신청자 456명 가져오기'."""
    importer = importers.of(plan.kind)
    return f"{importer.noun} {plan.added + plan.updated:,}{importer.counter} 가져오기"


def names_of_rejects(plan: ImportPlan) -> dict[int, str]:
    """Whose the rejected rows are, as the file writes the name, by their numbers."""
    return import_rejects.names_of_rejects(importers.of(plan.kind), plan)


def write_rejects(plan: ImportPlan, path: Path) -> Path:
    """Write the rejected rows to be mended there and imported again. Returns where the file lies."""
    return import_rejects.write_rejects(importers.of(plan.kind), plan, path)


@_not_collecting()
def run(
    store: Store, plan: ImportPlan, *, user: str | None = None, progress: Progress = no_progress
) -> Changes:
    """Write a plan as one undoable operation; cancelling leaves nothing.

    Raises UserError when the data changed since the plan was made so that it would do something else, and when
    there is nothing to write.
    """
    importer = importers.of(plan.kind)
    told = in_phases(_in_records(progress, plan.added + plan.updated), _PHASES)
    with store.operation(operation_name(plan), user=user, progress=told) as op:
        now = plan.resolution
        if now.seen != _last_operation(op.session, besides=op.id):
            now = importer.resolve(op.session, plan.parsed, plan.target)
        if now.mark != plan.resolution.mark:
            raise UserError("검토하는 사이에 자료가 바뀌었습니다. 파일을 다시 검토한 뒤 가져와 주세요.")
        if plan.added + plan.updated:
            importer.write(op, plan.parsed, now, plan.target)
        import_columns.remember(op, plan.kind, plan.shape, plan.mapping)
    return op.changes


def _in_records(progress: Progress, records: int) -> Progress:
    """Progress counted in what the person brings in, whatever rows it is written as."""
    return lambda done, total: progress(done * records // max(total, 1), records)


def _last_operation(session: Session, besides: int = 0) -> int:
    """The id of the last write, not counting the one with the id ``besides``: while it is the same, nothing changed."""
    return session.scalar(select(func.max(Operation.id)).where(Operation.id != besides)) or 0


def _rejects(seen: Sighting, bad: set[int]) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    return tuple(
        (row.number, tuple(row.cells[column.index] for column in seen.mapping))
        for row in seen.table.rows
        if row.number in bad
    )
