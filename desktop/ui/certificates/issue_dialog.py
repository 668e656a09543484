"""Issuing documents under numbers: who gets one, with which number, and what each will look like, before anything is given.

Why it is long: one dialog whose parts all answer to the same drawing; what can be said without it lies in its neighbours.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Progress, UserError
from desktop.services.certificates import doubtful_names
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.document_kinds import COMPLETION, document_of
from desktop.services.certificates.issuing import Issued, Proposal
from desktop.services.certificates.numbers import KIND
from desktop.services.records import records
from desktop.text.dates import show_date
from desktop.text.hangul import attach, clean
from desktop.ui.certificates import actions, sentence_keeping
from desktop.ui.certificates.pdf_view import PdfView
from desktop.ui.desk import Desk
from desktop.ui.forms.date_input import DateInput
from desktop.ui.forms.form_loader import load_form
from desktop.ui.kit import messages
from desktop.ui.kit.dialog import ENTER, Dialog
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import with_keys
from desktop.ui.table.list_header import ListHeader

W = TypeVar("W", bound=QWidget)
_ID = Qt.ItemDataRole.UserRole
_DRAW_AFTER_MS = 150
_DRAW_SENTENCE_AFTER_MS = 400
_WIDTHS = (156, 116, 96, 116)  # of all columns but the last, which takes what is left
_NAMED_NUMBER = 198  # '단체 상장 제2022-001호'


class IssueDialog(Dialog):
    """``issued`` holds what was issued, or None.

    ``where`` is the id of the cohort or term. ``holder_ids`` are ticked at first; by default all are, of a kind that is given
    to all.
    """

    help_page = "certificates"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        where: int,
        holder_ids: Sequence[int] | None = None,
        kind: str = KIND,
    ) -> None:
        super().__init__(parent)
        self._desk, self._where, self._document = desk, where, document_of(kind)
        self.setWindowTitle(self.tr("{0} 발급").format(self._document.title))
        self._left_out: set[int] = set()
        self._filling = False  # writing into the rows is no ticking
        self._over = False
        self.issued: Issued | None = None
        self.proposal: Proposal | None = None
        self.form = load_form("certificate_issue", self)
        self.date = self._part(DateInput, "issue_date")
        self.people = self._part(QTableView, "people")
        self.sentence = self._part(QPlainTextEdit, "sentence")
        self.sentence.setAccessibleName(self.tr("{0} 문장").format(self._document.title))
        self.told, self.warnings = self._part(QLabel, "told"), self._part(QLabel, "warnings")
        self.view = PdfView()
        inside = QVBoxLayout(self._part(QWidget, "preview"))
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view)
        self._rows = QStandardItemModel(self)
        self._lay_out()
        self.date.setText(show_date(desk.store.today()))
        self._soon = QTimer(self, singleShot=True, interval=_DRAW_AFTER_MS)
        self._soon.timeout.connect(self._propose)
        self._written = QTimer(self, singleShot=True, interval=_DRAW_SENTENCE_AFTER_MS)
        self._written.timeout.connect(self._try_sentence)
        self._show_sentence()
        self._connect()
        self._show_issuers()
        self._show_period()
        self._show_people()
        if holder_ids is None and not self._document.to_all:
            holder_ids = ()
        if holder_ids is not None:
            self._left_out = set(self._all_ids()) - set(holder_ids)
            self._show_people()
        self.date.setFocus()

    # What stands in the dialog

    def ticked(self) -> list[int]:
        """Who is to get one, in the order of the ceremony."""
        return [holder_id for holder_id in self._all_ids() if holder_id not in self._left_out]

    def _all_ids(self) -> list[int]:
        return [self._rows.item(row, 0).data(_ID) for row in range(self._rows.rowCount())]

    def _part(self, kind: type[W], name: str) -> W:
        found = self.form.findChild(kind, name)
        assert found is not None, name
        return found

    def _lay_out(self) -> None:
        self._name_the_document()
        self.warnings.setProperty("role", "bad")
        self.told.setProperty("role", "quiet")
        self.people.setModel(self._rows)
        self.people.verticalHeader().hide()
        self.people.verticalHeader().setDefaultSectionSize(32)
        self.people.setHorizontalHeader(header := ListHeader(self.people))
        header.setSectionsMovable(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.issue_button = QPushButton(icon("medal", QPalette.ColorRole.HighlightedText), "", default=True)
        self.buttons.addButton(self.issue_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.lay_out(self.form, self.buttons)
        self.take_room(1160, 800)

    def _name_the_document(self) -> None:
        title = self._document.title
        self._part(QLabel, "sentence_label").setText(self.tr("{0} 문장").format(title))
        places = " ".join(f"{{{place}}}" for place in self._document.places)
        self._part(QLabel, "sentence_note").setText(
            self.tr("{0}에는 값이, {1}에는 조사가 들어갑니다.").format(places, "{을/를}")
        )
        self.people.setAccessibleName(self.tr("{0} 받을 사람").format(attach(title, "을/를")))
        if self._document is not COMPLETION:
            self._part(QLabel, "period_label").setText(self.tr("기수"))
        if self._document.holders != COMPLETION.holders:
            self._part(QPushButton, "mend").setText(self.tr("고치기…"))

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._issue)
        self.buttons.rejected.connect(self.reject)
        self._part(QPushButton, "change_issuers").clicked.connect(self._change_issuers)
        self._part(QPushButton, "change_cohort").clicked.connect(self._change_cohort)
        self._part(QPushButton, "all").clicked.connect(self._tick_all)
        mend = self._part(QPushButton, "mend")
        mend.setToolTip(with_keys(self.tr("고른 사람의 이름 고치기"), "F2"))
        mend.clicked.connect(self._mend)
        QShortcut(QKeySequence("F2"), self).activated.connect(self._mend)
        self.people.doubleClicked.connect(lambda _index: self._mend())
        self.people.selectionModel().currentRowChanged.connect(lambda *_: self._show_page())
        self._rows.itemChanged.connect(self._ticked)
        self.date.textChanged.connect(lambda _text: self._renew())
        self.sentence.textChanged.connect(self._sentence_changed)
        self._part(QPushButton, "usual_sentence").clicked.connect(
            lambda: self.sentence.setPlainText(self._usual)
        )

    def _show_issuers(self) -> None:
        signing = certificates.issuers(self._desk.store, self._document.kind)
        lines = [f"{each.title} {each.name}".strip() for each in signing]
        self._part(QLabel, "issuers").setText("\n".join(lines))

    def _show_sentence(self) -> None:
        """The sentence as it is kept."""
        self._kept_sentence, self._usual = certificates.sentence_of(
            self._desk.store, self._where, self._document.kind
        )
        self.sentence.setReadOnly(self._desk.store.read_only)
        self.sentence.setPlainText(self._kept_sentence)

    def _pattern(self) -> str:
        """The sentence as it stands in the dialog."""
        return clean(self.sentence.toPlainText())

    def _show_period(self) -> None:
        here = records.read(self._desk.store, self._document.of, self._where)
        if self._document is not COMPLETION:
            self._part(QLabel, "period").setText(here["name"])
            return
        days = [show_date(here[key]) for key in ("starts_on", "ends_on") if here[key]]
        blank = self.tr("비어 있어 종이에 쓰지 않습니다")
        self._part(QLabel, "period").setText(" ~ ".join(days) if len(days) == 2 else blank)

    def _show_people(self) -> None:
        """Who may get one, as the data says it now; ticks and the chosen row stay."""
        chosen = self._chosen()
        self._filling = True
        self._rows.clear()
        told_by, value = self._document.told_by
        for column, title in enumerate(
            (self.tr("번호"), self.tr("성명"), self.tr("한자"), self.tr("생년월일"), self.tr(told_by))
        ):
            head = QStandardItem(title)
            head.setTextAlignment(Qt.AlignmentFlag.AlignLeft)
            self._rows.setHorizontalHeaderItem(column, head)
        people = certificates.candidates(self._desk.store, self._where, self._document.kind)
        for person in people:
            born = show_date(person.birth_date) if person.birth_date else ""
            told = "", person.name, person.name_hanja, born, getattr(person, value)
            items = [QStandardItem(text) for text in told]
            items[0].setData(person.holder_id, _ID)
            items[0].setCheckable(True)
            on = person.holder_id not in self._left_out
            items[0].setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._rows.appendRow(items)
        self._filling = False
        for column, width in enumerate(_WIDTHS):
            self.people.setColumnWidth(column, width)
        if self._document is not COMPLETION:
            self.people.setColumnWidth(0, _NAMED_NUMBER)
        self.people.horizontalHeader().setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        self.people.setColumnHidden(2, not any(person.name_hanja for person in people))
        self.people.setColumnHidden(3, not any(person.birth_date for person in people))
        ids = self._all_ids()
        self.people.selectRow(ids.index(chosen) if chosen in ids else 0)
        self._renew()

    # What follows from it

    def _ticked(self, item: QStandardItem) -> None:
        holder_id = item.data(_ID)
        if holder_id is not None and not self._filling:
            on = item.checkState() is Qt.CheckState.Checked
            (self._left_out.discard if on else self._left_out.add)(holder_id)
            self._renew()

    def _renew(self) -> None:
        """What was drawn no longer holds: draw anew once the officer rests."""
        count = len(self.ticked())
        self.told.setText(self.tr("대상 {0}명 가운데 {1}명").format(self._rows.rowCount(), count))
        everyone = self.tr("모두 빼기") if count == self._rows.rowCount() else self.tr("모두 고르기")
        self._part(QPushButton, "all").setText(everyone)
        self.issue_button.setText(self.tr("{0}장 발급").format(count))
        self.issue_button.setEnabled(False)
        self._soon.start()

    def _sentence_changed(self) -> None:
        """Drawn anew aside, so that no key is held back from who goes on writing."""
        self.issue_button.setEnabled(False)
        self._written.start()

    def _try_sentence(self) -> None:
        day, ids, pattern = self.date.date(), self.ticked(), self._pattern()
        if day is None or self._soon.isActive():
            return  # all is drawn anew before long

        def look() -> Proposal | UserError:
            try:
                return self._drawn(ids, day, pattern)
            except UserError as error:
                return error

        def show(proposal: Proposal | UserError) -> None:
            if (day, ids, pattern) == (self.date.date(), self.ticked(), self._pattern()):
                self._show_proposal(proposal)

        self._desk.jobs.read_ahead(look, show, told=self)

    def _drawn(self, ids: Sequence[int], day: dt.date, pattern: str) -> Proposal:
        return certificates.propose(
            self._desk.store, self._where, ids, issue_date=day, kind=self._document.kind, sentence=pattern
        )

    def _propose(self) -> None:
        day, ids, pattern = self.date.date(), self.ticked(), self._pattern()
        if day is None:
            self._show_proposal(UserError(self.tr("발급일을 '2022. 9. 16.'처럼 적어 주세요.")))
            return

        def work(_progress: Progress) -> Proposal | UserError:
            try:
                return self._drawn(ids, day, pattern)
            except UserError as error:  # stands in the dialog, beside what is to be mended
                return error

        self._desk.jobs.run(self, self.tr("미리보기"), work, self._show_proposal, cancellable=False)

    def done(self, result: int) -> None:
        self._over = True
        self._soon.stop()
        self._written.stop()
        super().done(result)

    def _show_proposal(self, proposal: Proposal | UserError) -> None:
        if self._over:  # drawn while the dialog was closed
            return
        wrong = isinstance(proposal, UserError)
        self.proposal = None if isinstance(proposal, UserError) else proposal
        lines = [proposal.message] if isinstance(proposal, UserError) else list(proposal.warnings)
        self.warnings.setText("\n".join(lines))
        self.warnings.setVisible(bool(lines))
        self.issue_button.setEnabled(not wrong and not self._desk.store.read_only)
        numbers = iter(self.proposal.numbers if self.proposal else ())
        self._filling = True
        for row, holder_id in enumerate(self._all_ids()):
            on = holder_id not in self._left_out
            self._rows.item(row, 0).setText(next(numbers, "") if on else "")
        self._filling = False
        self.view.show_pdf(self.proposal.pdf if self.proposal else None)
        self._show_page()

    def _chosen(self) -> int | None:
        index = self.people.currentIndex()
        item = self._rows.item(index.row(), 0) if index.isValid() else None
        return item.data(_ID) if item else None

    def _show_page(self) -> None:
        chosen, ticked = self._chosen(), self.ticked()
        if self.proposal and chosen in ticked:
            self.view.go(ticked.index(chosen))

    # What the officer does

    def _mend(self) -> None:
        """Correct the chosen person, in the data itself, so that paper and list agree."""
        chosen = self._chosen()
        if chosen is None or self._desk.store.read_only:
            return
        if self._document.holders == COMPLETION.holders:
            mended = actions.mend_holder(self._desk, self, chosen)
        else:
            mended = bool(self._desk.open(self._document.holders, self, chosen))
        if mended:
            self._show_people()

    def _tick_all(self) -> None:
        everyone = self._all_ids()
        self._left_out = set() if self._left_out else set(everyone)
        self._show_people()

    def _change_cohort(self) -> None:
        if self._desk.open(self._document.of, self, self._where):
            self._show_period()
            self._show_people()

    def _change_issuers(self) -> None:
        untouched = self._pattern() == clean(self._kept_sentence)
        if actions.change_issuers(self._desk, self, self._document.needed):
            self._show_issuers()
            if untouched:  # the usual one depends on who runs the programme together
                self._show_sentence()
            self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the button that issues and only there issues: a number once given is never taken back."""
        if event.key() in ENTER and not isinstance(self.focusWidget(), QPushButton):
            self.issue_button.setFocus()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        if self._pattern() == clean(self._kept_sentence) or messages.ask(
            self,
            self.tr("고친 {0} 문장을 버리고 닫을까요?").format(self._document.title),
            self.tr("버리고 닫기"),
            no=self.tr("계속 쓰기"),
        ):
            super().reject()

    def _keep_sentence(self) -> bool:
        """Keep the sentence; the usual one needs none of its own. Whether it stands now."""
        pattern = self._pattern()
        if pattern == clean(self._kept_sentence):
            return True
        to_keep = None if pattern == clean(self._usual) else pattern
        kept = sentence_keeping.keep(
            self, self._desk.store, self._document, self._where, to_keep, self._kept_sentence
        )
        if kept:
            self._kept_sentence = pattern
        return kept

    def _issue(self) -> None:
        day, ids = self.date.date(), self.ticked()
        if day is None or self.proposal is None:
            return
        doubted = doubtful_names.question(self.proposal.candidates)
        for asked in filter(
            None, (doubted, certificates.question(self._desk.store, day, self._document.kind))
        ):
            if not messages.ask(self, self.tr("{0} 이대로 발급할까요?").format(asked), self.tr("발급")):
                return
        if not self._keep_sentence():
            return

        seen = self.proposal

        def work(progress: Progress) -> Issued | UserError:
            try:
                return certificates.issue(
                    self._desk.store,
                    self._where,
                    ids,
                    issue_date=day,
                    kind=self._document.kind,
                    seen=seen,
                    progress=progress,
                )
            except UserError as error:
                return error

        def done(issued: Issued | UserError) -> None:
            if isinstance(issued, UserError):
                self._show_sentence()
                self._show_people()  # what was seen may no longer hold
                messages.error(self, issued.message)
                return
            self.issued = issued
            self.accept()

        self._desk.jobs.run(self, self.windowTitle(), work, done)
