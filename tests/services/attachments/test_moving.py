"""Attachments go where the passphrase of their data file says: none stays readable beside a protected one, none is lost."""

import random

import pytest
from sqlalchemy import delete, func, select

from desktop.errors import UserError
from desktop.model.attachments import Attachment, StoredFile
from desktop.services.attachments import keeping, moving, places, sealing, thinning
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


def lying(path):
    """How many files lie in the folder, open and sealed."""
    names = list(places.kept_in(folder(path)))
    sealed = sum(map(sealing.is_sealed, names))
    return len(names) - sealed, sealed


def is_readable(path):
    """Whether the picture's bytes stand anywhere in the folder."""
    return any(
        CONTENTS[:64] in each.read_bytes() or CONTENTS[-8:] in each.read_bytes()
        for each in folder(path).rglob("*")
        if each.is_file()
    )


def contents(path, passphrase=None):
    with Store.open(path, passphrase=passphrase) as store:
        assert integrity.check(store).problems == ()
        return keeping.get(store, 1).data


def keys(path, passphrase=None):
    with Store.open(path, passphrase=passphrase) as store, store.read() as session:
        return session.scalars(select(StoredFile.key)).all()


def test_under_a_passphrase_nothing_stays_readable_and_all_of_it_comes_back(office):
    assert (lying(office), is_readable(office)) == ((1, 0), True)
    passphrases.change(office, None, SECRET)
    assert (lying(office), is_readable(office)) == ((0, 1), False)
    assert CONTENTS[:64] not in office.read_bytes()
    assert contents(office, SECRET) == CONTENTS
    (key,) = keys(office, SECRET)
    assert key not in office.read_bytes()
    passphrases.change(office, SECRET, ANOTHER)
    assert contents(office, ANOTHER) == CONTENTS
    assert keys(office, ANOTHER) == [key], "for the backups, which have no other"


def test_without_the_passphrase_it_is_read_still_and_sealed_anew_under_the_next(office):
    passphrases.change(office, None, SECRET)
    passphrases.change(office, SECRET, None)
    assert (lying(office), contents(office)) == ((0, 1), CONTENTS)
    with Store.open(office) as store:
        assert keeping.where_told(store).startswith("첨부 파일 1개는 백업에 들어 있지 않고")
        assert attach(store, office.with_name("사진.jpg")) == 2
        assert lying(office) == (0, 1), "what is kept is not kept once more"
        (another := office.with_name("다른 것.jpg")).write_bytes(b"another")
        attach(store, another)
        assert lying(office) == (1, 1)
    before = keys(office)
    passphrases.change(office, None, ANOTHER)
    assert lying(office) == (0, 2)
    assert not set(keys(office, ANOTHER)) & set(before), "they lay open for a while"
    assert contents(office, ANOTHER) == CONTENTS


def test_what_belongs_to_no_attachment_is_sealed_too_and_what_a_person_put_there_stays(office):
    (folder(office) / "메모.txt").write_text("사람이 둔 것", encoding="utf-8")
    places.put_into_folder(folder(office), "ab" * 32, b"of an operation that failed")
    passphrases.change(office, None, SECRET)
    assert lying(office) == (0, 2)
    assert (folder(office) / "메모.txt").exists()
    with Store.open(office, passphrase=SECRET) as store, store.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 2


def test_an_altered_one_is_named_still_and_mended_by_attaching_it_again(office):
    piece = next(each for each in folder(office).rglob("*") if each.is_file())
    piece.write_bytes(b"!")
    passphrases.change(office, None, SECRET)
    assert lying(office) == (0, 1)
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
    assert lying(office) == (1, 1)
    with rescue.open_sound(office, passphrase=SECRET if stands else None) as store:
        assert keeping.get(store, 1).data == CONTENTS
        thinning.thin(store, backup.folder_of(office))
    assert lying(office) == ((0, 1) if stands else (1, 0))


def test_one_that_cannot_be_read_leaves_the_file_without_a_passphrase(office, monkeypatch):
    places.put_into_folder(folder(office), "ff" * 32, b"the last of them")
    read = places.from_folder
    monkeypatch.setattr(places, "from_folder", lambda *of: None if of[1] == "ff" * 32 else read(*of))
    with pytest.raises(UserError, match="'이음 첨부' 폴더의 첨부 파일을 읽지 못해"):
        passphrases.change(office, None, SECRET)
    monkeypatch.undo()
    assert lying(office) == (2, 0), "what had been sealed already is taken away"
    assert contents(office) == CONTENTS


def test_where_the_new_file_finds_no_place_what_was_sealed_for_it_goes(office, monkeypatch):
    def beside(path, write, **_options):
        write(path.with_name("(2).db"))
        return path.with_name("(2).db")

    monkeypatch.setattr(passphrases, "save", beside)
    with pytest.raises(UserError, match="열려 있습니다"):
        passphrases.change(office, None, SECRET)
    monkeypatch.undo()
    assert (lying(office), contents(office)) == ((1, 0), CONTENTS)


def test_a_backup_from_before_the_passphrase_comes_back_with_its_attachments(office):
    passphrases.change(office, None, SECRET)
    (made,) = backup.folder_of(office).iterdir()
    backup.restore(office, made, passphrase=SECRET)
    assert (lying(office), contents(office, SECRET)) == ((0, 1), CONTENTS)
    with Store.open(office, passphrase=SECRET) as store:
        told = backup.back_up(store, backup.folder_of(office) / "이음 나중.db")
        assert told.told.startswith("첨부 파일 1개는")
    assert contents(told.path, SECRET) == CONTENTS


def test_a_backup_brought_back_has_what_lay_within_the_file_that_stood_there(office):
    """Of a passphrase that was set by a version before 0023."""
    passphrases.change(office, None, SECRET)
    with Store.open(office, passphrase=SECRET) as store, store.operation("안으로") as op:
        stored = op.session.scalars(select(StoredFile)).one()
        places.put_into_database(op.session, stored.id, CONTENTS)
        stored.key = None
    places.remove_from_folder(folder(office), list(places.kept_in(folder(office))))
    (made,) = (each for each in backup.folder_of(office).iterdir() if "자동" in each.name)
    backup.restore(office, made, passphrase=SECRET)
    assert not folder(office).exists()
    assert contents(office, SECRET) == CONTENTS


def test_a_passphrase_for_a_backup_leaves_the_folder_of_its_original(office):
    (made,) = backup.folder_of(office).iterdir()
    passphrases.change(made, None, SECRET)
    assert lying(office) == (1, 1)
    assert contents(made, SECRET) == CONTENTS
    assert contents(office) == CONTENTS
    with Store.open(office) as store:
        assert thinning.thin(store, backup.folder_of(office)) == 0, "a backup may name it that cannot be read"
    assert contents(made, SECRET) == CONTENTS


def test_beside_a_protected_file_is_thinned_what_neither_it_nor_a_backup_names(office):
    passphrases.change(office, None, SECRET)
    (plain,) = backup.folder_of(office).iterdir()
    another = office.with_name("다른 것.jpg")
    with Store.open(office, passphrase=SECRET) as store:
        another.write_bytes(b"another")
        second = attach(store, another)
        made = backup.back_up(store, backup.folder_of(office) / "이음 자동 2026-01-02 000000.db").path
        with store.operation("지우기") as op:
            op.connection.execute(delete(Attachment).where(Attachment.id == second))
            op.connection.execute(delete(StoredFile).where(StoredFile.size == len(b"another")))
            op.touch()
        places.put_into_folder(folder(office), "cd" * 32, b"of nobody", sealing.new_key())
        assert lying(office) == (0, 3)
        assert thinning.thin(store, made.parent) == 1
        assert lying(office) == (0, 2), "the backup's stays"
        made.unlink()
        passphrases.change(plain, None, ANOTHER)
        assert thinning.thin(store, made.parent) == 0, "one under another passphrase may name it"
        plain.unlink()
        assert thinning.thin(store, made.parent) == 1
    assert contents(office, SECRET) == CONTENTS
