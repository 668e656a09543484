"""Who completes a stage: attendance, score and project in one row a person, and completing all who meet them (TR-21)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.training import Enrolment, ProjectTeam, Stage
from desktop.rules import completion
from desktop.rules.attendance import Standing
from desktop.rules.completion import Completion
from desktop.rules.training import EnrolmentStatus
from desktop.rules.verdicts import Verdict
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.parts import parts
from desktop.services.datafile.store import Store
from desktop.services.training.attendance.figures import Figure, figures
from desktop.services.training.attendance.people import Attendee, are_in_the_book, attendees
from desktop.services.training.attendance.rules_of import completion_rule, local_now
from desktop.services.training.attendance.totals import assessment_rule, totals

COMPLETED = EnrolmentStatus.COMPLETED.value
_OPEN = (EnrolmentStatus.SELECTED.value, EnrolmentStatus.ATTENDING.value)
"""Whose stage has not ended yet: these can be completed."""
KEYS = (
    "name", "birth_date", "attended", "counted", "rate", "best", "absences_left", "attendance", "score", "project",
    "result", "failing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A person's attendance, total and verdicts. ``total`` is None where nothing is scored, or not all of it."""

    person: Attendee
    figure: Figure | None
    total: Decimal | None
    teams: tuple[str, ...]
    verdicts: Completion

    @property
    def standing(self) -> Standing | None:
        """Where the person stands; None where no session is theirs."""
        return self.figure.standing if self.figure else None

    @property
    def is_open(self) -> bool:
        """Whether the person can still be completed."""
        return self.person.status in _OPEN

    def as_json(self) -> dict[str, Any]:
        """The row under the words of the command line. What the stage does not ask for stands in nobody's way: 충족."""
        sums, standing, verdicts = self.figure and self.figure.sums, self.standing, self.verdicts
        has_rate, has_best = standing and standing.rate is not None, standing and standing.best is not None
        return {
            "name": self.person.name,
            "birth_date": self.person.birth_date,
            "attended": sums.attended if sums else 0,
            "counted": sums.counted if sums else 0,
            "rate": standing.shown_rate() if standing and has_rate else "",
            "best": standing.shown_best() if standing and has_best else "",
            "absences_left": standing.absences_left if standing else 0,
            **{
                key: (getattr(verdicts, key) or Verdict.MET).value
                for key in ("attendance", "score", "project", "result")
            },
            "failing": verdicts.failing,
        }


@dataclass(frozen=True, slots=True)
class CheckList:
    """Everybody of a stage who may complete it. ``trouble`` says why scores make no total, where they do not."""

    stage_id: int
    title: str
    asks: tuple[bool, bool, bool]
    rows: tuple[Row, ...]
    trouble: str = ""


def check_list(session: Session, stage: Stage, now: dt.datetime) -> CheckList:
    """The completion list of a stage as it stands ``now``; who gave up is not in it."""
    left = EnrolmentStatus.WITHDRAWN.value
    people = attendees(session, are_in_the_book(stage.id) & (Enrolment.status != left))
    scoring_rule, trouble = assessment_rule(session, stage.id), ""
    scored = {}
    if scoring_rule is not None:
        try:
            scored = totals(session, scoring_rule, {each.enrolment_id: each.label for each in people})
        except UserError as error:
            trouble = error.message
    rule = completion_rule(stage, scored=scoring_rule is not None)
    everybody, teams = figures(session, stage, now), _teams(session, stage, people)
    rows = []
    for person in people:
        figure, score = everybody.get(person.enrolment_id), scored.get(person.enrolment_id)
        own = figure if figure and figure.sums.planned else None
        total, absent = (score.total, score.absent) if score else (None, False)
        named = tuple(teams[person.trainee_id])
        verdicts = completion.judge(
            own.standing if own else None, total, named, rule, absent=absent, expelled=True
        )
        rows.append(Row(person, own, total, named, verdicts))
    asks = (rule.attendance, rule.score is not None, rule.project)
    return CheckList(stage.id, stage.name, asks, tuple(rows), trouble)


def read(store: Store, stage_id: int) -> CheckList | None:
    """The completion list of a stage as it stands now; None when the stage is gone."""
    with store.read() as session:
        stage = session.get(Stage, stage_id)
        return None if stage is None else check_list(session, stage, local_now(store))


def _teams(session: Session, stage: Stage, people: Sequence[Attendee]) -> dict[int, list[str]]:
    """In which project teams of the cohort each trainee is, by the trainee's id."""
    found: dict[int, list[str]] = defaultdict(list)
    for within in parts(person.trainee_id for person in people):
        rows = (
            select(Enrolment.trainee_id, ProjectTeam.name)
            .join(ProjectTeam, ProjectTeam.id == Enrolment.team_id)
            .where(within(Enrolment.trainee_id), ProjectTeam.cohort_id == stage.cohort_id)
            .distinct()
            .order_by(Enrolment.trainee_id, ProjectTeam.name)
        )
        for trainee_id, name in session.execute(rows):
            found[trainee_id].append(name)
    return found


@dataclass(frozen=True, slots=True)
class Completed:
    """Who completed (or would), and the others with what stands in their way; who had completed before is in neither."""

    changes: Changes | None
    completed: tuple[Row, ...]
    others: tuple[Row, ...]


def complete(store: Store, stage_id: int, *, dry_run: bool = False) -> Completed:
    """Complete everybody who meets all rules of the stage, as one operation.

    Raises UserError where scores are asked for and make no total. With ``dry_run`` nothing is written.
    """
    if dry_run:
        with store.read() as session:
            met, others = _sorted(session, _stage(session, stage_id), local_now(store))
        return Completed(None, met, others)
    with store.operation("수료 처리") as op:
        met, others = _sorted(op.session, op.get(Stage, stage_id), local_now(store))
        op.name = f"{len(met)}명 수료 처리"
        op.update_many(Enrolment, [{"id": row.person.enrolment_id, "status": COMPLETED} for row in met])
    return Completed(op.changes, met, others)


def _sorted(session: Session, stage: Stage, now: dt.datetime) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    found = check_list(session, stage, now)
    if found.trouble and found.asks[1]:
        raise UserError(found.trouble)
    met = tuple(row for row in found.rows if row.is_open and row.verdicts.result is Verdict.MET)
    done = {row.person.enrolment_id for row in met}
    others = tuple(
        row for row in found.rows if row.person.enrolment_id not in done and row.person.status != COMPLETED
    )
    return met, others


def _stage(session: Session, stage_id: int) -> Stage:
    stage = session.get(Stage, stage_id)
    if stage is None:
        raise UserError("이 단계가 그 사이 지워졌습니다. 단계를 다시 골라 주세요.")
    return stage
