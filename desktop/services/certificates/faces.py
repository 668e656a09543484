"""What a document says: from the office's data to faces, and from the register back to them."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.documents.certificates.certificate_face import CertificateFace, Issuer
from desktop.documents.certificates.certificate_template import Template, bundled_template
from desktop.errors import UserError
from desktop.services.certificates.document_kinds import DocumentKind
from desktop.services.certificates.holders import Candidate
from desktop.services.certificates.occasions import Occasion
from desktop.services.certificates.sentences import first_wording
from desktop.services.certificates.settings import (
    ISSUER_ENGLISH,
    ISSUER_NAME,
    ISSUER_TITLE,
    JOINT_ISSUER,
    SEAL,
    SEAL_PERMISSION,
)
from desktop.services.datafile.settings import Settings
from desktop.services.office import settings as office
from desktop.text.hangul import attach


def template_of(document: DocumentKind) -> Template:
    """How documents of a kind look."""
    return bundled_template(document.template, document.title)


def chosen(
    found: Sequence[Candidate], holder_ids: Sequence[int] | None, document: DocumentKind
) -> list[Candidate]:
    """The candidates wanted, in their order; UserError when there is none, or one wanted is none."""
    if not found:
        raise UserError(f"발급할 사람이 없습니다. {document.nobody}")
    if holder_ids is None:
        return list(found)
    wanted = set(holder_ids)
    if not wanted:
        raise UserError(f"{attach(document.title, '을/를')} 받을 사람을 한 명 이상 골라 주세요.")
    if strangers := wanted - {candidate.holder_id for candidate in found}:
        raise UserError(
            f"고른 사람 가운데 {len(strangers)}명은 발급 대상이 아닙니다. "
            f"받을 조건을 채웠는지, 이미 {attach(document.title, '이/가')} 있는지 확인해 주세요."
        )
    return [candidate for candidate in found if candidate.holder_id in wanted]


def face_of(
    candidate: Candidate, occasion: Occasion, document: DocumentKind, settings: Settings, sentence: str, number: str,
    issue_date: dt.date,
) -> CertificateFace:  # fmt: skip
    """What the document of this person says; its code is still to be made."""
    own = {key: getattr(candidate, key) for key in document.on_paper}
    return CertificateFace(
        number=number,
        name=candidate.name,
        name_hanja=candidate.name_hanja,
        english_name=candidate.english_name,
        birth_date=candidate.birth_date,
        course=occasion.course,
        period_start=candidate.since if document.period_label else occasion.starts_on,
        period_end=candidate.until if document.period_label else occasion.ends_on,
        issue_date=issue_date,
        issuers=issuers_of(settings, document),
        values={"sentence": sentence, **dict(document.labels), **own},
        logo=settings[office.LOGO],
        qr="",
    )


def issuers_of(settings: Settings, document: DocumentKind) -> tuple[Issuer, ...]:
    """In whose name the office issues. Its seal goes to its own head only: another house's place stays empty."""
    head = (office.HEAD_TITLE, office.HEAD_NAME, office.HEAD_ENGLISH)
    signing = [head if document.by_head else (ISSUER_TITLE, ISSUER_NAME, ISSUER_ENGLISH)]
    if not document.by_head and settings[JOINT_ISSUER] and settings[office.HEAD_TITLE]:
        signing.append(head)
    return tuple(
        Issuer(settings[title], settings[name], settings[english], _own_seal(settings, settings[title]))
        for title, name, english in signing
    )


def _own_seal(settings: Settings, title: str) -> bytes | None:
    """Only with the word of who allowed it, which may have been taken back since the picture was saved."""
    return (
        settings[SEAL]
        if title and title == settings[office.HEAD_TITLE] and settings[SEAL_PERMISSION]
        else None
    )


def snapshot_of(face: CertificateFace) -> dict[str, Any]:
    """The face as it is kept in the register; of a seal and a logo only their hashes."""
    return {
        "number": face.number, "name": face.name, "name_hanja": face.name_hanja, "english_name": face.english_name,
        "birth_date": _iso(face.birth_date), "course": face.course,
        "period_start": _iso(face.period_start), "period_end": _iso(face.period_end),
        "issue_date": face.issue_date.isoformat(), "reissued": face.reissued, "qr": face.qr,
        "values": dict(face.values), "logo": _hash(face.logo),
        "issuers": [
            {"title": issuer.title, "name": issuer.name, "english": issuer.english, "seal": _hash(issuer.seal)}
            for issuer in face.issuers
        ],
    }  # fmt: skip


def face_from(snapshot: Mapping[str, Any], seals: Mapping[str, bytes]) -> CertificateFace:
    """The face a snapshot was taken of; ``seals``, and logos, by their hash."""
    plain = {key: snapshot[key] for key in ("number", "name", "name_hanja", "english_name", "course", "qr")}
    kept = snapshot["values"]
    words = {"sentence": first_wording(kept.get("host", ""), snapshot["course"])} | kept
    return CertificateFace(
        **plain,
        birth_date=_day(snapshot["birth_date"]),
        period_start=_day(snapshot["period_start"]),
        period_end=_day(snapshot["period_end"]),
        issue_date=dt.date.fromisoformat(snapshot["issue_date"]),
        reissued=snapshot["reissued"],
        values=words,
        logo=seals.get(snapshot.get("logo") or ""),
        issuers=tuple(
            Issuer(issuer["title"], issuer["name"], issuer["english"], seals.get(issuer["seal"] or ""))
            for issuer in snapshot["issuers"]
        ),
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _hash(data: bytes | None) -> str | None:
    return hashlib.sha256(data).hexdigest() if data else None
