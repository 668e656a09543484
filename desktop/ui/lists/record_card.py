"""The card beside a list: what is known of the selected record, what belongs to it, what became of it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.queries.card import Card, Fact, Linked, Past
from desktop.ui.kit.chips import Chip
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label, scrolled, with_keys

WIDEST_WIDTH, WIDTH, NARROW_WIDTH = 480, 360, 300
ROOM_FOR_WIDE_CARD, ROOM_FOR_WIDEST_CARD = 1180, 1800
_ANY_WIDTH = 16_777_215  # Qt's own QWIDGETSIZE_MAX, which Python is not told
_NAME_WIDTH = 96
_BESIDE = 60
"""Pixels of the card's width that are no text: its margins and a scroll bar."""
_NARROWEST = NARROW_WIDTH - _BESIDE - _NAME_WIDTH - 12
"""Pixels a value has for sure, beside the widest name."""
_BREAK = "\u200b"
_AT_ONCE = 45
"""Lines a card is given at a time: a screen of 1080 pixels shows no more, and half of a long discussion's time is saved."""
_PAINTED_WITHIN = 20
"""Milliseconds until the next ones: Qt paints at most 5 ms after a widget asks for it, and that is to come first."""


class _Words(QLabel):
    """Text whose words may break anywhere where one is wider than its room.

    A label is never narrower than its longest word, and would be cut at the card's edge. What marks the places to break is
    taken out of what is copied or read aloud: a number is pasted as it stands.
    """

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.setProperty("role", role)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.say(text)

    def say(self, text: str) -> None:
        """Show ``text`` instead."""
        width = self.fontMetrics().horizontalAdvance
        words = (_BREAK.join(word) if width(word) > _NARROWEST else word for word in text.split(" "))
        self.setText(" ".join(words))
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers to copy what is selected."""
        menu = QMenu(self)
        copy = menu.addAction(icon("copy"), self.tr("복사"), self._copy)
        copy.setEnabled(self.hasSelectedText())
        menu.exec(event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))


class RecordCard(QFrame):
    """Shows a `Card`. ``followed(kind, id)`` asks for what a link leads to.

    ``revealed(label)`` tells that a masked fact of the record was shown in full. Where it ``can_open`` the whole
    record, ``opened`` asks for that.
    """

    followed = Signal(str, int)
    revealed = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.can_open = False
        self.setProperty("role", "surface")
        self.setFixedWidth(WIDTH)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, 8, 1, 8)
        self._body: QWidget = label()
        self._filling: Iterator[int] = iter(())
        self._next_lines = QTimer(self, singleShot=True, interval=_PAINTED_WITHIN)
        self._next_lines.timeout.connect(self._go_on)
        self._box.addWidget(self._body)
        self.show_card(None)

    def fit(self, room: int | None) -> None:
        """As wide as a page of so much room allows beside its list; None: the card has all of the page."""
        if room is None:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY_WIDTH)
            return
        steps = (ROOM_FOR_WIDEST_CARD, WIDEST_WIDTH), (ROOM_FOR_WIDE_CARD, WIDTH)
        self.setFixedWidth(next((wide for least, wide in steps if room >= least), NARROW_WIDTH))

    @property
    def going_on(self) -> bool:
        """More lines of the card are to come."""
        return self._next_lines.isActive()

    def show_card(self, card: Card | None) -> None:
        """Shows ``card``, of a long one first what a screen shows; without one, what would stand here."""
        here = self.window().focusWidget()
        had_keyboard = here is not None and self._body.isAncestorOf(here)
        body = QWidget()
        area = scrolled(body)
        # In its place before it is filled, and out of sight: else every line is styled twice, a seventh of a long card's time.
        area.hide()
        self._box.replaceWidget(self._body, area)
        before, self._body = self._body, area
        around = QVBoxLayout(body)
        around.setContentsMargins(20, 8, 20, 12)
        column = QVBoxLayout()
        column.setSpacing(4)
        around.addLayout(column)
        around.addStretch()
        self._filling = self._filled(column, card)
        self._go_on()
        area.show()
        if had_keyboard:  # it would go with the old body
            buttons = body.findChildren(QPushButton)
            buttons[0].setFocus() if buttons else self.focusNextChild()
        before.hide()
        before.deleteLater()

    def _go_on(self) -> None:
        """Add as many lines as a screen shows; those after them when they were painted."""
        self._next_lines.stop()
        lines = 0
        for more in self._filling:
            lines += more
            if lines >= _AT_ONCE:
                self._next_lines.start()
                return

    def _filled(self, column: QVBoxLayout, card: Card | None) -> Iterator[int]:
        """Fills ``column`` one line after another; yields how many lines of text each of them is."""
        if card is None:
            column.addWidget(_Words(self.tr("하나를 고르면 여기에 내용이 보입니다."), "quiet"))
            return
        self._head(column, card)
        if card.facts:
            column.addSpacing(8)
            column.addLayout(self._facts(card))
        yield len(card.facts)
        widths = _Widths(self.fontMetrics())
        if card.linked:
            self._title(column, self.tr("이어진 것"))
        for linked in card.linked:
            lines = _in_lines(linked.text, widths, self.width() - _BESIDE)
            if linked.kind:
                column.addWidget(self._link(linked, lines), 0, Qt.AlignmentFlag.AlignLeft)
            else:
                column.addWidget(_Words(linked.text))
            yield lines.count("\n") + 1
        if card.history:
            self._title(column, self.tr("변경 이력"))
        for past in card.history:
            column.addWidget(_past(past))
            yield 1

    def _head(self, column: QVBoxLayout, card: Card) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = _Words(card.title, "heading")
        title.setStyleSheet("font-size: 15pt;")
        row.addWidget(title, 1)
        if card.state:
            row.addWidget(Chip(card.state, card.tone), 0, Qt.AlignmentFlag.AlignTop)
        if self.can_open:
            whole = QPushButton(self.tr("열기"))
            whole.setProperty("role", "link")
            whole.setAccessibleName(self.tr("{0} 열기").format(card.title))
            whole.setToolTip(with_keys(self.tr("기록 전체를 열어 고칩니다"), "Enter"))
            whole.clicked.connect(self.opened)
            row.addWidget(whole, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if card.subtitle:
            column.addWidget(_Words(card.subtitle, "strong"))
        if card.notice:
            column.addWidget(_Words(card.notice, "bad"))

    def _facts(self, card: Card) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, fact in enumerate(card.facts):
            name = label(fact.label, "quiet")
            natural = max(56, name.sizeHint().width())
            name.setWordWrap(natural > _NAME_WIDTH)  # a name that says its day, say: the values need the room
            name.setFixedWidth(min(natural, _NAME_WIDTH))
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._value(fact), line, 1)
        return grid

    def _value(self, fact: Fact) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        text = _Words(fact.text or "–")
        row.addWidget(text, 0 if fact.full else 1)
        if fact.full is not None:
            full = fact.full
            reveal = QPushButton(self.tr("표시"))
            reveal.setProperty("role", "link")
            reveal.setAccessibleName(self.tr("{0} 모두 표시").format(fact.label))
            reveal.clicked.connect(lambda: text.say(full()))
            reveal.clicked.connect(reveal.hide)
            reveal.clicked.connect(lambda: self.revealed.emit(fact.label))
            row.addWidget(reveal)
            row.addStretch(1)
        return row

    def _link(self, linked: Linked, lines: str) -> QPushButton:
        link = QPushButton(lines.replace("&", "&&"))  # R&D holds no letter to press
        link.setProperty("role", "link")
        link.setProperty("flush", "true")  # a style sheet of its own took as long as all else of a link
        link.setAccessibleName(linked.text)
        link.setAutoDefault(True)  # Enter presses it
        link.clicked.connect(lambda: self.followed.emit(linked.kind, linked.id))
        return link

    def _title(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(12)
        column.addWidget(_Words(title, "strong"))


class _Widths(dict[str, int]):
    """How wide words are in one font, in pixels: a discussion has thousands of few letters, each of them measured once."""

    def __init__(self, metrics: QFontMetrics) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, word: str) -> int:
        signs = len(word)
        width = self._metrics.horizontalAdvance(word) if signs == 1 else sum(map(self.__getitem__, word))
        self[word] = width
        return width


def _in_lines(text: str, widths: _Widths, room: int) -> str:
    """A button does not break its text by itself."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        filled = 0
        for word in paragraph.split():
            width = widths[word]
            if line and filled + widths[" "] + width > room:
                lines.append(" ".join(line))
                line, filled = [word], width
            else:
                filled += width + (widths[" "] if line else 0)
                line.append(word)
        lines.append(" ".join(line))
    return "\n".join(lines)


def _past(past: Past) -> QLabel:
    return _Words("  ".join(part for part in (past.when, past.what, past.who) if part), "small")
