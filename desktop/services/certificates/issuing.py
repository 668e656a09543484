"""Issuing documents under numbers and keeping their register.

A number, its line in the register and the very bytes handed out are one transaction: a crash leaves all or nothing.
The pages are drawn before it, from what the data says at that moment, so that the data is held for a blink; if anything
was written in between, here or at another desk, they are drawn anew. So numbers follow without gap or repeat.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.documents.certificates.certificate_face import CertificateFace, Issuer
from desktop.documents.certificates.certificates import Drawing
from desktop.documents.pdf.pdf_archive import require_pdfa
from desktop.errors import Progress, UserError, no_progress
from desktop.model.certificates import Certificate, CertificateFile, NumberSeries
from desktop.model.journal import Operation as OperationRow
from desktop.model.office import Image
from desktop.rules.certificates import CERTIFICATE, CertificateStatus
from desktop.services.certificates import codes, doubtful_names
from desktop.services.certificates.days import question as question
from desktop.services.certificates.days import today_of
from desktop.services.certificates.document_kinds import document_of, title_of
from desktop.services.certificates.drafts import Draft, Drawn, draw, make_draft
from desktop.services.certificates.faces import face_from, issuers_of, snapshot_of, template_of
from desktop.services.certificates.files import called as called
from desktop.services.certificates.files import for_printing as for_printing
from desktop.services.certificates.files import frozen as frozen
from desktop.services.certificates.files import pages as pages
from desktop.services.certificates.files import print_stopped as print_stopped
from desktop.services.certificates.files import write_batch as write_batch
from desktop.services.certificates.files import write_singles as write_singles
from desktop.services.certificates.hashes import batch_of, file_of, row_hash
from desktop.services.certificates.holders import Candidate
from desktop.services.certificates.numbers import KIND
from desktop.services.certificates.occasions import occasion_of, pattern_of, usual_of
from desktop.services.certificates.recognising import Outcome as Outcome
from desktop.services.certificates.recognising import Verdict as Verdict
from desktop.services.certificates.recognising import verify as verify
from desktop.services.certificates.recognising import verify_text as verify_text
from desktop.services.certificates.seen import refuse_unless_seen
from desktop.services.certificates.settings import DRAWN_FROM, SEAL_PERMISSION
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.operations import Operation
from desktop.services.datafile.settings import change, read, validate
from desktop.services.datafile.store import Store
from desktop.text.hangul import attach

NOT_UNDOABLE = "발급한 번호는 되돌릴 수 없습니다. 잘못 발급한 것은 발급대장에서 '폐기'해 주세요."
VOID_FOR_GOOD = "폐기한 번호는 다시 쓰지 않으므로 되돌릴 수 없습니다. 필요하면 새 번호로 다시 발급해 주세요."
REISSUED_FOR_GOOD = "재발급한 기록은 되돌릴 수 없습니다."
_MOST_TRIES = 20
_DRAWN_WHILE_HELD = 200


def not_kept(_pdf: bytes) -> None:
    """The pages need nothing beyond the register."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be issued now: who, what each certificate says, the pages in that order, and warnings."""

    candidates: tuple[Candidate, ...]
    faces: tuple[CertificateFace, ...]
    pdf: bytes
    warnings: tuple[str, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers, in the order of the ceremony."""
        return tuple(face.number for face in self.faces)


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued, in the order of the ceremony; ``pdf`` holds all pages."""

    numbers: tuple[str, ...]
    ids: tuple[int, ...]
    pdf: bytes
    warnings: tuple[str, ...]
    changes: Changes


def candidates(store: Store, where: int | str, kind: str = KIND) -> list[Candidate]:
    """Who would get one of this cohort or term of the board (its id, name or year), in the order of the ceremony."""
    document = document_of(kind)
    with store.read() as session:
        return document.candidates(session, occasion_of(session, document, where).id, kind)


def issuers(store: Store, kind: str = KIND) -> tuple[Issuer, ...]:
    """In whose name documents would be issued now."""
    return issuers_of(read(store, DRAWN_FROM), document_of(kind))


def issuer_known(store: Store, kind: str = KIND) -> bool:
    """Whether it was said which office issues, and in whose name."""
    needed = document_of(kind).needed
    known = read(store, needed)
    return all(known[each] for each in needed)


def sentence_of(store: Store, where: int | str, kind: str = KIND) -> tuple[str, str]:
    """The pattern of the sentence on documents of a cohort or term: as it stands, and as it is where nobody wrote one."""
    document = document_of(kind)
    with store.read() as session:
        settings = read(session, DRAWN_FROM)
        occasion = occasion_of(session, document, where)
        return pattern_of(session, document, occasion, settings), usual_of(document, settings)


def keep_sentence(store: Store, kind: str, values: Mapping[str, Any], seen: Mapping[str, Any]) -> Changes:
    """Keep the sentence of documents whose kind keeps one for all years, by its key; None is the usual one.

    Raises UserError for a pattern that cannot be, Conflict where another desk wrote another one since it was ``seen``.
    """
    setting = document_of(kind).sentence
    assert setting is not None
    with store.operation(f"{setting.field.title} 저장") as op:
        change(op, validate((setting,), values, store.today()), seen)
    return op.changes


def propose(
    store: Store, where: int | str, holder_ids: Sequence[int] | None = None,
    *, issue_date: dt.date | None = None, kind: str = KIND, sentence: str | None = None,
) -> Proposal:  # fmt: skip
    """Draw what `issue` would issue, without giving a number; ``sentence`` is a pattern to try, not yet kept."""
    draft = make_draft(store, where, holder_ids, issue_date or store.today(), kind, sentence)
    return Proposal(tuple(draft.people), tuple(draft.faces), draft.drawing.batch(), draft.warnings())


def issue(
    store: Store, where: int | str, holder_ids: Sequence[int] | None = None,
    *, issue_date: dt.date | None = None, kind: str = KIND, user: str | None = None, seen: Proposal | None = None,
    keep: Callable[[bytes], None] = not_kept, progress: Progress = no_progress, accept_doubtful: bool = True,
) -> Issued:  # fmt: skip
    """Issue documents of a kind, of a cohort or term (its id, name or year), to these holders or all who have earned one.

    Raises UserError when there is nobody to give one to, when a name holds a character no font draws, when other desks
    leave no room, when the day is none a certificate bears or none is given and the clock was set back, or when what
    would be issued is not what was ``seen``; then nothing was issued. ``keep`` gets the pages before the numbers are given
    for good: what it raises takes them back. ``progress`` counts certificates and may cancel. Where nobody was asked about
    names that may be none, ``accept_doubtful`` is False and they are refused.
    """
    day = issue_date or today_of(store)
    drawn: Drawn | None = None
    patience = Patience()
    for _ in range(_MOST_TRIES):
        # Who lost once to another desk draws with the data held, or might lose for ever; a very long list would hold
        # it for longer than the others wait.
        hold = drawn is not None and len(drawn.singles) <= _DRAWN_WHILE_HELD
        if not hold:
            drawn = draw(store, where, holder_ids, day, kind, progress)
        with store.operation(
            f"{title_of([kind])} 발급", user=user, sealed=NOT_UNDOABLE, patience=patience
        ) as op:
            if hold:
                drawn = draw(store, where, holder_ids, day, kind, progress)
            assert drawn is not None
            ids: tuple[int, ...] = ()
            if _still_current(op, drawn.draft):
                if not accept_doubtful:
                    doubtful_names.refuse(drawn.draft.people)
                refuse_unless_seen(drawn.draft, seen.candidates if seen else (), seen.faces if seen else ())
                ids = _register(op, drawn)
                keep(drawn.pdf)
        if ids:
            numbers = tuple(face.number for face in drawn.draft.faces)
            return Issued(numbers, ids, drawn.pdf, drawn.draft.warnings(), op.changes)
    raise UserError("다른 자리에서 계속 자료를 바꾸고 있어 발급하지 못했습니다. 잠시 뒤에 다시 해 주세요.")


def void(store: Store, certificate_id: int, reason: str, *, user: str | None = None) -> Changes:
    """Void a certificate for good: its number stays in the register with the reason and is never given again."""
    with store.operation("번호 폐기", user=user, reason=reason.strip(), sealed=VOID_FOR_GOOD) as op:
        row = op.get(Certificate, certificate_id)
        CERTIFICATE.check(row.status, CertificateStatus.VOID.value, reason)
        op.name = f"{title_of([row.kind])} {row.number} 폐기"
        _set(op, row, status=CertificateStatus.VOID.value, reason=reason.strip())
    return op.changes


def reissue(
    store: Store, certificate_id: int, reason: str,
    *, corrections: Mapping[str, Any] | None = None, user: str | None = None,
) -> Changes:  # fmt: skip
    """Make a certificate out again under its number and date, marked 재발급.

    ``corrections`` may hold name, name_hanja, english_name and birth_date; all else stays as it was on the day of issue.
    """
    if not reason.strip():
        raise UserError("재발급하는 사유를 적어 주세요.", "reason")
    with store.operation("재발급", user=user, reason=reason.strip(), sealed=REISSUED_FOR_GOOD) as op:
        row = op.get(Certificate, certificate_id)
        if row.status == CertificateStatus.VOID.value:
            raise UserError(f"{attach(row.number, '은/는')} 폐기된 번호입니다. 새 번호로 발급해 주세요.")
        face = face_from(row.snapshot, _seals(op.session))
        face = replace(face, reissued=True, **_corrected(corrections or {}))
        document = document_of(row.kind)
        face = codes.with_code(face, codes.secret(op.session), document.title)
        template = template_of(document)
        (pdf,) = Drawing([face], template).singles()
        require_pdfa(pdf)
        digest = hashlib.sha256(pdf).hexdigest()
        op.name = f"{document.title} {row.number} 재발급"
        _set(
            op, row, status=CertificateStatus.REISSUED.value, reason=reason.strip(), name=face.name,
            birth_date=face.birth_date, snapshot=snapshot_of(face) | codes.former(row.snapshot, face),
            template=template.version, sha256=digest,
        )  # fmt: skip
        op.add(CertificateFile(**file_of(row.id, op.at, pdf, reissue=True)))
    return op.changes


def holder(store: Store, certificate_id: int) -> dict[str, Any]:
    """What a reissue may correct, as the certificate says it: name, name_hanja, english_name, birth_date, number."""
    with store.read() as session:
        row = session.get(Certificate, certificate_id)
        if row is None:
            raise UserError("발급대장에서 그 번호를 찾을 수 없습니다. 발급대장에서 다시 골라 주세요.")
        face = face_from(row.snapshot, {})
    return {key: getattr(face, key) for key in ("name", "name_hanja", "english_name", "birth_date", "number")}


def _corrected(corrections: Mapping[str, Any]) -> dict[str, Any]:
    """Corrections as a form gives them: a blank text is None there and '' on paper."""
    return {key: value if key == "birth_date" else value or "" for key, value in corrections.items()}


def _still_current(op: Operation, draft: Draft) -> bool:
    """Whether nothing was written since the draft was drawn; from here on nobody else gives numbers."""
    before = op.session.scalar(select(func.max(OperationRow.id)).where(OperationRow.id != op.id)) or 0
    series = _series(op, draft)
    return before == draft.seen and (series.last if series else 0) + 1 == draft.first


def _series(op: Operation, draft: Draft) -> NumberSeries | None:
    """The counter of this kind and year; on a server database it is held until the operation ends."""
    of_kind, of_year = NumberSeries.kind == draft.document.kind, NumberSeries.year == draft.year
    return op.session.scalar(select(NumberSeries).where(of_kind, of_year).with_for_update())


def _register(op: Operation, drawn: Drawn) -> tuple[int, ...]:
    """Write numbers, lines of the register and frozen files; the ids of the lines."""
    draft, singles = drawn.draft, drawn.singles
    numbers = [face.number for face in draft.faces]
    op.name = f"{draft.document.title} {len(numbers)}장 발급: {' ~ '.join(dict.fromkeys((numbers[0], numbers[-1])))}"
    if any(issuer.seal for issuer in draft.faces[0].issuers):
        op.reason = f"직인 그림 사용 — {draft.settings[SEAL_PERMISSION]}"
    series = _series(op, draft) or op.add(NumberSeries(kind=draft.document.kind, year=draft.year, last=0))
    series.last += len(draft.faces)
    rows = [
        _row(draft, person, face, draft.first + place, hashlib.sha256(single).hexdigest())
        for place, (person, face, single) in enumerate(zip(draft.people, draft.faces, singles, strict=True))
    ]
    ids = op.insert_many(Certificate, rows)
    files = [
        file_of(row_id, op.at, single, reissue=False) for row_id, single in zip(ids, singles, strict=True)
    ]
    op.insert_many(CertificateFile, files)
    op.add(batch_of(op.at, hashlib.sha256(drawn.pdf).hexdigest(), numbers))
    return tuple(ids)


def _row(
    draft: Draft, person: Candidate, face: CertificateFace, sequence: int, digest: str
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "number": face.number, "kind": draft.document.kind, "year": face.issue_date.year, "sequence": sequence,
        "person_id": person.person_id, "cohort_id": draft.occasion.cohort_id, "board_id": draft.occasion.board_id,
        "name": face.name, "birth_date": face.birth_date, "course": face.course, "issued_on": face.issue_date,
        "issuer": " · ".join(f"{issuer.title} {issuer.name}".strip() for issuer in face.issuers),
        "status": CertificateStatus.ISSUED.value, "reason": None, "status_on": None,
        "template": draft.template.version, "snapshot": snapshot_of(face), "sha256": digest,
    }  # fmt: skip
    return {**row, "row_sha256": row_hash(row)}


def _set(op: Operation, row: Certificate, **values: Any) -> None:
    """Change a line of the register, dating the change and hashing the line anew."""
    for key, value in {**values, "status_on": op.at.astimezone().date()}.items():
        setattr(row, key, value)
    row.row_sha256 = row_hash(
        {column.key: getattr(row, column.key) for column in Certificate.__table__.columns}
    )
    op.session.flush()


def _seals(session: Session) -> dict[str, bytes]:
    return {image.sha256: image.data for image in session.scalars(select(Image))}
