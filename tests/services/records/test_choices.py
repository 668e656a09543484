"""What is offered where a record points at a trainee, however many there are."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from desktop.model.people import Person
from desktop.model.training import Trainee
from desktop.queries.list_spec import Scope
from desktop.services.datafile.store import Store
from desktop.services.records import choices
from desktop.text.hangul import initials

TODAY = Scope(today=dt.date(2022, 9, 16))
STEP = 100


@pytest.fixture
def people(store: Store) -> Callable[[int], None]:
    """``people(300)``: so many trainees more."""

    def add(number: int) -> None:
        rows = [
            {"name": name, "name_initials": initials(name), "birth_date": dt.date(1970 + n % 40, 3, 1)}
            for n in range(number)
            for name in [f"{'가나다라마'[n % 5]}{'하늘바람구름'[n % 6]}{'은호솔'[n % 3]}"]
        ]
        with store.operation("많은 사람") as op:
            op.insert_many(Trainee, [{"person_id": each} for each in op.insert_many(Person, rows)])

    return add


@contextmanager
def effort(store: Store) -> Iterator[list[int]]:
    """Counts, in hundreds, the instructions SQLite runs: the same on every machine."""
    done = [0]

    def count() -> int:
        done[0] += 1
        return 0

    def begin(connection: object, *_others: object) -> None:
        connection.set_progress_handler(count, STEP)  # type: ignore[attr-defined]

    def end(connection: object, *_others: object) -> None:
        connection.set_progress_handler(None, STEP)  # type: ignore[attr-defined]

    event.listen(store.engine, "checkout", begin)
    event.listen(store.engine, "checkin", end)
    yield done
    event.remove(store.engine, "checkout", begin)
    event.remove(store.engine, "checkin", end)


def test_a_picker_takes_no_notice_of_how_many_trainees_there_are(store, people):
    people(1_000)
    with effort(store) as few:
        assert len(choices.of(store, "trainees", TODAY)) == choices.MOST_OFFERED
    people(19_000)
    with effort(store) as many:
        assert len(choices.of(store, "trainees", TODAY)) == choices.MOST_OFFERED
    assert many[0] < 2 * few[0]
    for typed in ("나늘", "ㄱㅎ", "1983"):
        with effort(store) as searched:
            assert len(choices.find(store, "trainees", TODAY, typed)) == choices.MOST_OFFERED
        assert searched[0] * STEP < 10 * 20_000, "an index is counted through, no trainee is read"


def test_a_link_of_whatever_cohort_is_named(store, people):
    people(3)
    offered = dict(choices.find(store, "trainees", TODAY))
    assert dict(choices.named(store, "trainees", [*offered][:2], TODAY.today)) == dict([*offered.items()][:2])
