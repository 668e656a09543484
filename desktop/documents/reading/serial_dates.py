"""Dates that stand as bare numbers in a workbook that counts its days from 1904, as old Macs did.

Cells formatted as dates say what they are. A bare number is read by everybody as counted from 1900, four years and a day
too early.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from desktop.documents.reading import headings
from desktop.documents.reading.cells import Cell

_DATED = re.compile(r"생년월일|생일|출생|일자|날짜|일시|일$|birth|date")
_DAY_ZERO = dt.date(1904, 1, 1)
_FIRST, _LAST = 10_000, 109_574
_MONTHS = 12


def columns_of(names: Mapping[int, str]) -> list[int]:
    """The columns that hold days, by their headings."""
    return [column for column, name in names.items() if any(map(_DATED.search, headings.column_forms(name)))]


def mended(cells: Sequence[Cell], columns: Iterable[int]) -> tuple[Sequence[Cell], bool, str]:
    """The row with its days, whether one was changed, and why it stays in doubt, '' where it does not.

    A number that could as well be a day without its leading zero (20301 for 020301) is left as it stands.
    """
    row = list(cells)
    doubt = ""
    for column in columns:
        cell = row[column]
        if isinstance(cell, bool) or not isinstance(cell, int | float) or not _FIRST <= cell <= _LAST:
            continue
        if _could_be_short(int(cell)):
            doubt = (
                f"{int(cell)}은 1904년부터 세는 통합 문서의 날짜일 수도, 앞의 0이 빠진 연월일일 수도 있습니다. "
                "1998-03-01처럼 적어 주세요."
            )
        else:
            row[column] = _DAY_ZERO + dt.timedelta(days=int(cell))
    changed = row != list(cells)
    return (row if changed else cells), changed, doubt


def _could_be_short(number: int) -> bool:
    return 1 <= number // 100 % 100 <= _MONTHS and 1 <= number % 100 <= 31 and number < 100_000
