"""Two to eight desks at one data file or server: no number twice or left out, no id in another's range, no edit lost."""

import datetime as dt
import os
import threading
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.certificates import Certificate
from desktop.model.journal import INSERT, Change, Operation
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.services import settings
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.store import Store
from desktop.services.safety.integrity import check
from tests.faults import another_desk, sharing
from tests.offices import SEOCHO

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked"),
]
NUMBERS = 16


@pytest.fixture
def cohort(store):
    """A cohort all of whose trainees may have a certificate: its id, and theirs."""
    settings.save(store, SEOCHO)
    with store.operation("기수") as op:
        period = {"starts_on": dt.date(2022, 4, 2), "ends_on": dt.date(2022, 9, 16)}
        made = op.add(Cohort(name="1기", year=2022, programme="서초 AI칼리지", **period))
        stage = op.add(
            Stage(cohort_id=made.id, name="마지막 단계", position=1, attendance_minimum=80, score_minimum=60)
        )
        people = op.insert_many(Person, [{"name": f"김{chr(0xAC00 + 53 * n)}수"} for n in range(NUMBERS)])
        trainees = op.insert_many(Trainee, [{"person_id": person} for person in people])
        op.insert_many(
            Enrolment, [{"trainee_id": one, "stage_id": stage.id, "status": "수료"} for one in trainees]
        )
    return made.id, list(trainees)


def together(work, *each):
    desks = [another_desk.Desk(work, *arguments) for arguments in each]
    for desk in desks:
        desk.go()
    assert [desk.wait(120) for desk in desks] == [another_desk.Ended(0, "")] * len(each)


@pytest.mark.feature("DO-06")
@pytest.mark.parametrize("desks", [2, 8])
def test_desks_that_issue_and_edit_at_once_repeat_lose_and_overwrite_nothing(store, cohort, desks):
    cohort_id, trainees = cohort
    together(
        sharing.issue_and_edit,
        *(
            (store.location, f"자리{place}", cohort_id, trainees[place::desks], trainees[:3])
            for place in range(desks)
        ),
    )
    with store.read() as session:
        numbers = session.execute(select(Certificate.sequence, Certificate.person_id)).all()
        notes = session.execute(
            select(Change.row_id, Change.before, Change.after)
            .where(Change.table_name == "person", Change.action != INSERT)
            .order_by(Change.id)
        ).all()
    assert sorted(number for number, _person in numbers) == list(range(1, NUMBERS + 1))
    assert len({person for _number, person in numbers}) == NUMBERS
    assert check(store).problems == ()
    assert len(notes) == NUMBERS
    for row_id in {row_id for row_id, *_ in notes}:
        chain = [(before["note"], after["note"]) for row, before, after in notes if row == row_id]
        assert chain[0][0] is None
        assert all(one[1] == next_one[0] for one, next_one in pairwise(chain))


@pytest.mark.feature("DO-06")
def test_no_number_is_given_while_another_desk_writes(store, cohort):
    """What it writes may be what the certificate says; whoever waits too long is told, and no number is lost."""
    cohort_id, trainees = cohort
    arguments = (store.location, "둘째 자리", cohort_id, trainees[0])
    with store.operation("고치는 중") as op:
        op.add(Person(name="박늘솔"))
        waited = another_desk.run(sharing.issue_one, *arguments)
    assert waited.status == 1
    assert "쓰고 있습니다" in waited.said
    assert another_desk.run(sharing.issue_one, *arguments) == another_desk.Ended(0, "")
    with store.read() as session:
        assert session.scalars(select(Certificate.sequence)).all() == [1]


def test_who_has_to_draw_anew_waits_no_second_time(store, other, cohort, monkeypatch):
    """The other desk writes while this one waits for its turn, and writes again before this one gives numbers."""
    monkeypatch.setattr(certificates, "Patience", partial(Patience, 3))
    turns, done, waited, threads = [2, 60], threading.Event(), [], []
    as_it_is = Store.operation

    def write(seconds, begun):
        with other.operation("고치는 중") as op:
            op.add(Person(name="박늘솔"))
            begun.set()
            done.wait(seconds)

    @contextmanager
    def operation(self, *arguments, **named):
        if self is store:
            begun = threading.Event()
            threads.append(threading.Thread(target=write, args=(turns.pop(0), begun)))
            threads[-1].start()
            assert begun.wait(10)
        began = time.monotonic()
        with ExitStack() as held:
            try:
                op = held.enter_context(as_it_is(self, *arguments, **named))
            finally:
                if self is store:
                    waited.append(time.monotonic() - began)
            yield op

    monkeypatch.setattr(Store, "operation", operation)
    try:
        with pytest.raises(UserError, match="쓰고 있습니다"):
            certificates.issue(store, cohort[0])
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert len(waited) == 2, "it lost its first turn"
    assert 2.5 < sum(waited) < 4.5, "all of its tries together waited for as long as one may"


def test_ids_drawn_many_at_a_time_follow_each_other_while_others_add_one(store):
    each = 30
    together(sharing.add_people, *((store.location, f"자리{place}", each) for place in range(4)))
    with store.read() as session:
        said = session.execute(
            select(Operation.name, Change.row_id, Change.last_row_id).join(
                Change, Change.operation_id == Operation.id
            )
        ).all()
        names = dict(session.execute(select(Person.id, Person.name)).all())
    assert len(said) == 4 * each
    for operation, first, last in said:
        assert [names.pop(row_id) for row_id in range(first, last + 1)] == [operation] * (last - first + 1)
    assert names == {}
