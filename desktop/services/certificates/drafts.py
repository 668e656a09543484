"""Certificates drawn from what the data says at one moment, before they have numbers of their own."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.documents.certificates.certificate_face import CertificateFace
from desktop.documents.certificates.certificate_template import Template, bundled_template
from desktop.documents.certificates.certificates import Drawing
from desktop.documents.pdf.pdf_archive import require_pdfa
from desktop.errors import Progress
from desktop.model.journal import Operation as OperationRow
from desktop.rules import numbering
from desktop.services.certificates import codes, doubtful_names
from desktop.services.certificates.days import refuse_implausible
from desktop.services.certificates.faces import Candidate, candidates_of, chosen, cohort_of, face_of
from desktop.services.certificates.numbers import KIND, next_sequence
from desktop.services.certificates.sentences import blanks, filled, pattern_of, values_of
from desktop.services.certificates.settings import DRAWN_FROM, NUMBER_FORMAT, require_issuer
from desktop.services.datafile.settings import Settings, read
from desktop.services.datafile.store import Store
from desktop.services.training import programme as training
from desktop.services.training.demo_day.days import awards_of
from desktop.services.training.settings import PROGRAMME_NAME
from desktop.text.hangul import attach

_FULLY_VALIDATED = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """Certificates drawn from the data as it stood after the operation ``seen``."""

    people: list[Candidate]
    cohort_id: int
    kind: str
    settings: Settings
    template: Template
    first: int
    faces: list[CertificateFace]
    drawing: Drawing
    seen: int
    blanks: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The year whose numbers they take."""
        return self.faces[0].issue_date.year

    def warnings(self) -> tuple[str, ...]:
        """What the officer should look at before issuing, in sentences."""
        said = self.drawing.misfits()
        if doubted := doubtful_names.question(self.people):
            said.append(doubted)
        if self.faces[0].course == PROGRAMME_NAME.default:
            said.append(f"과정 이름이 아직 '{self.faces[0].course}'입니다. '기수 고치기'에서 적어 주세요.")
        if self.blanks:
            places = attach(", ".join(f"{{{place}}}" for place in self.blanks), "이/가")
            said.append(
                f"수료증 문장의 {places} 비어 있습니다. 문장에서 빼거나 기수와 단계, 기관 설정에서 적어 주세요."
            )
        if self.faces[0].period_start is None or self.faces[0].period_end is None:
            said.append(
                "기수의 시작일이나 종료일이 비어 있어 교육기간을 쓰지 않았습니다. 쓰려면 '기수 고치기'에서 적어 주세요."
            )
        for issuer in self.faces[0].issuers:
            if not issuer.name:
                said.append(
                    f"'{issuer.title}' 명의에 이름이 없습니다. 이름을 쓰려면 '명의 고치기'에서 적어 주세요."
                )
        if blank := [face.name for face in self.faces if face.birth_date is None]:
            said.append(
                f"생년월일이 비어 쓰지 않은 사람: {', '.join(blank)}. 쓰려면 '이름 고치기'에서 적어 주세요."
            )
        return tuple(said)


def make_draft(
    store: Store, cohort: int | str, trainee_ids: Sequence[int] | None, issue_date: dt.date, kind: str,
    sentence: str | None = None,
) -> Draft:  # fmt: skip
    """Lay the certificates out with the numbers that come next; UserError when there is nobody to give one to.

    ``sentence`` is a pattern to look at, by default the one kept with the cohort.
    """
    with store.read() as session:
        seen = session.scalar(select(func.max(OperationRow.id))) or 0
        found = cohort_of(session, cohort)
        refuse_implausible(session, issue_date, found, store.today())
        people = chosen(candidates_of(session, found, kind), trainee_ids)
        settings = read(session, DRAWN_FROM)
        first = next_sequence(session, issue_date.year, kind)
        key = codes.secret(session)
        stages = list(training.stages(session, found.id))
        awards = awards_of(session, found.id)
    require_issuer(settings)
    pattern = pattern_of(found, settings) if sentence is None else sentence
    known = values_of(found, stages, settings)
    given = [{**known, "상": awards.get(person.trainee_id, "")} for person in people]
    numbers = [_number(settings, kind, issue_date.year, first + place) for place in range(len(people))]
    faces = [
        codes.with_code(face_of(person, found, settings, filled(pattern, values), number, issue_date), key)
        for person, values, number in zip(people, given, numbers, strict=True)
    ]
    template = bundled_template()
    return Draft(
        people,
        found.id,
        kind,
        settings,
        template,
        first,
        faces,
        Drawing(faces, template),
        seen,
        tuple(dict.fromkeys(place for values in given for place in blanks(pattern, values))),
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft on paper: the file of all and the file of each."""

    draft: Draft
    pdf: bytes
    singles: list[bytes]


def draw(
    store: Store, cohort: int | str, trainee_ids: Sequence[int] | None, issue_date: dt.date, kind: str, progress: Progress
) -> Drawn:  # fmt: skip
    """Draw the certificates, and see that they are archive files; ``progress`` counts them and may cancel."""
    draft = make_draft(store, cohort, trainee_ids, issue_date, kind)
    drawn = Drawn(draft, draft.drawing.batch(), list(draft.drawing.singles(progress)))
    _require_archive_files(drawn.pdf, drawn.singles)
    return drawn


def _number(settings: Settings, kind: str, year: int, sequence: int) -> str:
    number = numbering.number(settings[NUMBER_FORMAT], year, sequence)
    return number if kind == KIND else f"{kind} {number}"


def _require_archive_files(pdf: bytes, singles: Sequence[bytes]) -> None:
    """Validate what is handed out: the richest single file, and the batch unless it is very long.

    Pages and files of one drawing differ in their words only, and validating a thousand would take longer than
    drawing them.
    """
    require_pdfa(max(singles, key=len))
    if len(singles) <= _FULLY_VALIDATED:
        require_pdfa(pdf)
