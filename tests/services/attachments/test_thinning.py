"""Thinning takes away the bytes nobody names, and never one that the data file or any backup names."""

import datetime as dt
import shutil

import pytest
from sqlalchemy import func, select

from desktop.errors import Cancelled
from desktop.model.attachments import Attachment, StoredFile
from desktop.services.attachments import keeping, places, thinning
from desktop.services.datafile import condensing, history
from desktop.services.datafile.store import Store
from desktop.services.office.keeping import CONDENSE_AFTER_DAYS
from desktop.services.safety import backup, kept_backups


@pytest.fixture
def attach(store, tmp_path):
    def put(text, progress=lambda *_: None):
        path = tmp_path / f"{text}.txt"
        path.write_bytes(text.encode())
        incoming = keeping.read_in(path)
        with store.operation(f"'{text}' 붙이기") as op:
            return keeping.put(store, op, incoming, progress)

    return put


def lying(store):
    """What the folder holds, by its first bytes."""
    folder = places.folder_of(store)
    return {places.from_folder(folder, sha256).decode()[:9] for sha256 in places.kept_in(folder)}


def thin(store):
    return thinning.thin(store, backup.folder_of(store.path))


def stray(store, text):
    """Bytes as a desk leaves them that was struck down before it had named them."""
    incoming = keeping.Incoming(text, "", text.encode())
    sha256 = f"{len(text):064x}"
    places.put_into_folder(places.folder_of(store), sha256, incoming.data)


def test_what_no_data_file_and_no_backup_names_goes(store, attach):
    attach("쓰는 것")
    stray(store, "이름 없는 것")
    assert lying(store) == {"쓰는 것", "이름 없는 것"}
    assert thin(store) == 1
    assert lying(store) == {"쓰는 것"}
    assert thin(store) == 0


def test_what_a_backup_names_stays_as_long_as_the_backup(store, attach, clock):
    """An older backup is brought back: what was attached since is named by the file that was set aside alone."""
    attach("먼저")
    older = backup.back_up(store, backup.folder_of(store.path) / "먼저.db").path
    attach("나중")
    path = store.path
    store.close()
    restored = backup.restore(path, older, clock=clock)
    with Store.open(path, clock=clock) as again:
        assert thin(again) == 0
        assert lying(again) == {"먼저", "나중"}
        restored.kept.unlink()
        assert thin(again) == 1
        assert lying(again) == {"먼저"}


def test_where_a_backup_cannot_be_read_nothing_goes(store, attach):
    attach("쓰는 것")
    stray(store, "이름 없는 것")
    folder = backup.folder_of(store.path)
    folder.mkdir()
    (folder / "구청 자료 2022-07-29 1115.db").write_bytes(bytes(4096))
    (folder / "메모.txt").write_text("백업이 아닌 것", encoding="utf-8")
    assert thin(store) == 0
    assert "이름 없는 것" in lying(store)
    (folder / "구청 자료 2022-07-29 1115.db").unlink()
    assert thin(store) == 1


def test_a_data_file_of_the_same_name_shares_the_folder(store, attach, clock):
    attach("둘 다의 것")
    twin = store.path.with_suffix(".ieum")
    backup.back_up(store, twin)
    stray(store, "이름 없는 것")
    with Store.open(twin, clock=clock) as other:
        assert places.folder_of(other) == places.folder_of(store)
        history.undo(store)
        assert thin(store) == 1
    assert lying(store) == {"둘 다의 것"}


def test_one_that_was_taken_back_stays_as_long_as_it_can_be_done_again(store, attach, clock):
    attach("되돌린 것")
    history.undo(store)
    assert thin(store) == 0
    history.redo(store)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 1
    history.undo(store)
    attach("다른 것")  # now there is nothing to be done again
    clock.advance(days=CONDENSE_AFTER_DAYS.default + 1)
    condensing.condense(store, days=CONDENSE_AFTER_DAYS.default)
    assert thin(store) == 1
    assert lying(store) == {"다른 것"}
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 1


def test_keeping_a_backup_thins_and_thinning_leaves_no_line_in_the_history(store, attach, clock):
    attach("쓰는 것")
    stray(store, "이름 없는 것")
    newest = history.newest(store)
    assert kept_backups.keep_one(store) is not None
    assert lying(store) == {"쓰는 것"}
    assert history.newest(store) == newest
    clock.advance(seconds=int(dt.timedelta(minutes=1).total_seconds()))
    assert kept_backups.keep_one(store) is None, "nothing was written since"


def test_attaching_that_is_stopped_leaves_nothing(store, attach, tmp_path):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        attach("멈춘 것", stop)
    folder = places.folder_of(store)
    assert [each for each in folder.rglob("*") if each.is_file()] == []
    shutil.rmtree(folder)
    attach("멈춘 것")
    assert lying(store) == {"멈춘 것"}
