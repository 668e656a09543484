"""A timetable on the screen: looked at, gone through by keyboard, its blocks opened and moved."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QToolTip, QWidget

from desktop.queries.timetable import DAY, Block, Places, Timetable, clock
from desktop.ui.timetable import painting
from desktop.ui.timetable.geometry import GUTTER, HEAD, Geometry

_KEY_STEP = 30
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Refusal = Callable[[Block, Hashable, int], str]
Free = Callable[[Block], Sequence[Places]]


class TimetableView(QAbstractScrollArea):
    """Shows a `Timetable`.

    ``refusal`` says why a block cannot go to a lane and minute, '' where it can: asked while it is dragged or moved by
    Alt with an arrow, and `said` tells the sentence. ``free`` says, when a block is taken in hand, where it may go, which is
    painted until it is let go. `dropped` (block's id, lane's key, minute) is sent only where
    nothing stands against it. `opened` is sent for Enter and a double click, `wanted` (lane's key, minute) for a double
    click where nothing stands.
    """

    opened = Signal(int)
    dropped = Signal(int, object, int)
    wanted = Signal(object, int)
    said = Signal(str)

    def __init__(
        self, refusal: Refusal, parent: QWidget | None = None, *, free: Free = lambda _block: ()
    ) -> None:
        super().__init__(parent)
        self._refusal, self._free = refusal, free
        self._places: Sequence[Places] = ()
        self._shown = Timetable((), ())
        self._geometry = Geometry(self._shown, 0, 0)
        self._current: int | None = None
        self._ghost: Block | None = None
        self._refused = ""
        self._grip: QPoint | None = None
        self.writable = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # What is shown

    def show_timetable(self, timetable: Timetable) -> None:
        """Shows it; the block the keyboard stood on keeps it while it is there."""
        self._shown = timetable
        self.let_go()
        stays = self.current() is not None
        if not stays:
            blocks = timetable.in_order()
            self._current = blocks[0].id if blocks else None
        self._lay_out()
        if (block := self.current()) is not None and not stays:
            self._show(self._geometry.block(block))
        self._tell()

    def current(self) -> Block | None:
        """The block the keyboard stands on."""
        return next((block for block in self._shown.blocks if block.id == self._current), None)

    def select(self, block_id: int) -> None:
        """Puts the keyboard on a block, and it in sight."""
        self._current = block_id
        if (block := self.current()) is not None:
            self._show(self._geometry.block(block))
        self._tell()
        self.viewport().update()

    def box(self, block_id: int) -> QRect:
        """Where a block stands, in the viewport."""
        block = next(each for each in self._shown.blocks if each.id == block_id)
        return self._geometry.block(block).translated(-self._offset())

    def _tell(self) -> None:
        block = self.current()
        told = "" if block is None else _told(self._shown, block)
        self.setAccessibleDescription(told)

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self._geometry = Geometry(self._shown, room.width(), room.height())
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(self._geometry.width - room.width(), 0))
        across.setPageStep(room.width())
        down.setRange(0, max(self._geometry.height - room.height(), 0))
        down.setPageStep(room.height())
        down.setSingleStep(self._geometry.hour_height // 2)
        self.viewport().update()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _show(self, box: QRect) -> None:
        across, down, room = self.horizontalScrollBar(), self.verticalScrollBar(), self.viewport().size()
        across.setValue(min(max(across.value(), box.right() - room.width()), box.left() - GUTTER))
        down.setValue(min(max(down.value(), box.bottom() - room.height()), box.top() - HEAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        offset = self._offset()
        painter.translate(-offset)
        painting.grounds(painter, self._geometry)
        self._paint_places(painter)
        for block in self._shown.in_order():
            current = block.id == self._current
            box = self._geometry.block(block)
            painting.block(painter, box, block, current=current, focused=self.hasFocus())
        if self._ghost is not None:
            box = self._geometry.moved(self._ghost)
            painting.ghost(painter, box, self._ghost, refused=bool(self._refused), word=self.word())
        painting.gutter(painter, self._geometry, offset.x())
        painting.heads(painter, self._geometry, offset.x(), offset.y())
        if self.hasFocus():
            painting.focus(painter, self.viewport().rect().translated(offset))
        painter.end()

    def _paint_places(self, painter: QPainter) -> None:
        block = self.current()
        if block is None:
            return
        for each in self._places:
            for starts, ends, word in each.stretches(block.ends - block.starts):
                box = self._geometry.stretch(each.lane, starts, ends)
                if not box.isEmpty():
                    painting.place(painter, box, word, self._geometry)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Moving

    def places(self) -> Sequence[Places]:
        """Where the block in hand may go; nothing while none is."""
        return self._places

    def word(self) -> str:
        """In a word what stands against the block in hand where it is now, '' where nothing does or more is to be said."""
        if self._ghost is None:
            return ""
        lane, starts = self._ghost.lane, self._ghost.starts
        return next((each.word(starts) for each in self._places if each.lane == lane), "")

    def let_go(self) -> None:
        """Leaves a block that was being moved where it stands."""
        if self._ghost is not None or self._refused:
            self._ghost, self._refused, self._places = None, "", ()
            self.said.emit("")
        self._grip = None
        self.viewport().update()

    def _move(self, block: Block, lane: Hashable, starts: int) -> None:
        latest = min(self._geometry.last * 60, DAY - 1) - (block.ends - block.starts)
        starts = max(min(starts, latest), self._geometry.first * 60)
        moved = block.at(lane, starts)
        if moved == self._ghost:
            return
        if self._ghost is None:
            shown = {each.key for each in self._shown.lanes}
            self._places = [each for each in self._free(block) if each.lane in shown]
        self._ghost = moved
        stays = (lane, starts) == (block.lane, block.starts)
        self._refused = "" if stays else self._refusal(block, lane, starts)
        self.said.emit(self._refused)
        self.setAccessibleDescription(f"{_told(self._shown, moved)} {self._refused}".strip())
        self.viewport().update()

    def _drop(self) -> None:
        block, ghost = self.current(), self._ghost
        if block is None or ghost is None:
            return
        if self._refused:
            return  # the sentence stays, and so does what is being moved
        self.let_go()
        if (ghost.lane, ghost.starts) != (block.lane, block.starts):
            self.dropped.emit(block.id, ghost.lane, ghost.starts)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, block = Qt.Key(event.key()), self.current()
        with_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if key in _ARROWS and with_alt and block is not None:
            self._nudge(block, *_ARROWS[key])
        elif key in _ARROWS and plain:
            self._step(*_ARROWS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and plain and self._shown.blocks:
            self.select(self._shown.in_order()[0 if key == Qt.Key.Key_Home else -1].id)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and block is not None:
            if self._ghost is None:
                self.opened.emit(block.id)
            else:
                self._drop()
        elif key == Qt.Key.Key_Escape and self._ghost is not None:
            self.let_go()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Alt with an arrow is this view's own while it has the keyboard, not a menu's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            moves = event.key() in _ARROWS and event.modifiers() == Qt.KeyboardModifier.AltModifier
            leaves = event.key() == Qt.Key.Key_Escape and self._ghost is not None
            if moves or leaves:
                event.accept()
                return True
        return super().event(event)

    def _nudge(self, block: Block, across: int, down: int) -> None:
        if not (block.movable and self.writable):
            return
        ghost = self._ghost or block
        number = self._shown.place(ghost.lane) + across
        if 0 <= number < len(self._shown.lanes):
            self._move(block, self._shown.lanes[number].key, ghost.starts + down * _KEY_STEP)
            self._show(self._geometry.moved(self._ghost or block))

    def _step(self, across: int, down: int) -> None:
        """To the next block up or down in the lane, or to the nearest in time of the next lane that has any."""
        block = self.current()
        if block is None:
            return
        self.let_go()
        ordered = self._shown.in_order()
        if down:
            own = [each for each in ordered if each.lane == block.lane]
            place = own.index(block) + down
            found = own[place] if 0 <= place < len(own) else None
        else:
            here = self._shown.place(block.lane)
            beside = [each for each in ordered if (self._shown.place(each.lane) - here) * across > 0]
            found = min(
                beside,
                key=lambda each: (abs(self._shown.place(each.lane) - here), abs(each.starts - block.starts)),
                default=None,
            )
        if found is not None:
            self.select(found.id)

    # Mouse

    def _at(self, event: QMouseEvent) -> QPoint:
        return event.position().toPoint() + self._offset()

    def _on_surface(self, event: QMouseEvent) -> bool:
        spot = event.position().toPoint()
        return spot.x() >= GUTTER and spot.y() >= HEAD and bool(self._shown.lanes)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        found = self._geometry.under(self._at(event)) if self._on_surface(event) else None
        if found is not None:
            self.select(found.id)
            if event.button() is Qt.MouseButton.LeftButton and found.movable and self.writable:
                self._grip = self._at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        block = self.current()
        if self._grip is None or block is None:
            return
        spot = self._at(event)
        if self._ghost is None and (spot - self._grip).manhattanLength() < QApplication.startDragDistance():
            return
        lane, _minute = self._geometry.place(spot)
        away = self._geometry.minutes(spot.y() - self._grip.y())
        self._move(block, lane, block.starts + away)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        refused = self._refused
        if refused:
            self.let_go()
            self.said.emit(refused)  # what stood against it is still to be read
        else:
            self._drop()
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._on_surface(event):
            return
        found = self._geometry.under(self._at(event))
        if found is not None:
            self.opened.emit(found.id)
        elif self.writable:
            self.wanted.emit(*self._geometry.place(self._at(event), _KEY_STEP))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, spot: QPoint) -> str:
        """All that the block or the head of a lane at a place of the viewport has no room for."""
        there = spot + self._offset()
        if spot.y() < HEAD:  # the heads stand still, over the blocks
            lane = self._geometry.head(there) if spot.x() >= GUTTER else None
            return "\n".join(filter(None, (lane.title, lane.quiet))) if lane else ""
        found = self._geometry.under(there)
        return _told(self._shown, found) if found else ""


def _told(timetable: Timetable, block: Block) -> str:
    lane = timetable.lanes[timetable.place(block.lane)]
    parts = (lane.title, f"{clock(block.starts)}~{clock(block.ends)}", block.word, block.title, *block.lines)
    return " · ".join(filter(None, parts))
