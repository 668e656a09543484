"""Who is in the way of a write at a server is named to the one who waits, as far as the server says."""

import datetime as dt

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from desktop.errors import UserError
from desktop.model.people import Person
from desktop.services.datafile.desks.patience import Patience
from desktop.services.datafile.store import Store

ON_HOLD = "SELECT pg_advisory_xact_lock(480)"


@pytest.fixture
def address(databases):
    return databases.emptied()


@pytest.fixture
def waiting(address):
    """이주무관's desk, which tries to write for a moment and returns what it is told."""

    def told():
        with (
            pytest.raises(UserError) as refused,
            store.operation("기다리는 일", patience=Patience(0.3)),
        ):
            pass
        return refused.value.message

    with Store.open(address, user="이주무관") as store:
        yield told


def told_while(holder, waiting):
    with holder.operation("고치는 중") as op:
        op.add(Person(name="박늘솔"))
        return waiting()


@pytest.mark.feature("DO-06")
def test_who_waits_hears_who_writes_since_when_and_how_to_go_on(address, waiting):
    with Store.open(address, user="김주무관") as first:
        before = dt.datetime.now().astimezone()
        said = told_while(first, waiting)
        after = dt.datetime.now().astimezone()
    assert said in {
        f"다른 자리에서 쓰고 있습니다. 김주무관 님이 {at:%H:%M}부터 사용 중입니다. 잠시 뒤에 다시 해 주세요."
        for at in (before, after)
    }


def test_a_long_name_is_cut_between_two_characters(address, waiting):
    with Store.open(address, user="서초구청 일자리경제과 청년정책팀 김주무관의 둘째 자리") as first:
        said = told_while(first, waiting)
    assert said.startswith("다른 자리에서 쓰고 있습니다. 서초구청 일자리경제과 청년정책팀 ")
    assert " 님이 " in said


def test_who_came_by_another_name_to_the_server_is_named_too(address, waiting):
    """The server then keeps to itself since when."""
    owner = create_engine(address, isolation_level="AUTOCOMMIT")
    role = f"second_{make_url(address).database}"
    with owner.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        connection.exec_driver_sql(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        connection.exec_driver_sql(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
    try:
        with Store.open(address, user="김주무관") as first, first.operation("고치는 중") as op:
            op.add(Person(name="박늘솔"))
            by_another_name = make_url(address).set(username=role).render_as_string(hide_password=False)
            with (
                Store.open(by_another_name, user="박주무관") as third,
                pytest.raises(UserError) as refused,
                third.operation("기다리는 일", patience=Patience(0.3)),
            ):
                pass
        assert "쓰고 있습니다. 김주무관 님이 사용 중입니다. 잠시 뒤에" in refused.value.message
    finally:
        with owner.connect() as connection:
            connection.exec_driver_sql(f"DROP OWNED BY {role}; DROP ROLE {role}")
        owner.dispose()


def test_nobody_is_named_where_another_program_or_another_database_is_written(address, waiting, databases):
    with Store.create(databases.new(), user="박주무관") as elsewhere:
        other = create_engine(address, connect_args={"application_name": "psql"})
        with elsewhere.operation("다른 자료") as op, other.begin() as connection:
            op.add(Person(name="박늘솔"))
            connection.exec_driver_sql(ON_HOLD)
            assert waiting() == "다른 자리에서 쓰고 있습니다. 잠시 뒤에 다시 해 주세요."
        other.dispose()
