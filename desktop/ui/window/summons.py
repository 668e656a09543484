"""A second start of the program on the same file brings the window that has it open to the front.

Loaded once a file is shown, or where one is found open: no start waits for it.
"""

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.services.datafile.store import desk_user
from desktop.ui.window.main_window import MainWindow

_WAIT_MS = 500


class Summons(QLocalServer):
    """Listens for second starts on the data file ``path``, of the same person at the same machine, until closed."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = _name(path)
        self.removeServer(name)  # left by a program that was killed: this window alone holds the file's lock
        self.listen(name)  # where it cannot be, the second start asks as if this were another machine
        self.newConnection.connect(self._come)

    def _come(self) -> None:
        self.nextPendingConnection().deleteLater()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def summon(path: Path) -> bool:
    """Whether a window of this machine's same person has the file open, and was asked to come to the front."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    found = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return found


def _name(path: Path) -> str:
    whose = f"{desk_user()} {path.resolve()}"
    return f"ieum-{sha256(whose.encode()).hexdigest()[:24]}"
