"""Attachments follow the passphrase of their data file: sealed anew beside it, and nothing of them stays readable there.

The keys lie in the file and go where it goes: into its backups, and with it under another passphrase. What is sealed stays
sealed when the passphrase is taken away, for the backups that name it; it is sealed anew when there is one again.
"""

from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.attachments import FilePiece, StoredFile
from desktop.model.base import table_of
from desktop.services.attachments import places, sealing
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.store import Store


def size_beside(data_file: Path) -> int:
    """How many bytes lie in the folder beside a data file."""
    folder = places.folder_beside(data_file)
    return sum(places.size_in_folder(folder, name) for name in places.kept_in(folder))


@dataclass(frozen=True, slots=True)
class Sealed:
    """What lay in the folder beside a data file, by its names there, before it was sealed and as it is now."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


def seal_all(session: Session, data_file: Path, *, was_open: bool) -> Sealed:
    """Seal all that the folder beside a data file keeps open, and what is sealed under keys that ``was_open`` says lay open.

    What lay there stays until `clear`, for the file that still names it. Bytes that no attachment points at are sealed
    too: a backup may still need them. Raises UserError, with nothing sealed, for what cannot be read or written.
    """
    folder = places.folder_beside(data_file)
    files = table_of(StoredFile)
    rows = session.execute(select(files.c.sha256, files.c.key))
    named = {sealing.name(sha256, key): (sha256, key) for sha256, key in rows}
    before, after = set[str](), set[str]()
    with ExitStack() as on_failure:
        on_failure.callback(places.remove_from_folder, folder, after)
        for name in sorted(places.kept_in(folder)):
            if sealing.is_sealed(name) and (name not in named or not was_open):
                continue  # under a key that only a backup has, or that has been in a protected file alone
            sha256, key = named.get(name, (name, None))
            data = places.from_folder(folder, sha256, key)
            if data is None:
                raise UserError(
                    f"'{folder.name}' 폴더의 첨부 파일을 읽지 못해 암호를 걸지 않았습니다. 그 폴더를 읽을 수 있는지 확인해 주세요."
                )
            new = sealing.new_key()
            after.add(sealing.name(sha256, new))
            places.put_into_folder(folder, sha256, data, new)
            _write_down(session, sha256, len(data), new)
            before.add(name)
        on_failure.pop_all()
    return Sealed(frozenset(before), frozenset(after))


def clear(data_file: Path, names: Collection[str]) -> None:
    """Take away what has been sealed anew; what the disk keeps hold of goes at the next start.

    A backup shares the folder of the file it was made of, which may need it still.
    """
    if neighbours.made_of(data_file) is None:
        places.remove_from_folder(places.folder_beside(data_file), names)


def clear_leftovers(store: Store) -> None:
    """Take away what lies open beside a protected file that has it sealed, because it was struck down just then."""
    if store.path is None or store.read_only or not places.seals(store):
        return
    folder = places.folder_beside(store.path)
    lying = {name for name in places.kept_in(folder) if not sealing.is_sealed(name)}
    if lying:
        files = table_of(StoredFile)
        with store.read() as session:
            sealed = select(files.c.sha256, files.c.key).where(files.c.key.is_not(None))
            kept = {sha256 for sha256, key in session.execute(sealed) if places.lies_in(folder, sha256, key)}
            inside = select(files.c.sha256).join(FilePiece, FilePiece.file_id == files.c.id)
            kept |= set(session.scalars(inside.distinct()))
        clear(store.path, lying & kept)


def bring_along(store: Store, current: Connection, data_file: Path) -> None:
    """Give a file that is restored what it names and finds nowhere, from the file that stood there: keys, or bytes within.

    So a backup from before the passphrase keeps its attachments, which were sealed when it was set.
    """
    folder, files = places.folder_beside(data_file), table_of(StoredFile)
    lacking = select(files.c.id, files.c.sha256, files.c.key).where(
        files.c.id.not_in(select(FilePiece.file_id))
    )

    def wanted(session: Session) -> dict[str, int]:
        rows = session.execute(lacking)
        return {sha256: row_id for row_id, sha256, key in rows if not places.lies_in(folder, sha256, key)}

    with store.read() as session:
        if not wanted(session):
            return
    with store.operation("첨부 이어 놓기") as op:
        by_hash = wanted(op.session)
        try:
            with Session(current) as session:
                for there in session.scalars(select(StoredFile)):
                    if there.sha256 in by_hash:
                        _give(op.session, by_hash[there.sha256], there, session, folder)
        except DBAPIError:
            return  # damaged, or from before there were attachments


def _give(session: Session, file_id: int, there: StoredFile, theirs: Session, folder: Path) -> None:
    data = places.from_database(theirs, there.id)
    if data is not None:
        places.put_into_database(session, file_id, data)
    elif places.lies_in(folder, there.sha256, there.key):
        session.execute(update(StoredFile).where(StoredFile.id == file_id).values(key=there.key))


def _write_down(session: Session, sha256: str, size: int, key: bytes) -> None:
    files = table_of(StoredFile)
    known = session.scalar(select(files.c.id).where(files.c.sha256 == sha256))
    if known is None:
        session.execute(insert(files).values(sha256=sha256, size=size, key=key))
    else:
        session.execute(update(files).where(files.c.id == known).values(key=key))
