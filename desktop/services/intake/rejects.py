"""The rows an import leaves out: whose they are, and a file of them to be mended and imported again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.documents.reading.cells import Cell
from desktop.errors import UserError
from desktop.services.intake import cell_reading
from desktop.services.intake.columns import REJECTS_COLUMN, REJECTS_SHEET
from desktop.services.intake.further_sheets import SHEET_COLUMN
from desktop.services.intake.importer import Importer
from desktop.services.intake.plan import RESIDENT, ImportPlan, MappedColumn


def names_of_rejects(importer: Importer, plan: ImportPlan) -> dict[int, str]:
    """Whose the rejected rows are, as the file writes the name, by their numbers."""
    place = next(
        (place for place, column in enumerate(plan.mapping) if column.key == importer.named_by), None
    )
    return (
        {}
        if place is None
        else {number: cell_reading.cell_text(cells[place]) for number, cells in plan.rejects}
    )


def write_rejects(importer: Importer, plan: ImportPlan, path: Path) -> Path:
    """Write the rejected rows, as they stood, with a column of reasons, to be mended there and imported again.

    Columns of resident registration numbers are left out, such values elsewhere too. Returns where the file lies.
    Raises UserError where the file that is brought in would be written over.
    """
    if path.exists() and plan.path.exists() and path.samefile(plan.path):
        raise UserError(
            f"'{path.name}'은 지금 가져오는 파일입니다. 가져오지 못한 행은 다른 이름으로 저장해 주세요."
        )
    reasons: dict[int, list[str]] = {}
    for problem in plan.problems:
        reasons.setdefault(problem.row, []).append(f"{problem.column}: {problem.reason}")
    kept = [position for position, column in enumerate(plan.mapping) if column.found != RESIDENT]
    rows = [
        [*(_without_resident(cells[position]) for position in kept), " / ".join(reasons[number])]
        for number, cells in plan.rejects
    ]
    titles = {field.key: field.title for field in importer.fields}
    headings = [*(_heading(plan.mapping[position], titles) for position in kept), REJECTS_COLUMN]
    # Imported when first used: openpyxl takes 0.2 s, which opening the window should not wait for.
    from desktop.documents.lists import reject_sheet

    return reject_sheet.write(path, REJECTS_SHEET, headings, rows, sources=(plan.path,))


def _heading(column: MappedColumn, titles: Mapping[str, str]) -> str:
    """As it stood; of the sheets' names, what they were taken for, which the file of rejects must say itself."""
    is_made = column.heading == SHEET_COLUMN and column.key is not None
    return titles.get(column.key or "", column.heading) if is_made else column.heading


def _without_resident(cell: Cell) -> Any:
    return "" if cell_reading.holds_resident(cell) else cell
