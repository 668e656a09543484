"""A shared office's server database: how it is reached, and how writes take turns on it as they do on a file."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from desktop.errors import UserError
from desktop.rules.fields import Field
from desktop.services.datafile.desks.desk_lock import Holder
from desktop.services.datafile.desks.patience import LONGEST_WAIT_S, Patience

FIELDS = (
    Field("host", "서버", required=True, help="서버의 이름이나 주소", example="예: 10.20.30.40"),
    Field("port", "포트", help="비워 두면 5432", example="5432"),
    Field("database", "자료 이름", required=True, example="예: ieum"),
    Field("username", "서버 아이디", required=True, help="서버 관리자가 알려 준 이름"),
)
"""What a person is asked for to reach a server; the password is asked for when it is opened."""
_TURN = 0x1E0
"""The advisory lock every write begins with. One at a time, ids follow each other without gap in the order of commits,
numbers can be counted, and what an operation has read cannot change before it writes."""
_LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for it, the same in every language its messages are in."""
_PROGRAM, _LONGEST_NAME = "ieum", 63
"""What a server calls this program, and how many bytes of such a name it keeps."""
_WHO_HOLDS_IT = """SELECT application_name, xact_start FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND (classid, objid, objsubid) = (0, %s, 1)
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
"""Everyone may ask; since when, only who came to the server by the same name or may see all."""


def make(location: str, user: str, to_json: Callable[[Any], str], options: Mapping[str, Any]) -> Engine:
    """An engine for a server's address; others who have to wait for ``user`` are told so."""
    try:
        engine = create_engine(
            location,
            json_serializer=to_json,
            pool_pre_ping=True,
            hide_parameters=True,
            execution_options=dict(options),
            connect_args={
                "connect_timeout": int(LONGEST_WAIT_S),
                "tcp_user_timeout": int(1000 * LONGEST_WAIT_S),
                "application_name": _application_name(user),
                "options": f"-c lock_timeout={LONGEST_WAIT_S:.0f}s",
            },
        )
    except (ArgumentError, ModuleNotFoundError):
        raise UserError(
            "서버 주소를 읽을 수 없거나 서버에 잇는 부품이 설치되지 않았습니다. "
            "postgresql+psycopg://이름@서버/자료처럼 적었는지 확인해 주세요."
        ) from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("ieum_write"):
            return
        try:
            _take_turn(connection, options.get("ieum_patience"))
        except OperationalError as error:
            holder = _holder(engine) if is_turn_taken(error) else None
            if holder is not None:
                error.add_detail(holder.sentence())
            raise

    return engine


def is_turn_taken(error: DBAPIError) -> bool:
    """Whether a write waited too long for others. Its ``detail`` says who was in the way, where that is known."""
    return getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE


def _take_turn(connection: Connection, patience: Patience | None) -> None:
    turn = f"SELECT pg_advisory_xact_lock({_TURN})"
    if patience is None:
        connection.exec_driver_sql(turn)
        return
    with patience.waiting() as milliseconds:
        # 0 would be to wait for ever.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(milliseconds, 1)}")
        connection.exec_driver_sql(turn)


def _holder(engine: Engine) -> Holder | None:
    """Who writes just now; None where nobody does any more, or another program than this one."""
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql(_WHO_HOLDS_IT, (_TURN,)).first()
        if found is None:
            return None
        program, _, user = found.application_name.encode().decode("utf-7").partition(" ")
    except (DBAPIError, UnicodeError):
        return None
    return Holder(user, found.xact_start) if program == _PROGRAM and user else None


def _application_name(user: str) -> str:
    """The program and who sits at it, in UTF-7 (RFC 2152): a server keeps nothing but ASCII of it, and cuts off the rest."""
    while len(name := f"{_PROGRAM} {user}".encode("utf-7")) > _LONGEST_NAME:
        user = user[:-1]
    return name.decode("ascii")


def address(values: Mapping[str, Any]) -> str:
    """The address of a server from what a person fills in."""
    port = str(values.get("port") or "5432")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise UserError("포트는 1부터 65535까지의 숫자입니다. 모르면 비워 두세요.", "port")
    where = {key: values[key] for key in ("host", "database", "username")}
    return str(URL.create("postgresql+psycopg", port=int(port), **where))


def filled(location: str) -> dict[str, Any]:
    """The same, the other way round; empty where the location is a file."""
    if "://" not in location:
        return {}
    url = make_url(location)
    return {
        "host": url.host or url.query.get("host"),
        "port": str(url.port or ""),
        "database": url.database,
        "username": url.username,
    }


def without_password(location: str) -> str:
    """The address as it may be kept."""
    return str(make_url(location)._replace(password=None))  # `set` takes None for "as it is"


def with_password(location: str, password: str) -> str:
    """The address with the password that opens it."""
    return make_url(location).set(password=password).render_as_string(hide_password=False)
