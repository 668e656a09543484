"""Batches of certificates bear a hash; that of a line of the register covers whose it is and of which cohort.

A line that was changed past the program keeps the hash it does not agree with, so that the check still tells of it.
"""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SAID_BEFORE = (
    "number", "kind", "year", "sequence", "name", "birth_date", "course", "issued_on", "issuer", "status", "reason",
    "status_on", "template", "snapshot", "sha256",
)  # fmt: skip
_TYPES: dict[str, Any] = {
    "birth_date": sa.Date, "issued_on": sa.Date, "status_on": sa.Date, "snapshot": sa.JSON,
}  # fmt: skip
_certificate = sa.table(
    "certificate",
    *(
        sa.column(key, _TYPES.get(key))
        for key in ("id", "person_id", "cohort_id", *_SAID_BEFORE, "row_sha256")
    ),
)
_batch = sa.table(
    "certificate_batch",
    sa.column("id"),
    sa.column("made_at", sa.DateTime),
    sa.column("sha256"),
    sa.column("numbers", sa.JSON),
    sa.column("row_sha256"),
)


def upgrade() -> None:
    op.add_column("certificate_batch", sa.Column("row_sha256", sa.String(), nullable=True))
    connection = op.get_bind()
    hashed = []
    for row in connection.execute(sa.select(_certificate)).mappings():
        said = {key: row[key] for key in _SAID_BEFORE}
        if _hash(said) == row["row_sha256"]:
            more = {key: row[key] for key in ("person_id", "cohort_id")}
            hashed.append({"_id": row["id"], "_hash": _hash(said | more)})
    _write(_certificate, hashed)
    _write(
        _batch,
        [
            {"_id": row["id"], "_hash": _hash({
                "made_at": row["made_at"].isoformat(), "sha256": row["sha256"], "numbers": row["numbers"],
            })}
            for row in connection.execute(sa.select(_batch)).mappings()
        ],
    )  # fmt: skip


def _write(table: sa.TableClause, hashed: list[dict[str, Any]]) -> None:
    setting = sa.update(table).where(table.c.id == sa.bindparam("_id"))
    if hashed:
        op.get_bind().execute(setting.values(row_sha256=sa.bindparam("_hash")), hashed)


def _hash(said: dict[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()
