"""Whole records, whatever their kind: read into plain values, checked, saved as one undoable operation, deleted.

Dialogs, cells edited in place and pasted blocks all save through here, so that they meet the same validators. A kind
says in a few lines what is its own: its fields, how a new one is made, and what must hold afterwards.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.errors import Conflict, Difference, UserError
from desktop.model.base import Base, table_of
from desktop.model.board import (
    BOARD_FIELDS,
    MEMBER_FIELDS,
    PROPOSAL_FIELDS,
    THEME_FIELDS,
    Board,
    Member,
    Proposal,
    Theme,
)
from desktop.model.people import PERSON_KEYS
from desktop.model.placement import COMPANY_FIELDS, MATCH_FIELDS, OPENING_FIELDS, Company, Match, Opening
from desktop.model.training import COHORT_FIELDS, STAGE_FIELDS, TRAINEE_FIELDS, Cohort, Stage, Trainee
from desktop.queries.kinds import SPECS
from desktop.queries.list_spec import Scope
from desktop.rules.fields import Field, Kind, Value, parse, show
from desktop.services.board import boards as board
from desktop.services.datafile import history
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.placement import internships as placement
from desktop.services.training import programme as training
from desktop.text.hangul import attach

Values = Mapping[str, Any]


def _plain_add(table: type[Base]) -> Callable[[Operation, Values, Scope], Base]:
    return lambda op, values, _scope: op.add(table(**values))


def _nothing_more(_op: Operation, _row: Any, _values: Values) -> None:
    """Most kinds ask for nothing beyond their fields and the database's constraints."""


def _no_parts(_op: Operation, _record_ids: Sequence[int]) -> None:
    """Most kinds stand alone: what uses them keeps them from being deleted."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """What is a kind's own: its table and fields, how one is called, made, checked after writing, taken out."""

    kind: str
    table: type[Base]
    fields: tuple[Field, ...]
    label: Callable[[Any], str]
    add: Callable[[Operation, Values, Scope], Base]
    after: Callable[[Operation, Any, Values], None] = _nothing_more
    extras: tuple[str, ...] = ()
    remove_parts: Callable[[Operation, Sequence[int]], None] = _no_parts

    @property
    def noun(self) -> str:
        """What one record is called."""
        return self.table.noun


KINDS: dict[str, RecordKind] = {
    kind.kind: kind
    for kind in (
        RecordKind("boards", Board, BOARD_FIELDS, lambda row: row.name, _plain_add(Board)),
        RecordKind("members", Member, MEMBER_FIELDS, lambda row: row.person.name, board.add_member),
        RecordKind("themes", Theme, THEME_FIELDS, lambda row: row.name, board.add_theme),
        RecordKind(
            "proposals",
            Proposal,
            PROPOSAL_FIELDS,
            lambda row: row.title,
            board.add_proposal,
            board.set_authors,
            extras=("authors",),
            remove_parts=board.remove_authorships,
        ),
        RecordKind(
            "cohorts",
            Cohort,
            COHORT_FIELDS,
            lambda row: row.name,
            training.add_cohort,
            remove_parts=training.remove_stages,
        ),
        RecordKind("stages", Stage, STAGE_FIELDS, lambda row: row.name, training.add_stage),
        RecordKind(
            "trainees",
            Trainee,
            TRAINEE_FIELDS,
            lambda row: row.person.name,
            training.add_trainee,
            remove_parts=training.remove_enrolments,
        ),
        RecordKind("companies", Company, COMPANY_FIELDS, lambda row: row.name, _plain_add(Company)),
        RecordKind(
            "openings",
            Opening,
            OPENING_FIELDS,
            lambda row: f"{row.company.name} {row.duty}",
            _plain_add(Opening),
        ),
        RecordKind(
            "matches",
            Match,
            MATCH_FIELDS,
            lambda row: f"{row.trainee.person.name}·{row.opening.company.name}",
            placement.add_match,
            placement.check_match,
        ),
    )
}


def read(store: Store, kind: str, record_id: int) -> dict[str, Any]:
    """The record's values by field key, and what else its dialog needs ('authors': ids of members)."""
    spec = KINDS[kind]
    with store.read() as session:
        row: Any = session.get(spec.table, record_id)
        if row is None:
            raise UserError(f"{spec.noun} 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
        values = {field.key: getattr(holder(row, field.key), field.key) for field in spec.fields}
        if "authors" in spec.extras:
            values["authors"] = tuple(authorship.member_id for authorship in row.authorships)
        if hasattr(row, "status"):
            values["status"] = row.status
    return values


def added_by(changes: Changes, kind: str) -> int | None:
    """The id of the one record of ``kind`` that ``changes`` added; None for none or several."""
    added = changes.inserted.get(KINDS[kind].table.__tablename__, ()) if kind in KINDS else ()
    return added[0] if len(added) == 1 else None


def validate(kind: str, raw: Values, today: dt.date) -> dict[str, Any]:
    """The values meant by what was typed or pasted, for the keys given.

    Raises UserError about the first wrong field, the others with it, when any is wrong or a required one is blank.
    """
    spec = KINDS[kind]
    values: dict[str, Any] = {key: raw[key] for key in spec.extras if key in raw}
    errors: list[UserError] = []
    for field in spec.fields:
        if field.key not in raw:
            continue
        try:
            values[field.key] = _checked(field, raw[field.key], today)
        except UserError as error:
            errors.append(error)
    if errors:
        raise UserError(errors[0].message, errors[0].field, tuple(errors[1:]))
    return values


def _checked(field: Field, raw: object, today: dt.date) -> Value:
    value = parse(field, raw, today)
    if value is None and field.required:
        raise UserError(f"{attach(field.title, '을/를')} 적어 주세요.", field.key)
    return value


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
    with store.operation(f"{spec.noun} 추가", reason=reason) as op:
        if record_id is None:
            row = spec.add(op, values, scope or Scope(today=store.today()))
        else:
            row = op.get(spec.table, record_id)
            change(op, spec, row, values, seen)
        spec.after(op, row, values)
        op.session.flush()
        op.name = f"{spec.noun} {spec.label(row)} {'추가' if record_id is None else '수정'}"
    return op.changes


def change(op: Operation, kind: RecordKind, row: Any, values: Values, seen: Values | None = None) -> None:
    """Write values to an existing row, and to the person behind it where they are a person's.

    What stands as it was ``seen`` is left alone, so that a dialog left open takes nothing back. Raises Conflict where
    somebody else changed meanwhile what is to be written.
    """
    known = seen or {}
    conflicts: list[Difference] = []
    for key, value in values.items():
        if key in kind.extras or (key in known and value == known[key]):
            continue
        target = holder(row, key)
        now = getattr(target, key)
        if now == value:
            continue
        field = next(field for field in kind.fields if field.key == key)
        if key in known and now != known[key]:
            conflicts.append(_difference(op, target, field, value))
        if value is None and not table_of(type(target)).c[key].nullable:
            raise UserError(f"{attach(field.title, '은/는')} 비워 둘 수 없습니다. 값을 적어 주세요.", key)
        if not conflicts:
            setattr(target, key, value)
    if conflicts:
        raise Conflict(conflicts)
    op.session.flush()


def _difference(op: Operation, target: Any, field: Field, value: Value) -> Difference:
    now = getattr(target, field.key)
    with op.session.no_autoflush:  # a refused value must not be written on the way to its name
        mine, theirs = _said(op, field, value), _said(op, field, now)
        who, at = history.last_writer(op.session, target.__tablename__, target.id, field.key)
    return Difference(field.key, field.title, mine, theirs, now, who, at)


def _said(op: Operation, field: Field, value: Value) -> str:
    """A value in words: of a link, what the record it leads to is called."""
    if field.kind is not Kind.LINK or value is None:
        return show(field, value)
    linked = KINDS[field.links_to]
    return linked.label(op.get(linked.table, int(str(value))))


def counted(kind: str, number: int) -> str:
    """A number of records as one counts them: 3명, 12건."""
    return f"{number}{SPECS[kind].counter if kind in SPECS else '건'}"


def delete(store: Store, kind: str, record_ids: Sequence[int]) -> Changes:
    """Delete records as one undoable operation; refused while other records use them. The person behind stays."""
    spec = KINDS[kind]
    with store.operation(f"{spec.noun} {counted(kind, len(record_ids))} 삭제") as op:
        if len(record_ids) == 1:
            op.name = f"{spec.noun} {spec.label(op.get(spec.table, record_ids[0]))} 삭제"
        spec.remove_parts(op, record_ids)
        op.delete_many(spec.table, record_ids)
    return op.changes


def holder(row: Any, key: str) -> Any:
    """The row a field's value stands in: the person behind a role, or the row itself."""
    return row.person if key in PERSON_KEYS and hasattr(row, "person") else row
