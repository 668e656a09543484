"""Where nothing can be printed it is said, with a way on."""

from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget

from desktop import system
from desktop.ui.kit import messages
from desktop.ui.kit.printing import choose_printer


def test_without_a_printer_on_windows_a_sentence_says_what_to_do(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its dialog would not open, and say nothing."""
    said: list[str] = []
    monkeypatch.setattr(system, "ON_WINDOWS", True)
    monkeypatch.setattr(messages, "error", lambda _parent, sentence: said.append(sentence))
    window = QWidget()
    qtbot.addWidget(window)
    assert choose_printer(window, "명단") is None
    assert "PDF로 저장해" in said[0]


def test_elsewhere_the_dialog_prints_into_a_file(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "ON_WINDOWS", False)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 1)
    window = QWidget()
    qtbot.addWidget(window)
    printer = choose_printer(window, "명단")
    assert printer is not None
    assert printer.docName() == "명단"
