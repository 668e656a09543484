"""Takes the sheet of a survey in, whatever its questions are; who answered is left in the file."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.reading import workbooks
from desktop.documents.reading.cells import Sheet
from desktop.errors import UserError
from desktop.model.people import Person
from desktop.model.training import Enrolment, Stage, SurveyAnswer, Trainee
from desktop.rules import survey
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.intake.cell_reading import as_text
from desktop.text import resident_number

_LONGEST = 2000
_TITLE = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would bring in: answers by sheet number and question, and the columns that are left out, by their headings.

    ``personal`` are those that tell who answered; ``other`` asked nothing. ``known``: just these answers are there already.
    """

    questions: tuple[str, ...]
    answers: tuple[tuple[int, str, int | None, str | None], ...]
    sheets: int
    personal: tuple[str, ...]
    other: tuple[str, ...]
    known: bool


def prepare(store: Store, cohort_id: int, path: Path, sheet: str | None = None) -> Plan:
    """Look a file through; nothing is written. Raises UserError where it holds no answers."""
    book = workbooks.read(path)
    found = next((each for each in book.sheets if sheet in {None, each.name}), None)
    if found is None:
        raise UserError(f"'{sheet}' 시트가 없습니다. 시트의 이름을 확인해 주세요.")
    top = _heading_row(found)
    headings = [" ".join(as_text(cell).split())[:_TITLE] for cell in found.rows[top]]
    with store.read() as session:
        names = _names(session, cohort_id)
        kept = _kept(session, cohort_id)
    body = found.rows[top + 1 :]
    personal = [
        text
        for place, text in enumerate(headings)
        if text and survey.names_a_person(text, [as_text(row[place]) for row in body], names)
    ]
    other = [text for text in headings if text and text not in personal and survey.asks_nothing(text)]
    asked = {
        place: text
        for place, text in enumerate(headings)
        if text and text not in personal and text not in other
    }
    if len(set(asked.values())) < len(asked):
        raise UserError("제목이 같은 물음이 둘입니다. 파일에서 제목을 다르게 고쳐 주세요.")
    answers: list[tuple[int, str, int | None, str | None]] = []
    number = 0
    for row in body:
        told = {text: as_text(row[place]).strip() for place, text in asked.items()}
        if not any(told.values()):
            continue
        number += 1
        for text, answer in told.items():
            if answer and not resident_number.find(answer):
                value = survey.figure(answer)
                words = None if value is not None else survey.nameless(answer, names)[:_LONGEST]
                answers.append((number, text, value, words))
    if not answers:
        raise UserError("설문 답이 없습니다. 첫 줄에 물음이, 그 아래에 답이 있는 시트를 골라 주세요.")
    return Plan(
        tuple(asked.values()),
        tuple(answers),
        number,
        tuple(personal),
        tuple(other),
        kept == sorted(answers, key=str),
    )


def run(store: Store, cohort_id: int, plan: Plan) -> Changes:
    """Put the answers in place of those the cohort had, as one undoable operation."""
    with store.operation(f"설문 {plan.sheets}장 가져오기") as op:
        if plan.known:
            return op.changes
        old = op.session.scalars(select(SurveyAnswer.id).where(SurveyAnswer.cohort_id == cohort_id)).all()
        op.delete_many(SurveyAnswer, old)
        op.insert_many(
            SurveyAnswer,
            [
                {"cohort_id": cohort_id, "sheet": sheet, "question": question, "value": value, "words": words}
                for sheet, question, value, words in plan.answers
            ],
        )
    return op.changes


def _heading_row(sheet: Sheet) -> int:
    """The first row with text in several cells: titles above it stand in one."""
    for place, row in enumerate(sheet.rows):
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in row) > 1:
            return place
    raise UserError("물음이 적힌 줄을 찾지 못했습니다. 첫 줄에 물음을 적어 주세요.")


def _names(session: Session, cohort_id: int) -> set[str]:
    rows = (
        select(Person.name)
        .join(Trainee, Trainee.person_id == Person.id)
        .join(Enrolment, Enrolment.trainee_id == Trainee.id)
        .join(Stage, Stage.id == Enrolment.stage_id)
        .where(Stage.cohort_id == cohort_id)
    )
    return set(session.scalars(rows))


def _kept(session: Session, cohort_id: int) -> list[tuple[int, str, int | None, str | None]]:
    rows = session.execute(
        select(SurveyAnswer.sheet, SurveyAnswer.question, SurveyAnswer.value, SurveyAnswer.words).where(
            SurveyAnswer.cohort_id == cohort_id
        )
    ).all()
    return sorted(((row[0], row[1], row[2], row[3]) for row in rows), key=str)
