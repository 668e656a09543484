"""Votes as they are written: the roll of an open one with each choice, of a secret one with the counts, once.

Of a secret vote neither roll nor counts are changed afterwards: two of its states beside each other in the history would
tell how those chose who are in one of them only. One that was written wrongly is taken back or deleted, and stays in the
history: so what is written in its place is held against it as against one that stands. The choices of an open vote stay
there too: so no secret vote is written of its day, nor an open one of a secret one's.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, object_session

from desktop.errors import UserError
from desktop.model.board import Ballot, Member, Proposal, Vote
from desktop.model.people import Person
from desktop.queries.list_spec import Scope
from desktop.rules.board.states import check_alone
from desktop.rules.fields import Field, Kind
from desktop.rules.review.votes import Choice, Method, Tally, check_method, check_roll, check_tally
from desktop.services.board.votes.earlier import earlier
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.record_kind import Extra

VOTERS = "voters"
SIDES = {Choice.FOR: "chose_for", Choice.AGAINST: "chose_against", Choice.ABSTAIN: "chose_neither"}
COUNTS = {Choice.FOR: "in_favour", Choice.AGAINST: "against", Choice.ABSTAIN: "abstained"}
_HIDDEN = Method.HIDDEN.value
_ONCE = "비밀투표의 명부와 표는 닫을 때 한 번만 적습니다. 잘못 적었으면 투표를 지우고 같은 명부로 다시 적어 주세요."
_METHOD_STAYS = "투표 방식은 바꿀 수 없습니다. 적은 것은 지워도 이력에 남으니, 다시 투표했으면 그 투표일의 투표로 따로 적어 주세요."
_PLACE = {"proposal_id", "held_on"}


def _counted(choice: Choice) -> Extra:
    key = COUNTS[choice]
    field = Field(key, choice.value, Kind.INTEGER, maximum=10_000, unit="표", help="비밀투표에서만 적습니다.")
    return Extra(field, lambda row: getattr(row, key))


def _chosen(choice: Choice) -> Extra:
    field = Field(SIDES[choice], f"{choice.value}한 위원", Kind.LINK, links_to="members")
    return Extra(field, lambda row: _roll_of(row, choice.value), on_form=False)


EXTRAS = (
    Extra(
        Field(
            "method", "방식", Kind.CHOICE, choices=tuple(each.value for each in Method), required=True,
            help="비밀투표는 누가 투표했는지와 표의 수만 남깁니다.",
        ),
        lambda row: row.method,
    ),
    *map(_counted, Choice),
    *map(_chosen, Choice),
    Extra(
        Field(VOTERS, "투표한 위원", Kind.LINK, links_to="members"),
        lambda row: _roll_of(row, None) if row.method == _HIDDEN else (),
        on_form=False,
    ),
)  # fmt: skip


def tally_of(vote: Vote) -> Tally:
    """Its counts."""
    return Tally(vote.members, vote.in_favour, vote.against, vote.abstained)


def eligible(session: Session, proposal_id: int, day: dt.date) -> list[tuple[int, str]]:
    """The members who may vote on a proposal on a day, as (id, name), in the order of names."""
    rows = session.execute(
        select(Member.id, Person.name)
        .join(Person)
        .join(Proposal, Proposal.board_id == Member.board_id)
        .where(
            Proposal.id == proposal_id,
            or_(Member.joined_on.is_(None), Member.joined_on <= day),
            or_(Member.left_on.is_(None), Member.left_on >= day),
        )
        .order_by(Person.name, Member.id)
    )
    return [(row.id, row.name) for row in rows]


def voters(store: Store, proposal_id: int | None, day: dt.date | None) -> list[tuple[int, str]]:
    """The same for a dialog, which knows no proposal or day yet at first."""
    if proposal_id is None or day is None:
        return []
    with store.read() as session:
        return eligible(session, proposal_id, day)


def add(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Vote:
    """A new vote with its roll. Raises UserError for a roll or counts that cannot be."""
    check_alone(op.get(Proposal, values["proposal_id"]).merged_into_id, "proposal_id")
    names = _electorate(op.session, values["proposal_id"], values["held_on"])
    hidden = values.get("method") == _HIDDEN
    roll = _secret_roll(values) if hidden else _open_roll(values)
    tally = _secret_tally(values, len(names)) if hidden else _open_tally(roll, len(names))
    _check(roll, names, tally, hidden=hidden)
    method = Method.HIDDEN if hidden else Method.OPEN
    _check_beside_earlier(op.session, values["proposal_id"], values["held_on"], roll, method, None)
    own = {key: values.get(key) for key in ("proposal_id", "held_on", "note")}
    vote = op.add(Vote(**own, method=method.value, members=len(names), **_columns(tally)))
    _insert(op, vote, roll)
    return vote


def after(op: Operation, vote: Vote, values: Mapping[str, Any]) -> None:
    """What was changed of a vote that is there: the roll of an open one. Raises UserError where it may not be."""
    kept = {extra.field.key: extra.read(vote) for extra in EXTRAS}
    changed = {key for key in kept if key in values and not _same(values[key], kept[key])}
    if "method" in changed:
        raise UserError(_METHOD_STAYS, "method")
    if vote.method == _HIDDEN:
        if changed:
            raise UserError(_ONCE, "in_favour")
        if values.keys() & _PLACE:
            _check_beside_earlier(
                op.session, vote.proposal_id, vote.held_on, kept[VOTERS], Method.HIDDEN, vote.id
            )
        return
    names = _electorate(op.session, vote.proposal_id, vote.held_on)
    roll = _open_roll({key: values.get(key, kept[key]) for key in SIDES.values()})
    tally = _open_tally(roll, len(names))
    _check(roll, names, tally, hidden=False)
    if changed or values.keys() & _PLACE:
        _check_beside_earlier(op.session, vote.proposal_id, vote.held_on, roll, Method.OPEN, vote.id)
    _rewrite(op, vote, roll)
    for column, count in {"members": len(names), **_columns(tally)}.items():
        if getattr(vote, column) != count:
            setattr(vote, column, count)
    op.session.flush()


def check_voters(op: Operation, vote: Vote, _values: Mapping[str, Any]) -> None:
    """Who voted could vote on that day, and no more than could. Raises UserError where that does not hold."""
    roll = dict.fromkeys(op.session.scalars(select(Ballot.member_id).where(Ballot.vote_id == vote.id)))
    names = _electorate(op.session, vote.proposal_id, vote.held_on)
    _check(roll, names, tally_of(vote), hidden=vote.method == _HIDDEN)


def remove_parts(op: Operation, vote_ids: Sequence[int]) -> None:
    """The ballots of votes go with them."""
    for within in parts(vote_ids):
        op.delete_many(Ballot, op.session.scalars(select(Ballot.id).where(within(Ballot.vote_id))).all())


def remove_of_proposals(op: Operation, proposal_ids: Sequence[int]) -> None:
    """The votes on proposals go with them."""
    for within in parts(proposal_ids):
        ids = op.session.scalars(select(Vote.id).where(within(Vote.proposal_id))).all()
        remove_parts(op, ids)
        op.delete_many(Vote, ids)


def names_of(session: Session, vote_id: int) -> list[tuple[str, str | None]]:
    """Who voted, by name, with the choice where the vote was open."""
    rows = session.execute(
        select(Person.name, Ballot.choice)
        .select_from(Ballot)
        .join(Member, Member.id == Ballot.member_id)
        .join(Person)
        .where(Ballot.vote_id == vote_id)
        .order_by(Person.name, Ballot.member_id)
    )
    return [(row.name, row.choice) for row in rows]


# Within


def _same(new: Any, old: Any) -> bool:
    """Nothing is no count, and the order of those ticked says nothing."""
    if isinstance(new, tuple | list):
        return set(new) == set(old)
    return (new or 0) == (old or 0)


Roll = Mapping[int, str | None]
"""The members who voted, by id, with their choice; None for it in a secret vote."""


def _roll_of(vote: Vote, choice: str | None) -> tuple[int, ...]:
    session = object_session(vote)
    assert session is not None
    those = select(Ballot.member_id).where(
        Ballot.vote_id == vote.id, Ballot.choice.is_not_distinct_from(choice)
    )
    return tuple(session.scalars(those.order_by(Ballot.member_id)))


def _check_beside_earlier(
    session: Session, proposal_id: int, day: dt.date, roll: Iterable[int], method: Method, vote_id: int | None
) -> None:
    """Nothing of this vote and of another of its proposal, held side by side, ties anybody to a choice made in secret."""
    there = earlier(session, proposal_id, besides=vote_id)
    voted = {*roll}
    if voted:
        check_method(method, day, there)
    if method is Method.HIDDEN:
        check_roll(voted, [each.roll for each in there if each.method is Method.HIDDEN])


def _electorate(session: Session, proposal_id: int, day: dt.date) -> dict[int, str]:
    names = dict(eligible(session, proposal_id, day))
    if not names:
        raise UserError(
            "이 날 투표할 수 있는 위원이 없습니다. 투표일과 위원의 임기를 확인해 주세요.", "held_on"
        )
    return names


def _open_roll(values: Mapping[str, Any]) -> Roll:
    roll: dict[int, str | None] = {}
    for choice, key in SIDES.items():
        for member_id in values.get(key) or ():
            if member_id in roll:
                raise UserError("한 위원을 두 쪽에 적었습니다. 위원마다 하나만 골라 주세요.", key)
            roll[member_id] = choice.value
    return roll


def _secret_roll(values: Mapping[str, Any]) -> Roll:
    if any(values.get(key) for key in SIDES.values()):
        raise UserError(
            "비밀투표에는 누가 무엇을 골랐는지 적지 않습니다. 투표한 위원과 표의 수만 적어 주세요.", VOTERS
        )
    return dict.fromkeys(values.get(VOTERS) or ())


def _open_tally(roll: Roll, members: int) -> Tally:
    chosen = list(roll.values())
    return Tally(members, *(chosen.count(each.value) for each in Choice))


def _secret_tally(values: Mapping[str, Any], members: int) -> Tally:
    return Tally(members, *(values.get(COUNTS[each]) or 0 for each in Choice))


def _check(roll: Roll, names: Mapping[int, str], tally: Tally, *, hidden: bool) -> None:
    if not names.keys() >= roll.keys():
        raise UserError("이 날 위원이 아닌 사람이 명부에 있습니다. 투표일과 명부를 확인해 주세요.", "held_on")
    check_tally(tally, secret=hidden, voted=len(roll))


def _columns(tally: Tally) -> dict[str, int]:
    return {"in_favour": tally.in_favour, "against": tally.against, "abstained": tally.abstained}


def _insert(op: Operation, vote: Vote, roll: Roll) -> None:
    """In the order of the members' ids: no order of voting is kept."""
    rows = [
        {"vote_id": vote.id, "method": vote.method, "member_id": member_id, "choice": roll[member_id]}
        for member_id in sorted(roll)
    ]
    op.insert_many(Ballot, rows)


def _rewrite(op: Operation, vote: Vote, roll: Roll) -> None:
    there = {
        row.member_id: (row.id, row.choice)
        for row in op.session.execute(
            select(Ballot.id, Ballot.member_id, Ballot.choice).where(Ballot.vote_id == vote.id)
        )
    }
    op.delete_many(Ballot, [row_id for member, (row_id, _choice) in there.items() if member not in roll])
    op.update_many(
        Ballot,
        [
            {"id": row_id, "choice": roll[member]}
            for member, (row_id, choice) in there.items()
            if member in roll and roll[member] != choice
        ],
    )
    _insert(op, vote, {member: choice for member, choice in roll.items() if member not in there})
