"""Where the records of a file most likely go, told by its name, its sheet and the lines above its heading.

Only a proposal: the person sees it before anything is read by it, and can choose otherwise.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from desktop.documents.reading.cells import Sheet
from desktop.documents.reading.tables import Table
from desktop.model.training import DEFAULT_STAGES
from desktop.rules.training import EnrolmentStatus
from desktop.services.intake.importer import Proposed
from desktop.services.office import terms
from desktop.services.training.programme import PROGRAMME

_COMPLETED = re.compile(r"(?<!미)수료(?!\s*예정)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NEW_STAGES = DEFAULT_STAGES
"""The stages a cohort has that is made by an import."""
COMPLETED = EnrolmentStatus.COMPLETED.value
STATUSES = (
    EnrolmentStatus.APPLIED.value,
    EnrolmentStatus.SELECTED.value,
    EnrolmentStatus.ATTENDING.value,
    COMPLETED,
)
"""The statuses a whole list may have."""


def propose(
    path: Path, sheet: Sheet, table: Table, cohorts: Sequence[str], in_work: str, this_year: int
) -> Proposed:
    """The cohort in work, else the one of the year the file names, else this year's where there is none yet."""
    above = sheet.rows[: table.header_rows[0] - 1]
    titles = [path.stem, sheet.name, *(str(cell) for row in above for cell in row if isinstance(cell, str))]
    told = " ".join(titles)
    status = COMPLETED if _COMPLETED.search(told) else None
    years = {int(year) for year in _YEAR.findall(told)}
    year = years.pop() if len(years) == 1 else 0
    if in_work:
        other = year and terms.year_in(in_work, year) != year
        doubt = f"파일에는 {year}년이라고 적혀 있습니다. 기수를 확인해 주세요." if other else ""
        return Proposed(in_work, status, doubt)
    of_year = [name for name in cohorts if year and terms.year_in(name, 0) == year]
    if of_year:
        return Proposed(of_year[0] if len(of_year) == 1 else "", status)
    if year or not cohorts:
        return Proposed(f"{PROGRAMME} {year or this_year}", status)
    return Proposed("", status)
