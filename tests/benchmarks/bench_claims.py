"""100,000 claims: the first page listed, all counted and summed: CPU seconds, from a data file.

python tests/benchmarks/bench_claims.py
"""

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import func, insert, select

from desktop.model.base import table_of
from desktop.model.payments import PayeeAccount
from desktop.model.people import Person
from desktop.model.placement import Match, Opening
from desktop.model.subsidies import SubsidyClaim, SubsidyLine, SubsidySupport
from desktop.model.training import Trainee
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.queries.placement.subsidies.claims import joined
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.placement.subsidies import sample
from desktop.services.records import records

PEOPLE, MONTHS, ROUNDS, PAGE = 10_000, 10, 3, 200
WON = 1_800_000


def measured(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, the least of the rounds, and what it returned."""
    best, found = float("inf"), None
    for _ in range(ROUNDS):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return best, found


def filled(store: Store) -> None:
    """One claim a month for each of ten thousand interns, each with an account of his or her own."""
    company = records.save(store, "companies", {"name": "가람데이터", "registration_number": "1248100998"})
    first, last = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
    with store.operation("청구 적기") as op:

        def put(table: Any, rows: list[dict[str, Any]]) -> None:
            op.session.execute(insert(table_of(table)), rows)

        policy = sample.enter_policies(op)["서초 2020"]
        line = op.session.scalars(select(SubsidyLine.id).where(SubsidyLine.policy_id == policy)).first()
        opening = op.add(
            Opening(company_id=company.inserted["company"][0], duty="분석", places=PEOPLE, wage=2_000_000)
        ).id
        numbers = range(1, PEOPLE + 1)
        put(Person, [{"id": n, "name": f"사람{n}", "name_initials": "ㅅㄹ"} for n in numbers])
        put(Trainee, [{"id": n, "person_id": n} for n in numbers])
        account = {"bank": "한빛은행", "holder": "인턴"}
        put(
            PayeeAccount,
            [{"trainee_id": n, "number": f"110-{n:08}", "digits": f"110{n:08}", **account} for n in numbers],
        )
        days = {"starts_on": first, "ends_on": last, "status": "예정", "origin": "직접", "locked": False}
        put(Match, [{"id": n, "trainee_id": n, "opening_id": opening, **days} for n in numbers])
        terms = {"policy_id": policy, "wage": 2_000_000, "local_company": True, "insured": True}
        put(SubsidySupport, [{"id": n, "match_id": n, **terms} for n in numbers])
        claim = {
            "line_id": line, "payee": "기업", "computed": WON, "requested": WON, "calculation": "= 1,800,000원",
            "status": "신청", "made_by": "담당",
        }  # fmt: skip
        months = [(dt.date(2022, m, 1), dt.date(2022, m, 28)) for m in range(1, MONTHS + 1)]
        put(
            SubsidyClaim,
            [
                {"support_id": n, "first_on": begin, "last_on": end, "due_on": end, **claim}
                for n in numbers
                for begin, end in months
            ],
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "청구.db") as store:
        filled(store)

        def listed() -> tuple[int, int]:
            listing = Listing(store.engine, LISTS["claims"], Criteria(order=LISTS["claims"].order))
            return listing.count(), len(listing.page(0, PAGE))

        def summed() -> int:
            with store.read() as session:
                total = select(func.sum(SubsidyClaim.requested)).select_from(joined())
                return session.scalar(total) or 0

        took, found = measured(listed)
        print(f"{found[0]:,} claims counted, the first {found[1]} listed: {took * 1000:,.0f} ms")
        took, won = measured(summed)
        print(f"summed, {won:,} won: {took * 1000:,.0f} ms")


if __name__ == "__main__":
    main()
