"""What a story needs: a window of an office PC's size, hands, and answers to the dialogs of the operating system."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.stories.hands import Hands, Step, until


@pytest.fixture(params=["mouse", "keyboard"])
def hands(request, qtbot, application, monkeypatch, tmp_path):
    """Each story is played with the mouse, and once more by the keyboard alone."""
    monkeypatch.setenv("HOME", str(tmp_path))
    application.window.resize(1366, 740)
    made = Hands(qtbot, application, request.param)
    yield made
    for window in QApplication.topLevelWidgets():  # a story that failed leaves its dialogs
        if window is not application.window:
            window.hide()


@pytest.fixture
def started(qtbot, hands):
    """``started()``: the window is painted and what it needs is loaded; the first start page or the last file."""

    def start() -> None:
        application = hands.application
        application.show(None)
        qtbot.waitUntil(lambda: application._data is not None, timeout=30_000)
        qtbot.waitUntil(lambda: not application.jobs.busy, timeout=30_000)
        application.window.activateWindow()
        qtbot.waitActive(application.window)

    return start


@pytest.fixture
def name_of_file(hands, monkeypatch):
    """``name_of_file(path)``: the file dialogs are answered with it, for one click or key (저장, 열기)."""

    def answer(path: Path) -> None:
        def ask(*_asked: Any, **_options: Any) -> tuple[str, str]:
            if hands.mouse:
                hands.clicks += 1
            else:
                hands.keys += 1
            return str(path), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([ask()[0]], ""))

    return answer


@pytest.fixture
def own_file(hands, started, name_of_file, tmp_path):
    """``own_file(roster)``: the steps from the first start page to an empty file; a file asked for then is the roster."""
    name_of_file(tmp_path / "서초구청.db")
    started()

    def begin(roster: Path) -> Iterator[Step]:
        yield from hands.press("새로 시작", "Return")
        yield until(lambda: hands.application._opened is not None, "the new file")
        name_of_file(roster)

    return begin


@pytest.fixture
def paper(hands, monkeypatch, tmp_path):
    """A printer that prints into PDF files; its dialog costs one click or key (인쇄). The list of what was printed."""
    printed: list[Path] = []

    def confirm(asked: QPrintDialog) -> int:
        printed.append(tmp_path / f"인쇄 {len(printed) + 1}.pdf")
        printer = asked.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed[-1]))
        printer.setResolution(72)
        if hands.mouse:
            hands.clicks += 1
        else:
            hands.keys += 1
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", confirm)
    # Windows asks this to know whether any is installed.
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _printer: QPrinter.OutputFormat.NativeFormat)
    return printed


@pytest.fixture
def workbook(tmp_path):
    """``workbook("명단.xlsx", rows)``: a sheet as an office would send it."""

    def write(name: str, rows: list[list[Any]]) -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def report(request, hands, record_property):
    """``report(goal)``: holds a story to its clicks and tells them under ``pytest -rP``."""

    def tell(*, clicks: int | None = None) -> None:
        counted = f"{hands.clicks} clicks, {hands.keys} keys, {hands.seconds:.0f} s"
        record_property("effort", counted)
        print(f"{request.node.name}: {counted}")  # noqa: T201 - for those who ask with -rP
        if hands.mouse and clicks is not None:
            assert hands.clicks <= clicks, counted
        if not hands.mouse:
            assert hands.clicks == 0, "the keyboard alone"

    return tell
