"""Attachments are kept once by what they are, come back byte for byte, and a missing or altered one is named."""

import hashlib
import random
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.attachments import Attachment, FilePiece, StoredFile
from desktop.services.attachments import keeping, places
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.safety import backup, integrity


def attach(store, path):
    incoming = keeping.read_in(path)
    with store.operation("붙이기") as op:
        return keeping.put(store, op, incoming)


def counted(store, table):
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "진단서 (가).bin"
    path.write_bytes(random.Random(1).randbytes(2 * places.PIECE + 7))
    return path


@pytest.mark.both_databases
@pytest.mark.feature("DA-20")
def test_a_file_comes_back_byte_for_byte_and_is_kept_once(store, file, tmp_path):
    first = attach(store, file)
    again = tmp_path / "같은 파일.bin"
    again.write_bytes(file.read_bytes())
    second = attach(store, again)
    assert keeping.get(store, first).data == keeping.get(store, second).data == file.read_bytes()
    assert (keeping.get(store, first).name, keeping.get(store, second).name) == (
        "진단서 (가).bin",
        "같은 파일.bin",
    )
    assert (counted(store, Attachment), counted(store, StoredFile)) == (2, 1)
    folder = places.folder_of(store)
    if folder is None:
        assert counted(store, FilePiece) == 3
    else:
        kept = [each for each in folder.rglob("*") if each.is_file()]
        assert [each.stat().st_size for each in sorted(kept)] == [places.PIECE, places.PIECE, 7]
        assert folder.name == "구청 자료 첨부"
        assert counted(store, FilePiece) == 0
    saved = keeping.save_copy(store, first, tmp_path / "사본.bin")
    assert hashlib.sha256(saved.read_bytes()).hexdigest() == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.both_databases
def test_taken_back_and_done_again_it_is_there(store, file):
    row_id = attach(store, file)
    history.undo(store)
    with pytest.raises(UserError, match="지워졌습니다"):
        keeping.get(store, row_id)
    history.redo(store)
    assert keeping.get(store, row_id).data == file.read_bytes()


@pytest.mark.feature("DA-20")
def test_a_missing_and_an_altered_file_are_named(store, file):
    row_id = attach(store, file)
    assert integrity.check(store).problems == ()
    folder = places.folder_of(store)
    piece = sorted(each for each in folder.rglob("*") if each.is_file())[1]
    good = piece.read_bytes()
    piece.write_bytes(good[:-1] + b"!")
    (told,) = integrity.check(store).problems
    assert told.startswith("첨부 파일 '진단서 (가).bin'의 내용이 '구청 자료 첨부' 폴더에서 바뀌었습니다")
    with pytest.raises(UserError, match="바뀌었습니다"):
        keeping.get(store, row_id)
    attach(store, file)  # the same file once more mends it
    assert integrity.check(store).problems == ()
    folder.rename(folder.with_name("옮김"))
    (moved, _same) = integrity.check(store).problems
    assert "폴더에 없습니다" in moved


def test_an_encrypted_file_keeps_them_within_itself(tmp_path, file, clock):
    place = tmp_path / "잠근 자료.db"
    with Store.create(place, passphrase="긴 암호 열두 자 넘게", clock=clock) as store:
        row_id = attach(store, file)
        assert places.folder_of(store) is None
        assert keeping.get(store, row_id).data == file.read_bytes()
        assert integrity.check(store).problems == ()
    assert not (tmp_path / "잠근 자료 첨부").exists()
    assert file.read_bytes()[:64] not in place.read_bytes()


def test_what_is_too_large_or_gone_is_refused(store, tmp_path):
    large = tmp_path / "동영상.mp4"
    with large.open("wb") as written:
        written.truncate(keeping.MOST_BYTES + 1)
    with pytest.raises(UserError, match="50 MB까지"):
        keeping.read_in(large)
    with pytest.raises(UserError, match="읽지 못했습니다"):
        keeping.read_in(tmp_path / "없는 파일.pdf")


def test_a_backup_names_the_files_that_lie_beside_it(store, file, tmp_path):
    assert backup.back_up(store, tmp_path / "먼저.db").told == ""
    attach(store, file)
    made = backup.back_up(store, Path(tmp_path) / "나중.db")
    assert made.told.startswith("첨부 파일 1개는 백업에 들어 있지 않고 '구청 자료 첨부' 폴더에")


def test_a_file_that_is_being_made_keeps_what_it_is_given_in_itself(tmp_path):
    """It has another name while it is filled: beside that one they would be left behind."""

    def fill(store):
        with store.operation("붙이기") as op:
            keeping.put(store, op, keeping.Incoming("서명부.txt", hashlib.sha256(b"all").hexdigest(), b"all"))

    with Store.create(tmp_path / "이음.db", fill=fill) as store:
        assert keeping.get(store, 1).data == b"all"
        assert integrity.check(store).problems == ()
    assert [each.name for each in tmp_path.iterdir() if not each.name.endswith(".lock")] == ["이음.db"]


def test_a_large_file_in_a_protected_one_is_folded_in_afterwards_and_smaller_writes_as_ever(tmp_path, clock):
    place, large = tmp_path / "잠근 자료.db", tmp_path / "영상.bin"
    large.write_bytes(random.Random(2).randbytes(6 * places.PIECE))
    with Store.create(place, passphrase="긴 암호 열두 자 넘게", clock=clock) as store:
        row_id = attach(store, large)
        assert place.stat().st_size < large.stat().st_size, "it is in the log alone"
        with store.operation("다음 일") as op:
            assert op.connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 1000
        store.fold_log()
        assert place.stat().st_size > large.stat().st_size
        assert keeping.get(store, row_id).data == large.read_bytes()
