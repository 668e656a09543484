"""The office's own settings: what it is called, in whose name it certifies, its pictures, its numbers."""

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.errors import UserError
from desktop.rules.fields import Field
from desktop.rules.numbering import number, pattern_of
from desktop.services.office import settings as office
from desktop.text.hangul import clean
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit import messages

PICTURES = (
    Field("logo", "기관 로고"),
    Field("seal", "직인 그림", help="허락 없이 저장하지 않습니다. 비워 두면 직인 자리가 비어 인쇄됩니다."),
)
FIELDS = (*office.FIELDS, *PICTURES)


def open_settings(desk: Desk, parent: QWidget | None) -> bool:
    """Lets the officer change the settings; whether they were saved."""
    dialog = settings_dialog(desk, parent)
    saved = bool(dialog.exec())
    dialog.deleteLater()
    return saved


def settings_dialog(desk: Desk, parent: QWidget | None) -> FormDialog:
    """The dialog, filled."""
    known, year = office.settings(desk.store), desk.store.today().year
    shown = asdict(known) | {"number_format": number(known.number_format, year, 1)}

    def pattern(first: str) -> str:
        """What was not written anew stays as it is kept, however it was once written."""
        untouched = clean(first) == clean(shown["number_format"])
        return known.number_format if untouched else pattern_of(first, year)

    def save(values: dict[str, Any]) -> object:
        return office.save(desk.store, values | {"number_format": pattern(values["number_format"])})

    dialog = FormDialog(
        parent,
        messages.tr("기관 설정"),
        "office",
        FIELDS,
        shown,
        save,
        today=desk.store.today(),
        read_only=desk.store.read_only,
    )
    first, note = dialog.input("number_format"), dialog.form.findChild(QLabel, "number_format_note")
    assert isinstance(first, QLineEdit)
    assert note is not None

    def tell() -> None:
        try:
            kept = pattern(clean(first.text()))
        except UserError as error:
            note.setText(error.message)
            return
        told = messages.tr("다음 번호: {0}\n{1}년 첫 번호: {2}")
        note.setText(told.format(number(kept, year, 2), year + 1, number(kept, year + 1, 1)))

    first.textChanged.connect(tell)
    tell()
    return dialog
