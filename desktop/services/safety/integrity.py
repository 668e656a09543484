"""Looking a data file through: its pages, its references, the frozen certificates, the numbers without gap."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Progress, no_progress
from desktop.model import tables
from desktop.model.base import table_of
from desktop.model.certificates import Certificate, CertificateBatch, CertificateFile, NumberSeries
from desktop.model.journal import INSERT, Change, Operation
from desktop.model.people import Person
from desktop.queries.lines import Line
from desktop.queries.lists import LIKENESSES
from desktop.services.attachments import keeping as attachments
from desktop.services.certificates.codes import without_their_key
from desktop.services.certificates.hashes import altered_batches, altered_lines, file_hash
from desktop.services.datafile.lines import keeping, likeness
from desktop.services.datafile.store import Store
from desktop.services.office import people
from desktop.services.safety.carrying import given_elsewhere
from desktop.text.dates import show_date
from desktop.text.hangul import attach, mask_name

_NAMED = 10


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, in numbers, and what is wrong, in sentences; none when all is well.

    ``left_over`` is how many people are in no list any more, and ``told`` a sentence about them, '' where there are none.
    """

    certificates: int
    files: int
    problems: tuple[str, ...]
    left_over: int = 0
    told: str = ""


def check(store: Store, progress: Progress = no_progress) -> Report:
    """Look the whole file through. Raises UserError when it is too damaged to be read at all."""
    problems: list[str] = []
    with store.read() as session:
        if store.path is not None:
            problems += _pages(session)
            problems += _references(session)
        progress(1, 3)
        files = _files(session, problems)
        altered = set(altered_lines(session))
        problems += (
            f"발급대장의 {number} 줄이 프로그램 밖에서 바뀌었습니다. 최근 백업과 견주어 주세요."
            for number in sorted(altered)
        )
        problems += (
            f"{show_date(made_at.astimezone().date())}에 만든 수료증 묶음의 줄이 프로그램 밖에서 바뀌었습니다. "
            "최근 백업과 견주어 주세요."
            for made_at in altered_batches(session)
        )
        if wrong := without_their_key(session, altered):
            problems.append(
                f"수료증 {wrong:,}장의 확인번호가 이 자료의 열쇠와 맞지 않습니다. 열쇠가 바뀌었거나 없어졌습니다. 최근 "
                "백업과 견주어 주세요."
            )
        problems += _lists(session, store.lines)
        problems += _likenesses(session)
        problems += _gone(session)
        problems += attachments.problems(store, session)
        progress(2, 3)
        numbers = session.scalars(select(Certificate.id)).all()
        problems += _numbers(session)
        left_over = people.left_over(session)
        told = _of_left_over(session, left_over)
        progress(3, 3)
    return Report(len(numbers), files, tuple(problems), len(left_over), told)


def _of_left_over(session: Session, ids: Sequence[int]) -> str:
    if not ids:
        return ""
    names = select(Person.name).where(Person.id.in_(ids[:_NAMED])).order_by(Person.id)
    listed = ", ".join(map(mask_name, session.scalars(names))) + (" …" if len(ids) > _NAMED else "")
    return (
        f"역할이 모두 지워져 어느 명단에도 없는 사람이 {len(ids):,}명 있습니다: {listed}. 창의 ⋯ 메뉴에서 "
        "'남은 사람 지우기'로 지울 수 있습니다."
    )


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


def _lists(session: Session, lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        number = keeping.differing(session.connection(), line)
        if number:
            told = attach(f"{line.title}의 {number:,}{line.counter}", "이/가")
            yield f"{told} 기록과 다르게 보입니다. 백업을 만들고 그 백업을 되살리면 목록을 다시 만듭니다."


def _likenesses(session: Session) -> Iterator[str]:
    for each in LIKENESSES:
        number = likeness.differing(session.connection(), each)
        if number:
            noun = tables.BY_NAME[each.of.name].noun
            yield (
                f"비슷한 {attach(noun, '을/를')} 찾는 색인이 {noun} {number:,}건에서 기록과 다릅니다. 백업을 만들고 그 백업을 "
                "되살리면 다시 만듭니다."
            )


def _files(session: Session, problems: list[str]) -> int:
    """Compare every frozen copy with its hash, and every line of the register with its frozen copy."""
    originals: set[tuple[int, str]] = set()
    count = 0
    statement = select(*table_of(CertificateFile).c, Certificate.number).join(
        Certificate, Certificate.id == CertificateFile.certificate_id
    )
    for file in session.execute(statement.execution_options(yield_per=50)):
        count += 1
        if hashlib.sha256(file.pdf).hexdigest() == file.sha256:
            originals.add((file.certificate_id, file.sha256))
        else:
            problems.append(
                f"{file.number} 수료증의 보관본이 발급한 것과 다릅니다. 최근 백업과 견주어 주세요."
            )
        if file_hash(dict(file._mapping)) != file.row_sha256:
            problems.append(
                f"{file.number} 수료증의 보관본에 적힌 것이 프로그램 밖에서 바뀌었습니다. 최근 백업과 견주어 주세요."
            )
    for certificate_id, sha256, number in session.execute(
        select(Certificate.id, Certificate.sha256, Certificate.number).order_by(Certificate.number)
    ):
        if (certificate_id, sha256) not in originals:
            problems.append(
                f"{number} 수료증은 발급대장과 맞는 보관본이 없습니다. 최근 백업과 견주어 주세요."
            )
    return count


def _gone(session: Session) -> Iterator[str]:
    """What the journal says came into the register, and is no longer there. The program itself takes nothing out of it."""
    for table in (Certificate, CertificateFile, CertificateBatch):
        there = set(session.scalars(select(table.id)))
        came = (
            select(Change.row_id, Change.last_row_id, Operation.at, Operation.name)
            .join(Operation, Operation.id == Change.operation_id)
            .where(Change.table_name == table.__tablename__, Change.action == INSERT)
            .order_by(Change.id)
        )
        for first, last, at, name in session.execute(came):
            number = sum(row_id not in there for row_id in range(first, last + 1))
            if number:
                yield (
                    f"{show_date(at.astimezone().date())} '{name}' 때 남긴 {table.noun} 기록 {number}건이 없습니다. "
                    "최근 백업과 견주어 주세요."
                )


def _numbers(session: Session) -> Iterator[str]:
    given: dict[tuple[str, int], set[int]] = {}
    for kind, year, sequence in session.execute(
        select(Certificate.kind, Certificate.year, Certificate.sequence)
    ):
        given.setdefault((kind, year), set()).add(sequence)
    elsewhere = given_elsewhere(session)
    last = {
        (kind, year): number
        for kind, year, number in session.execute(
            select(NumberSeries.kind, NumberSeries.year, NumberSeries.last)
        )
    }
    for kind, year in sorted(given.keys() | last.keys()):
        there, end = given.get((kind, year), set()), last.get((kind, year), 0)
        gaps = sorted(set(range(1, max(there | {end}) + 1)) - there - elsewhere.get((kind, year), set()))
        if gaps:
            listed = ", ".join(map(str, gaps[:10])) + (" …" if len(gaps) > 10 else "")
            yield f"{year}년 {kind} 번호에 빈 곳이 있습니다: {listed}. 발급대장을 백업과 견주어 주세요."
        if there and max(there) > end:
            yield f"{year}년 {kind} 번호의 다음 번호가 {attach(str(max(there)), '을/를')} 넘지 않습니다. 담당자에게 알려 주세요."
