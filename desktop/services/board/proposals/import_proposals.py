"""Proposals of the junior board out of an office's sheet: one by its title; authors, theme, team and origin by name.

A title that stands for several, as an old no and the one it was revived as, means the one of the row's day.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.base import table_of
from desktop.model.board import PROPOSAL_FIELDS, Authorship, BoardTeam, Meeting, Proposal, Theme
from desktop.queries.board.proposals import HELD_FROM
from desktop.rules.board.days import check_author
from desktop.rules.board.states import PROPOSAL, ProposalStatus
from desktop.rules.fields import Field, Kind, Value
from desktop.services.board import import_rows
from desktop.services.board.import_names import Names
from desktop.services.board.import_rows import Meant, Row, Sheet, Writes
from desktop.services.board.proposals import import_states
from desktop.services.datafile.operations import Operation
from desktop.services.intake.importer import BoardTarget, Importer, Needed
from desktop.services.intake.plan import Parsed, Resolution, Target

_OWN = {each.key: each for each in PROPOSAL_FIELDS}
_PLAIN = (
    "title",
    "status",
    "status_on",
    "reason",
    "held_from",
    "proposed_on",
    "received_on",
    "cost",
    "problem",
    "idea",
    "effect",
)
FIELDS = (
    _OWN["title"],
    Field("status", "상태", Kind.CHOICE, choices=PROPOSAL.statuses, aliases=("진행 상태", "처리 상태")),
    replace(_OWN["theme_id"], kind=Kind.TEXT, links_to=""),
    Field("policy", "운영방침"),
    Field("authors", "제안자", private=True, aliases=("제안 위원", "제안자 성명")),
    replace(_OWN["team_id"], kind=Kind.TEXT, links_to="", aliases=("팀명",)),
    Field("meeting", "나온 회의"),
    Field("met_on", "나온 회의 날짜", Kind.DATE),
    Field("status_on", "이 상태부터", Kind.DATE),
    Field("reason", "사유", Kind.LONG_TEXT),
    *import_states.CONDITION,
    HELD_FROM,
    *(_OWN[key] for key in ("proposed_on", "received_on", "cost", "problem", "idea", "effect")),
)
_ELSEWHERE = frozenset({"authors", *import_states.CONDITION_KEYS})
"""What the rows of other tables hold."""
_APART = re.compile(r"\s*[,;/\n、]\s*")
_CALLED: Final[dict[str, tuple[type[Theme | BoardTeam | Meeting], Any]]] = {
    "theme_id": (Theme, Theme.name),
    "team_id": (BoardTeam, BoardTeam.name),
    "meeting_id": (Meeting, Meeting.title),
}


class _New(NamedTuple):
    """A theme, or a team, that the sheet names first: it is made with the import."""

    name: str
    policy_id: int | None = None


def resolve(session: Session, parsed: Parsed, target: Target) -> Resolution:
    """Find, for every row, the proposal it is, and all it calls by name; nothing is written."""
    term = _Term(session, parsed, target)
    result = import_rows.resolve(
        parsed, Sheet(FIELDS, "title", term.meant, term.check, term.there, term.shown)
    )
    for key, noun in (("theme_id", "주제"), ("team_id", "팀")):
        names = [each.name for each in _first_named(result.writes, key)]
        result.created += [f"{noun} {len(names)}개를 새로 추가합니다: {', '.join(names)}"] if names else []
    result.notes += import_states.notes(result.writes.new)
    return result


class _Term:
    """The term a sheet goes to: its proposals, and what their rows mean."""

    def __init__(self, session: Session, parsed: Parsed, target: Target) -> None:
        self._names, self._today = Names(session, target), session.info["today"]
        self._columns = parsed.columns.keys()
        columns = table_of(Proposal).c
        rows = session.execute(
            select(table_of(Proposal)).where(columns.board_id == self._names.board_id).order_by(columns.id)
        ).mappings()
        authors = _shown_authors(session)
        states = import_states.standing(session, self._names.board_id)
        there = [{**row, **states[row["id"]], "authors": tuple(sorted(authors[row["id"]]))} for row in rows]
        self.there = import_rows.by_identity(there, ("id",))
        self._titled = import_rows.by_identity(there, ("title",))
        self._said = Counter(parsed.column("title"))

    def meant(self, row: Row) -> Meant:
        """The proposal of the row's title; what it calls by name as ids, a new theme or team as such."""
        names = self._names
        origin = names.meeting(row["meeting"], row["met_on"], "meeting").id if row["meeting"] else None
        written = filter(None, _APART.split(row["authors"] or ""))
        authors = tuple(sorted({names.member(name, "authors").id for name in written}))
        values = {
            "board_id": names.board_id, **{key: row[key] for key in (*_PLAIN, *import_states.CONDITION_KEYS)},
            "theme_id": self._theme(row), "team_id": _known_or_new(names.teams, row["team_id"]),
            "meeting_id": origin, "authors": authors or None,
        }  # fmt: skip
        return Meant(self._identity(row), values)

    def _identity(self, row: Row) -> tuple[Any, ...]:
        """The id of the one that is there, or the title and day of a new one."""
        title, day = row["title"], row["proposed_on"]
        titled = self._titled.get((title,), [])
        found = [each for each in titled if each["proposed_on"] == day]
        if len(titled) == self._said[title] == 1:
            found = titled
        if len(found) > 1 or (not found and titled and day is None):
            raise UserError(
                f"'{title}' 제안이 여럿입니다. 어느 것인지 제안일을 적거나 제목을 다르게 고쳐 주세요.",
                "title",
            )
        return (found[0]["id"],) if found else (title, day)

    def _theme(self, row: Row) -> int | _New | None:
        theme = _known_or_new(self._names.themes, row["theme_id"])
        if not isinstance(theme, _New):
            return theme
        policies = self._names.policies.get(row["policy"], ())
        if not policies:
            raise UserError(
                "이 기수에 없는 주제입니다. 새 주제이면 '운영방침' 열에 그 운영방침을 함께 적어 주세요.",
                "theme_id",
            )
        return theme._replace(policy_id=policies[0].id)

    def check(self, values: Row, stood: Row | None) -> None:
        """Refuse what a dialog would: a state that is not as moves leave it, an author who is no member that day."""
        import_states.check(values, stood, self._columns, self._today)
        known = stood["authors"] if stood and stood["proposed_on"] == values["proposed_on"] else ()
        for member_id in set(values["authors"] or ()) - set(known):
            if (member := self._names.members.get(member_id)) is not None:
                check_author(
                    member.name,
                    values["proposed_on"],
                    self._today,
                    member.joined_on,
                    member.left_on,
                    "authors",
                )

    def shown(self, key: str, value: Any) -> Value:
        """A value as the review page tells it: names for ids."""
        if isinstance(value, _New):
            return value.name
        if key == "authors":
            members = self._names.members
            return ", ".join(members[each].name for each in value or () if each in members)
        if key in _CALLED:
            table, name = _CALLED[key]
            return self._names.session.scalar(select(name).where(table.id == value))
        return import_rows.as_it_is(key, value)


def _known_or_new(known: Mapping[str, Sequence[Any]], name: str | None) -> int | _New | None:
    if name is None:
        return None
    return known[name][0].id if name in known else _New(name)


def _shown_authors(session: Session) -> dict[int, set[int]]:
    """The authors of each proposal as its list tells them: its own, and those of what was merged into it."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Proposal.id, Proposal.merged_into_id, Authorship.member_id).join(Proposal.authorships)
    )
    for proposal_id, into_id, member_id in rows:
        found[proposal_id].add(member_id)
        if into_id is not None:
            found[into_id].add(member_id)
    return found


def _first_named(writes: Writes, key: str) -> list[_New]:
    named = [each.get(key) for each in (*writes.new, *writes.changes)]
    return list({each.name: each for each in named if isinstance(each, _New)}.values())


def write(op: Operation, _parsed: Parsed, resolution: Resolution, target: Target) -> None:
    """Write what `resolve` found, each with what its state asks for."""
    writes: Writes = resolution.writes
    board_id, today = Names(op.session, target).board_id, op.at.astimezone().date()
    made: dict[_New, int] = {}
    for key, table in (("theme_id", Theme), ("team_id", BoardTeam)):
        named = _first_named(writes, key)
        rows = [{"board_id": board_id, "name": each.name, **_under(each)} for each in named]
        made |= zip(named, op.insert_many(table, rows, read=True), strict=True)
    new = [
        {
            **_stored(values, made),
            "status": values["status"] or ProposalStatus.FOUND.value,
            "status_on": values["status_on"] or today,
            "received_on": import_states.received(values, today),
        }
        for values in writes.new
    ]
    ids = op.insert_many(Proposal, new, read=True)
    _write_authors(op, zip(ids, (each["authors"] or () for each in writes.new), strict=True))
    changes = [_stored(values, made) for values in writes.changes]
    op.update_many(Proposal, [each for each in changes if len(each) > 1])
    _write_authors(op, ((each["id"], each["authors"]) for each in writes.changes if "authors" in each))
    told = {each["id"]: each for each in writes.changes}
    import_states.write(op, dict(zip(ids, writes.new, strict=True)), told)


def _under(new: _New) -> dict[str, int]:
    return {} if new.policy_id is None else {"policy_id": new.policy_id}


def _stored(values: Row, made: Mapping[_New, int]) -> dict[str, Any]:
    return {
        key: made[value] if isinstance(value, _New) else value
        for key, value in values.items()
        if key not in _ELSEWHERE
    }


def _write_authors(op: Operation, wanted: Iterable[tuple[int, Sequence[int]]]) -> None:
    """Who is told already stays; who comes from what was merged into a proposal is no author of its own."""
    shown = _shown_authors(op.session)
    new, gone = [], []
    for proposal_id, members in wanted:
        own = op.session.scalars(select(Authorship).where(Authorship.proposal_id == proposal_id))
        gone += [row.id for row in own if row.member_id not in members]
        new += [
            {"proposal_id": proposal_id, "member_id": each}
            for each in members
            if each not in shown[proposal_id]
        ]
    op.delete_many(Authorship, gone)
    op.insert_many(Authorship, new, read=True)


IMPORTER: Final = Importer(
    kind="proposals",
    title="주니어보드 제안",
    noun="제안",
    counter="건",
    fields=FIELDS,
    required=(Needed("제목", ("title",)),),
    resolve=resolve,
    write=write,
    not_mine=re.compile(r"생년월일|신청|동의|회신|^회의"),
    foreign=re.compile(r"^남은할일"),
    flag=import_states.flag,
    named_by="title",
    target=BoardTarget(none_yet="기수를 먼저 추가해 주세요"),
    synonyms={
        "status": {
            "반려": "불채택",
            "일부채택": "부분채택",
            "부분 채택": "부분채택",
            "철회": "취하",
            "완료": "종료",
        }
    },
)
