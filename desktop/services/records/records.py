"""Whole records, whatever their kind: read into plain values, checked, saved as one undoable operation, deleted.

Dialogs, cells edited in place and pasted blocks all save through here, so that they meet the same validators.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import Conflict, Difference, UserError
from desktop.model.attachments import Attachment
from desktop.model.base import table_of
from desktop.model.people import PERSON_KEYS
from desktop.queries.list_spec import Scope
from desktop.rules.fields import Field, Kind, Value, parse, show
from desktop.services.attachments import keeping
from desktop.services.attachments.keeping import Incoming
from desktop.services.datafile import history
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS
from desktop.services.office import people
from desktop.services.record_kind import Extra, RecordKind, Values
from desktop.text.hangul import attach


def read(store: Store, kind: str, record_id: int) -> dict[str, Any]:
    """The record's values by field key, and what else its dialog fills in."""
    spec = KINDS[kind]
    with store.read() as session:
        row: Any = session.get(spec.table, record_id)
        if row is None:
            raise UserError(f"{spec.noun} 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
        values = {field.key: getattr(holder(row, field.key), field.key) for field in spec.fields}
        values |= {extra.field.key: extra.read(row) for extra in spec.extras}
        if hasattr(row, "status"):
            values["status"] = row.status
    return values


def scope_of(store: Store, kind: str, record_id: int, scope: Scope) -> Scope:
    """The scope within which the record stands: of its own cohort or board, or of that of what it is about, else ``scope``."""
    with store.read() as session:
        row = session.get(KINDS[kind].table, record_id)
        for narrowing in (each for each in KINDS.values() if each.named):
            own = _stands_in(session, kind, row, f"{narrowing.table.__tablename__}_id")
            scope = scope if own is None else scope.within(narrowing.kind, own)
    return scope


def _stands_in(session: Session, kind: str, row: Any, key: str) -> int | None:
    """Which cohort or board a row names by ``key``, or what it cannot be without does: an opinion's proposal."""
    own: int | None = getattr(row, key, None)
    for field in KINDS[kind].fields if own is None and row is not None else ():
        if field.links_to and field.required and isinstance(link := getattr(row, field.key, None), int):
            about = session.get(KINDS[field.links_to].table, link)
            own = own or _stands_in(session, field.links_to, about, key)
    return own


def added_by(changes: Changes, kind: str) -> int | None:
    """The id of the one record of ``kind`` that ``changes`` added; None for none or several."""
    added = changes.inserted.get(KINDS[kind].table.__tablename__, ())
    return added[0] if len(added) == 1 else None


def validate(kind: str, raw: Values, today: dt.date) -> dict[str, Any]:
    """The values meant by what was typed or pasted, for the keys given.

    Raises UserError about the first wrong field, the others with it, when any is wrong or a required one is blank.
    """
    spec = KINDS[kind]
    values: dict[str, Any] = {}
    errors: list[UserError] = []
    extras = {extra.field.key: extra for extra in spec.extras}
    for field in spec.inputs:
        if field.key not in raw:
            continue
        extra, told = extras.get(field.key), raw[field.key]
        try:
            values[field.key] = _checked_extra(extra, told, today) if extra else checked(field, told, today)
        except UserError as error:
            errors.append(error)
    if errors:
        raise UserError(errors[0].message, errors[0].field, tuple(errors[1:]))
    return values


def checked(field: Field, raw: object, today: dt.date) -> Value:
    """The value meant by what was typed. Raises UserError where it is wrong, or blank and required."""
    value = parse(field, raw, today)
    if value is None and field.required:
        raise UserError(f"{attach(field.title, '을/를')} 적어 주세요.", field.key)
    return value


def _checked_extra(extra: Extra, raw: Any, today: dt.date) -> Any:
    """The same of what stands in other rows: links are several, and a widget of the dialog's own is read by its kind."""
    if extra.field.kind is Kind.LINK:
        several = raw if isinstance(raw, tuple | list) else () if raw in (None, "") else (raw,)
        return tuple(checked(extra.field, each, today) for each in several)
    return checked(extra.field, raw, today) if extra.on_form else raw


def save(
    store: Store,
    kind: str,
    raw: Values,
    *,
    record_id: int | None = None,
    seen: Values | None = None,
    scope: Scope | None = None,
    reason: str = "",
) -> Changes:
    """Add a record, or change the one with ``record_id``, as one undoable operation.

    ``seen`` holds the values the dialog was filled with: where somebody else has changed since what is to be written,
    a Conflict tells both. Nothing is written when any value is refused.
    """
    spec = KINDS[kind]
    if record_id is None:
        raw = {field.key: None for field in spec.fields} | dict(raw)
    values = validate(kind, raw, store.today())
    files = _read_in(spec, values)
    with store.operation(f"{spec.noun} 추가", reason=reason) as op:
        values |= {key: keeping.put(store, op, each) for key, each in files.items()}
        if record_id is None:
            assert spec.add is not None
            _ask_about_who_is_known(op, spec, values, seen or {})
            row: Any = spec.add(op, values, scope or Scope(today=store.today()))
        else:
            row = op.get(spec.table, record_id)
            values = change(op, spec, row, values, seen)
        spec.after(op, row, values)
        op.session.flush()
        op.name = f"{spec.noun} {called(spec.label(row))} {'추가' if record_id is None else '수정'}"
    return op.changes


def _read_in(kind: RecordKind, values: Values) -> dict[str, Incoming]:
    """The files to be attached by their fields, read before anybody else is kept from writing."""
    found = {}
    for field in kind.fields:
        if isinstance(path := values.get(field.key), Path):
            try:
                found[field.key] = keeping.read_in(path)
            except UserError as error:
                raise UserError(error.message, field.key) from None
    return found


def change(
    op: Operation, kind: RecordKind, row: Any, values: Values, seen: Values | None = None
) -> dict[str, Any]:
    """Write values to an existing row, and to the person behind it where they are a person's.

    What stands as it was ``seen`` is left alone, so that a dialog left open takes nothing back; the values that are not
    are returned. Raises Conflict where somebody else changed meanwhile what is to be written, UserError for what is fixed.
    """
    known = seen or {}
    extras = {extra.field.key: extra for extra in kind.extras}
    wanted = {key: value for key, value in values.items() if key not in known or value != known[key]}
    conflicts: list[Difference] = []
    for field in kind.inputs:
        if field.key not in wanted:
            continue
        value, extra = wanted[field.key], extras.get(field.key)
        target = row if extra else holder(row, field.key)
        now = extra.read(row) if extra else getattr(target, field.key)
        if now == value:
            continue
        if field.fixed:
            raise UserError(
                f"{attach(field.title, '은/는')} 추가한 뒤에 바꿀 수 없습니다. 다른 {field.title}의 것은 새로 추가해 주세요.",
                field.key,
            )
        if field.key in known and now != known[field.key]:
            conflicts.append(_difference(op, target, field, value, now))
        elif extra is None and value is None and not table_of(type(target)).c[field.key].nullable:
            raise UserError(
                f"{attach(field.title, '은/는')} 비워 둘 수 없습니다. 값을 적어 주세요.", field.key
            )
        elif extra is None and not conflicts:
            setattr(target, field.key, value)
    if conflicts:
        raise Conflict(conflicts)
    op.session.flush()
    return wanted


def _ask_about_who_is_known(op: Operation, kind: RecordKind, values: Values, seen: Values) -> None:
    """Raise Conflict where a new role is somebody's whose phone or note would be overwritten by what was filled in."""
    person = people.known(op, values) if hasattr(kind.table, "person_id") else None
    if person is None:
        return
    differing = [
        _difference(op, person, field, values[field.key], now)
        for field in kind.fields
        if field.key in PERSON_KEYS and values.get(field.key) is not None
        if (now := getattr(person, field.key)) not in {None, values[field.key]}
        if field.key not in seen or seen[field.key] != now
    ]
    if differing:
        raise Conflict(differing, known=person.name)


def _difference(op: Operation, target: Any, field: Field, value: Any, now: Any) -> Difference:
    with op.session.no_autoflush:  # a refused value must not be written on the way to its name
        mine, theirs = _said(op, field, value), _said(op, field, now)
        who, at = history.last_writer(op.session, target.__tablename__, target.id, field.key)
    return Difference(field.key, field.title, mine, theirs, now, who, at)


def _said(op: Operation, field: Field, value: Any) -> str:
    """A value in words: of a link, what the record or records it leads to are called."""
    if field.kind is Kind.FILE and value is not None:
        return op.get(Attachment, int(value)).name
    if field.kind is not Kind.LINK or value is None:
        return show(field, value)
    linked, ids = KINDS[field.links_to], value if isinstance(value, tuple | list) else (value,)
    return ", ".join(linked.label(op.get(linked.table, int(each))) for each in ids)


def called(label: str) -> str:
    """What a record is called, in quotes where it is a phrase: '제안 '걷기 좋은 거리' 추가'."""
    return f"'{label}'" if " " in label else label


def counted(kind: str, number: int) -> str:
    """A number of records as one counts them: 3명, 12건."""
    return f"{number}{KINDS[kind].counter}"


def delete(store: Store, kind: str, record_ids: Sequence[int], *, people_too: bool = False) -> Changes:
    """Delete records as one undoable operation; refused while other records use them.

    ``people_too`` takes out the people behind them as well for whom nothing else is left.
    """
    spec = KINDS[kind]
    with store.operation(f"{spec.noun} {counted(kind, len(record_ids))} 삭제") as op:
        if len(record_ids) == 1:
            op.name = f"{spec.noun} {called(spec.label(op.get(spec.table, record_ids[0])))} 삭제"
        alone = people.held_by_these_alone(op.session, spec.table, record_ids) if people_too else []
        spec.remove_parts(op, record_ids)
        op.delete_many(spec.table, record_ids)
        people.remove(op, alone)
    return op.changes


def left_alone(store: Store, kind: str, record_ids: Sequence[int]) -> int:
    """How many people would be in no list any more if these records were deleted without them."""
    table = KINDS[kind].table
    if not hasattr(table, "person_id"):
        return 0
    with store.read() as session:
        return len(people.held_by_these_alone(session, table, record_ids))


def holder(row: Any, key: str) -> Any:
    """The row a field's value stands in: the person behind a role, or the row itself."""
    return row.person if key in PERSON_KEYS and hasattr(row, "person") else row
