"""A PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket there, gone afterwards.

``IEUM_TEST_SERVER`` names another one to use instead, as the address of a database on it.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from desktop.services.datafile.store import Store

GIVEN = "IEUM_TEST_SERVER"
_HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def _programs() -> Path:
    found = shutil.which("initdb") or next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), "")
    assert found, "these tests need PostgreSQL; tools/set-up dev installs it"
    return Path(found).resolve().parent


class Cluster:
    """A server with everything in one folder. Only a ``durable`` one keeps its promises when it is struck down.

    One with a ``password`` asks for it, and is reached over the network of this machine.
    """

    def __init__(self, *, durable: bool = False, password: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ieum-pg-"))
        self._options = () if durable else _HASTY
        self._password = password
        self.port = _free_port() if password else 5432
        self._as_user: list[str] = []
        if hasattr(os, "getuid") and os.getuid() == 0:  # the server refuses to run as root
            import pwd  # of POSIX alone

            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        secret = self.folder / "secret"
        secret.write_text(password or "unused")
        how = ["-A", "scram-sha-256" if password else "trust", f"--pwfile={secret}"]
        self._call("initdb", "-D", "data", "-U", "ieum", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", *how)
        self.start()

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._as_user, str(_programs() / program), *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it, also after it was killed."""
        listen = "127.0.0.1" if self._password else ""
        settings = [f"listen_addresses={listen}", f"port={self.port}", "max_connections=60", *self._options]
        options = [part for setting in settings for part in ("-c", setting)]
        program = [str(_programs() / "postgres"), "-D", "data", "-k", str(self.folder), *options]
        self._launch(program)
        end = time.monotonic() + 30
        ready = [str(_programs() / "pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)]
        while subprocess.run(ready).returncode:
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.02)
            if self._process.poll() is not None:
                # One that served a connection was just being made when the server was struck down, and lives for a
                # moment; as long as it does, no other server starts on its memory.
                self._launch(program)

    def _launch(self, program: list[str]) -> None:
        with (self.folder / "log").open("a") as log:
            self._process = subprocess.Popen([*self._as_user, *program], cwd=self.folder, stderr=log)

    def kill(self) -> None:
        """Strike down the server and everything that serves its connections, as a power cut would."""
        first = self._process.pid
        os.kill(first, signal.SIGSTOP)  # it would make more of them meanwhile
        served = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for process in (first, *map(int, served)):
            _strike(process)
        self._process.wait()

    def freeze(self) -> None:
        """Let it answer nobody, as behind a cable that is out, until `thaw`."""
        self._signal_backends(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal_backends(signal.SIGCONT)

    def _signal_backends(self, how: signal.Signals) -> None:
        for process in (
            Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        ):
            os.kill(int(process), how)

    def kill_backend(self) -> None:
        """Strike down what serves one connection; the server then throws out all others and recovers."""
        for process in (
            Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        ):
            if b"ieum ieum" in Path(f"/proc/{process}/cmdline").read_bytes():
                _strike(int(process))
                return

    def stop(self) -> None:
        """End it, whoever is still connected, and take its folder away."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()
        shutil.rmtree(self.folder)

    def address(self, database: str = "postgres") -> URL:
        """Where one of its databases is found."""
        if self._password:
            where = {"password": self._password, "host": "127.0.0.1", "port": self.port}
            return URL.create("postgresql+psycopg", "ieum", database=database, **where)
        return URL.create("postgresql+psycopg", "ieum", database=database, query={"host": str(self.folder)})


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _strike(process: int) -> None:
    with suppress(ProcessLookupError):  # it may have ended by itself
        os.kill(process, signal.SIGKILL)


class Databases:
    """Databases on a server: new ones, and one that is emptied for each test, which takes a hundredth of the time."""

    def __init__(self, server: URL) -> None:
        self._server = server
        self._numbers = count(1)
        self._made: list[str] = []
        self._engine = create_engine(server, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        self._make_shared()

    def _make_shared(self) -> None:
        self.shared = self.new()
        Store.create(self.shared).close()
        self._shared = create_engine(self.shared, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        with self._shared.connect() as connection:
            self._emptying = "; ".join(connection.exec_driver_sql(_EMPTYING).scalars())

    def new(self) -> str:
        """The address of a new database with nothing in it."""
        name = f"ieum_{os.getpid()}_{next(self._numbers)}"
        self._do(f"CREATE DATABASE {name}")
        self._made.append(name)
        return self._server.set(database=name).render_as_string(hide_password=False)

    def emptied(self) -> str:
        """The address of the shared database, with all its tables, no rows, and every id to be given anew."""
        self.end_connections()
        try:
            with self._shared.connect() as connection:
                connection.exec_driver_sql(self._emptying)
        except DBAPIError:  # a test that failed half way through a migration left it without some table
            self._shared.dispose()
            self._make_shared()
        return self.shared

    def end_connections(self) -> None:
        """Throw out whoever is connected to the shared database."""
        with self._shared.connect() as connection:
            connection.exec_driver_sql(_ALONE)

    def close(self) -> None:
        self._shared.dispose()
        for name in self._made:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")
        self._engine.dispose()

    def _do(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)


_ALONE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
_EMPTYING = """SELECT 'SET session_replication_role = replica'
               UNION ALL SELECT 'DELETE FROM ' || quote_ident(tablename) FROM pg_tables
                         WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'certificate_secret')
               UNION ALL SELECT 'SELECT setval(' || quote_literal(sequencename) || ', 1, false)' FROM pg_sequences
               UNION ALL SELECT 'SET session_replication_role = DEFAULT'"""
"""TRUNCATE makes new files for every table and index: 200 ms here, against 2 ms for taking out a test's few rows."""
