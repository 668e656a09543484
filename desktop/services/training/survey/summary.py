"""What a cohort's survey says."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from desktop.model.training import SurveyAnswer
from desktop.rules import survey
from desktop.services.datafile.store import Store
from desktop.services.training.teams.people import members
from desktop.text.percent import show_percent


@dataclass(frozen=True, slots=True)
class Summary:
    """How many sheets of how many people, and each question in the order it was asked. No answer tells whose it is."""

    sheets: int
    people: int
    questions: tuple[survey.Question, ...]

    @property
    def rate(self) -> str:
        """The response rate in per cent, '93.3'; '—' where nobody could answer."""
        return show_percent(Fraction(self.sheets, self.people) if self.people else None)


def summary(store: Store, cohort_id: int) -> Summary:
    """The answers of a cohort summed up; people are those of its last stage."""
    with store.read() as session:
        rows = session.execute(
            select(SurveyAnswer.question, SurveyAnswer.sheet, SurveyAnswer.value, SurveyAnswer.words)
            .where(SurveyAnswer.cohort_id == cohort_id)
            .order_by(SurveyAnswer.id)
        ).all()
        people = len(members(session, cohort_id, store.today()))
    values: dict[str, list[int]] = {}
    words: dict[str, list[str]] = {}
    for title, _sheet, value, text in rows:
        values.setdefault(title, [])
        words.setdefault(title, [])
        if value is not None:
            values[title].append(value)
        elif text:
            words[title].append(text)
    return Summary(
        len({sheet for _title, sheet, _value, _words in rows}),
        people,
        tuple(survey.question(title, values[title], words[title]) for title in values),
    )
