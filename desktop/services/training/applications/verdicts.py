"""Who of a stage's applicants may take part, as it was on the 기준일, with a sentence for each (feature row TR-03)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import Cohort, Enrolment, Stage
from desktop.rules import eligibility
from desktop.rules.eligibility import Applicant, Eligibility, EligibilityRule, Repeat
from desktop.rules.training import EnrolmentStatus
from desktop.services.training.selection import people
from desktop.services.training.selection.people import Entrant

_NEVER_CAME_IN = (
    EnrolmentStatus.APPLIED.value,
    EnrolmentStatus.RESERVE.value,
    EnrolmentStatus.NOT_SELECTED.value,
)
_EMPLOYED = {"취업": True, "미취업": False}


@dataclass(frozen=True, slots=True)
class Judged:
    """One applicant with what was found."""

    person: Entrant
    found: Eligibility


def rule_of(cohort: Cohort, otherwise: dt.date) -> EligibilityRule:
    """The notice's conditions of a cohort; without a 기준일 they are judged on the day ``otherwise``."""
    return EligibilityRule(
        cohort.reference_date or otherwise,
        cohort.youngest,
        cohort.oldest,
        cohort.district or "",
        cohort.resident_months or 0,
        cohort.unemployed_only,
        Repeat(cohort.repeat),
    )


def judged(session: Session, stage: Stage, rule: EligibilityRule) -> list[Judged]:
    """Everybody in the stage with the verdict, in the order of the 가나다."""
    part, completed = _earlier(session, stage.cohort)
    facts = {
        row.id: row
        for row in session.execute(
            select(Enrolment.id, Enrolment.employment, Enrolment.resident_since).where(
                Enrolment.stage_id == stage.id
            )
        )
    }
    found = []
    for person in people.of_stage(session, stage.id):
        fact = facts[person.enrolment_id]
        applicant = Applicant(
            person.birth_date,
            person.address,
            fact.resident_since,
            _EMPLOYED.get(fact.employment or ""),
            took_part=tuple(part.get(person.trainee_id, ())),
            completed=tuple(completed.get(person.trainee_id, ())),
        )
        found.append(Judged(person, eligibility.judge(applicant, rule)))
    return found


def _earlier(session: Session, cohort: Cohort) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    """The names of earlier cohorts that people came into, and of those whose last stage they completed, by trainee."""
    rows = session.execute(
        select(Enrolment.trainee_id, Cohort.id, Cohort.name, Stage.position, Enrolment.status)
        .join(Stage, Stage.id == Enrolment.stage_id)
        .join(Cohort, Cohort.id == Stage.cohort_id)
        .where((Cohort.year < cohort.year) | ((Cohort.year == cohort.year) & (Cohort.id < cohort.id)))
        .where(Enrolment.status.not_in(_NEVER_CAME_IN))
        .order_by(Cohort.year, Cohort.id)
    ).all()
    last: dict[int, int] = {}
    for cohort_id, position in session.execute(select(Stage.cohort_id, Stage.position)):
        last[cohort_id] = max(last.get(cohort_id, 0), position)
    part: dict[int, list[str]] = defaultdict(list)
    completed: dict[int, list[str]] = defaultdict(list)
    for trainee_id, cohort_id, name, position, status in rows:
        if name not in part[trainee_id]:
            part[trainee_id].append(name)
        if position == last[cohort_id] and status == EnrolmentStatus.COMPLETED.value:
            completed[trainee_id].append(name)
    return part, completed
