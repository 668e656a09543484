"""A policy of the data as the rules reckon with it (feature row CO-16)."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.subsidies import SubsidyLine, SubsidyPolicy
from desktop.rules.subsidy import Basis, Line, Month, Payee, Policy, ProRata, Start, Unit, check_policy
from desktop.rules.subsidy.papers import PAPERS
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.settings import read
from desktop.services.placement.subsidies.settings import MINIMUM_WAGE, parse_wages

_TIER = re.compile(r"([\d,]+)\D+([\d,]+)")
_WHOLE = 100_00


def words(text: str | None) -> tuple[str, ...]:
    """'서초구, 강남구' → ('서초구', '강남구')."""
    return tuple(each for part in (text or "").split(",") if (each := part.strip()))


def parse_tiers(text: str | None) -> tuple[tuple[int, int], ...]:
    """Pairs of least wage and amount, of '1800000 800000, 2000000 1000000'. Raises UserError for anything else."""
    found = []
    for part in words(text):
        read_ = _TIER.fullmatch(part)
        if read_ is None:
            raise UserError(
                f"'{part}'을 읽을 수 없습니다. '1800000 800000'처럼 임금과 금액을 적고 구간을 쉼표로 나눠 주세요.",
                "tiers",
            )
        found.append((int(read_[1].replace(",", "")), int(read_[2].replace(",", ""))))
    return tuple(found)


def lines_of(session: Session, policy_id: int) -> list[SubsidyLine]:
    """The lines of a policy, in their order."""
    of_policy = select(SubsidyLine).where(SubsidyLine.policy_id == policy_id)
    return list(session.scalars(of_policy.order_by(SubsidyLine.position, SubsidyLine.id)))


def reckoned(session: Session, row: SubsidyPolicy) -> Policy:
    """The policy for `rules.subsidy`; its lines are those of `lines_of`."""
    return Policy(
        name=row.name,
        lines=tuple(_line(each) for each in lines_of(session, row.id)),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        youngest=row.youngest,
        oldest=row.oldest,
        districts=words(row.districts),
        local_companies=row.local_companies,
        least_staff=row.least_staff,
        insured=row.insured,
        excluded_fields=words(row.excluded_fields),
        people_per_company=row.people_per_company,
        least_wage=row.least_wage,
        excluded_programmes=words(row.excluded_programmes),
        month=Month(row.month),
        pro_rata=ProRata(row.pro_rata),
        rounding=row.rounding,
        minimum_wages=parse_wages(read(session, (MINIMUM_WAGE,))[MINIMUM_WAGE] or ""),
    )


def papers_of(row: SubsidyPolicy) -> tuple[str, ...]:
    """The papers a claim of the policy needs."""
    return words(row.papers) or tuple(PAPERS)


def check_row(_op: Operation, row: SubsidyPolicy, _values: Mapping[str, Any]) -> None:
    """Raise UserError for a paper nobody knows."""
    for title in words(row.papers):
        if title not in PAPERS:
            raise UserError(
                f"'{title}'은 증빙이 아닙니다. 다음에서 골라 주세요: {', '.join(PAPERS)}", "papers"
            )


def check_line(op: Operation, row: SubsidyLine, _values: Mapping[str, Any]) -> None:
    """Raise UserError for a line that cannot be reckoned."""
    op.session.flush()
    check_policy(reckoned(op.session, op.get(SubsidyPolicy, row.policy_id)))


def line_label(row: SubsidyLine) -> str:
    """'서초 2021 1. 기업 정액'."""
    return f"{row.policy.name} {row.position}. {row.payee} {row.basis}"


def _line(row: SubsidyLine) -> Line:
    return Line(
        payee=Payee(row.payee),
        basis=Basis(row.basis),
        count=row.count,
        share=Fraction(row.share or 0, _WHOLE),
        amount=row.amount or 0,
        tiers=parse_tiers(row.tiers),
        cap=row.cap,
        within_wage=row.within_wage,
        unit=Unit(row.unit),
        start=Start(row.start),
        skipped=row.skipped,
        paid_after=row.paid_after,
        returned_before=row.returned_before,
    )
