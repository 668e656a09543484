import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton, QWidget

from desktop.errors import UserError
from desktop.rules.fields import Field, Kind
from desktop.ui.forms.check_list import CheckList
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN, TWO_COLUMNS, Layout

FIELDS = (
    Field("name", "성명", Kind.NAME, required=True),
    Field("birth_date", "생년월일", Kind.BIRTH_DATE),
    Field("phone", "연락처", Kind.PHONE),
    Field("grade", "직급", Kind.CHOICE, choices=("7급", "8급", "9급")),
    Field("team_id", "팀", Kind.LINK),
    Field("authors", "함께한 사람", Kind.LINK),
    Field("note", "메모", Kind.LONG_TEXT),
    Field("elsewhere", "이 서식에 없는 것"),
)
TODAY = dt.date(2022, 9, 16)


def row(number: int, key: str, kind: str) -> str:
    return (
        f'<item row="{number}" column="0"><widget class="QLabel"><property name="text"><string>{key}</string></property>'
        f'<property name="buddy"><cstring>{key}</cstring></property></widget></item>'
        f'<item row="{number}" column="1"><widget class="{kind}" name="{key}"/></item>'
    )


@pytest.fixture(params=["designed", "one column", "two columns"])
def form(request: pytest.FixtureRequest, tmp_path: Path) -> Path | Layout:
    if request.param != "designed":
        return ONE_COLUMN if request.param == "one column" else TWO_COLUMNS
    kinds = {
        "birth_date": "DateInput",
        "grade": "QComboBox",
        "team_id": "QComboBox",
        "authors": "CheckList",
        "note": "QPlainTextEdit",
    }
    rows = "".join(row(n, f.key, kinds.get(f.key, "QLineEdit")) for n, f in enumerate(FIELDS[:-1]))
    path = tmp_path / "person.ui"
    path.write_text(
        f'<ui version="4.0"><class>Form</class><widget class="QWidget" name="Form"><layout class="QFormLayout">{rows}'
        "</layout></widget><customwidgets>"
        "<customwidget><class>DateInput</class><extends>QLineEdit</extends><header>x</header></customwidget>"
        "<customwidget><class>CheckList</class><extends>QWidget</extends><header>x</header></customwidget>"
        "</customwidgets></ui>",
        encoding="utf-8",
    )
    return path


def fields_of(form: Path | Layout) -> tuple[Field, ...]:
    """Only a Designer file can leave a field out, or list what is chosen of several."""
    built = isinstance(form, Layout)
    return tuple(field for field in FIELDS if not (built and field.key in {"authors", "elsewhere"}))


@pytest.fixture
def saved() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def dialog(qtbot: Any, desk: Any, form: Path | Layout, saved: list[dict[str, Any]]) -> FormDialog:
    def choices(key: str) -> list[tuple[int, str]]:
        return {
            "team_id": [(1, "WATCH MAN"), (2, "Deep 오션")],
            "authors": [(5, "강은우"), (6, "서건도"), (7, "박서민")],
        }.get(key, [])

    values = {
        "name": "서건도",
        "phone": "010-1234-5678",
        "grade": "8급",
        "team_id": 2,
        "authors": (6,),
        "note": "한 줄\n두 줄",
    }
    made = FormDialog(None, "위원", form, fields_of(form), values, saved.append, choices=choices, today=TODAY)
    qtbot.addWidget(made, before_close_func=leave)
    made.show()
    return made


def leave(dialog: FormDialog) -> None:
    """Closes without being asked whether what a test left there may be lost."""
    dialog.done(0)


def press_save(qtbot: Any, dialog: FormDialog) -> None:
    button = next(
        b for b in dialog.findChildren(QPushButton) if b.text() in {"저장", "저장(&S)"} or b.isDefault()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_typing_begins_in_the_first_input(dialog: FormDialog) -> None:
    assert dialog.focusWidget() is dialog.input("name")


def test_what_is_filled_in_comes_back(
    qtbot: Any, dialog: FormDialog, form: Path | Layout, saved: list[dict[str, Any]]
) -> None:
    press_save(qtbot, dialog)
    several = {} if isinstance(form, Layout) else {"authors": (6,)}
    assert saved == [
        {
            "name": "서건도",
            "birth_date": None,
            "phone": "010-1234-5678",
            "grade": "8급",
            "team_id": 2,
            "note": "한 줄\n두 줄",
            **several,
        }
    ]


def test_every_wrong_input_is_told_and_the_first_has_the_focus(
    qtbot: Any, dialog: FormDialog, saved: list[dict[str, Any]]
) -> None:
    line(dialog, "name").clear()
    line(dialog, "phone").setText("010-12")
    line(dialog, "birth_date").setText("1998. 13. 1.")
    press_save(qtbot, dialog)
    assert saved == []
    assert dialog.isVisible()
    assert all(dialog._errors.text(key).startswith("⚠") for key in ("name", "phone", "birth_date"))
    assert dialog.focusWidget() is dialog.input("name")
    line(dialog, "phone").setText("01012345678")
    assert dialog._errors.text("phone") == ""
    assert line(dialog, "birth_date").text() == "1998. 13. 1."


def test_a_refusal_of_the_service_stands_beside_its_input(qtbot: Any, dialog: FormDialog) -> None:
    def refuse(_values: dict[str, Any]) -> None:
        raise UserError("같은 번호가 있습니다.", "phone")

    dialog._save = refuse
    press_save(qtbot, dialog)
    assert dialog._errors.text("phone") == "⚠ 같은 번호가 있습니다."
    assert dialog.focusWidget() is dialog.input("phone")
    assert dialog.isVisible()


@pytest.mark.feature("DA-23")
def test_enter_saves_with_the_syllable_being_composed(
    qtbot: Any, dialog: FormDialog, saved: list[dict[str, Any]], hangul: Callable[..., None]
) -> None:
    name = line(dialog, "name")
    name.clear()
    name.setFocus()
    hangul(name, "홍길", "동")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert [values["name"] for values in saved] == ["홍길동"]


def test_enter_in_a_text_of_several_lines_is_a_line_break(
    qtbot: Any, dialog: FormDialog, saved: list[dict[str, Any]]
) -> None:
    note = dialog.input("note")
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert saved == []
    assert dialog.isVisible()


def test_esc_asks_only_when_something_would_be_lost(
    qtbot: Any, dialog: FormDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    line(dialog, "name").setText("다른 이름")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible()
    line(dialog, "name").setText("서건도")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert not dialog.isVisible()


@pytest.mark.parametrize("form", ["designed"], indirect=True)
def test_choosing_people_by_their_initials(dialog: FormDialog) -> None:
    people = dialog.input("authors")
    assert isinstance(people, CheckList)
    people.findChild(QLineEdit).setText("ㅂㅅㅁ")
    assert [item.text() for item in people._list.lines() if not item.isHidden()] == ["박서민"]
    people.set_checked((5, 7))
    assert people.checked() == (5, 7)


def test_a_choice_that_is_not_forced_can_be_taken_back(
    qtbot: Any, dialog: FormDialog, saved: list[Any]
) -> None:
    team = dialog.input("team_id")
    assert isinstance(team, QComboBox)
    team.setCurrentIndex(0)
    press_save(qtbot, dialog)
    assert saved[0]["team_id"] is None


def line(dialog: FormDialog, key: str) -> QLineEdit:
    widget = dialog.input(key)
    assert isinstance(widget, QLineEdit)
    return widget


def test_the_buttons_stand_in_line_with_the_inputs(dialog: FormDialog) -> None:
    def right(widget: QWidget) -> int:
        return widget.mapTo(dialog, widget.rect().topRight()).x()

    dialog.show()
    edge = max(right(dialog.input(key)) for key in ("name", "note"))
    assert max(right(button) for button in dialog.findChildren(QPushButton)) == edge


def test_blanks_and_line_breaks_alone_are_nothing_to_lose(
    dialog: FormDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    note, name, birth = (dialog.input(key) for key in ("note", "name", "birth_date"))
    assert isinstance(note, QPlainTextEdit)
    assert isinstance(name, QLineEdit)
    assert isinstance(birth, QLineEdit)
    note.appendPlainText(" \n\n")
    name.setText(" 서건도 ")
    birth.setText("  ")
    dialog.reject()
    assert (asked, dialog.isVisible()) == ([], False)


def test_a_label_says_in_what_its_number_is_counted(qtbot: Any, desk: Any, form: Path | Layout) -> None:
    fields = (
        *FIELDS[:2],
        Field("phone", "모집 인원", Kind.INTEGER, unit="명"),
        Field("note", "기간(주)", unit="주"),
    )
    made = FormDialog(None, "모집", form, fields, {}, lambda _values: None, today=TODAY)
    qtbot.addWidget(made)
    shown = {name.text() for name in made.form.findChildren(QLabel) if name.buddy()}
    assert {"모집 인원(명)", "기간(주)"} <= shown


def test_a_text_longer_than_its_line_is_seen_from_its_beginning(dialog: FormDialog) -> None:
    name = dialog.input("phone")
    assert isinstance(name, QLineEdit)
    assert name.cursorPosition() == 0


@pytest.mark.feature("DA-23")
def test_the_reason_of_the_first_wrong_input_is_in_sight(qtbot: Any, dialog: FormDialog) -> None:
    def refuse(_values: dict[str, Any]) -> None:
        raise UserError("메모가 너무 깁니다. 스무 글자 안으로 줄여 주세요.", "note")

    dialog._save = refuse
    dialog.setFixedHeight(240)
    press_save(qtbot, dialog)
    reason = dialog._errors.label("note")
    qtbot.waitUntil(lambda: reason.visibleRegion().boundingRect() == reason.rect())


def test_a_number_pasted_into_a_text_is_named_and_left_out(dialog: FormDialog) -> None:
    note = dialog.input("note")
    assert isinstance(note, QPlainTextEdit)
    pasted = QMimeData()
    pasted.setText("참석: 홍길동 900101-1234567\n자전거를 세기로 했다.")
    note.selectAll()
    note.insertFromMimeData(pasted)
    assert note.toPlainText() == "참석: 홍길동 \n자전거를 세기로 했다."
    told = dialog._errors.text("note")
    assert "900101-*******" in told
    assert "1234567" not in told
    assert "빼고 붙였습니다" in told
    note.insertPlainText(".")
    assert dialog._errors.text("note") == ""
    pasted.setText("수 950228-2******도")
    note.insertFromMimeData(pasted)
    assert "950228-*******" in dialog._errors.text("note")
    note.undo()
    assert "수" not in note.toPlainText()


def test_a_number_typed_by_hand_is_refused_beside_its_text(
    dialog: FormDialog, saved: list[dict[str, Any]]
) -> None:
    note = dialog.input("note")
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("홍길동 900101-1234567")
    dialog.accept()
    assert saved == []
    assert "주민등록번호로 보이는 값" in dialog._errors.text("note")


@pytest.mark.parametrize(
    ("known", "begun"),
    [
        ({"meeting_id": 1}, "owner"),
        ({"meeting_id": 1, "owner": "강은우", "task": "지도"}, "meeting_id"),
        ({}, "meeting_id"),
    ],
)
def test_what_is_known_beforehand_is_not_typed_over(shown: Any, known: dict[str, Any], begun: str) -> None:
    fields = (
        Field("meeting_id", "회의", Kind.LINK, required=True, links_to="meetings"),
        Field("owner", "담당"),
        Field("task", "할 일", required=True),
        Field("note", "메모", Kind.LONG_TEXT),
    )
    made = FormDialog(
        None, "할 일", ONE_COLUMN, fields, known, lambda _values: None, choices=lambda _key: [(1, "1차 회의")]
    )
    shown(made)
    assert made.focusWidget() is made.input(begun)
