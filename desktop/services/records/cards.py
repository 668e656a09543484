"""The card of one record: its facts, what is linked to it, and its history, as plain lines for the screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model import tables
from desktop.model.board import Authorship, Member, Proposal
from desktop.model.certificates import Certificate
from desktop.model.placement import Match, Opening
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.queries.kinds import SPECS
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import Field, Kind, show
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.text.dates import show_date

HISTORY_LINES = 30


@dataclass(frozen=True, slots=True)
class Link:
    """Something linked to the record; ``kind`` and ``id`` lead to it, or are empty where there is no list of it."""

    text: str
    kind: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one record. ``history`` lines are (when, what, who), newest first."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    history: tuple[tuple[str, str, str], ...]


def card(store: Store, kind: str, record_id: int, scope: Scope, *, masked: bool = False) -> Card | None:
    """The card of a record, or None when it is gone."""
    spec = SPECS[kind]
    rows = Listing(store.engine, spec, Criteria(scope=scope)).rows([record_id])
    if not rows:
        return None
    shown = [
        (column.field.title, _with_unit(column.field, show(column.field, value, masked=masked)))
        for column, value in zip(spec.columns, rows[0][1:], strict=True)
    ]
    facts = [(title, text) for title, text in shown[1:] if text]
    with store.read() as session:
        links = _LINKS.get(kind, _no_links)(session, record_id)
        parts = parts_of(session, kind, record_id)
        past = [
            line
            for line in history.of_record(store, parts)
            if not line.field or (_is_shown(kind, line.field) and line.new != line.reason)
        ]
        once = _with_reasons_once(past, {text for _title, text in facts})
        lines = [_line(session, kind, line, masked=masked) for line in once]
    return Card(
        shown[0][1],
        " · ".join(text for _title, text in facts[:3]),
        tuple(facts),
        tuple(links),
        tuple(lines[:HISTORY_LINES]),
    )


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
    table = records.KINDS[kind].table if kind in records.KINDS else tables.BY_NAME.get(kind.rstrip("s"))
    if table is None:
        return []
    row: Any = session.get(table, record_id)
    parts = [(table.__tablename__, record_id)]
    if row is not None and hasattr(row, "person_id") and hasattr(row, "person"):
        parts.append(("person", row.person_id))
    if isinstance(row, Trainee):
        ids = session.scalars(select(Enrolment.id).where(Enrolment.trainee_id == record_id))
        parts += [("enrolment", enrolment_id) for enrolment_id in ids]
    return parts


def _line(session: Session, kind: str, line: history.HistoryLine, *, masked: bool) -> tuple[str, str, str]:
    when = line.at.astimezone()
    what = line.operation
    if line.field:
        field = _field(kind, line.field)
        shown = (_label(session, field, value) for value in (line.old, line.new))
        old, new = (show(field, value, masked=masked) or "빈칸" for value in shown)
        what = f"{field.title}  {old} → {new}"
    if line.reason:
        what += f" (사유: {line.reason})"
    return f"{when.month}. {when.day}. {when:%H:%M}", what, line.user


def _label(session: Session, field: Field, value: Any) -> Any:
    """What a link pointed at is called; every other value as it is."""
    if field.kind is not Kind.LINK or value is None:
        return value
    linked = records.KINDS[field.links_to]
    row = session.get(linked.table, value)
    return linked.label(row) if row is not None else None


def _is_shown(kind: str, key: str) -> bool:
    """Not what the program keeps for itself, such as the hash of a line."""
    return _field(kind, key).title != key


def _field(kind: str, key: str) -> Field:
    for column in SPECS[kind].columns:
        if column.key == key:
            return column.field
    declared = records.KINDS[kind].fields if kind in records.KINDS else ()
    return next((field for field in declared if field.key == key), Field(key, key))


def _no_links(_session: Session, _record_id: int) -> Sequence[Link]:
    return ()


def _of_trainee(session: Session, trainee_id: int) -> Sequence[Link]:
    trainee = session.get(Trainee, trainee_id)
    if trainee is None:
        return ()
    path = session.execute(
        select(Cohort.name, Stage.name, Enrolment.status)
        .select_from(Enrolment)
        .join(Stage)
        .join(Cohort)
        .where(Enrolment.trainee_id == trainee_id)
        .order_by(Cohort.year, Cohort.id, Stage.position)
    ).all()
    by_cohort: dict[str, list[str]] = {}
    for cohort, stage, status in path:
        by_cohort.setdefault(cohort, []).append(f"{stage} {status}")
    links = [Link(f"{cohort}: {' → '.join(steps)}") for cohort, steps in by_cohort.items()]
    certificates = session.scalars(select(Certificate).where(Certificate.person_id == trainee.person_id))
    links += [
        Link(f"수료증 {row.number} ({show_date(row.issued_on)}) {row.status}", "certificates", row.id)
        for row in certificates
    ]
    matches = session.scalars(select(Match).where(Match.trainee_id == trainee_id))
    return links + [_internship(row) for row in matches]


def _internship(row: Match) -> Link:
    period = f"{show_date(row.starts_on)} ~ {show_date(row.ends_on)}"
    return Link(
        f"{row.trainee.person.name} · {row.opening.company.name} · {period} {row.status}", "matches", row.id
    )


def _of_company(session: Session, company_id: int) -> Sequence[Link]:
    openings = session.scalars(select(Opening).where(Opening.company_id == company_id)).all()
    links = [Link(f"모집: {row.duty} {row.places}명", "openings", row.id) for row in openings]
    matches = session.scalars(select(Match).join(Opening).where(Opening.company_id == company_id))
    return links + [_internship(row) for row in matches]


def _of_opening(session: Session, opening_id: int) -> Sequence[Link]:
    return [_internship(row) for row in session.scalars(select(Match).where(Match.opening_id == opening_id))]


def _of_match(session: Session, match_id: int) -> Sequence[Link]:
    match = session.get(Match, match_id)
    if match is None:
        return ()
    return (
        Link(f"교육생 {match.trainee.person.name}", "trainees", match.trainee_id),
        Link(f"기업 {match.opening.company.name}", "companies", match.opening.company_id),
        Link(f"모집 {match.opening.duty}", "openings", match.opening_id),
    )


def _of_member(session: Session, member_id: int) -> Sequence[Link]:
    proposals = session.scalars(select(Proposal).join(Authorship).where(Authorship.member_id == member_id))
    return [Link(f"제안: {row.title} ({row.status})", "proposals", row.id) for row in proposals]


def _of_proposal(session: Session, proposal_id: int) -> Sequence[Link]:
    members = session.scalars(select(Member).join(Authorship).where(Authorship.proposal_id == proposal_id))
    return [Link(f"제안자 {row.person.name}", "members", row.id) for row in members]


_LINKS: dict[str, Callable[[Session, int], Sequence[Link]]] = {
    "trainees": _of_trainee,
    "companies": _of_company,
    "openings": _of_opening,
    "matches": _of_match,
    "members": _of_member,
    "proposals": _of_proposal,
}
