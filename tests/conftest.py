"""What every test gets: an offscreen Qt unless a real display is asked for, and a real data file when it asks."""

import datetime as dt
import os

import pytest
from hypothesis import settings

# A busy office PC is slow, not wrong: examples have no deadline. A CI run tries the same ones every time.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
def store(tmp_path, clock):
    """A new data file of 김주무관's desk, on the morning of 16 September 2022."""
    # Imported late: tests of text and rules need no database.
    from desktop.services.store import Store

    opened = Store.create(tmp_path / "구청 자료.db", user="김주무관", clock=clock)
    yield opened
    opened.close()
