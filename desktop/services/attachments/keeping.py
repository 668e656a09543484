"""Attaching files and giving them back: each kept once by its SHA-256, up to 50 MB, compared whenever it is read."""

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from desktop.documents.saving import save
from desktop.errors import Progress, UserError, no_progress
from desktop.model.attachments import Attachment, FilePiece, StoredFile
from desktop.model.base import table_of
from desktop.services.attachments import names, places, sealing
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.text.hangul import attach as with_particle

MOST_BYTES = 50 * 1024 * 1024
_CAUSES = {
    errno.ENOENT: "파일이 없음",
    errno.EACCES: "읽을 권한이 없음",
    errno.EPERM: "읽을 권한이 없음",
    errno.EISDIR: "폴더임",
}
"""Why a file cannot be read, in the office's words; of anything else the number tells whoever is asked."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was read: its name, and its bytes with their SHA-256."""

    name: str
    sha256: str
    data: bytes


def read_in(path: Path) -> Incoming:
    """Read a file to be attached. Raises UserError for one that cannot be read or is larger than 50 MB."""
    try:
        if path.stat().st_size > MOST_BYTES:
            size, named = _in_megabytes(path.stat().st_size), with_particle(f"'{path.name}'", "은/는")
            raise UserError(f"{named} {size} MB입니다. 50 MB까지 붙일 수 있습니다. 줄여서 붙여 주세요.")
        data = path.read_bytes()
    except OSError as error:
        why = _CAUSES.get(error.errno or 0, f"오류 {error.errno}")
        raise UserError(
            f"'{path.name}' 파일을 읽지 못했습니다({why}). 파일이 있고 읽을 수 있는지 확인해 주세요."
        ) from None
    return Incoming(path.name, hashlib.sha256(data).hexdigest(), data)


def _in_megabytes(size: int) -> str:
    """With one digit, rounded up: one byte too many shows."""
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10:,}.{tenths % 10}"


def put(store: Store, op: Operation, incoming: Incoming, progress: Progress = no_progress) -> int:
    """Keep a file and return the id of its attachment.

    Bytes that are kept already are not kept again. They stay when the operation is taken back: what is done again finds them.
    Raises UserError for a name that is a path.
    """
    names.check(incoming.name)
    files = table_of(StoredFile)
    found = select(StoredFile).where(StoredFile.sha256 == incoming.sha256)
    stored = op.session.scalar(found)
    if stored is None:
        op.connection.execute(insert(files).values(sha256=incoming.sha256, size=len(incoming.data)))
        stored = op.session.scalars(found).one()
    _keep(store, op, stored, incoming.data, progress)
    return op.add(Attachment(file_id=stored.id, name=incoming.name)).id


def get(store: Store, attachment_id: int) -> Incoming:
    """An attachment, byte for byte as it came. Raises UserError where it is missing or is not what it was."""
    with store.read() as session:
        row = session.get(Attachment, attachment_id)
        stored = session.get(StoredFile, row.file_id) if row else None
        if row is None or stored is None:
            raise UserError("첨부가 그 사이 지워졌습니다. 화면을 다시 열어 주세요.")
        data = _bytes(store, session, stored)
    if data is None or hashlib.sha256(data).hexdigest() != stored.sha256:
        raise UserError(_wrong(store, row.name, missing=data is None))
    return Incoming(row.name, stored.sha256, data)


def name_of(store: Store, attachment_id: int) -> str:
    """The name an attachment had."""
    with store.read() as session:
        row = session.get(Attachment, attachment_id)
        return row.name if row else ""


def save_copy(store: Store, attachment_id: int, target: Path) -> Path:
    """Write a copy of an attachment. Returns where it lies."""
    found = get(store, attachment_id)
    return save(target, lambda draft: _write(draft, found.data))


def problems(store: Store, session: Session) -> Iterator[str]:
    """A sentence for every attachment whose bytes are missing or altered."""
    for stored in session.scalars(select(StoredFile).order_by(StoredFile.id)):
        data = _bytes(store, session, stored)
        if data is not None and hashlib.sha256(data).hexdigest() == stored.sha256:
            continue
        names = session.scalars(select(Attachment.name).where(Attachment.file_id == stored.id)).all()
        for name in names:
            yield _wrong(store, name, missing=data is None)


def where_told(store: Store) -> str:
    """What a backup says of the files that do not lie in it; '' where there are none."""
    folder = places.folder_of(store)
    with store.read() as session:
        beside = StoredFile.id.not_in(select(FilePiece.file_id))
        number = session.scalar(select(func.count()).select_from(StoredFile).where(beside)) or 0
    if folder is None or not number:
        return ""
    return f"첨부 파일 {number:,}개는 백업에 들어 있지 않고 '{folder.name}' 폴더에 있습니다. 그 폴더도 함께 복사해 주세요."


def _keep(store: Store, op: Operation, stored: StoredFile, data: bytes, progress: Progress) -> None:
    if places.from_database(op.session, stored.id) == data:
        return
    folder = places.folder_of(store)
    if folder is None:
        places.put_into_database(op.session, stored.id, data)
        return
    places.remove_from_database(op.session, stored.id)  # altered, it would be read first
    seals = places.seals(store)
    is_safe = stored.key is not None or not seals
    if is_safe and places.from_folder(folder, stored.sha256, stored.key) == data:
        return
    key = sealing.new_key() if seals else None
    places.put_into_folder(folder, stored.sha256, data, key, progress)
    op.connection.execute(update(StoredFile).where(StoredFile.id == stored.id).values(key=key))


def _bytes(store: Store, session: Session, stored: StoredFile) -> bytes | None:
    """From where they were put: what was kept within a data file stays there."""
    kept = places.from_database(session, stored.id)
    if kept is not None or store.path is None:
        return kept
    return places.from_folder(places.folder_beside(store.path), stored.sha256, stored.key)


def _wrong(store: Store, name: str, *, missing: bool) -> str:
    folder = places.folder_of(store)
    where = f"'{folder.name}' 폴더" if folder else "데이터베이스"
    if missing:
        return f"첨부 파일 '{name}'의 내용이 {where}에 없습니다. 옮기거나 지운 것을 되돌리거나 백업에서 찾아 주세요."
    return f"첨부 파일 '{name}'의 내용이 {where}에서 바뀌었습니다. 백업에서 원래 파일을 찾아 주세요."


def _write(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)
