"""How long bringing a backup back takes where certificates were issued since: their lines and frozen copies come along.

    python tests/benchmarks/bench_restore.py [--certificates 1000] [--rounds 3]

The copies are of 90,000 random bytes each, about what a certificate weighs. Asserted: all lines and copies are there, and
looking the file through finds nothing wrong.
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.model.certificates import Certificate, CertificateFile, NumberSeries
from desktop.model.people import Person
from desktop.model.training import Cohort
from desktop.services.certificates.hashes import file_of, row_hash
from desktop.services.datafile.store import Store
from desktop.services.safety import backup
from desktop.services.safety.integrity import check

_BYTES = 90_000


def issue(store: Store, number: int) -> None:
    """Lines of the register as `issue` writes them, around certificates nobody drew."""
    day = dt.date(2026, 9, 16)
    with store.operation("발급") as op:
        cohort = op.add(Cohort(name="1기", year=2026, programme="AI칼리지"))
        people = op.insert_many(Person, [_person(place) for place in range(number)])
        op.add(NumberSeries(kind="수료", year=2026, last=number))
        copies = [file_of(0, op.at, os.urandom(_BYTES), reissue=False) for _ in range(number)]
        rows = [
            {
                "number": f"제2026-{place:04d}호", "kind": "수료", "year": 2026, "sequence": place, "name": f"사람{place}",
                "birth_date": None, "course": "AI칼리지", "issued_on": day, "issuer": "구청장", "status": "발급",
                "reason": None, "status_on": None, "template": "1", "snapshot": {}, "sha256": copies[place - 1]["sha256"],
                "person_id": people[place - 1], "cohort_id": cohort.id,
            }
            for place in range(1, number + 1)
        ]  # fmt: skip
        ids = op.insert_many(Certificate, [{**row, "row_sha256": row_hash(row)} for row in rows])
        files = [
            file_of(row_id, op.at, copy["pdf"], reissue=False)
            for row_id, copy in zip(ids, copies, strict=True)
        ]
        op.insert_many(CertificateFile, files)


def _person(place: int) -> dict[str, object]:
    keys = ("name_hanja", "english_name", "birth_date", "gender", "phone", "email", "address", "note")
    return {"name": f"사람{place}", **dict.fromkeys(keys), "consent_date": None, "consent_scope": None}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--certificates", type=int, default=1_000)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    clock, cpu = [], []
    for _ in range(asked.rounds):
        with tempfile.TemporaryDirectory() as folder:
            live = Path(folder) / "이음.db"
            with Store.create(live) as store:
                old = backup.back_up(store, Path(folder) / "백업.db").path
                issue(store, asked.certificates)
            began, worked = time.perf_counter(), time.process_time()
            carried = backup.restore(live, old).carried
            clock.append(time.perf_counter() - began)
            cpu.append(time.process_time() - worked)
            assert len(carried.new) == asked.certificates
            with Store.open(live) as store:
                report = check(store)
            assert (report.certificates, report.files, report.problems) == (asked.certificates,) * 2 + ((),)
    print(f"{asked.certificates:,} certificates carried over: {min(clock):.2f} s (CPU {min(cpu):.2f} s)")


if __name__ == "__main__":
    main()
