"""The dialogs of the junior board: a term, its members, themes and proposals."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.services.board.boards import reckoning_day
from desktop.services.datafile.changes import Changes
from desktop.text.dates import age_on, show_date
from desktop.ui.board.pages import MEMBER
from desktop.ui.board.proposals.opinions_beside import OpinionsBeside
from desktop.ui.board.proposals.pages import PROPOSAL
from desktop.ui.board.similar_hint import SimilarHint
from desktop.ui.desk import Desk
from desktop.ui.forms.date_input import DateInput
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.small import label
from desktop.ui.records.record_dialog import RecordDialog, run
from desktop.ui.records.record_list import RecordList


def open_member(desk: Desk, parent: QWidget, member_id: int | None = None) -> Changes | None:
    """A member of the board in work."""
    return run(MemberDialog(desk, parent, member_id))


def open_proposal(desk: Desk, parent: QWidget, proposal_id: int | None = None) -> Changes | None:
    """A proposal of the board in work."""
    return run(ProposalDialog(desk, parent, proposal_id))


def open_themes(desk: Desk, parent: QWidget) -> None:
    """The themes of the board in work, to be added to, renamed and deleted."""
    dialog = ThemesDialog(desk, parent)
    dialog.exec()
    dialog.deleteLater()


class MemberDialog(RecordDialog):
    """A member; beside the appointment stand the years of service it comes to."""

    def __init__(self, desk: Desk, parent: QWidget | None, member_id: int | None = None) -> None:
        super().__init__(desk, parent, MEMBER, member_id)
        appointed, note = self.input("appointed_on"), self.form.findChild(QLabel, "service_note")
        assert isinstance(appointed, DateInput)
        assert isinstance(note, QLabel)
        self._appointed, self._note = appointed, note
        self._day = reckoning_day(desk.store, self.scope, member_id)
        self._appointed.textChanged.connect(lambda: self._show_service())
        self._show_service()

    def _show_service(self) -> None:
        appointed = self._appointed.date()
        served = self.tr("근속 {0}년 ({1} 기준)")
        if appointed is None or appointed > self._day:
            self._note.setText("")
        else:
            self._note.setText(served.format(age_on(appointed, self._day), show_date(self._day)))


class ProposalDialog(RecordDialog):
    """A proposal, beside it those most like it, below it what the departments said.

    Its themes can be put in order without leaving it.
    """

    def __init__(self, desk: Desk, parent: QWidget | None, proposal_id: int | None = None) -> None:
        super().__init__(desk, parent, PROPOSAL, proposal_id)
        manage = self.form.findChild(QPushButton, "manage_themes")
        assert isinstance(manage, QPushButton)
        manage.clicked.connect(self._manage_themes)
        if not desk.store.read_only:
            self._show_similar(proposal_id)
        if proposal_id is not None:
            self.put_below(OpinionsBeside(desk, proposal_id, self))

    def _show_similar(self, proposal_id: int | None) -> None:
        """Beside the inputs, below the title, which then is as wide as all; under them where the screen is narrow."""
        grid, hint = self.form.layout(), SimilarHint(self.desk, proposal_id)
        assert isinstance(grid, QGridLayout)
        columns, rows = grid.columnCount(), grid.rowCount()
        if self.sizeHint().width() + hint.width() <= self.most().width():
            title = self.input("title").parentWidget()  # with the place of its error
            assert title is not None
            grid.addWidget(hint, 1, columns, rows - 1, 1)
            grid.removeWidget(title)
            grid.addWidget(title, 0, 1, 1, columns)
        else:
            grid.addWidget(hint, rows, 0, 1, columns)
        hint.watch([self.input(key) for key in ("title", "problem", "idea", "effect")])

    def _manage_themes(self) -> None:
        open_themes(self.desk, self)
        themes = self.input("theme_id")
        assert isinstance(themes, QComboBox)
        chosen = themes.currentData()
        themes.clear()
        themes.addItem("", None)
        for theme_id, text in self.choices("theme_id"):
            themes.addItem(text, theme_id)
        themes.setCurrentIndex(max(themes.findData(chosen), 0))


class ThemesDialog(Dialog):
    """The themes of the board in work, and the office's policies they stand under."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("주제와 운영방침"))
        self.themes = RecordList(
            desk, "themes", desk.scope, lambda above, theme_id: desk.open("themes", above, theme_id)
        )
        self.policies = RecordList(
            desk, "policies", desk.scope, lambda above, policy_id: desk.open("policies", above, policy_id)
        )
        close = QDialogButtonBox()
        close.addButton(self.tr("닫기"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("주제"), "heading"))
        column.addWidget(self.themes)
        column.addWidget(label(self.tr("구정 운영방침"), "heading"))
        column.addWidget(self.policies)
        self.lay_out(both, close)
        self.take_room(480, 560)
