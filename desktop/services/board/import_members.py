"""Members of the junior board: one by staff number, else by name and department, upon a person who may be known."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.orm import Session

from desktop.model.board import MEMBER_FIELDS, Board, Member
from desktop.model.people import PERSON_FIELDS, Person
from desktop.queries.list_spec import Scope
from desktop.rules.board import SERVICE_RULE, service_flag
from desktop.services.board import boards as boards
from desktop.services.board.import_names import board_of
from desktop.services.datafile.operations import Operation
from desktop.services.intake import matching as matching
from desktop.services.intake.importer import BoardTarget, Importer, Needed
from desktop.services.intake.people import NOT_THE_PERSON
from desktop.services.intake.plan import Flag, Parsed, Resolution, Target
from desktop.text.dates import age_on, show_date
from desktop.text.hangul import attach

_OWN_KEYS = ("staff_number", "department", "duty", "grade", "appointed_on")
_PERSON_KEYS = tuple(f.key for f in PERSON_FIELDS)
_FIELDS = tuple(each for each in MEMBER_FIELDS if each.key in {*_OWN_KEYS, *_PERSON_KEYS})
"""Without the team and the stay, which are written in the term itself."""
_TITLES = matching.titles_of(_FIELDS)
_SAME_NUMBER = "{}행과 직원번호가 같은데 이름이 다릅니다. 직원번호를 확인해 주세요."
_SAME_PERSON = "{}행과 같은 사람으로 보이는데 직원번호가 다릅니다. 직원번호나 연락처를 확인해 주세요."
_NUMBER_TAKEN = "이미 {}님의 직원번호입니다. 직원번호를 확인해 주세요."
_SAME_PLACE = "{}행과 이름·부서가 같은데 연락처가 다릅니다. 다른 사람이면 직원번호를 적어 주세요."


@dataclass(slots=True)
class _Writes:
    new: list[int] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)
    board_id: int | None = None
    person_changes: list[matching.Changes] = field(default_factory=list)
    member_changes: list[matching.Changes] = field(default_factory=list)


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the member and the person it is; nothing is written."""
    result, writes = Resolution(), _Writes()
    board = board_of(session, target)
    if board is None:
        term = attach(f"'{target.cohort}'", "을/를")
        named = f"주니어보드 기수 {term} 새로 만듭니다." if target.cohort else ""
        result.created = [named or "주니어보드 기수가 아직 없어 올해 기수를 새로 만듭니다."]
    writes.board_id = board.id if board else None
    known = _Known(session, writes.board_id)
    person_keys, person_rows = matching.rows_of(parsed, _PERSON_KEYS)
    own_keys, own_rows = matching.rows_of(parsed, _OWN_KEYS)
    taken: dict[int, int] = {}
    for position in _within_the_file(parsed, result):
        row = {key: values[position] for key, values in parsed.columns.items()}
        number, edited = parsed.numbers[position], False
        if other := known.holder_of_number(row):
            result.problems[position] = matching.doubtful(
                parsed, position, "staff_number", other, _NUMBER_TAKEN
            )
            continue
        member = known.member(row)
        person = known.people.get(member.person_id) if member is not None else known.person(row)
        if person is not None:
            if person.id in taken:
                earlier = taken[person.id]
                result.problems[position] = matching.doubtful(parsed, position, "name", earlier, _SAME_PERSON)
                continue
            taken[person.id] = number
            writes.people[position] = person.id
            changed, told = matching.differing(
                number, _TITLES, person_keys, person_rows[position], person._mapping
            )
            if changed:
                writes.person_changes.append({"id": person.id, **changed})
                result.differences += told
                edited = True
        if member is None:
            writes.new.append(position)
            result.added.append(position)
            continue
        own = own_rows[position] if own_keys else ()
        changed, told = matching.differing(number, _TITLES, own_keys, own, member._mapping)
        if changed:
            writes.member_changes.append({"id": member.id, **changed})
            result.differences += told
        (result.updated if edited or changed else result.duplicates).append(position)
    result.writes = writes
    return result


def flag(session: Session, parsed: Parsed, resolution: Resolution, today: dt.date) -> list[Flag]:
    """The new members whose service, on the first day of their term, is outside the rule."""
    writes: _Writes = resolution.writes
    board = session.get(Board, writes.board_id) if writes.board_id is not None else None
    day = (board.opened_on if board is not None else None) or today
    appointed, names = parsed.column("appointed_on"), parsed.column("name")
    found = []
    for position in writes.new:
        if word := service_flag(appointed[position], day):
            served = age_on(appointed[position], day)
            what = f"{show_date(appointed[position])} 임용, {show_date(day)}에 근속 {served}년"
            found.append(Flag(parsed.numbers[position], str(names[position] or ""), word, what, SERVICE_RULE))
    return found


def _within_the_file(parsed: Parsed, result: Resolution) -> list[int]:
    """The rows that are first to name a member."""
    names, staff, departments, phones = map(parsed.column, ("name", "staff_number", "department", "phone"))
    by_number: dict[str, int] = {}
    by_place: dict[tuple[str, str], int] = {}
    firsts = []
    for position, name in enumerate(names):
        number, place = staff[position], (name, departments[position])
        same_number = by_number.get(number) if number else None
        same_place = by_place.get(place) if departments[position] else None
        if same_number is not None and names[same_number] != name:
            earlier = parsed.numbers[same_number]
            result.problems[position] = matching.doubtful(
                parsed, position, "staff_number", earlier, _SAME_NUMBER
            )
            continue
        if same_number is None and same_place is not None and matching.agree(staff[same_place], number):
            if not matching.agree(phones[same_place], phones[position]):
                earlier = parsed.numbers[same_place]
                result.problems[position] = matching.doubtful(parsed, position, "phone", earlier, _SAME_PLACE)
                continue
            same_number = same_place
        if same_number is not None:
            matching.note_repeat(parsed, result, same_number, position, parsed.keys)
            result.duplicates.append(position)
            continue
        if number:
            by_number[number] = position
        by_place.setdefault(place, position)
        firsts.append(position)
    return firsts


class _Known:
    """The members of the board, and the people the file may mean."""

    def __init__(self, session: Session, board_id: int | None) -> None:
        members = matching.existing(session, Member, ("person_id", "board_id", *_OWN_KEYS))
        self.people = {row.id: row for row in matching.existing(session, Person, _PERSON_KEYS)}
        own = [row for row in members if row.board_id == board_id]
        self._by_number = {row.staff_number: row for row in own if row.staff_number}
        self._by_place = {
            (self.people[row.person_id].name, row.department): row for row in own if row.department
        }
        self._person_ids = {row.staff_number: row.person_id for row in members if row.staff_number}
        self._own_of = {row.person_id: row for row in own}
        self._named: dict[str, list[Any]] = {}
        for person in self.people.values():
            self._named.setdefault(person.name, []).append(person)

    def holder_of_number(self, row: Mapping[str, Any]) -> str:
        """The name of another member of this board who has the row's staff number, or ''."""
        found = self._by_number.get(row.get("staff_number"))
        name = str(self.people[found.person_id].name) if found is not None else ""
        return "" if name == row["name"] else name

    def member(self, row: Mapping[str, Any]) -> Any:
        """The member of this board the row means."""
        number, department = row.get("staff_number"), row.get("department")
        if number in self._by_number:
            return self._by_number[number]
        placed = self._by_place.get((row["name"], department)) if department else None
        if placed is not None and matching.agree(placed.staff_number, number):
            return placed
        person = self.person(row)
        return self._own_of.get(person.id) if person is not None else None

    def person(self, row: Mapping[str, Any]) -> Any:
        """The person of this staff number in another term, or of this name with this phone or birth date."""
        number, name = row.get("staff_number"), row["name"]
        if number in self._person_ids and self.people[self._person_ids[number]].name == name:
            return self.people[self._person_ids[number]]
        for person in self._named.get(name, ()):
            same = [
                key for key in ("birth_date", "phone") if row.get(key) and row[key] == getattr(person, key)
            ]
            if same and matching.agree(person.birth_date, row.get("birth_date")):
                return person
        return None


def write(op: Operation, parsed: Parsed, resolution: Resolution, target: Target) -> None:
    """Write what `resolve` found."""
    writes: _Writes = resolution.writes
    if writes.board_id is None and target.cohort:
        board = boards.new_board(op, boards.new_name(target.cohort))
    else:
        board = boards.board_in_work(op, Scope(board_id=writes.board_id))
    unknown = [position for position in writes.new if position not in writes.people]
    people = [{key: parsed.column(key)[position] for key in _PERSON_KEYS} for position in unknown]
    writes.people.update(zip(unknown, op.insert_many(Person, people, read=True), strict=True))
    members = [
        {
            "person_id": writes.people[position],
            "board_id": board.id,
            **{key: parsed.column(key)[position] for key in _OWN_KEYS},
        }
        for position in writes.new
    ]
    op.insert_many(Member, members, read=True)
    op.update_many(Person, writes.person_changes)
    op.update_many(Member, writes.member_changes)


IMPORTER: Final = Importer(
    kind="members",
    title="주니어보드 위원",
    noun="위원",
    counter="명",
    fields=_FIELDS,
    required=(Needed("성명", ("name",)), Needed("부서 또는 직원번호", ("department", "staff_number"))),
    resolve=resolve,
    write=write,
    flag=flag,
    not_mine=NOT_THE_PERSON,
    target=BoardTarget(none_yet="올해 기수를 새로 만듦"),
)
