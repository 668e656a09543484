"""What the page of applications shows, read at once."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from desktop.model.training import Cohort, Stage
from desktop.services.datafile.store import Store
from desktop.services.training.applications import papers, pipeline, verdicts
from desktop.services.training.applications.papers import PaperSheet
from desktop.services.training.applications.pipeline import Step
from desktop.services.training.applications.verdicts import Judged


@dataclass(frozen=True, slots=True)
class Applications:
    """Everybody who applied to the first stage of a cohort, judged on ``day``; ``steps`` say where all of them stand."""

    stage_id: int
    day: dt.date
    judged: tuple[Judged, ...]
    papers: PaperSheet
    steps: tuple[Step, ...]


def look(store: Store, cohort_id: int) -> Applications | None:
    """Read the applications of a cohort; None where it has no stage."""
    today = store.today()
    with store.read() as session:
        cohort = session.get_one(Cohort, cohort_id)
        first = select(Stage).where(Stage.cohort_id == cohort_id).order_by(Stage.position)
        stage = session.scalars(first).first()
        if stage is None:
            return None
        rule = verdicts.rule_of(cohort, today)
        judged = verdicts.judged(session, stage, rule)
        sheet = papers.read(session, stage, [each.person for each in judged], today)
        return Applications(
            stage.id, rule.day, tuple(judged), sheet, tuple(pipeline.steps(session, cohort_id))
        )
