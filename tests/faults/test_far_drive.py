"""A drive of another machine that grants every lock: no write-ahead log, one writer, and a sentence for the next."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.people import Person
from desktop.model.training import Cohort
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.store import Store
from tests.faults import another_desk, disks, looking, work

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


@pytest.fixture(params=["sshfs", "unheard-of", ""])
def drive(request, tmp_path):
    (tmp_path / "서버").mkdir()
    with disks.far(tmp_path / "서버", tmp_path / "드라이브", request.param) as place:
        yield place


def logs(drive):
    return [path.name for path in drive.iterdir() if path.name.endswith(("-wal", "-shm"))]


@pytest.mark.feature("DA-13")
def test_no_write_ahead_log_is_ever_made_there(drive, tmp_path):
    Store.create(tmp_path / work.DATA).close()
    assert looking.journal_mode(tmp_path / work.DATA) == "wal"
    (drive / work.DATA).write_bytes((tmp_path / work.DATA).read_bytes())
    with work.open_data(drive) as store, store.operation("새 기수") as op:
        op.session.flush()
        assert not logs(drive)
    assert looking.journal_mode(drive / work.DATA) == "delete"
    work.prepare_few(drive)
    assert another_desk.run(work.import_few, drive) == another_desk.Ended(0, "")
    assert looking.problems(drive) == []
    assert looking.counts(drive, "trainee") == (8 + work.GRADUATES,)
    assert not logs(drive)


@pytest.mark.feature("DA-13")
def test_where_every_lock_is_granted_the_second_machine_hears_who_writes_and_only_looks(drive):
    Store.create(drive / work.DATA).close()
    work.prepare_few(drive)
    first, second = (DeskLock(drive / work.DATA, host=host) for host in ("김주무관 PC", "이주무관 PC"))
    assert first.take("김주무관", work.NOW) is None
    try:
        holder = second.take("이주무관", work.NOW)
        assert holder is not None
        assert holder.sentence().startswith("김주무관 ")
        work.look(drive)
        with work.open_data(drive, read_only=True) as store, pytest.raises(UserError, match="읽기 전용"):
            work.save_one(store)
    finally:
        first.release()
    assert second.take("이주무관", work.NOW) is None
    second.release()


LATE_S = 0.6
"""When another machine sees what was written."""
SETTLES_S = 2.5 * LATE_S


@contextmanager
def two_machines(folder, late=0.0):
    """The data file on a server's drive as each of two machines sees it."""
    (folder / "서버").mkdir()
    with (
        disks.far(folder / "서버", folder / "첫째", "sshfs", late) as first,
        disks.far(folder / "서버", folder / "둘째", "sshfs", late) as second,
    ):
        Store.create(first / work.DATA).close()
        another_desk.until(lambda: sees_all(second))
        yield first, second


def sees_all(place):
    try:
        with work.open_data(place, read_only=True):
            return [path.name for path in place.iterdir()] == [work.DATA]
    except (UserError, FileNotFoundError):
        return False  # the drive does not show it yet, or not all of it


@contextmanager
def desk_at(place, user, **times):
    """A desk that has taken the file for itself, so far as it can know; its store, and of whom it heard since."""
    lock, heard = DeskLock(place / work.DATA, host=f"{user} PC", **times), []
    lock.taken_over = heard.append
    assert lock.take(user, work.NOW) is None, "it sees nobody's note"
    try:
        seen = {"clock": lambda: work.NOW, "turn": lock.make_sure}
        with Store.open(place / work.DATA, user=user, **seen) as store:
            yield store, heard
    finally:
        lock.release()


def saved(store):
    """Save a cohort named after who does; what is told where it was refused."""
    try:
        with store.operation("새 기수") as op:
            op.add(Cohort(name=store.user, year=2022, programme="서초 AI칼리지"))
    except UserError as error:
        return error.message
    return ""


def cohorts(place):
    with work.open_data(place, read_only=True) as store, store.read() as session:
        return session.scalars(select(Cohort.name)).all()


@pytest.mark.feature("DA-13")
def test_two_that_start_before_either_sees_the_other_do_not_both_write(tmp_path):
    with two_machines(tmp_path, LATE_S) as (here, there):
        with (
            desk_at(here, "김주무관", settles=SETTLES_S) as (first, first_heard),
            desk_at(there, "이주무관", settles=SETTLES_S) as (second, second_heard),
            ThreadPoolExecutor() as threads,
        ):
            told = dict(zip(("김주무관", "이주무관"), threads.map(saved, (first, second)), strict=True))
            (writer,) = (user for user, refused in told.items() if not refused)
            (looker,) = told.keys() - {writer}
            assert told[looker].startswith(f"{writer} 님이 ")
            assert "저장하지 않았습니다" in told[looker]
            heard = {"김주무관": first_heard, "이주무관": second_heard}
            another_desk.until(lambda: bool(heard[looker]))
            assert ([each.user for each in heard[looker]], heard[writer]) == ([writer], [])
        another_desk.until(lambda: cohorts(here) == cohorts(there) == [writer])
        assert looking.problems(tmp_path / "서버") == []


@pytest.mark.feature("DA-13")
def test_what_a_drive_even_later_than_that_loses_is_not_lost_in_silence(tmp_path):
    """Both are sure, and wrong; whose file comes last to the server stays there."""
    times = {"settles": 0.05, "beat": 8 * LATE_S}
    with (
        two_machines(tmp_path, 3 * LATE_S) as (here, there),
        desk_at(here, "김주무관", **times) as (first, first_heard),
        desk_at(there, "이주무관", **times) as (second, second_heard),
    ):
        assert (saved(first), saved(second)) == ("", "")
        another_desk.until(lambda: bool(first_heard or second_heard))
        told = {}

        def somebody_is_told():
            told.update({desk.user: said for desk in (first, second) if (said := desk.settle())})
            return bool(told)

        another_desk.until(somebody_is_told)
        (loser,) = (desk for desk in (first, second) if desk.user in told)
        assert told[loser.user].startswith("다른 자리가 이 파일을 덮어써서")
        assert "읽기 전용" in saved(loser)
        (kept,) = {first.user, second.user} - {loser.user}
        another_desk.until(lambda: cohorts(here) == cohorts(there) == [kept])
        assert (first.settle(), second.settle()) == ("", ""), "once is enough"


@pytest.mark.feature("DA-13")
def test_who_only_looks_undoes_nothing_of_what_another_machine_is_about_to_write(tmp_path):
    with two_machines(tmp_path) as (here, there):
        with work.open_data(here) as store, store.operation("많은 사람") as op:
            op.connection.exec_driver_sql(
                "PRAGMA cache_size = 5"
            )  # so that much is in the file before it is kept
            op.insert_many(Person, [{"name": f"김{number}"} for number in range(2_000)])
            assert (here / f"{work.DATA}-journal").exists()
            looked = another_desk.run(work.look, there)
            assert (looked.status, "쓰고 있습니다" in looked.said) == (1, True)
        assert looking.problems(there) == []
        assert looking.counts(there, "person") == (2_000,)
