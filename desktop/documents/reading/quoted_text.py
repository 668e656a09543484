"""Rows of separated text, quotation marks minded: one that is never closed swallows the lines below, and is found."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.errors import UserError

_LONGEST_CELL = 100_000
_SAMPLE = 200
_FEWEST_CELLS = 2
_NOT_CLOSED = "따옴표가 닫히지 않아 칸을 나눌 수 없습니다. 칸이 제자리에 있는지 확인해 주세요."
_ENDS = "\r\n"


@dataclass(slots=True)
class QuotedText:
    """Rows of cells; ``notes`` and ``doubts`` as in `cells.Sheet`."""

    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: dict[int, str] = field(default_factory=dict)


def read(text: str, separator: str) -> QuotedText:
    """All rows of ``text``.

    A record over several lines is looked at twice: where each line could as well be a record, or the last mark was
    never closed, its first line is cut by itself, said so, and the reading goes on with the second.
    Raises UserError, naming the row, for a cell no spreadsheet could hold.
    """
    csv.field_size_limit(_LONGEST_CELL)
    if '"' not in text:
        return QuotedText(_plain(text, separator))
    lines = list(io.StringIO(text, newline=""))
    usual = _usual(lines, separator)
    found = QuotedText()
    start = 0
    while start < len(lines):
        start += _read_on(lines, start, separator, usual, found)
    return found


def _plain(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise _refuse(len(rows)) from error
    return rows


def _read_on(lines: list[str], start: int, separator: str, usual: int, found: QuotedText) -> int:
    """Read from the line ``start`` to the end or to a mark that is not closed; how many lines that were."""
    reader = csv.reader(_from(lines, start), delimiter=separator)
    done = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            if reader.line_num - done <= 1:
                raise _refuse(len(found.rows)) from error
            row = []
        if row is None:
            return done
        own = lines[start + done : start + reader.line_num]
        if len(own) > 1 and _swallows(own, row, separator, usual):
            _cut(own[0], separator, usual, found)
            return done + 1
        found.rows.append(row)
        if len(own) > 1 and _is_open(own):
            found.doubts[len(found.rows)] = _NOT_CLOSED
        done = reader.line_num


def _from(lines: list[str], start: int) -> Iterator[str]:
    return (lines[number] for number in range(start, len(lines)))


def _swallows(lines: list[str], row: list[str], separator: str, usual: int) -> bool:
    """Whether the lines of one record are rather several, the first with a mark that was never closed."""
    like_records = sum(len(_alone(line, separator)) == usual for line in lines[1:])
    if not row or _is_open(lines):  # longer than a cell can be, or a mark without its other one
        return usual >= _FEWEST_CELLS and 2 * like_records >= len(lines) - 1
    return usual >= _FEWEST_CELLS and like_records == len(lines) - 1


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _cut(line: str, separator: str, usual: int, found: QuotedText) -> None:
    """Add the one line as a row, the mark that was never closed left away."""
    *before, last = _alone(line, separator)
    row = [*before, *last.rstrip(_ENDS).split(separator)]
    found.rows.append(row)
    number = len(found.rows)
    if len(row) == usual:
        found.notes.append(f"{number}행의 따옴표가 닫히지 않아, 그 줄에서 칸이 끝나는 것으로 읽었습니다.")
    else:
        found.doubts[number] = _NOT_CLOSED


def _alone(line: str, separator: str) -> list[str]:
    """The cells of one line as if it were the only one."""
    try:
        return next(csv.reader([line], delimiter=separator), [""])
    except csv.Error:
        return [line]  # a cell longer than any sheet holds is no record


def _usual(lines: list[str], separator: str) -> int:
    """How many cells most of the first lines have that are whole by themselves, above one."""
    whole = (line for line in lines[:_SAMPLE] if line.count('"') % 2 == 0)
    counts = Counter(len(_alone(line, separator)) for line in whole)
    return max((count for count in counts if count > 1), key=lambda count: counts[count], default=0)


def _refuse(rows: int) -> UserError:
    return UserError(
        f"{rows + 1}행부터 칸을 나눌 수 없습니다. 따옴표가 짝이 맞는지 확인하거나 .xlsx로 저장해 주세요."
    )
