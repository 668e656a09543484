"""Lists printed side by side to save paper: each becomes a sheet of its own, so that none is left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.documents.reading import headings
from desktop.documents.reading.cells import Cell, Sheet, Workbook
from desktop.documents.reading.row_kinds import NAMES

_SEARCHED_ROWS, _SEARCHED_COLUMNS = 50, 500
_FEWEST_HEADINGS = 2
# Names of groups that make the second list somebody else's side of the same record.
_OTHERS = re.compile(r"보호자|부모|배우자|추천|비상|긴급|자녀|가족|동반|멘토|강사|담당|대표|대리|소개|동의")


def unfolded(workbook: Workbook) -> Workbook:
    """The workbook with every list beside another one as a sheet after it, its name saying where it stands.

    All keep their rows' numbers and their columns' letters.
    """
    return replace(workbook, sheets=tuple(part for sheet in workbook.sheets for part in lists_of(sheet)))


def lists_of(sheet: Sheet) -> Iterator[Sheet]:
    """The lists that stand side by side in ``sheet``; itself where there is but one."""
    for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        blocks = _blocks(row)
        if blocks and not _are_sides_of_one(sheet, number, blocks):
            for place, block in enumerate(blocks):
                yield _cut(sheet, number, block, place, len(blocks))
            return
    yield sheet


def _blocks(row: Sequence[Cell]) -> list[range]:
    """The columns of each list whose headings the row repeats; [] where it repeats none."""
    forms = [
        headings.whole(cell) if isinstance(cell, str) and cell else "" for cell in row[:_SEARCHED_COLUMNS]
    ]
    places = [column for column, form in enumerate(forms) if form in NAMES]
    if len(places) < 2 or forms[places[0]] != forms[places[1]]:
        return []
    first, period = places[0], places[1] - places[0]
    while first > 0 and forms[first - 1] == forms[first - 1 + period]:
        first -= 1
    while not forms[first]:
        first += 1
    own = forms[first : first + period]
    if sum(map(bool, own)) < _FEWEST_HEADINGS:
        return []
    blocks = [range(first, first + period)]
    while _repeats(forms, blocks[-1].stop, own):
        blocks.append(range(blocks[-1].stop, blocks[-1].stop + period))
    if len(blocks) < 2 or any(forms[blocks[-1].stop :]):
        return []  # what stands right of it belongs to all of the row
    return [range(blocks[0].stop), *blocks[1:-1], range(blocks[-1].start, len(row))]


def _repeats(forms: Sequence[str], start: int, own: Sequence[str]) -> bool:
    """Whether the headings from ``start`` on are those of the first list, but for some it leaves out at its end."""
    block = forms[start : start + len(own)]
    same = [form == other for form, other in zip(block, own, strict=False) if form]
    return all(same) and len(same) >= _FEWEST_HEADINGS and not NAMES.isdisjoint(block)


def _are_sides_of_one(sheet: Sheet, number: int, blocks: Sequence[range]) -> bool:
    """Whether names of groups above the heading tell that a row is one record: '신청인' and '보호자'."""
    above = sheet.rows[number - 1] if number else ()
    titles = (str(cell) for block in blocks for cell in above[block.start : block.stop])
    return any(map(_OTHERS.search, titles))


def _cut(sheet: Sheet, number: int, block: range, place: int, count: int) -> Sheet:
    def own(row: Sequence[Cell]) -> list[Cell]:
        return [cell if column in block else "" for column, cell in enumerate(row)]

    where = " › 오른쪽 목록" if count == 2 else f" › 오른쪽 목록 {place}"
    return replace(
        sheet,
        name=sheet.name + (where if place else ""),
        rows=[*sheet.rows[:number], *map(own, sheet.rows[number:])],
        merged=tuple(area for area in sheet.merged if area.top < number or area.left in block),
        comments={key: text for key, text in sheet.comments.items() if key[1] in block},
        notes=() if place else sheet.notes,
    )
