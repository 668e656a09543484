"""Looking a data file through: its pages, its references, the frozen certificates, the numbers without gap."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Progress, no_progress
from desktop.model import tables
from desktop.model.certificates import Certificate, CertificateFile, NumberSeries
from desktop.services import trainee_lines
from desktop.services.register_hashes import altered_batches, altered_lines
from desktop.services.store import Store
from desktop.text.dates import show_date
from desktop.text.hangul import attach


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, in numbers, and what is wrong, in sentences; none when all is well."""

    certificates: int
    files: int
    problems: tuple[str, ...]


def check(store: Store, progress: Progress = no_progress) -> Report:
    """Look the whole file through. Raises UserError when it is too damaged to be read at all."""
    problems: list[str] = []
    with store.read() as session:
        if store.path is not None:
            problems += _pages(session)
            problems += _references(session)
        progress(1, 3)
        files = _files(session, problems)
        problems += (
            f"발급대장의 {number} 줄이 프로그램 밖에서 바뀌었습니다. 최근 백업과 견주어 주세요."
            for number in altered_lines(session)
        )
        problems += (
            f"{show_date(made_at.astimezone().date())}에 만든 수료증 묶음의 줄이 프로그램 밖에서 바뀌었습니다. "
            "최근 백업과 견주어 주세요."
            for made_at in altered_batches(session)
        )
        problems += _lists(session)
        progress(2, 3)
        numbers = session.scalars(select(Certificate.id)).all()
        problems += _numbers(session)
        progress(3, 3)
    return Report(len(numbers), files, tuple(problems))


def _pages(session: Session) -> Iterator[str]:
    for said in session.connection().exec_driver_sql("PRAGMA integrity_check(20)").scalars():
        if said != "ok":
            yield f"파일이 손상되었습니다({said}). 최근 백업을 되살려 주세요."


def _references(session: Session) -> Iterator[str]:
    rows = session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
    for (table, parent), number in Counter((row[0], row[2]) for row in rows).items():
        nouns = (tables.BY_NAME[name].noun if name in tables.BY_NAME else name for name in (table, parent))
        pointing, missing = nouns
        yield f"{pointing} 기록 {number}건이 없는 {missing} 기록을 가리킵니다. 최근 백업과 견주어 주세요."


def _lists(session: Session) -> Iterator[str]:
    number = trainee_lines.differing(session.connection())
    if number:
        yield (
            f"교육생 목록의 {number:,}명이 기록과 다르게 보입니다. 백업을 만들고 그 백업을 되살리면 목록을 다시 만듭니다."
        )


def _files(session: Session, problems: list[str]) -> int:
    """Compare every frozen copy with its hash, and every line of the register with its frozen copy."""
    originals: set[tuple[int, str]] = set()
    count = 0
    statement = select(
        CertificateFile.certificate_id, CertificateFile.sha256, CertificateFile.pdf, Certificate.number
    ).join(Certificate)
    for certificate_id, sha256, pdf, number in session.execute(statement.execution_options(yield_per=50)):
        count += 1
        if hashlib.sha256(pdf).hexdigest() == sha256:
            originals.add((certificate_id, sha256))
        else:
            problems.append(f"{number} 수료증의 보관본이 발급한 것과 다릅니다. 최근 백업과 견주어 주세요.")
    for certificate_id, sha256, number in session.execute(
        select(Certificate.id, Certificate.sha256, Certificate.number).order_by(Certificate.number)
    ):
        if (certificate_id, sha256) not in originals:
            problems.append(
                f"{number} 수료증은 발급대장과 맞는 보관본이 없습니다. 최근 백업과 견주어 주세요."
            )
    return count


def _numbers(session: Session) -> Iterator[str]:
    given: dict[tuple[str, int], set[int]] = {}
    for kind, year, sequence in session.execute(
        select(Certificate.kind, Certificate.year, Certificate.sequence)
    ):
        given.setdefault((kind, year), set()).add(sequence)
    last = {
        (kind, year): number
        for kind, year, number in session.execute(
            select(NumberSeries.kind, NumberSeries.year, NumberSeries.last)
        )
    }
    for kind, year in sorted(given.keys() | last.keys()):
        there, end = given.get((kind, year), set()), last.get((kind, year), 0)
        gaps = sorted(set(range(1, max(there | {end}) + 1)) - there)
        if gaps:
            listed = ", ".join(map(str, gaps[:10])) + (" …" if len(gaps) > 10 else "")
            yield f"{year}년 {kind} 번호에 빈 곳이 있습니다: {listed}. 발급대장을 백업과 견주어 주세요."
        if there and max(there) > end:
            yield f"{year}년 {kind} 번호의 다음 번호가 {attach(str(max(there)), '을/를')} 넘지 않습니다. 담당자에게 알려 주세요."
