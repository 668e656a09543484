"""A page of settings, laid out from its fields: what is kept and how long, and the training programme's own."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.services import settings
from desktop.services.datafile.settings import read
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.records import conflicts


def page_dialog(desk: Desk, parent: QWidget | None, page: str, help_page: str) -> FormDialog:
    """The dialog of ``page``, filled; what it saves is one operation that can be undone."""
    store = desk.store
    known = read(store, settings.of_page(page)).by_key()

    def save(values: dict[str, Any]) -> object:
        return conflicts.saved(dialog, values, known, lambda given, seen: settings.save(store, given, seen))

    dialog = FormDialog(
        parent,
        messages.tr(settings.PAGES[page]),
        ONE_COLUMN,
        tuple(each.field for each in settings.of_page(page)),
        known,
        save,
        today=store.today(),
        read_only=store.read_only,
    )
    dialog.help_page = help_page
    return dialog
