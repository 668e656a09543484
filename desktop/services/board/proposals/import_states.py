"""What the state of an imported proposal asks for, as a move to it would: reason, days, a condition, its review.

An old list tells less than a move asks for. A no or a hold whose sheet has no column for its condition comes in without
one: that is flagged, and told as not known until a sheet with that column tells it.
"""

import datetime as dt
from collections.abc import Container, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import CONDITION_FIELDS, Condition, Proposal, Review, Supplement
from desktop.queries.board.proposals import OBSTACLE, OBSTACLE_TOLD, standing_condition
from desktop.queries.list_spec import Scope
from desktop.rules.board.conditions import NOT_KNOWN, check_condition
from desktop.rules.board.days import check_order
from desktop.rules.board.states import DECIDED, WITH_CONDITION, WITH_REASON, ProposalStatus
from desktop.rules.review.days import check_days
from desktop.services.board.import_rows import Row, Writes
from desktop.services.board.review import clocks, reviewing
from desktop.services.datafile.operations import Operation
from desktop.services.intake.plan import Flag, Parsed, Resolution
from desktop.text.hangul import attach

CONDITION = (OBSTACLE, *(each for each in CONDITION_FIELDS if each.key != OBSTACLE.key))
CONDITION_KEYS = tuple(each.key for each in CONDITION)
_ON_HOLD, _SUPPLEMENTED = ProposalStatus.ON_HOLD.value, ProposalStatus.SUPPLEMENTED.value
_REVIEWED, _PILOTED = ProposalStatus.REVIEWED.value, ProposalStatus.PILOTED.value
_RECEIVED_BY_THEN = (_REVIEWED, *reviewing.ADOPTIONS)
"""What is owed to one of these goes by its review: without a day of receipt that is the day it came to its state."""
_WITH_REVIEW = (_REVIEWED, _SUPPLEMENTED, _PILOTED, *DECIDED)
"""Of these that were received the review is begun with them; of one that moves on later, with its move."""
_AFTER_RECEIPT = (_SUPPLEMENTED, _PILOTED)
_SINCE = "'이 상태부터'의 날"
_BY_MOVES = {"status_on": "이 상태부터", "reason": "사유"}


def standing(session: Session, board_id: int) -> Mapping[int, Row]:
    """By the id of each proposal of a term the condition it stands under, and the days its review was decided by."""
    rows = session.execute(
        select(
            Proposal.id,
            OBSTACLE_TOLD.label("obstacle"),
            standing_condition(Condition.words).label("words"),
            standing_condition(Condition.look_again_on).label("look_again_on"),
            Review.answered_on,
            Review.expected_on,
        )
        .join(Review, Review.proposal_id == Proposal.id, isouter=True)
        .where(Proposal.board_id == board_id)
    ).mappings()
    return {row["id"]: dict(row) for row in rows}


def received(values: Row, today: dt.date) -> dt.date | None:
    """The day of receipt."""
    day: dt.date | None = values["received_on"]
    return day or ((values["status_on"] or today) if values["status"] in _RECEIVED_BY_THEN else None)


def check(values: Row, stood: Row | None, columns: Container[str], today: dt.date) -> None:
    """Raise UserError for a state no move would leave so, and for what only a move changes; ``columns`` are the file's."""
    if stood is not None:
        _check_kept(values, stood)
    if values["status"] in WITH_REASON and not values["reason"]:
        raise UserError("이 상태에는 사유가 있어야 합니다. 사유를 적어 주세요.", "reason")
    if stood is None or any(values[key] != stood[key] for key in (*CONDITION_KEYS, "held_from")):
        _check_condition(values, columns)
    _check_days(values, stood, today)


def _check_kept(values: Row, stood: Row) -> None:
    there = f"이미 '{stood['status']}' 상태로 있는 제안입니다."
    if values["status"] != stood["status"]:
        raise UserError(f"{there} 상태는 제안 목록에서 옮겨 주세요.", "status")
    for key, title in _BY_MOVES.items():
        if values[key] != stood[key]:
            raise UserError(f"{there} '{title}' 칸은 상태를 옮길 때 적히므로 비워 주세요.", key)
    if stood["held_from"] not in {None, values["held_from"]}:
        raise UserError(f"{there} '보류 전 상태' 칸은 바뀌지 않으므로 비워 주세요.", "held_from")
    changed = (key for key in CONDITION_KEYS if values[key] != stood[key])
    if stood["obstacle"] not in {None, NOT_KNOWN} and (key := next(changed, "")):
        raise UserError(f"{there} 풀릴 조건은 그 제안의 카드에서 고쳐 주세요.", key)


def _check_condition(values: Row, columns: Container[str]) -> None:
    status = values["status"]
    told = [key for key in CONDITION_KEYS if values[key] is not None]
    if values["held_from"] is not None and status != _ON_HOLD:
        raise UserError(
            "'보류 전 상태'는 보류한 제안에만 적습니다. 상태를 확인하거나 이 칸을 비워 주세요.", "held_from"
        )
    if status not in WITH_CONDITION:
        if told:
            raise UserError(
                "풀릴 조건은 보류나 불채택한 제안에만 적습니다. 상태를 확인하거나 이 칸을 비워 주세요.",
                told[0],
            )
    elif values["obstacle"] in {None, NOT_KNOWN}:
        if values["obstacle"] is None and ("obstacle" in columns or told):
            raise UserError(
                f"풀릴 조건을 적어 주세요. 알 수 없으면 '{NOT_KNOWN}'이라고 적습니다.", "obstacle"
            )
        if told[1:]:
            raise UserError(
                f"풀릴 조건이 '{NOT_KNOWN}'이면 설명과 다시 볼 날도 없습니다. 조건을 적거나 이 칸을 비워 주세요.",
                told[1],
            )
    else:
        check_condition(*(values[key] for key in CONDITION_KEYS))
        since = (_SINCE, values["status_on"])
        check_order(since, ("다시 볼 날", values["look_again_on"]), "look_again_on")


def _check_days(values: Row, stood: Row | None, today: dt.date) -> None:
    status, since = values["status"], values["status_on"]
    if stood is None and since is not None and since > today:
        raise UserError(
            f"{attach(_SINCE, '이/가')} 오늘보다 뒤입니다. 그 상태가 된 날을 적어 주세요.", "status_on"
        )
    day = received(values, today) if stood is None else values["received_on"]
    by_state = values["received_on"] is None and since is not None
    told, key = (_SINCE, "status_on") if by_state else ("접수일", "received_on")
    check_order(("제안일", values["proposed_on"]), (told, day), key)
    if stood is None and status in _AFTER_RECEIPT:
        check_order(("접수일", day), (_SINCE, since), "status_on")
    if day is None or (stood is not None and day == stood["received_on"]):
        return
    if stood is None:
        check_days(day, (since or today) if status in DECIDED else None, None, today)
    else:
        check_days(day, stood["answered_on"], stood["expected_on"], today)


def notes(new: Sequence[Row]) -> list[str]:
    """That some have no day of receipt but that of their state."""
    without = sum(each["received_on"] is None and each["status"] in _RECEIVED_BY_THEN for each in new)
    told = f"접수일 없이 {', '.join(_RECEIVED_BY_THEN)} 상태인 제안 {without:,}건은 그 상태가 된 날을 접수일로 적습니다."
    return [told] if without else []


def flag(_session: Session, parsed: Parsed, resolution: Resolution, _today: dt.date) -> list[Flag]:
    """The new noes and holds that come in without their condition."""
    writes: Writes = resolution.writes
    return [
        Flag(
            parsed.numbers[position],
            values["title"],
            f"풀릴 조건 {NOT_KNOWN}",
            values["status"],
            "보류와 불채택에는 풀릴 조건을 적습니다. '풀릴 조건' 열을 더해 다시 가져오면 적힙니다.",
        )
        for position, values in zip(resolution.added, writes.new, strict=True)
        if values["status"] in WITH_CONDITION and values["obstacle"] in {None, NOT_KNOWN}
    ]


def write(op: Operation, new: Mapping[int, Row], changes: Mapping[int, Row]) -> None:
    """Begin the reviews of new proposals, let those of others follow, and put down the conditions that are told."""
    for proposal_id, values in new.items():
        if values["status"] in _WITH_REVIEW:
            _begin(op, op.get(Proposal, proposal_id))
    for proposal_id, values in changes.items():
        if "received_on" in values:
            reviewing.follow_receipt(op, op.get(Proposal, proposal_id), values)
    known = {
        proposal_id: {key: values.get(key) for key in CONDITION_KEYS}
        for proposal_id, values in {**new, **changes}.items()
        if values.get("obstacle") not in {None, NOT_KNOWN}
    }
    rows = ((op.get(Proposal, proposal_id), told) for proposal_id, told in known.items())
    op.insert_many(
        Condition,
        [
            {"proposal_id": row.id, "state": row.status, "set_on": row.status_on or _today(op), **told}
            for row, told in rows
        ],
        read=True,
    )


def _begin(op: Operation, proposal: Proposal) -> None:
    if proposal.received_on is None:
        return
    given = {"proposal_id": proposal.id, "received_on": proposal.received_on}
    review = reviewing.add(op, given, Scope())
    if proposal.status == _SUPPLEMENTED:
        review.supplements.append(Supplement(asked_on=proposal.status_on or _today(op)))
        clocks.set_ends(op.session, review)
        op.session.flush()


def _today(op: Operation) -> dt.date:
    return op.at.astimezone().date()
