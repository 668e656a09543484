"""Where the heading of a table stands in an office's sheet, and what each column is called.

Titles, approval boxes and notes stand above it; it may take two or three lines with merged cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from desktop.documents.reading.cells import Cell, Sheet
from desktop.documents.reading.heading_words import (
    IN_BRACKETS,
    LINE,
    NAMES,
    asked_for,
    column_forms,
    forms,
    known_forms,
    whole,
)
from desktop.text import hangul

__all__ = ["LINE", "Heading", "column_forms", "ending_at", "find", "forms", "known_forms", "read", "whole"]

_SEARCHED_ROWS = 100
_SEARCHED_CELLS = 30_000
_JUDGED_CELLS = 200
_NEARLY = 0.6
_FEW_COLUMNS = 30
"""So many are cheap to read."""
_MOST_LINES = 3
_LONGEST = 40
_DATA_LIKE = re.compile(r"[\d\s.,:/()+~-]{4,}|\S+@\S+\.\S+|.*\d{4,}.*")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading found: its rows, counted from 0, and the name of every column that has one."""

    rows: tuple[int, ...]
    names: dict[int, str]
    known: int


def find(sheet: Sheet, known: frozenset[str]) -> Heading | None:
    """The block of rows with most known headings; failing any, the first row shaped like one."""
    spans = _spans(sheet)
    best: Heading | None = None
    searched = _searched(sheet)
    likely = [_is_heading_like(row, known) for row in sheet.rows[: searched + _MOST_LINES]]
    alone = [
        read(sheet, range(row, row + 1), known, spans) if likely[row] else None for row in range(len(likely))
    ]
    for top in range(searched):
        for lines in range(1, _MOST_LINES + 1):
            block = range(top, top + lines)
            if block.stop > len(sheet.rows) or not likely[block.stop - 1]:
                break
            # Lines of which none says anything known say nothing together but what is cut in halves: 생년 / 월일.
            if lines > 1 and not any(_says_something(alone[row]) for row in block):
                continue
            found = (lines == 1 and alone[top]) or read(sheet, block, known, spans)
            if best is None or _rank(found) > _rank(best):
                best = found
    if best is None or not best.known:
        return _by_shape(sheet, known, spans)
    return _grown(sheet, _first_like(best, alone), known, spans)


def _first_like(best: Heading, alone: Sequence[Heading | None]) -> Heading:
    """The best heading, or that of a table above it which names people too and knows nearly as much.

    The tables below a heading are read by their own; those above it would be lost.
    """
    for found in alone[: max(best.rows[0] - 1, 0)]:
        if found is None or found.known < max(2, _NEARLY * best.known):
            continue
        if any(not NAMES.isdisjoint(column_forms(name)) for name in found.names.values()):
            return found
    return best


def _says_something(alone: Heading | None) -> bool:
    return alone is None or bool(alone.known) or len(alone.names) <= _FEW_COLUMNS


def _searched(sheet: Sheet) -> int:
    """How many rows are looked at: fewer of a sheet so wide that each takes its time."""
    fewest = _SEARCHED_CELLS // max(len(sheet.rows[0]), 1)
    return min(len(sheet.rows), _SEARCHED_ROWS, max(fewest, _MOST_LINES))


def ending_at(sheet: Sheet, last: int, known: frozenset[str]) -> Heading:
    """The heading whose last line is the row ``last``, counted from 0: as many lines as make most of it known."""
    blocks = [range(last, last + 1)]
    for top in range(last - 1, max(last - _MOST_LINES, -1), -1):
        if not _is_heading_like(sheet.rows[top]):
            break
        blocks.append(range(top, last + 1))
    spans = _spans(sheet)
    found = max((read(sheet, block, known, spans) for block in blocks), key=_rank)
    top = _top(sheet, found)
    return found if top == found.rows[0] else read(sheet, range(top, last + 1), known, spans)


def _top(sheet: Sheet, found: Heading) -> int:
    """The first line of a heading, with the line above it that names groups of its columns."""
    top = found.rows[0]
    return top - 1 if len(found.rows) == 1 and top > 0 and _groups_columns(sheet, top - 1, found) else top


def _rank(heading: Heading) -> tuple[int, int, int]:
    return (heading.known, -len(heading.rows), len(heading.names) if heading.known else 0)


def read(
    sheet: Sheet,
    block: range,
    known: frozenset[str],
    spans: dict[tuple[int, int], tuple[int, int]] | None = None,
) -> Heading:
    """The heading that the rows of ``block`` make together."""
    spans = _spans(sheet) if spans is None else spans
    names: dict[int, str] = {}
    for column in range(len(sheet.rows[block.start])):
        parts: list[str] = []
        for row in block:
            is_last = row == block.stop - 1
            text = _text(sheet.rows[row][column]) or _spread(sheet, row, column, spans, is_last=is_last)
            if text and text not in parts:
                parts.append(text)
        # A line spread over a column says nothing there unless something stands below it.
        own = any(_text(sheet.rows[row][column]) for row in block)
        if parts and (own or (block.start, column) in spans):
            names[column] = LINE.join(parts)
    hits = [hit for name in names.values() if (hit := known.intersection(column_forms(name)))]
    found, matched = frozenset[str]().union(*hits), len(hits)
    return Heading(tuple(block), names, min(matched, len(found)))


def _spread(
    sheet: Sheet, row: int, column: int, spans: dict[tuple[int, int], tuple[int, int]], *, is_last: bool
) -> str:
    """The text a merged cell lends this one; without merging (CSV), what stands to the left in an upper line."""
    if anchor := spans.get((row, column)):
        return _text(sheet.rows[anchor[0]][anchor[1]])
    below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else ()
    if is_last or sheet.merged or not below or not _text(below[column]):
        return ""
    for left in range(column - 1, -1, -1):
        if not _text(below[left]):
            return ""
        if text := _text(sheet.rows[row][left]):
            return text
    return ""


def _spans(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """The cell that speaks for each merged one, among the rows searched."""
    return {
        (row, column): (area.top, area.left)
        for area in sheet.merged
        if area.top < _SEARCHED_ROWS
        for row in range(area.top, min(area.bottom, area.top + _MOST_LINES) + 1)
        for column in range(area.left, min(area.right, area.left + len(sheet.rows[0])) + 1)
    }


def _grown(
    sheet: Sheet, found: Heading, known: frozenset[str], spans: dict[tuple[int, int], tuple[int, int]]
) -> Heading:
    """The heading with the lines that name no known column but belong to it: groups above, parts below."""
    top, bottom = _top(sheet, found), found.rows[-1]
    while (
        bottom - top + 1 < _MOST_LINES and bottom + 1 < len(sheet.rows) and _continues(sheet, bottom, spans)
    ):
        bottom += 1
    return (
        found
        if (top, bottom) == (found.rows[0], found.rows[-1])
        else read(sheet, range(top, bottom + 1), known, spans)
    )


def _groups_columns(sheet: Sheet, row: int, found: Heading) -> bool:
    """Whether ``row`` holds names of groups of columns, each merged over a few of them."""
    if not _is_heading_like(sheet.rows[row]):
        return False
    areas = [area for area in sheet.merged if area.top == area.bottom == row and area.right > area.left]
    named = [area for area in areas if _text(sheet.rows[row][area.left])]
    width = len(found.names)
    return bool(named) and all(area.right - area.left + 1 < max(width * 0.7, 2.5) for area in named)


def _continues(sheet: Sheet, row: int, spans: dict[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether the row below ``row`` still belongs to the heading.

    It does where a cell of the heading is merged down into it, or where it only names parts of what stands above.
    """
    upper, lower = sheet.rows[row], sheet.rows[row + 1]
    if not _is_heading_like(lower):
        return False
    if any(
        spans.get((row + 1, column)) == spans.get((row, column), (row, column))
        for column in range(len(upper))
        if _text(upper[column])
    ):
        return True
    filled = [column for column in range(len(lower)) if _text(lower[column])]
    return len(filled) >= 2 and all(_is_in_group(upper, column, filled) for column in filled)


def _is_in_group(upper: Sequence[Cell], column: int, filled: list[int]) -> bool:
    has_right = column + 1 < len(upper) and not _text(upper[column + 1]) and column + 1 in filled
    is_right = not _text(upper[column]) and column - 1 in filled
    return is_right or (bool(_text(upper[column])) and has_right)


def _by_shape(
    sheet: Sheet, known: frozenset[str], spans: dict[tuple[int, int], tuple[int, int]]
) -> Heading | None:
    """The first row of different short words that is about as wide as what follows it."""
    searched = _searched(sheet)
    counts = [sum(1 for cell in row if _text(cell)) for row in sheet.rows[: searched + 20]]
    for top in range(searched):
        texts = [_text(cell) for cell in sheet.rows[top] if _text(cell)]
        following = counts[top + 1 : top + 21]
        widest = max(following, default=0)
        if (
            len(texts) >= 2
            and len(set(texts)) == len(texts)
            and _is_heading_like(sheet.rows[top])
            and len(texts) >= 0.6 * widest > 0
        ):
            return read(sheet, range(top, top + 1), known, spans)
    return _likeliest(sheet, counts, known, spans)


def _likeliest(
    sheet: Sheet,
    counts: Sequence[int],
    known: frozenset[str],
    spans: dict[tuple[int, int], tuple[int, int]],
) -> Heading | None:
    """Where nothing looks like a heading: the first row of text alone that is half as wide as the next rows are mostly."""
    for top in range(min(_searched(sheet), len(sheet.rows) - 1)):
        following = sorted(count for count in counts[top + 1 : top + 21] if count)
        filled = [cell for cell in sheet.rows[top] if _text(cell)]
        usual = following[len(following) // 2] if following else 0
        if (
            len(filled) >= 2
            and 2 * len(filled) >= usual > 0
            and all(isinstance(cell, str) and not _is_data(cell) for cell in filled)
        ):
            return read(sheet, range(top, top + 1), known, spans)
    return None


def _is_data(cell: str) -> bool:
    return bool(_DATA_LIKE.fullmatch(IN_BRACKETS.sub("", hangul.clean(cell)).strip()))


def _is_heading_like(row: Sequence[Cell], known: frozenset[str] = frozenset()) -> bool:
    """Whether all but a few of the cells are short words, or ``known``: some headings are days."""
    filled = list(islice((cell for cell in row if _text(cell)), _JUDGED_CELLS))
    words = [cell for cell in filled if (isinstance(cell, str) and _is_word(cell)) or _is_known(cell, known)]
    return bool(filled) and len(words) >= 0.8 * len(filled)


def _is_known(cell: Cell, known: frozenset[str]) -> bool:
    return bool(known) and whole(_text(cell)) in known


def _is_word(cell: str) -> bool:
    text = IN_BRACKETS.sub("", hangul.clean(cell)).strip()
    return (len(text) <= _LONGEST or bool(asked_for(text.lower()))) and not _DATA_LIKE.fullmatch(text)


def _text(cell: Cell) -> str:
    return hangul.clean(cell) if isinstance(cell, str) else str(cell)
