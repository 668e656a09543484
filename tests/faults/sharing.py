"""What desks do that share one data file or one server, all at the same time; each takes the address of the data."""

import random
from collections.abc import Sequence

from sqlalchemy import event
from sqlalchemy.orm import Session

from desktop.errors import Cancelled, UserError
from desktop.model.people import Person
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.store import Store
from desktop.services.records import records

BUSY = ("쓰고 있습니다", "바꾸고 있어")


def issue_and_edit(location: str, who: str, cohort: int, mine: Sequence[int], shared: Sequence[int]) -> None:
    """Issue a certificate to each of ``mine`` alone, editing one of the ``shared`` people in between.

    One transaction in ten is given up when it is about to be kept.
    """
    chance = random.Random(who)

    def give_up(_session: Session) -> None:
        if chance.random() < 0.1:
            raise Cancelled

    event.listen(Session, "before_commit", give_up)
    with Store.open(location, user=who) as store:
        for place, trainee in enumerate(mine):
            until_done(certificates.issue, store, cohort, [trainee])
            note = {"note": f"{who} {place}"}
            until_done(records.save, store, "trainees", note, record_id=chance.choice(shared))


def issue_one(location: str, who: str, cohort: int, trainee: int) -> None:
    """One certificate."""
    with Store.open(location, user=who) as store:
        certificates.issue(store, cohort, [trainee])


def until_done(work, *arguments, **named) -> None:
    """As a person does who is told to wait, or who stopped it."""
    while True:
        try:
            work(*arguments, **named)
        except Cancelled:
            continue
        except UserError as error:
            if not any(words in error.message for words in BUSY):
                raise
            continue
        return


def add_people(location: str, who: str, number: int) -> None:
    """Some one by one, some many at a time."""
    with Store.open(location, user=who) as store:
        for place in range(number):
            with store.operation(f"{who} {place}") as op:
                if place % 2:
                    op.insert_many(Person, [{"name": f"{who} {place}"} for _ in range(7)])
                else:
                    op.add(Person(name=f"{who} {place}"))
