"""출석부: people by sessions, marked by single keys; each mark says at once what is still reachable."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.queries.matrix import Written
from desktop.rules.attendance import Mark
from desktop.services.attachments import keeping as attachments
from desktop.services.training.attendance import book, evidence, marking
from desktop.services.training.attendance.book import Book
from desktop.services.training.attendance.marking import Marked, Wanted
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.small import label
from desktop.ui.matrix.view import MatrixView
from desktop.ui.records.in_work import MAKE_COHORT
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.training.attendance.book_matrix import matrix_of
from desktop.ui.training.attendance.looks import KEYS_TOLD
from desktop.ui.training.attendance.stage_box import StageBox

_NAMED = 4
_AT_ONCE = 500
"""More marks than these are written aside, with progress."""


class BookPage(ViewPage):
    """The book of the stage chosen at its head."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.stage = StageBox(desk)
        self.matrix = MatrixView()
        self.matrix.setObjectName("book")
        self.person = label("", "strong")
        self.fallen = label("", "bad", wrap=True)
        self.refused = label("", "bad", wrap=True)
        self.book: Book | None = None
        head = QHBoxLayout()
        name = label(self.tr("단계"), "quiet")
        name.setBuddy(self.stage)
        head.addWidget(name)
        head.addWidget(self.stage)
        self.stage.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        told = label(self.tr("{0} · Ctrl+Enter 빈칸을 출석으로").format(KEYS_TOLD), "quiet", wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(told, 1)
        self.matrix.grid.setAccessibleName(view.title)
        self.matrix.names.setAccessibleName(self.tr("성명과 출석률"))
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.matrix, 1)
        for foot in (self.person, self.fallen, self.refused):
            layout.addWidget(foot)
        self.fill(layout)
        self.stage.currentIndexChanged.connect(lambda _place: self.refresh())
        self.matrix.written.connect(self._write)
        self.matrix.filling.connect(self.fill_blanks)
        self.matrix.refused.connect(self._refuse)
        self.matrix.moved.connect(self._tell_person)
        self.matrix.dropped.connect(self.attach)

    def first(self) -> QWidget | None:
        return self.matrix

    def read(self) -> None:
        self.stage.offer()
        stage_id = self.stage.stage_id()
        self.book = read = book.read(self.desk.store, stage_id) if stage_id is not None else None
        if read is None:
            self.show_empty(MAKE_COHORT)
            return
        self.told.setText(self.tr("{0}명 · 수업 {1}회").format(len(read.people), len(read.sessions)))
        if not read.sessions:
            self.show_empty(
                self.tr("이 단계에 수업이 없습니다. '수업'에서 수업을 만들거나 엑셀로 가져와 주세요.")
            )
        elif not read.people:
            self.show_empty(
                self.tr("이 단계에 선발되거나 수강하는 사람이 없습니다. 교육생의 상태를 바꿔 주세요.")
            )
        else:
            self.show_body()
        self.refused.hide()
        self.matrix.show_matrix(matrix_of(self.desk.store, read))
        self._tell_person()
        self._tell_fallen(read)

    def select(self, session_id: int) -> bool:
        """Put the cursor into the session's column, of whatever stage; False where the cohort in work has no such session."""
        stage_id = book.stage_of(self.desk.store, session_id)
        self.stage.offer()
        place = self.stage.findData(stage_id)
        if place < 0:
            return False
        with QSignalBlocker(self.stage):
            self.stage.setCurrentIndex(place)
        self.refresh()
        if self.book is not None and self.book.people:
            self.matrix.go_to(self.book.people[0].enrolment_id, session_id)
        return True

    def session_id(self) -> int | None:
        """The session in whose column the cursor is."""
        current = self.matrix.current()
        return current[1] if current else None

    def fill_blanks(self, session_id: int | None = None) -> None:
        """출석 for whoever has no mark in the session, by default that of the cursor's column."""
        session_id = self.session_id() if session_id is None else session_id
        if self.book is None or session_id is None:
            return
        self._tell_refused(marking.fill_blanks(self.desk.store, self.book.stage_id, session_id))

    def attach(self, enrolment_id: int, session_id: int, path: Path) -> None:
        """Attach a file to the mark of a person in a session."""
        self.desk.jobs.run(
            self,
            self.tr("증빙 붙이기"),
            lambda _progress: evidence.attach(self.desk.store, enrolment_id, session_id, path),
            lambda _changes: None,
        )

    def attach_chosen(self) -> None:
        """Attach a file that is chosen to the mark under the cursor."""
        current = self.matrix.current()
        if current is None:
            return
        chosen, _filter = QFileDialog.getOpenFileName(self, self.tr("증빙 파일"), str(documents_folder()))
        if chosen:
            self.attach(*current, Path(chosen))

    def detach(self) -> None:
        """Take the evidence off the mark under the cursor."""
        current = self.matrix.current()
        if current is None:
            return
        self.desk.jobs.run(
            self,
            self.tr("증빙 떼기"),
            lambda _progress: evidence.detach(self.desk.store, *current),
            lambda _changes: None,
        )

    def open_evidence(self) -> None:
        """Show a copy of the evidence of the mark under the cursor."""
        found = self._evidence()
        if found is not None:
            self.desk.open("attachments", self, found)

    def save_evidence(self) -> None:
        """Write a copy of the evidence of the mark under the cursor where the person chooses."""
        found = self._evidence()
        if found is None:
            return
        name = str(Path(documents_folder()) / attachments.name_of(self.desk.store, found))
        chosen, _filter = QFileDialog.getSaveFileName(self, self.tr("증빙 저장"), name)
        if chosen:
            self.desk.jobs.run(
                self,
                self.tr("증빙 저장"),
                lambda _progress: attachments.save_copy(self.desk.store, found, Path(chosen)),
                lambda landed: self.desk.bus.said.emit(
                    self.tr("'{0}'에 저장했습니다.").format(landed.name), None
                ),
            )

    def _evidence(self) -> int | None:
        current = self.matrix.current()
        found = evidence.attached(self.desk.store, *current) if current else None
        if found is None:
            messages.tell(
                self,
                self.tr("이 칸에는 증빙이 없습니다. '증빙 붙이기'로 붙이거나 파일을 칸에 끌어다 놓으세요."),
            )
        return found

    def _write(self, cells: Sequence[Written]) -> None:
        if self.book is None:
            return
        store, stage_id = self.desk.store, self.book.stage_id
        wanted = [Wanted(each.row, each.column, Mark(each.value) if each.value else None) for each in cells]
        if len(wanted) <= _AT_ONCE:
            self._tell_refused(marking.set_marks(store, stage_id, wanted))
            return
        self.desk.jobs.run(
            self,
            self.tr("출석 기록"),
            lambda progress: marking.set_marks(store, stage_id, wanted, progress),
            self._tell_refused,
        )

    def _refuse(self, sentence: str) -> None:
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))

    def _tell_refused(self, done: Marked) -> None:
        told = " ".join(each.sentence for each in done.refused[:_NAMED])
        if len(done.refused) > _NAMED:
            told = self.tr("{0} 그 밖에 {1}건").format(told, len(done.refused) - _NAMED)
        self._refuse(told)

    def _tell_person(self) -> None:
        """What is still reachable for the person in the cursor's row."""
        current = self.matrix.current()
        known = self.book is not None and current is not None and current[0] in self.book.figures
        if self.book is None or current is None or not known:
            self.person.clear()
            return
        person, standing = self.book.person(current[0]), self.book.figure(current[0]).standing
        rate = self.tr("출석률 {0} %").format(standing.shown_rate())
        told = [standing.outlook() or standing.failing(), standing.expelled]
        self.person.setText(f"{person.label}: " + " · ".join(filter(None, (rate, *told))))

    def _tell_fallen(self, read: Book) -> None:
        """Who fell out, the last first."""
        fallen = read.fallen()
        named = [
            self.tr("{0} {1}")
            .format(
                person.label,
                f"{figure.standing.fell_on.month}. {figure.standing.fell_on.day}."
                if figure.standing.fell_on
                else "",
            )
            .strip()
            for person, figure in fallen[:_NAMED]
        ]
        more = self.tr(" 외 {0}명").format(len(fallen) - _NAMED) if len(fallen) > _NAMED else ""
        told = self.tr("! 기준에 못 미치게 된 사람 {0}명: {1}{2}")
        self.fallen.setText(told.format(len(fallen), ", ".join(named), more) if fallen else "")
        self.fallen.setVisible(bool(fallen))
