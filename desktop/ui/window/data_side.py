"""What the application does with data files: open, make, show, back up, bring back. Loaded after the first paint.

Pages but the first and what a command opens are imported when first asked for: together they take as long as the rest.
Longer than most files, and why: opening, keeping and letting go of a file belong together.
"""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QVBoxLayout, QWidget

from desktop.errors import Damaged, NeedsPassword, NothingThere, Progress, UserError
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.services.datafile import engines, history, rights
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.desks.desk_lock import DeskLock, Holder
from desktop.services.datafile.desks.network_drives import on_network
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store, desk_user, now
from desktop.services.kinds import LISTS
from desktop.services.office import settings as office
from desktop.services.records import access
from desktop.services.safety import backup, kept_backups, rescue
from desktop.services.safety.passphrases import check_new
from desktop.text.dates import on_the_clock, show_date
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.small import label
from desktop.ui.window import palette
from desktop.ui.window.host import Host
from desktop.ui.window.main_window import MainWindow, WayOut
from desktop.ui.window.screens import OPENERS, entries
from desktop.ui.window.unsaved.keeping import UnsavedKeeper
from desktop.ui.window.watch import Watch
from desktop.ui.window.workplace import furnish

if TYPE_CHECKING:
    from desktop.ui.window.summons import Summons

FIRST_PAGE = "trainees"
KEY_VARIABLE = "IEUM_PASSPHRASE"
AHEAD_MS = 500
"""After a file is shown: by then its first page is painted, and nobody has yet found the next one to click."""


@dataclass(slots=True)
class _Held:
    """How a file is about to be opened: under which lock, for reading only and why, as whose copy."""

    passphrase: str | None
    lock: DeskLock | None = None
    turn: engines.Turn = engines.at_once
    read_only: str = ""
    copy: neighbours.Copy | None = None


def open_file(host: Host, location: str, passphrase: str | None) -> None:
    """Open a data file and show it; whoever holds it is named, and it can be looked at meanwhile."""
    path = engines.file_of(location)
    if path is not None and on_network(path):
        _reach(host, path, lambda: _open_there(host, location, path, passphrase))
    else:
        _open_there(host, location, path, passphrase)


def _reach(host: Host, path: Path, then: Callable[[], object]) -> None:
    """Go on once a network drive has answered, in the worker: one whose server is off takes a minute, and may raise."""

    def work(_progress: Progress) -> bool:
        try:
            return any(each.exists() for each in (path, *path.parents))  # a folder may be yet to be made
        except OSError:
            return False

    def done(there: bool) -> None:  # noqa: FBT001 - what a job found
        if there:
            then()
            return
        told = host.window.tr(
            "'{0}'에 닿지 않습니다. 네트워크 드라이브가 이어져 있는지, 그 서버가 켜져 있는지 확인하고 다시 열어 주세요."
        )
        host.refused(told.format(path.parent))

    host.jobs.run(host.window, host.window.tr("네트워크 드라이브를 찾는 중"), work, done, cancellable=False)


def _open_there(host: Host, location: str, path: Path | None, passphrase: str | None) -> None:
    if path is not None and not path.exists():
        from desktop.ui.window.rescue import offer_missing

        host.jobs.open()  # the backups are looked through in it
        offer_missing(host, path, passphrase)
        return
    held = _hold(host, path, passphrase) if path is not None and path.is_file() else _Held(passphrase)
    if held is None:
        return

    def work(_progress: Progress) -> Store | rescue.Refusal:
        return rescue.try_to_open(
            location, passphrase=held.passphrase, read_only=bool(held.read_only), turn=held.turn
        )

    def done(result: Store | rescue.Refusal) -> None:
        if isinstance(result, Store):
            if held.copy is not None:
                result.why_read_only, result.way_out = held.copy.why, ""
            opened = OpenFile(host, result, held.lock, held.read_only, held.passphrase)
            host.shown(opened, engines.kept(location))
            if result.lost:
                messages.tell(host.window, result.lost)
            return
        if held.lock is not None:
            held.lock.release()
        _not_opened(host, location, held.passphrase, result)

    host.jobs.run(host.window, host.window.tr("파일 여는 중"), work, done, cancellable=False)


def _hold(host: Host, path: Path, passphrase: str | None) -> _Held | None:
    """The file under this desk's lock, or to be looked at; None where the person would rather do something else."""
    held = _Held(_passphrase(host.window, path, passphrase), copy=neighbours.copy_at(path))
    if held.copy is not None:
        held.read_only = held.copy.why
        return held
    held.lock = DeskLock(path)
    holder, held.turn = held.lock.take(host.settings.officer or desk_user(), now()), held.lock.make_sure
    if holder is not None and not _looks_only(host, path, holder):
        return None
    held.read_only = _why_read_only(host.window, path, holder)
    return held


def _looks_only(host: Host, path: Path, holder: Holder) -> bool:
    """Whether the person would look at what another desk is working in; else there are the ways to begin.

    A second start at the same machine is no other desk: the window that is there comes to the front in its place.
    """
    window = host.window
    if host.just_started:
        from desktop.ui.window.summons import summon

        if summon(path):
            window.close()
            return False
    looks = messages.ask(
        window,
        holder.sentence(),
        window.tr("읽기 전용으로 열기"),
        window.tr("그 창을 닫은 뒤 다시 열거나, 지금은 보기만 할 수 있습니다."),
    )
    if not looks:
        host.start_page()
    return looks


def _not_opened(host: Host, location: str, passphrase: str | None, refusal: rescue.Refusal) -> None:
    path = engines.file_of(location)
    if isinstance(refusal.error, (NeedsPassword, NothingThere)):
        from desktop.ui.window import servers

        servers.try_again(host, location, refusal.error, open_file, create_file)
    elif isinstance(refusal.error, Damaged) and path is not None:
        from desktop.ui.window.rescue import offer

        offer(host, path, passphrase, refusal, lambda: _look_at(host, path, passphrase))
    else:
        host.refused(refusal.error.message)


def _look_at(host: Host, path: Path, passphrase: str | None) -> None:
    """Show a damaged file as it is; nothing of it changes."""
    told = host.window.tr(
        "손상된 파일을 있는 그대로 열었습니다. 읽기 전용이며 일부가 빠졌을 수 있습니다. 되살리려면 파일을 다시 여세요."
    )

    def work(_progress: Progress) -> Store | UserError:
        try:
            return rescue.open_as_it_is(path, passphrase=passphrase)
        except UserError as error:
            return error

    def done(result: Store | UserError) -> None:
        if isinstance(result, UserError):
            host.refused(result.message)
        else:
            host.shown(OpenFile(host, result, None, told, passphrase), str(path))

    host.jobs.run(host.window, host.window.tr("파일 여는 중"), work, done, cancellable=False)


def _why_read_only(window: MainWindow, path: Path, holder: Holder | None) -> str:
    """The banner's sentence, '' where the file can be written."""
    if holder is not None:
        return window.tr("{0} 읽기 전용입니다. 고치려면 그 창을 닫은 뒤 다시 여세요.").format(
            holder.sentence()
        )
    if not rights.can_be_written(path):
        return window.tr(
            "쓸 수 없는 곳에 있는 파일이라 읽기 전용입니다. 고치려면 쓸 수 있는 폴더에 사본을 두세요."
        )
    return ""


def create_file(host: Host, target: Path | str, *, sample: bool) -> None:
    """Make a new data file, empty or with the sample programmes, and open it."""
    given = os.environ.get(KEY_VARIABLE) if engines.file_of(target) is not None else None

    def work(progress: Progress) -> None:
        Store.create(
            target,
            passphrase=check_new(given),
            user=host.settings.officer,
            fill=_fill(progress) if sample else lambda _store: None,
        ).close()

    title = host.window.tr("연습 자료 만드는 중") if sample else host.window.tr("새 파일 만드는 중")
    host.jobs.run(host.window, title, work, lambda _none: host.open(str(target)))


def _fill(progress: Progress) -> Callable[[Store], None]:
    from desktop.services import sample

    return lambda store: sample.create(store, progress)


def _passphrase(parent: QWidget, path: Path, given: str | None) -> str | None:
    """None for a file that begins as an open one does; else the one given, or asked for."""
    try:
        with path.open("rb") as file:
            head = file.read(len(engines.SQLITE_HEADER))
    except OSError:
        return given  # opening it says what is the matter
    if rescue.begins_wrongly(path):
        return given
    if head == engines.SQLITE_HEADER or path.stat().st_size < 1024:
        return None
    question = parent.tr("'{0}' 파일의 암호").format(path.name)
    return given or messages.ask_passphrase(parent, parent.tr("암호"), question)


def _call_user(store: Store, said: str) -> None:
    """By what was said at this desk; in a file that one desk works in at a time, else by the officer it names."""
    name = said or (value(store, office.OFFICER) if store.path is not None else "")
    if name:
        store.call_user(name)


class OpenFile:
    """A data file shown in the window, with the commands that need one."""

    def __init__(
        self, host: Host, store: Store, lock: DeskLock | None, read_only: str, passphrase: str | None
    ) -> None:
        self._host, self._lock, self._passphrase = host, lock, passphrase
        host.jobs.open()
        _call_user(store, host.settings.officer)
        self.desk = Desk(store, host.settings, jobs=host.jobs, openers=OPENERS)
        access.hand_over_with_writes(store)
        self._watch = Watch(store, self.desk.bus)
        if lock is not None:
            lock.taken_over = self._taken_over
            lock.patient = False  # a cell is saved while the window waits
        self._furnished = furnish(
            host.window,
            self.desk,
            entries(self.desk),
            first_page=FIRST_PAGE,
            open_import=lambda files: self.import_sheet(*map(Path, files)),
            reset_sample=self._reset_sample,
            commands=partial(palette.find, host, self.desk),
            read_only=read_only,
            way_out=self._way_out() if read_only else None,
            save_copy=self.copy_elsewhere,
        )
        self._unsaved = UnsavedKeeper(self.desk, host.window)
        QTimer.singleShot(AHEAD_MS, self._unsaved, self._unsaved.look)
        self._summons: Summons | None = None
        self._ahead = QTimer(host.window, singleShot=True, interval=AHEAD_MS)
        self._ahead.timeout.connect(self._listen)
        self._ahead.timeout.connect(self._read_ahead)
        if store.path is not None:
            self._ahead.start()

    def _way_out(self) -> WayOut | None:
        """What can be done about a file that is open for looking only."""
        window, path = self._host.window, self.desk.store.path
        copy = neighbours.copy_at(path) if path is not None else None
        if path is None:
            return None
        if copy is not None:
            from desktop.ui.window.rescue import bring_back_copy

            original = copy.original
            return window.tr("되살리기…"), lambda: bring_back_copy(
                self._host, path, original, self._passphrase
            )
        if not rights.can_be_written(path):
            return window.tr("다른 곳에 사본 두고 열기"), self.copy_elsewhere
        return None

    def _listen(self) -> None:
        """From now on a second start brings this window to the front."""
        path = self.desk.store.path
        if self._lock is not None and path is not None and not self.desk.store.read_only:
            from desktop.ui.window.summons import Summons

            self._summons = Summons(self._host.window, path)

    def _read_ahead(self) -> None:
        """While another page is looked at: the SELECTs of the trainees compiled, the beginning of the list off the disk."""
        from desktop.ui.table.query_table_model import PAGE

        if self._host.window.page(FIRST_PAGE) is None:
            spec = LISTS[FIRST_PAGE]
            wanted = Criteria(order=spec.order, scope=self.desk.scope)
            listing = Listing(self.desk.store.engine, spec, wanted)
            self.desk.jobs.read_ahead(lambda: listing.page(0, PAGE))

    def close(self) -> None:
        """Wait for work under way, keep a backup of what was written, let go of the file and of its lock."""
        self._ahead.stop()
        if self._summons is not None:
            self._summons.close()
        self._watch.stop()
        self.desk.jobs.close()
        self._unsaved.close()
        try:
            self._keep_one()
        finally:  # whatever became of the backup, the next one is let in
            self.desk.close()
            if self._lock is not None:
                self._lock.release()

    def _keep_one(self) -> None:
        gone = self.desk.store.why_gone()
        try:
            kept_backups.keep_one(self.desk.store, kept_backups.ON_CLOSING)
        except UserError as error:
            messages.error(self._host.window, error.message)
            if gone:
                from desktop.ui.window.rescue import keep_what_is_left

                keep_what_is_left(self._host.window, self.desk.store)
        else:
            if gone:
                folder = backup.folder_of(Path(self.desk.store.location)).name
                told = self._host.window.tr(
                    "{0} 지금까지의 자료는 '{1}' 폴더의 백업에 있습니다. 다시 열 때 되살릴 수 있습니다."
                )
                messages.tell(self._host.window, told.format(gone, folder))

    def _taken_over(self, by: Holder) -> None:
        """Another desk on the network drive took this one for dead: it slept. From here on it only looks."""
        self.desk.store.read_only, self.desk.store.why_read_only = True, by.sentence()
        said = self._host.window.tr(
            "{0} 이 자리는 읽기 전용이 되었습니다. 고치려면 그 창을 닫은 뒤 다시 여세요."
        )
        self.desk.bus.said.emit(said.format(by.sentence()), None)

    def _reset_sample(self) -> None:
        from desktop.ui.window import practice

        if self.desk.store.read_only:
            messages.error(
                self._host.window,
                self._host.window.tr("보기만 하는 창에서는 처음 상태로 되돌릴 수 없습니다."),
            )
            return
        practice.reset(self._host, self.desk)

    def import_sheet(self, *files: Path) -> None:
        """The import wizard, with ``files`` already chosen, one after the other, or from its first page."""
        from desktop.ui.importing.wizard import open_import

        first, more = (files[0], files[1:]) if files else (None, ())
        open_import(self._host.window, self.desk, None, first, more)

    def settings(self) -> None:
        """The office's settings."""
        from desktop.ui.office.settings_dialog import open_settings

        open_settings(self.desk, self._host.window)

    def keeping(self) -> None:
        """How much is kept, and how long."""
        self._settings_page("keeping", "operations")

    def training_settings(self) -> None:
        """What the training programme reckons with."""
        self._settings_page("training", "sessions")

    def subsidy_settings(self) -> None:
        """What wage subsidies reckon with."""
        self._settings_page("subsidy", "subsidy_policies")

    def review_settings(self) -> None:
        """How long the review of a proposal may take."""
        self._settings_page("review", "reviews")

    def interview_settings(self) -> None:
        """The minutes of interviews."""
        self._settings_page("interviews", "interviews")

    def _settings_page(self, page: str, help_page: str) -> None:
        from desktop.ui.office.page_dialog import page_dialog

        dialog = page_dialog(self.desk, self._host.window, page, help_page)
        dialog.exec()
        dialog.deleteLater()

    def check(self) -> None:
        """Whether all is as it was written."""
        from desktop.ui.window.checking import look_through

        look_through(self._host, self.desk)

    def remove_left_over(self) -> None:
        """People who are in no list."""
        from desktop.ui.window.checking import remove_left_over

        remove_left_over(self._host, self.desk)

    def back_up(self) -> None:
        """Ask where to, copy the file there and say what is in the copy."""
        window, store = self._host.window, self.desk.store
        if store.path is None:
            messages.error(window, window.tr("서버에 있는 자료는 서버 관리자의 백업을 쓰세요."))
            return
        folder = backup.folder_of(store.path)
        try:
            folder.mkdir(exist_ok=True)
        except OSError:  # beside a file that can only be looked at
            folder = Path.home()
        proposed = folder / f"{store.path.stem} {store.clock().astimezone():%Y-%m-%d %H%M}{store.path.suffix}"
        chosen, _kind = QFileDialog.getSaveFileName(window, window.tr("백업하기"), str(proposed), "*.db")
        if chosen:
            self.desk.jobs.run(
                window,
                window.tr("백업하는 중"),
                lambda progress: backup.back_up(store, Path(chosen), progress),
                lambda made: self.desk.bus.said.emit(
                    window.tr("'{0}'에 백업하고 다시 열어 확인했습니다.").format(made.path.name), None
                ),
            )

    def copy_elsewhere(self) -> None:
        """Ask for a folder that can be written, put a copy of the file there and open that."""
        window, store = self._host.window, self.desk.store
        assert store.path is not None
        proposed = str(Path.home() / store.path.name)
        if store.why_gone() and store.path.parent.is_dir():
            proposed = str(store.path.with_stem(f"{store.path.stem} 되찾음"))
        chosen, _kind = QFileDialog.getSaveFileName(window, window.tr("사본을 둘 곳"), proposed, "*.db")
        if chosen:
            self.desk.jobs.run(
                window,
                window.tr("사본 만드는 중"),
                lambda progress: backup.back_up(store, Path(chosen), progress),
                lambda made: self._host.open(str(made.path)),
            )

    def restore(self) -> None:
        """Ask for a backup, put it in the place of the open file, and open that again."""
        window, store = self._host.window, self.desk.store
        if store.path is None or store.read_only:
            messages.error(window, window.tr("읽기 전용이거나 서버에 있는 자료는 여기서 되살릴 수 없습니다."))
            return
        from desktop.ui.window.rescue import choose_and_bring_back

        choose_and_bring_back(self._host, store, self._passphrase)

    def passphrase(self) -> None:
        """Set, change or take away what the file is protected by."""
        from desktop.ui.window import passphrase

        host, store = self._host, self.desk.store
        if store.path is None or store.read_only:
            messages.error(
                host.window,
                host.window.tr("읽기 전용이거나 서버에 있는 자료에는 여기서 암호를 걸 수 없습니다."),
            )
            return
        place = str(store.path)
        passphrase.ask_and_change(host, store.path, self._passphrase, lambda new: open_file(host, place, new))

    def look_back(self) -> None:
        """Ask for a day and show the data as it stood at its end."""
        from desktop.ui.office.past_view import open_past

        day = _ask_day(self._host.window, self.desk.store)
        if day is not None:
            end_of_day = on_the_clock(dt.datetime.combine(day, dt.time.max))
            open_past(self.desk, self._host.window, end_of_day)


def _ask_day(parent: QWidget, store: Store) -> dt.date | None:
    from desktop.ui.forms.calendar import Calendar

    began, latest = history.oldest(store), store.today()
    first = min(on_the_clock(began).date(), latest) if began else latest

    dialog = Dialog(parent)
    dialog.help_page = "operations"
    dialog.setWindowTitle(parent.tr("지난 날짜로 보기"))
    calendar = Calendar(dialog)
    calendar.setDateRange(*(QDate(each.year, each.month, each.day) for each in (first, latest)))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    told = dialog.tr(
        "고른 날이 끝났을 때의 자료를 보여 줍니다.\n지금 자료는 바뀌지 않습니다. 기록은 {0}부터 있습니다."
    )
    days = QVBoxLayout()
    days.setSpacing(12)
    days.addWidget(label(told.format(show_date(first))))
    days.addWidget(calendar)
    dialog.lay_out(days, buttons, spacing=12)
    if not dialog.exec():
        return None
    chosen = calendar.selectedDate()
    return dt.date(chosen.year(), chosen.month(), chosen.day())
