"""An internship that ends early, in a dialog: the real last day, whose wish it was, and why."""

from PySide6.QtWidgets import QWidget

from desktop.services.placement.internships import early_end
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.messages import tr


def early_end_dialog(desk: Desk, parent: QWidget | None, match_id: int) -> FormDialog:
    """The dialog of one internship."""
    return FormDialog(
        parent,
        tr("인턴십 중도 종료"),
        ONE_COLUMN,
        early_end.FIELDS,
        {"ends_on": desk.store.today()},
        lambda values: early_end.end_early(desk.store, match_id, values),
        today=desk.store.today(),
        verb=tr("중도 종료"),
    )
