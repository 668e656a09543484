"""The payment sheet that goes to the bank or the finance office (feature row CO-20)."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.lists.lists import SheetColumn, SheetOptions, SheetSpec
from desktop.errors import UserError
from desktop.model.payments import PayeeAccount
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import ClaimPaper, SubsidyClaim, SubsidySupport
from desktop.queries.list_spec import Scope
from desktop.rules.fields import Field, Kind, Value
from desktop.rules.subsidy import Payee
from desktop.rules.subsidy.papers import ClaimStatus
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.placement.subsidies import signals, supports

_GONE_OUT = "이미 내보낸 파일은 되돌릴 수 없습니다."
COLUMNS = (
    Field("number", "지급번호"),
    Field("name", "교육생", Kind.NAME, private=True),
    Field("company", "기업"),
    Field("payee", "받는 이"),
    Field("bank", "은행"),
    Field("account", "계좌번호", private=True),
    Field("holder", "예금주", private=True),
    Field("granted", "지급액", Kind.AMOUNT, unit="원"),
    Field("result", "결과"),
    Field("paid_on", "지급일", Kind.DATE),
    Field("why", "사유"),
)


def payable(session: Session, scope: Scope) -> tuple[list[SubsidyClaim], list[str]]:
    """The approved claims that can be paid now, and a sentence for each that cannot.

    A claim with a missing paper, an unexplained signal or no account is never among them.
    """
    rows = select(SubsidyClaim).join(SubsidySupport).join(Match).join(Opening)
    rows = rows.where(SubsidyClaim.status == ClaimStatus.APPROVED.value).order_by(SubsidyClaim.id)
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    found = session.scalars(rows).all()
    ids = [each.id for each in found]
    odd = signals.open_signals(session, ids)
    lacking = set(
        session.scalars(
            select(ClaimPaper.claim_id)
            .join(SubsidyClaim)
            .where(SubsidyClaim.status == ClaimStatus.APPROVED.value, ClaimPaper.attachment_id.is_(None))
        )
    )
    paid, left_out = [], []
    for row in found:
        reasons = [
            *(("빠진 증빙이 있습니다",) if row.id in lacking else ()),
            *((f"점검 신호가 있습니다({odd[row.id]})",) if row.id in odd else ()),
            *(() if account(session, row) else ("지급 계좌가 없습니다",)),
        ]
        if reasons:
            left_out.append(f"{supports.claim_label(row)}: {', '.join(reasons)}.")
        else:
            paid.append(row)
    return paid, left_out


def account(session: Session, row: SubsidyClaim) -> PayeeAccount | None:
    """Where the money of a claim goes."""
    match = row.support.match
    owner = {
        Payee.COMPANY: PayeeAccount.company_id == match.opening.company_id,
        Payee.INTERN: PayeeAccount.trainee_id == match.trainee_id,
        Payee.MENTOR: PayeeAccount.match_id == match.id,
    }
    return session.scalar(select(PayeeAccount).where(owner[Payee(row.payee)]))


def write(store: Store, scope: Scope, path: Path) -> tuple[Path, int, list[str]]:
    """Write the payment sheet and put that on record: where it lies, how many it pays, who is left out and why.

    Raises UserError where nothing can be paid.
    """
    from desktop.documents.lists.sheets import write_sheet  # its libraries take 0.4 s

    with store.read() as session:
        rows, left_out = payable(session, scope)
        lines = [_line(session, row) for row in rows]
    if not lines:
        raise UserError(
            " ".join(("지급할 청구가 없습니다. 청구를 승인한 뒤 내보내 주세요.", *left_out[:3])), "path"
        )
    sheet = SheetSpec(
        title="인건비 지급 명세서",
        columns=tuple(SheetColumn(each) for each in COLUMNS),
        rows=lines,
        subtitle=value(store, office.NAME) or "",
        as_of=store.today(),
        options=SheetOptions(sums=True, landscape=True, number_column=False),
    )

    def log() -> None:
        with store.operation(
            f"인건비 지급 명세서 {len(lines):,}건 내보내기: {path.name}", sealed=_GONE_OUT
        ) as op:
            op.touch()

    return write_sheet(path, sheet, written=log), len(lines), left_out


def number(claim_id: int) -> str:
    """A claim's number on the sheet."""
    return f"P{claim_id:06}"


def _line(session: Session, row: SubsidyClaim) -> Sequence[Value]:
    found = account(session, row)
    assert found is not None
    match = row.support.match
    return (
        number(row.id), match.trainee.person.name, match.opening.company.name, row.payee, found.bank, found.number,
        found.holder, row.granted, None, None, None,
    )  # fmt: skip
