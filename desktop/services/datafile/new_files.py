"""A new data file, and of two programs that want to make the same one only the first."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.documents.saving import save
from desktop.errors import UserError
from desktop.services.datafile import engines
from desktop.services.datafile.desks import neighbours


def make_alone(path: Path, build: Callable[[Path], None]) -> None:
    """Let ``build`` make a data file under a name that is free. Raises UserError where it is not, or is being taken."""
    engines.prepare_new(path)
    with _alone(path):
        engines.prepare_new(path)  # another may just have finished
        neighbours.refuse_beside_logs(path)
        save(path, build)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """A lock of its own and not the desk's: it can go again, for once the file is there nobody makes it any more."""
    lock = FileLock(path.with_name(f".{path.name}.new.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UserError(
            f"'{path.name}' 파일을 다른 창에서 만들고 있습니다. 잠시 뒤 그 파일을 열거나 다른 이름을 적어 주세요."
        ) from None
    except OSError:  # the folder takes no files, as saving will tell
        yield
        return
    try:
        yield
    finally:
        _unlink(lock)  # while it is held: whoever waits for it finds the file made
        lock.release()
        _unlink(lock)


def _unlink(lock: FileLock) -> None:
    """Windows takes no file away that is open, and leaves it to the second try."""
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink()
