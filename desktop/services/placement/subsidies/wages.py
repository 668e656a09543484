"""The wage really paid for the days of a claim: what is within the wage is reckoned again by it (feature row CO-16)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.subsidies import SubsidyClaim
from desktop.rules.subsidy import check_granted
from desktop.rules.subsidy.papers import ClaimStatus
from desktop.services.placement.subsidies import policies, supports

_CLOSED = (ClaimStatus.PAID.value, ClaimStatus.REJECTED.value)


def follow(session: Session, row: SubsidyClaim) -> None:
    """Reckon a claim again by the wage written at it; the open claims of the same days hear of the same wage.

    Raises UserError where nothing is left to claim.
    """
    _reckon(session, row)
    same_days = select(SubsidyClaim).where(
        SubsidyClaim.support_id == row.support_id,
        SubsidyClaim.first_on == row.first_on,
        SubsidyClaim.last_on == row.last_on,
        SubsidyClaim.id != row.id,
        SubsidyClaim.status.not_in(_CLOSED),
    )
    for other in session.scalars(same_days).all():
        if other.paid_wage != row.paid_wage:
            other.paid_wage = row.paid_wage
            _reckon(session, other)


def _reckon(session: Session, row: SubsidyClaim) -> None:
    """What was asked for whole is asked for whole again; less that somebody wrote stays, as far as it can.

    Raises UserError where more was approved already than the wage allows.
    """
    session.flush()
    lines = policies.lines_of(session, row.support.policy_id)
    found = next(
        (
            each
            for each in supports.reckoned(session, row.support)
            if (lines[each.line].id, each.first, each.last) == (row.line_id, row.first_on, row.last_on)
        ),
        None,
    )
    if found is None or not found.amount:
        raise UserError(
            f"{supports.claim_label(row)}: 이 임금으로는 지급할 금액이 없습니다. 청구를 반려하거나 지워 주세요.",
            "paid_wage",
        )
    requested = found.amount if row.requested == row.computed else min(row.requested, found.amount)
    if row.approved_on is not None:
        check_granted(found.amount, requested, row.granted or requested)
    elif row.granted is not None:
        row.granted = min(row.granted, requested)
    row.requested = requested
    row.computed, row.calculation = found.amount, "\n".join(found.steps)
