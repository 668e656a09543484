"""How long a list of trainees takes to answer, beside bare sqlite3 asking the same file in one flat SELECT.

    python tests/benchmarks/bench_list.py [--rows 456 20000]

Prints milliseconds (median of 7, warm) and the ratio to the floor. The floor has no spec, no criteria and no age:
what the ratio buys is a list declared as data.
"""

import argparse
import datetime as dt
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.queries.filtering import Filter, Test
from desktop.queries.listing import Criteria, Listing, Scope
from desktop.queries.training import TRAINEES
from desktop.services.store import Store

FLOOR = """SELECT t.id, p.name, p.birth_date, t.major, p.phone, s.name, e.status, p.address FROM trainee t
JOIN person p ON p.id = t.person_id JOIN enrolment e ON e.trainee_id = t.id JOIN stage s ON s.id = e.stage_id
{where} ORDER BY {order} LIMIT 200 OFFSET {offset}"""


def fill(store: Store, rows: int) -> None:
    """One cohort of invented people."""
    chance = random.Random(1)
    syllables = "가나다라마바사아자차카타파하민서도윤지호"
    people = [
        {
            "name": chance.choice("김이박최정") + chance.choice(syllables) + chance.choice(syllables),
            "birth_date": dt.date(1982, 1, 1) + dt.timedelta(chance.randrange(7300)),
            "phone": f"010-{chance.randrange(1000, 9999)}-{chance.randrange(1000, 9999)}",
        }
        for _ in range(rows)
    ]
    with store.operation("견줌") as op:
        cohort = op.add(Cohort(name="견줌", year=2022, programme="견줌"))
        stage = op.add(Stage(cohort_id=cohort.id, name="기초과정", position=1))
        ids = op.insert_many(Person, people)
        trainees = op.insert_many(
            Trainee, [{"person_id": row, "major": chance.choice("가나다")} for row in ids]
        )
        statuses = ("수강", "수료", "미수료")
        op.insert_many(
            Enrolment,
            [
                {"trainee_id": row, "stage_id": stage.id, "status": chance.choice(statuses)}
                for row in trainees
            ],
        )


def milliseconds(work: Callable[[], object]) -> float:
    """The median of seven runs after a first one."""
    work()
    times = []
    for _ in range(7):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def measure(rows: int) -> None:
    """One table of the list's questions at a size."""
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "bench.ieum") as store:
        fill(store, rows)
        bare = sqlite3.connect(store.location)

        def ask(**criteria: object) -> Callable[[], object]:
            scope = Scope(cohort_id=1, today=dt.date(2022, 9, 16))
            offset = int(criteria.pop("offset", 0))  # type: ignore[call-overload]
            return lambda: Listing(store.engine, TRAINEES, Criteria(scope=scope, **criteria)).page(
                offset, 200
            )  # type: ignore[arg-type]

        def floor(order: str = "p.name, t.id", where: str = "", offset: int = 0) -> Callable[[], object]:
            statement = FLOOR.format(order=order, where=where, offset=offset)
            return lambda: bare.execute(statement).fetchall()

        middle = rows // 2
        cases = {
            "첫 쪽": (ask(), floor()),
            "가운데": (ask(offset=middle), floor(offset=middle)),
            "상태로 정렬": (ask(order=(("status", True),)), floor("e.status DESC, t.id")),
            "생년월일로 정렬": (ask(order=(("birth_date", False),)), floor("p.birth_date, t.id")),
            "일부로 찾기": (
                ask(search="민서"),
                floor(where="WHERE p.name LIKE '%민서%' OR p.phone LIKE '%민서%'"),
            ),
            "초성으로 찾기": (ask(search="ㄱㅁㅅ"), floor(where="WHERE p.name_initials LIKE '%ㄱㅁㅅ%'")),
            "끝 네 자리": (ask(search="1234"), floor(where="WHERE p.phone_last4 = '1234'")),
            "상태로 거르기": (
                ask(filters=(Filter("status", Test.ONE_OF, ("수료",)),)),
                floor(where="WHERE e.status = '수료'"),
            ),
        }
        print(f"\n{rows:,}명  {'이음 ms':>10}{'sqlite3 ms':>12}{'비':>7}")
        for name, (ours, theirs) in cases.items():
            mine, least = milliseconds(ours), milliseconds(theirs)
            print(f"{name:<12}{mine:>10.1f}{least:>12.1f}{mine / least:>7.1f}")
        bare.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[456, 20_000])
    for size in parser.parse_args().rows:
        measure(size)
