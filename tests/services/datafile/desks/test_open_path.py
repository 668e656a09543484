"""A data file that goes away or is replaced while it is open, copies nobody works in, and two that make one file."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.safety import backup, kept_backups


def add(store: Store, name: str) -> None:
    records.save(store, "trainees", {"name": name, "birth_date": "1998-03-01"})


def names(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store, store.read() as session:
        return list(session.connection().exec_driver_sql("SELECT name FROM person ORDER BY id").scalars())


@pytest.fixture
def live(tmp_path: Path, new_file: Path) -> Path:
    (tmp_path / "구청 문서").mkdir()
    return Path(shutil.copy(new_file, tmp_path / "구청 문서" / "이음.db"))


def delete(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("다른 이름.db"))


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("옮긴 문서"))


def replace(path: Path) -> None:
    """As a program does that synchronizes, or a window that makes the file anew."""
    shutil.copy(path, path.with_name("새로 쓴.db"))
    path.with_name("새로 쓴.db").replace(path)


def write_over_by_link(path: Path) -> None:
    shutil.copy(path, path.with_name("남의.db"))
    path.unlink()
    path.symlink_to(path.with_name("남의.db"))


@pytest.mark.feature("DA-12")
@pytest.mark.skipif(os.name == "nt", reason="there an open file can neither be moved nor replaced")
@pytest.mark.parametrize("away", [delete, move, move_folder, replace, write_over_by_link])
def test_nothing_is_written_once_the_file_is_another_and_what_was_is_kept(
    tmp_path: Path, live: Path, away: object
) -> None:
    with Store.open(live) as store:
        add(store, "김민수")
        assert store.why_gone() == ""
        away(live)  # type: ignore[operator]
        assert "이음.db" in store.why_gone()
        with pytest.raises(UserError, match=r"저장하지 않았습니다.*'사본 저장'"):
            add(store, "이서연")
        backup.back_up(store, tmp_path / "되찾은 자료.db")
    assert names(tmp_path / "되찾은 자료.db") == ["김민수"]
    assert not live.exists() or names(live) == []


@pytest.mark.skipif(os.name == "nt", reason="there an open file cannot be deleted")
def test_no_empty_file_is_made_where_the_open_one_was(live: Path) -> None:
    with Store.open(live) as store:
        add(store, "김민수")
        live.unlink()
        store.engine.dispose()  # the next one would be a new connection
        with pytest.raises(UserError, match="제자리에 없습니다"):
            store.engine.connect()
    assert not live.exists()


@pytest.mark.skipif(os.name == "nt", reason="there an open file cannot be moved")
def test_a_file_that_comes_back_is_written_again(live: Path) -> None:
    with Store.open(live) as store:
        add(store, "김민수")
        away = live.rename(live.with_name("잠깐.db"))
        with pytest.raises(UserError, match="제자리에 없습니다"):
            add(store, "이서연")
        away.rename(live)
        add(store, "박지우")
    assert names(live) == ["김민수", "박지우"]


@pytest.mark.skipif(os.name == "nt", reason="there an open file cannot be deleted")
def test_closing_keeps_a_backup_of_a_file_that_is_gone(live: Path) -> None:
    with Store.open(live) as store:
        add(store, "김민수")
        live.unlink()
        kept = kept_backups.keep_one(store, kept_backups.ON_CLOSING)
    assert kept is not None
    assert "닫을 때" in kept.path.name
    assert names(kept.path) == ["김민수"]
    assert [one.path for one in kept_backups.kept(live)] == [kept.path], "thinned like any other"
    left = live.with_name("이음.db-wal")
    left.write_bytes(b"the log of the file that was deleted")
    backup.restore(live, kept.path)
    assert names(live) == ["김민수"]
    assert not left.exists()


def test_a_new_file_is_not_made_beside_the_log_of_one_that_is_gone(live: Path) -> None:
    live.unlink()
    live.with_name("이음.db-wal").write_bytes(b"the log of the file that was deleted")
    with pytest.raises(UserError, match=r"기록 파일 '이음\.db-wal'이 남아"):
        Store.create(live)
    with Store.create(live.with_name("다른.db")) as store, pytest.raises(UserError, match="다른 이름"):
        backup.back_up(store, live)
    assert not live.exists()


def test_of_two_that_make_one_file_the_second_is_refused(tmp_path: Path) -> None:
    path, inside, refused = tmp_path / "이음.db", threading.Event(), threading.Event()

    def slowly(store: Store) -> None:
        inside.set()
        assert refused.wait(30)
        add(store, "김민수")

    first = threading.Thread(target=lambda: Store.create(path, fill=slowly).close())
    first.start()
    assert inside.wait(30)
    with pytest.raises(UserError, match="다른 창에서 만들고 있습니다"):
        Store.create(path)
    refused.set()
    first.join()
    with pytest.raises(UserError, match="이미 있습니다"):
        Store.create(path)
    assert names(path) == ["김민수"]
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("place", "original"),
    [
        ("이음 백업/이음 자동 2026-11-28 193146.db", "이음.db"),
        ("이음 백업/이음 닫을 때 2026-11-28 193146 (2).db", "이음.db"),
        ("이음 백업/이음 내가 둔 것.db", "이음.db"),
        ("바탕 화면/이음 자동 2026-11-28 193146.db", None),
        ("바탕 화면/이음 되살리기 전 2026-11-28 193146.db", None),
        ("바탕 화면/이음 2026-11-28 1931.db", None),
        ("이음 - 복사본.db", "이음.db"),
        ("이음 - Copy (2).db", "이음.db"),
        ("이음의 사본.db", "이음.db"),
    ],
)
def test_a_backup_and_a_copy_are_known_by_place_and_name(
    tmp_path: Path, place: str, original: str | None
) -> None:
    (tmp_path / "이음.db").write_bytes(b"")
    copy = neighbours.copy_at(tmp_path / place)
    assert copy is not None
    assert copy.original == (tmp_path / original if original else None)
    assert copy.why.endswith("하세요.")


@pytest.mark.parametrize(
    "place",
    [
        "이음.db",
        "서초구청 2026.db",
        "백업.db",
        "이음 (2).db",
        "남의 사본.db",
        "이음 백업/서초.db",
        "이음 백업.db",
    ],
)
def test_a_data_file_in_its_own_right_is_no_copy(tmp_path: Path, place: str) -> None:
    (tmp_path / "이음.db").write_bytes(b"")
    assert neighbours.copy_at(tmp_path / place) is None


def test_the_backups_of_a_backup_are_its_own_folder(tmp_path: Path) -> None:
    """Whoever looks at one makes no folder of backups of backups."""
    backups = tmp_path / "이음 백업"
    assert neighbours.backups_folder(backups / "이음 자동 2026-11-28 193146.db") == backups
    assert neighbours.backups_folder(tmp_path / "이음.db") == backups
