"""Two desks at one data file: the second start hears who holds it, and two that write lose nothing."""

import datetime as dt
import os
import signal
import sqlite3
import time

import pytest

from desktop.services.datafile.desks.desk_lock import DeskLock
from tests.faults import another_desk, looking, work

NOW = dt.datetime(2022, 9, 16, 1, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


@pytest.fixture
def folder(empty, tmp_path):
    return another_desk.copied(empty, tmp_path / "구청 문서")


def taken(lock, seconds=2.0):
    """Who holds the file, heard within the time a person waits."""
    began = time.monotonic()
    holder = lock.take("이주무관", NOW)
    assert time.monotonic() - began < seconds
    return holder


def test_the_second_start_hears_who_holds_the_file_even_when_that_desk_hangs(folder):
    first = another_desk.Desk(work.hold, folder, "김주무관")
    second = DeskLock(folder / work.DATA)
    try:
        first.go()
        another_desk.until((folder / f".{work.DATA}.holder").exists)
        os.kill(first.process_id, signal.SIGSTOP)
        assert taken(second).user == "김주무관"
    finally:
        first.kill()
        first.wait()
    assert taken(second) is None
    second.release()


def test_two_desks_that_write_at_once_lose_nothing(folder):
    each = 40
    desks = [another_desk.Desk(work.save_cohorts, folder, who, each) for who in ("김주무관", "이주무관")]
    for desk in desks:
        desk.go()
    assert [desk.wait() for desk in desks] == [another_desk.Ended(0, "")] * 2
    assert looking.counts(folder, "cohort", "operation") == (2 * each, 2 * each)
    assert looking.problems(folder) == []


def test_a_desk_kept_waiting_says_so(folder):
    other = sqlite3.connect(folder / work.DATA, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    ended = another_desk.run(work.save_cohort, folder)
    assert 1 < time.monotonic() - began < 8
    assert ended == another_desk.Ended(
        1, "다른 프로그램이 이 파일에 쓰고 있습니다. 잠시 뒤에 다시 해 주세요."
    )
    other.execute("ROLLBACK")
    other.close()
    assert another_desk.run(work.save_cohort, folder) == another_desk.Ended(0, "")


def test_a_desk_kept_waiting_by_a_window_says_whose_it_is(folder):
    """The window lives in this process and writes; another desk, as a command from the prompt, comes second."""
    lock = DeskLock(folder / work.DATA)
    assert lock.take("김주무관", NOW) is None
    with work.open_data(folder) as store, store.operation("고치는 중"):
        ended = another_desk.run(work.save_cohort, folder)
        assert ended.status == 1
        assert "쓰고 있습니다. 김주무관 님이 9. 16. " in ended.said
        assert "부터 사용 중입니다. 잠시 뒤에" in ended.said
    lock.release()


def test_nobody_is_named_for_a_note_that_is_ones_own_or_that_a_dead_window_left(folder):
    lock = DeskLock(folder / work.DATA)
    assert lock.take("김주무관", NOW) is None
    assert DeskLock(folder / work.DATA).another() is None
    lock.release()
    window = another_desk.Desk(work.hold, folder, "이주무관")
    window.go()
    another_desk.until((folder / f".{work.DATA}.holder").exists)
    assert DeskLock(folder / work.DATA).another().user == "이주무관"
    window.kill()
    window.wait()
    assert (folder / f".{work.DATA}.holder").exists()
    assert DeskLock(folder / work.DATA).another() is None
