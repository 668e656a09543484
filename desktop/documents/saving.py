"""A file that is either wholly there or as it was before: written beside its target, then renamed over it."""

import errno
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.documents import protected
from desktop.documents.drafts import draft_for, onto_the_disk
from desktop.errors import UserError

WAIT_FOR_RELEASE = 3.0
"""Seconds given to a virus scanner or a spreadsheet program that holds a file."""
_PAUSE = 0.25
_NEXT_TO_NOTHING = 64 * 1024
_GO_ON = "공간을 비우고 다시 하거나 다른 곳에 저장해 주세요."
_NOT_IN_A_NAME = '\\/:*?"<>|'
"""What Windows, and a stick that it formatted, take in no name of a file."""
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def nothing_more() -> None:
    """Most files need nothing beyond being written."""


def save(
    path: Path,
    write: Callable[[Path], None],
    written: Callable[[], None] = nothing_more,
    *,
    needs: int = 0,
    with_folder: bool = False,
    suffix: str = "",
    sources: Iterable[Path] = (),
    in_place: bool = False,
) -> Path:
    """Let ``write`` make a file, put it at ``path``, and return where it came to lie.

    The new file lies at ``path``, unless another program holds that file open: then it lies beside it under
    the next free name, ``명단 (2).xlsx``. Whatever ends the work early leaves the old file as it was and
    nothing beside it. ``written`` is called when the new file is whole on the disk and not yet in its place, for what
    must be on record before the file is there; what it raises ends the work too. ``needs`` is how many bytes the file
    will take, where that is known; ``with_folder`` makes the last folder of the path where it is missing.
    ``in_place`` says that it is a data file which takes the place of its older self.
    Raises UserError when the folder is missing, cannot be written to, or the disk is full, and as `check_name` does.
    """
    if not in_place:
        check_name(path, suffix, sources)
    with _told_plainly(path, needs):
        if with_folder:
            path.parent.mkdir(exist_ok=True)
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no folder", str(path.parent))
        with draft_for(path) as draft:
            try:
                write(draft)
                onto_the_disk(draft)
            except OSError as error:
                raise _told(path, error, max(needs, _size(draft))) from error
            written()
            landed = _put(draft, path)
            onto_the_disk(path.parent)
    return landed


def check_name(path: Path, suffix: str = "", sources: Iterable[Path] = ()) -> None:
    """Raise UserError where a file may not lie: over one in work (`protected`) or one of the ``sources`` it is made from.

    ``suffix`` is how the name must end for other programs to know what the file is; '' where any will do.
    """
    protected.refuse(path, sources)
    if suffix and path.suffix.lower() != suffix:
        ends = f"끝이 {path.suffix}인" if path.suffix else "끝에 점과 종류가 없는"
        raise UserError(
            f"'{path.name}': {ends} 이름으로는 저장할 수 없습니다. 이름을 '{path.stem}{suffix}'처럼 적어 주세요."
        )


def patiently(act: Callable[[], object]) -> bool:
    """Do what renames or removes a file once nobody holds it; False where somebody still does after three seconds.

    A spreadsheet program holds what it shows, and a virus scanner for a moment what was just written.
    """
    deadline = time.monotonic() + WAIT_FOR_RELEASE
    while True:
        try:
            act()
        except PermissionError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _put(draft: Path, path: Path) -> Path:
    if patiently(lambda: draft.replace(path)):
        return path
    beside = _free_name(path)
    if path.is_file() and patiently(lambda: draft.replace(beside)):
        return beside
    raise UserError(
        f"백신 같은 다른 프로그램이 방금 쓴 '{path.name}' 파일을 놓아 주지 않아 저장하지 못했습니다. "
        "잠시 뒤에 다시 하거나 다른 폴더를 골라 주세요."
    )


def _free_name(path: Path) -> Path:
    number = 2
    while (free := path.with_stem(f"{path.stem} ({number})")).exists():
        number += 1
    return free


@contextmanager
def _told_plainly(path: Path, needs: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _told(path, error, needs) from error


def _told(path: Path, error: OSError, needs: int) -> UserError:
    if is_without_room(error):
        return no_room(path, max(needs, _size(path)))
    return UserError(_sentence(path, error))


def is_without_room(error: OSError) -> bool:
    """Whether a write failed because the disk, or what the person may take of it, is full."""
    return error.errno in _FULL


def no_room(path: Path, needs: int, go_on: str = _GO_ON) -> UserError:
    """The refusal where ``path``, of about ``needs`` bytes, finds no room on its disk."""
    needed, free = needs // 2**20 + 1, _free(path.parent) // 2**20
    return UserError(
        f"'{path.parent}' 폴더가 있는 디스크가 가득 차 '{path.name}' 파일을 저장하지 못했습니다. "
        f"적어도 {needed:,}MB가 비어 있어야 하는데 {free:,}MB 남았습니다. {go_on}"
    )


def is_full(folder: Path) -> bool:
    """Whether the disk a folder lies on takes next to nothing more."""
    return _free(folder) < _NEXT_TO_NOTHING


def _free(folder: Path) -> int:
    there = next(each for each in (folder, *folder.parents) if each.exists())  # it may be what found no room
    return shutil.disk_usage(there).free


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"'{path.parent}' 폴더를 찾을 수 없습니다. 저장할 폴더를 다시 골라 주세요."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"'{path.parent}' 폴더에는 저장할 수 없습니다(쓰기 권한 없음). 다른 폴더를 골라 주세요."
    if error.errno == errno.ENAMETOOLONG:
        return "파일 이름이 너무 깁니다. 이름을 줄여 주세요."
    if error.errno == errno.EINVAL and set(path.name) & set(_NOT_IN_A_NAME):
        return f"'{path.name}' 이름으로는 저장할 수 없습니다. {' '.join(_NOT_IN_A_NAME)} 글자를 빼고 다시 적어 주세요."
    return (
        f"'{path.name}' 파일을 디스크에 쓰지 못했습니다(오류 {error.errno}). 디스크나 이동식 저장장치를 확인하고 "
        "다시 하거나 다른 곳에 저장해 주세요."
    )
