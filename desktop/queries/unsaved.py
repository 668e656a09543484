"""What stands in a dialog that came to no end yet, as plain values: the window tells it, the data file keeps it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Writing:
    """What stands in a dialog: its title, which dialog it is, the inputs by field key as they stand, the same in words.

    ``opener`` is what opens it again: kind, record_id, and what was given with it; None where nothing does.
    """

    title: str
    dialog: str
    contents: Mapping[str, Any]
    told: str
    opener: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What was left of such a dialog: the id it is kept under, since when it stands so, and what it was."""

    id: int
    at: dt.datetime
    writing: Writing
