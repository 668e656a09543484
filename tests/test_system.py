"""What only one system needs is asked of it, and of no other."""

import ctypes
import datetime as dt
from types import SimpleNamespace

import pytest

from desktop import system
from desktop.services.datafile.desks.desk_lock import DeskLock

DISK = 3
NOON = dt.datetime(2022, 9, 16, 3, tzinfo=dt.UTC)


@pytest.fixture
def hidden(monkeypatch):
    """Windows; gives what was hidden there."""
    asked = []
    kernel = SimpleNamespace(
        SetFileAttributesW=lambda path, attributes: asked.append((path, attributes)),
        GetDriveTypeW=lambda _drive: DISK,  # asked where this is Windows indeed
    )
    shell = SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=asked.append)
    windows = SimpleNamespace(kernel32=kernel, shell32=shell)
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    monkeypatch.setattr(system, "ON_WINDOWS", True)
    return asked


def test_what_a_desk_notes_beside_a_file_is_hidden_on_windows(tmp_path, hidden):
    lock = DeskLock(tmp_path / "이음.db")
    assert lock.take("김주무관", NOON) is None
    lock.release()
    assert hidden == [(str(tmp_path / f".이음.db.{end}"), 2) for end in ("lock", "holder")]


def test_in_the_taskbar_of_windows_the_program_is_known_by_its_own_name(hidden):
    system.be_known_as("Ieum")
    assert hidden == ["Ieum"]


def test_elsewhere_a_dot_hides_it_and_nobody_asks_for_a_name(tmp_path, hidden, monkeypatch):
    monkeypatch.setattr(system, "ON_WINDOWS", False)
    system.hide(tmp_path / ".이음.db.lock")
    system.be_known_as("Ieum")
    assert hidden == []


def test_a_note_that_is_hidden_is_written_over_and_not_begun_anew(tmp_path):
    """What begins a hidden file anew, Windows refuses."""
    note = tmp_path / ".이음.db.holder"
    note.write_text(
        '{"user": "떠난 사람의 아주 긴 이름", "since": "2022-09-15T09:00:00+00:00"}', encoding="utf-8"
    )
    number = note.stat().st_ino
    lock, next_one = DeskLock(tmp_path / "이음.db"), DeskLock(tmp_path / "이음.db")
    assert lock.take("김주무관", NOON) is None
    assert note.stat().st_ino == number
    holder = next_one._holder()
    lock.release()
    assert holder is not None
    assert holder.user == "김주무관"
