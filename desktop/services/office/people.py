"""One person, many roles: whoever is added as a member or trainee may be known already."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select

from desktop.model.people import PERSON_KEYS, Person
from desktop.services.datafile.operations import Operation


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
