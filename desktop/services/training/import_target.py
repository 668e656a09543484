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
from desktop.text.hangul import clean

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


_OF_A_LIST = re.compile(r"명단|명부|지원서|신청서")
"""Lists, and what a form service calls the table of its answers."""
_NO_NAME = re.compile(
    r"\([^)]*\)|(?:19|20)\d\d(?:년도?)?|명단|명부|전체|최종|지원서|신청서|접수|응답|설문지?|시트\d*"
    r"|수료\s*예정자|미?수료자|신청자|지원자|선발자|합격자|참여자|참가자|교육생|수강생|훈련생|수료생"
    rf"|{'|'.join(DEFAULT_STAGES)}|기초|심화"
)


def _programme_in(title: str) -> str:
    """'서초 AI칼리지' of '2022년 서초 AI칼리지 기초과정 신청자 명단'; '' where a title names no programme."""
    named = clean(_NO_NAME.sub(" ", title)).strip(" -_·,.") if _OF_A_LIST.search(title) else ""
    return named if len(re.findall(r"[^\W\d_]", named)) > 1 else ""


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
        named = next((name for title in titles if (name := _programme_in(title))), "")
        return Proposed(f"{named} {year or this_year}" if named else f"{year or this_year}년", status)
    return Proposed("", status)
