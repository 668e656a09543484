"""A data file on a network drive: recognised, without a write-ahead log, one writer at a time."""

import datetime as dt
import logging
import os
import time
from pathlib import Path

import pytest
from filelock import FileLock

from desktop.errors import UserError
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.desks.network_drives import VARIABLE, on_network
from desktop.services.datafile.store import Store
from tests.faults import looking
from tests.faults.another_desk import until

NOW = dt.datetime(2022, 9, 16, 0, 12, tzinfo=dt.UTC)
MOUNTS = """/dev/vda / ext4 rw,relatime 0 0
//server/team /mnt/우리\\040팀 cifs rw 0 0
server:/home /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
desk@server: /home/desk/far fuse.sshfs rw 0 0
tmpfs /mnt/nfs2 tmpfs rw 0 0
cloud: /home/desk/cloud fuse rw 0 0
/dev/sdc1 /mnt/stick fuseblk rw 0 0
"""


@pytest.mark.skipif(os.name == "nt", reason="there the system says it of each drive")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/srv/이음.db", False),
        ("/mnt/우리 팀/이음.db", True),
        ("/mnt/우리 팀/깊은/곳/이음.db", True),
        ("/mnt/nfs/이음.db", True),
        ("/mnt/nfs/local/이음.db", False),
        ("/mnt/nfs2/이음.db", False),
        ("/home/desk/far/이음.db", True),
        ("/home/desk/이음.db", False),
        ("/home/desk/cloud/이음.db", True),
        ("/mnt/stick/이음.db", False),
    ],
)
def test_a_network_drive_is_known_by_its_type(path, expected):
    assert on_network(Path(path), named={}, mounts=MOUNTS) is expected


def test_an_office_can_name_a_folder_the_system_does_not_know_as_one(tmp_path):
    named = {VARIABLE: os.pathsep.join(("/else", str(tmp_path)))}
    assert on_network(tmp_path / "이음.db", named=named, mounts="")
    assert not on_network(tmp_path.parent / "이음.db", named=named, mounts="")


@pytest.fixture
def drive(tmp_path, monkeypatch):
    """A folder that counts as a network drive."""
    folder = tmp_path / "공유"
    folder.mkdir()
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.mark.feature("DA-13")
def test_the_write_ahead_log_is_off_there_and_turned_off_in_a_file_brought_there(drive, tmp_path):
    made, brought = drive / "새것.db", tmp_path / "가져온 것.db"
    Store.create(brought).close()
    assert looking.journal_mode(brought) == "wal"
    brought = brought.rename(drive / brought.name)
    Store.create(made).close()
    Store.open(brought).close()
    assert (looking.journal_mode(made), looking.journal_mode(brought)) == ("delete", "delete")
    assert not list(drive.glob("*-wal"))


def long_ago(note):
    os.utime(note, (NOW.timestamp(), NOW.timestamp()))


class TestLocks:
    """Between two machines the system's lock may hold nobody off: here it is another file each time."""

    def second(self, drive, **settings):
        lock = DeskLock(drive / "이음.db", host="다른 PC", **settings)
        lock._lock = FileLock(drive / ".다른 자물쇠")
        return lock

    @pytest.mark.feature("DA-13")
    def test_who_writes_elsewhere_is_named_and_nobody_else_writes(self, drive):
        first = DeskLock(drive / "이음.db", host="김주무관 PC")
        assert first.take("김주무관", NOW) is None
        second = self.second(drive)
        holder = second.take("이주무관", NOW)
        assert (holder.user, holder.since, holder.host) == ("김주무관", NOW, "김주무관 PC")
        first.release()
        assert second.take("이주무관", NOW) is None
        second.release()
        assert not list(drive.glob(".이음.db.holder*"))

    @pytest.mark.feature("DA-13")
    def test_a_lock_whose_desk_died_is_taken_over_and_logged(self, drive, caplog):
        first = DeskLock(drive / "이음.db", host="김주무관 PC")
        assert first.take("김주무관", NOW) is None
        long_ago(drive / ".이음.db.holder")
        second = self.second(drive)
        with caplog.at_level(logging.WARNING):
            assert second.take("이주무관", NOW) is None
        assert caplog.messages == ["lock left by 김주무관 at 김주무관 PC since 2022-09-16 00:12 taken over"]
        second.release()

    def test_a_living_desk_keeps_its_note_fresh(self, drive):
        first = DeskLock(drive / "이음.db", host="김주무관 PC", beat=0.02)
        assert first.take("김주무관", NOW) is None
        note = drive / ".이음.db.holder"
        began = note.stat().st_mtime_ns
        until(lambda: note.stat().st_mtime_ns > began)
        assert self.second(drive, beat=0.5).take("이주무관", NOW).user == "김주무관"
        first.release()

    def test_until_a_note_has_stood_for_a_while_a_window_writes_nothing_and_does_not_wait(self, drive):
        lock = DeskLock(drive / "이음.db", host="김주무관 PC", settles=0.5)
        assert lock.take("김주무관", NOW) is None
        lock.patient = False
        began = time.monotonic()
        with pytest.raises(UserError, match="10초쯤 뒤에"):
            lock.make_sure()
        assert time.monotonic() - began < 0.4
        lock.patient = True
        lock.make_sure()
        assert time.monotonic() - began > 0.4
        lock.release()

    def test_of_two_that_come_at_the_same_moment_one_makes_the_note(self, drive, monkeypatch):
        first, second = DeskLock(drive / "이음.db", host="김주무관 PC"), self.second(drive)
        assert first.take("김주무관", NOW) is None
        monkeypatch.setattr(second, "_holder", iter([None, first._mine]).__next__)
        assert second.take("이주무관", NOW) == first._mine
        first.release()

    @pytest.mark.feature("DA-13")
    def test_a_desk_that_slept_hears_that_another_took_over(self, drive):
        first, heard = DeskLock(drive / "이음.db", host="김주무관 PC", beat=0.3), []
        first.taken_over = heard.append
        assert first.take("김주무관", NOW) is None
        long_ago(drive / ".이음.db.holder")
        second = self.second(drive)
        assert second.take("이주무관", NOW) is None
        until(lambda: bool(heard))
        assert heard[0].user == "이주무관"
        first.release()
        third = DeskLock(drive / "이음.db", host="셋째 PC")
        assert third.take("박주무관", NOW).user == "이주무관"
        second.release()
