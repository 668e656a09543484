import logging
import sys
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QMessageBox, QPushButton, QWidget

from desktop.errors import UserError
from desktop.ui.kit import messages


def fault() -> tuple[Any, Any, Any]:
    try:
        raise ValueError("홍길동 010-1234-5678")
    except ValueError:
        return sys.exc_info()


@pytest.fixture
def parent(qtbot: Any, theme: Any) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def press(monkeypatch: pytest.MonkeyPatch, word: str) -> list[QMessageBox]:
    boxes: list[QMessageBox] = []

    def answer(box: QMessageBox) -> int:
        boxes.append(box)
        button = next((b for b in box.findChildren(QPushButton) if b.text() == word), None)
        if button:
            button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return boxes


def test_a_report_names_no_person_and_no_folder() -> None:
    kind, _fault, trace = fault()
    report = messages.report_of(kind, trace, "1.0")
    assert "ValueError" in report
    assert "홍길동" not in report
    assert "1234" not in report
    assert "/work" not in report
    assert "test_messages.py" in report


def test_the_answer_is_the_button_pressed(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = press(monkeypatch, "버리기")
    assert messages.ask(parent, "버릴까요?", "버리기")
    press(monkeypatch, "취소")
    assert not messages.ask(parent, "버릴까요?", "버리기")
    assert boxes[0].defaultButton().text() == "취소", "Enter by mistake destroys nothing"


def test_a_crash_can_be_copied(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = press(monkeypatch, "내용 복사")
    messages.crash(parent, "ValueError\n  desktop/x.py:1")
    assert QGuiApplication.clipboard().text() == "ValueError\n  desktop/x.py:1"
    assert boxes[0].detailedText() == "ValueError\n  desktop/x.py:1"


def test_the_hook_logs_each_fault_and_shows_one_at_a_time(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []

    def show(_parent: QWidget | None, report: str) -> None:
        shown.append(report)
        sys.excepthook(*fault())  # painting goes on under the box and fails again

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    messages.install_excepthook("1.0", show)
    with caplog.at_level(logging.ERROR):
        sys.excepthook(*fault())
    assert len(shown) == 1
    assert len(caplog.records) == 2
    assert "홍길동" not in caplog.text


def test_what_a_person_can_mend_is_said_once_and_is_no_fault(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(messages, "error", lambda _parent, sentence: said.append(sentence))
    messages.install_excepthook("1.0", lambda *_: pytest.fail("a crash box"))
    for sentence in ("서버가 없습니다.", "서버가 없습니다.", "파일이 손상되었습니다."):
        sys.excepthook(UserError, UserError(sentence), None)
    assert said == ["서버가 없습니다.", "파일이 손상되었습니다."]
    assert not caplog.records


def test_buttons_of_qt_are_korean(qtbot: Any, parent: QWidget) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    words = {button.text().split("(")[0] for button in box.findChildren(QPushButton)}
    assert words == {"저장", "취소"}
    line = QLineEdit()
    qtbot.addWidget(line)
    assert line.createStandardContextMenu().actions()[0].text().startswith("실행 취소")
