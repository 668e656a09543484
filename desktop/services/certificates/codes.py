"""Codes on certificates: made with the file's secret, and recognised when they come back typed or scanned."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from desktop.documents.certificates.certificate_face import CertificateFace
from desktop.errors import UserError
from desktop.model.base import table_of
from desktop.model.certificates import Certificate, CertificateSecret
from desktop.rules import certificate_codes
from desktop.services.certificates.hashes import row_hash

FORMER = "former_qr"
"""The key of a snapshot under which a reissued certificate keeps what its former QR codes said."""


def secret(session: Session) -> bytes:
    """The secret of this data file; UserError where it was taken out of it."""
    kept: bytes | None = session.scalar(select(CertificateSecret.value))
    if kept is None:
        raise UserError(
            "이 자료에 확인번호를 만드는 열쇠가 없어 발급할 수 없습니다. 최근 백업을 되살려 주세요."
        )
    return kept


def with_code(face: CertificateFace, key: bytes, title: str) -> CertificateFace:
    """The face of a document of this title with the QR code that belongs to what it says."""
    code = certificate_codes.code(key, face.number, face.name, face.birth_date, face.issue_date)
    return replace(face, qr=certificate_codes.text(title, face.number, face.issue_date, code))


def former(snapshot: dict[str, Any], new: CertificateFace) -> dict[str, Any]:
    """What the snapshot of a reissue keeps of the one before: what was said by codes that no longer hold."""
    said = dict.fromkeys([*snapshot.get(FORMER, ()), snapshot["qr"]])
    said.pop(new.qr, None)
    return {FORMER: list(said)} if said else {}


def find(session: Session, typed: str) -> tuple[Certificate, str] | None:
    """The line of the register whose certificate bears the code, or bore it before a reissue, and what the QR code says.

    Raises UserError where ``typed`` holds no code, or a mistyped one.
    """
    codes = certificate_codes.found_in(typed)
    said = cast(Certificate.snapshot, String)
    lines = select(Certificate).where(or_(*(said.contains(code) for code in codes)))
    for row in session.scalars(lines.order_by(Certificate.id)):
        for qr in (row.snapshot["qr"], *row.snapshot.get(FORMER, ())):
            if qr.rpartition(" ")[2] in codes:
                return row, qr
    return None


def intact(row: Certificate) -> bool:
    """Whether the line still says what was written."""
    return (
        row_hash({column.key: getattr(row, column.key) for column in table_of(Certificate).columns})
        == row.row_sha256
    )


def without_their_key(session: Session, altered: Collection[str] = ()) -> int:
    """How many certificates bear a code this file's secret did not make; all of them where it is gone or another one.

    Those of the numbers ``altered`` are known to say something else than was written, and their code proves nothing.
    """
    kept: bytes | None = session.scalar(select(CertificateSecret.value))
    wrong = 0
    for number, name, born, issued_on, snapshot in session.execute(
        select(
            Certificate.number,
            Certificate.name,
            Certificate.birth_date,
            Certificate.issued_on,
            Certificate.snapshot,
        )
    ):
        printed = (
            certificate_codes.printed(snapshot["qr"])
            if isinstance(snapshot, dict) and "qr" in snapshot
            else ""
        )
        if number in altered or not printed:
            continue
        if kept is None or certificate_codes.code(kept, number, name, born, issued_on) != printed:
            wrong += 1
    return wrong
