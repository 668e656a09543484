"""Desks of their own for the fault tests: one process that is warm, and forks a desk for every data file it is told.

Each line read is ``DATA COHORT all`` or ``DATA COHORT one-by-one``. The answer is the process id of the desk, which
issues and ends.
"""

import datetime as dt
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.documents.certificates.certificate_face import CertificateFace, Issuer
from desktop.documents.certificates.certificate_template import bundled_template
from desktop.documents.certificates.certificates import draw
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.store import Store

CEREMONY = dt.date(2022, 9, 16)


def issue(data: str, cohort: str, how: str) -> None:
    with Store.open(data, user="다른 자리") as store:
        found = [candidate.holder_id for candidate in certificates.candidates(store, int(cohort))]
        for part in [[one] for one in found] if how == "one-by-one" else [found]:
            certificates.issue(store, int(cohort), part, issue_date=CEREMONY)


def warm_up() -> None:
    """Open the fonts and load every library, so that what is killed is the issuing and not the start."""
    face = CertificateFace("제1호", "가", None, "과정", None, None, CEREMONY, (Issuer("장", ""),), "시험")
    draw([face], bundled_template())


def main() -> None:
    warm_up()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            issue(*line.rstrip("\n").split("\t"))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
