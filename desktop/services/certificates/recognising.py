"""Certificates that come back, as a file or as the text of their code: are they of this register, and do they still stand?"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.certificates import Certificate, CertificateBatch, CertificateFile
from desktop.rules import certificate_codes
from desktop.rules.certificates import CertificateStatus
from desktop.services.certificates import codes
from desktop.services.certificates.document_kinds import title_of
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date

_LARGEST_CERTIFICATE_FILE = 200_000_000  # bytes; what is larger was not made here


class Outcome(StrEnum):
    """What a file or a code turned out to be."""

    GENUINE = "진본"
    SUPERSEDED = "재발급 전 사본"
    VOID = "폐기"
    UNKNOWN = "확인 안 됨"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a file or code: a sentence for the screen, and the numbers it holds."""

    outcome: Outcome
    sentence: str
    numbers: tuple[str, ...] = ()

    @property
    def genuine(self) -> bool:
        """Whether it is of this register and still stands: a file byte for byte, a code digit for digit."""
        return self.outcome is Outcome.GENUINE


def verify(store: Store, path: Path) -> Verdict:
    """Whether a file is one that was handed out here, byte for byte, and still stands."""
    try:
        if path.stat().st_size > _LARGEST_CERTIFICATE_FILE:
            return _unknown()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UserError(f"'{path.name}' 파일을 읽을 수 없습니다. 파일을 확인해 주세요.") from error
    with store.read() as session:
        copy = session.scalar(select(CertificateFile).where(CertificateFile.sha256 == digest))
        if copy is not None:
            return _of_one(session, copy)
        batch = session.scalar(select(CertificateBatch).where(CertificateBatch.sha256 == digest))
        return _of_batch(session, batch) if batch is not None else _unknown()


def verify_text(store: Store, typed: str) -> Verdict:
    """Whether a code, or all that a QR code says, typed or scanned, is of a certificate issued here that still stands.

    Raises UserError where ``typed`` holds no code, or a mistyped one.
    """
    with store.read() as session:
        found = codes.find(session, typed)
        if found is None:
            return Verdict(
                Outcome.UNKNOWN,
                "이 확인번호로 발급한 것이 없습니다. 번호로 발급대장을 찾아 확인해 주세요.",
            )
        row, qr = found
        if not certificate_codes.agrees(typed, qr):
            said = f"확인번호는 {row.number}의 것인데 함께 적힌 번호나 날짜가 다릅니다. 종이의 번호를 다시 확인해 주세요."
            return Verdict(Outcome.UNKNOWN, said)
        if not codes.intact(row):
            said = f"발급대장의 {row.number} 줄이 프로그램 밖에서 바뀌어 확인할 수 없습니다. 최근 백업과 견주어 주세요."
            return Verdict(Outcome.UNKNOWN, said)
        return _of_code(session, row, qr)


def _of_code(session: Session, row: Certificate, qr: str) -> Verdict:
    numbers = (row.number,)
    if row.status == CertificateStatus.VOID.value:
        return Verdict(Outcome.VOID, f"폐기된 {title_of([row.kind])}입니다. {_voided(session, row)}", numbers)
    if qr != row.snapshot["qr"]:
        said = f"재발급하기 전의 확인번호입니다. {_who(row)}, {_on(row)} 재발급({row.reason})."
        return Verdict(Outcome.SUPERSEDED, said, numbers)
    born = f", 생년월일 {show_date(row.birth_date)}" if row.birth_date else ""
    said = f"여기서 발급한 확인번호입니다. {_who(row)}{born}. 종이에 적힌 것과 같은지 견주어 주세요."
    return Verdict(Outcome.GENUINE, said, numbers)


def _who(row: Certificate) -> str:
    return f"{title_of([row.kind])} {row.number} {row.name} 님, {show_date(row.issued_on)} 발급"


def _of_one(session: Session, copy: CertificateFile) -> Verdict:
    row = copy.certificate
    who = _who(row)
    if row.status == CertificateStatus.VOID.value:
        return Verdict(
            Outcome.VOID, f"폐기된 {title_of([row.kind])}입니다. {_voided(session, row)}", (row.number,)
        )
    if copy.sha256 != row.sha256:
        reissued = f"{_on(row)} 재발급({row.reason})"
        said = f"발급했던 파일이 맞지만, 뒤에 재발급되어 새 파일이 있습니다. {who}, {reissued}."
        return Verdict(Outcome.SUPERSEDED, said, (row.number,))
    return Verdict(Outcome.GENUINE, f"발급한 그대로입니다. {who}.", (row.number,))


def _of_batch(session: Session, batch: CertificateBatch) -> Verdict:
    numbers = tuple(batch.numbers)
    rows = session.scalars(select(Certificate).where(Certificate.number.in_(numbers))).all()
    said = f"여기서 만든 {len(numbers)}장 묶음 그대로입니다({numbers[0]} ~ {numbers[-1]})."
    voided = [_voided(session, row) for row in rows if row.status == CertificateStatus.VOID.value]
    if voided:
        return Verdict(Outcome.VOID, f"{said} 그 가운데 폐기된 것이 있습니다. {' '.join(voided)}", numbers)
    return Verdict(Outcome.GENUINE, said, numbers)


def _voided(session: Session, row: Certificate) -> str:
    """When and why a number was voided, and the number that took its place."""
    newer = session.scalar(
        select(Certificate.number)
        .where(
            Certificate.person_id == row.person_id,
            Certificate.cohort_id.is_not_distinct_from(row.cohort_id),
            Certificate.board_id.is_not_distinct_from(row.board_id),
            Certificate.kind == row.kind,
            Certificate.id > row.id,
            Certificate.status != CertificateStatus.VOID.value,
        )
        .order_by(Certificate.id)
    )
    after = f" 새 번호는 {newer}입니다." if newer else ""
    return f"{row.number}: {_on(row)} 폐기, 사유: {row.reason}.{after}"


def _on(row: Certificate) -> str:
    return show_date(row.status_on) if row.status_on else ""


def _unknown() -> Verdict:
    return Verdict(
        Outcome.UNKNOWN,
        "여기서 발급한 파일이 아니거나, 발급한 뒤에 바뀌었습니다. 번호로 발급대장을 찾아 확인해 주세요.",
    )
