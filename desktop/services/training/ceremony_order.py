"""The order in which people are called and handed their certificates: by team, then by name; who has no team last."""

from typing import Any

from sqlalchemy import func

from desktop.model.people import Person
from desktop.model.training import ProjectTeam, Trainee

_AFTER_ALL_TEAMS = 1_000_000


def ceremony_order() -> tuple[Any, ...]:
    """What a statement over trainees, their persons and (outer) their teams is ordered by."""
    return (
        func.coalesce(ProjectTeam.position, _AFTER_ALL_TEAMS),
        ProjectTeam.id,
        Person.name,
        Person.birth_date,
        Trainee.id,
    )
