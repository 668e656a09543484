import datetime as dt
import errno
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.model.people import Person
from desktop.services import settings
from desktop.services.datafile import history
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office.keeping import BACKUP_ROOM, CONDENSE_AFTER_DAYS
from desktop.services.safety import backup, kept_backups
from desktop.services.safety.kept_backups import Kept

NOW = dt.datetime(2022, 9, 16, 18, 0, tzinfo=dt.UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


def add(store: Store, name: str) -> None:
    with store.operation("사람 추가") as op:
        op.add(Person(name=name))


@pytest.mark.feature("DA-12")
def test_a_backup_is_kept_where_something_was_written(tmp_path: Path) -> None:
    clock = Clock()
    with Store.create(tmp_path / "이음 자료.db", clock=clock) as store:
        add(store, "김민수")
        made = kept_backups.keep_one(store)
        assert made is not None
        assert made.counts["person"] == 1
        assert made.path.parent == tmp_path / "이음 자료 백업"
        clock.now += dt.timedelta(minutes=5)
        assert kept_backups.keep_one(store) is None
        add(store, "이서연")
        clock.now += dt.timedelta(minutes=5)
        again = kept_backups.keep_one(store)
        assert again is not None
        assert [one.path for one in kept_backups.kept(tmp_path / "이음 자료.db")] == [again.path, made.path]
    backup.restore(tmp_path / "이음 자료.db", made.path)
    with Store.open(tmp_path / "이음 자료.db", clock=clock) as store, store.read() as session:
        assert session.scalars(select(Person.name)).all() == ["김민수"]


def test_an_old_backup_held_open_elsewhere_goes_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows nobody takes a file away that is open; the backup just made stays made."""
    clock = Clock()
    really = Path.unlink
    held: list[Path] = []

    def refused(self: Path, missing_ok: bool = False) -> None:
        if self in held:
            raise PermissionError(errno.EACCES, "held", str(self))
        really(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    monkeypatch.setattr(kept_backups, "ROOM_IN_ANY_CASE", 0)
    with Store.create(tmp_path / "이음.db", clock=clock) as store:
        settings.save(store, {BACKUP_ROOM.key: 1})
        for name in ("김민수", "이서연", "박도윤"):
            add(store, name)
            clock.now += dt.timedelta(minutes=5)
            made = kept_backups.keep_one(store)
            assert made is not None
            held.append(made.path)
        assert {one.path for one in kept_backups.kept(tmp_path / "이음.db")} == set(held)
        held.clear()
        add(store, "최하은")
        clock.now += dt.timedelta(minutes=5)
        kept_backups.keep_one(store)
    assert len(kept_backups.kept(tmp_path / "이음.db")) == 1


@pytest.mark.feature("DA-12")
def test_old_backups_are_thinned_and_others_left_alone(tmp_path: Path) -> None:
    clock = Clock()
    with Store.create(tmp_path / "이음.db", clock=clock) as store:
        folder = tmp_path / "이음 백업"
        for day in range(75):
            add(store, f"사람 {day}")
            kept_backups.keep_one(store)
            clock.now += dt.timedelta(days=1, minutes=1)
            if day == 0:
                (folder / "이음 되살리기 전 2022-09-16 180000.db").write_bytes(b"mine")
    days = [(clock.now - one.at).days for one in kept_backups.kept(tmp_path / "이음.db")]
    assert days[:60] == list(range(1, 61))
    assert len(days[60:]) == 1  # the last of September; that of October is among the daily ones
    assert (folder / "이음 되살리기 전 2022-09-16 180000.db").exists()


@pytest.mark.feature("DA-12")
def test_a_clock_set_back_neither_stops_backups_nor_thins_them(tmp_path: Path) -> None:
    clock = Clock()
    with Store.create(tmp_path / "이음.db", clock=clock) as store:
        made = []
        for day in range(5):
            add(store, f"사람 {day}")
            made.append(kept_backups.keep_one(store))
            clock.now += dt.timedelta(days=1)
        clock.now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        add(store, "시계가 뒤로 간 날의 사람")
        past = kept_backups.keep_one(store)
        assert past is not None
        assert past.counts["person"] == 6
        assert all(one.path.exists() for one in (*made, past) if one)


@pytest.mark.feature("DA-12")
def test_a_year_of_work_leaves_days_then_months(tmp_path: Path) -> None:
    """Three backups on every working day for a year, by a clock that is moved on."""
    at, backups = NOW - dt.timedelta(days=366), []
    while at < NOW:
        at += dt.timedelta(hours=3 if at.hour < 15 else 15)
        if at.weekday() < 5:
            backups.insert(0, Kept(tmp_path / f"{at:%Y%m%d%H}", at))
            gone = {one.path for one in kept_backups.superfluous(backups, at)}
            backups = [one for one in backups if one.path not in gone]
    per_day = list(Counter(one.at.date() for one in backups).values())
    assert 60 + 9 <= len(per_day) <= 60 + 11
    assert min(per_day[:3]) > 1
    assert set(per_day[3:]) == {1}
    assert len({(one.at.year, one.at.month) for one in backups}) >= 12


@given(st.lists(st.integers(0, 800 * 24 * 60), max_size=60, unique=True))
def test_thinning_keeps_the_newest_and_every_recent_one(ages: list[int]) -> None:
    backups = [Kept(Path(f"{age}.db"), NOW - dt.timedelta(minutes=age)) for age in sorted(ages)]
    gone = kept_backups.superfluous(backups, NOW)
    stay = [one for one in backups if one not in gone]
    assert not backups or stay[0] == backups[0]
    assert all(NOW - one.at > dt.timedelta(days=2) for one in gone)
    assert kept_backups.superfluous(stay, NOW) == []
    for one in gone:
        if NOW - one.at <= dt.timedelta(days=60):
            assert any(other.at.date() == one.at.date() for other in stay)


def made(*sizes_by_hour: int, days: int = 1) -> list[Kept]:
    """Backups of so many days, newest first, at the hours of each with these sizes."""
    return [
        Kept(Path(f"{day}-{hour}"), NOW - dt.timedelta(days=day, hours=hour), size)
        for day in range(days)
        for hour, size in enumerate(sizes_by_hour)
    ]


def names(backups: list[Kept]) -> set[str]:
    return {one.path.name for one in backups}


@pytest.mark.feature("DA-12")
def test_where_backups_take_too_much_room_the_day_keeps_its_last_and_old_days_go_first() -> None:
    backups = made(10, 10, 10, days=3)
    assert names(kept_backups.superfluous(backups, NOW, 90)) == set()
    assert names(kept_backups.superfluous(backups, NOW, 70)) == {"2-2", "2-1"}
    assert names(kept_backups.superfluous(backups, NOW, 30)) == {"2-2", "2-1", "1-2", "1-1", "0-2", "0-1"}
    assert names(kept_backups.superfluous(backups, NOW, 20)) == {
        "2-2",
        "2-1",
        "1-2",
        "1-1",
        "0-2",
        "0-1",
        "2-0",
    }


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 23), st.integers(1, 500)),
        max_size=60,
        unique_by=lambda one: one[:2],
    ),
    st.integers(0, 5_000),
)
def test_the_newest_and_one_of_each_month_stay_however_little_room_there_is(
    ages: list[tuple[int, int, int]], room: int
) -> None:
    backups = sorted(
        (
            Kept(Path(f"{day}-{hour}"), NOW - dt.timedelta(days=day, hours=hour), size)
            for day, hour, size in ages
        ),
        key=lambda one: one.at,
        reverse=True,
    )
    thinned = set(backups) - set(kept_backups.superfluous(backups, NOW))
    left = set(backups) - set(kept_backups.superfluous(backups, NOW, room))
    assert left <= thinned
    assert set(backups[:1]) <= left
    assert {f"{one.at:%Y-%m}" for one in left} == {f"{one.at:%Y-%m}" for one in thinned}
    over = sum(one.size for one in left) > room
    assert not over or len(left) <= len({f"{one.at:%Y-%m}" for one in left}) + 1


def test_backups_are_held_to_the_room_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_backups, "ROOM_IN_ANY_CASE", 0)
    clock = Clock()
    with Store.create(tmp_path / "이음.db", clock=clock) as store:
        settings.save(store, {BACKUP_ROOM.key: 3})
        for number in range(6):
            add(store, f"사람 {number}")
            kept_backups.keep_one(store)
            clock.now += dt.timedelta(minutes=1)
        size = (tmp_path / "이음.db").stat().st_size
    assert 1 < len(left := kept_backups.kept(tmp_path / "이음.db")) < 6
    assert sum(one.size for one in left) <= 3 * size


@pytest.mark.parametrize("times", [1, 20])
def test_however_little_room_is_set_the_newest_and_one_of_each_month_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    monkeypatch.setattr(kept_backups, "ROOM_IN_ANY_CASE", 0)
    clock = Clock()
    with Store.create(tmp_path / "이음.db", clock=clock) as store:
        settings.save(store, {BACKUP_ROOM.key: times})
        for number in range(8):
            add(store, f"사람 {number}")
            kept_backups.keep_one(store)
            clock.now += dt.timedelta(days=12)
    left = kept_backups.kept(tmp_path / "이음.db")
    months = {f"{one.at:%Y-%m}" for one in left}
    assert len(months) == 4
    assert len(left) == (8 if times == 20 else len(months))


def test_the_room_and_the_time_are_settings_that_can_be_undone(tmp_path: Path) -> None:
    with Store.create(tmp_path / "이음.db", clock=Clock()) as store:
        assert [value(store, each) for each in (BACKUP_ROOM, CONDENSE_AFTER_DAYS)] == [20, 365]
        settings.save(store, {BACKUP_ROOM.key: "5", CONDENSE_AFTER_DAYS.key: "30"})
        assert [value(store, each) for each in (BACKUP_ROOM, CONDENSE_AFTER_DAYS)] == [5, 30]
        assert history.undo(store).name == "되돌리기: 백업과 이력 설정 저장"
        assert value(store, BACKUP_ROOM) == 20
