"""Certificates and their register: numbers that are never lost or repeated, and the bytes that were issued."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.model.base import Base, check, one_of, table_args, unique
from desktop.model.people import BIRTH_DATE, NAME
from desktop.rules.certificates import CERTIFICATE, CertificateStatus
from desktop.rules.fields import Field, Kind

CERTIFICATE_KINDS = ("수료", "우수", "위촉", "참여", "표창", "보드 수료", "상장", "단체 상장")
"""Each has its own numbers; what is given of each is declared in services/certificates/document_kinds.py."""


class NumberSeries(Base):
    """The last number given, per kind and year; counted up in the transaction that uses the number."""

    __tablename__ = "number_series"
    noun = "번호 계열"
    journalled = False
    counter = "last"

    kind: Mapped[str]
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)

    __table_args__ = table_args(
        unique("kind", "year", sentence="다른 자리에서 같은 번호 계열을 먼저 만들었습니다. 다시 해 주세요."),
        check("last", "last >= 0", "번호는 0보다 작을 수 없습니다."),
    )


class CertificateSecret(Base):
    """The key of the codes on this file's certificates (always id 1): made with the file, shown and exported nowhere."""

    __tablename__ = "certificate_secret"
    noun = "확인번호의 열쇠"
    journalled = False

    value: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = table_args(check("only_one", "id = 1", "확인번호의 열쇠는 하나뿐입니다."))


class Certificate(Base):
    """A line of the register. What it says is a copy of the day of issue and does not follow later changes."""

    __tablename__ = "certificate"
    noun = "수료증"
    machine_made = frozenset({"number", "snapshot", "sha256", "row_sha256"})

    number: Mapped[str]
    kind: Mapped[str]
    year: Mapped[int]
    sequence: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id"), index=True)
    name: Mapped[str]
    birth_date: Mapped[dt.date | None]
    course: Mapped[str]
    issued_on: Mapped[dt.date]
    issuer: Mapped[str]
    status: Mapped[str] = mapped_column(default=CertificateStatus.ISSUED.value)
    reason: Mapped[str | None]
    status_on: Mapped[dt.date | None]
    template: Mapped[str]
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str]
    row_sha256: Mapped[str]
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id"), index=True)

    __table_args__ = table_args(
        unique("number", sentence="같은 번호의 수료증이 이미 있습니다. 발급대장을 확인하고 다시 해 주세요."),
        unique(
            "kind",
            "year",
            "sequence",
            sentence="같은 번호의 수료증이 이미 있습니다. 발급대장을 확인하고 다시 해 주세요.",
        ),
        one_of("kind", CERTIFICATE_KINDS, "종류"),
        one_of("status", CERTIFICATE.statuses, "상태"),
        check("sequence", "sequence > 0", "번호는 1부터 시작합니다."),
        check(
            "one_of",
            "cohort_id IS NULL OR board_id IS NULL",
            "교육 기수와 보드 기수 가운데 하나의 것이어야 합니다. 하나만 적어 주세요.",
        ),
        check(
            "reason",
            "status = '발급' OR length(reason) > 0",
            "재발급과 폐기에는 사유가 있어야 합니다. 사유를 적어 주세요.",
        ),
        Index(None, "sha256"),
    )


class CertificateFile(Base):
    """The very bytes handed out: of one certificate, or of a reissue of it."""

    __tablename__ = "certificate_file"
    noun = "수료증 원본"
    machine_made = frozenset({"sha256", "row_sha256"})

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    made_at: Mapped[dt.datetime]
    reissue: Mapped[bool] = mapped_column(default=False)
    sha256: Mapped[str] = mapped_column(index=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    row_sha256: Mapped[str | None]

    certificate: Mapped[Certificate] = relationship()


class CertificateBatch(Base):
    """The hash of a file of several certificates that was handed out, so that it can be recognised."""

    __tablename__ = "certificate_batch"
    noun = "수료증 묶음"
    machine_made = frozenset({"sha256", "numbers", "row_sha256"})

    made_at: Mapped[dt.datetime]
    sha256: Mapped[str] = mapped_column(index=True)
    numbers: Mapped[list[str]] = mapped_column(JSON)
    row_sha256: Mapped[str | None]


CERTIFICATE_FIELDS = (
    Field("number", "번호"),
    Field("kind", "종류", Kind.CHOICE, choices=CERTIFICATE_KINDS),
    NAME,
    BIRTH_DATE,
    Field("course", "과정명"),
    Field("issued_on", "발급일", Kind.DATE),
    Field("issuer", "명의"),
    Field("status", "상태", Kind.CHOICE, choices=CERTIFICATE.statuses),
    Field("reason", "사유"),
    Field("status_on", "처리일", Kind.DATE),
)
