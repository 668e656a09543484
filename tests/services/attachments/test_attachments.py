"""Attachments are kept once by what they are, come back byte for byte, and a missing or altered one is named."""

import errno
import hashlib
import random
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import Cancelled, UserError
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


@pytest.fixture
def protected(tmp_path, clock):
    with Store.create(tmp_path / "잠근 자료.db", passphrase="긴 암호 열두 자 넘게", clock=clock) as store:
        yield store


def pieces(store):
    return sorted(each for each in places.folder_of(store).rglob("*") if each.is_file())


@pytest.mark.feature("DA-20")
def test_beside_a_protected_file_they_lie_sealed_and_under_no_name_that_tells_which_they_are(protected, file):
    row_id = attach(protected, file)
    lying, original = pieces(protected), file.read_bytes()
    assert [each.stat().st_size for each in lying] == [places.PIECE + 16, places.PIECE + 16, 7 + 16]
    sealed = b"".join(each.read_bytes() for each in lying)
    assert not any(original[at : at + 16] in sealed for at in range(0, len(original) - 16, 1024))
    assert hashlib.sha256(original).hexdigest() not in str(lying)
    assert counted(protected, FilePiece) == 0
    assert keeping.get(protected, row_id).data == original
    assert integrity.check(protected).problems == ()
    again = attach(protected, file)
    assert pieces(protected) == lying, "what is kept is not kept again"
    assert keeping.get(protected, again).data == original


def swapped(lying):
    one, two = (each.read_bytes() for each in lying[:2])
    lying[0].write_bytes(two)
    lying[1].write_bytes(one)


def flipped(lying):
    lying[1].write_bytes(lying[1].read_bytes()[:-1] + b"!!")


def cut_off(lying):
    lying[2].unlink()


@pytest.mark.parametrize("harm", [swapped, flipped, cut_off])
def test_a_sealed_one_that_is_altered_is_named_and_mended_by_attaching_it_again(protected, file, harm):
    row_id = attach(protected, file)
    before = pieces(protected)
    harm(before)
    with pytest.raises(
        UserError, match=r"'진단서 \(가\).bin'의 내용이 '잠근 자료 첨부' 폴더에서 바뀌었습니다"
    ):
        keeping.get(protected, row_id)
    assert "바뀌었습니다" in integrity.check(protected).problems[0]
    attach(protected, file)
    assert integrity.check(protected).problems == ()
    assert keeping.get(protected, row_id).data == file.read_bytes()
    assert len(set(pieces(protected)) - set(before)) == 3, "under a key of its own: none seals two contents"


def test_what_was_kept_within_a_protected_file_is_found_there(protected, file):
    """By versions before 0023, and while a file was being made."""
    incoming = keeping.read_in(file)
    with protected.operation("붙이기") as op:
        stored = op.add(StoredFile(sha256=incoming.sha256, size=len(incoming.data)))
        places.put_into_database(op.session, stored.id, incoming.data)
        row_id = op.add(Attachment(file_id=stored.id, name=incoming.name)).id
    assert keeping.get(protected, row_id).data == incoming.data
    attach(protected, file)
    assert not places.folder_of(protected).exists()
    assert keeping.where_told(protected) == ""


def test_sealing_that_is_stopped_leaves_nothing(protected, file):
    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled), protected.operation("붙이기") as op:
        keeping.put(protected, op, keeping.read_in(file), stop)
    assert pieces(protected) == []
    assert counted(protected, StoredFile) == 0


def refusal(path):
    with pytest.raises(UserError) as caught:
        keeping.read_in(path)
    return caught.value.message


def test_what_is_too_large_is_told_its_size_rounded_up(tmp_path):
    large = tmp_path / "동영상.mp4"
    for size, told in ((keeping.MOST_BYTES + 1, "50.1 MB"), (1234 * 1024 * 1024, "1,234.0 MB")):
        with large.open("wb") as written:
            written.truncate(size)
        assert (
            refusal(large) == f"'동영상.mp4'는 {told}입니다. 50 MB까지 붙일 수 있습니다. 줄여서 붙여 주세요."
        )


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "파일이 없음"),
        (errno.EACCES, "읽을 권한이 없음"),
        (errno.EISDIR, "폴더임"),
        (errno.EIO, "오류 5"),
    ],
)
def test_what_cannot_be_read_says_why_in_korean(file, number, told, monkeypatch):
    def fail(_path):
        raise OSError(number, "said in the words of the system")

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert f"읽지 못했습니다({told}). " in refusal(file)


def test_a_file_that_is_gone_and_a_folder_are_refused(tmp_path):
    assert "(파일이 없음)" in refusal(tmp_path / "없는 파일.pdf")
    assert "(폴더임)" in refusal(tmp_path)


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
