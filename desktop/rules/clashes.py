"""A room or a mentor in two places at once (feature row TR-09)."""

import datetime as dt
import re
from collections.abc import Hashable, Iterable
from enum import StrEnum
from typing import NamedTuple

_NO_PLACE = re.compile(r"온라인|비대면|원격|zoom|줌", re.IGNORECASE)


class Shared(StrEnum):
    """What two bookings cannot have at one time; the key of the field it stands in."""

    ROOM = "room"
    MENTOR = "mentor_id"


class Booking(NamedTuple):
    """A room and a mentor on a day, from ``starts_at`` until ``ends_at`` ('09:30'); ``id`` tells it from the others."""

    id: Hashable
    day: dt.date
    starts_at: str
    ends_at: str
    room: str | None
    mentor: Hashable | None


class Clash(NamedTuple):
    """The booking that stands in the way, and what both would have."""

    other: Booking
    shared: Shared


class Diary:
    """Bookings, asked what a further one clashes with: it looks at those of one room or mentor on one day only."""

    def __init__(self, bookings: Iterable[Booking] = ()) -> None:
        self._kept: dict[tuple[Shared, dt.date, Hashable], list[Booking]] = {}
        for booking in bookings:
            self.add(booking)

    def add(self, booking: Booking) -> None:
        """Keep a booking, whether or not it clashes."""
        for place in _places(booking):
            self._kept.setdefault(place, []).append(booking)

    def clash(self, booking: Booking) -> Clash | None:
        """What ``booking`` clashes with, the room before the mentor and the earliest first; itself does not count.

        One that ends when the other begins does not clash.
        """
        for place in _places(booking):
            meeting = [
                other
                for other in self._kept.get(place, ())
                if other.id != booking.id
                and other.starts_at < booking.ends_at
                and booking.starts_at < other.ends_at
            ]
            if meeting:
                return Clash(min(meeting, key=lambda other: other.starts_at), place[0])
        return None


def room_key(room: str | None) -> str:
    """What two ways of writing a room have in common: '교육장 1' and '교육장1'; '' for none and for one that is no place.

    Any number of sessions may be held 온라인 at a time.
    """
    key = re.sub(r"\s", "", room or "").casefold()
    return "" if _NO_PLACE.match(key) else key


def _places(booking: Booking) -> list[tuple[Shared, dt.date, Hashable]]:
    places: list[tuple[Shared, dt.date, Hashable]] = []
    if room := room_key(booking.room):
        places.append((Shared.ROOM, booking.day, room))
    if booking.mentor is not None:
        places.append((Shared.MENTOR, booking.day, booking.mentor))
    return places
