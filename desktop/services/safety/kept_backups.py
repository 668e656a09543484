"""The backups the program makes by itself, beside the data file: on closing and before an import; thinned with age."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from sqlalchemy import func, select

from desktop.model.journal import Operation
from desktop.services.datafile import copies
from desktop.services.datafile.store import Store
from desktop.services.safety.backup import Backup, back_up, folder_of

DAYS_IN_FULL, DAYS, MONTHS = 3, 60, 24
_STAMP = "%Y-%m-%d %H%M%S"
ON_CLOSING, BEFORE_IMPORT = "닫을 때", "가져오기 전"
_NAME = re.compile(rf".* (?:자동|{ON_CLOSING}|{BEFORE_IMPORT}) (\d{{4}}-\d\d-\d\d \d{{6}})")


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup the program made by itself, and when (on the desk's clock)."""

    path: Path
    at: dt.datetime


def keep_one(store: Store, why: str = "자동") -> Backup | None:
    """Back up beside the data file, and thin out old backups; None where nothing was written since the last one.

    ``why`` stands in the name of the file, for whoever looks for the right one.

    Nothing is done for a server database or a file opened for looking only. Raises UserError as `back_up` does.
    """
    if store.path is None or store.read_only:
        return None
    now = store.clock().astimezone()
    last = next(iter(kept(store.path)), None)
    if last is not None and not _written_since(store, last.path):
        return None
    name = f"{store.path.stem} {why} {now:{_STAMP}}{store.path.suffix}"
    made = back_up(store, folder_of(store.path) / name)
    for old in superfluous(kept(store.path), now):
        old.path.unlink()
    return made


def kept(data_file: Path) -> list[Kept]:
    """The backups the program made of this file by itself, newest first."""
    found = []
    for path in folder_of(data_file).glob(f"*{data_file.suffix}"):
        if name := _NAME.fullmatch(path.stem):
            at = dt.datetime.strptime(name[1], _STAMP).astimezone()
            found.append(Kept(path, at))
    return sorted(found, key=lambda one: one.at, reverse=True)


def superfluous(backups: list[Kept], now: dt.datetime) -> list[Kept]:
    """Those that thinning takes: all of the last 3 days stay, the last one of each of 60 days and of each of 24 months.

    Only days and months that have a backup count, so that a clock far ahead makes no backup old. What a clock that was
    once ahead left in the future stays and counts for none of them. ``backups`` newest first.
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
    return [one for one in backups if one.path not in wanted]


def _written_since(store: Store, backup: Path) -> bool:
    """Whether the data file holds an operation that a backup lacks; asked of both, for clocks can be set back."""
    with store.read() as session:
        latest = session.scalar(select(func.max(Operation.id)))
    return latest != copies.last_operation(store.engine, backup)
