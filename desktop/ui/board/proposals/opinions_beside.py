"""What the departments said of a proposal, beside one another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.services.board.review import opinions
from desktop.services.board.review.opinions import Stated
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label, scrolled

_NARROWEST = 220
"""Pixels of a column, below which they are moved along instead."""


class OpinionsBeside(QWidget):
    """A column for each department: its name, which opens its opinion, how it answered, its words. It follows every commit."""

    def __init__(self, desk: Desk, proposal_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._proposal = desk, proposal_id
        self._columns: QWidget = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(label(tr("부서 의견"), "heading"))
        self._box.addWidget(self._columns)
        desk.bus.committed.connect(self._show)
        self._show()

    def _show(self, _changes: object = None) -> None:
        stated = opinions.stated(self._desk.store, self._proposal)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for each in stated:
            row.addWidget(self._column(each), 1, Qt.AlignmentFlag.AlignTop)
        columns = scrolled(inside, sideways=True)
        columns.setMinimumHeight(min(inside.sizeHint().height(), 160))
        self._box.replaceWidget(self._columns, columns)
        self._columns.hide()
        self._columns.deleteLater()
        self._columns = columns
        self.setVisible(bool(stated))

    def _column(self, stated: Stated) -> QWidget:
        column = QWidget()
        column.setMinimumWidth(_NARROWEST)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        name = QPushButton(stated.department.replace("&", "&&"), autoDefault=False)
        name.setProperty("role", "link")
        name.setProperty("flush", "true")
        name.setAccessibleName(tr("{0} 의견 열기").format(stated.department))
        name.clicked.connect(lambda: self._desk.open("opinions", self, stated.id))
        lines.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(label(stated.how, "small", wrap=True))
        words = label(stated.words, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(words)
        return column
