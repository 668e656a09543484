"""One column: its title and count, what it notes, what a drop would mean, its cards."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.queries.columns import CardColumn, Meaning
from desktop.rules.flows import Tone
from desktop.ui.columns.card_list import CardList, Holder
from desktop.ui.columns.card_model import CardModel
from desktop.ui.kit import chips
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.kit.theme import colours

_NARROW, _WIDE = 212, 320
_LINE, _UNDER = chips.HEIGHT + 2, 6
"""Pixels a note takes; over the cards so many more below the last, which hides the title of the first one whole."""


class Notes(QWidget):
    """A few short lines, each a chip of its tone, or the meaning of a drop in their place.

    Over the cards they hide what they lie on.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "notes")
        self._notes: tuple[tuple[str, Tone], ...] = ()
        self._meaning: Meaning | None = None

    def show_notes(self, notes: tuple[tuple[str, Tone], ...]) -> None:
        """Show the notes."""
        self._notes = notes
        self.setAccessibleName(", ".join(text for text, _tone in notes))
        self.setToolTip("\n".join(text for text, _tone in notes))
        self.update()

    def show_meaning(self, meaning: Meaning | None) -> None:
        """What a drop here would mean; None shows the notes again."""
        self._meaning = meaning
        words = (meaning.text, *(text for text, _tone in meaning.besides)) if meaning else ()
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        said = self._meaning
        told = ((said.text, said.tone), *said.besides) if said else self._notes
        painter.fillRect(0, 0, self.width(), len(told) * _LINE + _UNDER, QColor(colours().window))
        for place, (text, tone) in enumerate(told):
            room = self.rect()
            room.setTop(place * _LINE)
            room.setHeight(chips.HEIGHT)
            chips.paint(painter, room, text, tone)
        painter.end()


class _Title(QLabel):
    """As much of a title as there is room for, the whole of it in the tool tip."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setProperty("role", "strong")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_title(self, title: str) -> None:
        """Show another one."""
        self.setToolTip(title)
        self.setAccessibleName(title)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        elided = self.fontMetrics().elidedText(self.toolTip(), Qt.TextElideMode.ElideRight, self.width())
        self.setText(elided)


class ColumnPanel(QFrame):
    """A column on the screen; ``lines`` and ``chipped`` tell how tall cards are, in all columns alike."""

    def __init__(self, column: CardColumn, holder: Holder, lines: int, *, chipped: bool) -> None:
        super().__init__()
        self.setProperty("role", "column")
        self.setMinimumWidth(_NARROW)
        self.setMaximumWidth(_WIDE)
        self.model = CardModel(column, self)
        self.cards = CardList(self.model, holder, lines, chipped=chipped)
        self._title, self._count, self.notes = _Title(), label("", "quiet"), Notes(self)
        self._room, self._tall = QWidget(), 0
        self._more = QPushButton()
        self._more.setProperty("role", "link")
        self._more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._room)
        layout.addWidget(self.cards, 1)
        layout.addWidget(self._more)

    @property
    def key(self) -> int:
        """The key of its column."""
        return self.model.column.key

    def show_column(self, column: CardColumn, search: str) -> None:
        """Show the column as it is now, narrowed to what is searched for."""
        self.model.show(column, search)
        self._title.show_title(column.title)
        self.notes.show_notes(column.notes)
        self._count_cards(search)

    def make_room(self, lines: int, over: int = 0) -> None:
        """Room for so many notes, the same in all columns, so that cards begin at one height; for some more ``over`` the cards."""
        self._room.setFixedHeight(lines * _LINE)
        self._room.setVisible(lines > 0)
        self._tall = (lines + over) * _LINE + (_UNDER if over else 0)
        self._place_notes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_notes()

    def _place_notes(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        first = self.cards if self._room.isHidden() else self._room
        self.notes.setGeometry(first.x(), first.y(), first.width(), self._tall)
        self.notes.raise_()

    def mark(self, *, target: bool) -> None:
        """Whether a drop would go here."""
        if self.property("target") == target:
            return
        self.setProperty("target", target)
        self.style().unpolish(self)
        self.style().polish(self)

    def _show_more(self) -> None:
        self.model.more()
        self._say_more()

    def _count_cards(self, search: str) -> None:
        whole = self.model.column.count("") if search else self.model.total
        shown = f"{self.model.total:,} / {whole:,}" if search else f"{whole:,}"
        self._count.setText(shown)
        self.cards.setEnabled(self.model.total > 0)  # an empty one has nothing for the keyboard to stand on
        self.cards.setAccessibleName(f"{self.model.column.title} {shown}")
        self._say_more()

    def _say_more(self) -> None:
        self._more.setVisible(self.model.left > 0)
        self._more.setText(tr("{0}장 더 보기").format(f"{self.model.left:,}"))
