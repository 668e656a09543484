"""The dialogs of a review: departments asked at once, and the one extension."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.rules.fields import Field, Kind
from desktop.services.board.review import extension, opinions, reviewing
from desktop.services.records import records
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label

DEPARTMENTS = Field(
    "departments", "부서", Kind.LONG_TEXT, required=True, example="한 줄에 한 부서. 예: 청소행정과 2022-09-21",
    help="부서 뒤에 날짜를 적으면 그 부서만 그날까지입니다.",
)  # fmt: skip
ASKED_ON = Field("asked_on", "물은 날", Kind.DATE, required=True)
DUE_ON = Field("due_on", "답할 날", Kind.DATE, required=True)
REASON = Field("reason", "연장 사유", Kind.LONG_TEXT, required=True)


def ask_dialog(desk: Desk, parent: QWidget | None, review_id: int) -> FormDialog:
    """Departments, one a line, asked for their opinions of the proposal under review."""
    proposal_id = records.read(desk.store, "reviews", review_id)["proposal_id"]

    def ask(values: dict[str, Any]) -> object:
        departments = opinions.read_departments(values["departments"], values["due_on"])
        return opinions.ask(desk.store, proposal_id, values["asked_on"], departments)

    return FormDialog(
        parent,
        tr("부서 의견 묻기"),
        ONE_COLUMN,
        (DEPARTMENTS, ASKED_ON, DUE_ON),
        opinions.first_values(desk.store, desk.scope),
        ask,
        today=desk.store.today(),
        verb=tr("묻기"),
    )


def ask_departments(desk: Desk, parent: QWidget, review_id: int) -> None:
    """Lets a person ask departments."""
    dialog = ask_dialog(desk, parent, review_id)
    dialog.exec()
    dialog.deleteLater()


def extend_dialog(desk: Desk, parent: QWidget | None, review_id: int) -> FormDialog:
    """For how long a review is extended, and why; above it the day it ends on, and the one it would."""
    runs = extension.of_review(desk.store, review_id)
    longest, unit = runs.clock.period.count, runs.clock.period.unit.value
    count = Field("count", "연장 기간", Kind.INTEGER, required=True, minimum=1, maximum=longest, unit=unit)
    dialog = FormDialog(
        parent,
        tr("심사 기한 연장"),
        ONE_COLUMN,
        (count, REASON),
        {"count": longest},
        lambda values: reviewing.extend(desk.store, review_id, values["count"], values["reason"]),
        today=desk.store.today(),
        verb=tr("연장"),
    )
    line, told = dialog.input(count.key), label("", "strong")
    assert isinstance(line, QLineEdit)

    def tell(text: str) -> None:
        until = runs.would_end_on(int(text)) if text.strip().isdecimal() else None
        days = " → ".join(show_date(day) for day in (runs.ends_on, until) if day)
        told.setText(tr("기한 {0}").format(days))

    tell(line.text())
    line.textChanged.connect(tell)
    dialog.put_above(told)
    return dialog


def extend(desk: Desk, parent: QWidget, review_id: int) -> None:
    """Lets a person extend a review."""
    dialog = extend_dialog(desk, parent, review_id)
    dialog.exec()
    dialog.deleteLater()
