"""The month's fee sheet of the mentors: which month, and where the workbook goes."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.rules.fields import Field
from desktop.services.training.mentoring import fees
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr

PATH = Field("path", "저장할 파일", required=True, max_length=1000)


class FeesDialog(FormDialog):
    """``result_value`` is the first day of the month and the path; what cannot be is refused at its input."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        month = f"{desk.scope.today:%Y-%m}"
        super().__init__(
            parent,
            tr("멘토링 수당표"),
            ONE_COLUMN,
            (fees.MONTH, PATH),
            {"month": month, "path": str(documents_folder() / f"멘토링 수당_{month}.xlsx")},
            lambda values: self._chosen(desk, values),
            today=desk.store.today(),
            verb=tr("내보내기"),
        )

    def _chosen(self, desk: Desk, values: dict[str, Any]) -> tuple[Any, Path]:
        first, path = fees.parse_month(values["month"]), Path(values["path"]).expanduser()
        if not fees.of_month(desk.store, desk.scope, first):
            raise UserError(tr("이 달에는 멘토링 일지가 없습니다. 달을 확인해 주세요."), "month")
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        if path.exists() and not messages.ask(
            self, tr("'{0}' 파일이 이미 있습니다. 새 파일로 바꿀까요?").format(path.name), tr("바꾸기")
        ):
            raise UserError(tr("다른 이름을 적어 주세요."), "path")
        return first, path


def open_fees(desk: Desk, parent: QWidget) -> None:
    """Asks for the month, writes the sheet, and says where it lies."""
    dialog = FeesDialog(desk, parent)
    chosen = dialog.result_value if dialog.exec() else None
    dialog.deleteLater()
    if chosen is None:
        return
    first, path = chosen
    desk.jobs.run(
        parent,
        tr("멘토링 수당표"),
        lambda _progress: fees.write(desk.store, desk.scope, first, path),
        lambda landed: desk.bus.said.emit(tr("수당표를 저장했습니다: {0}").format(landed), None),
    )
