"""No door into the data takes a resident registration number: not a reason, a name of a view, a title or a number."""

import pytest

from desktop.errors import UserError
from desktop.model.board import Proposal
from desktop.model.people import Person
from desktop.model.placement import Company
from desktop.queries.list_spec import Criteria, Scope
from desktop.services.datafile import history
from desktop.services.records import moves, records, views

pytestmark = [pytest.mark.both_databases]
NUMBER = "980301-1234567"


@pytest.fixture
def proposal(store):
    return records.save(store, "proposals", {"title": "걷기 좋은 거리"}).inserted["proposal"][0]


def refused(work):
    with pytest.raises(UserError, match="주민등록번호"):
        work()


@pytest.mark.parametrize("written", [NUMBER, "980301ㅡ1234567", "98.03.01-1234567", "980301(1234567)"])
def test_a_reason_takes_none(store, proposal, written):
    scope = Scope(today=store.today())
    refused(
        lambda: moves.move(
            store, "proposals", [proposal], "보류", f"본인 {written} 요청", scope, {"obstacle": "없음"}
        )
    )
    assert records.read(store, "proposals", proposal)["status"] == "발굴"


def test_a_row_that_is_refused_names_the_field(store, proposal):
    def changed():
        with store.operation("고침") as op:
            op.get(Proposal, proposal).effect = f"본인 {NUMBER}"

    def many():
        with store.operation("추가") as op:
            op.insert_many(Person, [{"name": "김하나", "note": NUMBER}])

    for work, key in ((changed, "effect"), (many, "note")):
        with pytest.raises(UserError, match="주민등록번호") as caught:
            work()
        assert caught.value.field == key


def test_a_saved_view_takes_none_in_its_name_or_what_it_looks_for(store):
    refused(lambda: views.save(store, "trainees", f"보기 {NUMBER}", Criteria()))
    refused(lambda: views.save(store, "trainees", "보기", Criteria(search=NUMBER)))
    assert views.of_kind(store, "trainees") == []


def test_a_row_written_past_every_field_takes_none(store):
    def one():
        with store.operation("사람 추가") as op:
            op.add(Person(name="김하나", note=NUMBER))

    def many():
        with store.operation("사람 추가") as op:
            op.insert_many(Person, [{"name": "김하나", "note": NUMBER}])

    def changed():
        with store.operation("기업 수정") as op:
            op.add(Company(name="가람", registration_number="124-81-00998")).head_count = 9803011234567

    for work in (one, many, changed):
        refused(work)
    with store.read() as session:
        assert session.query(Person).count() == session.query(Company).count() == 0


def test_the_name_of_an_operation_takes_none(store):
    def work():
        with store.operation(f"명단 내보내기: {NUMBER}.xlsx", sealed="되돌릴 수 없습니다.") as op:
            op.touch()

    refused(work)


def test_what_stood_there_before_can_be_undone(store):
    """A file of before may hold one: undoing what was done to its row puts back what was there."""
    with store.operation("사람 추가") as op:
        person = op.add(Person(name="김하나"))
        op.connection.exec_driver_sql(f"UPDATE person SET note = '{NUMBER}' WHERE id = {person.id}")
    with store.operation("사람 삭제") as op:
        op.delete_many(Person, [person.id])
    history.undo(store)
    with store.read() as session:
        assert session.query(Person.note).scalar() == NUMBER
