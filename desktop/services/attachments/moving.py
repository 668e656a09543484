"""Attachments follow the passphrase of their data file: into the encrypted file, and nothing of them stays readable beside it."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.attachments import FilePiece, StoredFile
from desktop.model.base import table_of
from desktop.services.attachments import places
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.store import Store


def size_beside(data_file: Path) -> int:
    """How many bytes lie in the folder beside a data file."""
    folder = places.folder_beside(data_file)
    return sum(places.size_in_folder(folder, sha256) for sha256 in places.kept_in(folder))


def take_in(session: Session, data_file: Path) -> frozenset[str]:
    """Put all that the folder beside a data file keeps into the database; returns the hashes it keeps now.

    Bytes that no attachment points at come along: a backup may still need them. Raises UserError for what cannot be read.
    """
    folder = places.folder_beside(data_file)
    taken = frozenset(places.kept_in(folder))
    for sha256 in sorted(taken):
        data = places.from_folder(folder, sha256)
        if data is None:
            raise UserError(
                f"'{folder.name}' 폴더의 첨부 파일을 읽지 못해 암호를 걸지 않았습니다. 그 폴더를 읽을 수 있는지 확인해 주세요."
            )
        file_id = _known(session, sha256, len(data))
        kept = places.from_database(session, file_id)
        if kept is None or hashlib.sha256(kept).hexdigest() != sha256:
            places.put_into_database(session, file_id, data)
    return taken


def clear(data_file: Path, taken: Collection[str]) -> None:
    """Take away what was taken in; what the disk keeps hold of goes at the next start.

    A backup shares the folder of the file it was made of, which may need it still.
    """
    if neighbours.made_of(data_file) is None:
        places.remove_from_folder(places.folder_beside(data_file), taken)


def clear_leftovers(store: Store) -> None:
    """Take away what a protected file has taken in and could not take away, because it was struck down just then."""
    if store.path is None or store.read_only or places.folder_of(store) is not None:
        return
    lying = list(places.kept_in(places.folder_beside(store.path)))
    if lying:
        with store.read() as session:
            inside = select(StoredFile.sha256).join(FilePiece, FilePiece.file_id == StoredFile.id)
            clear(store.path, set(session.scalars(inside.where(StoredFile.sha256.in_(lying)))))


def bring_along(store: Store, current: Connection) -> None:
    """Give a file that is restored the bytes it names and has not, from the file that stood there and has them within.

    So a backup from before the passphrase keeps its attachments, whose bytes went into the file when it was set.
    """
    lacking = select(StoredFile).where(StoredFile.id.not_in(select(FilePiece.file_id)))
    with store.read() as session:
        if session.scalars(lacking.limit(1)).first() is None:
            return
    with store.operation("첨부 이어 놓기") as op:
        wanted = {row.sha256: row.id for row in op.session.scalars(lacking)}
        files = table_of(StoredFile)
        try:
            there = current.execute(select(files.c.id, files.c.sha256)).all() if wanted else ()
            with Session(current) as session:
                for file_id, sha256 in there:
                    data = places.from_database(session, file_id) if sha256 in wanted else None
                    if data is not None:
                        places.put_into_database(op.session, wanted[sha256], data)
        except DBAPIError:
            return  # damaged, or from before there were attachments


def _known(session: Session, sha256: str, size: int) -> int:
    known = session.scalar(select(StoredFile.id).where(StoredFile.sha256 == sha256))
    if known is None:
        row = table_of(StoredFile)
        made = insert(row).values(sha256=sha256, size=size).returning(row.c.id)
        known = int(session.execute(made).scalar_one())
    return known
