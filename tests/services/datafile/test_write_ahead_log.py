"""What was saved is in the file itself soon, for whoever copies it; and what its log took away with it is missed."""

import shutil
import sqlite3

import pytest
from sqlalchemy import func, select

from desktop.cli import command_line
from desktop.model.certificates import NumberSeries
from desktop.model.people import Person
from desktop.services.datafile.store import Store


def people_in(path, passphrase=None):
    with Store.open(path, passphrase=passphrase, read_only=True) as store, store.read() as session:
        return session.scalar(select(func.count()).select_from(Person))


def copied(store, tmp_path):
    return shutil.copy(store.path, tmp_path / "베낀 파일.db")


def add(store, number=1):
    with store.operation("사람") as op:
        op.insert_many(Person, [{"name": f"신청자{place}"} for place in range(number)])


def test_a_copy_of_the_open_file_holds_what_was_imported(store, tmp_path):
    add(store, 456)
    assert people_in(copied(store, tmp_path)) == 456


def test_a_copy_of_a_protected_file_does_too(tmp_path):
    with Store.create(tmp_path / "잠근 파일.db", passphrase="열려라 참깨") as store:
        add(store, 456)
        assert people_in(copied(store, tmp_path), "열려라 참깨") == 456


def test_a_single_save_is_in_the_file_once_the_desk_is_idle(store, tmp_path):
    add(store)
    store.fold_log()
    assert people_in(copied(store, tmp_path)) == 1


def test_what_somebody_still_reads_is_folded_in_later(store, tmp_path):
    add(store, 456)
    with store.read() as session:
        session.scalar(select(func.count()).select_from(Person))
        add(store, 1)
        store.fold_log()
    store.fold_log()
    assert people_in(copied(store, tmp_path)) == 457


def test_a_disk_that_takes_nothing_more_does_not_take_back_what_was_kept(store, tmp_path):
    store.path.with_name(f".{store.path.name}.last.holder").mkdir()
    add(store, 456)
    assert people_in(store.path) == 456


@pytest.fixture
def struck_down(store, tmp_path, clock):
    """The folder of a desk that was struck down after it had saved two people and given number 32; its file."""
    add(store)
    store.fold_log()
    with store.operation("발급", sealed="되돌릴 수 없습니다.") as op:
        op.add(NumberSeries(kind="수료", year=2022, last=31))
    store.fold_log()
    clock.advance(minutes=5)
    with sqlite3.connect(store.path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM person").fetchall()  # holds the log open: nothing more is folded in
        with store.operation("발급", sealed="되돌릴 수 없습니다.") as op:
            op.session.scalar(select(NumberSeries)).last = 32
            op.add(Person(name="한 사람 더"))
        folder = tmp_path / "정전"
        folder.mkdir()
        for part in store.path.parent.glob(f"*{store.path.name}*"):
            shutil.copy(part, folder)
    reader.close()
    return folder / store.path.name


def test_what_was_kept_is_there_after_a_power_cut(struck_down):
    with Store.open(struck_down) as store:
        assert store.lost == ""
    assert people_in(struck_down) == 2


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize("harm", ["cut", "zeroed", "gone"])
def test_a_log_that_was_damaged_is_missed_at_opening(struck_down, harm):
    log = struck_down.with_name(f"{struck_down.name}-wal")
    whole = log.read_bytes()
    assert len(whole) > 4_096
    if harm == "gone":
        log.unlink()
    else:
        log.write_bytes(whole[:4_000] if harm == "cut" else bytes(len(whole)))
    with Store.open(struck_down) as store:
        assert ":05까지 저장한 것" in store.lost
        assert "마지막 작업 1건이 이 파일에 없습니다" in store.lost
        assert "수료 2022 32번까지" in store.lost
        with store.read() as session:
            assert session.scalar(select(NumberSeries.last)) == 32  # and 33 is the next
        with store.operation("사람") as op:
            op.add(Person(name="새 사람"))
        assert op.id > 3
    with Store.open(struck_down) as again:
        assert again.lost == ""


def test_nothing_is_missed_in_a_file_that_was_closed(store, tmp_path, clock):
    add(store, 456)
    before = copied(store, tmp_path)
    add(store, 3)
    store.close()
    assert [path.name for path in store.path.parent.iterdir() if path.name.startswith(".")] == []
    shutil.copy(before, store.path)
    with Store.open(store.path) as again:
        assert again.lost == ""


@pytest.mark.parametrize(
    "note", ["", "{}", "[[[[", '{"id": 1e999}', '{"id": 9, "at": "x", "first": "x", "numbers": []}']
)
def test_a_note_of_any_content_is_no_note(store, note):
    store.close()
    store.path.with_name(f".{store.path.name}.last.holder").write_text(note)
    with Store.open(store.path) as again:
        assert again.lost == ""


def test_the_check_says_so_too(struck_down, capsys):
    struck_down.with_name(f"{struck_down.name}-wal").unlink()
    options = command_line.parse(["--data", str(struck_down), "check"])
    assert command_line.run(options) == command_line.REFUSED
    assert capsys.readouterr().err.count("이 파일에 없습니다") == 1
