"""A file is wholly there or as it was."""

import errno
import time
from pathlib import Path

import pytest

from desktop.documents import saving
from desktop.errors import UserError


def test_replaces_what_was_there(tmp_path):
    path = tmp_path / "한글 이름.xlsx"
    path.write_bytes(b"old")
    assert saving.save(path, lambda draft: draft.write_bytes(b"new")) == path
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_held_file_is_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "명단.xlsx"
    path.write_bytes(b"old")
    refusals = iter([True, True, False])
    really = Path.replace

    def held(self, target):
        if next(refusals):
            raise PermissionError(errno.EACCES, "held", str(target))
        return really(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    assert saving.save(path, lambda draft: draft.write_bytes(b"new")) == path
    assert path.read_bytes() == b"new"


def test_a_file_held_for_good_gets_a_neighbour(tmp_path, monkeypatch):
    path = tmp_path / "명단.xlsx"
    path.write_bytes(b"old")
    (tmp_path / "명단 (2).xlsx").write_bytes(b"another")
    really = Path.replace

    def held(self, target):
        if target == path:
            raise PermissionError(errno.EACCES, "held", str(target))
        return really(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(saving, "WAIT_FOR_RELEASE", 0)
    assert saving.save(path, lambda draft: draft.write_bytes(b"new")) == tmp_path / "명단 (3).xlsx"
    assert path.read_bytes() == b"old"
    assert (tmp_path / "명단 (3).xlsx").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 3


def let_go_after(monkeypatch, refusals):
    """A virus scanner that holds what was just written for so many tries; gives the targets asked for."""
    asked = []
    really = Path.replace

    def held(self, target):
        asked.append(Path(target).name)
        if len(asked) <= refusals:
            raise PermissionError(errno.EACCES, "held", str(self))
        return really(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    return asked


def test_a_scanner_that_looks_at_what_was_just_written_is_waited_for(tmp_path, monkeypatch):
    """Also under a new name, where nobody can hold the target."""
    asked = let_go_after(monkeypatch, refusals=2)
    path = tmp_path / "새 명단.xlsx"
    assert saving.save(path, lambda draft: draft.write_bytes(b"new")) == path
    assert (path.read_bytes(), asked) == (b"new", ["새 명단.xlsx"] * 3)
    assert list(tmp_path.iterdir()) == [path]


def test_one_that_does_not_let_go_is_named_and_not_the_folders_rights(tmp_path, monkeypatch):
    let_go_after(monkeypatch, refusals=99)
    monkeypatch.setattr(saving, "WAIT_FOR_RELEASE", 0)
    with pytest.raises(UserError, match="다른 프로그램이 방금 쓴 '새 명단\\.xlsx' 파일을"):
        saving.save(tmp_path / "새 명단.xlsx", lambda draft: draft.write_bytes(b"new"))
    assert list(tmp_path.iterdir()) == []


def test_the_neighbour_of_a_held_file_is_waited_for_too(tmp_path, monkeypatch):
    path, beside = tmp_path / "명단.xlsx", tmp_path / "명단 (2).xlsx"
    path.write_bytes(b"old")
    refusals = iter([True, False])
    really = Path.replace

    def held(self, target):
        if target == path or next(refusals):
            raise PermissionError(errno.EACCES, "held", str(target))
        return really(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(saving, "WAIT_FOR_RELEASE", 0.02)
    monkeypatch.setattr(saving, "_PAUSE", 0.001)
    assert saving.save(path, lambda draft: draft.write_bytes(b"new")) == beside
    assert (path.read_bytes(), beside.read_bytes()) == (b"old", b"new")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "full"), "공간을 비우고"),
        (PermissionError(errno.EACCES, "no"), "다른 폴더를"),
        (FileNotFoundError(errno.ENOENT, "gone"), "다시 골라"),
        (OSError(errno.ENAMETOOLONG, "long"), "이름을 줄여"),
        (OSError(errno.EIO, "Input/output error"), "다른 곳에"),
    ],
)
def test_failures_are_told_and_leave_nothing(tmp_path, error, sentence):
    path = tmp_path / "명단.xlsx"
    path.write_bytes(b"old")

    def fail(draft):
        draft.write_bytes(b"half")
        raise error

    with pytest.raises(UserError, match=sentence):
        saving.save(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("언제?.xlsx", "글자를 빼고 다시 적어 주세요"), ("명단.xlsx", r"오류 22\)")],
)
def test_a_name_that_windows_does_not_take_is_told(tmp_path, name, sentence):
    """Where another name would not help, the disk is to be looked at."""

    def fail(_draft):
        raise OSError(errno.EINVAL, "Invalid argument")

    with pytest.raises(UserError, match=sentence):
        saving.save(tmp_path / name, fail)


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(UserError, match="폴더를 찾을 수 없습니다"):
        saving.save(tmp_path / "없음" / "명단.xlsx", lambda draft: draft.write_bytes(b"new"))
