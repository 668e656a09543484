"""A list to tick several records in, with a box to find them by a part of their name and a button for all of them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.forms.tick_list import TickList, flip
from desktop.ui.kit.composition import Composition

_ID = Qt.ItemDataRole.UserRole


class CheckList(QWidget):
    """``changed`` follows every tick. The order of the ticked ids is that of the choices."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = QLineEdit(placeholderText=self.tr("이름, 초성으로 찾기"), clearButtonEnabled=True)
        self._find.setToolTip(self._find.placeholderText())  # beside a button it may be cut in a narrow form
        Composition(self._find)
        self._find.textChanged.connect(self._narrow)
        self._list = TickList()
        self._list.setMinimumHeight(120)
        self._list.setAccessibleName(self.tr("고를 것"))
        self._find.setAccessibleName(self._find.placeholderText())
        self._list.itemChanged.connect(self._ticked)
        self._list.itemActivated.connect(flip)
        self.all = QPushButton()
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self._turn_all)
        self._told = QLabel()
        self._told.setProperty("role", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._find, 1)
        head.addWidget(self.all)
        layout.addLayout(head)
        layout.addWidget(self._list)
        layout.addWidget(self._told)
        self.setFocusProxy(self._find)

    def set_choices(self, choices: Sequence[tuple[int, str]]) -> None:
        """What can be ticked: ids and texts."""
        self._list.clear()
        for row_id, text in choices:
            item = QListWidgetItem(text)
            item.setData(_ID, row_id)
            item.setSizeHint(QSize(0, 28))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._ticked()

    def set_checked(self, ids: Iterable[int]) -> None:
        """Ticks exactly ``ids``."""
        wanted = set(ids)
        for item in self._list.lines():
            on = item.data(_ID) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def checked(self) -> tuple[int, ...]:
        """Ids of what is ticked, hidden ones too."""
        return tuple(
            item.data(_ID) for item in self._list.lines() if item.checkState() is Qt.CheckState.Checked
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ticks what is found or chosen; it must not go on to the dialog and save it. Down goes into the list."""
        found = self._in_sight()
        if event.key() == Qt.Key.Key_Down and self._find.hasFocus() and found:
            self._list.setFocus()
            self._list.setCurrentItem(found[0])
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif self.all.hasFocus():
            self.all.click()
        elif self._find.hasFocus() and self._find.text() and len(found) == 1:
            flip(found[0])
            self._find.clear()

    def _ticked(self) -> None:
        names = [item.text() for item in self._list.lines() if item.checkState() is Qt.CheckState.Checked]
        told = self.tr("고른 것 {0}").format(": ".join(filter(None, (str(len(names)), ", ".join(names)))))
        if not self._list.count():
            told = self.tr("고를 사람이 아직 없습니다. 그 목록에 먼저 추가해 주세요.")
        self._told.setText(self.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, 360))
        self._told.setToolTip(", ".join(names))
        self._say_all()
        self.changed.emit()

    def _narrow(self, text: str) -> None:
        self._list.narrow(text)
        self._say_all()

    def _in_sight(self) -> list[QListWidgetItem]:
        return [item for item in self._list.lines() if not item.isHidden()]

    def _all_ticked(self) -> bool:
        return all(item.checkState() is Qt.CheckState.Checked for item in self._in_sight())

    def _say_all(self) -> None:
        """What the button does with the lines in sight."""
        found = self._in_sight()
        self.all.setEnabled(bool(found))
        self.all.setText(self.tr("모두 풀기") if found and self._all_ticked() else self.tr("모두 고르기"))

    def _turn_all(self) -> None:
        state = Qt.CheckState.Unchecked if self._all_ticked() else Qt.CheckState.Checked
        self._list.blockSignals(True)  # told once, not for every line
        for item in self._in_sight():
            item.setCheckState(state)
        self._list.blockSignals(False)
        self._ticked()
