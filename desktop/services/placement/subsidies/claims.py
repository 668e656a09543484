"""Claims: made for a month, checked at every step, opened line by line (feature rows CO-17 to CO-19)."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.payments import OtherSupport
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import ClaimPaper, SubsidyClaim, SubsidyLine, SubsidySupport
from desktop.queries.card import Linked
from desktop.queries.list_spec import Scope
from desktop.rules.fields import Field
from desktop.rules.subsidy import (
    Claim,
    Paid,
    check_budget,
    check_days,
    check_granted,
    check_within,
)
from desktop.rules.subsidy.papers import DRAWS, ClaimStatus
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.placement.subsidies import policies, supports, wages
from desktop.services.placement.subsidies.signals import open_signals
from desktop.text.dates import show_date

_MONTH = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*월?\.?")
MONTH = Field("month", "달", required=True, example="예: 2022-10")
PLANNED = "예정"
"""What a payment is that nobody asked for yet."""
_FIXED = frozenset({"requested", "granted", "paid_wage", "first_on", "last_on"})


@dataclass(slots=True)
class Made:
    """What came of a month: the claims made, and a sentence for each that was not."""

    changes: Changes | None = None
    count: int = 0
    left_out: list[str] = field(default_factory=list)


def parse_month(written: str) -> dt.date:
    """The first day of the month meant by '2022-10'. Raises UserError otherwise."""
    found = _MONTH.fullmatch(written.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        raise UserError("달은 2022-10처럼 적어 주세요.", "month")
    return dt.date(int(found[1]), int(found[2]), 1)


def to_come(session: Session, scope: Scope, month: dt.date) -> list[tuple[SubsidySupport, Claim]]:
    """The payments that can be asked for in the month that begins on ``month`` and are not claimed yet."""
    rows = select(SubsidySupport).join(Match).join(Opening).order_by(SubsidySupport.id)
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    return [
        (support, claim)
        for support in session.scalars(rows)
        for claim in supports.forecast(session, support).rows
        if claim.due.replace(day=1) == month
    ]


def of_month(store: Store, scope: Scope, month: dt.date) -> list[dict[str, Any]]:
    """The claims of the month that begins on ``month``, those to come last under the status '예정', with their calculation."""
    after = (month + dt.timedelta(31)).replace(day=1)
    with store.read() as session:
        rows = select(SubsidyClaim).join(SubsidySupport).join(Match).join(Opening)
        rows = rows.where(SubsidyClaim.due_on >= month, SubsidyClaim.due_on < after).order_by(SubsidyClaim.id)
        if scope.cohort_id is not None:
            rows = rows.where(Opening.cohort_id == scope.cohort_id)
        found = [
            _told(row.support, row.payee, (row.first_on, row.last_on), row.requested)
            | {"granted": row.granted, "status": row.status, "calculation": row.calculation.splitlines()}
            for row in session.scalars(rows)
        ]
        return found + [
            _told(support, claim.payee.value, (claim.first, claim.last), claim.amount)
            | {"granted": None, "status": PLANNED, "calculation": list(claim.steps)}
            for support, claim in to_come(session, scope, month)
        ]


def _told(
    support: SubsidySupport, payee: str, days: tuple[dt.date, dt.date], requested: int
) -> dict[str, Any]:
    match = support.match
    return {
        "name": match.trainee.person.name,
        "company": match.opening.company.name,
        "policy": support.policy.name,
        "payee": payee,
        "first_on": days[0].isoformat(),
        "last_on": days[1].isoformat(),
        "requested": requested,
    }


def make_month(store: Store, scope: Scope, month: dt.date) -> Made:
    """Make the claims of a month, one operation; what cannot be claimed is told and left out."""
    made = Made()
    with store.operation(f"{month.year}년 {month.month}월 인건비 청구 만들기") as op:
        for support, claim in to_come(op.session, scope, month):
            try:
                with op.savepoint():
                    _ask(op, support, claim, None)
                made.count += 1
            except UserError as error:
                made.left_out.append(
                    f"{supports.label(support)} {show_date(claim.first)}~{show_date(claim.last)}: {error.message}"
                )
        op.name = f"{month.year}년 {month.month}월 인건비 청구 {made.count:,}건 만들기"
    made.changes = op.changes
    return made


def add_claim(op: Operation, values: Mapping[str, Any], _scope: Scope) -> SubsidyClaim:
    """A claim by hand: of days that the line pays for. Raises UserError naming them where it pays for others."""
    support = op.get(SubsidySupport, values["support_id"])
    line = op.get(SubsidyLine, values["line_id"])
    if line.policy_id != support.policy_id:
        raise UserError(f"{support.policy.name}의 항목이 아닙니다. 그 정책의 항목을 골라 주세요.", "line_id")
    first, last = values["first_on"], values["last_on"]
    check_within(first, last, supports.employment(support))
    lines = policies.lines_of(op.session, support.policy_id)
    rows = [each for each in supports.reckoned(op.session, support) if lines[each.line].id == line.id]
    for each in rows:
        if (each.first, each.last) == (first, last):
            return _ask(op, support, each, values)
    known = ", ".join(f"{show_date(each.first)}~{show_date(each.last)}" for each in rows) or "없음"
    raise UserError(f"이 항목이 지급하는 기간이 아닙니다. 지급하는 기간: {known}", "first_on")


def check_claim(op: Operation, row: SubsidyClaim, values: Mapping[str, Any]) -> None:
    """What must hold of a claim however it was written: approved and paid only with papers, budget and nothing odd.

    Raises UserError saying what is missing.
    """
    if row.status == ClaimStatus.PAID.value and _FIXED & set(values):
        raise UserError(
            "이미 지급한 청구입니다. '미지급'으로 되돌린 뒤 고치거나 '환수'에 적어 주세요.", "granted"
        )
    if "paid_wage" in values and values["paid_wage"] == row.paid_wage:
        wages.follow(op.session, row)
    today = op.at.astimezone().date()
    with op.session.no_autoflush:
        if row.granted is not None or row.status in DRAWS:
            row.granted = row.granted or row.requested
            check_granted(row.computed, row.requested, row.granted)
        if row.status in DRAWS:
            _draw(op, row)
        else:
            row.budget_id = None
        row.approved_on = (row.approved_on or today) if row.status in DRAWS else None
        row.paid_on = (row.paid_on or today) if row.status == ClaimStatus.PAID.value else None
    op.session.flush()


def calculation(session: Session, claim_id: int) -> Sequence[Linked]:
    """How the amount came about, line by line, and the papers, on the claim's card."""
    row = session.get(SubsidyClaim, claim_id)
    if row is None:
        return ()
    papers = session.scalars(
        select(ClaimPaper).where(ClaimPaper.claim_id == claim_id).order_by(ClaimPaper.id)
    ).all()
    missing = [each.title for each in papers if each.attachment_id is None]
    return [
        Linked(f"지원 대상 {supports.label(row.support)}", "supports", row.support_id),
        *(Linked(f"계산: {step}") for step in row.calculation.splitlines()),
        *(
            Linked(f"증빙 {each.title}: {each.attachment.name}", "attachments", each.attachment.id)
            for each in papers
            if each.attachment
        ),
        *((Linked(f"빠진 증빙: {', '.join(missing)}"),) if missing else ()),
    ]


def remove_papers(op: Operation, claim_ids: Sequence[int]) -> None:
    """The list of papers goes with its claim."""
    for within in parts(claim_ids):
        ids = op.session.scalars(select(ClaimPaper.id).where(within(ClaimPaper.claim_id))).all()
        op.delete_many(ClaimPaper, ids)


def _ask(
    op: Operation, support: SubsidySupport, claim: Claim, values: Mapping[str, Any] | None
) -> SubsidyClaim:
    given = values or {}
    requested = given.get("requested") or claim.amount
    if not claim.amount:
        raise UserError(
            f"지급할 금액이 0원입니다({claim.steps[-2] if len(claim.steps) > 1 else ''}).", "requested"
        )
    check_granted(claim.amount, requested, given.get("granted") or requested)
    line = policies.lines_of(op.session, support.policy_id)[claim.line]
    check_days(claim.first, claim.last, _paid_days(op.session, support, line))
    _check_others(op.session, support, claim)
    row = op.add(
        SubsidyClaim(
            support_id=support.id,
            line_id=line.id,
            payee=claim.payee.value,
            first_on=claim.first,
            last_on=claim.last,
            due_on=claim.due,
            computed=claim.amount,
            requested=requested,
            granted=given.get("granted"),
            paid_wage=given.get("paid_wage") or supports.employment(support).paid.get(claim.first),
            calculation="\n".join(claim.steps),
            made_by=op.user,
        )
    )
    titles = policies.papers_of(support.policy)
    op.insert_many(
        ClaimPaper, [{"claim_id": row.id, "title": title, "attachment_id": None} for title in titles]
    )
    return row


def _paid_days(session: Session, support: SubsidySupport, line: SubsidyLine) -> list[Paid]:
    """Days claimed for the same person and payee, but by another line of the same support: those are paid side by side."""
    rows = session.scalars(
        select(SubsidyClaim)
        .join(SubsidySupport)
        .join(Match)
        .where(
            Match.trainee_id == support.match.trainee_id,
            SubsidyClaim.payee == line.payee,
            SubsidyClaim.status != ClaimStatus.REJECTED.value,
            (SubsidyClaim.support_id != support.id) | (SubsidyClaim.line_id == line.id),
        )
    )
    return [Paid(supports.label(row.support), row.first_on, row.last_on) for row in rows]


def _check_others(session: Session, support: SubsidySupport, claim: Claim) -> None:
    excluded = policies.words(support.policy.excluded_programmes)
    if not excluded:
        return
    other = session.scalar(
        select(OtherSupport).where(
            OtherSupport.trainee_id == support.match.trainee_id,
            OtherSupport.programme.in_(excluded),
            OtherSupport.first_on <= claim.last,
            OtherSupport.last_on >= claim.first,
        )
    )
    if other is not None:
        days = f"{show_date(other.first_on)}~{show_date(other.last_on)}"
        raise UserError(
            f"{other.programme}({days})의 지원을 받는 날입니다. 함께 받을 수 없습니다.", "first_on"
        )


def _draw(op: Operation, row: SubsidyClaim) -> None:
    session, year = op.session, row.last_on.year
    budget = supports.budget_of(session, row.support.policy_id, year)
    if budget is None:
        raise UserError(
            f"{row.support.policy.name}의 {year}년 예산이 없습니다. '지원 예산'에 먼저 적어 주세요."
        )
    assert row.granted is not None
    check_budget(supports.drawn(session, budget, besides=row.id), row.granted)
    row.budget_id = budget.id
    if row.status == ClaimStatus.UNPAID.value:
        return
    missing = session.scalars(
        select(ClaimPaper.title)
        .where(ClaimPaper.claim_id == row.id, ClaimPaper.attachment_id.is_(None))
        .order_by(ClaimPaper.id)
    ).all()
    if missing:
        raise UserError(
            f"{supports.claim_label(row)}: 빠진 증빙이 있습니다({', '.join(missing)}). 증빙을 먼저 붙여 주세요.",
            "status",
        )
    if told := open_signals(session, [row.id]).get(row.id):
        raise UserError(
            f"{supports.claim_label(row)}: 점검 신호({told})가 있습니다. 다른 사람이 사유를 적어야 지급할 수 있습니다.",
            "status",
        )
