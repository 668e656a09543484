"""What lies beside a data file and belongs to it, and which files are copies that nobody should work in."""

import re
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError

_MADE_AT = re.compile(
    r".+ (?:(?:자동|닫을 때|가져오기 전|되살리기 전|새 판으로 바꾸기 전|암호를 바꾸기 전) )?"
    r"\d{4}-\d\d-\d\d \d{4}(?:\d\d)?(?: \(\d+\))?"
)
"""How backups are named, by the program itself and as it proposes it to a person."""
_COPIED = re.compile(r"(.+?)(?: - 복사본| - Copy|의 사본| 사본| \(복사본\)| copy)(?: ?\(\d+\))?")
"""How the systems' own file windows name a copy they make beside the original."""


def backups_folder(data_file: Path) -> Path:
    """Where the backups lie that the program makes by itself: '이음 백업' beside '이음.db'; of a backup, where it lies."""
    if made_of(data_file) is not None:
        return data_file.parent
    return data_file.with_name(f"{data_file.stem} 백업")


def names_beside(data_file: Path) -> tuple[str, ...]:
    """The names of SQLite's logs of a data file, and of the lock and the note of the desk that has it open."""
    name = data_file.name
    return (f"{name}-wal", f"{name}-shm", f"{name}-journal", f".{name}.lock", f".{name}.holder")


def logs_of(data_file: Path) -> list[Path]:
    """What SQLite would play back into a file of this name: of a file that is gone it is harmful beside another."""
    return [log for log in _logs(data_file) if log.exists()]


def _logs(data_file: Path) -> list[Path]:
    return [data_file.with_name(f"{data_file.name}{suffix}") for suffix in ("-wal", "-journal")]


def refuse_beside_logs(path: Path) -> None:
    """Raise UserError where a file may not be put, because the log of another of its name lies there."""
    log = next((log for log in logs_of(path) if log.stat().st_size), None)
    if log is not None:
        raise UserError(
            f"지워졌거나 열려 있는 '{path.name}'의 기록 파일 '{log.name}'이 남아 있습니다. 다른 이름을 적어 주세요."
        )


def made_of(path: Path) -> Path | None:
    """The data file a file in a folder of backups was made of, whether that is there or not; None where it is no backup."""
    stem = path.parent.name.removesuffix(" 백업")
    if stem == path.parent.name or not path.stem.startswith(f"{stem} "):
        return None
    return path.parent.with_name(f"{stem}{path.suffix}")


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to look at and not to work in: why, in a sentence, and the file it was made of, where that is known."""

    why: str
    original: Path | None


def copy_at(path: Path) -> Copy | None:
    """What a file is a copy of, by its place and its name; None where it is a data file in its own right.

    Work in a copy ends in numbers given twice: the original goes on giving its own.
    """
    original = made_of(path)
    if original is not None or _MADE_AT.fullmatch(path.stem):
        return Copy("백업 파일이라 보기만 합니다. 이 자료로 일하려면 '되살리기'를 하세요.", original)
    copied = _COPIED.fullmatch(path.stem)
    if copied is None:
        return None
    original = path.with_name(f"{copied[1]}{path.suffix}")
    if not original.exists():
        return None
    told = f"'{original.name}'의 사본이라 보기만 합니다. 일은 '{original.name}'에서 하고, 이 자료를 쓰려면 '되살리기'를 하세요."
    return Copy(told, original)
