"""The backups the program makes by itself, beside the data file: on closing and before an import.

They are thinned with age, and held to a room of their own.
"""

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.journal import Operation
from desktop.services.attachments import thinning
from desktop.services.datafile import copies
from desktop.services.datafile.condensing import condense
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office.keeping import BACKUP_ROOM, CONDENSE_AFTER_DAYS
from desktop.services.safety.backup import Backup, back_up, folder_of
from desktop.text.dates import on_the_clock

DAYS_IN_FULL, DAYS, MONTHS = 3, 60, 24
ROOM_IN_ANY_CASE = 512 * 2**20
"""So many bytes they may take together however small the data file is; beyond it the office's setting holds."""
_STAMP = "%Y-%m-%d %H%M%S"
ON_CLOSING, BEFORE_IMPORT = "닫을 때", "가져오기 전"
_NAME = re.compile(rf".* (?:자동|{ON_CLOSING}|{BEFORE_IMPORT}) (\d{{4}}-\d\d-\d\d \d{{6}})")


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup the program made by itself, when (on the desk's clock), and its size in bytes."""

    path: Path
    at: dt.datetime
    size: int = 0


def keep_one(store: Store, why: str = "자동") -> Backup | None:
    """Back up beside the data file, and thin out old backups and the bytes of attachments that nobody names any more.

    None where nothing was written since the last one.

    ``why`` stands in the name of the file, for whoever looks for the right one. What was undone long ago is taken out of
    the journal first; how long ago that is, and how much room backups may take, the office's settings say. Nothing is done
    for a server database or a file opened for looking only; of a file that was taken away meanwhile this is what is left.
    Raises UserError as `back_up` does.
    """
    if store.path is None or store.read_only:
        return None
    now = store.clock().astimezone()
    last = next(iter(kept(store.path)), None)
    if last is not None and not _written_since(store, last.path):
        return None
    is_there = not store.why_gone()
    if is_there:
        condense(store, days=value(store, CONDENSE_AFTER_DAYS))
    made = back_up(store, _free(store.path, why, now))
    size = store.path.stat().st_size if is_there else made.size
    room = max(value(store, BACKUP_ROOM) * size, ROOM_IN_ANY_CASE)
    for old in superfluous(kept(store.path), now, room):
        with contextlib.suppress(OSError):  # held open elsewhere, it goes the next time
            old.path.unlink()
    if is_there:
        with contextlib.suppress(UserError):  # somebody else is writing: the next one does it
            thinning.thin(store, folder_of(store.path))
    return made


def kept(data_file: Path) -> list[Kept]:
    """The backups the program made of this file by itself, newest first."""
    found = []
    for path in folder_of(data_file).glob(f"*{data_file.suffix}"):
        if name := _NAME.fullmatch(path.stem):
            at = on_the_clock(dt.datetime.strptime(name[1], _STAMP))  # noqa: DTZ007 - a name says the desk's own
            found.append(Kept(path, at, path.stat().st_size))
    return sorted(found, key=lambda one: one.at, reverse=True)


def superfluous(backups: list[Kept], now: dt.datetime, room: int | None = None) -> list[Kept]:
    """Those that thinning takes: all of the last 3 days stay, the last one of each of 60 days and of each of 24 months.

    Only days and months that have a backup count, so that a clock far ahead makes no backup old. What a clock that was
    once ahead left in the future stays and counts for none of them. ``backups`` newest first.

    Where those still take more than ``room`` bytes, first go those before the last of a day, then whole days, the oldest
    first; the newest, and the last one of each month, stay however large they are.
    """
    past = [one for one in backups if one.at <= now]
    wanted = {one.path for one in backups if one.at > now}
    for period, number, all_of_it in (
        ("%Y-%m-%d", DAYS_IN_FULL, True),
        ("%Y-%m-%d", DAYS, False),
        ("%Y-%m", MONTHS, False),
    ):
        for _name, group in islice(groupby(past, key=lambda one: f"{one.at:{period}}"), number):
            wanted.update(one.path for one in (group if all_of_it else islice(group, 1)))
    if room is not None:
        wanted -= _too_much([one for one in past if one.path in wanted], room)
    return [one for one in backups if one.path not in wanted]


def _too_much(backups: list[Kept], room: int) -> set[Path]:
    """Those that must go for the rest to find room, newest first given."""
    lasts = {period: {one.path for one in _last_of_each(backups, period)} for period in ("%Y-%m-%d", "%Y-%m")}
    of_days, of_months = lasts.values()
    stay = of_months | {one.path for one in backups[:1]}
    over = sum(one.size for one in backups) - room
    gone: set[Path] = set()
    oldest_first = backups[::-1]
    for one in sorted(oldest_first, key=lambda one: one.path in of_days):
        if over > 0 and one.path not in stay:
            gone.add(one.path)
            over -= one.size
    return gone


def _last_of_each(backups: list[Kept], period: str) -> Iterator[Kept]:
    for _name, group in groupby(backups, key=lambda one: f"{one.at:{period}}"):
        yield next(group)


def _free(path: Path, why: str, now: dt.datetime) -> Path:
    """A name nothing has yet: two are kept within a second where a file is closed, opened and closed again."""
    while True:
        free = folder_of(path) / f"{path.stem} {why} {now:{_STAMP}}{path.suffix}"
        if not free.exists():
            return free
        now += dt.timedelta(seconds=1)


def _written_since(store: Store, backup: Path) -> bool:
    """Whether the data file holds an operation that a backup lacks; asked of both, for clocks can be set back."""
    with store.read() as session:
        latest = session.scalar(select(func.max(Operation.id)))
    return latest != copies.last_operation(store.engine, backup)
