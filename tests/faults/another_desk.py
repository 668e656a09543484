"""Another desk: a process of its own that does one piece of work on real files and can be struck down while it does.

Desks are forked from one warm server process, so that what is struck is the work and not the start of Python.
"""

import ctypes
import multiprocessing
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.work", "tests.faults.sharing"])
_PR_SET_PTRACER, _ANYONE = 0x59616D61, ctypes.c_ulong(-1)

WRITES = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate")
"""The system calls by which a file changes; what the two programs do between two of them nobody else can see."""
_FULL = ("write", "pwrite64", "ftruncate", "fsync", "fdatasync")


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
        self._process.start()
        theirs.close()
        assert self._ours.recv(5) == b"ready", "the desk did not start"
        self.process_id: int = self._process.pid

    def go(self) -> None:
        self._ours.sendall(b"g")

    def kill(self) -> None:
        self._process.kill()

    def wait(self, seconds: float = 60) -> Ended:
        self._process.join(seconds)
        if self._process.exitcode is None:
            self._process.kill()
            raise AssertionError("the desk hangs")
        said = b"".join(iter(lambda: self._ours.recv(4096), b"")).decode()
        self._ours.close()
        ended = Ended(self._process.exitcode, said)
        self._process.close()
        return ended


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
    """One system call in the course of the work: ``call`` for the ``nth`` time, before ``done`` others of each kind."""

    call: str
    nth: int
    done: dict[str, int]

    def kill(self) -> list[str]:
        """Struck down in this call, before it does anything."""
        return [f"{self.call}:signal=KILL:when={self.nth}"]

    def full_disk(self) -> list[str]:
        """From here on nothing more can be written."""
        return [f"{call}:error=ENOSPC:when={self.done.get(call, 0) + 1}+" for call in _FULL]


def points(work: Callable[..., object], *arguments: object) -> list[Point]:
    """Every call that changes a file in the course of the work, in order."""
    with tempfile.NamedTemporaryFile("r", errors="replace") as log:
        assert _traced(["-o", log.name, "-e", f"trace={','.join(WRITES)}"], work, *arguments).status == 0
        calls = re.findall(rf"^(?:\d+ +)?({'|'.join(WRITES)})\(", log.read(), re.MULTILINE)
    done: dict[str, int] = {}
    found = []
    for call in calls:
        found.append(Point(call, done.get(call, 0) + 1, dict(done)))
        done[call] = done.get(call, 0) + 1
    return found


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
    return [items[round(place * (len(items) - 1) / (number - 1))] for place in range(number)]


def copied(folder: Path, target: Path) -> Path:
    """A fresh copy of a folder for one try."""
    return Path(shutil.copytree(folder, target))
