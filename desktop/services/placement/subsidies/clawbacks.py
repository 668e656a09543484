"""What has to be given back, with its balance, and the sample that is looked at (feature row CO-21)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.payments import Clawback, Inspection, Repayment
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import SubsidyClaim, SubsidySupport
from desktop.queries.card import Linked
from desktop.queries.due import Due
from desktop.queries.list_spec import Scope
from desktop.queries.placement.subsidies.money_back import REPAID
from desktop.rules.subsidy import balance, returned, sample
from desktop.rules.subsidy.papers import ClaimStatus
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.placement.subsidies import policies, supports
from desktop.text.amounts import show_amount
from desktop.text.dates import show_date


def owed(session: Session, support: SubsidySupport) -> tuple[int, str]:
    """What was paid and has to come back, in won, and why: lines left too early, and days paid that were not worked.

    What earlier clawbacks of the support ask for is taken off.
    """
    policy, work = policies.reckoned(session, support.policy), supports.employment(support)
    places = {row.id: place for place, row in enumerate(policies.lines_of(session, support.policy_id))}
    paid = [
        (places[row.line_id], row.first_on, row.granted or 0)
        for row in session.scalars(
            select(SubsidyClaim).where(
                SubsidyClaim.support_id == support.id, SubsidyClaim.status == ClaimStatus.PAID.value
            )
        )
    ]
    lost = {
        line: won
        for line in {each for each, _first, _won in paid}
        if (won := returned(policy, work, [(each, paid_) for each, _first, paid_ in paid if each == line]))
    }
    now = {(each.line, each.first): each.amount for each in supports.reckoned(session, support)}
    over = sum(max(0, won - now.get((line, first), 0)) for line, first, won in paid if line not in lost)
    asked = session.scalar(
        select(func.coalesce(func.sum(Clawback.owed), 0)).where(Clawback.support_id == support.id)
    )
    parts_ = (("환수 기준 전에 그만둠", sum(lost.values())), ("일하지 않은 날의 지급", over))
    causes = [f"{word} {show_amount(won)}" for word, won in parts_ if won]
    return sum(lost.values()) + over - int(asked or 0), ", ".join(causes)


def reckon(store: Store, support_ids: Sequence[int]) -> Changes:
    """Enter what has to come back of supports. Raises UserError where nothing has."""
    with store.operation("환수 계산") as op:
        made = []
        for support_id in support_ids:
            support = op.get(SubsidySupport, support_id)
            won, cause = owed(op.session, support)
            if won > 0:
                made.append(support)
                op.add(
                    Clawback(
                        support_id=support_id, owed=won, decided_on=op.at.astimezone().date(), cause=cause
                    )
                )
        if not made:
            raise UserError("돌려받을 금액이 없습니다. 마지막 근무일과 지급한 청구를 확인해 주세요.")
        op.name = f"환수 {len(made)}건 계산"
    return op.changes


def check_repayment(op: Operation, row: Repayment, _values: Mapping[str, Any]) -> None:
    """Raise UserError for a repayment of more than is left."""
    with op.session.no_autoflush:
        others = op.session.scalars(
            select(Repayment.repaid).where(
                Repayment.clawback_id == row.clawback_id, Repayment.id != (row.id or 0)
            )
        ).all()
        balance(op.get(Clawback, row.clawback_id).owed, [*others, row.repaid])
    op.session.flush()


def add_repayment(op: Operation, values: Mapping[str, Any], _scope: Scope) -> Repayment:
    """A repayment, refused before it is written where it is more than is left."""
    row = Repayment(**values)
    check_repayment(op, row, values)
    return op.add(row)


def label(row: Clawback) -> str:
    """'조승완·가람데이터 서초 2021 1,300,000원'."""
    return f"{supports.label(row.support)} {show_amount(row.owed)}"


def on_card(session: Session, clawback_id: int) -> Sequence[Linked]:
    """The support, and each repayment, on a clawback's card."""
    row = session.get(Clawback, clawback_id)
    if row is None:
        return ()
    paid = session.scalars(
        select(Repayment).where(Repayment.clawback_id == clawback_id).order_by(Repayment.paid_on)
    )
    return [
        Linked(f"지원 대상 {supports.label(row.support)}", "supports", row.support_id),
        *(
            Linked(f"반납 {show_date(each.paid_on)} {show_amount(each.repaid)}", "repayments", each.id)
            for each in paid
        ),
    ]


def due(session: Session, scope: Scope, _now: dt.datetime) -> Iterator[Due]:
    """Money that has to come back and has not, by its last day."""
    rows = (
        select(Clawback, REPAID).join(SubsidySupport).join(Match).join(Opening).where(Clawback.owed > REPAID)
    )
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    for row, repaid in session.execute(rows):
        yield Due(
            f"환수 잔액 {show_amount(row.owed - repaid)}",
            supports.label(row.support),
            row.due_on,
            "clawbacks",
            row.id,
        )


def draw(store: Store, scope: Scope, share: int, seed: int) -> Changes:
    """Draw ``share`` percent of the paid claims of the cohort in work, rounded up; the same seed draws the same.

    Raises UserError where nothing is paid, and where this seed has drawn all of them before.
    """
    if not 0 < share <= 100:
        raise UserError("표본은 1 % 이상 100 % 이하여야 합니다.", "share")
    with store.operation(f"표본 {share} % 뽑기(씨앗 {seed})") as op:
        rows = select(SubsidyClaim.id).join(SubsidySupport).join(Match).join(Opening)
        if scope.cohort_id is not None:
            rows = rows.where(Opening.cohort_id == scope.cohort_id)
        ids = op.session.scalars(rows.where(SubsidyClaim.status == ClaimStatus.PAID.value)).all()
        if not ids:
            raise UserError("지급한 청구가 없습니다. 지급한 뒤에 뽑아 주세요.")
        drawn = sample(ids, Fraction(share, 100), seed)
        known = {
            claim_id
            for within in parts(drawn)
            for claim_id in op.session.scalars(
                select(Inspection.claim_id).where(within(Inspection.claim_id), Inspection.seed == seed)
            )
        }
        new = [each for each in drawn if each not in known]
        if not new:
            raise UserError("이 씨앗으로 이미 뽑은 표본입니다. 다른 씨앗을 적어 주세요.", "seed")
        day = op.at.astimezone().date()
        op.insert_many(
            Inspection,
            [
                {"claim_id": each, "drawn_on": day, "seed": seed, "result": "미점검", "note": None}
                for each in new
            ],
        )
    return op.changes
