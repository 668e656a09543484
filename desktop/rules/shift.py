"""The shift guard (feature row TR-26): a column that slid by a row against the people beside it is refused, naming the first row.

Sources: Seongnam 2014 (scores one cell down, 83 notices withdrawn) and Hongik University 2019 (absentees taken out of one list
and not of the other, 11 results flipped). Rows are joined by what identifies a person, never by their place alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.text import hangul


@dataclass(frozen=True, slots=True)
class Expected:
    """Who stands in a row of the program's list; ``number`` is the application's or a birth date, as text; ``absent`` is 결시."""

    number: str
    name: str
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row that comes in, its parts as read: '' where the sheet has no such column; ``filled`` tells that a score stands in it."""

    row: int
    number: str
    name: str
    filled: bool


def check_rows(rows: Sequence[Incoming], people: Sequence[Expected]) -> None:
    """Raise UserError at the first row that does not belong to the person it would be given to.

    A row is joined to its person by number; without one, by its place, and then names and number of rows must agree.
    An absentee's row with a score, or a blank below one, is how a column looks that moved up after the absentee.
    ``row`` in the message is the sheet's own.
    """
    by_number = {each.number: place for place, each in enumerate(people)}
    if not any(each.number for each in rows) and len(rows) != len(people):
        raise UserError(
            f"붙여 넣을 줄은 {len(rows)}줄인데 명단은 {len(people)}명입니다. 결시자를 포함해 줄 수를 맞춰 주세요.",
            "scores",
        )
    for place, row in enumerate(rows):
        at = by_number.get(row.number) if row.number else place
        if at is None:
            raise UserError(
                f"{row.row}행의 번호 {hangul.attach(row.number, '은/는')} 명단에 없습니다. 번호를 확인해 주세요.",
                "scores",
            )
        person = people[at]
        if row.name and hangul.clean_name(row.name) != person.name:
            raise UserError(_parted(rows, place, people, at), "scores")
        if person.absent and row.filled:
            raise UserError(_scored_absentee(rows, place, person), "scores")


def _parted(rows: Sequence[Incoming], place: int, people: Sequence[Expected], at: int) -> str:
    row, person = rows[place], people[at]
    whose = f"번호 {person.number}" if row.number else f"{at + 1}번째"
    whose, written = hangul.attach(whose, "은/는"), hangul.attach(row.name, "으로/로")
    message = f"{row.row}행부터 성명과 번호가 어긋납니다: {whose} {person.name}인데 {written} 적혀 있습니다."
    step = _slid(rows, place, people, at)
    if step:
        message += f" 이 줄부터 한 줄 {'올라간' if step > 0 else '내려간'} 것으로 보입니다."
    return f"{message} 아무것도 넣지 않았습니다. 파일을 고쳐 다시 넣어 주세요."


def _slid(rows: Sequence[Incoming], place: int, people: Sequence[Expected], at: int) -> int:
    """1 where the names from here on are the next people's, -1 where they are the ones' before; 0 where neither is."""
    names = [hangul.clean_name(each.name) for each in rows[place : place + 3]]
    for step in (1, -1):
        beside = [each.name for each in people[max(0, at + step) : max(0, at + step) + len(names)]]
        if beside and names[: len(beside)] == beside:
            return step
    return 0


def _scored_absentee(rows: Sequence[Incoming], place: int, person: Expected) -> str:
    message = f"{rows[place].row}행의 {hangul.attach(person.name, '은/는')} 결시인데 점수가 있습니다."
    if rows and not rows[-1].filled:
        message += " 마지막 줄이 비어 있어, 이 줄부터 점수가 한 줄 올라간 것으로 보입니다."
    return f"{message} 아무것도 넣지 않았습니다. 결시자의 줄을 확인해 주세요."
