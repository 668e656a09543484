"""Another desk: a process of its own that does one piece of work on real files and can be struck down while it does.

Desks are forked from one warm server process, so that what is struck is the work and not the start of Python.
"""

import ctypes
import multiprocessing
import multiprocessing.connection
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desktop.documents import drafts

_FORKED = (
    "forkserver" in multiprocessing.get_all_start_methods()
)  # Windows has none: there each desk starts cold
_CONTEXT = multiprocessing.get_context("forkserver" if _FORKED else "spawn")
if _FORKED:
    _CONTEXT.set_forkserver_preload(["tests.faults.warm", "tests.faults.sharing"])
Try = TypeVar("Try")
_STARTING = threading.Lock()
"""Starting a process asks after all others, and how one ended can be asked only once."""
_PR_SET_PTRACER, _ANYONE = 0x59616D61, ctypes.c_ulong(-1)

_FULL = (
    "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range", "fallocate", "ftruncate",
    "fsync", "fdatasync", "rename", "renameat2", "mkdir", "link",
)  # fmt: skip
WRITES = (*_FULL, "unlink", "unlinkat", "rmdir")
"""The system calls by which a file changes; what the two programs do between two of them nobody else can see."""
FLUSHES = ("fsync", "fdatasync")
_ACKNOWLEDGE = "getpriority"
"""A call that changes nothing: a desk makes it where the window would say that the work is done."""
SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Ended:
    """How a desk ended: its exit status (minus the signal that ended it) and the sentence it refused with."""

    status: int
    said: str

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL


class Desk:
    """``work(*arguments)`` in a process that waits for `go`; the work is a function of work.py."""

    def __init__(self, work: Callable[..., object], *arguments: object) -> None:
        self._ours, theirs = socket.socketpair()
        self._process = _CONTEXT.Process(target=_desk, args=(theirs, work, arguments))
        with _STARTING:
            self._process.start()
        theirs.close()
        assert self._ours.recv(5) == b"ready", "the desk did not start"
        self.process_id: int = self._process.pid

    def go(self) -> None:
        self._ours.sendall(b"g")

    def kill(self) -> None:
        self._process.kill()

    def wait(self, seconds: float = 60) -> Ended:
        if not multiprocessing.connection.wait([self._process.sentinel], seconds):
            self._process.kill()
            raise AssertionError("the desk hangs")
        with _STARTING:
            self._process.join()
        said = b"".join(iter(self._hear, b"")).decode()
        self._ours.close()
        ended = Ended(self._process.exitcode, said)
        self._process.close()
        return ended

    def _hear(self) -> bytes:
        try:
            return self._ours.recv(4096)
        except ConnectionResetError:  # struck down before it had heard that it may go
            return b""


def _desk(line: socket.socket, work: Callable[..., object], arguments: tuple) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYONE, 0, 0, 0)  # lets strace in where only parents may trace
    # A socket, because what strace counts and breaks are the calls that write to files.
    line.sendall(b"ready")
    line.recv(1)
    from desktop.errors import UserError

    try:
        work(*arguments)
    except UserError as error:
        line.sendall(error.message.encode())
        sys.exit(1)
    except Exception:  # noqa: BLE001 - over the line, because on a full disk nothing can be written elsewhere
        line.sendall(traceback.format_exc().encode())
        sys.exit(2)


def run(work: Callable[..., object], *arguments: object) -> Ended:
    """The work done from beginning to end."""
    desk = Desk(work, *arguments)
    desk.go()
    return desk.wait()


def killed_after(seconds: float, work: Callable[..., object], *arguments: object) -> Ended:
    """The work, struck down (kill -9) some time after it began."""
    desk = Desk(work, *arguments)
    desk.go()
    time.sleep(seconds)
    desk.kill()
    return desk.wait()


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for what another desk does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def time_of(work: Callable[..., object], *arguments: object) -> float:
    """How long the work takes here."""
    desk = Desk(work, *arguments)
    began = time.monotonic()
    desk.go()
    ended = desk.wait()
    assert ended == Ended(0, "")
    return time.monotonic() - began


@dataclass(frozen=True, slots=True)
class Point:
    """One system call in the course of the work: ``call`` for the ``nth`` time, before ``done`` others of each kind.

    ``said`` is whether the person had been told by then that the work is done; ``file`` is what the call is made on,
    where it takes an open file.
    """

    call: str
    nth: int
    done: dict[str, int]
    said: bool
    file: Path | None

    def kill(self) -> list[str]:
        """Struck down in this call, before it does anything."""
        return [f"{self.call}:signal=KILL:when={self.nth}"]

    def full_disk(self) -> list[str]:
        """From here on nothing more can be written."""
        return [f"{call}:error=ENOSPC:when={self.done.get(call, 0) + 1}+" for call in _FULL]

    def broken_disk(self) -> list[str]:
        """This once the disk does not do what it is told."""
        return [f"{self.call}:error=EIO:when={self.nth}"]


def points(work: Callable[..., object], *arguments: object) -> list[Point]:
    """Every call that changes a file in the course of the work, in order."""
    drafts.clear_dead()  # else the work would begin with clearing up, which no try after it has to do
    calls = "|".join((*WRITES, _ACKNOWLEDGE))
    with tempfile.NamedTemporaryFile("r", errors="replace") as log:
        options = ["-o", log.name, "-y", "-e", f"trace={calls.replace('|', ',')}"]
        assert _traced(options, work, *arguments) == Ended(0, "")
        made = re.findall(rf"^(?:\d+ +)?({calls})\((?:\d+<(.*?)>)?", log.read(), re.MULTILINE)
    done: dict[str, int] = {}
    found = []
    for call, path in made:
        if call != _ACKNOWLEDGE:
            nth, said = done.get(call, 0) + 1, _ACKNOWLEDGE in done
            found.append(Point(call, nth, dict(done), said, _path(path) if path else None))
        done[call] = done.get(call, 0) + 1
    assert done.get(_ACKNOWLEDGE) == 1, "the work never says that it is done"
    return found


def _path(shown: str) -> Path:
    """A path as strace shows it: bytes beyond ASCII in octal."""
    return Path(re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), shown).encode("latin-1").decode())


def acknowledge() -> None:
    """Say that the work is done."""
    os.getpriority(os.PRIO_PROCESS, 0)


def side_by_side(one_try: Callable[[Try], object], tries: Iterable[Try]) -> None:
    """Make the tries, a few at once; the first that fails is raised."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        results = [threads.submit(one_try, each) for each in tries]
        try:
            for result in results:
                result.result()
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise


def broken(injections: list[str], work: Callable[..., object], *arguments: object) -> Ended:
    """The work with system calls made to fail, as strace's -e inject= takes them."""
    options = ["-o", "/dev/null"]
    for injection in injections:
        options += ["-e", f"inject={injection}"]
    return _traced(options, work, *arguments)


def _traced(options: list[str], work: Callable[..., object], *arguments: object) -> Ended:
    strace = shutil.which("strace")
    assert strace is not None, "these tests need strace; tools/set-up dev installs it"
    desk = Desk(work, *arguments)
    tracer = subprocess.Popen(
        [strace, "-f", *options, "-p", str(desk.process_id)], stderr=subprocess.PIPE, text=True
    )
    assert "attached" in (said := tracer.stderr.readline()), said
    desk.go()
    ended = desk.wait()
    tracer.communicate(timeout=10)
    return ended


def spread(items: list, number: int) -> list:
    """At most so many of the items, evenly over all of them, the first and the last included."""
    if len(items) <= number:
        return items
    return [items[round(place * (len(items) - 1) / max(number - 1, 1))] for place in range(number)]


def thinned(walked: list[Point], most: int) -> list[Point]:
    """At most so many points of the way, every one at which something else begins among them.

    Hundreds of pages written one after the other to the same file leave it as any few of them do.
    """
    of_before = [None, *((each.call, each.file, each.said) for each in walked)]
    turns = {
        id(here)
        for here, before in zip(walked, of_before, strict=False)
        if (here.call, here.file, here.said) != before
    }
    alike = [each for each in walked if id(each) not in turns]
    chosen = turns | {id(each) for each in spread(alike, max(most - len(turns), most // 4))}
    return [each for each in walked if id(each) in chosen]


def copied(folder: Path, target: Path) -> Path:
    """A fresh copy of a folder for one try."""
    return Path(shutil.copytree(folder, target))
