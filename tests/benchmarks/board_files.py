"""An attachment of 50 MB for bench_board.py: in, and out byte for byte, beside what cannot be done without.

The floor of the way in is SHA-256, AES-GCM and one flush of the file; of the way out reading, AES-GCM and SHA-256.
"""

import hashlib
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.model.attachments import StoredFile
from desktop.model.base import table_of
from desktop.services.attachments import keeping, places
from desktop.services.datafile.store import Store

TIMES = 5
_SECRET = "긴 암호 열두 자 넘게"


def main() -> None:
    """Print the table, of an open data file and of a protected one."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "영상.bin"
        source.write_bytes(random.Random(1).randbytes(keeping.MOST_BYTES))
        in_floor, out_floor = (
            seconds(lambda: _write(source, Path(folder))),
            seconds(lambda: _read(Path(folder))),
        )
        for title, secret in (("open", None), ("protected", _SECRET)):
            with Store.create(Path(folder) / f"{title}.db", passphrase=secret) as store:
                into = seconds(lambda store=store: _put(store, source), lambda store=store: _forget(store))
                row_id = _put(store, source)
                out = seconds(lambda store=store, row_id=row_id: keeping.get(store, row_id))
            for way, floor, ours in (("in", in_floor, into), ("out", out_floor, out)):
                print(
                    f"50 MB {way:3}, {title:9} data file {'':19} floor {floor:8.3f} s    here {ours:8.3f} s    "
                    f"{ours / floor:6.2f} ×   (at most 2 ×)"
                )


def seconds(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The median of a few runs."""
    took = []
    for _ in range(TIMES):
        before()
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _write(source: Path, folder: Path) -> None:
    data = source.read_bytes()
    hashlib.sha256(data).digest()
    sealed = AESGCM(bytes(32)).encrypt(bytes(12), data, None)
    with (folder / "floor").open("wb") as file:
        file.write(sealed)
        os.fsync(file.fileno())


def _read(folder: Path) -> None:
    hashlib.sha256(AESGCM(bytes(32)).decrypt(bytes(12), (folder / "floor").read_bytes(), None)).digest()


def _put(store: Store, source: Path) -> int:
    incoming = keeping.read_in(source)
    with store.operation("붙이기") as op:
        return keeping.put(store, op, incoming)


def _forget(store: Store) -> None:
    """The bytes are not there yet: what is known already is not written again."""
    folder = places.folder_of(store)
    if folder is not None:
        places.remove_from_folder(folder, list(places.kept_in(folder)))
    with store.operation("잊기") as op:
        op.connection.exec_driver_sql("DELETE FROM attachment")
        op.connection.execute(table_of(StoredFile).delete())
