"""The data file: made whole or not at all, opened with care."""

import getpass
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model import migrations
from desktop.model.people import Person
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.services.datafile import engines
from desktop.services.datafile.store import Store


def test_where_the_system_knows_no_user_there_is_an_officer_all_the_same(tmp_path, monkeypatch):
    """A scheduled task on Windows has no USERNAME, and Python then looks for a module that is not there."""

    def nobody():
        raise ModuleNotFoundError("No module named 'pwd'")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with Store.create(tmp_path / "이음.db") as store:
        assert store.user == "담당자"


def test_a_file_newer_than_the_program_is_refused(store):
    store.close()
    with sqlite3.connect(store.location) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(UserError, match="더 새로운 이음"):
        Store.open(store.location)


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


@pytest.mark.parametrize("name", ["a?mode=ro.db", "a#1.db", "100% 완료.db", "a'b;c.db", "a%20b [1].db"])
def test_a_file_may_be_called_as_its_owner_likes(tmp_path, name):
    path = tmp_path / name
    with Store.create(path) as store, store.operation("넣기") as op:
        op.add(Person(name="홍길동"))
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [name]
    with Store.open(path) as again, again.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_two_that_make_one_file_at_once_make_it_once(tmp_path):
    path = tmp_path / "이음.db"
    refused = []

    def meanwhile(_store):
        with pytest.raises(UserError, match="다른 창에서 만들고 있습니다") as late:
            Store.create(path)
        refused.append(late.value.message)

    Store.create(path, fill=meanwhile).close()
    assert len(refused) == 1
    with pytest.raises(UserError, match="이미 있습니다"):
        Store.create(path)
    assert [each.name for each in tmp_path.iterdir() if not each.name.endswith(".lock")] == ["이음.db"]


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
    with Store.open(path, passphrase="열려라 '참깨") as store, store.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


@pytest.mark.feature("DA-12")
def test_an_older_file_is_backed_up_before_it_is_brought_up_to_date(older):
    with Store.open(older) as store:
        for typed in ("ㄱㅁ", "0101234"):
            for at_once in (0, 10):
                found = Listing(store.engine, TRAINEES, Criteria(search=typed), at_once=at_once)
                assert found.ids(0, 5) == [7], typed
    (backup,) = older.parent.glob("*백업/*.db")
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert connection.execute("SELECT name FROM person").fetchall() == [("김민수",)]
    connection.close()


def test_the_versions_known_are_those_of_the_scripts():
    from pathlib import Path

    scripts = sorted((Path(migrations.__file__).parent / "versions").glob("[0-9]*.py"))
    assert tuple(script.name[:4] for script in scripts) == migrations.VERSIONS


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
            "INSERT INTO person (id, name, name_initials, phone) VALUES (1, '김민수', 'ㄱㅁㅅ', '010-1234-5678')",
            "INSERT INTO trainee (id, person_id) VALUES (7, 1)",
        ):
            connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()
    return path


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
