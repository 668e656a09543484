"""Takes a picture of every screen and every dialog, in light and dark, at every scale and two sizes of screen.

.venv/bin/python tools/take_screenshots.py FOLDER            all settings, with one page of all: FOLDER/index.html
.venv/bin/python tools/take_screenshots.py FOLDER light-150  the settings whose name holds these words
.venv/bin/python tools/take_screenshots.py --keep            the pictures of the README and of the guide in the program

Each setting is a process of its own at a screen of its own (Xvfb): a scale is chosen before Qt starts. A scale of 150 %
stands for a screen that shows 1280 × 720 of the program's own pixels, as a laptop of 1920 × 1080 does.
"""

import html
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop.services import sample  # noqa: E402
from desktop.services.datafile.store import Store  # noqa: E402
from desktop.ui.kit.theme import Mode  # noqa: E402
from desktop.ui.window.application import Application  # noqa: E402
from tools import scenes  # noqa: E402
from tools.look_checks import faults  # noqa: E402

SMALL, LARGE = (1280, 720), (2560, 1440)
_SETTLE_MS, _QUIET_MS = 700, 150
# Nothing is looked at but what is laid out: no shade need have come up. Where something is wrong it is looked at once more.
_CHECK_SETTLE_MS, _CHECK_QUIET_MS = 40, 30
_SHEET_COLUMNS, _SHEET_WIDTH, _SHEET_GAP = 3, 640, 12
_SMOOTH = Qt.TransformationMode.SmoothTransformation


@dataclass(frozen=True, slots=True)
class Setting:
    """How a person may have set their screen. ``width`` and ``height`` are its real pixels."""

    mode: Mode
    scale: int
    width: int
    height: int

    @property
    def name(self) -> str:
        """As the folder of its pictures is called."""
        return f"{self.mode.value}-{self.scale}-{self.width}x{self.height}"


def settings() -> list[Setting]:
    """All of them."""
    found = []
    for mode in (Mode.LIGHT, Mode.DARK):
        for scale in (100, 125, 150, 200):
            sizes = {(SMALL[0] * scale // 100, SMALL[1] * scale // 100), LARGE}
            found += [Setting(mode, scale, *size) for size in sorted(sizes)]
    return found


@contextmanager
def screen(width: int, height: int) -> Iterator[str]:
    """The name of a display of so many pixels that nobody looks at."""
    read, write = os.pipe()
    server = subprocess.Popen(  # noqa: S603
        [  # noqa: S607 - wherever it is installed
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{width}x{height}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def take_in_child(setting: Setting, what: str, out: Path) -> None:
    """Run this file again under ``setting``, to do ``what`` into ``out``."""
    with screen(setting.width, setting.height) as display:
        environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(setting.scale / 100),
            "LOGNAME": "김주무관",
        }
        subprocess.run(  # noqa: S603
            [sys.executable, __file__, what, setting.mode.value, str(out)], env=environment, check=True
        )


class Studio:
    """The real window at a fresh sample office in ``folder``."""

    def __init__(self, mode: Mode, folder: Path) -> None:
        self.folder = folder
        data = folder / "예제.db"
        Store.create(data, fill=sample.create).close()
        Store.create(folder / "새 자료.db").close()
        self.application = Application(
            "0.1.0", folder / "desk.ini", lambda: importlib.import_module("desktop.ui.window.data_side")
        )
        self.application.settings.theme = mode.value
        self.window = self.application.window
        room = self.window.screen().availableGeometry()
        self.window.setGeometry(room)
        self.application.show(str(data))
        self.wait(lambda: self.application._opened is not None)
        scenes.issue_some(self.desk)

    @property
    def desk(self) -> Any:
        """The open one."""
        return self.application._opened.desk

    @property
    def stage(self) -> scenes.Stage:
        """For the scenes."""
        opened = self.application._opened
        return scenes.Stage(self.window, opened.desk if opened else None, self.folder)

    def wait(self, until: Callable[[], bool]) -> None:
        """Lets the program live until something is so."""
        while not until():
            self.rest(50)

    def rest(self, milliseconds: int) -> None:
        """Lets the program live for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def shoot(
        self,
        scene: scenes.Scene,
        look: Callable[[QWidget], object],
        settle: int = _SETTLE_MS,
        quiet_for: int = _QUIET_MS,
    ) -> None:
        """Plays a scene, hands ``look`` what stands in front, and puts it away."""
        taken: list[bool] = []
        loop = QEventLoop()

        quiet = False

        def take() -> None:
            nonlocal quiet
            was, quiet = quiet, not self.application.jobs.busy
            if not (was and quiet):  # work that has just ended leaves a screen still to be laid out
                QTimer.singleShot(quiet_for, take)
                return
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window
            taken.append(True)
            try:
                look(front)
            finally:
                put_away()
                loop.quit()

        def put_away() -> None:
            while (front := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
                if front.isHidden():
                    # One that was opened and not run stays modal for Qt now and then, though it is gone, while it lives.
                    front.deleteLater()
                    QApplication.sendPostedEvents(front, QEvent.Type.DeferredDelete)
                elif isinstance(front, QDialog):
                    front.done(QDialog.DialogCode.Rejected)
                    front.hide()
                else:
                    front.close()
                QApplication.processEvents()  # a job that began meanwhile holds it open until it is over
            self.window.toast.hide()

        QTimer.singleShot(settle, take)
        scene(self.stage)
        if not taken:
            loop.exec()
        self.rest(0)

    def open(self, name: str) -> None:
        """Another file of the folder."""
        self.application.open(str(self.folder / name))
        self.wait(lambda: self.application._opened is not None and not self.application.jobs.busy)

    def close(self) -> None:
        """No trace stays."""
        self.window.close()


def each_scene(studio: Studio) -> Iterator[tuple[str, scenes.Scene]]:
    """All of them in their order; the program is where each can be played."""
    for named in (scenes.pages(), scenes.states(), scenes.dialogs()):
        yield from named.items()
    studio.open("새 자료.db")
    for title, scene in scenes.pages().items():
        yield f"빈 {title}", scene
    studio.application.close_file()
    yield "시작", lambda _stage: studio.application._show_start()


def take(mode: Mode, out: Path) -> None:
    """A picture of every scene into ``out``, numbered in the order of the list."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(mode, Path(folder))
        for number, (title, scene) in enumerate(each_scene(studio), 1):
            studio.shoot(
                scene, lambda front, name=f"{number:02} {title}.png": front.grab().save(str(out / name))
            )
        studio.close()


def check(mode: Mode, words: Sequence[str]) -> tuple[int, list[str]]:
    """How many scenes were gone through, and what `look_checks` finds wrong in any.

    Of ``words``, 'dialogs' asks for those alone, and '1/3' for the first of every three scenes.
    """
    number, found = 0, list[str]()
    first, step = next((tuple(map(int, word.split("/"))) for word in words if "/" in word), (1, 1))
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(mode, Path(folder))

        def look(front: QWidget) -> None:
            wrong = faults(front)
            if wrong:  # a preview may be still to come: once more, when it is there
                studio.rest(_SETTLE_MS)
                wrong = faults(front)
            found.extend(f"{title}: {each}" for each in wrong)

        played = scenes.dialogs().items() if "dialogs" in words else each_scene(studio)
        for title, scene in islice(played, first - 1, None, step):  # noqa: B007 - for look
            number += 1
            studio.shoot(scene, look, settle=_CHECK_SETTLE_MS, quiet_for=_CHECK_QUIET_MS)
        studio.close()
    return number, found


GUIDE = {
    "시작": "start",
    "화면 교육생": "window",
    "가져오기 열": "import-columns",
    "가져오기 검토": "import-review",
    "목록 붉은 칸": "bad-cell",
    "화면 변경 이력": "history",
    "수료증 발급": "issue",
    "화면 발급대장": "register",
    "제안": "proposal",
    "매칭": "match",
    "메뉴 창": "menu",
}
"""Scenes and the pictures of resources/guide/guide.md."""
README = "목록 조건"
GUIDE_SETTING, README_SETTING = Setting(Mode.LIGHT, 200, 1920, 1280), Setting(Mode.LIGHT, 100, 1440, 880)
GUIDE_WIDTH, GUIDE_MOST_BYTES = 1280, 60_000


def keep_guide(mode: Mode, out: Path) -> None:
    """The guide's pictures: twice as many pixels as they take on the screen, small as files."""

    def keep(front: QWidget, name: str) -> None:
        picture = front.grab().toImage()
        picture = picture.scaledToWidth(min(picture.width(), GUIDE_WIDTH), _SMOOTH)
        path = out / f"{name}.webp"
        for quality in range(80, 10, -10):
            picture.save(str(path), quality=quality)
            if path.stat().st_size <= GUIDE_MOST_BYTES:
                return
        raise ValueError(path)

    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(mode, Path(folder))
        for title, scene in each_scene(studio):
            if title in GUIDE:
                studio.shoot(scene, lambda front, name=GUIDE[title]: keep(front, name))
        studio.close()


def keep_readme(mode: Mode, out: Path) -> None:
    """The picture of the README."""
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(mode, Path(folder))
        studio.window.toast.hide()  # what was done to fill the register
        studio.shoot(scenes.states()[README], lambda front: front.grab().save(str(out)))
        studio.close()


def contact_sheet(folder: Path) -> None:
    """The pictures of ``folder``, small, on one sheet beside it."""
    images = [QImage(str(path)) for path in sorted(folder.glob("*.png"))]
    images = [each.scaledToWidth(min(each.width(), _SHEET_WIDTH), _SMOOTH) for each in images]
    rows = [images[at : at + _SHEET_COLUMNS] for at in range(0, len(images), _SHEET_COLUMNS)]
    heights = [max(image.height() for image in row) + _SHEET_GAP for row in rows]
    sheet = QImage(_SHEET_COLUMNS * (_SHEET_WIDTH + _SHEET_GAP), sum(heights), QImage.Format.Format_RGB32)
    sheet.fill(0xFF808080)
    painter = QPainter(sheet)
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for column, image in enumerate(row):
            painter.drawImage(column * (_SHEET_WIDTH + _SHEET_GAP), top, image)
        top += height
    painter.end()
    sheet.save(str(folder.with_suffix(".png")))


_HEAD = """<!doctype html><meta charset="utf-8"><title>이음 화면</title>
<style>body { font: 14px sans-serif } img { max-width: 480px; border: 1px solid #999 } td { vertical-align: top }</style>
<table>"""


def page_of_all(out: Path) -> None:
    """index.html: the settings beside one another, a scene a row."""
    folders = sorted(path for path in out.iterdir() if path.is_dir())
    names = sorted({path.name for folder in folders for path in folder.glob("*.png")})
    lines = [_HEAD, "<tr><th>" + "".join(f"<th>{folder.name}" for folder in folders)]
    for name in names:
        line = f"<tr><td>{html.escape(name[:-4])}"
        for folder in folders:
            at = html.escape(f"{folder.name}/{name}")
            line += f'<td><a href="{at}"><img loading="lazy" src="{at}"></a>'
        lines.append(line)
    (out / "index.html").write_text("\n".join(lines), encoding="utf-8")


_IN_CHILD = {"--take": take, "--guide": keep_guide, "--readme": keep_readme}


def main(arguments: list[str]) -> None:
    """As the docstring of this file says."""
    if arguments[0] in _IN_CHILD:
        _IN_CHILD[arguments[0]](Mode(arguments[1]), Path(arguments[2]))
        return
    if arguments[0] == "--keep":
        take_in_child(GUIDE_SETTING, "--guide", ROOT / "resources" / "guide")
        take_in_child(README_SETTING, "--readme", ROOT / "docs" / "screenshot.png")
        return
    if arguments[0] == "--check":
        number, found = check(Mode(arguments[1]), arguments[2:])
        sys.stdout.write("\n".join([str(number), *found]))
        return
    if arguments[0].startswith("-"):
        sys.exit(__doc__)
    out = Path(arguments[0])
    for setting in settings():
        if all(word in setting.name for word in arguments[1:]):
            take_in_child(setting, "--take", out / setting.name)
            contact_sheet(out / setting.name)
    page_of_all(out)


if __name__ == "__main__":
    main(sys.argv[1:])
