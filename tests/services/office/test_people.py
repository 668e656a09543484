"""Who goes with the last role: nobody's phone and birth date stay where no list shows them."""

import pytest
from sqlalchemy import select

from desktop.model.journal import Operation
from desktop.model.people import Person
from desktop.queries.list_spec import Scope
from desktop.services import settings
from desktop.services.certificates import issuing
from desktop.services.datafile import history
from desktop.services.office import people
from desktop.services.records import moves, records
from desktop.services.training.programme import admit_to_next_stage

pytestmark = [pytest.mark.both_databases]
HONG = {"name": "홍길동", "birth_date": "1998-03-01", "phone": "010-1234-5678"}


def names(store):
    with store.read() as session:
        return sorted(session.scalars(select(Person.name)))


def told(store):
    with store.read() as session:
        return list(session.scalars(select(Operation.name).order_by(Operation.id)))


def trainee(store, scope=None, **values):
    return records.save(store, "trainees", HONG | values, scope=scope).inserted["trainee"][0]


def test_a_person_with_no_other_role_goes_too_and_comes_back(store):
    row = trainee(store)
    assert records.left_alone(store, "trainees", [row]) == 1
    records.delete(store, "trainees", [row], people_too=True)
    assert names(store) == []
    history.undo(store)
    assert names(store) == ["홍길동"]


def test_a_person_with_another_role_stays(store):
    row = trainee(store)
    records.save(store, "members", HONG | {"department": "감사담당관"})
    assert records.left_alone(store, "trainees", [row]) == 0
    records.delete(store, "trainees", [row], people_too=True)
    assert names(store) == ["홍길동"]


def test_a_person_with_a_certificate_stays(store):
    cohort = records.save(store, "cohorts", {"name": "2022", "year": 2022, "programme": "과정"}).inserted[
        "cohort"
    ][0]
    scope = Scope(cohort_id=cohort, today=store.today())
    row = trainee(store, scope)
    for stage in range(3):
        for status in ("선발", "수강", "수료") if stage == 0 else ("수강", "수료"):
            moves.move(store, "trainees", [row], status, "", scope)
        if stage < 2:
            admit_to_next_stage(store, [row], scope)
    settings.save(store, {"name": "동대문구청", "issuer_title": "동대문구청장"})
    issuing.issue(store, cohort, [row])
    assert records.left_alone(store, "trainees", [row]) == 0


def test_only_the_role_is_deleted_where_that_is_wanted_and_the_rest_is_found_later(store):
    row = trainee(store)
    records.delete(store, "trainees", [row])
    assert names(store) == ["홍길동"]
    with store.read() as session:
        assert len(people.left_over(session)) == 1
    changes = people.remove_left_over(store)
    assert changes.name == "어느 명단에도 없는 사람 1명 삭제"
    assert names(store) == []
    history.undo(store)
    assert names(store) == ["홍길동"]


def test_what_was_done_with_a_deleted_person_no_longer_tells_the_name(store):
    row = trainee(store)
    records.save(store, "trainees", {"phone": "010-9999-0000"}, record_id=row)
    assert sum("홍길동" in name for name in told(store)) == 2
    records.delete(store, "trainees", [row], people_too=True)
    assert not any("홍길동" in name for name in told(store))
    assert told(store)[-1] == "교육생 홍*동 삭제"


def test_a_namesakes_history_keeps_the_name(store):
    row = trainee(store)
    other = trainee(store, birth_date="1999-04-02", phone="010-2222-3333")
    records.delete(store, "trainees", [row], people_too=True)
    records.save(store, "trainees", {"phone": "010-4444-5555"}, record_id=other)
    kept = [name for name in told(store) if "홍길동" in name]
    assert len(kept) == 2
