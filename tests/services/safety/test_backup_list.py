"""The backups of a file as a list: when, why, what is in each and what it would lose."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.services.safety import backup, backup_list, kept_backups
from tests.services.safety.test_carrying import CEREMONY, YEAR, complete


@pytest.fixture
def live(tmp_path: Path) -> Path:
    path = tmp_path / "이음.db"
    Store.create(path).close()
    return path


def only(path: Path) -> backup_list.Listed:
    (found,) = backup_list.listed(path)
    return found


@pytest.mark.feature("DA-12")
def test_each_says_when_and_why_newest_first(live: Path) -> None:
    folder = backup.folder_of(live)
    folder.mkdir()
    for name in (
        "이음 자동 2026-01-01 090000", "이음 닫을 때 2026-01-05 180211", "이음 가져오기 전 2026-01-04 1030 (2)",
        "이음 2026-01-03 0900", "이음 되살리기 전 2026-01-02 111500",
    ):  # fmt: skip
        (folder / f"{name}.db").write_bytes(b"")
    (folder / "명단.xlsx").write_bytes(b"")
    found = backup_list.listed(live)
    assert [(f"{one.at:%m-%d %H:%M}", one.why) for one in found] == [
        ("01-05 18:02", "닫을 때"),
        ("01-04 10:30", "가져오기 전"),
        ("01-03 09:00", "직접 만듦"),
        ("01-02 11:15", "되살리기 전의 파일"),
        ("01-01 09:00", "저절로"),
    ]


@pytest.mark.feature("DA-12")
def test_it_says_what_is_in_each_and_what_bringing_it_back_would_lose(live: Path) -> None:
    with Store.open(live) as store:
        cohort = complete(store, "가")
        certificates.issue(store, cohort, issue_date=CEREMONY)
        assert kept_backups.keep_one(store, kept_backups.BEFORE_IMPORT) is not None
        one = only(live)
        before = backup_list.inside(one.path, None, backup_list.now_in(store))
        assert (before.people, before.certificates) == (1, 1)
        assert before.lost == "지금 자료에서 없어지는 것이 없습니다."
        complete(store, "나다")
        certificates.issue(store, cohort, issue_date=CEREMONY)
        certificates.void(store, 1, "틀림")
        found = backup_list.inside(one.path, None, backup_list.now_in(store))
    assert one.why == "가져오기 전"
    assert (found.people, found.certificates, found.problem) == (1, 1, "")
    assert found.lost == (
        f"이 백업 뒤에 한 일 3건이 없어집니다(마지막: 수료증 제{YEAR}-001호 폐기). "
        f"그 뒤에 발급한 수료증 2장(제{YEAR}-002호 ~ 제{YEAR}-003호)은 발급대장에 이어 놓습니다. "
        "재발급하거나 폐기한 1장은 지금 상태로 둡니다."
    )


def test_the_backup_of_another_office_says_so(tmp_path: Path, live: Path) -> None:
    other = tmp_path / "다른 구.db"
    with Store.create(other) as store:
        complete(store, "가")
    with Store.open(live) as store:
        complete(store, "나")
        found = backup_list.inside(other, None, backup_list.now_in(store))
    assert "다른 데이터 파일의 백업" in found.lost


def test_what_cannot_be_read_says_why(tmp_path: Path, live: Path) -> None:
    spoilt, locked = tmp_path / "망가짐.db", tmp_path / "잠김.db"
    spoilt.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    Store.create(locked, passphrase="가을 하늘은 높다").close()
    for path in (spoilt, locked, tmp_path / "없음.db"):
        assert backup_list.inside(path, None, None).problem
    assert backup_list.inside(locked, "가을 하늘은 높다", None).problem == ""


def test_looking_changes_nothing_of_a_backup(live: Path) -> None:
    with Store.open(live) as store:
        records.save(store, "trainees", {"name": "김민수"})
        made = backup.back_up(store, backup.folder_of(live) / "이음 2026-01-01 0900.db")
    stood = made.path.stat().st_mtime_ns, made.path.read_bytes()
    assert backup_list.inside(made.path, None, None).people == 1
    assert (made.path.stat().st_mtime_ns, made.path.read_bytes()) == stood
    assert [one.path for one in backup_list.listed(live)] == [made.path]
    assert only(live).at == dt.datetime(2026, 1, 1, 9).astimezone()
