"""The lists of the training programme, by what they are about."""

from desktop.queries.training import demo_days, mentoring, sessions, teams
from desktop.queries.training.programme import COHORTS, STAGES, TRAINEES

LISTS = (TRAINEES, COHORTS, STAGES, *sessions.LISTS, *teams.LISTS, *mentoring.LISTS, *demo_days.LISTS)

__all__ = ["COHORTS", "LISTS", "STAGES", "TRAINEES"]
