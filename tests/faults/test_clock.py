"""A clock that was set wrong: no backup is lost, no number of another year is given, and the program works on."""

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.model.people import Person
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.store import Store
from desktop.services.safety import kept_backups
from desktop.services.safety.integrity import check
from tests.faults import another_desk, looking, work

ROOT = Path(__file__).parents[2]
DAY = dt.timedelta(days=1)


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def graduated(empty, tmp_path_factory):
    """A folder whose data file holds two people who completed the course, last written on 16 September 2022."""
    folder = another_desk.copied(empty, tmp_path_factory.mktemp("수료 자료") / "구청 문서")
    work.prepare_few(folder)
    return folder


@pytest.fixture
def folder(graduated, tmp_path):
    return another_desk.copied(graduated, tmp_path / "구청 문서")


def at_the_command_line(folder, day, *words):
    """The program called on another day than today; its exit status and all it said."""
    faketime = shutil.which("faketime")
    assert faketime is not None, "these tests need faketime; tools/set-up dev installs it"
    done = subprocess.run(
        [faketime, day, sys.executable, ROOT / "main.py", "--data", folder / work.DATA, *words],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.feature("DO-06")
def test_a_clock_set_back_gives_no_number_of_a_past_year(folder):
    status, said = at_the_command_line(
        folder, "2020-01-01 09:00:00", "certificates", "issue", "--cohort", "1기", "--out", "묶음.pdf"
    )
    assert status == 1
    assert "컴퓨터의 날짜가 2020. 1. 1.로, 마지막으로 저장한 2022. 9. 16.보다 앞섭니다." in said
    assert said.strip().endswith("주세요.")
    assert looking.counts(folder, "certificate", "number_series") == (0, 0)
    assert not (folder / "묶음.pdf").exists()


@pytest.mark.feature("DO-06")
def test_numbers_go_by_the_counter_under_whatever_clock(folder):
    with work.open_data(folder) as store:
        one, two = (each.holder_id for each in certificates.candidates(store, "1기"))
        assert certificates.issue(store, "1기", [one]).numbers == ("제2022-001호",)
    words = ("certificates", "issue", "--cohort", "1기", "--out", "묶음.pdf", "--date", "2022-09-16")
    status, said = at_the_command_line(folder, "2020-01-01 09:00:00", *words)
    assert (status, "제2022-002호 ~ 제2022-002호" in said) == (0, True), said
    for command in (
        ("list", "certificates"),
        ("check",),
        ("backup", "백업.ieum"),
        ("history", "trainees", str(two)),
    ):
        status, said = at_the_command_line(folder, "2020-01-01 09:00:00", *command)
        assert status == 0, said
    assert looking.problems(folder) == []


def test_what_a_date_is_asked_about(folder):
    clock = Clock(work.NOW)
    with Store.open(folder / work.DATA, clock=clock) as store:
        today = work.NOW.date()
        assert certificates.question(store, today) == ""
        assert "오늘이 아니라 2022. 9. 15.입니다" in certificates.question(store, today - DAY)
        assert "오늘이 아니라 2022. 9. 17.입니다" in certificates.question(store, today + DAY)
        certificates.issue(store, "1기")
        assert certificates.question(store, today) == ""
        for ahead in (2023, 2099):
            clock.now = work.NOW.replace(year=ahead)
            assert certificates.question(store, clock.now.date()) == f"{ahead}년의 첫 번호부터 줍니다."
        clock.now = work.NOW - DAY
        asked = certificates.question(store, clock.now.date())
        assert asked.startswith(
            "컴퓨터의 날짜가 2022. 9. 15.로, 마지막으로 저장한 2022. 9. 16.보다 앞섭니다."
        )


HUNDRED_DAYS = 100 * DAY


@pytest.fixture(scope="module")
def closed_daily(tmp_path_factory):
    """A folder whose data file was closed once a day for 100 days."""
    folder = tmp_path_factory.mktemp("백 일") / "구청 문서"
    folder.mkdir()
    clock = Clock(work.NOW)
    with Store.create(folder / "이음.db", clock=clock) as store:
        while clock.now < work.NOW + HUNDRED_DAYS:
            clock.now += DAY
            leave(store)
    return folder


@pytest.fixture
def months(closed_daily, tmp_path):
    """That data file, open on the last of those days, and its clock."""
    clock = Clock(work.NOW + HUNDRED_DAYS)
    folder = another_desk.copied(closed_daily, tmp_path / "구청 문서")
    with Store.open(folder / "이음.db", clock=clock) as store:
        yield store, clock


def leave(store):
    """Write something and keep the backup that is made on closing."""
    with store.operation("사람 추가") as op:
        op.add(Person(name="김민수"))
    made = kept_backups.keep_one(store)
    assert made is not None
    return made.path


def kept(store):
    return {one.path for one in kept_backups.kept(store.path)}


@pytest.mark.feature("DA-12")
def test_a_clock_far_ahead_thins_no_more_than_one_day_does(months):
    store, clock = months
    before, right = kept(store), clock.now
    assert len(before) > 60
    clock.now = right.replace(year=2099)
    ahead = set()
    for _ in range(3):
        ahead.add(leave(store))
        clock.now += DAY / 24
    assert len(before - kept(store)) <= 1
    assert ahead <= kept(store)
    clock.now = right + DAY
    again = leave(store)
    assert len(before - kept(store)) <= 2
    assert ahead | {again} <= kept(store)


@pytest.mark.feature("DA-12")
def test_a_clock_set_back_thins_nothing(months):
    store, clock = months
    before = kept(store)
    clock.now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = set()
    for _ in range(5):
        made.add(leave(store))
        clock.now += dt.timedelta(minutes=1)
    assert kept(store) == before | made
    assert check(store).problems == ()
