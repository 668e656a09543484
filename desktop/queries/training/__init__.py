"""The lists of the training programme, by what they are about."""

from desktop.queries.training import attendance, mentoring, sessions, teams
from desktop.queries.training.programme import COHORTS, STAGES, TRAINEES

LISTS = (
    TRAINEES, COHORTS, STAGES, *sessions.LISTS, *attendance.LISTS, *teams.LISTS, *mentoring.LISTS,
)  # fmt: skip

__all__ = ["COHORTS", "LISTS", "STAGES", "TRAINEES"]
