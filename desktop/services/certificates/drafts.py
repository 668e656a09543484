"""Certificates drawn from what the data says at one moment, before they have numbers of their own."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.documents.certificates.certificate_face import CertificateFace
from desktop.documents.certificates.certificate_template import Template
from desktop.documents.certificates.certificates import Drawing
from desktop.documents.pdf.pdf_archive import require_pdfa
from desktop.errors import Progress
from desktop.model.journal import Operation as OperationRow
from desktop.rules import numbering
from desktop.services.certificates import codes, doubtful_names
from desktop.services.certificates.days import refuse_implausible
from desktop.services.certificates.document_kinds import COMPLETION, DocumentKind, document_of
from desktop.services.certificates.faces import chosen, face_of, template_of
from desktop.services.certificates.holders import Candidate
from desktop.services.certificates.numbers import KIND, next_sequence
from desktop.services.certificates.occasions import Occasion, occasion_of, pattern_of
from desktop.services.certificates.sentences import blanks, filled
from desktop.services.certificates.settings import DRAWN_FROM, JOINT_HOST, NUMBER_FORMAT, require_issuer
from desktop.services.datafile.settings import Settings, read
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.training.demo_day.days import awards_of
from desktop.services.training.settings import PROGRAMME_NAME
from desktop.text.dates import show_date
from desktop.text.hangul import attach

_FULLY_VALIDATED = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """Documents drawn from the data as it stood after the operation ``seen``."""

    people: list[Candidate]
    document: DocumentKind
    occasion: Occasion
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
                f"{self.document.title} 문장의 {places} 비어 있습니다. 문장에서 빼거나 {self.document.told_in}에서 적어 주세요."
            )
        said += self._without_period()
        for issuer in self.faces[0].issuers:
            if not issuer.name:
                said.append(
                    f"'{issuer.title}' 명의에 이름이 없습니다. 이름을 쓰려면 '명의 고치기'에서 적어 주세요."
                )
        blank = [face.name for face in self.faces if face.birth_date is None]
        if blank and "birth_date" in self.template.placeholders:
            said.append(
                f"생년월일이 비어 쓰지 않은 사람: {', '.join(blank)}. 쓰려면 '이름 고치기'에서 적어 주세요."
            )
        return tuple(said)

    def _without_period(self) -> Iterator[str]:
        label = self.document.period_label
        blank = [face.name for face in self.faces if face.period_start is None or face.period_end is None]
        if label and blank:
            who = "모두" if len(blank) == len(self.faces) > 1 else ", ".join(blank)
            yield (
                f"임기의 시작이나 끝이 비어 {attach(label, '을/를')} 쓰지 않은 사람: {who}. "
                "쓰려면 '고치기'에서 적어 주세요."
            )
        elif blank and self.document.template == COMPLETION.template:
            yield "기수의 시작일이나 종료일이 비어 있어 교육기간을 쓰지 않았습니다. 쓰려면 '기수 고치기'에서 적어 주세요."


def make_draft(
    store: Store, where: int | str, holder_ids: Sequence[int] | None, issue_date: dt.date, kind: str,
    sentence: str | None = None,
) -> Draft:  # fmt: skip
    """Lay the documents out with the numbers that come next; UserError when there is nobody to give one to.

    ``sentence`` is a pattern to look at, by default the one that is kept.
    """
    document = document_of(kind)
    with store.read() as session:
        seen = session.scalar(select(func.max(OperationRow.id))) or 0
        occasion = occasion_of(session, document, where)
        refuse_implausible(session, issue_date, occasion, store.today())
        people = chosen(document.candidates(session, occasion.id, kind), holder_ids, document)
        settings = read(session, DRAWN_FROM)
        first = next_sequence(session, issue_date.year, kind)
        key = codes.secret(session)
        awards = {} if occasion.cohort_id is None else awards_of(session, occasion.cohort_id)
        pattern = pattern_of(session, document, occasion, settings) if sentence is None else sentence
    require_issuer(settings, document.needed, document.title)
    given = [_values(person, occasion, document, settings, awards) for person in people]
    numbers = [_number(settings, kind, issue_date.year, first + place) for place in range(len(people))]
    told = document.title, document.sentence_key
    faces = [
        codes.with_code(
            face_of(person, occasion, document, settings, filled(pattern, values, *told), number, issue_date),
            key,
            document.title,
        )
        for person, values, number in zip(people, given, numbers, strict=True)
    ]
    template = template_of(document)
    return Draft(
        people,
        document,
        occasion,
        settings,
        template,
        first,
        faces,
        Drawing(faces, template),
        seen,
        tuple(dict.fromkeys(place for values in given for place in blanks(pattern, values))),
    )


def _values(
    person: Candidate,
    occasion: Occasion,
    document: DocumentKind,
    settings: Settings,
    awards: Mapping[int, str],
) -> dict[str, str]:
    """What each place of the sentence stands for on this person's document."""
    days = [show_date(day) for day in (person.since, person.until) if day]
    known = {
        "기관": settings[office.NAME],
        "공동 기관": settings[JOINT_HOST],
        "소속": person.department,
        "팀": person.team,
        "상": person.award or awards.get(person.holder_id, ""),
        "기간": " ~ ".join(days) if len(days) == 2 else "",
        **occasion.values,
    }
    return {place: known[place] for place in document.places}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft on paper: the file of all and the file of each."""

    draft: Draft
    pdf: bytes
    singles: list[bytes]


def draw(
    store: Store, where: int | str, holder_ids: Sequence[int] | None, issue_date: dt.date, kind: str, progress: Progress
) -> Drawn:  # fmt: skip
    """Draw the documents, and see that they are archive files; ``progress`` counts them and may cancel."""
    draft = make_draft(store, where, holder_ids, issue_date, kind)
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
