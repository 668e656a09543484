"""Any form dialog tells what is typed in it once typing rests, and takes it up again."""

from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.queries.unsaved import Writing
from desktop.rules.fields import Field, Kind
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.forms.unsaved import Part

FIELDS = (
    Field("title", "제목"),
    Field("grade", "직급", Kind.CHOICE, choices=("7급", "8급")),
    Field("wage", "희망 임금", confidential=True),
    Field("note", "메모", Kind.LONG_TEXT),
)


class Window(QWidget):
    """A window whose keeper writes down what it is told."""

    def __init__(self, contents: Mapping[str, Any]) -> None:
        super().__init__()
        self.kept: list[Writing] = []
        self.given_up = 0
        self.contents = contents
        self.keeper = self

    def keep(self, _token: object, writing: Writing) -> None:
        self.kept.append(writing)

    def give_up(self, _token: object) -> None:
        self.given_up += 1

    def taken_up(self, _token: object, dialog: str) -> Mapping[str, Any]:
        return self.contents if dialog == "제안 추가: title grade wage note" else {}

    def opening(self, *_: object) -> Any:
        return nullcontext()

    def opened(self) -> Mapping[str, Any]:
        return {"kind": "proposals", "record_id": None, "given": {}}


@pytest.fixture
def opened(qtbot: Any, desk: Any, shown: Any) -> Any:
    def open_(contents: Mapping[str, Any] | None = None, **more: Any) -> tuple[Window, FormDialog]:
        window = Window(contents or {})
        qtbot.addWidget(window)
        values = {"title": "처음", "grade": "7급"}
        dialog = FormDialog(window, "제안 추가", ONE_COLUMN, FIELDS, values, lambda given: given, **more)
        return window, shown(dialog)

    return open_


def test_what_is_typed_is_told_a_moment_after_typing_rests(qtbot, opened, fill):
    window, dialog = opened()
    fill(dialog, note="첫 줄")
    fill(dialog, note="첫 줄\n둘째 줄", wage="3,000,000원", grade="8급")
    assert window.kept == []  # not while the keys are under the hands
    qtbot.waitUntil(lambda: bool(window.kept))
    (told,) = window.kept
    assert told == Writing(
        "제안 추가",
        "제안 추가: title grade wage note",
        {"note": "첫 줄\n둘째 줄", "wage": "3,000,000원", "grade": "8급"},
        "메모: 첫 줄\n둘째 줄",  # the wage is seen in the dialog alone
        {"kind": "proposals", "record_id": None, "given": {}},
    )
    fill(dialog, note="", wage="")
    qtbot.waitUntil(lambda: window.given_up == 1)  # all as it was but for what was only chosen
    dialog.accept()
    assert window.given_up == 2


def test_what_is_gone_on_with_stands_there_again_and_is_a_change(opened):
    _window, dialog = opened({"note": "첫 줄\n둘", "grade": "8급", "title": "처음\t쓰던", "gone": "x"})
    assert dialog._standing() == {"title": "처음\t쓰던", "grade": "8급", "wage": "", "note": "첫 줄\n둘"}
    assert dialog.changed


class Marked(FormDialog):
    """A dialog with marks beside its inputs, and one input that is not to be kept."""

    never_kept = frozenset({"wage"})
    marked = Signal()
    marks: tuple[int, ...] = ()

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.keep_too(Part("marks", lambda: list(self.marks), self.mark, self.told), self.marked)

    def mark(self, marks: list[int]) -> None:
        self.marks = tuple(marks)
        self.marked.emit()

    def told(self) -> str:
        return f"표시: {len(self.marks)}" if self.marks else ""


@pytest.mark.feature("DA-12")
def test_a_dialog_keeps_what_it_holds_besides_its_inputs_and_not_what_it_never_keeps(qtbot, shown, fill):
    def opened(contents: Mapping[str, Any]) -> tuple[Window, Marked]:
        window = Window(contents)
        qtbot.addWidget(window)
        return window, shown(Marked(window, "제안 추가", ONE_COLUMN, FIELDS, {}, lambda given: given))

    window, dialog = opened({})
    fill(dialog, wage="3,000,000원")
    dialog.mark([3, 1])
    qtbot.waitUntil(lambda: bool(window.kept))
    assert (window.kept[-1].contents, window.kept[-1].told) == ({"marks": [3, 1]}, "표시: 2")
    dialog.mark([])
    qtbot.waitUntil(lambda: window.given_up == 1)
    _window, again = opened({"marks": [3, 1], "wage": "3,000,000원", "note": "한 줄"})
    assert (again.marks, form_text(again, "wage"), form_text(again, "note")) == ((3, 1), "", "한 줄")


def form_text(dialog: FormDialog, key: str) -> object:
    return dialog._standing()[key]


@pytest.mark.parametrize("how", [{"read_only": True}, {"kept": False}])
def test_some_dialogs_are_not_kept(qtbot, opened, fill, how):
    window, dialog = opened({"note": "쓰던 것"}, **how)
    fill(dialog, note="무엇")
    with qtbot.waitSignal(dialog.finished):
        dialog.done(0)
    assert dialog._unsaved is None
    assert (window.kept, window.given_up) == ([], 0)
