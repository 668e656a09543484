"""Where a company is chosen, directly or by one of its openings: a banner tells what is to be known of it first."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.services.datafile.changes import Changes
from desktop.services.placement.companies import standing
from desktop.ui.desk import Desk
from desktop.ui.kit.banner import Banner
from desktop.ui.records.record_dialog import RecordDialog, run
from desktop.ui.records.screen import RecordForm


def open_choosing(
    desk: Desk,
    parent: QWidget,
    form: RecordForm,
    key: str,
    record_id: int | None = None,
    given: Mapping[str, Any] | None = None,
) -> Changes | None:
    """The dialog of a record that points by ``key`` at a company or an opening, with its banner."""
    dialog = RecordDialog(desk, parent, form, record_id, given=given)
    warn(dialog, key)
    return run(dialog)


def warn(dialog: RecordDialog, key: str) -> Banner:
    """Put the banner above a dialog's form; it follows what is chosen for ``key``."""
    chosen = dialog.input(key)
    assert isinstance(chosen, QComboBox)
    banner = Banner()
    banner.setObjectName("caution")
    dialog.put_above(banner)

    def show() -> None:
        banner.say(standing.warning(dialog.desk.store, **{key: chosen.currentData()}))
        dialog.make_room()

    chosen.currentIndexChanged.connect(show)
    show()
    return banner
