"""The office's own settings: its name, in whose name certificates are issued, logo, seal, numbering."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.office import OFFICE_FIELDS, Image, Office
from desktop.rules.fields import parse
from desktop.rules.numbering import number
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.store import Store
from desktop.text.hangul import attach

FIELDS = OFFICE_FIELDS
_OF_ISSUERS = (
    "issuer_title", "issuer_name", "issuer_english", "joint_issuer", "head_title", "head_name", "head_english", "name",
)  # fmt: skip
ISSUER_FIELDS = tuple(field for key in _OF_ISSUERS for field in OFFICE_FIELDS if field.key == key)
"""Those a certificate is issued by."""
MAX_IMAGE_BYTES = 5_000_000
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """The settings as plain values; ``logo`` and ``seal`` are the bytes of a PNG or JPEG, or None."""

    name: str = ""
    department: str | None = None
    officer: str | None = None
    head_title: str | None = None
    head_name: str | None = None
    head_english: str | None = None
    issuer_title: str = "한국과학기술원 총장"
    issuer_name: str | None = None
    issuer_english: str | None = None
    joint_issuer: bool = False
    seal_permission: str | None = None
    number_format: str = "제{year}-{sequence:03d}호"
    internship_months: int = 3
    is_sample: bool = False
    logo: bytes | None = None
    seal: bytes | None = None


def settings(store: Store) -> OfficeSettings:
    """The office's settings; the defaults where nothing was set yet."""
    with store.read() as session:
        row = session.get(Office, 1)
        if row is None:
            return OfficeSettings()
        kept = {key: getattr(row, f"{key}_id") for key in ("logo", "seal")}
        images = {key: session.get(Image, image) if image else None for key, image in kept.items()}
        values: dict[str, Any] = {field.key: getattr(row, field.key) for field in OFFICE_FIELDS}
        values |= {key: image.data if image else None for key, image in images.items()}
        return OfficeSettings(**values, is_sample=row.is_sample)


def save(store: Store, raw: Mapping[str, Any]) -> Changes:
    """Save settings by field key; 'logo' and 'seal' hold bytes, or None to take the picture away.

    Raises UserError, with the field, for a wrong number format, a picture that is neither PNG nor JPEG, or a seal
    without the word of who allowed it.
    """
    values = {
        field.key: parse(field, raw[field.key], store.today()) for field in OFFICE_FIELDS if field.key in raw
    }
    for field in OFFICE_FIELDS:
        if field.required and field.key in values and values[field.key] is None:
            raise UserError(f"{attach(field.title, '을/를')} 적어 주세요.", field.key)
    if "number_format" in values:
        _check_number_format(str(values["number_format"]))
    values = {key: value for key, value in values.items() if value is not None or key not in _NOT_NULL}
    with store.operation("기관 설정 저장") as op:
        row = op.session.get(Office, 1) or op.add(Office(id=1))
        for key in ("logo", "seal"):
            if key in raw:
                values[f"{key}_id"] = None if raw[key] is None else _image(op, raw[key], key)
        if values.get("seal_id", row.seal_id) and not values.get("seal_permission", row.seal_permission):
            raise UserError("직인 그림을 쓰려면 허락한 사람과 날짜를 적어 주세요.", "seal_permission")
        for key, value in values.items():
            setattr(row, key, value)
    return op.changes


def mark_as_sample(store: Store) -> None:
    """Say that the file holds invented sample data; a banner shows it."""
    with store.operation("예제 자료로 표시", sealed="예제 자료 표시는 되돌릴 수 없습니다.") as op:
        row = op.session.get(Office, 1) or op.add(Office(id=1))
        row.is_sample = True


_NOT_NULL = {"name", "issuer_title", "joint_issuer", "number_format", "internship_months"}


def _check_number_format(text: str) -> None:
    """The format must give different numbers for different years and sequences."""
    try:
        samples = {number(text, year, sequence) for year, sequence in ((2022, 1), (2022, 2), (2023, 1))}
    except (KeyError, ValueError, IndexError):
        samples = set()
    if len(samples) != 3:
        raise UserError(
            "번호는 해마다, 장마다 달라야 합니다. 연도와 차례가 들어가게 적어 주세요. 예: 제2026-001호",
            "number_format",
        )


def _image(op: Operation, data: bytes, key: str) -> int:
    media_type = next((name for head, name in _SIGNATURES.items() if data.startswith(head)), None)
    if media_type is None:
        raise UserError("PNG나 JPEG 그림을 골라 주세요.", key)
    if len(data) > MAX_IMAGE_BYTES:
        raise UserError("그림이 너무 큽니다. 5 MB보다 작은 그림을 골라 주세요.", key)
    digest = hashlib.sha256(data).hexdigest()
    known = op.session.scalar(select(Image).where(Image.sha256 == digest))
    return (known or op.add(Image(sha256=digest, media_type=media_type, data=data))).id
