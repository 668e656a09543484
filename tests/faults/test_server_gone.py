"""A server that is struck down around a commit: what was acknowledged is there, once, and nothing else is."""

import os
import random
import threading
import time
from contextlib import closing

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from desktop import places
from desktop.errors import UserError
from desktop.model.people import Person
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.services.datafile.store import Store
from desktop.services.records import records
from tests.faults.another_desk import until
from tests.postgres import Cluster, Databases

KILLS = int(os.environ.get("IEUM_KILLS", "10"))
COMPANY = {"name": "가람데이터", "registration_number": "124-81-00998"}


@pytest.fixture(scope="module")
def cluster():
    """A server that keeps its promises: it flushes what it acknowledges."""
    made = Cluster(durable=True)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def databases(cluster):
    with closing(Databases(cluster.address())) as made:
        yield made


@pytest.fixture
def shared(databases, clock):
    with Store.open(databases.emptied(), user="김주무관", clock=clock) as store:
        yield store


@pytest.fixture
def committing():
    """Set whenever a commit begins."""
    begun = threading.Event()

    def begin(_session):
        begun.set()

    event.listen(Session, "before_commit", begin)
    yield begun
    event.remove(Session, "before_commit", begin)


def test_a_list_looked_at_while_the_server_is_away_says_so(shared, cluster):
    listing = Listing(shared.engine, TRAINEES, Criteria())
    assert listing.count() == 0
    cluster.kill()
    try:
        for look in (Listing(shared.engine, TRAINEES, Criteria()).count, lambda: listing.choices("name")):
            with pytest.raises(UserError, match="서버"):
                look()
    finally:
        cluster.start()


def names(store):
    with store.read() as session:
        return session.scalars(select(Person.name).order_by(Person.id)).all()


def add(store, name):
    """What a person does who is told: again when nothing was saved, and not before it is known."""
    while True:
        try:
            with store.operation(f"{name} 추가") as op:
                op.add(Person(name=name))
        except UserError as error:
            if "아직 모릅니다" not in error.message:
                continue
            if "저장되어 있습니다" not in settled(store):
                continue
        return


def settled(store):
    """What is said of a write in doubt once the server is back."""
    while True:
        try:
            return store.settle()
        except UserError:
            time.sleep(0.05)


def throw_out(_cluster, databases):
    databases.end_connections()


def kill_backend(cluster, _databases):
    cluster.kill_backend()


def kill_server(cluster, _databases):
    cluster.kill()
    cluster.start()


@pytest.mark.parametrize("how", [throw_out, kill_backend, kill_server])
def test_what_was_acknowledged_is_there_once_however_the_server_died(
    shared, cluster, databases, committing, how
):
    chance, done, over = random.Random(19), [], threading.Event()

    def work():
        while not over.is_set():
            name = f"사람 {len(done)}"
            add(shared, name)
            done.append(name)

    worker = threading.Thread(target=work)
    worker.start()
    for _ in range(KILLS):
        committing.clear()
        assert committing.wait(30)
        over.wait(chance.uniform(0, 0.004))
        how(cluster, databases)
        so_far = len(done)
        until(lambda so_far=so_far: len(done) > so_far, 30)
    over.set()
    worker.join(30)
    assert not worker.is_alive()
    assert names(shared) == done


def test_a_write_in_doubt_is_never_done_twice(shared, cluster):
    def struck(_session):
        cluster.kill()

    heard = []
    shared.committed.append(heard.append)
    event.listen(Session, "before_commit", struck)
    began = time.monotonic()
    with pytest.raises(UserError, match="아직 모릅니다"):
        records.save(shared, "companies", COMPANY)
    assert time.monotonic() - began < 10
    event.remove(Session, "before_commit", struck)
    with pytest.raises(UserError, match="서버에 이어지지"):
        shared.settle()
    cluster.start()
    assert shared.settle() == "끊기기 전의 '기업 가람데이터 추가'는 저장되지 않았습니다. 다시 해 주세요."
    assert shared.settle() == ""
    assert heard == []
    records.save(shared, "companies", COMPANY)


def left_in_doubt(store, cluster, *, kept):
    """'홍길동 추가' is in doubt: the server is gone before it can say that the commit is done, or before it is."""

    def answer_lost(connection):
        line = connection.connection.driver_connection.pgconn
        if kept:
            line.exec_(b"COMMIT")
        cluster.kill()
        line.finish()

    event.listen(store.engine, "commit", answer_lost)
    with pytest.raises(UserError, match="아직 모릅니다"), store.operation("홍길동 추가") as op:
        op.add(Person(name="홍길동"))
    event.remove(store.engine, "commit", answer_lost)


def test_whoever_does_again_what_was_kept_is_stopped(shared, cluster):
    left_in_doubt(shared, cluster, kept=True)
    cluster.start()
    heard = []
    shared.committed.append(heard.append)
    with pytest.raises(UserError, match="저장되어 있습니다"), shared.operation("또"):
        pytest.fail("두 번 하지 말아야 합니다")
    assert [changes.name for changes in heard] == ["홍길동 추가"]
    assert names(shared) == ["홍길동"]


@pytest.mark.parametrize("kept", [False, True])
def test_a_doubt_outlives_the_program_and_is_settled_at_the_next_start(shared, cluster, clock, kept):
    left_in_doubt(shared, cluster, kept=kept)
    shared.close()
    (note,) = places.doubts_folder().iterdir()
    assert "홍길동" not in note.read_text()
    cluster.start()
    with Store.open(shared.location, user="김주무관", clock=clock) as again:
        told = "저장되어 있습니다." if kept else "저장되지 않았습니다. 다시 해 주세요."
        assert again.settle() == f"끊기기 전의 마지막 일은 {told}"
        assert again.settle() == ""
        assert names(again) == (["홍길동"] if kept else [])
    assert list(places.doubts_folder().iterdir()) == []
