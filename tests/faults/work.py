"""What the other desks of the fault tests do. Each takes the folder its data file lies in."""

import ctypes
import datetime as dt
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

from desktop.places import bundled
from desktop.queries.kinds import SPECS
from desktop.queries.listing import Criteria, Listing, Scope
from desktop.services import backup, exporting, importing, records, sample
from desktop.services.desk_lock import DeskLock
from desktop.services.store import Store

DATA = "구청 자료.ieum"
LIST = "교육생 명단.xlsx"
PDF = "교육생 명단.pdf"
OLDER = b"an older list"
BACKUP = "백업.ieum"
SAMPLE = "예제.ieum"
TRAINEES = 456
_SHEET = "기초과정"
_CAPABILITY_VERSION_3, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 0x20080522, 1 << 1, 1 << 2


def open_data(folder: Path, data: str = DATA, *, read_only: bool = False) -> Store:
    return Store.open(folder / data, user="다른 자리", read_only=read_only)


def import_trainees(folder: Path) -> None:
    """456 people, from the sheet an office keeps."""
    workbook = importing.read_file(bundled("resources", "samples", "trainees-2022.xlsx"))
    with open_data(folder) as store:
        importing.run(store, importing.prepare(store, "trainees", workbook, sheet=_SHEET))


def trainees(store: Store) -> Listing:
    return Listing(store.engine, SPECS["trainees"], Criteria(scope=Scope(1, None, store.today())))


def export_trainees(folder: Path) -> None:
    with open_data(folder) as store:
        exporting.export_list(store, trainees(store), folder / LIST)


def export_pdf(folder: Path) -> None:
    with open_data(folder) as store:
        exporting.export_list(store, trainees(store), folder / PDF)


def save_cohort(folder: Path, name: str = "새 기수") -> None:
    """One record as a dialog saves it: a cohort, which comes with its stages."""
    with open_data(folder) as store:
        _save_cohort(store, name)


def save_cohorts(folder: Path, who: str, number: int) -> None:
    """One after another, as fast as it goes."""
    with open_data(folder) as store:
        for place in range(number):
            began = time.monotonic()
            _save_cohort(store, f"{who} {place}")
            assert time.monotonic() - began < 5, "a save waited for more than 5 s"


def _save_cohort(store: Store, name: str) -> None:
    records.save(store, "cohorts", {"name": name, "year": 2023, "programme": "AI칼리지"})


def create_sample(folder: Path) -> None:
    Store.create(folder / SAMPLE, fill=sample.create).close()


def back_up(folder: Path) -> None:
    with open_data(folder) as store:
        backup.back_up(store, folder / BACKUP)


def restore(folder: Path) -> None:
    backup.restore(folder / DATA, folder / BACKUP)


def look(folder: Path) -> None:
    """Open for looking only, and read the list."""
    with open_data(folder, read_only=True) as store:
        assert len(trainees(store).page(0, 200)) == min(trainees(store).count(), 200)


def hold(folder: Path, who: str) -> None:
    """Have the data file open in a window, until something ends this desk."""
    lock = DeskLock(folder / DATA)
    assert lock.take(who, dt.datetime(2022, 9, 16, 0, 12, tzinfo=dt.UTC)) is None
    signal.pause()


def with_small_files(largest: int, done: Callable[[Path], None], folder: Path) -> None:
    """Work where no file may grow beyond ``largest`` bytes, as on a memory stick."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    done(folder)


def minding_modes(done: Callable[[Path], None], folder: Path) -> None:
    """Work as a user whom file modes bind; root they bind only without the capability to pass them by."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    held = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None)
    assert libc.capget(header, held) == 0
    for kind in (0, 1):  # in effect, and to be had again
        held[kind] &= ~(_CAP_DAC_OVERRIDE | _CAP_DAC_READ_SEARCH)
    assert libc.capset(header, held) == 0
    done(folder)
