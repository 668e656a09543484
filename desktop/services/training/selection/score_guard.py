"""Whose row is whose in a sheet of scores, and whether a column of it slid (`rules.shift`, feature row TR-26)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from desktop.rules.scoring import Criterion, Missing
from desktop.rules.shift import Expected, Incoming, check_rows
from desktop.services.intake.plan import Parsed
from desktop.services.training.selection import scores
from desktop.services.training.selection.people import Entrant
from desktop.services.training.selection.score_sheet import ScoreSheet
from desktop.text.hangul import clean_name

_ABSENT = Missing.ABSENT.value
Columns = Mapping[str, tuple[Criterion, int | None]]


def joined(parsed: Parsed, sheet: ScoreSheet) -> list[Entrant | None]:
    """The person of each row: by the number of the application, else by name and birth date; None for who is unknown."""
    by_number = {each.number: each for each in sheet.people if each.number is not None}
    by_birth = {(each.name, each.birth_date): each for each in sheet.people}
    numbers, names, births = (parsed.column(key) for key in ("application_number", "name", "birth_date"))
    return [
        by_number.get(number) if number is not None else by_birth.get((name, birth))
        for number, name, birth in zip(numbers, names, births, strict=True)
    ]


def check(parsed: Parsed, sheet: ScoreSheet, people: Sequence[Entrant | None], columns: Columns) -> None:
    """Raise UserError at the first row where name and number part, or where an absentee has a score below whom a column moved up."""
    whose = _by_key(parsed, sheet, people)
    names = parsed.column("name")
    shown = [each for each in whose if each is not None]
    order = {each.enrolment_id: each for each in shown}
    for criterion in dict.fromkeys(criterion for criterion, _judge in columns.values()):
        keys = [key for key, (each, _judge) in columns.items() if each is criterion]
        absent = _absent(parsed, sheet, people, columns, criterion, keys)
        expected = [
            Expected(str(each.enrolment_id), each.name, each.enrolment_id in absent)
            for each in order.values()
        ]
        rows = [
            Incoming(
                parsed.numbers[position],
                str(each.enrolment_id),
                str(names[position] or ""),
                any(_is_figure(parsed.columns[key][position]) for key in keys),
            )
            for position, each in enumerate(whose)
            if each is not None
        ]
        check_rows(rows, expected)


def _by_key(parsed: Parsed, sheet: ScoreSheet, people: Sequence[Entrant | None]) -> list[Entrant | None]:
    """The person whose number or birth date stands in a row, whatever name stands beside it.

    A birth date names somebody where it is nobody else's and the name beside it is another one of the list: a name that is
    nobody's is a stranger's, who is rejected alone.
    """
    births = Counter(each.birth_date for each in sheet.people)
    alone = {each.birth_date: each for each in sheet.people if births[each.birth_date] == 1}
    known = {each.name for each in sheet.people}
    names, born = parsed.column("name"), parsed.column("birth_date")
    return [
        person or (alone.get(birth) if name and clean_name(str(name)) in known else None)
        for person, name, birth in zip(people, names, born, strict=True)
    ]


def _absent(
    parsed: Parsed,
    sheet: ScoreSheet,
    people: Sequence[Entrant | None],
    columns: Columns,
    criterion: Criterion,
    keys: Sequence[str],
) -> set[int]:
    """Who was absent, as the data or another judge's column of the file say.

    Where the last row of these columns is the one that is blank, as after one that moved up, who is absent for another
    criterion too.
    """
    filled = [any(_is_figure(parsed.columns[key][row]) for key in keys) for row in range(len(people))]
    last_blank = bool(filled) and not filled[-1] and all(filled[:-1])
    within = {key for key in columns if key in keys or last_blank}
    found = {
        person.enrolment_id
        for position, person in enumerate(people)
        if person is not None
        for key in within
        if str(parsed.columns[key][position] or "").strip() == _ABSENT
    }
    for person in sheet.people:
        cells = sheet.cells.get(person.enrolment_id, {})
        if any(
            cell is Missing.ABSENT and (each == criterion.id or last_blank)
            for (each, _judge), cell in cells.items()
        ):
            found.add(person.enrolment_id)
    return found


def _is_figure(text: object) -> bool:
    said = str(text or "").strip()
    return bool(said) and scores.word_of(said) is None
