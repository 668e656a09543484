"""Where everybody of a cohort stands: each applicant once, at the last stage reached (feature row TR-05)."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.training import Enrolment, Stage


@dataclass(frozen=True, slots=True)
class Step:
    """How many stand in a stage, by status; ``entered`` is how many ever stood in it."""

    stage_id: int
    stage: str
    entered: int
    standing: dict[str, int]


def steps(session: Session, cohort_id: int) -> list[Step]:
    """The stages in order. All who stand somewhere sum to the intake: everybody who ever applied."""
    rows = session.execute(
        select(Enrolment.trainee_id, Stage.id, Enrolment.status)
        .join(Stage, Stage.id == Enrolment.stage_id)
        .where(Stage.cohort_id == cohort_id)
        .order_by(Stage.position, Enrolment.id)
    ).all()
    entered = Counter(stage_id for _trainee, stage_id, _status in rows)
    last = {trainee: (stage_id, status) for trainee, stage_id, status in rows}
    standing = Counter(last.values())
    stages = session.scalars(select(Stage).where(Stage.cohort_id == cohort_id).order_by(Stage.position)).all()
    return [
        Step(
            stage.id,
            stage.name,
            entered[stage.id],
            {status: count for (stage_id, status), count in standing.items() if stage_id == stage.id},
        )
        for stage in stages
    ]


def intake(found: list[Step]) -> int:
    """Everybody who ever applied."""
    return sum(sum(each.standing.values()) for each in found)
