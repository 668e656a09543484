"""The roll of a vote: a line for each member, marked by a key, a button or a pasted column."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.queries.matrix import Beside, Cells, Head, Line, Look, Matrix, Written
from desktop.rules.flows import Tone
from desktop.rules.review.votes import Choice
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.matrix.view import MatrixView

VOTED = "투표"
"""What stands beside a member who took part in a secret vote: nothing of how."""
_SIDES = tuple(each.value for each in Choice)
_TONES = {
    Choice.FOR.value: Tone.GOOD,
    Choice.AGAINST.value: Tone.BAD,
    Choice.ABSTAIN.value: Tone.WARN,
    VOTED: Tone.PLAIN,
}
_NAME, _WIDTH, _LEAST = 190, 92, 300
_COLUMN = 1


class RollCall(QWidget):
    """``chosen`` are the members who voted, by id, with what stands beside them; ``changed`` follows every change of it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: dict[int, str] = {}
        self._members: Sequence[tuple[int, str]] = ()
        self._words: tuple[str, ...] = _SIDES
        self._were_choices = False
        self.matrix = MatrixView()
        self.matrix.grid.setAccessibleName(tr("투표한 위원"))
        self.matrix.names.setAccessibleName(tr("위원"))
        self.matrix.setFixedWidth(_NAME + _WIDTH + 24)
        self.matrix.setMinimumHeight(_LEAST)
        self.matrix.written.connect(self._write, Qt.ConnectionType.QueuedConnection)
        self.matrix.filling.connect(lambda _column: self.fill_blanks())
        self.matrix.refused.connect(self._refuse)
        self.hint = label("", "quiet", wrap=True)
        self.refused = label("", "bad", wrap=True)
        self.refused.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._buttons)
        layout.addWidget(self.matrix, 1)
        layout.addWidget(self.hint)
        layout.addWidget(self.refused)
        self._offer_words()

    @property
    def hidden(self) -> bool:
        """Whether it is the roll of a secret vote."""
        return self._words == (VOTED,)

    def show_members(self, members: Sequence[tuple[int, str]], *, hidden: bool) -> None:
        """The roll of these members, as (id, name). Who leaves it loses the choice; of a secret vote none is kept."""
        if hidden != self.hidden:
            self._words = (VOTED,) if hidden else _SIDES
            self._offer_words()
            self._were_choices = hidden and bool(self.chosen)
            self.chosen = dict.fromkeys(self.chosen, VOTED) if hidden else {}
        self._members = members
        ids = {member_id for member_id, _name in members}
        self.chosen = {member_id: word for member_id, word in self.chosen.items() if member_id in ids}
        self._show()

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of the members beside whom it stands, in their order."""
        return tuple(sorted(member_id for member_id, own in self.chosen.items() if own == word))

    def kept(self) -> list[tuple[int, str]]:
        """Who is marked on the roll of a secret vote, in the order of the members' ids.

        Nothing while choices are marked, nor of a roll that began as choices: the vote may become a secret one, and who was
        marked before whom would tell the sides.
        """
        return sorted(self.chosen.items()) if self.hidden and not self._were_choices else []

    def put_back(self, kept: Sequence[tuple[int, str]]) -> None:
        """Mark these again, as far as they may vote still, and nobody else."""
        ids = {member_id for member_id, _name in self._members}
        marked = {member: word for member, word in kept if member in ids and word in self._words}
        self._put(dict.fromkeys(self.chosen, "") | marked)

    def fill_blanks(self) -> None:
        """The first word for everybody who has none."""
        self._put(
            {member_id: self._words[0] for member_id, _name in self._members if member_id not in self.chosen}
        )

    def _offer_words(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for word in (*self._words, ""):
            button = QPushButton(word or tr("지우기"), autoDefault=False)
            button.clicked.connect(lambda _checked=False, word=word: self._mark_selected(word))
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        keys = " · ".join(f"{number} {word}" for number, word in enumerate(self._words, 1))
        self.hint.setText(tr("{0} · Delete 지움 · Ctrl+Enter 빈칸을 모두 {1}").format(keys, self._words[0]))

    def _mark_selected(self, word: str) -> None:
        lines = self.matrix.cells.matrix.lines
        rows = {index.row() for index in self.matrix.grid.selectionModel().selectedIndexes()}
        self._put({lines[row].id: word for row in rows})

    def _write(self, cells: Sequence[Written]) -> None:
        self._put({each.row: each.value for each in cells})

    def _put(self, words: dict[int, str]) -> None:
        chosen = {member_id: word for member_id, word in (self.chosen | words).items() if word}
        self._refuse("")
        if chosen != self.chosen:
            self.chosen = chosen
            self._show()
            self.changed.emit()

    def _refuse(self, sentence: str) -> None:
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))

    def _read(self, rows: Sequence[int]) -> Cells:
        return {(row, _COLUMN): self.chosen[row] for row in rows if row in self.chosen}

    def _parse(self, text: str) -> str:
        word = text.strip()
        if word and word not in self._words:
            known = ", ".join(self._words)
            raise UserError(
                tr("'{0}'은(는) 여기에 적을 수 없습니다. 적을 수 있는 것: {1}").format(word, known)
            )
        return word

    def _show(self) -> None:
        self.matrix.show_matrix(
            Matrix(
                beside=((tr("위원"), _NAME),),
                lines=[Line(row_id, name, name, (Beside(name),)) for row_id, name in self._members],
                heads=[Head(_COLUMN, tr("투표 여부") if self.hidden else tr("표"), "", tr("표"))],
                read=self._read,
                look=lambda word: Look(word, word, _TONES[word]),
                keys={str(number): word for number, word in enumerate(self._words, 1)},
                parse=self._parse,
                noun=tr("위원"),
                width=_WIDTH,
            )
        )
