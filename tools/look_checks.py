"""What can be told about a window without eyes: nothing cut, nothing overlapping, every input named, reached by Tab and seen.

Each check gives sentences, none when all is well.
"""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTextBrowser,
    QWidget,
)

from desktop.ui.table.table_view import TableView

_AROUND_A_DIALOG = 80
_INPUTS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractItemView,
    QPlainTextEdit,
    QAbstractSpinBox,
    QTextBrowser,
)
_HAS_PARTS = (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QPlainTextEdit,
    QCalendarWidget,
    QTextBrowser,
)
"""Widgets whose insides are Qt's own."""


def faults(window: QWidget) -> list[str]:
    """All that is wrong in ``window``; Qt's own file dialog and menus are Qt's to lay out."""
    if isinstance(window, QFileDialog | QMenu):
        return []
    return [
        *_beyond_the_screen(window),
        *_cut(window),
        *_overlapping(window),
        *_room_unused(window),
        *_unnamed(window),
        *_beyond_the_keyboard(window),
    ]


def _parts(window: QWidget) -> Iterator[QWidget]:
    """The visible widgets of our own making, and Qt's whole ones without what they are made of."""
    for child in window.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield child
            if not isinstance(child, _HAS_PARTS):
                yield from _parts(child)


def _beyond_the_screen(window: QWidget) -> Iterator[str]:
    """A dialog that is larger than its screen, or reaches past its edge; or its window, which can be no smaller than that."""
    room, here = window.screen().availableGeometry(), window.frameGeometry()
    behind = window.parentWidget() or window
    least = behind.window().minimumSize()
    if least.width() > room.width() or least.height() > room.height():
        yield f"창이 화면보다 큼: {least.toTuple()} / {room.getRect()}"
    if isinstance(window, QDialog) and not room.contains(here):
        yield f"화면을 벗어남: {window.windowTitle()} {here.getRect()} / {room.getRect()}"


def _cut(window: QWidget) -> Iterator[str]:
    for widget in _parts(window):
        text = _text(widget)
        wanted = _wanted(widget)
        if text and (widget.width() < wanted[0] - 1 or widget.height() < wanted[1] - 1):
            yield f"잘림: '{text}' {widget.width()}×{widget.height()}, {wanted[0]}×{wanted[1]}이 필요함"
        parent = widget.parentWidget()
        if parent is not None and _holds(parent) and not parent.rect().contains(widget.geometry()):
            yield f"밖으로 나감: {_name(widget)} {widget.geometry().getRect()} / {parent.rect().getRect()}"


def _holds(parent: QWidget) -> bool:
    """Whether what lies in ``parent`` is to lie wholly in it: not where it scrolls."""
    port = parent.parentWidget()
    scrolls = port is not None and isinstance(port.parentWidget(), QAbstractScrollArea)
    return parent.layout() is not None and not scrolls


def _wanted(widget: QWidget) -> tuple[int, int]:
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return 0, widget.heightForWidth(widget.width())
        return widget.sizeHint().width(), widget.sizeHint().height()
    if isinstance(widget, QComboBox):
        return metrics.horizontalAdvance(widget.currentText()) + 8 + 24, metrics.height()
    if isinstance(widget, QLineEdit):
        pictures = 28 * len(widget.actions())
        return metrics.horizontalAdvance(widget.placeholderText()) + 16 + pictures, metrics.height()
    return widget.sizeHint().width(), widget.sizeHint().height()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return "" if widget.text().endswith("…") and widget.toolTip() else widget.text()
    if isinstance(widget, QLineEdit):
        return (
            "" if widget.text() or widget.toolTip() == widget.placeholderText() else widget.placeholderText()
        )
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def _overlapping(window: QWidget) -> Iterator[str]:
    for parent in (window, *_parts(window)):
        if isinstance(parent, (QAbstractScrollArea, *_HAS_PARTS)):
            continue
        children = [
            c for c in parent.children() if isinstance(c, QWidget) and c.isVisible() and not c.isWindow()
        ]
        for one, other in combinations(children, 2):
            if {one.property("role"), other.property("role")} & {
                "toast",
                "surface",
            } and one.parent() is window:
                continue  # these lie over the window for a while
            if {"toast", "ghost", "notes"} & {one.property("role"), other.property("role")}:
                continue  # what is told for a while, and what is in hand with what it means
            common: QRect = one.geometry() & other.geometry()
            if common.width() > 0 and common.height() > 0:
                yield f"겹침: {_name(one)} / {_name(other)} {common.getRect()}"


def _room_unused(window: QWidget) -> Iterator[str]:
    """A list that leaves a part of its width empty, a dialog that scrolls on a screen that could show all of it."""
    for table in window.findChildren(TableView):
        wide = sum(table.columnWidth(column) for column in table.columns_shown())
        if table.isVisible() and wide < table.viewport().width() - len(table.columns_shown()):
            yield f"빈 너비: {_name(table)} {wide} / {table.viewport().width()}"
    room = window.screen().availableGeometry().height() - window.height() - _AROUND_A_DIALOG
    for area in window.findChildren(QScrollArea) if isinstance(window, QDialog) else ():
        hidden = area.verticalScrollBar().maximum()
        if area.isVisible() and 0 < hidden <= room:
            yield f"안 보이는 높이: {window.windowTitle()} {hidden} / {room}"


def _unnamed(window: QWidget) -> Iterator[str]:
    for widget in _parts(window):
        if isinstance(widget, _INPUTS) and not isinstance(widget, QHeaderView | QScrollBar):
            told = QAccessible.queryAccessibleInterface(widget)
            if not told.text(QAccessible.Text.Name).strip():
                yield f"이름 없음: {_name(widget)}"


def _beyond_the_keyboard(window: QWidget) -> Iterator[str]:
    """Goes round the window with Tab: what was not reached, and what looks the same with the focus as without."""
    wanted = [widget for widget in _parts(window) if _is_to_be_reached(widget)]
    if not wanted:
        return
    seen = _round(window, wanted[0])
    for widget in wanted:
        if not any(
            widget is each or widget.isAncestorOf(each) or widget.focusProxy() is each for each in seen
        ):
            yield f"Tab으로 갈 수 없음: {_name(widget)}"
    if (last := QApplication.focusWidget()) is not None:
        last.clearFocus()
    for widget, picture in seen.items():
        if widget.isVisible() and widget is not QApplication.focusWidget() and _picture(widget) == picture:
            yield f"초점이 보이지 않음: {_name(widget)}"


def _is_to_be_reached(widget: QWidget) -> bool:
    """Of buttons that exclude each other the one that is on, as the arrow keys go on from it; no list that lies over a page."""
    if not isinstance(widget, _INPUTS) or isinstance(widget, QHeaderView) or not widget.isEnabled():
        return False
    if isinstance(widget, QAbstractButton) and widget.group() is not None and not widget.isChecked():
        return False
    above = widget.parentWidget()
    return above is None or above.property("role") != "surface" or above.parentWidget() is not widget.window()


def _round(window: QWidget, first: QWidget) -> dict[QWidget, QImage]:
    """Every widget Tab leads to, and how it looked then."""
    window.activateWindow()
    QApplication.processEvents()
    if QApplication.focusWidget() is None:
        first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: dict[QWidget, QImage] = {}
    while (now := QApplication.focusWidget()) is not None and now not in seen:
        seen[now] = _picture(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return seen


def _picture(widget: QWidget) -> QImage:
    """With what stands round it by 4 pixels: some show the focus at their frame."""
    shown = (
        widget.parentWidget()
        if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox)
        else widget
    )
    assert shown is not None
    spot = shown.mapTo(shown.window(), QPoint(0, 0))
    return shown.window().grab(QRect(spot, shown.size()).adjusted(-4, -4, 4, 4)).toImage()


def _name(widget: QWidget) -> str:
    words = (
        widget.accessibleName()
        or widget.objectName()
        or (widget.text() if isinstance(widget, QPushButton) else "")
    )
    return f"{type(widget).__name__} '{words or widget.property('role') or ''}'"
