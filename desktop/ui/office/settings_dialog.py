"""The office's own settings: what it is called, in whose name it certifies, its pictures, its numbers."""

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.rules.fields import Field
from desktop.services import office
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.form_dialog import FormDialog

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

    def save(values: dict[str, Any]) -> object:
        return office.save(desk.store, values)

    return FormDialog(
        parent,
        messages.tr("기관 설정"),
        "office",
        FIELDS,
        asdict(office.settings(desk.store)),
        save,
        today=desk.store.today(),
        read_only=desk.store.read_only,
    )
