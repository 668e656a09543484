"""Copies of attachments for other programs: true, under their own names, and cleared away."""

import os
from dataclasses import replace

import pytest
from sqlalchemy import update

from desktop import places
from desktop.documents import drafts
from desktop.errors import UserError
from desktop.model.attachments import Attachment
from desktop.services.attachments import keeping, names
from desktop.services.attachments import places as kept_places
from desktop.services.attachments.opening import OpenedCopies
from desktop.services.datafile.store import Store


@pytest.fixture(autouse=True)
def own_notes(own_folder, tmp_path):
    own_folder(tmp_path / "자리")


@pytest.fixture
def copies():
    made = OpenedCopies()
    yield made
    made.close()


@pytest.fixture
def attached(store, tmp_path):
    path = tmp_path / "사진.jpg"
    path.write_bytes(b"\xff\xd8 and so on")
    # Attached on a system that takes such a name, and opened on any.
    incoming = replace(keeping.read_in(path), name="현장: 사진?.jpg")
    with store.operation("붙이기") as op:
        return keeping.put(store, op, incoming)


@pytest.mark.both_databases
@pytest.mark.feature("DA-20")
def test_a_copy_is_made_and_goes_when_the_file_is_closed(store, attached, copies):
    copy = copies.make(store, attached)
    assert copy.name == "현장_ 사진_.jpg"  # as every system takes it
    assert copy.read_bytes() == b"\xff\xd8 and so on"
    assert places.opened_folder() in copy.parents
    copy.write_bytes(b"changed by a viewer")
    assert copies.make(store, attached).read_bytes() == b"\xff\xd8 and so on"
    copies.close()
    assert list(places.opened_folder().iterdir()) == []
    assert copies.make(store, attached).is_file()  # for whoever opens another file at this desk


@pytest.mark.skipif(not hasattr(os, "fork"), reason="another process leaves it")
def test_what_a_death_left_goes_when_a_file_is_next_opened(store, attached):
    child = os.fork()
    if not child:
        dying = OpenedCopies()
        dying.make(store, attached)
        os._exit(0)  # without an end
    os.waitpid(child, 0)
    assert len(list(places.opened_folder().rglob("*.jpg"))) == 1
    drafts.clear_dead()
    assert list(places.opened_folder().iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "..\\x", "a/b.pdf", "/etc/passwd", "..", " ", "a\nb"])
def test_a_name_that_is_a_path_is_refused(store, attached, copies, name):
    with store.operation("밖에서 바뀜") as op:
        op.connection.execute(update(Attachment).values(name=name))
        op.touch()
    with pytest.raises(UserError, match="폴더를 가리키는"):
        copies.make(store, attached)
    with pytest.raises(UserError, match="폴더를 가리키는"), store.operation("붙이기") as op:
        keeping.put(store, op, keeping.Incoming(name, "0" * 64, b""))
    assert not places.opened_folder().exists()


def test_a_program_is_not_run(store, tmp_path, copies):
    path = tmp_path / "사진.jpg.EXE"
    path.write_bytes(b"MZ")
    with store.operation("붙이기") as op:
        row_id = keeping.put(store, op, keeping.read_in(path))
    with pytest.raises(UserError, match="실행되는 파일"):
        copies.make(store, row_id)
    names.refuse_program("회의록.exe.pdf")


def test_a_vanished_and_an_altered_one_are_named(store, attached, copies):
    folder = kept_places.folder_of(store)
    piece = next(each for each in folder.rglob("*") if each.is_file())
    piece.write_bytes(b"!")
    with pytest.raises(UserError, match=r"'현장: 사진\?.jpg'의 내용이 .* 폴더에서 바뀌었습니다"):
        copies.make(store, attached)
    piece.unlink()
    piece.parent.rmdir()
    with pytest.raises(UserError, match="폴더에 없습니다"):
        copies.make(store, attached)


def test_a_protected_file_leaves_no_copy_behind(tmp_path, copies):
    path = tmp_path / "증빙.txt"
    path.write_bytes("주민의 글".encode())
    with Store.create(tmp_path / "잠근.db", passphrase="긴 암호 열두 자 넘게") as store:
        with store.operation("붙이기") as op:
            row_id = keeping.put(store, op, keeping.read_in(path))
        assert copies.make(store, row_id).read_text(encoding="utf-8") == "주민의 글"
    copies.close()
    left = [each for each in (tmp_path / "자리").rglob("*") if each.is_file()]
    assert not any("주민의 글".encode() in each.read_bytes() for each in left)
