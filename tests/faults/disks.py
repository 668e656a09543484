"""Disks of their own for the fault tests, mounted for a while: one whose power can be cut, one that is small.

Mounting needs root, as the machines that prove a change have it; elsewhere these tests fail and say so.
"""

import array
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults import another_desk
from tests.faults.work import FILLER

_EXT4_IOC_SHUTDOWN = 0x8004587D
_WITHOUT_FLUSH = (
    2  # EXT4_GOING_FLAGS_NOLOGFLUSH: what only the journal in memory held is gone, as without power
)
_IMAGE_SIZE = 48 * 2**20


def _do(*words: object) -> None:
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, (
        f"this test needs root and loop devices: {' '.join(words[:2])}: {done.stderr}"
    )


def make_image(image: Path) -> Path:
    """An empty ext4 disk in a file."""
    with image.open("wb") as file:
        file.truncate(_IMAGE_SIZE)
    _do("mkfs.ext4", "-q", "-F", image)
    return image


@contextmanager
def mounted(place: Path, *how: object) -> Iterator[Path]:
    """``mount HOW PLACE`` for a while."""
    place.mkdir(exist_ok=True)
    _do("mount", *how, place)
    try:
        yield place
    finally:
        _do("umount", place)


def image(image: Path, place: Path):
    """The disk in a file, at ``place``."""
    return mounted(place, "-o", "loop", image)


def small(place: Path, size: int):
    """A disk in memory that holds ``size`` bytes."""
    return mounted(place, "-t", "tmpfs", "-o", f"size={size}", "tmpfs")


@contextmanager
def read_only(folder: Path, place: Path) -> Iterator[Path]:
    """A folder as it is seen on a disk that takes no writes, at ``place``."""
    with mounted(place, "--bind", folder):
        _do("mount", "-o", "remount,bind,ro", place)
        yield place


@contextmanager
def unchangeable(folder: Path) -> Iterator[Path]:
    """A folder whose files and names nobody can change, root neither."""
    _do("chattr", "-R", "+i", folder)
    try:
        yield folder
    finally:
        _do("chattr", "-R", "-i", folder)


@contextmanager
def far(folder: Path, place: Path, kind: str, late: float = 0) -> Iterator[Path]:
    """A folder as it is seen on a drive of another machine, whose locks hold nobody off; see far_drive.py."""
    place.mkdir()
    program = [sys.executable, str(Path(__file__).with_name("far_drive.py")), str(folder), str(place)]
    program += [kind, str(late)]
    with subprocess.Popen(program) as drive:
        try:
            another_desk.until(lambda: place.is_mount() or drive.poll() is not None)
            assert place.is_mount(), "this test needs root and FUSE"
            yield place
        finally:
            if place.is_mount():
                _do("umount", "--lazy", place)  # a test that failed may have left a file open
            drive.terminate()
            drive.wait(10)


def cut_power(place: Path) -> None:
    """From now on nothing reaches the disk any more, and what was not flushed never did."""
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, _EXT4_IOC_SHUTDOWN, array.array("I", [_WITHOUT_FLUSH]))
    finally:
        os.close(handle)


def fill(place: Path, leave: int) -> Path:
    """Fill a disk until ``leave`` bytes are left on it; the file that does."""
    filler = place / FILLER
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(place).free - leave)
    return filler
