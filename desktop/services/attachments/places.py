"""Where the bytes of attachments lie: in a folder beside their data file, of a server in its database.

Beside a data file with a passphrase they lie sealed (`sealing`), under keys that lie in it. What a file was given before
that was so, or while it was being made, it has within itself still.
"""

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from desktop.documents.drafts import draft_for, is_draft, onto_the_disk
from desktop.documents.saving import is_without_room, no_room, patiently
from desktop.errors import Progress, UserError, no_progress
from desktop.model.attachments import FilePiece
from desktop.model.base import table_of
from desktop.services.attachments import sealing
from desktop.services.datafile import encryption
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.store import Store

PIECE = 1024 * 1024
"""Bytes to a piece."""
_GO_ON = "공간을 비우고 다시 붙여 주세요."
_NAME = re.compile(r"[0-9a-f]{64}(?:\.sealed)?")


def folder_of(store: Store) -> Path | None:
    """'이음 첨부' beside '이음.db', and for a backup that is looked at the one of its original; None where the database has them.

    A data file that is being made, the practice file say, has no name yet and keeps what it is given in itself.
    """
    path = store.path
    return None if path is None or is_draft(path) else folder_beside(path)


def seals(store: Store) -> bool:
    """Whether what a data file is given is not to be read without its passphrase."""
    return store.path is not None and store.path.exists() and not encryption.is_open(store.path)


def folder_beside(data_file: Path) -> Path:
    """The folder a data file has beside it, whether it keeps its attachments there or not."""
    data_file = neighbours.made_of(data_file) or data_file
    return data_file.with_name(f"{data_file.stem} 첨부")


def pieces_of(data: bytes) -> Iterator[tuple[int, memoryview]]:
    """The pieces of a file with their numbers, none of them copied; one empty piece of an empty file."""
    whole = memoryview(data)
    for number, start in enumerate(range(0, max(len(data), 1), PIECE)):
        yield number, whole[start : start + PIECE]


def put_into_folder(
    folder: Path, sha256: str, data: bytes, key: bytes | None = None, progress: Progress = no_progress
) -> None:
    """Keep the pieces under the file's hash, or sealed with a new ``key``: whole and on the disk, or not at all.

    Raises UserError where nothing can be written there; ``progress`` may stop it, and then nothing of it stays.
    """
    target = _place(folder, sealing.name(sha256, key))
    try:
        made = [each for each in (folder, target.parent) if not each.exists()]
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft_for(target) as draft:
            draft.mkdir()
            for number, piece in pieces_of(data):
                progress(number * PIECE, len(data))
                lying = draft / f"{number:04}"
                lying.write_bytes(piece if key is None else sealing.seal(key, number, piece))
                onto_the_disk(lying)
            onto_the_disk(draft)
            shutil.rmtree(target, ignore_errors=True)  # what is left of one that was altered
            if not patiently(lambda: os.replace(draft, target)):  # noqa: PTH105 - of folders; the word says what it does
                raise PermissionError(errno.EACCES, "다른 프로그램이 쓰고 있음", str(draft))
            for names in (target.parent, *(each.parent for each in reversed(made))):
                onto_the_disk(names)
    except OSError as error:
        if is_without_room(error):
            raise no_room(folder.with_name("첨부"), len(data), _GO_ON) from None
        raise UserError(
            f"첨부 파일을 '{folder.name}' 폴더에 쓰지 못했습니다(오류 {error.errno}). 디스크와 폴더를 확인해 주세요."
        ) from None


def from_folder(folder: Path, sha256: str, key: bytes | None = None) -> bytes | None:
    """The bytes kept under a hash, or sealed with a key; None where they are not there."""
    try:
        pieces = [each.read_bytes() for each in sorted(_place(folder, sealing.name(sha256, key)).iterdir())]
    except OSError:
        return None
    if key is not None:
        pieces = [sealing.unseal(key, number, piece) for number, piece in enumerate(pieces)]
    return b"".join(pieces)


def lies_in(folder: Path, sha256: str, key: bytes | None) -> bool:
    """Whether a folder has something under this hash, or sealed with this key."""
    return _place(folder, sealing.name(sha256, key)).is_dir()


def kept_in(folder: Path) -> Iterator[str]:
    """The names by which a folder keeps files (`sealing.name`); what a person put there besides is none of them."""
    for place in folder.glob("??/*"):
        if _NAME.fullmatch(place.name) and place.parent.name == place.name[:2] and place.is_dir():
            yield place.name


def size_in_folder(folder: Path, name: str) -> int:
    """The bytes kept under a name, counted by the disk."""
    return sum(each.stat().st_size for each in _place(folder, name).iterdir())


def remove_from_folder(folder: Path, names: Iterable[str]) -> None:
    """Take the pieces under these names away, and the folders that are empty then; what cannot be taken away stays."""
    for name in names:
        shutil.rmtree(_place(folder, name), ignore_errors=True)
    for emptied in (*folder.glob("??"), folder):
        with contextlib.suppress(OSError):  # others lie there, or it is gone
            emptied.rmdir()


def put_into_database(session: Session, file_id: int, data: bytes) -> None:
    """Keep the pieces in the database, in the place of what it had of the file."""
    remove_from_database(session, file_id)
    for number, piece in pieces_of(data):
        session.execute(insert(table_of(FilePiece)).values(file_id=file_id, number=number, data=piece))


def remove_from_database(session: Session, file_id: int) -> None:
    """Take the pieces of a file out of the database."""
    session.execute(delete(FilePiece).where(FilePiece.file_id == file_id))


def from_database(session: Session, file_id: int) -> bytes | None:
    """The bytes of a file; None where there are none."""
    rows = select(FilePiece.data).where(FilePiece.file_id == file_id).order_by(FilePiece.number)
    found = session.scalars(rows).all()
    return b"".join(found) if found else None


def _place(folder: Path, name: str) -> Path:
    return folder / name[:2] / name
