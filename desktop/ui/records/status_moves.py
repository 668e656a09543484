"""Moving records from one status to another: only the moves that are allowed, with a reason where one is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.rules.fields import Field, Kind
from desktop.rules.flows import Move, Tone
from desktop.services.kinds import KINDS
from desktop.services.records import moves
from desktop.text.hangul import attach
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.kit.chips import Chip
from desktop.ui.kit.icons import icon
from desktop.ui.kit.mnemonics import Menu
from desktop.ui.kit.small import label

REASON_WIDTH = 320
REASON = Field("reason", "사유", Kind.LONG_TEXT, required=True)


def offer_moves(desk: Desk, parent: QWidget, kind: str, ids: list[int], spot: QPoint) -> None:
    """A menu of the moves every one of ``ids`` may make, at ``spot`` on the screen; the chosen one is made."""
    menu = Menu(parent)
    offered = moves.offered(desk.store, kind, ids, desk.scope)
    for move, why in offered.items():
        words = parent.tr("{0} 되돌리기") if move.back else "{0}"
        words += "…" if move.needs_reason else ""
        words += f" ({why})" if why else ""
        action = menu.addAction(
            icon("undo" if move.back else "arrow-right"), words.format(attach(f"'{move.to}'", "으로/로"))
        )
        action.triggered.connect(lambda _checked=False, move=move: make_move(desk, parent, kind, ids, move))
        action.setEnabled(not why)
    if not offered:
        told = parent.tr("함께 갈 수 있는 상태가 없습니다. 같은 상태인 것끼리 골라 주세요.")
        menu.addAction(told).setEnabled(False)
    first = next((each for each in menu.actions() if each.isEnabled()), menu.actions()[0])
    menu.setActiveAction(first)  # Enter takes it
    menu.exec(spot)
    menu.deleteLater()


def make_move(desk: Desk, parent: QWidget, kind: str, ids: list[int], move: Move) -> None:
    """Makes ``move``; what it is to be told is asked for in one dialog, and stays as it was typed when the move is refused."""

    def write(values: Mapping[str, Any]) -> object:
        reason = values.get("reason") or ""
        return moves.move(desk.store, kind, ids, move.to, reason, desk.scope, values)

    title = parent.tr("{0} 바꾸기").format(attach(f"'{move.to}'", "으로/로"))
    doubt = moves.question(desk.store, kind, ids, move.to, desk.scope)
    if doubt and not messages.ask(
        parent, doubt, title, parent.tr("사정을 확인했으면 그대로 바꿀 수 있습니다.")
    ):
        return
    flow = KINDS[kind].flow
    listed = flow.listed(move) if flow else ()
    reason = replace(REASON, kind=Kind.CHOICE, choices=listed) if listed else REASON
    fields = (*((reason,) if move.needs_reason else ()), *moves.asked(kind, move.to))
    if not fields:
        desk.jobs.run(parent, title, lambda _progress: write({}), lambda _changes: None)
        return
    dialog = FormDialog(parent, title, ONE_COLUMN, fields, {}, write)
    dialog.exec()
    dialog.deleteLater()


class StatusRow(QWidget):
    """Above a record's form: where it stands and why, and the button to move it on. It follows every commit.

    ``status`` is the word of its status; '' when the record has none or is gone.
    """

    def __init__(self, desk: Desk, kind: str, record_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._id = desk, kind, record_id
        self.status = ""
        self._chip: QWidget = label()
        self.button = QPushButton(icon("stages"), self.tr("상태 바꾸기"), self)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._offer)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(label(self.tr("상태"), "quiet"))
        self._row.addWidget(self._chip)
        self._reason = label("", "quiet")
        self._row.addWidget(self._reason, 1)
        self._row.addWidget(self.button)
        desk.bus.committed.connect(self._show)
        self._show(None)

    def _offer(self) -> None:
        spot = self.button.mapToGlobal(QPoint(0, self.button.height() + 4))
        offer_moves(self._desk, self, self._kind, [self._id], spot)

    def _show(self, _changes: object) -> None:
        self.status, reason = moves.standing(self._desk.store, self._kind, self._id, self._desk.scope)
        flow = KINDS[self._kind].flow
        tone = flow.tones.get(self.status, Tone.PLAIN) if flow else Tone.PLAIN
        chip = Chip(self.status or self.tr("없음"), tone)
        self._row.replaceWidget(self._chip, chip)
        self._chip.deleteLater()
        self._chip = chip
        self._reason.setText(self.fontMetrics().elidedText(reason, Qt.TextElideMode.ElideRight, REASON_WIDTH))
        self._reason.setToolTip(reason)
