"""The view of a timetable, whatever stands in it: it knows no kind of record and no service."""
