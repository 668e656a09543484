"""Files that nothing is saved over: the data file in work, its log, its backups, the list just being read.

Who works with such a file says so with `Protected`, and lets go of it; `saving.save` asks here before it writes anything.
A file is known again by what it is (device and inode, on Windows volume and file id) and not by its path: links, another
case, short names and a detour over '..' lead to the same file.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from weakref import WeakSet

from desktop.errors import UserError

_ANOTHER = "다른 이름을 적어 주세요."


class Protected:
    """A file in work with what lies ``beside`` it under names of its own, and the folder its backups lie in.

    It holds until it is let go of or forgotten.
    """

    def __init__(self, file: Path, beside: Iterable[str] = (), backups: Path | None = None) -> None:
        self.file = file.absolute()
        self.beside = tuple(self.file.with_name(name) for name in beside)
        self.backups = backups
        _HELD.add(self)

    def let_go(self) -> None:
        """From here on it may be written over like any other file."""
        _HELD.discard(self)

    def refusal(self, path: Path) -> str:
        """Why ``path`` may not be written over, in a sentence; '' where it may."""
        named = f"'{path.name}'"
        if is_same(path, self.file):
            return f"{named}: 지금 쓰는 데이터 파일 위에는 저장할 수 없습니다. {_ANOTHER}"
        if any(is_same(path, each) for each in self.beside):
            return f"{named}: 데이터 파일에 딸린 파일 위에는 저장할 수 없습니다. {_ANOTHER}"
        if self.backups is not None and path.exists() and is_same(path.resolve().parent, self.backups):
            return f"{named}: 백업 위에는 저장할 수 없습니다. {_ANOTHER}"
        return ""


_HELD: WeakSet[Protected] = WeakSet()


def refuse(path: Path, sources: Iterable[Path] = ()) -> None:
    """Raise UserError where ``path`` is a file in work, or one of the ``sources`` just being read."""
    for held in tuple(_HELD):
        if told := held.refusal(path):
            raise UserError(told)
    if any(is_same(path, source) for source in sources):
        raise UserError(f"'{path.name}': 지금 읽은 명단 위에는 저장할 수 없습니다. {_ANOTHER}")


def is_same(one: Path, other: Path) -> bool:
    """Whether both are one file; where one is not there yet, whether it would be."""
    try:
        return one.samefile(other)
    except OSError:
        pass
    try:
        return _alike(one) == _alike(other) and one.parent.samefile(other.parent)
    except OSError:
        return False


def _alike(path: Path) -> str:
    """A name as the least particular disk takes it."""
    return unicodedata.normalize("NFC", path.name).casefold()
