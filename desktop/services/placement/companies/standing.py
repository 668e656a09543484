"""How a company stands: what is to be known where it is chosen, reserves in their order, agreements that end."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.placement import Company, Opening
from desktop.queries.card import Linked
from desktop.queries.due import Due
from desktop.queries.list_spec import Scope
from desktop.rules.flows import Tone
from desktop.rules.placement.companies import (
    TAKES_NOBODY,
    Agreement,
    CompanyStatus,
    agreement,
)
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.placement.settings import AGREEMENT_SOON
from desktop.text.dates import show_date

_APPROVED, _RESERVE = CompanyStatus.APPROVED.value, CompanyStatus.RESERVE.value


def warning(store: Store, *, company_id: int | None = None, opening_id: int | None = None) -> str:
    """What is to be known before a company, or the company of an opening, is chosen; '' where nothing is."""
    with store.read() as session:
        if opening_id is not None:
            opening = session.get(Opening, opening_id)
            company_id = opening.company_id if opening else None
        row = session.get(Company, company_id) if company_id is not None else None
        return " ".join(_warnings(row, store.today())) if row else ""


def _warnings(row: Company, today: dt.date) -> Iterator[str]:
    if row.caution:
        yield f"주의: {row.name} — {row.caution.rstrip('.')}."
    if row.status != _APPROVED:
        yield f"{row.name}: 아직 승인된 기업이 아닙니다. 지금 {how(row)}입니다."
    if agreement(row.agreed_on, row.agreed_until, today, renews=row.renews) is Agreement.ENDED:
        assert row.agreed_until is not None
        yield f"{row.name}: 협약이 {show_date(row.agreed_until)}에 끝났습니다."


def how(row: Company) -> str:
    """How a company stands, in quotation marks, with the reason in brackets."""
    return f"'{row.status}'" + (f"({row.reason.rstrip('.')})" if row.reason else "")


def check_takes(row: Company) -> None:
    """Raise UserError for a company in reserve or left out: nobody is newly matched to it."""
    if row.status in TAKES_NOBODY:
        raise UserError(
            f"{row.name}: {how(row)} 기업이라 매칭할 수 없습니다. '기업'에서 먼저 승인하거나 다른 모집을 골라 주세요.",
            "opening_id",
        )


def facts(session: Session, company_id: int) -> Sequence[Linked]:
    """What stands on a company's card beside its fields: its caution, and its turn among the reserves."""
    row = session.get(Company, company_id)
    if row is None:
        return ()
    turn = f"예비 {row.reserve_order}번" if row.status == _RESERVE and row.reserve_order else ""
    told = (f"주의: {row.caution}" if row.caution else "", turn)
    return [Linked(each) for each in told if each]


def reserves(session: Session) -> Sequence[Company]:
    """The companies in reserve, the next one first."""
    return session.scalars(
        select(Company).where(Company.status == _RESERVE).order_by(Company.reserve_order, Company.id)
    ).all()


def settle(op: Operation, row: Company, _values: Mapping[str, Any]) -> None:
    """Give a new reserve the next turn, and let nobody be approved out of turn.

    Raises UserError naming the reserve that comes first.
    """
    op.session.flush()
    if row.status == _RESERVE and row.reserve_order is None:
        last = op.session.scalar(select(func.max(Company.reserve_order)).where(Company.status == _RESERVE))
        row.reserve_order = (last or 0) + 1
    elif row.status == _APPROVED and row.reserve_order is not None:
        before = next(
            (each for each in reserves(op.session) if (each.reserve_order or 0) < row.reserve_order), None
        )
        if before is not None:
            raise UserError(
                f"예비 {before.reserve_order}번 {before.name}의 차례입니다. "
                "먼저 올리거나, 건너뛰려면 예비 순번을 바꿔 주세요.",
                "reserve_order",
            )
        row.reserve_order = None
    elif row.status == CompanyStatus.LEFT_OUT.value:
        row.reserve_order = None


def move_up(store: Store) -> Changes:
    """Approve the company whose turn it is. Raises UserError where none is in reserve."""
    with store.operation("예비 기업 올리기") as op:
        queue = reserves(op.session)
        if not queue:
            raise UserError("예비 기업이 없습니다. 기업의 상태를 '예비'로 바꾸면 차례가 정해집니다.")
        first = queue[0]
        op.name = f"예비 {first.reserve_order}번 {first.name} 승인으로 올리기"
        first.status, first.reason, first.reserve_order = _APPROVED, None, None
    return op.changes


def ending(session: Session, _scope: Scope, now: dt.datetime) -> Iterator[Due]:
    """Agreements that end soon, or have ended; those that renew themselves are never among them.

    One that ended long ago was let go.
    """
    today = now.date()
    until = today + dt.timedelta(days=value(session, AGREEMENT_SOON))
    rows = select(Company).where(
        Company.renews.is_(False),
        Company.agreed_until <= until,
        Company.status != CompanyStatus.LEFT_OUT.value,
    )
    for row in session.scalars(rows):
        assert row.agreed_until is not None
        over = row.agreed_until < today
        yield Due(
            "끝난 협약 정하기" if over else "협약 갱신 정하기",
            row.name,
            row.agreed_until,
            "companies",
            row.id,
            tone=Tone.BAD if over else Tone.WARN,
            lapses=True,
        )
