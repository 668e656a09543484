"""The kinds of record of wage subsidies."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.payments import (
    ACCOUNT_FIELDS,
    CLAWBACK_FIELDS,
    INSPECTION_FIELDS,
    OTHER_SUPPORT_FIELDS,
    REPAYMENT_FIELDS,
    Clawback,
    Inspection,
    OtherSupport,
    PayeeAccount,
    Repayment,
)
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import (
    BUDGET_FIELDS,
    CLAIM_FIELDS,
    LINE_FIELDS,
    POLICY_FIELDS,
    SUPPORT_FIELDS,
    SubsidyBudget,
    SubsidyClaim,
    SubsidyLine,
    SubsidyPolicy,
    SubsidySupport,
)
from desktop.queries.card import Linked
from desktop.queries.list_spec import Scope
from desktop.queries.placement.subsidies import claims as claim_lists
from desktop.queries.placement.subsidies import money_back
from desktop.queries.placement.subsidies import policies as policy_lists
from desktop.rules.subsidy.papers import CLAIM
from desktop.services.datafile.operations import Operation
from desktop.services.placement.adding import given_add
from desktop.services.placement.subsidies import claims, clawbacks, policies, supports
from desktop.services.record_kind import Offered, RecordKind
from desktop.text.dates import show_date

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _importer() -> "Importer":
    from desktop.services.placement.subsidies.import_results import IMPORTER  # with the readers of sheets

    return IMPORTER


def _of_match(session: Session, match_id: int) -> Sequence[Linked]:
    rows = session.scalars(select(SubsidySupport).where(SubsidySupport.match_id == match_id))
    return [Linked(f"지원: {row.policy.name}", "supports", row.id) for row in rows]


def _claims_of(session: Session, support_id: int) -> Sequence[Linked]:
    rows = session.scalars(
        select(SubsidyClaim).where(SubsidyClaim.support_id == support_id).order_by(SubsidyClaim.first_on)
    )
    return [
        Linked(f"청구: {supports.claim_label(row)} {row.requested:,}원 {row.status}", "claims", row.id)
        for row in rows
    ]


def _clawbacks_of(session: Session, support_id: int) -> Sequence[Linked]:
    rows = session.scalars(select(Clawback).where(Clawback.support_id == support_id))
    return [Linked(f"환수: {row.owed:,}원", "clawbacks", row.id) for row in rows]


def _remove_lines(op: Operation, policy_ids: Sequence[int]) -> None:
    ids = op.session.scalars(select(SubsidyLine.id).where(SubsidyLine.policy_id.in_(policy_ids))).all()
    op.delete_many(SubsidyLine, ids)


def _account_of(row: PayeeAccount) -> str:
    if row.company is not None:
        return row.company.name
    if row.trainee is not None:
        return row.trainee.person.name
    return (row.match.supervisor if row.match else "") or "멘토"


def _check_account(op: Operation, row: PayeeAccount, _values: Mapping[str, Any]) -> None:
    if sum(each is not None for each in (row.company_id, row.trainee_id, row.match_id)) != 1:
        raise UserError("기업, 교육생, 멘토의 인턴십 가운데 하나만 골라 주세요.", "company_id")
    op.session.flush()


def _within(scope: Scope) -> Sequence[Any]:
    return () if scope.cohort_id is None else (Opening.cohort_id == scope.cohort_id,)


KINDS = (
    RecordKind(
        kind="subsidy_policies", table=SubsidyPolicy, fields=POLICY_FIELDS, label=lambda row: row.name,
        add=given_add(SubsidyPolicy), after=policies.check_row, remove_parts=_remove_lines, links=supports.of_policy,
        list=policy_lists.POLICIES,
        chosen=Offered(select(SubsidyPolicy).order_by(SubsidyPolicy.name), lambda _session, row: row.name),
        searched=True, past=True,
    ),
    RecordKind(
        kind="policy_lines", table=SubsidyLine, fields=LINE_FIELDS, label=policies.line_label, add=given_add(SubsidyLine),
        after=policies.check_line, list=policy_lists.POLICY_LINES,
        chosen=Offered(
            select(SubsidyLine).join(SubsidyPolicy).order_by(SubsidyPolicy.name, SubsidyLine.position),
            lambda _session, row: policies.line_label(row),
        ),
        searched=False, past=True,
    ),
    RecordKind(
        kind="budgets", table=SubsidyBudget, fields=BUDGET_FIELDS,
        label=lambda row: f"{row.policy.name} {row.year}년", add=given_add(SubsidyBudget), list=policy_lists.BUDGETS,
        searched=False, past=True,
    ),
    RecordKind(
        kind="supports", table=SubsidySupport, fields=SUPPORT_FIELDS, label=supports.label, add=given_add(SubsidySupport),
        after=supports.check_support, links=supports.on_card, shown_on={"matches": _of_match},
        list=claim_lists.SUPPORTS,
        chosen=Offered(
            select(SubsidySupport).join(Match).join(Opening).order_by(SubsidySupport.id),
            lambda _session, row: supports.label(row),
            _within,
        ),
        searched=True, past=True,
    ),
    RecordKind(
        kind="claims", table=SubsidyClaim, fields=CLAIM_FIELDS, label=supports.claim_label, add=claims.add_claim,
        after=claims.check_claim, remove_parts=claims.remove_papers, links=claims.calculation,
        shown_on={"supports": _claims_of}, list=claim_lists.CLAIMS, flow=CLAIM,
        chosen=Offered(
            select(SubsidyClaim).order_by(SubsidyClaim.id.desc()).limit(200), lambda _session, row: supports.claim_label(row)
        ),
        importer=_importer, searched=False, past=True,
    ),
    RecordKind(
        kind="inspections", table=Inspection, fields=INSPECTION_FIELDS,
        label=lambda row: f"{supports.claim_label(row.claim)} {row.result}", add=given_add(Inspection),
        list=claim_lists.INSPECTIONS, searched=False, past=True,
    ),
    RecordKind(
        kind="clawbacks", table=Clawback, fields=CLAWBACK_FIELDS, label=clawbacks.label, add=given_add(Clawback),
        links=clawbacks.on_card, shown_on={"supports": _clawbacks_of}, list=money_back.CLAWBACKS,
        chosen=Offered(select(Clawback).order_by(Clawback.id.desc()), lambda _session, row: clawbacks.label(row)),
        searched=False, past=True,
    ),
    RecordKind(
        kind="repayments", table=Repayment, fields=REPAYMENT_FIELDS,
        label=lambda row: f"{show_date(row.paid_on)} {row.repaid:,}원", add=clawbacks.add_repayment,
        after=clawbacks.check_repayment, list=money_back.REPAYMENTS, searched=False, past=True,
    ),
    RecordKind(
        kind="accounts", table=PayeeAccount, fields=ACCOUNT_FIELDS, label=_account_of, add=given_add(PayeeAccount),
        after=_check_account, list=money_back.ACCOUNTS, searched=False, past=True,
    ),
    RecordKind(
        kind="other_supports", table=OtherSupport, fields=OTHER_SUPPORT_FIELDS,
        label=lambda row: f"{row.trainee.person.name} {row.programme}", add=given_add(OtherSupport),
        list=money_back.OTHER_SUPPORTS, searched=False, past=True,
    ),
)  # fmt: skip
