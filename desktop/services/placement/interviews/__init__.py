"""Interviews: their timetable, what came of them, and the sheets that tell everybody."""
