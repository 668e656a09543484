"""Taking away what nobody needs any more: first its name in the data file, then its bytes in the folder beside it.

Bytes lie in that folder without a name where an attaching was struck down, and where an older backup was brought back.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, inspect, null, select
from sqlalchemy.exc import DBAPIError

from desktop.model.attachments import Attachment, StoredFile
from desktop.model.base import table_of
from desktop.model.journal import DELETE, Change
from desktop.services.attachments import places, sealing
from desktop.services.datafile import copies, encryption, engines
from desktop.services.datafile.store import Store

_NAME = "아무도 가리키지 않는 첨부 지우기"


def thin(store: Store, backups: Path) -> int:
    """Take away the bytes that neither a data file nor a backup in the folder ``backups`` names; how many files it were.

    Where one of them cannot be read, nothing is taken away: it may be what names them. Within the turn to write, for who
    attaches a file puts its bytes there before its name.
    """
    _forget_unneeded(store)
    folder = places.folder_of(store)
    if folder is None or store.path is None or not _unnamed(store, folder):
        return 0
    with store.operation(_NAME):
        unnamed = _unnamed(store, folder)
        for other in _others(store.path, backups):
            theirs = _named_in(other, store) if unnamed else set[str]()
            if theirs is None:
                return 0
            unnamed -= theirs
        places.remove_from_folder(folder, unnamed)
    return len(unnamed)


def _forget_unneeded(store: Store) -> None:
    """The names of bytes to which no attachment leads, nor one that could come back from the journal."""
    files = table_of(StoredFile)
    with store.read() as session:
        ids = session.scalars(select(files.c.id).where(_leads_nowhere())).all()
        if not ids:
            return
        gone = select(Change.before).where(
            Change.table_name == Attachment.__tablename__, Change.action == DELETE
        )
        may_return = {image["file_id"] for image in session.scalars(gone) if image}
    if set(ids) - may_return:
        with store.operation(_NAME) as op:
            still = op.session.scalars(select(files.c.id).where(_leads_nowhere())).all()
            for file_id in set(ids) & set(still) - may_return:
                op.connection.execute(files.delete().where(files.c.id == file_id))


def _leads_nowhere() -> ColumnElement[bool]:
    return StoredFile.id.not_in(select(Attachment.file_id))


def _unnamed(store: Store, folder: Path) -> set[str]:
    lying = set(places.kept_in(folder))
    if lying:
        files = table_of(StoredFile)
        with store.read() as session:
            for sha256, key in session.execute(select(files.c.sha256, files.c.key)):
                lying.discard(sealing.name(sha256, key))
    return lying


def _others(data_file: Path, backups: Path) -> Iterable[Path]:
    """Whatever may name bytes of the same folder: data files of the same name but for its ending, and all backups."""
    for each in (*data_file.parent.glob(f"{_literally(data_file.stem)}.*"), *backups.rglob("*")):
        is_beside = each.name.endswith(("-wal", "-shm", "-journal", ".lock", ".holder"))
        if each.is_file() and each != data_file and not each.name.startswith(".") and not is_beside:
            yield each


def _literally(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _named_in(file: Path, store: Store) -> set[str] | None:
    """The names a file has for what lies in the folder, none where it is no data file.

    None where one that ends as ours cannot be read. Nor can a protected one that is not under the passphrase of ``store``,
    though it may name what lies there: it looks like a damaged one.
    """
    files = table_of(StoredFile)
    try:
        with _read(file, store) as (connection, schema):
            if not inspect(connection).has_table(files.name, schema):  # from before there were attachments
                return set()
            columns = {each["name"] for each in inspect(connection).get_columns(files.name, schema)}
            key = files.c.key if "key" in columns else null()
            there = connection.execution_options(schema_translate_map={None: schema})
            return {sealing.name(sha256, key) for sha256, key in there.execute(select(files.c.sha256, key))}
    except (OSError, DBAPIError):
        ours = Path(store.location).suffix
        return None if file.suffix in {ours, ".db"} else set()


@contextmanager
def _read(file: Path, store: Store) -> Iterator[tuple[Connection, str]]:
    """A connection on which a file can be read, and the name it has there."""
    if not encryption.is_open(file):
        with copies.beside(store.engine, file) as connection:
            yield connection, copies.BESIDE
        return
    engine = engines.make(file, read_only=True)
    try:
        with engine.connect() as connection:
            yield connection, "main"
    finally:
        engine.dispose()
