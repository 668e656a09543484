"""A company, an intern from 4 October 2022 for three months at 2,000,000 won, and a policy of 90 % of the wage."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.model.subsidies import SubsidyClaim
from desktop.queries.list_spec import Scope
from desktop.services.placement.subsidies import claims, papers
from desktop.services.records import moves, records

NINETY = {
    "payee": "기업", "basis": "임금의 비율", "share": "90", "unit": "월", "count": 3, "start": "시작", "position": 1,
    "skipped": 0, "paid_after": 1, "returned_before": 0,
}  # fmt: skip
HEAD = {"month": "달력월", "pro_rata": "일할(달력일)", "rounding": 1}


@dataclass
class Office:
    store: object
    folder: Path
    scope: Scope
    company: int
    files: list[int] = field(default_factory=list)

    def save(self, kind, table, **values):
        return records.save(self.store, kind, values, scope=self.scope).inserted[table][0]

    def intern(self, name="홍길동", start="2022-10-04", end="2023-01-03", phone=None, trainee=None):
        trainee = trainee or self.save("trainees", "trainee", name=name, birth_date="1998-03-01", phone=phone)
        opening = self.save(
            "openings", "opening", company_id=self.company, duty="자료 분석", places=3, wage=2_000_000
        )
        return self.save(
            "matches",
            "internship_match",
            trainee_id=trainee,
            opening_id=opening,
            starts_on=start,
            ends_on=end,
        )

    def policy(self, *lines, name="인건비 90 %", budget=40_000_000, **head):
        policy = self.save("subsidy_policies", "subsidy_policy", **(HEAD | {"name": name} | head))
        for position, line in enumerate(lines or ({},), 1):
            self.save(
                "policy_lines",
                "subsidy_line",
                **(NINETY | {"policy_id": policy, "position": position} | line),
            )
        for year in (2022, 2023):
            if budget is not None:
                self.save("budgets", "subsidy_budget", policy_id=policy, year=year, allocated=budget)
        return policy

    def support(self, match, policy, wage=2_000_000, **more):
        return self.save("supports", "subsidy_support", match_id=match, policy_id=policy, wage=wage, **more)

    def claims(self, month="2022-10"):
        """Make the claims of a month; their ids, and what was left out."""
        made = claims.make_month(self.store, self.scope, claims.parse_month(month))
        return list(made.changes.inserted.get("subsidy_claim", ())), made.left_out

    def attach_all(self, claim, text=None):
        path = self.folder / f"증빙 {len(self.files)}.pdf"
        self.files.append(claim)
        path.write_text(text or f"{claim} {len(self.files)}", encoding="utf-8")
        papers.attach(self.store, [claim], tuple(papers.PAPERS), path)

    def move(self, claim, *statuses, reason=""):
        for status in statuses:
            moves.move(self.store, "claims", [claim], status, reason, self.scope)

    def pay(self, claim):
        self.attach_all(claim)
        self.move(claim, "검토", "승인", "지급")

    def sneak(self, statement):
        """Past every service, as another program would write it."""
        with self.store.operation("몰래") as op:
            op.session.execute(text(statement) if isinstance(statement, str) else statement)

    def row(self, claim):
        with self.store.read() as session:
            return session.get(SubsidyClaim, claim)


@pytest.fixture
def office(store, tmp_path):
    company = records.save(store, "companies", {"name": "가람데이터", "registration_number": "1248100998"})
    return Office(store, tmp_path, Scope(today=store.today()), company.inserted["company"][0])
