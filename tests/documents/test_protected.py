"""Nothing is saved over a file in work, whatever the path to it says."""

import os
import unicodedata
from pathlib import Path

import pytest

from desktop.documents import protected, saving
from desktop.errors import UserError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "구청 문서"
    (folder / "이음 백업").mkdir(parents=True)
    (folder / "이음 백업" / "이음 자동.db").write_bytes(b"backup")
    (folder / "이음.db").write_bytes(b"data")
    return folder / "이음.db"


@pytest.fixture
def held(data: Path):
    one = protected.Protected(data, ("이음.db-wal", ".이음.db.lock"), data.with_name("이음 백업"))
    yield one
    one.let_go()


def write(draft: Path) -> None:
    draft.write_bytes(b"a list")


def through_a_link(data: Path) -> Path:
    link = data.with_name("바로 가기.xlsx")
    link.symlink_to(data)
    return link


def through_a_hard_link(data: Path) -> Path:
    link = data.with_name("명단.xlsx")
    os.link(data, link)
    return link


def through_a_linked_folder(data: Path) -> Path:
    link = data.parent.with_name("문서")
    link.symlink_to(data.parent, target_is_directory=True)
    return link / data.name


WAYS = {
    "its path": lambda data: data,
    "a detour": lambda data: data.parent / ".." / data.parent.name / data.name,
    "a relative path": lambda data: Path(os.path.relpath(data)),
    "a link": through_a_link,
    "a hard link": through_a_hard_link,
    "a linked folder": through_a_linked_folder,
    "its log, which is not there yet": lambda data: data.with_name("이음.db-wal"),
    "its log in capitals": lambda data: data.with_name("이음.DB-WAL"),
    "its log in parts of syllables": lambda data: data.with_name(unicodedata.normalize("NFD", "이음.db-wal")),
    "its lock": lambda data: data.with_name(".이음.db.lock"),
    "its backup": lambda data: data.with_name("이음 백업") / "이음 자동.db",
}


@pytest.mark.parametrize("way", WAYS)
def test_neither_the_file_nor_what_belongs_to_it_is_written_over(
    held: protected.Protected, data: Path, way: str
) -> None:
    path = WAYS[way](data)
    before = {each: each.read_bytes() for each in data.parent.rglob("*") if each.is_file()}
    with pytest.raises(UserError, match=r"위에는 저장할 수 없습니다\. 다른 이름을"):
        saving.save(path, write)
    assert {each: each.read_bytes() for each in data.parent.rglob("*") if each.is_file()} == before


def test_other_files_beside_it_are_saved(held: protected.Protected, data: Path) -> None:
    for path in (data.with_name("명단.xlsx"), data.with_name("이음 백업") / "새 백업.db"):
        assert saving.save(path, write) == path
        assert saving.save(path.with_name("또.xlsx"), write).read_bytes() == b"a list"


def test_who_lets_go_of_it_lets_it_be_written(held: protected.Protected, data: Path) -> None:
    held.let_go()
    assert saving.save(data, write) == data
    assert data.read_bytes() == b"a list"


def test_a_holder_that_is_forgotten_holds_nothing(data: Path) -> None:
    protected.Protected(data)
    assert saving.save(data, write) == data


def test_the_list_a_file_is_made_from_stays(tmp_path: Path) -> None:
    source = tmp_path / "명단.xlsx"
    source.write_bytes(b"a list")
    with pytest.raises(UserError, match="지금 읽은 명단 위에는"):
        saving.save(tmp_path / "." / "명단.xlsx", write, suffix=".xlsx", sources=(source,))


@pytest.mark.parametrize("name", ["명단.csv", "명단.db", "명단", "명단.xlsx.bak", "명단.xls"])
def test_a_name_says_what_the_file_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"'[^']+\.xlsx'처럼 적어 주세요"):
        saving.save(tmp_path / name, write, suffix=".xlsx")
    assert list(tmp_path.iterdir()) == []
    assert saving.save(tmp_path / "명단.XLSX", write, suffix=".xlsx").exists()


def test_a_folder_that_is_not_there_is_told_in_korean_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UserError, match="폴더를 찾을 수 없습니다"):
        saving.save(tmp_path / "없는 폴더" / "명단.xlsx", write)
    assert caplog.records == []
