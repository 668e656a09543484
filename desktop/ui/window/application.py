"""From the start of the window to an open data file, and from one file to the next.

The bare window is painted first, then furnished; the data side (`desktop.ui.window.data_side`: SQLAlchemy, pages, dialogs) is
loaded after that, in the worker. What the first paint does not need is imported inside functions here, for that reason.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop import places, system
from desktop.ui.kit.settings import DeskSettings
from desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.ui.kit.commands import Command
    from desktop.ui.kit.theme import Mode
    from desktop.ui.window.menu import Owner
    from desktop.ui.window.window_menu import MenuEntry

KEY_VARIABLE = "IEUM_PASSPHRASE"
BACKGROUNDS = {"light": "#F5F6F8", "dark": "#16181C"}
"""What the bare window is painted in where the person chose a brightness: as the theme's window, before that is loaded."""


class Application(QObject):
    """Owns the window and, one at a time, the desk shown in it. ``data_side`` loads what is heavy."""

    def __init__(self, version: str, settings_file: Path, data_side: Callable[[], ModuleType]) -> None:
        system.be_known_as("Ieum")
        there = QApplication.instance()
        self._qt = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
        super().__init__()
        self._qt.setApplicationName("이음")
        self._qt.setApplicationVersion(version)
        self.settings = DeskSettings(settings_file)
        if self.settings.theme in BACKGROUNDS:
            self._qt.setPalette(QPalette(QColor(BACKGROUNDS[self.settings.theme])))
        self._load = data_side
        self._data: Any = None
        self._opened: Any = None
        self.just_started = False
        self.window = MainWindow(self.settings)
        self.window.closing.connect(self.close_file)

    def run(self, data: str | None) -> int:
        """Show the window, open ``data`` or the last file, and stay until the window is closed."""
        self.just_started = True
        self.show(data)
        return int(self._qt.exec())

    def show(self, data: str | None) -> None:
        """Show the window; what stands in it and what it shows of the data come after its first paint."""

        def furnish() -> None:
            self._furnish()
            found = data or self._remembered()
            if found is None:
                self._show_start()
            QTimer.singleShot(0, lambda: self._load_data_side(found))

        self.window.painted.connect(lambda: QTimer.singleShot(0, furnish))
        self.window.show()

    def _furnish(self) -> None:
        from desktop.ui.kit import messages
        from desktop.ui.kit.dialog import help_in_dialogs_of_qt
        from desktop.ui.kit.jobs import Jobs
        from desktop.ui.kit.theme import Theme

        self._qt.setWindowIcon(QIcon(str(places.bundled("resources", "icons", "ieum.ico"))))
        messages.install_excepthook(self._qt.applicationVersion())
        help_in_dialogs_of_qt(self._qt)
        self.jobs = Jobs(self)
        self.window.furnish(Theme(self._qt, _mode(self.settings.theme)), self._menu())

    def open(self, location: str) -> None:
        """Close what is open and open another data file, where it was left when it is the last one."""
        self.close_file()
        if "://" not in location:
            location = str(Path(location).absolute())
        if location != self.settings.last_file:
            self.settings.start_anew()
        self._data.open_file(self, location, os.environ.get(KEY_VARIABLE))

    def shown(self, opened: Any, location: str) -> None:
        """Told by the data side: ``opened`` is in the window now, and is closed with it; ``location`` is remembered."""
        self._opened, self.just_started = opened, False
        self.settings.last_file = location

    def refused(self, sentence: str) -> None:
        """Told by the data side: the file could not be opened; offer the ways to begin."""
        from desktop.ui.kit import messages

        self._show_start()
        messages.error(self.window, sentence)

    def close_file(self) -> None:
        """Let go of the open file, once the work under way on it has ended."""
        if self._opened is not None:
            opened, self._opened = self._opened, None
            opened.close()

    # Ways to begin

    def new_file(self) -> None:
        """Ask for a name and start with an empty file."""
        target = self._ask_new_name(self.tr("새 데이터 파일"), places.default_data_file())
        if target is not None:
            self._data.create_file(self, target, sample=False)

    def start_page(self) -> None:
        """Show the ways to begin again; the file that was open is one of them."""
        self.close_file()
        self._show_start()

    def sample_file(self) -> None:
        """Open the practice file, made on the first visit; the real file is not touched."""
        target = places.default_data_file().with_name("예제.db")
        if target.exists():
            self.open(str(target))
        else:
            self._data.create_file(self, target, sample=True)

    def choose_file(self) -> None:
        """Ask for a data file and open it."""
        last = self.settings.last_file
        folder = str(Path(last if last and "://" not in last else places.default_data_file()).parent)
        kinds = self.tr("이음 데이터 파일 (*.db);;모든 파일 (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self.window, self.tr("데이터 파일 열기"), folder, kinds)
        if chosen:
            self.open(chosen)

    def connect_server(self) -> None:
        """Ask for a server's address and open what is there."""
        from desktop.ui.window.servers import connect

        connect(self)

    def _ask_new_name(self, title: str, proposed: Path) -> Path | None:
        proposed.parent.mkdir(parents=True, exist_ok=True)
        kinds = self.tr("이음 데이터 파일 (*.db)")
        chosen, _kind = QFileDialog.getSaveFileName(self.window, title, str(proposed), kinds)
        return Path(chosen) if chosen else None

    def _remembered(self) -> str | None:
        """What to open without being told: the file of last time too where it is no longer there, which must be said."""
        left = self.settings.last_file
        return left if left and "://" not in left else self._last_file()

    def _last_file(self) -> str | None:
        last, usual = self.settings.last_file, places.default_data_file()
        if last and ("://" in last or _may_be_there(Path(last))):
            return last
        return str(usual) if usual.exists() else None

    def _load_data_side(self, location: str | None) -> None:
        from desktop.ui.kit.garbage import Garbage

        def loaded(module: ModuleType) -> None:
            self._data = module
            # From now on only: what a start makes stays, and each look at it took up to 80 ms of the start.
            garbage = Garbage(lambda: self.jobs.busy, self)
            self.window.closing.connect(garbage.stop)
            if location is not None:
                self.open(location)

        self.jobs.run(
            self.window, self.tr("여는 중"), lambda _progress: self._load(), loaded, cancellable=False
        )

    def _show_start(self) -> None:
        from desktop.ui.window.start_page import Start

        left = self._last_file()
        going_on = Start(
            self.tr("이어서 하기"),
            Path(left or "").name,
            "history",
            lambda: self.open(left or ""),
        )
        self.window.show_start(
            (
                *((going_on,) if left and self._data is not None else ()),
                Start(
                    self.tr("새로 시작"),
                    self.tr(
                        "빈 데이터 파일을 만듭니다. 처음에는 '{0}' 폴더에 놓이니, 백업되는 다른 폴더를 골라도 됩니다."
                    ).format(places.default_data_file().parent),
                    "add-file",
                    self.new_file,
                ),
                Start(
                    self.tr("예제로 둘러보기"),
                    self.tr("지어낸 사람들로 채운 연습용 파일을 엽니다. 실제 자료와 섞이지 않습니다."),
                    "sparkle",
                    self.sample_file,
                ),
                Start(
                    self.tr("파일 열기"), self.tr("쓰던 데이터 파일을 고릅니다."), "folder", self.choose_file
                ),
                Start(
                    self.tr("서버에 연결"),
                    self.tr("여러 자리가 함께 쓰는 서버의 자료를 엽니다."),
                    "link",
                    self.connect_server,
                ),
            ),
            self.settings.officer,
            self._call_officer,
        )

    def _call_officer(self, name: str) -> None:
        self.settings.officer = name

    @property
    def opened(self) -> Any:
        """The data file in the window, None while there is none."""
        return self._opened

    def _menu(self) -> "tuple[MenuEntry, ...]":
        from desktop.ui.window.menu import MENU
        from desktop.ui.window.window_menu import MenuEntry

        return tuple(
            MenuEntry(command.title, command.icon, partial(self.do, command), command.keys)
            for command in MENU
        )

    def do(self, command: "Command[Owner]") -> None:
        """Run a command of the menu, or say why it cannot be."""
        from desktop.ui.kit import messages

        refusal = command.refusal(self) if command.refusal is not None else ""
        if refusal:
            messages.error(self.window, refusal)
        else:
            command.run(self)


def _may_be_there(path: Path) -> bool:
    """Whether a file is there. A network drive is not asked, and opening says: one whose server is off takes a minute."""
    from desktop.services.datafile.desks.network_drives import on_network

    return on_network(path) or path.exists()


def _mode(kept: str) -> "Mode":
    from desktop.ui.kit.theme import Mode

    return Mode(kept) if kept in {mode.value for mode in Mode} else Mode.SYSTEM
