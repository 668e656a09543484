"""Hashes over the lines of the register, of the frozen files and of the batches, so that whatever changes one shows.

What is gone altogether shows in the journal, which noted when it came.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.certificates import Certificate, CertificateBatch

_HASHED = (
    "number", "kind", "year", "sequence", "person_id", "cohort_id", "name", "birth_date", "course", "issued_on",
    "issuer", "status", "reason", "status_on", "template", "snapshot", "sha256",
)  # fmt: skip


def row_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over what a line of the register says; of lines before there were others than a cohort's, what it always was."""
    board_id = row.get("board_id")
    of_board = {} if board_id is None else {"board_id": board_id}
    return _hash({key: row[key] for key in _HASHED} | of_board)


def altered_lines(session: Session) -> Iterator[str]:
    """The numbers of lines of the register that no longer say what was written."""
    columns = Certificate.__table__.columns
    for row in session.execute(select(*columns).order_by(Certificate.number)):
        if row_hash(dict(row._mapping)) != row.row_sha256:
            yield row.number


def file_of(certificate_id: int, made_at: dt.datetime, pdf: bytes, *, reissue: bool) -> dict[str, Any]:
    """The columns of the line that keeps a certificate's very bytes, with its hash."""
    said = {
        "certificate_id": certificate_id,
        "made_at": made_at,
        "reissue": reissue,
        "sha256": hashlib.sha256(pdf).hexdigest(),
    }
    return {**said, "pdf": pdf, "row_sha256": file_hash(said)}


def file_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over what the line of a frozen file says; the bytes have their own."""
    said = {key: row[key] for key in ("certificate_id", "reissue", "sha256")}
    return _hash({**said, "made_at": _moment(row["made_at"])})


def batch_of(made_at: dt.datetime, digest: str, numbers: Sequence[str]) -> CertificateBatch:
    """The line that tells of a file of several certificates, with its hash."""
    return CertificateBatch(
        made_at=made_at,
        sha256=digest,
        numbers=list(numbers),
        row_sha256=_batch_hash(made_at, digest, numbers),
    )


def altered_batches(session: Session) -> Iterator[dt.datetime]:
    """When those batches were made, as they say now, whose lines no longer say what was written."""
    for batch in session.scalars(select(CertificateBatch).order_by(CertificateBatch.id)):
        if _batch_hash(batch.made_at, batch.sha256, batch.numbers) != batch.row_sha256:
            yield batch.made_at


def _batch_hash(made_at: dt.datetime, digest: str, numbers: Sequence[str]) -> str:
    return _hash({"made_at": _moment(made_at), "sha256": digest, "numbers": numbers})


def _moment(at: dt.datetime) -> str:
    """As it stands in a row: without a zone."""
    return at.astimezone(dt.UTC).replace(tzinfo=None).isoformat()


def _hash(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()
