"""Where SQLite finds a file, and whether it can be written there: asked of each system in the way it answers truly."""

import errno
import os
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from desktop import system
from desktop.services.datafile import engines, rights
from desktop.services.datafile.store import Store


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (
            PureWindowsPath(r"\\server\공유 폴더\이음.db"),
            "file:////server/%EA%B3%B5%EC%9C%A0%20%ED%8F%B4%EB%8D%94/",
        ),
        (PureWindowsPath(r"\\server\share\a?b#c.db"), "file:////server/share/a%3Fb%23c.db"),
        (PureWindowsPath(r"C:\Users\hong\ieum.db"), "file:///C:/Users/hong/ieum.db"),
        (PurePosixPath("/home/hong/ieum.db"), "file:///home/hong/ieum.db"),
    ],
)
def test_sqlite_is_given_no_server_in_an_address(path, address):
    assert engines.uri_of(path).startswith(address)


def test_sqlite_opens_a_file_whose_server_is_part_of_the_path(store):
    """As it would a share: a path may begin with any number of strokes here."""
    import sqlite3

    with sqlite3.connect(f"file:///{store.path}?mode=ro", uri=True) as connection:
        assert connection.execute("SELECT count(*) FROM operation").fetchone() is not None
    connection.close()


@pytest.fixture
def refusing(monkeypatch):
    """``refusing(folder)``: Windows, which says yes to whoever asks and refuses whoever tries; gives what was tried."""

    def refuse(name):
        tried = []
        really = os.open

        def refused(path, flags, mode=0o777, **more):
            if os.fspath(path).startswith(str(name)):
                tried.append(path)
                raise PermissionError(errno.EACCES, "Access is denied", str(path))
            return really(path, flags, mode, **more)

        monkeypatch.setattr(system, "ON_WINDOWS", True)
        monkeypatch.setattr(os, "open", refused)
        return tried

    return refuse


def test_a_folder_that_takes_no_files_is_tried_once(tmp_path, refusing):
    """Python's tempfile would try two thousand million names."""
    tried = refusing(tmp_path)
    assert not rights.takes_files(tmp_path)
    assert len(tried) == 1


def test_a_folder_that_takes_files_holds_none_of_ours_afterwards(tmp_path, monkeypatch):
    assert rights.takes_files(tmp_path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(system, "ON_WINDOWS", True)
    assert rights.takes_files(tmp_path)


def test_a_file_that_refuses_to_be_written_is_found_out_by_trying(tmp_path, refusing):
    path = tmp_path / "이음.db"
    path.touch()
    assert rights.can_be_written(path)
    tried = refusing(path)
    assert os.access(path, os.W_OK)
    assert not rights.can_be_written(path)
    assert tried == [path]


def test_a_file_on_a_folder_that_takes_none_can_be_looked_at(tmp_path, refusing):
    path = tmp_path / "이음.db"
    Store.create(path).close()
    refusing(tmp_path / ".ieum")
    assert not rights.can_be_written(path)
    with Store.open(path, read_only=True) as store:
        assert store.read_only
