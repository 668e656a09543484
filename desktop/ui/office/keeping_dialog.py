"""How much room backups may take, and how long the journal of what was undone is kept whole."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.services import settings
from desktop.services.datafile.settings import read
from desktop.services.office.keeping import PAGE
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.records import conflicts


def keeping_dialog(desk: Desk, parent: QWidget | None) -> FormDialog:
    """The dialog, filled; what it saves is one operation that can be undone."""
    store = desk.store
    known = read(store, settings.of_page(PAGE)).by_key()

    def save(values: dict[str, Any]) -> object:
        return conflicts.saved(dialog, values, known, lambda given, seen: settings.save(store, given, seen))

    dialog = FormDialog(
        parent,
        messages.tr(settings.PAGES[PAGE]),
        ONE_COLUMN,
        tuple(each.field for each in settings.of_page(PAGE)),
        known,
        save,
        today=store.today(),
        read_only=store.read_only,
    )
    dialog.help_page = "operations"
    return dialog
