"""The data file: made whole or not at all, opened with care, written in named operations."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model import migrations
from desktop.model.journal import Change, Operation
from desktop.model.people import Person
from desktop.model.placement import Company, Opening
from desktop.queries.listing import Criteria, Listing
from desktop.queries.training import TRAINEES
from desktop.services import engines
from desktop.services.store import Store


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
        ({"company_id": 99}, "이 기록을 쓰는 다른 기록"),
    ],
)
def test_a_broken_constraint_reads_as_its_sentence(store, row, sentence):
    with store.operation("기업") as op:
        company = op.add(Company(name="가람데이터", registration_number="124-81-00998"))
    values = {"company_id": company.id, "duty": "개발", "places": 1} | row
    with pytest.raises(UserError, match=sentence), store.operation("모집") as op:
        op.add(Opening(**values))
    assert count(store, Opening) == 0


def test_ids_of_deleted_rows_are_not_given_again(store):
    with store.operation("하나") as op:
        first = op.add(Person(name="홍길동")).id
    with store.operation("삭제") as op:
        op.delete(op.get(Person, first))
    with store.operation("또 하나") as op:
        assert op.insert_many(Person, [{"name": "김민수"}])[0] > first


def test_a_file_newer_than_the_program_is_refused(store):
    store.close()
    with sqlite3.connect(store.location) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(UserError, match="더 새로운 이음"):
        Store.open(store.location)


def test_the_versions_known_are_those_of_the_scripts():
    from pathlib import Path

    scripts = sorted((Path(migrations.__file__).parent / "versions").glob("[0-9]*.py"))
    assert tuple(script.name[:4] for script in scripts) == migrations.VERSIONS


def test_the_migrations_make_the_tables_that_the_mapping_declares(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from desktop.model.tables import METADATA

    # The search indices are tables of SQLite's own making, which no mapping declares.
    ours = {"include_name": lambda name, kind, _parents: kind != "table" or name in METADATA.tables}
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), METADATA) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "데이터 파일이 아니거나"), (b"PK\x03\x04 not ours", "데이터 파일이 아니거나")],
)
def test_foreign_files_are_refused_with_a_way_out(tmp_path, content, sentence):
    path = tmp_path / "딴 파일.db"
    path.write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_servers_password_is_never_shown(tmp_path):
    assert "열쇠" not in engines.shown("postgresql+psycopg://desk:열쇠@server/ieum")
    assert engines.shown(tmp_path / "이음.db") == str(tmp_path / "이음.db")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(UserError, match="데이터 파일이 없습니다"):
        Store.open(tmp_path / "없음.db")
    with pytest.raises(UserError, match="폴더입니다"):
        Store.open(tmp_path)


def test_another_sqlite_database_is_not_taken_for_ours(tmp_path):
    path = tmp_path / "다른 것.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(UserError, match="이음 데이터 파일이 아닙니다"):
        Store.open(path)


def test_create_does_not_touch_an_existing_file(store):
    with pytest.raises(UserError, match="이미 있습니다"):
        Store.create(store.location)


def test_a_failed_first_filling_leaves_no_file(tmp_path):
    def fill(store):
        with store.operation("사람") as op:
            op.add(Person(name="홍길동"))
        raise UserError("채우다 말았습니다.")

    with pytest.raises(UserError, match="채우다"):
        Store.create(tmp_path / "새 파일.db", fill=fill)
    assert list(tmp_path.iterdir()) == []


def test_a_protected_file_opens_with_its_passphrase_only(tmp_path):
    path = tmp_path / "잠근 파일.db"
    with Store.create(path, passphrase="열려라 '참깨") as store, store.operation("사람") as op:
        op.add(Person(name="홍길동"))
    assert "홍길동".encode() not in path.read_bytes()
    with pytest.raises(UserError, match="암호"):
        Store.open(path)
    with pytest.raises(UserError, match="암호가 틀렸거나"):
        Store.open(path, passphrase="아님")
    with Store.open(path, passphrase="열려라 '참깨") as store:
        assert count(store, Person) == 1


def test_a_read_only_store_shows_and_refuses(store):
    with store.operation("사람") as op:
        op.add(Person(name="홍길동"))
    with Store.open(store.location, read_only=True) as looking:
        assert count(looking, Person) == 1
        with pytest.raises(UserError, match="읽기 전용"), looking.operation("또"):
            pytest.fail("열리지 말아야 합니다")


@pytest.fixture
def older(tmp_path):
    """A data file as the first version of the tables left it, with one trainee in it."""
    from alembic import command
    from alembic.config import Config

    path = tmp_path / "옛 자료.db"
    path.touch()
    engine = engines.make(path)
    with engine.connect().execution_options(ieum_write=True) as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO person (id, name, name_initials) VALUES (1, '김민수', 'ㄱㅁㅅ')",
            "INSERT INTO trainee (id, person_id) VALUES (7, 1)",
        ):
            connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()
    return path


@pytest.mark.feature("DA-12")
def test_an_older_file_is_backed_up_before_it_is_brought_up_to_date(older):
    with Store.open(older) as store:
        assert Listing(store.engine, TRAINEES, Criteria(search="ㄱㅁ")).ids() == [7]
    (backup,) = older.parent.glob("*백업/*.db")
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert connection.execute("SELECT name FROM person").fetchall() == [("김민수",)]
    connection.close()


def test_an_upgrade_that_fails_leaves_the_older_file_as_it_was(older):
    with sqlite3.connect(older) as connection:
        connection.execute("CREATE TABLE trainee_trigram (in_the_way)")
        before = list(connection.iterdump())
    connection.close()
    with pytest.raises(Exception, match="already exists"):
        Store.open(older)
    with sqlite3.connect(older) as connection:
        assert list(connection.iterdump()) == before
    connection.close()
