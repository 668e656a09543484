"""What a person should know of a file besides its rows: what is hidden, left out, dropped or never seen."""

from collections.abc import Iterable, Iterator, Sequence

from desktop.documents.reading.cells import Workbook, column_letters
from desktop.services.intake import cell_reading, columns
from desktop.services.intake.importer import Importer
from desktop.services.intake.plan import RESIDENT, Parsed, Repeat, Resolution, Rows, show_plain
from desktop.services.intake.sighting import Sighting
from desktop.services.intake.values import ReadRows
from desktop.text.hangul import attach

_NAMED_ROWS = 30
_NAMED = 5


def notes(workbook: Workbook, seen: Sighting, read: ReadRows, resolution: Resolution) -> list[str]:
    """Sentences in Korean, in the order a person goes through a file."""
    rows = read.parsed.rows
    return [
        *_further(seen),
        *_hidden(workbook, seen, rows),
        *_cells(seen),
        *(
            f"'{heading}' 열에서 {told}: {row_list(numbers, rows)}"
            for (heading, told), numbers in read.told.items()
        ),
        *_dropped(resolution, rows),
        *_residents(seen, read, rows),
        *_left_out(seen, rows),
    ]


def row_list(numbers: Sequence[int], rows: Rows) -> str:
    """'3, 5행'; of many the first, and how many more."""
    shown = ", ".join(map(rows.shown, numbers[:_NAMED_ROWS]))
    more = len(numbers) - _NAMED_ROWS
    return f"{shown}행 외 {more:,}개 행" if more > 0 else f"{shown}행"


def repeats(importer: Importer, parsed: Parsed, resolution: Resolution) -> tuple[Repeat, ...]:
    """The rows that change nothing, each with the row or the record it repeats."""
    names = parsed.column(importer.named_by)
    otherwise: dict[int, list[str]] = {}
    for row, title, kept, dropped in resolution.dropped:
        otherwise.setdefault(row, []).append(f"{title} '{show_plain(dropped)}' (앞 행 '{show_plain(kept)}')")
    return tuple(
        Repeat(
            number := parsed.numbers[position],
            str(names[position] or ""),
            parsed.numbers[resolution.same_as[position]] if position in resolution.same_as else None,
            ", ".join(otherwise.get(number, ())),
        )
        for position in sorted(resolution.duplicates)
    )


def _further(seen: Sighting) -> Iterator[str]:
    if not seen.further:
        return
    named = ", ".join(f"'{name}'({rows:,}행)" for name, rows in seen.further)
    count, total = len(seen.further), sum(rows for _name, rows in seen.further)
    if seen.are_together:
        yield f"'{seen.sheet.name}' 시트와 같은 모양의 시트 {count:,}개({total:,}행)도 함께 읽었습니다: {named}"
    else:
        yield f"같은 모양의 시트 {count:,}개({total:,}행)가 더 있으나 읽지 않았습니다: {named}"


def _dropped(resolution: Resolution, rows: Rows) -> Iterator[str]:
    for row, title, kept, dropped in resolution.dropped[:_NAMED_ROWS]:
        told, stays = attach(f"'{show_plain(dropped)}'", "은/는"), attach(f"'{show_plain(kept)}'", "과/와")
        yield f"{rows.shown(row)}행의 {title} {told} 앞 행에 적힌 {stays} 달라 가져오지 않습니다."
    if (more := len(resolution.dropped) - _NAMED_ROWS) > 0:
        yield f"이렇게 앞 행과 달라 가져오지 않는 값이 {more:,}개 더 있습니다."


def _hidden(workbook: Workbook, seen: Sighting, rows: Rows) -> Iterator[str]:
    hidden = [row.number for row in seen.table.rows if row.hidden]
    if hidden:
        yield f"숨겨진 {len(hidden):,}개 행도 가져옵니다: {row_list(hidden, rows)}"
    used = [
        f"'{column.heading}'({column_letters(column.index)}열)"
        for column in seen.mapping
        if column.key is not None and column.index in seen.sheet.hidden_columns
    ]
    if used:
        yield f"숨겨진 열도 가져옵니다: {', '.join(used)}"
    unseen = [f"'{sheet.name}'" for sheet in workbook.sheets if sheet.very_hidden and sheet is not seen.sheet]
    if unseen:
        yield f"엑셀 메뉴에도 나오지 않게 숨긴 시트가 있습니다: {', '.join(unseen)}. 읽지 않았습니다."


def _cells(seen: Sighting) -> Iterator[str]:
    yield from seen.table.notes
    if noted := sorted(seen.sheet.comments):
        yield f"메모가 달린 칸이 {len(noted):,}개 있습니다: {_places(noted)}. 메모는 가져오지 않습니다."


def _places(cells: Sequence[tuple[int, int]]) -> str:
    shown = ", ".join(f"{column_letters(column)}{row}" for row, column in cells[:_NAMED])
    return f"{shown} 외 {len(cells) - _NAMED:,}개" if len(cells) > _NAMED else shown


def _residents(seen: Sighting, read: ReadRows, rows: Rows) -> Iterator[str]:
    for heading in dict.fromkeys(column.heading for column in seen.mapping if column.found == RESIDENT):
        if columns.is_resident_number(heading):
            yield f"'{heading}' 열은 읽지 않습니다. 주민등록번호는 저장하지 않습니다."
        else:
            yield f"'{heading}' 열은 읽지 않습니다. 생년월일과 이으면 주민등록번호가 되는 일곱 자리입니다."
    for heading, numbers in read.residents.items():
        yield f"'{heading}' 열에 주민등록번호로 보이는 값이 있어 버렸습니다: {row_list(numbers, rows)}"
    for column in seen.mapping:
        if numbers := sorted(number for number, index in seen.halves if index == column.index):
            what = f"'{column.heading}' 열에 생년월일과 이으면 주민등록번호가 되는 일곱 자리가 있어"
            yield f"{what} 버렸습니다: {row_list(numbers, rows)}"


def _left_out(seen: Sighting, rows: Rows) -> Iterable[str]:
    for left_out in seen.table.left_out:
        why = cell_reading.MASKED if cell_reading.holds_resident(left_out.why) else left_out.why
        yield f"{rows.shown(left_out.row)}행은 건너뜁니다: {why}"
