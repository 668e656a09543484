"""The office's own settings: what it is called, in whose name it certifies, its pictures, its numbers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from desktop.errors import Conflict, UserError
from desktop.rules.numbering import number, pattern_of
from desktop.services import settings
from desktop.services.certificates.numbers import next_sequence
from desktop.services.certificates.settings import ISSUER_TITLE, JOINT_ISSUER, NUMBER_FORMAT, sealed_title
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.settings import read
from desktop.services.office.settings import HEAD_TITLE, PAGE
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
        "office",
        FIELDS,
        shown,
        save,
        today=store.today(),
        read_only=store.read_only,
    )
    following = next_sequence(store, year)
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
        note.setText(told.format(number(kept, year, following), year + 1, number(kept, year + 1, 1)))

    first.textChanged.connect(tell)
    tell()
    _tell_of_seal(dialog)
    return dialog


def _tell_of_seal(dialog: FormDialog) -> None:
    """Says beside the seal over whose name it will be printed, as long as the form is filled in."""
    note, joint = dialog.form.findChild(QLabel, "seal_note"), dialog.input(JOINT_ISSUER.key)
    head, issuer = (dialog.input(each.key) for each in (HEAD_TITLE, ISSUER_TITLE))
    assert note is not None
    assert isinstance(head, QLineEdit)
    assert isinstance(issuer, QLineEdit)
    assert isinstance(joint, QCheckBox)

    def tell() -> None:
        title = sealed_title(clean(head.text()), clean(issuer.text()), joint=joint.isChecked())
        told = (
            messages.tr("수료증의 '{0}' 위에 찍힙니다.").format(title)
            if title
            else messages.tr(
                "지금은 찍히지 않습니다. 직인은 기관장의 것이라, 기관장 직함이 명의일 때만 찍습니다."
            )
        )
        note.setText(told)

    for line in (head, issuer):
        line.textChanged.connect(tell)
    joint.toggled.connect(tell)
    tell()
