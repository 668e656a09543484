"""A vote: what it is on and when, and beside that the roll of the members with what comes of it."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from desktop.rules.review.votes import Choice, Method, Tally, tally_in_words
from desktop.services.board.votes import votes
from desktop.services.datafile.changes import Changes
from desktop.ui.board.votes.pages import VOTE
from desktop.ui.board.votes.roll_call import VOTED, RollCall
from desktop.ui.desk import Desk
from desktop.ui.forms.date_input import DateInput
from desktop.ui.forms.unsaved import Part
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.records.record_dialog import RecordDialog, run

_COUNTS = tuple(votes.COUNTS.values())


def open_vote(desk: Desk, parent: QWidget, vote_id: int | None = None, **given: Any) -> Changes | None:
    """A vote on a proposal."""
    return run(VoteDialog(desk, parent, vote_id, given))


class VoteDialog(RecordDialog):
    """An open vote is marked member by member, a secret one by who voted and the counts, which are written once.

    The roll of a secret vote survives a crash. The counts never do: beside the roll of a moment later they would tell a
    choice. Nor do choices: what is written as an open vote may be saved as a secret one.
    """

    never_kept = frozenset(_COUNTS)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        vote_id: int | None = None,
        given: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(desk, parent, VOTE, vote_id, given=given)
        proposal, held_on, method = self.input("proposal_id"), self.input("held_on"), self.input("method")
        assert isinstance(proposal, QComboBox)
        assert isinstance(held_on, DateInput)
        assert isinstance(method, QComboBox)
        self._proposal, self._held_on, self._method = proposal, held_on, method
        self.roll = RollCall()
        self.outcome = label("", "strong", wrap=True)
        grid = self.form.layout()
        assert isinstance(grid, QGridLayout)
        columns, rows = grid.columnCount(), grid.rowCount()
        grid.addWidget(self.roll, 0, columns, rows, 1)
        grid.addWidget(self.outcome, rows, 0, 1, columns + 1)
        self._fill()
        self._kept = dict(self.roll.chosen)
        self._written_once = vote_id is not None and self._hidden
        proposal.currentTextChanged.connect(lambda _text: self._offer())
        held_on.textChanged.connect(lambda _text: self._offer())
        method.currentTextChanged.connect(lambda _text: self._offer())
        self.roll.changed.connect(self._tell)
        for key in _COUNTS:
            self._count(key).textChanged.connect(lambda _text: self._tell())
        self._offer()
        self.keep_too(Part("roll", self.roll.kept, self.roll.put_back, self._told_roll), self.roll.changed)
        method.setEnabled(vote_id is None)
        self.roll.setEnabled(not (self._written_once or desk.store.read_only))

    @property
    def changed(self) -> bool:
        return super().changed or self.roll.chosen != self._kept

    @property
    def _hidden(self) -> bool:
        return bool(self._method.currentData() == Method.HIDDEN.value)

    def _keep(self, values: dict[str, Any]) -> Changes:
        roll = {votes.VOTERS: self.roll.of(VOTED)}
        roll |= {key: self.roll.of(choice.value) for choice, key in votes.SIDES.items()}
        return super()._keep(values | roll)

    def _fill(self) -> None:
        """The roll as it is kept."""
        known = self._known
        chosen = {
            member: choice.value for choice, key in votes.SIDES.items() for member in known.get(key) or ()
        }
        self._offer_to(hidden=self._hidden)
        self.roll.chosen = chosen | dict.fromkeys(known.get(votes.VOTERS) or (), VOTED)

    def _offer(self) -> None:
        """The members who may vote on that day, and the counts where they are entered."""
        self._offer_to(hidden=self._hidden)
        for key in _COUNTS:
            count = self._count(key)
            count.setEnabled(self._hidden and not self._written_once)
            if not self._hidden:
                count.clear()
        self._tell()

    def _offer_to(self, *, hidden: bool) -> None:
        members = votes.voters(self.desk.store, self._proposal.currentData(), self._held_on.date())
        self.roll.show_members(members, hidden=hidden)

    def _tell(self) -> None:
        members = self.roll.matrix.cells.rowCount()
        if self._hidden:
            told = tr("명부 {0}명. ").format(len(self.roll.chosen))
            counts = [int(text) if (text := self._count(key).text()).isdecimal() else 0 for key in _COUNTS]
        else:
            told, counts = "", [len(self.roll.of(each.value)) for each in Choice]
        self.outcome.setText(told + tally_in_words(Tally(members, *counts)))

    def _told_roll(self) -> str:
        if not self.roll.chosen or self.roll.chosen == self._kept:
            return ""
        marked = len(self.roll.kept())
        if not marked:
            return tr("찍은 명부는 남기지 않았습니다. 다시 찍어 주세요.")
        return tr("명부: {0}명").format(marked)

    def _count(self, key: str) -> QLineEdit:
        line = self.input(key)
        assert isinstance(line, QLineEdit)
        return line
