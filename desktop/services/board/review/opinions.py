"""Several departments asked at once, each with its own day to answer by."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import Opinion, Proposal
from desktop.model.journal import INSERT, Change
from desktop.model.journal import Operation as Journalled
from desktop.queries.board.merged import its_own_and_merged
from desktop.queries.list_spec import Scope
from desktop.queries.review import ANSWERED, SKIPPED, WAITING
from desktop.rules.board.days import check_come
from desktop.rules.board.states import DECIDED, check_alone, check_asked_about
from desktop.rules.review.clock import Clock, Period, Unit, end_of
from desktop.services.board.review import clocks, reviewing, settings
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.text.dates import parse_date, show_date
from desktop.text.hangul import clean

_WITH_DAY = re.compile(
    r"(.*?\S) +((?:\d{2,4} ?[-./년] ?)?\d{1,2} ?[-./월] ?\d{1,2} ?[.일]?|\d{8}|\d{6})", re.ASCII
)
"""A number alone is no day: '도시계획과 2팀' and '119안전센터 2' are departments."""


def first_values(store: Store, scope: Scope) -> Mapping[str, Any]:
    """What a new opinion begins with: asked today, due after the working days that are set."""
    with store.read() as session:
        days = Period(value(session, settings.OPINION_DAYS), Unit.WORKING_DAYS)
        due = end_of(Clock(scope.today, days), clocks.calendar(session))
    return {"asked_on": scope.today, "due_on": due}


@dataclass(frozen=True, slots=True)
class Stated:
    """A department's opinion as it stands beside the others: ``how`` it answered, or that it has not; its words."""

    id: int
    department: str
    how: str
    words: str


def stated(store: Store, proposal_id: int) -> list[Stated]:
    """The opinions on a proposal in the order in which they were asked for."""
    with store.read() as session:
        return [
            Stated(row.id, asked_of(row, proposal_id), said(row), row.text or "")
            for row in on(session, proposal_id)
        ]


def on(session: Session, proposal_id: int) -> Sequence[Opinion]:
    """The opinions on a proposal and on those merged into it, in the order in which they were asked for."""
    of_it = Opinion.proposal_id.in_(its_own_and_merged(proposal_id))
    return session.scalars(select(Opinion).where(of_it).order_by(Opinion.asked_on, Opinion.id)).all()


def asked_of(row: Opinion, proposal_id: int) -> str:
    """The department, and which proposal it was asked of where that was merged into this one."""
    return row.department if row.proposal_id == proposal_id else f"{row.department} ({row.proposal.title})"


def said(row: Opinion) -> str:
    """How a department answered and when, or that it has not."""
    if row.answered_on:
        return f"{row.verdict or ANSWERED} ({show_date(row.answered_on)})"
    if row.skipped_reason:
        return f"{SKIPPED}: {row.skipped_reason}"
    return f"{WAITING} ({show_date(row.due_on)}까지)" if row.due_on else WAITING


def read_departments(text: str, due_on: dt.date) -> dict[str, dt.date]:
    """Departments written one a line, each with a day of its own after it where it has one: '청소행정과 2022-09-21'.

    Raises UserError for a day that cannot be read and for no department.
    """
    found: dict[str, dt.date] = {}
    for line in filter(None, map(clean, text.splitlines())):
        written = _WITH_DAY.fullmatch(line)
        name, day = written.groups() if written else (line, None)
        try:
            found[name] = due_on if day is None else parse_date(day)
        except UserError as error:
            raise UserError(f"{name}: {error.message}", "departments") from None
    if not found:
        raise UserError("의견을 물을 부서를 한 줄에 하나씩 적어 주세요.", "departments")
    return found


def ask(store: Store, proposal_id: int, asked_on: dt.date, departments: Mapping[str, dt.date]) -> Changes:
    """Ask departments for their opinions of a proposal, all or none. Raises UserError for one that has not answered yet."""
    with store.operation("부서 의견 묻기") as op:
        proposal = op.get(Proposal, proposal_id)
        check_asked_about(proposal.status)
        check_alone(proposal.merged_into_id, "departments")
        known = reviewing.missing_opinions(op.session, proposal_id)
        for department, due_on in departments.items():
            if department in known:
                raise UserError(
                    f"{department}에는 이미 의견을 물었습니다. 답을 받거나 생략한 뒤에 다시 물어 주세요.",
                    "departments",
                )
            if due_on < asked_on:
                raise UserError(
                    f"{department}의 답할 날이 물은 날보다 앞섭니다. 날짜를 고쳐 주세요.", "departments"
                )
            op.add(Opinion(proposal_id=proposal_id, department=department, asked_on=asked_on, due_on=due_on))
        op.name = f"부서 의견 묻기: {proposal.title} ({len(departments)}곳)"
    return op.changes


def add(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Opinion:
    """A new opinion. Raises UserError where its proposal is none to be asked about."""
    proposal = op.get(Proposal, values["proposal_id"])
    check_asked_about(proposal.status)
    check_alone(proposal.merged_into_id, "proposal_id")
    return op.add(Opinion(**values))


def after(op: Operation, opinion: Opinion, values: Mapping[str, Any]) -> None:
    """Raise UserError for an answer of a day that is yet to come, and for one taken out that a decision was made with."""
    if "answered_on" in values:
        check_come("답한 날", opinion.answered_on, op.at.astimezone().date(), "answered_on")
    if "proposal_id" not in values and {"answered_on", "skipped_reason"} & values.keys():
        check_given(op, opinion, values)


def check_given(op: Operation, opinion: Opinion, _values: Mapping[str, Any]) -> None:
    """Raise UserError where an opinion that a proposal was decided with is waited for again."""
    own = op.get(Proposal, opinion.proposal_id)
    proposal = own.merged_into or own
    if proposal.status in DECIDED and opinion.answered_on is None and opinion.skipped_reason is None:
        raise UserError(
            f"'{proposal.title}' 제안은 {opinion.department}의 의견까지 보고 결정해 지금 '{proposal.status}'입니다. "
            "의견이나 생략 사유를 적어 두거나, 제안을 '검토'로 옮긴 뒤에 비워 주세요.",
            "answered_on",
        )


def remove_parts(op: Operation, ids: Sequence[int]) -> None:
    """Raise UserError for an opinion that was never given: why it was done without stays to be seen.

    One written down today may have been asked by mistake. The journal tells, as the day it was asked can be changed.
    """
    today = op.at.astimezone().date()
    for within in parts(ids):
        written = (
            select(Opinion.department, func.max(Journalled.at))
            .join(Change, and_(Change.row_id <= Opinion.id, Change.last_row_id >= Opinion.id))
            .join(Journalled, Journalled.id == Change.operation_id)
            .where(within(Opinion.id), Opinion.answered_on.is_(None))
            .where(Change.table_name == Opinion.__tablename__, Change.action == INSERT)
            .group_by(Opinion.id, Opinion.department)
        )
        for department, at in op.session.execute(written):
            if at.astimezone().date() < today:
                raise UserError(
                    f"{department}에 물은 의견은 답이 없는 채로 지울 수 없습니다. 답을 적거나 생략 사유를 적어 남겨 주세요. "
                    "오늘 적은 것은 지울 수 있습니다."
                )
