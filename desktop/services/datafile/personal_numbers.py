"""The one gate every text passes on its way into the data: no resident registration number is kept.

개인정보 보호법 제24조의2 forbids it without a statute that says so. Fields ask the same where they are read, and say
which of them it is; here nothing passes that came by another door: a reason, a name of a view, a title of a backup.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.base import Base
from desktop.rules.fields import refuse_resident_number


def watch(session: Session) -> None:
    """Refuse, before it is written, any row of the session that holds such a number."""
    event.listen(session, "before_flush", _look)


def refuse(values: Mapping[str, Any], table: type[Base]) -> None:
    """Raise UserError where one of the values of a row holds such a number; what the program itself makes is left out."""
    for key, value in values.items():
        if key not in table.machine_made:
            refuse_text(table.noun, value, key)


def refuse_text(what: str, value: object, key: str | None = None) -> None:
    """Raise UserError, with the key, where a text, a number, or anything within a list or dict of them is such a number."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str | int) and not isinstance(value, bool):
        try:
            refuse_resident_number(what, value)
        except UserError as error:
            raise UserError(error.message, "reason" if what == "사유" else key) from None


def _look(session: Session, *_: Any) -> None:
    for row in _rows((*session.new, *session.dirty)):
        state = inspect(row)
        for attribute in state.mapper.column_attrs:
            if attribute.key in row.machine_made:
                continue
            added = state.attrs[attribute.key].history.added
            for value in added or ():
                refuse_text(row.noun, value, attribute.key)


def _rows(found: Iterable[Any]) -> Iterable[Base]:
    return (row for row in found if isinstance(row, Base))
