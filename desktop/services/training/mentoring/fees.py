"""What mentors are paid for a month: their hours to the minute, the fee and the tax held back, as a workbook."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.lists.lists import SheetColumn, SheetOptions, SheetSpec
from desktop.errors import UserError
from desktop.model.training import Mentor, ProjectTeam
from desktop.queries.list_spec import Scope
from desktop.rules.fields import Field, Kind
from desktop.rules.mentoring import Fee, Log, fee, in_hours, is_paid
from desktop.services.datafile.settings import read, value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.training.mentoring import logs
from desktop.services.training.settings import MENTOR_FEE, WITHHOLDING

_SEALED = "이미 내보낸 파일은 되돌릴 수 없습니다."
_MONTH = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*월?\.?")
MONTH = Field("month", "달", required=True, example="예: 2022-09")
COLUMNS = (
    Field("mentor", "멘토", Kind.NAME, private=True),
    Field("logs", "일지", Kind.INTEGER, unit="건"),
    Field("minutes", "시간", Kind.INTEGER, unit="분"),
    Field("hours", "시간(시·분)"),
    Field("hourly_fee", "시간당 수당", Kind.AMOUNT, unit="원"),
    Field("fee", "수당", Kind.AMOUNT, unit="원"),
    Field("income_tax", "소득세", Kind.AMOUNT, unit="원"),
    Field("local_tax", "지방소득세", Kind.AMOUNT, unit="원"),
    Field("net", "지급액", Kind.AMOUNT, unit="원"),
    Field("held_back", "보류 일지", Kind.INTEGER, unit="건"),
)
_NO_SUM = frozenset({"hourly_fee"})


@dataclass(frozen=True, slots=True)
class Line:
    """A mentor's month: ``logs`` that are paid and their minutes, ``held_back`` those that wait for a reason."""

    mentor: str
    logs: int
    minutes: int
    hourly_fee: int
    paid: Fee
    held_back: int

    def values(self) -> tuple[str | int, ...]:
        """In the order of `COLUMNS`."""
        return (
            self.mentor, self.logs, self.minutes, in_hours(self.minutes), self.hourly_fee, *self.paid, self.paid.net,
            self.held_back,
        )  # fmt: skip


def parse_month(written: str) -> dt.date:
    """The first day of the month meant by '2022-09', '2022. 9.' or '2022년 9월'. Raises UserError otherwise."""
    found = _MONTH.fullmatch(written.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        raise UserError("달은 2022-09처럼 적어 주세요.", "month")
    return dt.date(int(found[1]), int(found[2]), 1)


def of_month(store: Store, scope: Scope, first: dt.date) -> list[Line]:
    """The month that begins on ``first``, a line for each mentor with a log in the cohort in work, by name."""
    with store.read() as session:
        return _lines(session, scope, first)


def write(store: Store, scope: Scope, first: dt.date, path: Path) -> Path:
    """Write the month's sheet as a workbook and put that on record; where it came to lie.

    Raises UserError where nobody logged anything that month, or the file cannot be saved.
    """
    from desktop.documents.lists.sheets import write_sheet  # its libraries take 0.4 s

    lines = of_month(store, scope, first)
    title = f"멘토링 수당 {first.year}년 {first.month}월"
    if not lines:
        raise UserError(
            f"{first.year}년 {first.month}월에는 멘토링 일지가 없습니다. 달을 확인해 주세요.", "month"
        )
    sheet = SheetSpec(
        title=title,
        columns=tuple(SheetColumn(each, summed=False if each.key in _NO_SUM else None) for each in COLUMNS),
        rows=[line.values() for line in lines],
        subtitle=value(store, office.NAME) or "",
        as_of=store.today(),
        unit="명",
        options=SheetOptions(sums=True, landscape=True),
    )

    def log() -> None:
        with store.operation(f"{title} 엑셀로 내보내기: {path.name}", sealed=_SEALED) as op:
            op.touch()

    return write_sheet(path, sheet, written=log)


def _lines(session: Session, scope: Scope, first: dt.date) -> list[Line]:
    of_cohort = () if scope.cohort_id is None else (ProjectTeam.cohort_id == scope.cohort_id,)
    asked, found = logs.checked(session, *logs.of_month(first), *of_cohort)
    settings = read(session, (MENTOR_FEE, WITHHOLDING))
    by_mentor: dict[object, list[Log]] = {}
    for log in asked:
        by_mentor.setdefault(log.mentor, []).append(log)
    mentors = session.scalars(select(Mentor).where(Mentor.id.in_(by_mentor))).all()
    lines = [
        _line(row, [log for log in by_mentor[row.id] if is_paid(log, found)], len(by_mentor[row.id]),
              settings[MENTOR_FEE], settings[WITHHOLDING])
        for row in mentors
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.mentor)


def _line(row: Mentor, paid: Sequence[Log], written: int, usual: int, rate: int) -> Line:
    minutes = sum(log.minutes for log in paid)
    hourly = row.hourly_fee if row.hourly_fee is not None else usual
    return Line(row.person.name, len(paid), minutes, hourly, fee(minutes, hourly, rate), written - len(paid))
