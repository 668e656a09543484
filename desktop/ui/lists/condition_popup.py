"""The small window in which one condition on one column is made."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import UserError
from desktop.queries.filtering import Filter, Test
from desktop.rules.fields import DATES, NUMERIC, Field, Kind, Value, parse, show
from desktop.ui.forms.date_input import DateInput
from desktop.ui.forms.tick_list import TickList
from desktop.ui.kit.composition import Composition, settle
from desktop.ui.kit.small import label

_IN_SIGHT = 8
"""Values that are seen without scrolling; of more one may be looked for."""
Counted = Sequence[tuple[Value, int]]


class ConditionPopup(QWidget):
    """``made`` carries the Filter. ``counted`` are the column's values with their counts, where they are cheap."""

    made = Signal(object)

    def __init__(self, field: Field, counted: Counted, shown: Filter | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "popup")
        self.setFixedWidth(288)
        self._field = field
        self._ops = QComboBox()
        for op in operations(field, bool(counted)):
            self._ops.addItem(self._word(op), op)
        self._text = QLineEdit(placeholderText=self.tr("찾을 글자"))
        Composition(self._text)
        self._low, self._high = (self._bound() for _ in range(2))
        self._list = TickList()
        self._list.setAccessibleName(field.title)
        self._find = QLineEdit(placeholderText=self.tr("값 찾기 (초성도 됩니다)"), clearButtonEnabled=True)
        self._find.setAccessibleName(self._find.placeholderText())
        self._find.setVisible(len(counted) > _IN_SIGHT)
        Composition(self._find)
        self._find.textChanged.connect(self._list.narrow)
        self._find.returnPressed.connect(self._enter)
        self._wrong = label(role="bad", wrap=True)
        self._wrong.hide()
        self._fill_list(counted)
        self._lay_out()
        self._ops.currentIndexChanged.connect(self._turn)
        self._show(shown)

    def open_under(self, widget: QWidget) -> None:
        """Shows itself below ``widget``, ready to type."""
        self._turn()
        spot = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = widget.screen().availableGeometry()
        spot.setX(min(spot.x(), room.right() - self.width()))
        self.move(spot)
        self.show()
        self.activateWindow()

    def apply(self) -> None:
        """Hands on the condition, or says beside the inputs what is missing."""
        settle(self)
        try:
            condition = self._condition()
        except UserError as error:
            self._wrong.setText(error.message)
            self._wrong.show()
            self.adjustSize()
            return
        self.made.emit(condition)
        self.close()

    def _op(self) -> Test:
        return Test(self._ops.currentData())  # Qt gives an enumeration back as its plain text

    def _condition(self) -> Filter:
        op = self._op()
        values: tuple[Value, ...] = ()
        if op is Test.CONTAINS:
            values = (self._text.text().strip(),)
            if not values[0]:
                raise UserError(self.tr("찾을 글자를 적어 주세요."))
        elif op is Test.RANGE:
            today = dt.datetime.now().astimezone().date()
            values = tuple(parse(self._field, line.text(), today) for line in (self._low, self._high))
            if values == (None, None):
                raise UserError(self.tr("시작이나 끝 가운데 하나는 적어 주세요."))
        elif op is Test.ONE_OF:
            values = tuple(
                item.data(Qt.ItemDataRole.UserRole)
                for item in self._list.lines()
                if item.checkState() is Qt.CheckState.Checked
            )
            if not values:
                raise UserError(self.tr("하나 이상 골라 주세요."))
        return Filter(self._field.key, op, values)

    def _show(self, shown: Filter | None) -> None:
        if shown is None:
            return
        self._ops.setCurrentIndex(max(0, self._ops.findData(shown.test)))
        texts = [show(self._field, value) for value in shown.values]
        if shown.test is Test.CONTAINS:
            self._text.setText(texts[0])
        elif shown.test is Test.RANGE:
            self._low.setText(texts[0])
            self._high.setText(texts[1])
        for row in range(self._list.count()):
            item = self._list.item(row)
            if shown.test is Test.ONE_OF and item.data(Qt.ItemDataRole.UserRole) in shown.values:
                item.setCheckState(Qt.CheckState.Checked)

    def _fill_list(self, counted: Counted) -> None:
        for value, count in counted:
            text = show(self._field, value) or self.tr("(비어 있음)")
            item = QListWidgetItem(f"{text}  {count:,}")
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setSizeHint(QSize(0, 28))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.itemActivated.connect(lambda _item: self._enter())
        self._list.setFixedHeight(min(_IN_SIGHT, max(1, len(counted))) * 30 + 10)

    def _enter(self) -> None:
        """Takes the condition; where nothing is ticked, Enter means what was found, or the value the keyboard stands on."""
        items = self._list.lines()
        if all(item.checkState() is Qt.CheckState.Unchecked for item in items):
            now = self._list.currentItem()
            found = [item for item in items if not item.isHidden()] if self._find.text() else [now]
            for item in filter(None, found):
                item.setCheckState(Qt.CheckState.Checked)
        self.apply()

    def _lay_out(self) -> None:
        heading = label(self._field.title, "heading")
        bounds = QWidget()
        form = QFormLayout(bounds)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addRow(self.tr("부터"), self._low)
        form.addRow(self.tr("까지"), self._high)
        values = QWidget()
        column = QVBoxLayout(values)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._find)
        column.addWidget(self._list)
        values.setFocusProxy(self._list if self._find.isHidden() else self._find)
        self._inputs = {Test.CONTAINS: self._text, Test.RANGE: bounds, Test.ONE_OF: values}
        use = QPushButton(self.tr("적용"))
        use.setProperty("role", "primary")
        use.clicked.connect(self.apply)
        drop = QPushButton(self.tr("취소"))
        drop.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(use)
        buttons.addWidget(drop)
        for line in (self._text, self._low, self._high):
            line.returnPressed.connect(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(8)
        for widget in (heading, self._ops, *self._inputs.values(), self._wrong):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def _turn(self) -> None:
        now = self._op()
        for op, widget in self._inputs.items():
            widget.setVisible(op is now)
        self._wrong.hide()
        self.adjustSize()
        focus = self._low if now is Test.RANGE else self._inputs.get(now, self._ops)
        focus.setFocus()
        if now is Test.ONE_OF and self._list.currentRow() < 0:
            self._list.setCurrentRow(0)

    def _bound(self) -> QLineEdit:
        if self._field.kind in DATES or self._field.kind is Kind.MOMENT:
            return DateInput()
        line = QLineEdit()
        Composition(line)
        return line

    def _word(self, op: Test) -> str:
        return {
            Test.CONTAINS: self.tr("이 글자가 들어 있음"),
            Test.RANGE: self.tr("이 범위 안"),
            Test.ONE_OF: self.tr("이 가운데 하나"),
            Test.BLANK: self.tr("비어 있음"),
            Test.NOT_BLANK: self.tr("비어 있지 않음"),
        }[op]


def operations(field: Field, counted: bool) -> list[Test]:  # noqa: FBT001 - a fact about the column
    """What can be asked of a column of this kind, the likeliest first."""
    ranged = field.kind in NUMERIC | DATES or field.kind is Kind.MOMENT
    first = [Test.RANGE] if ranged else ([Test.ONE_OF] if counted else [])
    worded = not ranged and field.kind not in {Kind.CHOICE, Kind.YES_NO}
    return [*first, *([Test.CONTAINS] if worded or not first else []), Test.BLANK, Test.NOT_BLANK]
