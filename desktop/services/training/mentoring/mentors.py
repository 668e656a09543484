"""Mentors: a role of a person, who may be known already."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import Mentor
from desktop.queries.list_spec import Scope
from desktop.services.datafile.operations import Operation
from desktop.services.office import people

_OWN = ("affiliation", "specialty", "hourly_fee")


def add_mentor(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Mentor:
    """A new mentor. Raises UserError where the person is one already."""
    person = people.find_or_add(op, values)
    op.session.flush()
    if op.session.scalar(select(Mentor.id).where(Mentor.person_id == person.id)) is not None:
        raise UserError(
            f"{person.name}님은 이미 멘토로 들어 있습니다. 멘토 목록에서 찾아 고쳐 주세요.", "name"
        )
    return op.add(Mentor(person=person, **{key: values.get(key) for key in _OWN}))
