"""Attachments go where the passphrase of their data file says: none stays readable beside a protected one, none is lost."""

import random

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.attachments import FilePiece, StoredFile
from desktop.services.attachments import keeping, moving, places
from desktop.services.datafile.store import Store
from desktop.services.safety import backup, integrity, passphrases, rescue
from tests.services.attachments.test_attachments import attach

SECRET, ANOTHER = "가을 하늘은 높다", "겨울 바다는 깊다"
CONTENTS = random.Random(2).randbytes(places.PIECE + 11)


@pytest.fixture
def office(tmp_path):
    """A plain data file with a picture attached and a backup made of it then; the folder of attachments."""
    path, picture = tmp_path / "이음.db", tmp_path / "사진.jpg"
    picture.write_bytes(CONTENTS)
    with Store.create(path) as store:
        attach(store, picture)
        backup.back_up(store, backup.folder_of(path) / "이음 자동 2026-01-01 000000.db")
    return path


def folder(path):
    return path.with_name("이음 첨부")


def contents(path, passphrase=None):
    with Store.open(path, passphrase=passphrase) as store:
        assert integrity.check(store).problems == ()
        return keeping.get(store, 1).data


def test_under_a_passphrase_nothing_stays_readable_and_all_of_it_comes_back(office):
    passphrases.change(office, None, SECRET)
    assert not folder(office).exists()
    assert CONTENTS[:64] not in office.read_bytes()
    assert contents(office, SECRET) == CONTENTS
    passphrases.change(office, SECRET, ANOTHER)
    assert contents(office, ANOTHER) == CONTENTS
    passphrases.change(office, ANOTHER, None)
    assert contents(office) == CONTENTS
    with Store.open(office) as store:
        assert keeping.where_told(store) == "", "they lie in the backup too"
        assert attach(store, office.with_name("사진.jpg")) == 2
        assert not folder(office).exists(), "what is kept within is not kept beside it once more"


def test_what_belongs_to_no_attachment_goes_in_and_what_a_person_put_there_stays(office):
    (folder(office) / "메모.txt").write_text("사람이 둔 것", encoding="utf-8")
    places.put_into_folder(folder(office), "ab" * 32, b"of an operation that failed")
    passphrases.change(office, None, SECRET)
    assert [each.name for each in folder(office).iterdir()] == ["메모.txt"]
    with Store.open(office, passphrase=SECRET) as store, store.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 2


def test_an_altered_one_is_named_still_and_mended_by_attaching_it_again(office):
    piece = next(each for each in folder(office).rglob("*") if each.is_file())
    piece.write_bytes(b"!")
    passphrases.change(office, None, SECRET)
    assert not folder(office).exists()
    with Store.open(office, passphrase=SECRET) as store:
        assert "바뀌었습니다" in integrity.check(store).problems[0]
        attach(store, office.with_name("사진.jpg"))
        assert integrity.check(store).problems == ()
        assert keeping.get(store, 1).data == CONTENTS


def struck_down(*_args, **_options):
    raise KeyboardInterrupt


def written_and_struck_down(path, write, **_options):
    write(path.with_name("draft"))
    struck_down()


@pytest.mark.parametrize(
    ("where", "step", "stands"),
    [(passphrases, "save", False), (moving, "clear", True)],
    ids=["before the new file stands", "before the plain pieces are gone"],
)
def test_struck_down_in_between_it_is_readable_and_the_next_start_clears_up(
    office, monkeypatch, where, step, stands
):
    monkeypatch.setattr(where, step, struck_down if stands else written_and_struck_down)
    with pytest.raises(KeyboardInterrupt):
        passphrases.change(office, None, SECRET)
    monkeypatch.undo()
    assert folder(office).exists()
    with rescue.open_sound(office, passphrase=SECRET if stands else None) as store:
        assert keeping.get(store, 1).data == CONTENTS
    assert folder(office).exists() == (not stands)


def test_one_that_cannot_be_read_leaves_the_file_without_a_passphrase(office, monkeypatch):
    monkeypatch.setattr(places, "from_folder", lambda *_: None)
    with pytest.raises(UserError, match="'이음 첨부' 폴더의 첨부 파일을 읽지 못해"):
        passphrases.change(office, None, SECRET)
    monkeypatch.undo()
    assert contents(office) == CONTENTS


def test_a_backup_from_before_the_passphrase_comes_back_with_its_attachments(office):
    passphrases.change(office, None, SECRET)
    (made,) = backup.folder_of(office).iterdir()
    backup.restore(office, made, passphrase=SECRET)
    assert contents(office, SECRET) == CONTENTS
    with Store.open(office, passphrase=SECRET) as store:
        backup.back_up(store, office.with_name("나중.db"))
        with store.read() as session:
            assert session.scalar(select(func.count()).select_from(FilePiece)) == 2
    assert contents(office.with_name("나중.db"), SECRET) == CONTENTS


def test_a_passphrase_for_a_backup_leaves_the_folder_of_its_original(office):
    (made,) = backup.folder_of(office).iterdir()
    passphrases.change(made, None, SECRET)
    assert contents(made, SECRET) == CONTENTS
    assert contents(office) == CONTENTS
