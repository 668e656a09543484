"""A passphrase set, changed and taken away: all or nothing, and what becomes of the backups."""

import errno
import os
import re
import unicodedata
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.documents import saving
from desktop.errors import UserError
from desktop.model.journal import Operation
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile import encryption, engines
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.safety import backup, backup_list, passphrases
from desktop.services.safety.integrity import check
from tests.services.safety.test_carrying import CEREMONY, complete, register

FIRST, SECOND = "가을 하늘'은 높다", "correct horse battery"
WAYS = [(None, FIRST), (FIRST, SECOND), (FIRST, None)]


def make(path: Path, passphrase: str | None, name: str = "김민수") -> Path:
    with Store.create(path, passphrase=passphrase) as store:
        records.save(store, "trainees", {"name": name, "birth_date": "1998-03-01", "phone": "010-2000-0001"})
    return path


def names(path: Path, passphrase: str | None) -> list[str]:
    with Store.open(path, passphrase=passphrase, read_only=True) as store, store.read() as session:
        return list(session.connection().exec_driver_sql("SELECT name FROM person").scalars())


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_the_file_opens_under_the_new_one_alone_and_holds_all_it_held(
    tmp_path: Path, old: str | None, new: str | None
) -> None:
    path = make(tmp_path / "이음.db", old)
    passphrases.change(path, old, new)
    assert encryption.is_open(path) == (new is None)
    assert left_in(tmp_path) == {"이음.db"}, "nothing under the old one is left beside it"
    if new is not None:
        assert "김민수".encode() not in path.read_bytes()
    with pytest.raises(UserError, match="암호"):
        Store.open(path, passphrase=old)
    with Store.open(path, passphrase=new) as store:
        assert check(store).problems == ()
        with store.read() as session:
            last = session.scalars(select(Operation).order_by(Operation.id.desc())).first()
            assert last is not None
            assert "암호" in last.name
            assert last.sealed
            found = session.connection().exec_driver_sql(
                "SELECT count(*) FROM trainee_trigram WHERE trainee_trigram MATCH '\"김민수\"'"
            )
            assert found.scalar() == 1, "it is found by a part of the name"
        assert records.save(store, "trainees", {"name": "이서연"}).inserted["person"] == [2]
    assert names(path, new) == ["김민수", "이서연"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (FIRST, "1", "짧습니다"),
        (FIRST, "11111111", "알아맞힐"),
        (FIRST, FIRST, "지금 암호와 같습니다"),
        (SECOND, "또 다른 긴 암호", "암호가 틀렸거나"),
        (None, SECOND, "암호"),
    ],
)
def test_what_is_refused_leaves_the_file_as_it_was(
    tmp_path: Path, old: str | None, new: str, told: str
) -> None:
    path = make(tmp_path / "이음.db", FIRST)
    before = path.read_bytes()
    with pytest.raises(UserError, match=told):
        passphrases.change(path, old, new)
    assert path.read_bytes() == before
    assert names(path, FIRST) == ["김민수"]


def test_a_file_in_use_keeps_its_passphrase(tmp_path: Path) -> None:
    path = make(tmp_path / "이음.db", None)
    with Store.open(path) as store:
        records.save(store, "trainees", {"name": "이서연"})
        with pytest.raises(UserError, match="열려 있습니다"):
            passphrases.change(path, None, FIRST)
    assert names(path, None) == ["김민수", "이서연"]


def test_what_still_lies_in_the_log_comes_along(tmp_path: Path) -> None:
    path = make(tmp_path / "이음.db", None)
    with Store.open(path) as store:
        records.save(store, "trainees", {"name": "이서연"})
        log = path.with_name("이음.db-wal").read_bytes()
        file = path.read_bytes()
    path.write_bytes(file)  # as a desk leaves it that is struck down
    path.with_name("이음.db-wal").write_bytes(log)
    passphrases.change(path, None, FIRST)
    assert names(path, FIRST) == ["김민수", "이서연"]
    assert left_in(tmp_path) == {"이음.db"}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A file with a plain backup, one under the first passphrase, and one under a third that nobody knows."""
    path = make(tmp_path / "이음.db", SECOND)
    folder = backup.folder_of(path)
    folder.mkdir()
    make(folder / "이음 자동 2026-01-01 000000.db", None)
    make(folder / "이음 자동 2026-02-01 000000.db", FIRST)
    make(folder / "이음 자동 2026-03-01 000000.db", SECOND)
    make(folder / "이음 자동 2026-04-01 000000.db", "아무도 모르는 암호")
    for month, each in enumerate(sorted(folder.iterdir())):
        os.utime(each, (1_700_000_000 + month, 1_700_000_000 + month))
    return path


def test_backups_that_do_not_go_with_the_passphrase_are_named_and_written_anew(office: Path) -> None:
    folder = backup.folder_of(office)
    left = passphrases.left_behind(office, SECOND)
    assert [each.name for each in left.plain] == ["이음 자동 2026-01-01 000000.db"]
    assert [each.name[6:13] for each in left.locked] == ["2026-02", "2026-04"]
    times = {each: each.stat().st_mtime_ns for each in folder.iterdir()}
    refused = passphrases.change_backups(left.all, FIRST, SECOND)
    assert [each.name[6:13] for each in refused] == ["2026-04"]
    assert {each: each.stat().st_mtime_ns for each in folder.iterdir()} == times, (
        "the newest stays the newest"
    )
    for each in set(times) - set(refused):
        assert names(each, SECOND) == ["김민수"]
        assert not each.read_bytes().startswith(engines.SQLITE_HEADER)
    passphrases.remove_backups(passphrases.left_behind(office, SECOND).all)
    assert passphrases.left_behind(office, SECOND).all == ()
    assert len(list(folder.iterdir())) == 3


def test_a_backup_held_open_elsewhere_is_named_and_the_others_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, other = tmp_path / "이음 자동 1.db", tmp_path / "이음 자동 2.db"
    held.touch()
    other.touch()
    really = Path.unlink

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self == held:
            raise PermissionError(errno.EACCES, "held", str(self))
        really(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    monkeypatch.setattr(saving, "WAIT_FOR_RELEASE", 0)
    with pytest.raises(UserError, match=re.escape(f"1개는 지우지 못했습니다: {held.name}.")):
        passphrases.remove_backups([held, other])
    assert (held.exists(), other.exists()) == (True, False)


def test_once_it_is_taken_away_locked_backups_are_named(office: Path) -> None:
    passphrases.change(office, SECOND, None)
    left = passphrases.left_behind(office, None)
    assert left.plain == ()
    assert len(left.locked) == 3


def test_a_backup_from_before_the_passphrase_is_listed_and_comes_back_under_it(tmp_path: Path) -> None:
    path = make(tmp_path / "이음.db", None)
    with Store.open(path) as store:
        old = backup.back_up(store, backup.folder_of(path) / "이음 닫을 때 2022-09-16 100000.db").path
    stood = old.read_bytes()
    passphrases.change(path, None, FIRST)
    with Store.open(path, passphrase=FIRST) as store:
        records.save(store, "trainees", {"name": "이서연"})
    assert (backup_list.inside(old, FIRST, None).people, backup_list.inside(old, FIRST, None).problem) == (
        1,
        "",
    )
    restored = backup.restore(path, old, passphrase=FIRST)
    assert restored.backup.counts["person"] == 1
    assert not encryption.is_open(path)
    assert "김민수".encode() not in path.read_bytes()
    assert names(path, FIRST) == ["김민수"]
    assert old.read_bytes() == stood
    assert restored.kept is not None
    assert names(restored.kept, FIRST) == ["김민수", "이서연"]
    assert left_in(tmp_path) == {"이음.db", "이음 백업"}


def test_what_was_issued_since_such_a_backup_comes_along(tmp_path: Path) -> None:
    path = tmp_path / "이음.db"
    with Store.create(path) as store:
        cohort = complete(store, "가")
        old = backup.back_up(store, tmp_path / "앞의 백업.db").path
        certificates.issue(store, cohort, issue_date=CEREMONY)
    passphrases.change(path, None, FIRST)
    assert backup.restore(path, old, passphrase=FIRST).carried.sentences
    with Store.open(path, passphrase=FIRST) as store:
        assert len(register(store)) == 1
        assert check(store).problems == ()


def test_a_file_that_is_open_gives_its_register_to_a_protected_backup(tmp_path: Path) -> None:
    path = make(tmp_path / "이음.db", None)
    with Store.open(path) as store:
        cohort = complete(store, "가")
    passphrases.change(path, None, FIRST)
    with Store.open(path, passphrase=FIRST) as store:
        old = backup.back_up(store, tmp_path / "잠근 백업.db").path
    passphrases.change(path, FIRST, None)
    with Store.open(path) as store:
        certificates.issue(store, cohort, issue_date=CEREMONY)
    backup.restore(path, old, passphrase=FIRST)
    with Store.open(path, passphrase=FIRST) as store:
        assert len(register(store)) == 1


def test_a_passphrase_is_the_same_however_its_syllables_are_put_together(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", FIRST)
    assert apart != FIRST
    path = make(tmp_path / "이음.db", apart)
    assert names(path, FIRST) == names(path, apart) == ["김민수"]
    passphrases.change(path, FIRST, unicodedata.normalize("NFD", "또 다른 긴 암호"))
    assert names(path, "또 다른 긴 암호") == ["김민수"]
