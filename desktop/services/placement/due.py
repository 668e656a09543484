"""What is due in placement: internships that end, or ended and still run on in the list; follow-ups; money to come back."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.placement import Match, Opening
from desktop.queries.due import Asked, Due
from desktop.queries.list_spec import Scope
from desktop.rules.placement import MatchStatus
from desktop.services.placement.companies import standing
from desktop.services.placement.follow_up import asking
from desktop.services.placement.internships import logs
from desktop.services.placement.subsidies import clawbacks


def ending(session: Session, scope: Scope, _now: dt.datetime) -> Iterator[Due]:
    """Internships under way, due on their last day."""
    rows = (
        select(Match)
        .join(Opening)
        .where(Match.status == MatchStatus.WORKING.value, Match.ends_on.is_not(None))
    )
    if scope.cohort_id is not None:
        rows = rows.where(Opening.cohort_id == scope.cohort_id)
    for match in session.scalars(rows):
        whose = f"{match.trainee.person.name} · {match.opening.company.name}"
        yield Due("인턴십 종료 정하기", whose, match.ends_on, "matches", match.id)


DUE: tuple[Asked, ...] = (
    ending,
    standing.ending,
    logs.due,
    logs.next_actions,
    clawbacks.due,
    asking.due,
)
