"""The journal of what was undone long ago is condensed; all else is told and undone as before."""

import pytest
from sqlalchemy import func, select

from desktop.cli import command_line
from desktop.errors import Cancelled, UserError
from desktop.model.journal import Change, Operation
from desktop.model.people import Person
from desktop.model.training import Trainee
from desktop.services import settings
from desktop.services.datafile import condensing, history
from desktop.services.datafile.condensing import Condensed
from desktop.services.datafile.store import Store
from desktop.services.office.keeping import CONDENSE_AFTER_DAYS
from desktop.services.safety import kept_backups
from desktop.services.safety.integrity import check
from tests.services.datafile.test_history import add, everything, people, rename

AFTER_DAYS = CONDENSE_AFTER_DAYS.default


def condense(store, **options):
    return condensing.condense(store, days=AFTER_DAYS, **options)


def changes(store):
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Change))


def bring_in(store, number=456):
    with store.operation(f"신청자 {number}명 가져오기") as op:
        ids = op.insert_many(Person, [{"name": f"신청자{place}"} for place in range(number)])
        op.insert_many(Trainee, [{"person_id": person_id} for person_id in ids])


@pytest.fixture
def long_ago(store, clock):
    """Somebody who stays, an import taken back, done again and taken back, and an edit taken back; a year goes by."""
    kept = add(store, "홍길동")[0]
    bring_in(store)
    history.undo(store)
    history.redo(store)
    history.undo(store)
    clock.advance(days=1)
    rename(store, kept, "홍길순")
    history.undo(store)
    rename(store, kept, "홍길자")
    clock.advance(days=AFTER_DAYS + 1)
    return kept


@pytest.mark.feature("DA-10")
@pytest.mark.both_databases
def test_what_was_undone_long_ago_goes_and_nothing_else(store, long_ago, clock):
    before, told = everything(store), history.of_record(store, [("person", long_ago)])
    assert changes(store) > 4 * 456
    assert condense(store).operations == 2
    assert changes(store) == 2  # that 홍길동 came, and is now 홍길자
    assert everything(store) == before
    assert [line for line in told if line.operation_id in (1, max(line.operation_id for line in told))] == (
        history.of_record(store, [("person", long_ago)])
    )
    assert check(store).problems == ()
    with store.read() as session:
        names = session.scalars(select(Operation.name).order_by(Operation.id)).all()
    assert names[1:3] == ["신청자 456명 가져오기", "되돌리기: 신청자 456명 가져오기"]
    assert names[-1].endswith("이력 줄이기: 2건")
    history.undo(store)
    assert people(store) == ["홍길동"]


@pytest.mark.feature("DA-11")
@pytest.mark.both_databases
def test_other_moments_are_told_as_before(store, long_ago, clock):
    today, first = clock(), clock.time.replace(year=2022, month=9, day=16, hour=2)
    stood = {}
    for moment in (first, today):
        with history.as_at(store, moment) as past:
            stood[moment] = everything(past)
    clock.advance(minutes=1)
    condense(store)
    for moment, before in stood.items():
        with history.as_at(store, moment) as past:
            assert everything(past) == before


@pytest.mark.both_databases
def test_it_is_done_once(store, long_ago):
    condense(store)
    assert condense(store) == Condensed(0, 0)


@pytest.mark.both_databases
def test_what_was_condensed_is_not_done_again(store, long_ago):
    condense(store)
    with pytest.raises(UserError, match="이력을 줄인 작업"):
        history.redo(store, 2)


@pytest.mark.both_databases
def test_what_can_still_be_done_again_is_kept_however_old(store, clock):
    add(store, "홍길동")
    bring_in(store, 3)
    history.undo(store)
    clock.advance(days=10 * AFTER_DAYS)
    assert condense(store) == Condensed(0, 0)
    history.redo(store)
    assert len(people(store)) == 4


@pytest.mark.both_databases
def test_what_was_undone_lately_is_kept(store, long_ago, clock):
    bring_in(store, 3)
    history.undo(store)
    add(store, "새 사람")
    clock.advance(days=AFTER_DAYS - 1)
    assert condense(store).operations == 2
    with store.read() as session:
        lately = session.scalar(select(Operation).where(Operation.name == "신청자 3명 가져오기"))
    assert not lately.condensed
    assert history.redo(store, lately.id)


@pytest.mark.both_databases
def test_rows_another_operation_tells_of_are_kept(store, clock):
    person = add(store, "홍길동")[0]
    with Store.open(store.location, user="이주무관", clock=clock) as other:
        rename(other, person, "홍길순")
        history.undo(other)  # and could be done again there
    history.undo(store)
    add(store, "새 사람")
    clock.advance(days=AFTER_DAYS + 1)
    assert condense(store) == Condensed(0, 0)


@pytest.mark.both_databases
def test_given_up_it_leaves_everything(store, long_ago):
    before = changes(store)

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        condense(store, progress=stop)
    assert changes(store) == before


def test_the_command_and_the_closing_backup_do_it(store, long_ago, capsys):
    options = command_line.parse(["--data", str(store.path), "condense", "--days", "36500"])
    assert command_line.run(options) == command_line.DONE
    assert "줄일 이력이 없습니다" in capsys.readouterr().out
    assert kept_backups.keep_one(store) is not None
    assert changes(store) == 2


@pytest.mark.both_databases
def test_how_long_it_waits_is_the_offices_setting(store, clock, capsys):
    add(store, "홍길동")
    bring_in(store, 3)
    history.undo(store)
    add(store, "새 사람")
    clock.advance(days=40)
    assert condense(store) == Condensed(0, 0)
    settings.save(store, {CONDENSE_AFTER_DAYS.key: 30})
    # On the command line's own clock the year is over; what it waits for is the setting all the same.
    options = command_line.parse(["--data", store.location, "condense"])
    assert command_line.run(options) == command_line.DONE
    assert "되돌린 작업 1건" in capsys.readouterr().out


def test_a_backup_on_closing_condenses_after_the_time_set(store, clock):
    add(store, "홍길동")
    bring_in(store, 3)
    history.undo(store)
    add(store, "새 사람")
    settings.save(store, {CONDENSE_AFTER_DAYS.key: 30})
    clock.advance(days=31)
    before = changes(store)
    assert kept_backups.keep_one(store) is not None
    assert changes(store) < before
