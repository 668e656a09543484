"""Makes docs/screenshot.png: the trainees of the sample programme as the window shows them. Run it when the look changes.

QT_QPA_PLATFORM=offscreen .venv/bin/python tools/take_screenshot.py
"""

import importlib
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop.queries.filtering import Filter, Test  # noqa: E402
from desktop.queries.listing import Criteria  # noqa: E402
from desktop.services import sample  # noqa: E402
from desktop.services.store import Store  # noqa: E402
from desktop.ui.application import Application  # noqa: E402
from desktop.ui.kit.theme import Mode  # noqa: E402


def main() -> None:
    """Open the sample in a window nobody sees, narrow the list to those who completed, and keep the picture."""
    os.environ["LOGNAME"] = "김주무관"
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "예제.db"
        Store.create(data, fill=sample.create).close()
        application = Application(
            "", Path(folder) / "desk.ini", lambda: importlib.import_module("desktop.ui.data_side")
        )
        application._theme.set_mode(Mode.LIGHT)
        application.window.resize(1440, 880)
        application.show(str(data))

        def narrow() -> None:
            page = application.window.stack.currentWidget()
            wanted = (
                Filter("stage", Test.ONE_OF, ("포트폴리오 프로젝트",)),
                Filter("status", Test.ONE_OF, ("수료",)),
            )
            page.show_criteria(Criteria(filters=wanted, order=(("name", False),)))
            page.table.selectRow(3)
            QTimer.singleShot(500, keep)

        def keep() -> None:
            (ROOT / "docs").mkdir(exist_ok=True)
            application.window.grab().save(str(ROOT / "docs" / "screenshot.png"))
            application.window.close()
            application._qt.quit()

        QTimer.singleShot(4000, narrow)
        application._qt.exec()


if __name__ == "__main__":
    main()
