"""Frozen files bear a hash, and the journal notes when a file or a batch of certificates came, so that one gone is missed.

A file that no longer is what was frozen, or says of itself a moment at which nothing was written, gets no hash, so that the
check still tells of it.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SAID = ("certificate_id", "made_at", "reissue", "sha256")
_operation = sa.table("operation", sa.column("id"), sa.column("at", sa.DateTime))
_change = sa.table(
    "change",
    *(sa.column(key) for key in ("operation_id", "table_name", "row_id", "last_row_id", "action")),
)
_file = sa.table(
    "certificate_file",
    sa.column("id"),
    sa.column("certificate_id"),
    sa.column("made_at", sa.DateTime),
    sa.column("reissue", sa.Boolean),
    sa.column("sha256"),
    sa.column("pdf", sa.LargeBinary),
    sa.column("row_sha256"),
)
_batch = sa.table("certificate_batch", sa.column("id"), sa.column("made_at", sa.DateTime))


def upgrade() -> None:
    op.add_column("certificate_file", sa.Column("row_sha256", sa.String(), nullable=True))
    connection = op.get_bind()
    operations = sa.select(_operation.c.at, _operation.c.id).order_by(_operation.c.id)
    written: dict[Any, int] = {row.at: row.id for row in connection.execute(operations)}
    hashed, files = [], []
    everything = sa.select(*_file.c).order_by(_file.c.id).execution_options(yield_per=50)
    for row in connection.execute(everything).mappings():
        files.append((row["id"], row["made_at"]))
        if row["made_at"] in written and hashlib.sha256(row["pdf"]).hexdigest() == row["sha256"]:
            hashed.append({"_id": row["id"], "_hash": _hash(row)})
    if hashed:
        setting = sa.update(_file).where(_file.c.id == sa.bindparam("_id"))
        connection.execute(setting.values(row_sha256=sa.bindparam("_hash")), hashed)
    batches = connection.execute(sa.select(_batch.c.id, _batch.c.made_at).order_by(_batch.c.id)).all()
    noted = [
        {
            "operation_id": operation_id,
            "table_name": name,
            "row_id": first,
            "last_row_id": last,
            "action": "추가",
        }
        for name, rows in (("certificate_file", files), ("certificate_batch", batches))
        for operation_id, first, last in _came(rows, written)
    ]
    if noted:
        connection.execute(sa.insert(_change), noted)


def _came(rows: Any, written: dict[Any, int]) -> Iterator[tuple[int, int, int]]:
    """In which operation rows came, by the first and the last of those that follow each other; the first one of all where
    none was at their moment."""
    runs: list[list[int]] = []
    for row_id, made_at in rows:
        operation_id = written.get(made_at, min(written.values(), default=None))
        if operation_id is None:
            continue
        if runs and runs[-1][0] == operation_id and runs[-1][2] + 1 == row_id:
            runs[-1][2] = row_id
        else:
            runs.append([operation_id, row_id, row_id])
    for operation_id, first, last in runs:
        yield operation_id, first, last


def _hash(row: Any) -> str:
    said = {key: row[key] for key in _SAID} | {"made_at": row["made_at"].isoformat()}
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()
