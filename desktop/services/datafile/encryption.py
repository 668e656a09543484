"""A copy of a data file under another passphrase, or under none."""

from pathlib import Path

from desktop.services.datafile import engines


def copy_under(source: Path, passphrase: str | None, target: Path, new: str | None) -> None:
    """Write the contents of ``source`` into the empty file ``target``, encrypted under ``new`` or open where that is None.

    Raises DBAPIError where the source cannot be read under ``passphrase`` or the target takes no more.
    """
    engine = engines.make(source, passphrase or "", journal_mode="DELETE")
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("COMMIT")  # nothing is attached within a transaction
            connection.exec_driver_sql(
                "ATTACH DATABASE ? AS copy KEY ?", (str(target), engines.key_of(new or ""))
            )
            if new is None:
                connection.exec_driver_sql(f"PRAGMA copy.page_size = {engines.PAGE_SIZE}")
            connection.exec_driver_sql("PRAGMA copy.journal_mode = MEMORY")
            connection.exec_driver_sql("PRAGMA copy.synchronous = OFF")  # it is flushed when it is whole
            connection.exec_driver_sql("SELECT sqlcipher_export('copy')").all()
            connection.exec_driver_sql("DETACH DATABASE copy")
            connection.exec_driver_sql("BEGIN")
    finally:
        engine.dispose()


def is_open(path: Path) -> bool:
    """Whether a file can be read without a passphrase, as far as its beginning tells."""
    with path.open("rb") as file:
        return file.read(len(engines.SQLITE_HEADER)) == engines.SQLITE_HEADER
