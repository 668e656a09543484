"""The window at some of its screens: a picture of each, what `look_checks` finds, and the names a screen reader would say.

usage: python tools/windows_window.py light|dark OUT      into OUT: the pictures, and names.txt

Run by the Windows Python under Wine on its own platform (tools/test-windows), and here to know what the names must be. The
program is left to follow the system; the first word says what the system was told, and so how light the window must be.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop.ui.kit.theme import Mode  # noqa: E402
from tools import scenes  # noqa: E402
from tools.look_checks import faults  # noqa: E402
from tools.take_screenshots import Studio  # noqa: E402

LOOKED_AT = (
    "화면 교육생", "화면 발급대장", "목록 조건", "메뉴 창", "교육생", "수료증 발급", "수료증 보기", "가져오기 열", "내보내기",
    "알림 거절", "도움말",
)  # fmt: skip
"""Scenes of `tools.scenes`: lists, a menu, dialogs, a page of paper, a message and the guide."""
_CLOCK = re.compile(r"\d+\. \d+\. \d\d:\d\d")
_MIDDLE = 128
"""Of the lightness of a colour, 0 black to 255 white."""


def names(front: QWidget) -> list[str]:
    """What a screen reader would say of whatever stands in front, each once, without the time it was made at."""
    shown = [front, *(child for child in front.findChildren(QWidget) if child.isVisible())]
    told = {_CLOCK.sub("", _name(each)) for each in shown}
    return sorted(told - {""})


def _name(widget: QWidget) -> str:
    # Of a box to choose from, Qt says what is chosen on Linux, and its name on Windows.
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def look_around(out: Path, *, dark: bool) -> list[str]:
    """Play the scenes and keep what is seen in ``out``; the faults, a sentence each."""
    every = scenes.pages() | scenes.states() | scenes.dialogs()
    heard, wrong = list[str](), list[str]()
    with tempfile.TemporaryDirectory(prefix="이음 창 ") as folder:
        studio = Studio(Mode.SYSTEM, Path(folder))
        if (studio.window.palette().window().color().lightness() < _MIDDLE) is not dark:
            wrong.append("the window does not follow the brightness of the system")

        def look(front: QWidget, title: str) -> None:
            front.grab().save(str(out / f"{title}.png"))
            heard.extend(f"{title}: {name}" for name in names(front))
            wrong.extend(f"{title}: {fault}" for fault in faults(front))

        for title in LOOKED_AT:
            studio.shoot(every[title], lambda front, title=title: look(front, title))
        studio.close()
        if QApplication.activeModalWidget() is not None or studio.window.isVisible():
            wrong.append("the window does not close")
    (out / "names.txt").write_text("\n".join(heard), encoding="utf-8", newline="\n")
    return wrong


def main() -> None:
    """Look around, and end with SystemExit where anything is wrong."""
    if os.name == "nt":
        os.environ["QT_QPA_PLATFORM"] = "windows"  # Wine lets none of Qt's variables through
    os.environ["LOGNAME"] = "김주무관"
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    wrong = look_around(out, dark=sys.argv[1] == "dark")
    if wrong:
        sys.stdout.reconfigure(encoding="utf-8")
        raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
