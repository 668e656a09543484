"""Until when a review would run were it extended, told before it is."""

import datetime as dt
from dataclasses import dataclass, replace

from desktop.errors import UserError
from desktop.model.board import Review
from desktop.rules.review.clock import Calendar, Clock, Period, end_of
from desktop.services.board.review import clocks
from desktop.services.datafile.store import Store


@dataclass(frozen=True, slots=True)
class Extendable:
    """The clock of a review with the days off it is reckoned by: nothing more is read while a number is typed."""

    clock: Clock
    calendar: Calendar

    @property
    def ends_on(self) -> dt.date:
        """The last day as it is."""
        return end_of(self.clock, self.calendar)

    def would_end_on(self, count: int) -> dt.date | None:
        """The last day after an extension by so many of its units; None for one that may not be."""
        period = self.clock.period
        if self.clock.extension is not None or not 1 <= count <= period.count:
            return None
        return end_of(replace(self.clock, extension=Period(count, period.unit)), self.calendar)


def of_review(store: Store, review_id: int) -> Extendable:
    """Raises UserError where the review is gone."""
    with store.read() as session:
        review = session.get(Review, review_id)
        if review is None:
            raise UserError("심사 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
        return Extendable(clocks.clock(review), clocks.calendar(session))
