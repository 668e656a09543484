"""The lists of the training programme, by what they are about."""

from desktop.queries.training import attendance, papers, selection
from desktop.queries.training.programme import COHORTS, STAGES, TRAINEES

LISTS = (TRAINEES, COHORTS, STAGES, *papers.LISTS, *selection.LISTS, *attendance.LISTS)

__all__ = ["COHORTS", "LISTS", "STAGES", "TRAINEES"]
