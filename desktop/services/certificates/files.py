"""The frozen copies of documents, handed out as files: one by one or together."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from desktop.documents.pdf.pdf_archive import About, merged
from desktop.documents.saving import check_name, save
from desktop.errors import Progress, UserError, no_progress
from desktop.model.certificates import Certificate, CertificateBatch, CertificateFile
from desktop.services.certificates.document_kinds import title_of
from desktop.services.certificates.hashes import batch_of
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store

HANDED_OUT = "파일로 내보낸 기록은 되돌릴 수 없습니다."
_NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def frozen(store: Store, ids: Sequence[int]) -> list[bytes]:
    """The files as they were issued (or last reissued), in the order of ``ids``."""
    with store.read() as session:
        return [copy.pdf for copy in _copies(session, ids)]


def pages(store: Store, ids: Sequence[int]) -> bytes:
    """The frozen certificates as one file, to look at; of a single one the very bytes issued."""
    with store.read() as session:
        return _together(_copies(session, ids))


def for_printing(store: Store, ids: Sequence[int], *, user: str | None = None) -> bytes:
    """The frozen certificates as one file for the printer; which were printed goes on record."""
    sealed = "인쇄한 기록은 되돌릴 수 없습니다."
    with store.operation("인쇄", user=user, sealed=sealed) as op:
        copies = _copies(op.session, ids)
        op.name = f"{_called(copies)} {len(ids)}장 인쇄: {_numbers(copies)}"
        pdf = _together(copies)
        op.touch()
    return pdf


def print_stopped(store: Store, ids: Sequence[int], sent: int, *, user: str | None = None) -> None:
    """Put on record that of the sheets last printed, those of ``ids``, only the first ``sent`` went to the printer."""
    sealed = "인쇄한 기록은 되돌릴 수 없습니다."
    with store.operation("인쇄 멈춤", user=user, sealed=sealed) as op:
        copies = _copies(op.session, ids)
        op.name = f"{_called(copies)} 인쇄 멈춤: {len(ids)}장 가운데 {sent}장 나감"
        if sent:
            op.name += f": {_numbers(copies[:sent])}"
        op.touch()


def called(store: Store, ids: Sequence[int]) -> str:
    """What these are called together: '수료증', '위촉장', and '증서' where they are of several kinds."""
    with store.read() as session:
        kinds: set[str] = set()
        for within in parts(ids):
            kinds |= set(session.scalars(select(Certificate.kind).where(within(Certificate.id)).distinct()))
    return title_of(kinds)


def _called(copies: Sequence[CertificateFile]) -> str:
    return title_of(copy.certificate.kind for copy in copies)


def _numbers(copies: Sequence[CertificateFile]) -> str:
    """Their numbers in the order of the copies, those that follow one another by the first and the last."""
    runs: list[list[Certificate]] = []
    follows = ("", 0, 0)
    for row in (copy.certificate for copy in copies):
        here = (row.kind, row.year, row.sequence)
        if here == follows:
            runs[-1].append(row)
        else:
            runs.append([row])
        follows = (row.kind, row.year, row.sequence + 1)
    ends = ([run[0].number, run[-1].number][: len(run)] for run in runs)
    return ", ".join(" ~ ".join(each) for each in ends)


def write_batch(store: Store, ids: Sequence[int], path: Path, *, user: str | None = None) -> Path:
    """Write the frozen certificates, in the order of ``ids``, as one PDF and return where it lies.

    Its hash is kept first, so that any file there is will be recognised.
    """
    check_name(path, ".pdf")
    with store.operation("PDF 저장", user=user, sealed=HANDED_OUT) as op:
        copies = _copies(op.session, ids)
        op.name = f"{_called(copies)} {len(ids)}장 PDF 저장: {_numbers(copies)}"
        pdf = _together(copies)
        digest = hashlib.sha256(pdf).hexdigest()
        known = op.session.scalar(select(CertificateBatch.id).where(CertificateBatch.sha256 == digest))
        if len(copies) > 1 and known is None:
            numbers = [copy.certificate.number for copy in copies]
            op.add(batch_of(op.at, digest, numbers))
        op.touch()
    return save(path, lambda draft: _write(draft, pdf), suffix=".pdf")


def write_singles(
    store: Store,
    ids: Sequence[int],
    folder: Path,
    *,
    user: str | None = None,
    progress: Progress = no_progress,
) -> list[Path]:
    """Write each frozen certificate as a file of its own, named after its holder, and return where they lie.

    Of holders with the same name the birth year tells the files apart, then the number. A file in the folder that holds
    something else is never overwritten.
    """
    with store.operation("낱장 저장", user=user, sealed=HANDED_OUT) as op:
        copies = _copies(op.session, ids)
        op.name = f"{_called(copies)} {len(ids)}장 낱장 저장: {_numbers(copies)}"
        op.touch()
    written: list[Path] = []
    for done, copy in enumerate(copies):
        progress(done, len(copies))
        path = _free(copy, copies, folder, written)
        written.append(save(path, lambda draft, pdf=copy.pdf: _write(draft, pdf)))  # type: ignore[misc]
    return written


def _copies(session: Session, ids: Sequence[int]) -> list[CertificateFile]:
    """The latest frozen copy of each certificate, in the order of ``ids``."""
    if not ids:
        raise UserError("발급대장에서 한 장 이상 골라 주세요.")
    latest = select(func.max(CertificateFile.id)).group_by(CertificateFile.certificate_id)
    found: dict[int, CertificateFile] = {}
    for start in range(0, len(ids), 500):
        part = latest.where(CertificateFile.certificate_id.in_(ids[start : start + 500]))
        with_line = select(CertificateFile).options(joinedload(CertificateFile.certificate))
        for copy in session.scalars(with_line.where(CertificateFile.id.in_(part))):
            found[copy.certificate_id] = copy
    gone = [row_id for row_id in ids if row_id not in found]
    if gone:
        raise UserError("보관된 파일이 없는 번호가 있습니다. 백업에서 되살린 뒤 다시 해 주세요.")
    copies = [found[row_id] for row_id in ids]
    for copy in copies:
        _require_intact(copy)
    return copies


def _require_intact(copy: CertificateFile) -> None:
    if hashlib.sha256(copy.pdf).hexdigest() != copy.sha256:
        raise UserError(
            f"{copy.certificate.number}의 보관된 파일이 손상되었습니다. 백업에서 되살린 뒤 다시 해 주세요."
        )


def _together(copies: Sequence[CertificateFile]) -> bytes:
    if len(copies) == 1:
        return copies[0].pdf
    first, last = copies[0].certificate, copies[-1].certificate
    about = About(f"{_called(copies)} {first.number} ~ {last.number}", first.issuer, first.issued_on)
    return merged([copy.pdf for copy in copies], about)


def _free(
    copy: CertificateFile, copies: Sequence[CertificateFile], folder: Path, taken: Sequence[Path]
) -> Path:
    """The shortest file name that tells this certificate from the others and from what lies in the folder."""
    row = copy.certificate
    namesakes = [other.certificate for other in copies if other.certificate.name == row.name]
    born = f"{row.birth_date.year}년생" if row.birth_date else ""
    years = [other.birth_date.year for other in namesakes if other.birth_date]
    tries = [row.name] if len(namesakes) == 1 else []
    tries += (
        [f"{row.name}_{born}"] if born and row.birth_date and years.count(row.birth_date.year) == 1 else []
    )
    tries += [f"{row.name}_{row.number}"]
    for name in tries:
        path = folder / f"{title_of([row.kind])}_{_NOT_IN_A_FILE_NAME.sub('_', name)}.pdf"
        if path not in taken and (not path.exists() or path.read_bytes() == copy.pdf):
            return path
    return path


def _write(draft: Path, pdf: bytes) -> None:
    draft.write_bytes(pdf)
