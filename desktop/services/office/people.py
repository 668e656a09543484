"""One person, many roles: whoever is added as a member or trainee may be known already, and goes with the last role."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from desktop.model import tables
from desktop.model.base import Base, table_of
from desktop.model.journal import Change
from desktop.model.journal import Operation as OperationRow
from desktop.model.people import PERSON_KEYS, Person
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.text.hangul import mask_name


def find_or_add(op: Operation, values: Mapping[str, Any]) -> Person:
    """The person of this name and birth date, or this name and phone; a new one where there is none.

    Two people of one name with different birth dates are two people. What ``values`` hold is written to the person;
    blanks leave what is known as it is.
    """
    given = _of_a_person(values)
    person = known(op, values)
    if person is None:
        return op.add(Person(**given))
    for key, value in given.items():
        setattr(person, key, value)
    return person


def _of_a_person(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in PERSON_KEYS and value is not None}


def known(op: Operation, values: Mapping[str, Any]) -> Person | None:
    """The person `find_or_add` would find."""
    given = _of_a_person(values)
    signs = [getattr(Person, key) == given[key] for key in ("birth_date", "phone") if key in given]
    if not signs:
        return None
    found = op.session.scalars(
        select(Person).where(Person.name == given["name"], or_(*signs)).order_by(Person.id)
    )
    for person in found:
        births = {person.birth_date, given.get("birth_date")} - {None}
        if len(births) < 2:
            return person
    return None


# Whom nothing holds on to: a name, a phone and a birth date that no list shows


def _holders() -> list[Column[Any]]:
    """The columns of all tables that point at a person."""
    return [
        key.parent
        for table in tables.METADATA.sorted_tables
        for key in table.foreign_keys
        if key.column is table_of(Person).c.id
    ]


def _unheld(
    besides: ColumnElement[bool] | None = None, role: type[Base] | None = None
) -> ColumnElement[bool]:
    """That nothing points at a person, not counting the rows of ``role`` that ``besides`` tells of."""
    person = table_of(Person).c.id
    points = []
    for column in _holders():
        there = column == person
        if role is not None and besides is not None and column.table is table_of(role):
            there &= ~besides
        points.append(~exists().where(there))
    return and_(*points)


def held_by_these_alone(session: Session, role: type[Base], ids: Collection[int]) -> list[int]:
    """The people who would be in no list any more without the rows of ``role`` with these ids."""
    target = table_of(role)
    found: list[int] = []
    for within in parts(ids):
        theirs = select(target.c.person_id).where(within(target.c.id))
        # A person with two such rows is held by neither alone: both are among the ids, or one stays.
        statement = select(Person.id).where(Person.id.in_(theirs), _unheld(target.c.id.in_(ids), role))
        found += session.scalars(statement)
    return [*dict.fromkeys(found)]


def left_over(session: Session) -> list[int]:
    """The people nothing points at."""
    return list(session.scalars(select(Person.id).where(_unheld())))


def number_left_over(store: Store) -> int:
    """How many there are."""
    with store.read() as session:
        return len(left_over(session))


def remove(op: Operation, ids: Sequence[int]) -> None:
    """Take people out for whom nothing is left; what was done with them is called by their masked names from then on.

    The images of their rows stay in the journal, so that the deletion can be undone.
    """
    for within in parts(ids):
        for person in op.session.scalars(select(Person).where(within(Person.id))):
            _mask_names(op, person)
    op.delete_many(Person, ids)


def _mask_names(op: Operation, person: Person) -> None:
    touched = select(Change.operation_id).where(
        Change.table_name == Person.__tablename__, Change.row_id <= person.id, Change.last_row_id >= person.id
    )
    named = select(OperationRow).where(OperationRow.name.contains(person.name, autoescape=True))
    others = select(Person.id).where(Person.name == person.name, Person.id != person.id)
    if op.session.scalar(others.limit(1)) is not None:
        named = named.where(OperationRow.id.in_(touched))  # of the namesake nothing changes
    for operation in op.session.scalars(named):
        operation.name = operation.name.replace(person.name, mask_name(person.name))
    op.name = op.name.replace(person.name, mask_name(person.name))


def remove_left_over(store: Store) -> Changes:
    """Take out everybody nothing points at, as one operation that can be undone."""
    with store.operation("남은 사람 삭제") as op:
        found = left_over(op.session)
        op.name = f"어느 명단에도 없는 사람 {len(found):,}명 삭제"
        remove(op, found)
    return op.changes
