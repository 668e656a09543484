"""What every test gets: an offscreen Qt unless a real display is asked for, and a real data file when it asks. On Windows,
whose Qt has no fonts offscreen, the real display.

Tests marked ``both_databases`` that use ``store`` run twice: on a data file, and on a PostgreSQL server.
"""

import datetime as dt
import os
import shutil
import tempfile
from collections import deque
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from hypothesis import settings

from desktop import places, system
from tests import compiled_once

compiled_once.share()
# A busy office PC is slow, not wrong: examples have no deadline. A CI run tries the same ones every time.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")
os.environ.setdefault("QT_QPA_PLATFORM", "windows" if system.ON_WINDOWS else "offscreen")
# What the program keeps for its user goes into a folder of the tests' own, which ends with them.
_home = tempfile.TemporaryDirectory(prefix="ieum-tests-")
os.environ[places.VARIABLE] = _home.name


_LONGEST = (
    "test_every_point.py",
    "test_look.py",
    "test_command_line.py",
    "test_sharing.py",
    "test_killed.py",
)


def pytest_collection_modifyitems(items):
    """The longest files first: begun last, one of them would keep one worker busy while the other waits."""
    order = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


_folders: deque[Path] = deque()
_FOLDERS_KEPT = 25


def pytest_runtest_teardown(item):
    """What a test wrote goes some tests later: kept to the end, the folders of one run came to 20 GB and filled disks.

    Not at once, for a window that is being closed may still look for its file.
    """
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    if folder is not None:
        _folders.append(folder)
    if len(_folders) > _FOLDERS_KEPT:
        shutil.rmtree(_folders.popleft(), ignore_errors=True)


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self) -> None:
        self.time = dt.datetime(2022, 9, 16, 1, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time

    def advance(self, **parts: int) -> None:
        self.time += dt.timedelta(**parts)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def own_folder(monkeypatch):
    """``own_folder(folder)``: there lies from now on what the program keeps for its user, called in a process too."""
    return lambda folder: monkeypatch.setenv(places.VARIABLE, str(folder))


def pytest_generate_tests(metafunc):
    if metafunc.definition.get_closest_marker("both_databases") and "location" in metafunc.fixturenames:
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request):
    """The kind of database ``location`` is in."""
    return getattr(request, "param", "sqlite")


@pytest.fixture(scope="session")
def databases():
    """Fresh databases on a PostgreSQL server of this session's own, or on the one the environment names."""
    from sqlalchemy.engine import make_url

    from tests.postgres import GIVEN, Cluster, Databases

    with ExitStack() as ends:
        if given := os.environ.get(GIVEN):
            server = make_url(given)
        else:
            cluster = Cluster()
            ends.callback(cluster.stop)
            server = cluster.address()
        yield ends.enter_context(closing(Databases(server)))


@pytest.fixture(scope="session")
def new_file(tmp_path_factory):
    """A data file without rows, made once and copied for every test."""
    # Imported late: tests of text and rules need no database.
    from desktop.services.datafile.store import Store

    path = tmp_path_factory.mktemp("새 자료") / "새 자료.db"
    Store.create(path).close()
    return path


@pytest.fixture(scope="session")
def practice_file(tmp_path_factory):
    """The practice file as its first visit makes it, made once: who writes in it takes a copy."""
    from desktop.services import sample
    from desktop.services.datafile.store import Store

    path = tmp_path_factory.mktemp("예제") / "예제.db"
    Store.create(path, fill=sample.create).close()
    return path


@pytest.fixture(scope="module")
def practice(practice_file, tmp_path_factory):
    """The practice file, open for all tests of a file that look at it."""
    from desktop.services.datafile.store import Store

    with Store.open(shutil.copy(practice_file, tmp_path_factory.mktemp("예제") / "예제 자료.db")) as opened:
        yield opened


@pytest.fixture
def location(request, database, tmp_path):
    """Where a new data file without rows lies, or a database like it."""
    if database == "sqlite":
        return str(shutil.copy(request.getfixturevalue("new_file"), tmp_path / "구청 자료.db"))
    return request.getfixturevalue("databases").emptied()


@pytest.fixture
def store(location, clock):
    """A new data file of 김주무관's desk, on the morning of 16 September 2022."""
    from desktop.services.datafile.store import Store

    opened = Store.open(location, user="김주무관", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def other(store, clock):
    """이주무관's desk at the same data."""
    from desktop.services.datafile.store import Store

    with Store.open(store.location, user="이주무관", clock=clock) as opened:
        yield opened


@pytest.fixture
def company(store):
    """The id of a company in the data, for those who change it from two desks."""
    from desktop.services.records import records

    values = {"name": "가람데이터", "registration_number": "124-81-00998", "field": "통계"}
    return records.save(store, "companies", values).inserted["company"][0]
