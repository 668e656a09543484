"""The lists of the training programme, by what they are about."""

from desktop.queries.training import attendance, demo_days, mentoring, papers, selection, sessions, teams
from desktop.queries.training.programme import COHORTS, STAGES, TRAINEES

LISTS = (
    TRAINEES, COHORTS, STAGES, *papers.LISTS, *selection.LISTS, *sessions.LISTS, *attendance.LISTS, *teams.LISTS,
    *mentoring.LISTS, *demo_days.LISTS,
)  # fmt: skip

__all__ = ["COHORTS", "LISTS", "STAGES", "TRAINEES"]
