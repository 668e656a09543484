"""Wage subsidies of the practice file: eight policies, the claims of the 2022 internships, one of them given back."""

import datetime as dt
import hashlib
from typing import Any

from sqlalchemy import select

from desktop.model.payments import (
    Clawback,
    Inspection,
    OtherSupport,
    PayeeAccount,
    Repayment,
)
from desktop.model.placement import Company, Match, Opening
from desktop.model.subsidies import (
    ClaimPaper,
    SubsidyBudget,
    SubsidyClaim,
    SubsidyLine,
    SubsidyPolicy,
    SubsidySupport,
)
from desktop.model.training import Cohort
from desktop.queries.list_spec import Scope
from desktop.services.attachments import keeping
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.services.placement.subsidies import claims, clawbacks, supports

_YEAR = 2022
_BY_MONTH = {"month": "만월"}
_COMPANY, _INTERN, _MENTOR = "기업", "인턴", "멘토"
_CONVERSION = "정규직 전환"
_TIERS = "1800000 800000, 2000000 1000000"
POLICIES: tuple[tuple[dict[str, Any], tuple[dict[str, Any], ...]], ...] = (
    (
        {"name": "서초 2020"},
        (
            {"payee": _COMPANY, "basis": "임금의 비율", "share": 9000, "count": 3},
            {"payee": _COMPANY, "basis": "보험료의 비율", "share": 5000, "count": 3},
        ),
    ),
    (
        {"name": "서초 2021", **_BY_MONTH},
        (
            {"payee": _COMPANY, "basis": "정액", "amount": 500_000, "count": 3},
            {"payee": _INTERN, "basis": "정액", "amount": 100_000, "count": 3},
        ),
    ),
    (
        {
            "name": "강남 2020",
            **_BY_MONTH,
            "people_per_company": 3,
            "least_staff": 5,
            "least_wage": 1_800_000,
        },
        (
            {"payee": _COMPANY, "basis": "임금 구간별 정액", "tiers": _TIERS, "count": 3},
            {
                "payee": _COMPANY,
                "basis": "임금 구간별 정액",
                "tiers": _TIERS,
                "count": 7,
                "start": _CONVERSION,
            },
        ),
    ),
    (
        {"name": "용산 2023", **_BY_MONTH},
        (
            {"payee": _COMPANY, "basis": "정액", "amount": 1_500_000, "count": 3},
            {"payee": _COMPANY, "basis": "정액", "amount": 1_500_000, "count": 3, "start": _CONVERSION},
        ),
    ),
    (
        {"name": "인천 AI", **_BY_MONTH},
        ({"payee": _COMPANY, "basis": "정액", "amount": 1_120_000, "count": 6, "within_wage": True},),
    ),
    (
        {"name": "국가(옛)", **_BY_MONTH},
        (
            {"payee": _COMPANY, "basis": "임금의 비율", "share": 5000, "cap": 800_000, "count": 6},
            {"payee": _COMPANY, "basis": "정액", "amount": 650_000, "count": 6, "start": _CONVERSION},
        ),
    ),
    (
        {"name": "일경험 2026"},
        tuple(
            {"payee": payee, "basis": "정액", "amount": won, "unit": "4주", "count": 3}
            for payee, won in ((_INTERN, 1_500_000), (_MENTOR, 150_000), (_COMPANY, 200_000))
        ),
    ),
    (
        {"name": "유보"},
        ({"payee": _COMPANY, "basis": "정액", "amount": 600_000, "count": 12, "paid_after": 6},),
    ),
)
"""The eight of the issue's table, each a head and its lines."""
_MONTHS = (dt.date(2022, 10, 1), dt.date(2022, 11, 1), dt.date(2022, 12, 1))
_LEFT, _CONVERTED = dt.date(2022, 12, 15), dt.date(2023, 1, 4)


def enter_policies(op: Operation) -> dict[str, int]:
    """Enter the eight policies with their lines; their ids by name."""
    ids = {}
    for head, lines in POLICIES:
        policy = op.add(SubsidyPolicy(**head))
        ids[policy.name] = policy.id
        for position, line in enumerate(lines, 1):
            op.add(SubsidyLine(policy_id=policy.id, position=position, **line))
    return ids


def fill(store: Store) -> None:
    """Put them into the sample, which has its internships by then."""
    with store.operation("인건비 지원 정책과 대상 적기") as op:
        policies = enter_policies(op)
        cohort = op.session.scalars(select(Cohort).where(Cohort.year == _YEAR)).one()
        for year, won in ((2022, 40_000_000), (2023, 20_000_000)):
            op.add(
                SubsidyBudget(policy_id=policies["서초 2020"], year=year, allocated=won, received=won // 2)
            )
        of_cohort = select(Match).join(Opening).where(Opening.cohort_id == cohort.id).order_by(Match.id)
        matches = op.session.scalars(of_cohort).all()
        for company in op.session.scalars(select(Company)):
            company.in_district = "서초구" in (company.address or "")
        left = _support(op, matches, policies["서초 2020"])
        _accounts(op, matches)
        op.add(
            OtherSupport(
                trainee_id=matches[-1].trainee_id, programme="국민취업지원제도", first_on=dt.date(2022, 5, 1),
                last_on=dt.date(2022, 8, 31),
            )
        )  # fmt: skip
    scope = Scope(cohort_id=cohort.id, today=store.today())
    for month in _MONTHS:
        claims.make_month(store, scope, month)
    _pay(store)
    with store.operation("중도 종료한 사람의 마지막 근무일 적기") as op:
        op.get(SubsidySupport, left).left_on = _LEFT
    clawbacks.reckon(store, [left])
    with store.operation("반납과 표본 점검 적기") as op:
        clawback = op.session.scalars(select(Clawback)).one()
        op.add(Repayment(clawback_id=clawback.id, repaid=500_000, paid_on=dt.date(2023, 2, 10)))
        first = op.session.scalars(select(SubsidyClaim.id).where(SubsidyClaim.status == "지급")).first()
        op.add(Inspection(claim_id=first, drawn_on=dt.date(2023, 2, 1), seed=_YEAR, result="적정"))


def _support(op: Operation, matches: Any, policy_id: int) -> int:
    """Support the internships; the last is the one left early, the first the one converted. The id of the last."""
    made = [
        op.add(
            SubsidySupport(
                match_id=match.id, policy_id=policy_id, wage=match.opening.wage, insurance=200_000, local_company=True,
                insured=True,
            )
        )
        for match in matches
    ]  # fmt: skip
    made[0].converted_on = _CONVERTED
    return made[-1].id


def _accounts(op: Operation, matches: Any) -> None:
    companies = dict.fromkeys(match.opening.company for match in matches)
    for place, company in enumerate(companies):
        number = f"110-{place + 201:03}-{place * 7919 + 123456:06}"
        op.add(PayeeAccount(company_id=company.id, bank="서초은행", number=number, holder=company.name))
    for place, match in enumerate(matches):
        number = f"620-{place + 301:03}-{place * 6287 + 654321:06}"
        holder = match.trainee.person.name
        op.add(PayeeAccount(trainee_id=match.trainee_id, bank="한강은행", number=number, holder=holder))


def _pay(store: Store) -> None:
    """October and November are paid, of who leaves early December too; their papers in a file each."""
    with store.operation("10월과 11월 청구 승인하고 지급하기") as op:
        rows = op.session.scalars(select(SubsidyClaim).order_by(SubsidyClaim.id)).all()
        files: dict[tuple[object, ...], int] = {}
        for row in rows:
            if row.first_on.month > 11 and row.support_id != rows[-1].support_id:
                continue
            papers = op.session.scalars(select(ClaimPaper).where(ClaimPaper.claim_id == row.id)).all()
            for paper in papers:
                of = (row.support_id, row.first_on)
                if of not in files:
                    files[of] = _file(store, op, row)
                paper.attachment_id = files[of]
            op.session.flush()
            for status in ("검토", "승인", "지급"):
                row.status = status
                claims.check_claim(op, row, {})
            row.approved_on, row.paid_on = row.last_on + dt.timedelta(5), row.last_on + dt.timedelta(10)


def _file(store: Store, op: Operation, row: SubsidyClaim) -> int:
    """All papers of a month came in one file."""
    name = f"증빙 묶음 {row.first_on:%Y-%m}.txt"
    data = f"{name} {supports.claim_label(row)}".encode()
    return keeping.put(store, op, keeping.Incoming(name, hashlib.sha256(data).hexdigest(), data))
