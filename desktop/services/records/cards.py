"""The card of one record: its facts, what is linked to it, and its history, as plain lines for the screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from desktop.model.attachments import Attachment
from desktop.queries.card import Card, Fact, Linked, Past
from desktop.queries.list_spec import Column, Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import Field, Kind, Value, show
from desktop.rules.flows import Tone
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.kinds import KINDS, LISTS
from desktop.text.dates import show_date

HISTORY_LINES = 30
STATUS = "status"
_NAMED, _NUMBER = ("name", "title"), "number"
"""The fields a record is called by; one that has neither is called by its first."""


def card(
    store: Store, kind: str, record_id: int, scope: Scope, *, masked: bool = False, names: bool = False
) -> Card | None:
    """The card of a record, or None when it is gone.

    ``masked`` hides personal data, each fact keeping the way to its ``full`` text; with ``names`` names stand whole, as
    in a list.
    """
    spec, flow = LISTS[kind], KINDS[kind].flow
    rows = Listing(store.engine, spec, Criteria(scope=scope)).rows([record_id])
    if not rows:
        return None
    values = dict(zip((column.key for column in spec.columns), rows[0][1:], strict=True))
    facts = [
        (
            column.field,
            _fact(
                _of_its_day(column, values),
                value,
                masked=masked and not (names and column.field.kind is Kind.NAME),
                flagged=column.flag(values) if column.flag else "",
            ),
        )
        for column, value in zip(spec.columns, values.values(), strict=True)
        if column.of_record
    ]
    # A list may begin with what its rows are of, or in which order; what has a number first is called by it.
    named = next((each for each in facts if each[0].key in _NAMED), facts[0])
    if facts[0][0].key == _NUMBER:
        named = facts[0]
    title, state = named[1].text, next((fact.text for field, fact in facts if field.key == STATUS), "")
    told = [
        fact
        for field, fact in facts
        if fact.text and fact is not named[1] and not (flow and field.key == STATUS)
    ]
    with store.read() as session:
        line = KINDS[kind].line(session, record_id)
        linked = links_of(session, kind, record_id)
        past = list(_past_of(kind, history.of_record(store, parts_of(session, kind, record_id))))
        once = _with_reasons_once(past, {fact.text for fact in told})
        # One operation may touch several of the record's rows.
        lines = dict.fromkeys(_line(session, kind, line, masked=masked) for line in once)
    return Card(
        title,
        subtitle=line,
        state=state if flow else "",
        tone=flow.tones.get(state, Tone.PLAIN) if flow else Tone.PLAIN,
        facts=told,
        linked=linked,
        history=[*lines][:HISTORY_LINES],
    )


def _past_of(kind: str, lines: Sequence[history.HistoryLine]) -> Iterator[history.HistoryLine]:
    """Of its own values all that are shown; of records that belong to it what was done, once, where its own do not tell it."""
    others = {each.table.__tablename__ for each in KINDS.values() if each.kind != kind}
    told = {line.operation_id for line in lines if line.table not in others}
    for line in lines:
        if line.table in others and line.operation_id not in told:
            told.add(line.operation_id)
            yield replace(line, field="")
        elif line.table not in others and (
            not line.field or (_is_shown(kind, line.field) and line.new != line.reason)
        ):
            yield line


def _of_its_day(column: Column, values: Mapping[str, Any]) -> Field:
    """Its field, the title saying of which day the value is."""
    return column.said_of(show_date(values[column.of_day])).field if column.of_day else column.field


def _fact(field: Field, value: Value, *, masked: bool, flagged: str) -> Fact:
    full = partial(show, field, value)
    text = _with_unit(field, show(field, value, masked=masked))
    text += f" ⚠ {flagged}" if flagged else ""
    return Fact(field.title, text, full if masked and field.private else None)


def links_of(session: Session, kind: str, record_id: int) -> Sequence[Linked]:
    """What belongs to the record: what its own kind tells, then what others show on its card."""
    shown = [KINDS[kind].links, *(other.shown_on[kind] for other in KINDS.values() if kind in other.shown_on)]
    return [link for links in shown for link in links(session, record_id)]


def _with_reasons_once(
    lines: Sequence[history.HistoryLine], known: set[str]
) -> Iterator[history.HistoryLine]:
    """The lines, newest first, with a reason only where neither a fact of the card nor a line above told it."""
    told: set[tuple[int, str]] = set()
    for line in lines:
        reason = (line.operation_id, line.reason)
        yield replace(line, reason="") if line.reason in known or reason in told else line
        told.add(reason)


def _with_unit(field: Field, text: str) -> str:
    return f"{text}{field.unit}" if text and field.unit else text


def parts_of(session: Session, kind: str, record_id: int) -> list[tuple[str, int]]:
    """The rows whose changes are the record's history."""
    table = KINDS[kind].table
    row: Any = session.get(table, record_id)
    parts = [(table.__tablename__, record_id)]
    if row is not None and hasattr(row, "person_id") and hasattr(row, "person"):
        parts.append(("person", row.person_id))
    if row is not None:
        parts += KINDS[kind].parts(session, row)
    return parts


def _line(session: Session, kind: str, line: history.HistoryLine, *, masked: bool) -> Past:
    when = line.at.astimezone()
    what = line.operation
    if line.field:
        field = _field(kind, line.field)
        shown = (_label(session, field, value) for value in (line.old, line.new))
        old, new = (show(field, value, masked=masked) or "빈칸" for value in shown)
        what = f"{field.title}  {old} → {new}"
    if line.reason:
        what += f" (사유: {line.reason})"
    return Past(f"{when.month}. {when.day}. {when:%H:%M}", what, line.user)


def _label(session: Session, field: Field, value: Any) -> Any:
    """What a link pointed at, or a file, is called; every other value as it is."""
    if field.kind is Kind.FILE and value is not None:
        attached = session.get(Attachment, value)
        return attached.name if attached is not None else None
    if field.kind is not Kind.LINK or value is None:
        return value
    linked = KINDS[field.links_to]
    row = session.get(linked.table, value)
    return linked.label(row) if row is not None else None


def _is_shown(kind: str, key: str) -> bool:
    """Not what the program keeps for itself, such as the hash of a line, nor what is confidential."""
    field = _field(kind, key)
    return field.title != key and not field.confidential


def _field(kind: str, key: str) -> Field:
    for column in LISTS[kind].columns:
        if column.key == key:
            return column.field
    return next((field for field in KINDS[kind].fields if field.key == key), Field(key, key))
