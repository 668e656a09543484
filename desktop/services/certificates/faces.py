"""Who gets a certificate, and what it says: from the office's data to faces, and from the register back to them."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from desktop.documents.certificates.certificate_face import CertificateFace, Issuer
from desktop.errors import UserError
from desktop.model.certificates import Certificate
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, ProjectTeam, Stage, Trainee
from desktop.rules.certificates import CertificateStatus
from desktop.rules.training import EnrolmentStatus
from desktop.services.certificates.numbers import KIND
from desktop.services.certificates.sentences import first_wording
from desktop.services.certificates.settings import (
    ISSUER_ENGLISH,
    ISSUER_NAME,
    ISSUER_TITLE,
    JOINT_ISSUER,
    SEAL,
    SEAL_PERMISSION,
    sealed_title,
)
from desktop.services.datafile.settings import Settings
from desktop.services.office import settings as office
from desktop.services.training import programme as training
from desktop.services.training.ceremony_order import ceremony_order


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who has completed a cohort and holds no valid certificate of it."""

    trainee_id: int
    person_id: int
    name: str
    name_hanja: str
    english_name: str
    birth_date: dt.date | None
    team: str


def cohort_of(session: Session, cohort: int | str) -> Cohort:
    """The cohort with this id, name or year; UserError when there is none."""
    found = session.get(Cohort, cohort) if isinstance(cohort, int) else training.find_cohort(session, cohort)
    if found is None:
        raise UserError("그런 기수가 없습니다. 기수 목록에서 이름을 확인해 주세요.", "cohort")
    return found


def candidates_of(session: Session, cohort: Cohort, kind: str = KIND) -> list[Candidate]:
    """Those who completed the cohort's last stage and hold no valid certificate of it, in the order of the ceremony.

    The order is that of the teams, then of the names; who has no team comes last.
    """
    last_stage = (
        select(Stage.id).where(Stage.cohort_id == cohort.id).order_by(Stage.position.desc()).limit(1)
    ).scalar_subquery()
    holds_one = exists().where(
        and_(
            Certificate.person_id == Person.id,
            Certificate.cohort_id == cohort.id,
            Certificate.kind == kind,
            Certificate.status != CertificateStatus.VOID.value,
        )
    )
    found = session.execute(
        select(
            Trainee.id,
            Person.id,
            Person.name,
            func.coalesce(Person.name_hanja, ""),
            func.coalesce(Person.english_name, ""),
            Person.birth_date,
            func.coalesce(ProjectTeam.name, ""),
        )
        .join_from(Enrolment, Trainee)
        .join(Person)
        .join(ProjectTeam, ProjectTeam.id == Enrolment.team_id, isouter=True)
        .where(
            Enrolment.stage_id == last_stage, Enrolment.status == EnrolmentStatus.COMPLETED.value, ~holds_one
        )
        .order_by(*ceremony_order())
    )
    return [Candidate(*row) for row in found]


def chosen(found: Sequence[Candidate], trainee_ids: Sequence[int] | None) -> list[Candidate]:
    """The candidates wanted, in the order of the ceremony; UserError when there is none, or one wanted is none."""
    if not found:
        raise UserError(
            "발급할 사람이 없습니다. 마지막 단계를 '수료'로 마쳤고 아직 유효한 수료증이 없는 사람이 발급 대상입니다."
        )
    if trainee_ids is None:
        return list(found)
    wanted = set(trainee_ids)
    if not wanted:
        raise UserError("발급할 사람을 한 명 이상 골라 주세요.")
    if strangers := wanted - {candidate.trainee_id for candidate in found}:
        raise UserError(
            f"고른 사람 가운데 {len(strangers)}명은 발급 대상이 아닙니다. "
            "마지막 단계를 수료했는지, 이미 수료증이 있는지 확인해 주세요."
        )
    return [candidate for candidate in found if candidate.trainee_id in wanted]


def face_of(
    candidate: Candidate, cohort: Cohort, settings: Settings, sentence: str, number: str, issue_date: dt.date
) -> CertificateFace:
    """What the certificate of this person says; its code is still to be made."""
    return CertificateFace(
        number=number,
        name=candidate.name,
        name_hanja=candidate.name_hanja,
        english_name=candidate.english_name,
        birth_date=candidate.birth_date,
        course=cohort.programme,
        period_start=cohort.starts_on,
        period_end=cohort.ends_on,
        issue_date=issue_date,
        issuers=issuers_of(settings),
        values={"sentence": sentence},
        logo=settings[office.LOGO],
        qr="",
    )


def issuers_of(settings: Settings) -> tuple[Issuer, ...]:
    """In whose name the office issues. Its seal goes to its own head only: another house's place stays empty."""
    signing = [(ISSUER_TITLE, ISSUER_NAME, ISSUER_ENGLISH)]
    if settings[JOINT_ISSUER] and settings[office.HEAD_TITLE]:
        signing.append((office.HEAD_TITLE, office.HEAD_NAME, office.HEAD_ENGLISH))
    return tuple(
        Issuer(settings[title], settings[name], settings[english], _own_seal(settings, settings[title]))
        for title, name, english in signing
    )


def _own_seal(settings: Settings, title: str) -> bytes | None:
    """Only with the word of who allowed it, which may have been taken back since the picture was saved."""
    own = sealed_title(settings[office.HEAD_TITLE], settings[ISSUER_TITLE], joint=settings[JOINT_ISSUER])
    return settings[SEAL] if title == own and settings[SEAL_PERMISSION] else None


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
