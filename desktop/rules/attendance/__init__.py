"""Attendance: marks, what counts, the rate, and what is still reachable (feature rows TR-10 to TR-12)."""

from desktop.rules.attendance.counting import (
    AttendanceRule,
    Session,
    Share,
    Tally,
    check_mark,
    period_of,
    tally,
    tally_of_counts,
)
from desktop.rules.attendance.judging import Counts, Standing, standing, standings
from desktop.rules.attendance.marks import DIGITS, MINOR, UNRECORDED, Mark, read_mark, words_read

__all__ = [
    "DIGITS",
    "MINOR",
    "UNRECORDED",
    "AttendanceRule",
    "Counts",
    "Mark",
    "Session",
    "Share",
    "Standing",
    "Tally",
    "check_mark",
    "period_of",
    "read_mark",
    "standing",
    "standings",
    "tally",
    "tally_of_counts",
    "words_read",
]
