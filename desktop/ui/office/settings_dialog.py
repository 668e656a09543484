"""The office's own settings: what it is called, in whose name it certifies, its pictures, its numbers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.errors import Conflict, UserError
from desktop.rules.numbering import number, pattern_of
from desktop.services import settings
from desktop.services.certificates.settings import NUMBER_FORMAT
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.settings import read
from desktop.services.office.settings import PAGE
from desktop.text.hangul import clean
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.kit import messages
from desktop.ui.records import conflicts

FIELDS = tuple(each.field for each in settings.of_page(PAGE))


def open_settings(desk: Desk, parent: QWidget | None) -> bool:
    """Lets the officer change the settings; whether they were saved."""
    dialog = settings_dialog(desk, parent)
    saved = bool(dialog.exec())
    dialog.deleteLater()
    return saved


def settings_dialog(desk: Desk, parent: QWidget | None) -> FormDialog:
    """The dialog, filled."""
    store, year, key = desk.store, desk.store.today().year, NUMBER_FORMAT.key
    known = read(store, settings.of_page(PAGE))
    seen = known.by_key()
    shown = seen | {key: number(known[NUMBER_FORMAT], year, 1)}

    def pattern(first: str) -> str:
        """What was not written anew stays as it is kept, however it was once written."""
        untouched = clean(first) == clean(shown[key])
        return known[NUMBER_FORMAT] if untouched else pattern_of(first, year)

    def keep(values: dict[str, Any], before: Mapping[str, Any]) -> Changes:
        try:
            return settings.save(store, values, before)
        except Conflict as conflict:  # of two patterns, too, the first numbers are shown
            raise Conflict(
                [
                    replace(each, mine=number(values[key], year, 1), theirs=number(str(each.now), year, 1))
                    if each.field == key
                    else each
                    for each in conflict.differences
                ]
            ) from None

    def save(values: dict[str, Any]) -> Changes:
        return conflicts.saved(dialog, values | {key: pattern(values[key])}, seen, keep)

    dialog = FormDialog(
        parent,
        messages.tr(settings.PAGES[PAGE]),
        PAGE,
        FIELDS,
        shown,
        save,
        today=store.today(),
        read_only=store.read_only,
    )
    first, note = dialog.input(key), dialog.form.findChild(QLabel, f"{key}_note")
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
