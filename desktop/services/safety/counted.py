"""What is counted in a backup, so that the officer sees what is in it: the people, and each kind that has a list."""

from desktop.model.people import Person
from desktop.services.kinds import KINDS

PEOPLE = Person.__tablename__
COUNTED = tuple(
    dict.fromkeys((PEOPLE, *(kind.table.__tablename__ for kind in KINDS.values() if kind.list is not None)))
)
"""The tables whose rows are counted."""
