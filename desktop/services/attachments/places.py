"""Where the bytes of attachments lie: in a folder beside an open data file, else in the database itself.

A server's lie in its database. So do those of a data file with a passphrase: SQLCipher keeps them as well as the rest,
and no second way of keeping secrets is needed.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desktop.documents.drafts import onto_the_disk
from desktop.errors import UserError
from desktop.model.attachments import FilePiece
from desktop.model.base import table_of
from desktop.services.datafile import encryption
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.store import Store

PIECE = 1024 * 1024
"""Bytes to a piece."""


def folder_of(store: Store) -> Path | None:
    """'이음 첨부' beside '이음.db', and for a backup that is looked at the one of its original; None where the database has them."""
    path = store.path
    return None if path is None or (path.exists() and not encryption.is_open(path)) else folder_beside(store)


def folder_beside(store: Store) -> Path | None:
    """The folder a data file has beside it, whether it keeps its attachments there or not; None for a server."""
    if store.path is None:
        return None
    data_file = neighbours.made_of(store.path) or store.path
    return data_file.with_name(f"{data_file.stem} 첨부")


def pieces_of(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The pieces of a file with their numbers; one empty piece of an empty file."""
    for number, start in enumerate(range(0, max(len(data), 1), PIECE)):
        yield number, data[start : start + PIECE]


def put_into_folder(folder: Path, sha256: str, data: bytes) -> None:
    """Keep the pieces under the file's hash: whole or not at all. Raises UserError where nothing can be written there."""
    target = _place(folder, sha256)
    if _lies_whole(target, data):
        return
    draft = target.with_name(f".{sha256}.part")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for number, piece in pieces_of(data):
            (draft / _name(number)).write_bytes(piece)
            onto_the_disk(draft / _name(number))
        shutil.rmtree(target, ignore_errors=True)  # what is left of one that was altered
        os.replace(draft, target)  # noqa: PTH105 - of folders; the word says what it does on every system
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise UserError(
            f"첨부 파일을 '{folder.name}' 폴더에 쓰지 못했습니다({error.strerror}). 폴더와 빈 공간을 확인해 주세요."
        ) from None


def from_folder(folder: Path, sha256: str) -> bytes | None:
    """The bytes kept under a hash; None where they are not there."""
    place = _place(folder, sha256)
    try:
        return b"".join(each.read_bytes() for each in sorted(place.iterdir()))
    except OSError:
        return None


def put_into_database(session: Session, file_id: int, data: bytes) -> None:
    """Keep the pieces in the database."""
    for number, piece in pieces_of(data):
        session.execute(insert(table_of(FilePiece)).values(file_id=file_id, number=number, data=piece))


def from_database(session: Session, file_id: int) -> bytes | None:
    """The bytes of a file; None where there are none."""
    rows = select(FilePiece.data).where(FilePiece.file_id == file_id).order_by(FilePiece.number)
    found = session.scalars(rows).all()
    return b"".join(found) if found else None


def _place(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def _name(number: int) -> str:
    return f"{number:04}"


def _lies_whole(place: Path, data: bytes) -> bool:
    try:
        return all((place / _name(number)).read_bytes() == piece for number, piece in pieces_of(data))
    except OSError:
        return False
