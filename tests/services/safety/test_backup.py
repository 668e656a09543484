"""Backups made, proven, brought back; a restore that fails leaves the file as it was."""

import datetime as dt
import hashlib
import sqlite3
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.services.datafile import engines
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.safety import backup

SECRET = "가을 하늘'은 높다"


def make(path: Path, *names: str, passphrase: str | None = None) -> Path:
    with Store.create(path, passphrase=passphrase) as store:
        add(store, *names)
    return path


def add(store: Store, *names: str) -> None:
    for number, name in enumerate(names, 1):
        values = {"name": name, "birth_date": "1998-03-01", "phone": f"010-2000-{number:04}"}
        records.save(store, "trainees", values)


def names(path: Path, passphrase: str | None = None) -> list[str]:
    with Store.open(path, passphrase=passphrase) as store, store.read() as session:
        statement = "SELECT name FROM person ORDER BY name"
        return list(session.connection().exec_driver_sql(statement).scalars())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith((".lock", "-wal", "-shm"))}


@pytest.mark.feature("DA-12")
@pytest.mark.parametrize("passphrase", [None, SECRET])
def test_a_backup_is_whole_counted_and_brought_back(tmp_path: Path, passphrase: str | None) -> None:
    live = make(tmp_path / "이음 자료.db", "김민수", "이서연", passphrase=passphrase)
    target = tmp_path / "보관 폴더.db"
    with Store.open(live, passphrase=passphrase) as store:
        made = backup.back_up(store, target)
        add(store, "박지우")
    assert made.path == target
    assert made.size == target.stat().st_size
    assert made.counts["person"] == made.counts["trainee"] == 2

    restored = backup.restore(live, target, passphrase=passphrase)

    assert names(live, passphrase) == ["김민수", "이서연"]
    assert restored.backup.counts["person"] == 2
    assert restored.kept is not None
    assert names(restored.kept, passphrase) == ["김민수", "박지우", "이서연"]
    assert left_in(tmp_path) == {"이음 자료.db", "보관 폴더.db", "이음 자료 백업"}


@pytest.mark.feature("DA-12")
def test_a_protected_backup_stays_protected(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수", passphrase=SECRET)
    target = tmp_path / "백업.db"
    with Store.open(live, passphrase=SECRET) as store:
        backup.back_up(store, target)
    assert not target.read_bytes().startswith(engines.SQLITE_HEADER)
    assert "김민수".encode() not in target.read_bytes()


def test_a_backup_is_taken_while_another_connection_writes(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    other = sqlite3.connect(live, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE person SET name = '박지우'")
    with Store.open(live) as store:
        backup.back_up(store, tmp_path / "백업.db")
    other.execute("COMMIT")
    other.close()
    assert names(tmp_path / "백업.db") == ["김민수"]
    assert names(live) == ["박지우"]


@pytest.mark.feature("DA-12")
def test_a_backup_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    target = make(tmp_path / "백업.db", "오래된")
    with Store.open(live) as store:
        backup.back_up(store, target)
    assert names(target) == ["김민수"]
    assert left_in(tmp_path) == {"이음.db", "백업.db"}


def test_places_a_backup_cannot_take(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    with Store.open(live) as store:
        for target, reason in (
            (live, "지금 쓰는 데이터 파일"),
            (tmp_path, "폴더"),
            (tmp_path / "없는 폴더" / "백업.db", "폴더를 찾을 수 없습니다"),
        ):
            with pytest.raises(UserError, match=reason):
                backup.back_up(store, target)
    assert left_in(tmp_path) == {"이음.db"}
    assert names(live) == ["김민수"]


def damage_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(2 * engines.PAGE_SIZE, len(data) - 100, engines.PAGE_SIZE):
        data[place : place + 64] = b"\xff" * 64
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()


def make_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE other (id INTEGER)")
    database.close()


def orphan(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE trainee SET person_id = 999")
    database.close()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_by_text(path: Path) -> None:
    path.write_text("이것은 백업이 아닙니다.\n" * 100, encoding="utf-8")


@pytest.mark.feature("DA-12")
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (damage_pages, "손상"),
        (cut_short, "손상"),
        (make_newer, "더 새로운 이음"),
        (make_foreign, "이음 데이터 파일이 아닙니다"),
        (orphan, "서로 맞지 않습니다"),
        (empty, "이음 데이터 파일이 아니거나"),
        (replace_by_text, "이음 데이터 파일이 아니거나"),
        (Path.unlink, "없습니다"),
    ],
)
def test_a_bad_backup_leaves_the_file_untouched(tmp_path: Path, spoil: object, reason: str) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    candidate = make(tmp_path / "백업.db", "이서연")
    spoil(candidate)  # type: ignore[operator]
    before = digest(live)
    with pytest.raises(UserError, match=reason):
        backup.restore(live, candidate)
    assert digest(live) == before
    assert left_in(tmp_path) <= {"이음.db", "백업.db"}


def test_another_passphrase_is_refused(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수", passphrase=SECRET)
    candidate = make(tmp_path / "백업.db", "이서연", passphrase="다른 암호")
    plain = make(tmp_path / "평문.db", "이서연")
    before = digest(live)
    with pytest.raises(UserError, match="암호가 틀렸거나"):
        backup.restore(live, candidate, passphrase=SECRET)
    with pytest.raises(UserError, match="암호가 걸리지 않은"):
        backup.restore(live, plain, passphrase=SECRET)
    assert digest(live) == before


@pytest.mark.feature("DA-12")
def test_a_file_in_use_is_not_replaced(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    candidate = make(tmp_path / "백업.db", "이서연")
    with Store.open(live) as store:
        add(store, "박지우")
        with pytest.raises(UserError, match="열려 있습니다"):
            backup.restore(live, candidate)
    assert names(live) == ["김민수", "박지우"]


@pytest.mark.feature("DA-13")
def test_a_file_at_another_desk_is_not_replaced(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    candidate = make(tmp_path / "백업.db", "이서연")
    desk = DeskLock(live)
    assert desk.take("김주무관", dt.datetime(2022, 9, 16, 9, 12, tzinfo=dt.UTC)) is None
    with pytest.raises(UserError, match="부터 사용 중입니다"):
        backup.restore(live, candidate)
    desk.release()
    backup.restore(live, candidate)
    assert names(live) == ["이서연"]


def test_a_file_is_brought_back_where_none_stands(tmp_path: Path) -> None:
    candidate = make(tmp_path / "백업.db", "이서연")
    live = tmp_path / "새 PC" / "Ieum" / "이음.db"
    restored = backup.restore(live, candidate)
    assert restored.kept is None
    assert names(live) == ["이서연"]


@pytest.mark.feature("DA-14")
def test_a_damaged_file_is_replaced_and_kept(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    candidate = make(tmp_path / "백업.db", "이서연")
    replace_by_text(live)
    spoiled = live.read_bytes()
    (tmp_path / "이음.db-wal").write_bytes(b"old log")
    restored = backup.restore(live, candidate)
    assert names(live) == ["이서연"]
    assert restored.kept is not None
    assert restored.kept.read_bytes() == spoiled
    assert not (tmp_path / "이음.db-wal").exists()


def test_what_still_lies_in_the_log_of_a_backup_comes_along(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    candidate = make(tmp_path / "백업.db", "이서연")
    writer = sqlite3.connect(candidate)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE person SET name = '박지우'")
    writer.commit()
    backup.restore(live, candidate)
    writer.close()
    assert names(live) == ["박지우"]


def test_a_file_is_not_restored_from_itself(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    with pytest.raises(UserError, match="지금 쓰는 데이터 파일"):
        backup.restore(live, live)


def test_lines_of_the_list_that_are_wrong_in_a_backup_are_written_anew(tmp_path: Path) -> None:
    live = make(tmp_path / "이음.db", "김민수")
    with Store.open(live) as store:
        backup.back_up(store, tmp_path / "백업.db")
    spoilt = sqlite3.connect(tmp_path / "백업.db")
    assert spoilt.execute("UPDATE trainee_line SET name = '다른 이름'").rowcount == 1
    spoilt.commit()
    spoilt.close()
    backup.restore(live, tmp_path / "백업.db")
    restored = sqlite3.connect(live)
    assert restored.execute("SELECT name FROM trainee_line").fetchall() == [("김민수",)]
    restored.close()


def page_size(path: Path) -> int:
    with sqlite3.connect(path) as database:
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    return int(size)


def test_a_new_file_has_large_pages_and_an_older_one_is_given_them_by_a_backup(tmp_path: Path) -> None:
    assert page_size(make(tmp_path / "이음.db", "김민수")) == engines.PAGE_SIZE
    older = tmp_path / "예전.db"
    with sqlite3.connect(tmp_path / "이음.db") as database:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA page_size = 4096")
        database.execute("VACUUM INTO ?", (str(older),))
    database.close()
    assert page_size(older) == 4096
    with Store.open(older) as store:
        add(store, "이서연")
        backup.back_up(store, tmp_path / "백업.db")
    assert page_size(older) == 4096
    assert page_size(tmp_path / "백업.db") == engines.PAGE_SIZE
    backup.restore(older, tmp_path / "백업.db")
    assert names(older) == ["김민수", "이서연"]
    assert page_size(older) == engines.PAGE_SIZE
