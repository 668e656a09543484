"""What the practice file holds of the demo day of 2022: its order and its awards."""

import datetime as dt

from sqlalchemy import select

from desktop.model.training import Cohort
from desktop.services.datafile.store import Store
from desktop.services.training.demo_day import days

_YEAR = 2022
_AWARDS = {"WATCH MAN": "최우수상", "Saving Dog": "우수상"}


def fill(store: Store) -> None:
    """Put it into the practice file, whose teams are there."""
    with store.read() as session:
        cohort_id = session.scalar(select(Cohort.id).where(Cohort.year == _YEAR))
    assert cohort_id is not None
    days.draw(store, cohort_id, _YEAR)
    with store.operation("발표회 날짜 적기") as op:
        day = days.day_of(op.session, cohort_id)
        assert day is not None
        day.held_on, day.place = dt.date(2022, 9, 15), "서초구청 대강당"
    drawn = days.read_day(store, cohort_id)
    assert drawn is not None
    days.give_awards(
        store, {turn.presentation_id: _AWARDS[turn.team] for turn in drawn.turns if turn.team in _AWARDS}
    )
