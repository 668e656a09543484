"""What a process that died was still writing is cleared away; what a living one writes is left alone."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from desktop import places
from desktop.documents import drafts, saving
from desktop.services.datafile.store import Store

WRITES_AND_HANGS = """
import sys
from pathlib import Path
from desktop.documents.saving import save

def write(draft):
    draft.write_bytes("김민수 010-2000-0001".encode())
    draft.with_name(draft.name + "-journal").write_bytes(b"log")
    print(draft, flush=True)
    sys.stdin.read()

save(Path(sys.argv[1]), write)
"""


@pytest.fixture(autouse=True)
def own_notes(tmp_path_factory, own_folder):
    """Notes of these tests alone: those of drafts on disks that other tests took away are kept."""
    own_folder(tmp_path_factory.mktemp("자리"))


class GoingLock(FileLock):
    """A lock as on Windows: its file cannot be taken away while it is held, and goes when it is let go."""

    def release(self, force=False):
        was_held = self.is_locked
        super().release(force)
        if was_held:
            Path(self.lock_file).unlink(missing_ok=True)


@pytest.fixture(params=["here", "as on Windows"])
def locks(request, monkeypatch):
    """What becomes of the file of a lock."""
    if request.param == "here":
        return
    really = Path.unlink

    def refused_while_held(self, missing_ok=False):
        if self.suffix == ".lock" and sys._getframe(1).f_code.co_name == "clear_dead":
            raise PermissionError(errno.EACCES, "held", str(self))
        really(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused_while_held)
    monkeypatch.setattr("filelock.FileLock", GoingLock)


@pytest.fixture
def another(tmp_path):
    """A process that is writing '명단.xlsx'; gives the process and its draft."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES_AND_HANGS, tmp_path / "명단.xlsx"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(drafts.__file__).parents[2],
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    with process:
        yield process, Path(process.stdout.readline().rstrip("\n"))
        process.kill()


def start(folder):
    """What every start does: open a data file."""
    data = folder / "이음.db"
    (Store.open(data) if data.exists() else Store.create(data)).close()


def left(folder):
    return {path.name for path in folder.iterdir()} - {"이음.db"}


@pytest.mark.usefixtures("locks")
def test_the_draft_of_a_dead_process_goes_at_the_next_start(tmp_path, another):
    process, draft = another
    assert draft.exists()
    assert "명단" not in draft.name
    start(tmp_path)
    assert draft.exists(), "its owner lives"
    process.kill()
    process.wait()
    start(tmp_path)
    assert left(tmp_path) == set()
    assert list(places.drafts_folder().iterdir()) == []


def test_it_goes_when_anything_is_saved_next(tmp_path, another):
    process, draft = another
    elsewhere = tmp_path / "다른 폴더"
    elsewhere.mkdir()
    saving.save(elsewhere / "하나.xlsx", lambda new: new.write_bytes(b"1"))
    assert draft.exists(), "its owner lives"
    process.kill()
    process.wait()
    saving.save(elsewhere / "둘.xlsx", lambda new: new.write_bytes(b"2"))
    assert left(tmp_path) == {"다른 폴더"}


def test_a_living_process_ends_its_file_under_its_name(tmp_path, another):
    process, _draft = another
    saving.save(tmp_path / "명단.xlsx", lambda new: new.write_bytes(b"mine"))
    process.stdin.close()
    assert process.wait(timeout=10) == 0
    assert (tmp_path / "명단.xlsx").read_text(encoding="utf-8").startswith("김민수")
    assert left(tmp_path) == {"명단.xlsx"}


@pytest.mark.usefixtures("locks")
def test_a_draft_on_a_disk_that_is_not_there_is_kept_in_mind(tmp_path, another):
    process, draft = another
    process.kill()
    process.wait()
    away = tmp_path.rename(tmp_path.with_name(tmp_path.name + " 뽑은 메모리"))
    drafts.clear_dead()
    away.rename(tmp_path)
    assert draft.exists()
    drafts.clear_dead()
    assert not draft.exists()


@pytest.mark.usefixtures("locks")
def test_a_disk_that_was_away_on_many_days_is_sought_no_more(tmp_path, another, monkeypatch):
    """Looking often on one day counts once, and so does a clock that is years ahead for a day."""
    process, draft = another
    process.kill()
    process.wait()
    tmp_path.rename(tmp_path.with_name(tmp_path.name + " 뽑은 메모리"))
    day = 86_400
    last = time.time()
    for number in range(1, drafts.DAYS_SOUGHT):
        ahead = 80 * 365 * day if number == 7 else 0
        monkeypatch.setattr(drafts.time, "time", lambda at=last + number * day + ahead: at)
        drafts.clear_dead()
        drafts.clear_dead()
    (note,) = places.drafts_folder().glob("*.path")
    assert os.fsencode(draft) in note.read_bytes()
    monkeypatch.setattr(drafts.time, "time", lambda: last + drafts.DAYS_SOUGHT * day)
    drafts.clear_dead()
    assert list(places.drafts_folder().iterdir()) == []


def test_a_draft_comes_back_on_the_last_but_one_day(tmp_path, another, monkeypatch):
    process, draft = another
    process.kill()
    process.wait()
    away = tmp_path.rename(tmp_path.with_name(tmp_path.name + " 뽑은 메모리"))
    last = time.time()
    for number in range(1, drafts.DAYS_SOUGHT):
        monkeypatch.setattr(drafts.time, "time", lambda at=last + number * 86_400: at)
        drafts.clear_dead()
    away.rename(tmp_path)
    drafts.clear_dead()
    assert not draft.exists()


def test_a_note_names_nothing_but_drafts(tmp_path):
    victim = tmp_path / "이음.db"
    victim.write_bytes(b"data")
    places.drafts_folder().mkdir(parents=True, exist_ok=True)
    (places.drafts_folder() / "0.lock").touch()
    (places.drafts_folder() / "0.path").write_bytes(os.fsencode(victim))
    drafts.clear_dead()
    assert victim.exists()
    assert list(places.drafts_folder().iterdir()) == []


def test_a_file_is_saved_where_no_note_can_be_kept(tmp_path, own_folder):
    (tmp_path / "no folder").touch()
    own_folder(tmp_path / "no folder")
    saved = saving.save(tmp_path / "명단.xlsx", lambda draft: draft.write_bytes(b"1"))
    assert saved.read_bytes() == b"1"
    assert left(tmp_path) == {"no folder", "명단.xlsx"}


def test_the_note_is_on_the_disk_before_the_draft_where_a_handle_cannot_be_made_to(tmp_path, monkeypatch):
    """Windows writes nothing through by itself."""
    flushed = []
    monkeypatch.delattr(os, "O_DSYNC", raising=False)
    monkeypatch.setattr(os, "fsync", flushed.append)
    with drafts.draft_for(tmp_path / "명단.xlsx"):
        assert len(flushed) == 1
