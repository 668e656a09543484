"""The one search over everyone and everything, at the top of the window."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit.commands import Offer
from desktop.ui.kit.composition import Composition
from desktop.ui.kit.icons import icon
from desktop.ui.kit.theme import colours

DELAY_MS = 150
Index = QModelIndex | QPersistentModelIndex
_HIT = Qt.ItemDataRole.UserRole
_ROW = 44


class Hit(Protocol):
    """One thing found."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def detail(self) -> str: ...


class SearchBox(QLineEdit):
    """``found(kind, id)`` when a result is chosen. The results lie over the window and never take the focus."""

    found = Signal(str, int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._search: Callable[[str], Sequence[Hit]] = lambda _text: ()
        self._kinds: Mapping[str, str] = {}
        self._commands: Callable[[str], Sequence[Offer]] = lambda _text: ()
        self.setPlaceholderText(
            self.tr("사람, 기업, 제안, 수료번호, 명령 찾기  (Ctrl+K · 초성 ㄱㅁㅅ · 끝 네 자리)")
        )
        self.setAccessibleName(self.tr("모두 찾기"))
        self.setToolTip(self.placeholderText())
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(520)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._composition = Composition(self)
        self._results = _Results(window)
        self._results.list.clicked.connect(self._take)
        self._wait = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._wait.timeout.connect(self._look)
        self.textChanged.connect(lambda: self._wait.start())
        self._composition.changed.connect(self._wait.start)
        self.installEventFilter(self)

    def set_search(
        self,
        search: Callable[[str], Sequence[Hit]],
        kinds: Mapping[str, str],
        commands: Callable[[str], Sequence[Offer]] = lambda _text: (),
    ) -> None:
        """``search`` finds records and ``commands`` what can be done; ``kinds`` names each kind of result for the screen."""
        self._search, self._kinds, self._commands = search, kinds, commands

    @property
    def results(self) -> list[str]:
        """What is offered now, as 'title · detail'."""
        return self._results.texts() if self._results.isVisible() else []

    def _look(self) -> None:
        text = self._composition.text_so_far().strip()
        if not text:
            self._results.hide()
            return
        self._results.show_hits(self._search(text), self._commands(text), self._kinds)
        spot = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        high = min(self._results.wanted_height(), self.window().height() - spot.y() - 8)
        self._results.setGeometry(spot.x(), spot.y(), max(480, self.width()), high)
        self._results.show()
        self._results.raise_()

    def _take(self) -> None:
        hit: Hit | Offer | None = self._results.list.currentIndex().data(_HIT)
        if hit is None or (isinstance(hit, Offer) and hit.refusal):
            return
        self._results.hide()
        self.clear()
        self._wait.stop()
        if isinstance(hit, Offer):
            hit.run()
        else:
            self.found.emit(hit.kind, hit.id)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._results.hide()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._results.hide()
            self.clear()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._results.isVisible():
            self._results.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._wait.isActive():
                self._wait.stop()
                self._look()
            self._take()
        else:
            super().keyPressEvent(event)


class _Results(QFrame):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "surface")
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setProperty("role", "plain")
        self.list.setAccessibleName(self.tr("찾은 것"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setMouseTracking(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.list)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], offers: Sequence[Offer], kinds: Mapping[str, str]) -> None:
        """A command whose name begins as it was typed comes before people; the others after them."""
        first = [offer for offer in offers if offer.first]
        self._model.clear()
        found: list[Hit | Offer] = [*first, *hits, *(offer for offer in offers if not offer.first)]
        for hit in found:
            kind = self.tr("명령") if isinstance(hit, Offer) else kinds.get(hit.kind, "")
            item = QStandardItem(hit.title)
            item.setData(hit, _HIT)
            item.setData(kind, Qt.ItemDataRole.ToolTipRole)
            item.setEditable(False)
            self._model.appendRow(item)
        if not self._model.rowCount():
            none = QStandardItem(self.tr("찾는 것이 없습니다"))
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self._model.appendRow(none)
        self.step(1)

    def step(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(row, 0))

    def texts(self) -> list[str]:
        hits = [self._model.item(row).data(_HIT) for row in range(self._model.rowCount())]
        return [f"{hit.title} · {_told(hit)}" for hit in hits if hit is not None]

    def wanted_height(self) -> int:
        return min(10, self._model.rowCount()) * _ROW + 10


def _told(hit: Hit | Offer) -> str:
    """What stands below a title; of a command that cannot be used now, why."""
    return hit.refusal or hit.detail if isinstance(hit, Offer) else hit.detail


class _HitDelegate(QStyledItemDelegate):
    """Name and what tells it from others in two lines; the kind at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = colours()
        hit: Hit | Offer | None = index.data(_HIT)
        greyed = hit is None or (isinstance(hit, Offer) and bool(hit.refusal))
        rect = option.rect.adjusted(12, 0, -12, 0)
        painter.save()
        if hit and option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chosen.row))
            painter.drawRoundedRect(option.rect, 6, 6)
        painter.setPen(QColor(chosen.quiet if greyed else chosen.text))
        if hit is None:
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            middle = rect.height() // 2
            metrics = painter.fontMetrics()
            painter.drawText(rect.adjusted(0, 2, -96, -middle), Qt.AlignmentFlag.AlignVCenter, hit.title)
            painter.setPen(QColor(chosen.quiet))
            detail = metrics.elidedText(_told(hit), Qt.TextElideMode.ElideRight, rect.width() - 96)
            painter.drawText(rect.adjusted(0, middle, 0, -2), Qt.AlignmentFlag.AlignVCenter, detail)
            kind = str(index.data(Qt.ItemDataRole.ToolTipRole))
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kind)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, _ROW)
