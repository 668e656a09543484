"""A drive of another machine that grants every lock: no write-ahead log, one writer, and a sentence for the next."""

import os

import pytest

from desktop.errors import UserError
from desktop.services.desk_lock import DeskLock
from desktop.services.store import Store
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
