"""Named operations: all of one is kept or nothing, and what is refused reads as a sentence."""

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.journal import Change, Operation
from desktop.model.people import Person
from desktop.model.placement import Company, Opening
from desktop.services.datafile import engines
from desktop.services.datafile.store import Store

pytestmark = pytest.mark.both_databases


def count(store, table):
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_what_an_operation_wrote_is_there_after_reopening(store):
    with store.operation("사람 추가") as op:
        op.add(Person(name="홍길동", phone="010-1234-5678"))
    store.close()
    with Store.open(store.location) as again, again.read() as session:
        person = session.scalar(select(Person))
        assert (person.name, person.name_initials, person.phone_last4) == ("홍길동", "ㅎㄱㄷ", "5678")


def test_an_error_inside_an_operation_leaves_nothing(store):
    def fail(op):
        op.insert_many(Person, [{"name": "김민수"}, {"name": "이서연"}])
        op.add(Person(name="홍길동"))
        raise RuntimeError("넘어짐")

    with pytest.raises(RuntimeError), store.operation("가져오기") as op:
        fail(op)
    assert [count(store, table) for table in (Person, Change, Operation)] == [0, 0, 0]


def test_an_operation_that_changes_nothing_leaves_no_line(store):
    with store.operation("사람 추가") as op:
        person_id = op.add(Person(name="홍길동")).id
    with store.operation("아무것도 안 함") as op:
        op.get(Person, person_id).name = "홍길동"
    assert not op.changes
    assert count(store, Operation) == 1


def test_changes_name_every_row_once(store):
    with store.operation("여럿") as op:
        ids = op.insert_many(Person, [{"name": "김민수"}, {"name": "이서연"}])
    with store.operation("고침") as op:
        op.get(Person, ids[0]).name = "김민서"
        op.delete(op.get(Person, ids[1]))
    assert (op.changes.edited, op.changes.deleted) == ({"person": [ids[0]]}, {"person": [ids[1]]})


def test_listeners_hear_of_a_commit_and_of_nothing_else(store):
    heard = []
    store.committed.append(heard.append)
    with store.operation("사람 추가") as op:
        op.add(Person(name="홍길동"))
    with pytest.raises(UserError), store.operation("기업") as op:
        op.add(Company(name="가람", registration_number="12"))
    assert [changes.name for changes in heard] == ["사람 추가"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"places": -1}, "모집 인원은 0명 이상"),
        ({"wage": -1}, "임금은 0원 이상"),
        ({"duty": ""}, "직무를 적어"),
        ({"company_id": 99}, "이 기록에 이어진 다른 기록"),
    ],
)
def test_a_broken_constraint_reads_as_its_sentence(store, row, sentence):
    with store.operation("기업") as op:
        company = op.add(Company(name="가람데이터", registration_number="124-81-00998"))
    values = {"company_id": company.id, "duty": "개발", "places": 1} | row
    with pytest.raises(UserError, match=sentence), store.operation("모집") as op:
        op.add(Opening(**values))
    assert count(store, Opening) == 0


def test_what_is_read_at_one_look_is_of_one_moment(store):
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
        with Store.open(store.location, user="이주무관") as other, other.operation("사람") as op:
            op.add(Person(name="홍길동"))
        assert session.scalar(select(func.count()).select_from(Person)) == 0
    assert count(store, Person) == 1


def test_ids_of_deleted_rows_are_not_given_again(store):
    with store.operation("하나") as op:
        first = op.add(Person(name="홍길동")).id
    with store.operation("삭제") as op:
        op.delete(op.get(Person, first))
    with store.operation("또 하나") as op:
        assert op.insert_many(Person, [{"name": "김민수"}])[0] > first


def test_the_migrations_make_the_tables_that_the_mapping_declares(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from desktop.model.tables import METADATA
    from desktop.queries.lists import LIKENESSES, LINES

    # No mapping declares the search indices (tables of SQLite's own making, PostgreSQL's trigrams and pairs) nor what is
    # made in plain words.
    undeclared = {
        f"ix_{line.table.name}_{name}" for line in LINES for name in ("words", "pairs", *line.partial)
    } | {f"ix_{each.of.name}_{side}_pairs" for each in LIKENESSES for side in ("title", "body")}
    for declared in (METADATA, *(line.table.metadata for line in LINES)):

        def is_declared(name, kind, _parents, declared=declared):
            return name in declared.tables if kind == "table" else name not in undeclared

        ours = {"include_name": is_declared}
        with store.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection, opts=ours), declared) == []


def test_a_servers_password_is_never_shown(tmp_path):
    assert "열쇠" not in engines.shown("postgresql+psycopg://desk:열쇠@server/ieum")
    assert engines.shown(tmp_path / "이음.db") == str(tmp_path / "이음.db")
    kept = engines.kept("postgresql+psycopg://desk:열쇠@server:5433/ieum?host=/run")
    assert kept == "postgresql+psycopg://desk@server:5433/ieum?host=%2Frun"


def test_a_read_only_store_shows_and_refuses(store):
    with store.operation("사람") as op:
        op.add(Person(name="홍길동"))
    with Store.open(store.location, read_only=True) as looking:
        assert count(looking, Person) == 1
        with pytest.raises(UserError, match="읽기 전용"), looking.operation("또"):
            pytest.fail("열리지 말아야 합니다")
