"""A file that is either wholly there or as it was before: written beside its target, then renamed over it."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UserError

WAIT_FOR_RELEASE = 3.0
"""Seconds given to a virus scanner or a spreadsheet program that holds the target."""
_PAUSE = 0.25
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def nothing_more() -> None:
    """Most files need nothing beyond being written."""


def save(path: Path, write: Callable[[Path], None], written: Callable[[], None] = nothing_more) -> Path:
    """Let ``write`` make a file, put it at ``path``, and return where it came to lie.

    The new file lies at ``path``, unless another program holds that file open: then it lies beside it under
    the next free name, ``명단 (2).xlsx``. Whatever ends the work early leaves the old file as it was and
    nothing beside it. ``written`` is called when the new file is whole on the disk and not yet in its place, for what
    must be on record before the file is there; what it raises ends the work too.
    Raises UserError when the folder is missing, cannot be written to, or the disk is full.
    """
    # One name per target, so that what a power cut leaves is overwritten by the next try.
    draft = path.with_name(f".{path.name}.part")
    with _told_plainly(path):
        try:
            write(draft)
            _onto_the_disk(draft)
            written()
            landed = _put(draft, path)
        finally:
            for beside in ("", "-journal", "-wal", "-shm"):  # what a half copied database leaves beside it
                draft.with_name(draft.name + beside).unlink(missing_ok=True)
        _onto_the_disk(path.parent)
    return landed


def _put(draft: Path, path: Path) -> Path:
    deadline = time.monotonic() + WAIT_FOR_RELEASE
    while True:
        try:
            draft.replace(path)
        except PermissionError:
            if not path.is_file():
                raise
            if time.monotonic() >= deadline:
                beside = _free_name(path)
                draft.replace(beside)
                return beside
            time.sleep(_PAUSE)
        else:
            return path


def _free_name(path: Path) -> Path:
    number = 2
    while (free := path.with_stem(f"{path.stem} ({number})")).exists():
        number += 1
    return free


def _onto_the_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows opens no folders and needs no flush of them
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(_sentence(path, error)) from error


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in _FULL:
        free = shutil.disk_usage(path.parent).free // 2**20
        return (
            f"저장할 디스크({path.parent})에 남은 공간이 {free:,}MB뿐이라 '{path.name}' 파일을 저장하지 못했습니다. "
            "공간을 비우거나 다른 곳에 저장해 주세요."
        )
    if isinstance(error, FileNotFoundError):
        return f"'{path.parent}' 폴더를 찾을 수 없습니다. 저장할 폴더를 다시 골라 주세요."
    if isinstance(error, PermissionError):
        return f"'{path.parent}' 폴더에는 저장할 수 없습니다(쓰기 권한 없음). 다른 폴더를 골라 주세요."
    if error.errno == errno.ENAMETOOLONG:
        return "파일 이름이 너무 깁니다. 이름을 줄여 주세요."
    return f"'{path.name}' 파일을 저장하지 못했습니다({error.strerror}). 다른 곳에 저장해 주세요."
