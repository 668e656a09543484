"""Numbers under two desks at once, and under a desk that is killed while it issues."""

import contextlib
import datetime as dt
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.model.certificates import Certificate, CertificateFile
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.services import settings
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.store import Store
from desktop.services.safety.integrity import check
from tests.offices import SEOCHO

DESK = Path(__file__).with_name("issuing.py")
CEREMONY = dt.date(2022, 9, 16)
KILLS = int(os.environ.get("IEUM_KILLS", "8"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


def completed(store, name, people):
    settings.save(store, SEOCHO)
    with store.operation(name) as op:
        period = {"starts_on": dt.date(2022, 4, 2), "ends_on": CEREMONY}
        cohort = op.add(Cohort(name=name, year=2022, programme="서초 AI칼리지", **period))
        stage = op.add(
            Stage(
                cohort_id=cohort.id, name="마지막 단계", position=1, attendance_minimum=80, score_minimum=60
            )
        )
        for place in range(people):
            person = op.add(Person(name=f"김{chr(0xAC00 + 53 * place)}수", birth_date=dt.date(1998, 1, 1)))
            trainee = op.add(Trainee(person_id=person.id))
            op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수료"))
    return cohort.id


class Desk:
    """Another process that issues when told; see issuing.py."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, str(DESK)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, data, cohort, how="all"):
        """Begin to issue; the id of the process that does."""
        self._process.stdin.write(f"{data}\t{cohort}\t{how}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def wait(self):
        assert self._process.stdout.readline() == "ended\n"

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=60)


@pytest.fixture
def desks():
    opened = [Desk(), Desk()]
    yield opened
    for one in opened:
        one.close()


@pytest.mark.feature("DO-06")
def test_two_desks_issuing_at_once_leave_no_gap_and_no_repeat(tmp_path, desks):
    data = tmp_path / "구청 자료.ieum"
    with Store.create(data) as store:
        cohorts = [completed(store, f"{place}기", 12) for place in (1, 2)]
    for one, cohort in zip(desks, cohorts, strict=True):
        one.start(data, cohort, "one-by-one")
    for one in desks:
        one.wait()
    with Store.open(data) as store:
        with store.read() as session:
            rows = session.execute(
                select(Certificate.sequence, Certificate.cohort_id).order_by(Certificate.id)
            ).all()
        assert [sequence for sequence, _ in rows] == list(range(1, 25))
        turns = sum(first[1] != second[1] for first, second in itertools.pairwise(rows))
        assert turns > 1, "the desks did not issue at the same time"
        assert check(store).problems == ()


@pytest.mark.feature("DO-06")
@pytest.mark.feature("DO-08")
def test_a_desk_killed_while_issuing_has_issued_all_or_none(tmp_path, desks):
    original = tmp_path / "원본.ieum"
    with Store.create(original) as store:
        cohort = completed(store, "1기", 30)
    whole = _time_of_one_issue(desks[0], original, cohort)
    chance = random.Random(20220916)
    for turn in range(KILLS):
        data = tmp_path / f"{turn}.ieum"
        shutil.copy(original, data)
        issuing = desks[0].start(data, cohort)
        killer = threading.Timer(chance.uniform(0, 1.1) * whole, _kill, [issuing])
        killer.start()
        desks[0].wait()
        killer.join()
        with Store.open(data) as store:
            assert _issued(store) in (0, 30)
            assert check(store).problems == ()
            if not _issued(store):
                one = certificates.candidates(store, cohort)[0].holder_id
                assert certificates.issue(store, cohort, [one], issue_date=CEREMONY).numbers == (
                    "제2022-001호",
                )


def _time_of_one_issue(desk, original, cohort):
    data = shutil.copy(original, original.with_name("whole.ieum"))
    began = time.monotonic()
    desk.start(data, cohort)
    desk.wait()
    return time.monotonic() - began


def _kill(process_id):
    with contextlib.suppress(ProcessLookupError):  # it was done before
        os.kill(process_id, signal.SIGKILL)


def _issued(store):
    """How many certificates there are: numbers from 1 on, each with its frozen file."""
    with store.read() as session:
        numbers = session.scalars(select(Certificate.sequence).order_by(Certificate.sequence)).all()
        files = session.scalars(select(CertificateFile.id)).all()
    assert numbers == list(range(1, len(files) + 1))
    return len(numbers)
