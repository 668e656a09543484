"""Excel in, step by step: file, columns, review, and in as one operation that can be taken back.

Why it is longer than most files: the steps lead back and forth: what was read, seen and planned is held in one place, so
that no page shows another file, sheet or plan than the next one works on.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Progress, UserError
from desktop.services import importers, importing
from desktop.services.datafile.changes import Changes
from desktop.services.importing import Importer, ImportPlan, Sighting, StageTarget, Workbook
from desktop.services.safety import kept_backups
from desktop.ui.desk import Desk
from desktop.ui.importing.columns_page import ColumnsPage
from desktop.ui.importing.file_page import FilePage, read_or_ask
from desktop.ui.importing.mended import MendedCells
from desktop.ui.importing.review_page import ReviewPage
from desktop.ui.importing.steps import Steps, ask_for_rejects
from desktop.ui.kit.composition import settle
from desktop.ui.kit.dialog import ENTER, Dialog
from desktop.ui.kit.small import scrolled

_FILE, _COLUMNS, _REVIEW = range(3)


def open_import(
    parent: QWidget,
    desk: Desk,
    kind: str | None = None,
    path: Path | None = None,
    more: Sequence[Path] = (),
) -> Changes | None:
    """Bring a file in, and ``more`` after it; what was written last, or None.

    ``kind`` None tells it by the headings of each file.
    """
    wizard = ImportWizard(desk, parent, kind)
    if path is not None and path.name:
        wizard.files.take_all([path, *more])
    wizard.exec()
    return wizard.changes


class ImportWizard(Dialog):
    """``changes`` is what was written, None until then."""

    help_page = "trainees"

    def __init__(self, desk: Desk, parent: QWidget | None, kind: str | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("엑셀 가져오기"))
        self.take_room(1440, 900)
        self.changes: Changes | None = None
        self._desk = desk
        self._kind_is_known = kind is not None
        self._workbook: Workbook | None = None
        self._plan: ImportPlan | None = None
        self._header_row: int | None = None
        self._doubt = ""
        self._last_cohort = ""
        self._together = True
        self._blank = self._accept = False
        self._mended = MendedCells(desk.mended)
        self.files, self.columns, self.review = FilePage(desk.settings), ColumnsPage(desk), ReviewPage()
        if kind is not None:
            self.files.choose_kind(kind)
        self._pages = QStackedWidget()
        self._steps = Steps()
        self.back = QPushButton(self.tr("이전"), autoDefault=False)
        self.next = QPushButton(self.tr("다음"), default=True)
        self.next.setProperty("role", "primary")
        self.skip = QPushButton(self.tr("이 파일 건너뛰기"), autoDefault=False)
        self._lay_out()
        self._connect()
        self._go(_FILE)

    @property
    def kind(self) -> str:
        """What is brought in."""
        return str(self.files.kind.currentData())

    @property
    def importer(self) -> Importer:
        """How it is brought in."""
        return importers.of(self.kind)

    def _lay_out(self) -> None:
        for page in (self.files, self.columns, self.review):
            self._pages.addWidget(scrolled(page, sideways=True))
        cancel = QPushButton(self.tr("취소"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.next)
        buttons.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self._steps)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.files.chosen.connect(self._read)
        self.files.password.textEdited.connect(lambda _text: self.next.setEnabled(True))
        self.files.kind_changed.connect(self._choose_kind)
        self.columns.sheet_chosen.connect(lambda name: self._look(sheet=name, together=False))
        self.columns.heading_chosen.connect(
            lambda row: self._look(sheet=self.columns.sheet.currentText(), header_row=row)
        )
        self.columns.together_chosen.connect(self._choose_together)
        self.columns.targets.stage_chosen.connect(self._look)
        self.columns.mapped.connect(self._mended.forget)
        self.review.mended.connect(self._mended.take)
        self.review.mended.connect(lambda _texts: self._prepare())
        self.review.save_rejects.connect(self._save_rejects)
        self.review.blanking_chosen.connect(self._choose_blanking)
        self.review.doubtful_chosen.connect(self._accept_doubtful)
        self.skip.clicked.connect(self._take_next_file)
        self.back.clicked.connect(lambda: self._go(self._pages.currentIndex() - 1))
        self.next.clicked.connect(self._on)

    def _go(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self.back.setVisible(step > _FILE)
        self.skip.setVisible(bool(self.files.waiting))
        waiting = len(self.files.waiting)
        more = self.tr(" (뒤에 {0}개 파일이 더 있음)").format(waiting) if waiting else ""
        self.setWindowTitle(self.tr("엑셀 가져오기") + more)
        self._steps.show_step(step)
        self._word_button(step)
        if step == _FILE:
            self.files.setFocus()

    def _word_button(self, step: int) -> None:
        if step < _REVIEW or self._plan is None:
            self.next.setText(self.tr("다음") if step == _FILE else self.tr("검토하기"))
            self.next.setEnabled(self.files.path is not None)
            return
        name, some = importing.operation_name(self._plan), self._plan.added + self._plan.updated > 0
        self.next.setText(name if some else self.tr("가져올 것이 없습니다"))
        self.next.setEnabled(some)

    def _on(self) -> None:
        settle(self)
        step = self._pages.currentIndex()
        if step == _FILE:
            if self._workbook is None:
                self._read()
            else:
                self._look()
        elif step == _COLUMNS:
            self._prepare()
        else:
            self._import()

    # The file

    def _read(self) -> None:
        path, password = self.files.path, self.files.password.text() or None
        assert path is not None
        self._workbook = None
        self._together, self._blank, self._accept = True, False, False
        self._run(
            self.tr("파일 읽기"), lambda progress: read_or_ask(path, password, progress), self._take_workbook
        )

    def _take_workbook(self, read: Workbook | UserError) -> None:
        if isinstance(read, UserError):
            self.files.ask_password(read.message)
            self._go(_FILE)
            return
        self.files.ask_password("")
        self._workbook = read
        if not self._kind_is_known:
            self.files.choose_kind(importing.kind_of(read))
        self.columns.offer_sheets([sheet.name for sheet in read.sheets if sheet.rows])
        self._look()

    def _choose_kind(self) -> None:
        self._kind_is_known = True

    # The sheet and its columns

    def _look(
        self, *, sheet: str | None = None, header_row: int | None = None, together: bool | None = None
    ) -> None:
        """Finds the table anew."""
        workbook, kind = self._workbook, self.kind
        assert workbook is not None
        self._header_row = header_row
        self._together = with_others = self._together if together is None else together
        place = self.columns.targets.chosen() if isinstance(self.importer.target, StageTarget) else {}
        cohort, stage = place.get("cohort"), place.get("stage")
        self._blank = self._accept = False

        def work(_progress: Progress) -> Sighting:
            return importing.look(
                self._desk.store,
                kind,
                workbook,
                sheet=sheet,
                header_row=header_row,
                together=with_others,
                cohort=cohort,
                stage=stage,
            )

        self._run(self.tr("표 찾기"), work, self._take_sighting)

    def _take_sighting(self, sighting: Sighting) -> None:
        self._mended.recall(self.kind, sighting)
        if self._pages.currentIndex() == _FILE:
            self._doubt = self.columns.targets.offer(self.importer, sighting, self._last_cohort)
            if isinstance(self.importer.target, StageTarget):
                self._pages.setCurrentIndex(_COLUMNS)
                self._look()  # only now is it known which columns there can be
                return
        self.columns.show_sighting(sighting.importer, sighting, self._doubt)
        self._go(_COLUMNS)
        self.next.setFocus()

    def _choose_together(self, yes: bool) -> None:  # noqa: FBT001 - what the box's signal carries
        self._look(sheet=self.columns.sheet.currentText(), header_row=self._header_row, together=yes)

    # The dry run

    def _choose_blanking(self, yes: bool) -> None:  # noqa: FBT001 - what the page's signal carries
        self._blank = yes
        self._prepare()

    def _accept_doubtful(self, yes: bool) -> None:  # noqa: FBT001 - what the page's signal carries
        self._accept = yes
        self._prepare()

    def _prepare(self) -> None:
        workbook, kind, mended = self._workbook, self.kind, dict(self._mended.texts)
        assert workbook is not None
        if self.columns.lacks_cohort():
            self.columns.ask_cohort()
            return
        if lacking := self.columns.lacks():
            self.columns.ask_column(lacking)
            return
        options: dict[str, Any] = {
            "sheet": self.columns.sheet.currentText(),
            "header_row": self._header_row,
            "mapping": self.columns.chosen(),
            "together": self._together,
            "blank_unreadable": self._blank,
            "accept_doubtful": self._accept,
            **self.columns.targets.chosen(),
        }

        def work(progress: Progress) -> ImportPlan:
            return importing.prepare(
                self._desk.store, kind, workbook, decisions=mended, progress=progress, **options
            )

        self._run(self.tr("검토"), work, self._take_plan)

    def _take_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.review.show_plan(plan)
        if again := self._mended.from_before:
            self.review.say(self.tr("지난번에 고친 {0}칸을 그대로 넣었습니다.").format(f"{again:,}"))
        self._go(_REVIEW)
        self.review.edit_first()

    def _save_rejects(self) -> None:
        plan = self._plan
        assert plan is not None
        path = ask_for_rejects(self, plan)
        if path is None:
            return
        told = self.tr(
            "오류 {0}행을 '{1}'에 저장했습니다. 사유를 보고 고친 뒤 그 파일을 다시 가져오면 됩니다."
        )
        self._run(
            self.tr("오류 행 저장"),
            lambda _progress: importing.write_rejects(plan, path),
            lambda saved: self.review.say(told.format(f"{len(plan.rejects):,}", saved.name)),
        )

    # In

    def _import(self) -> None:
        plan = self._plan
        assert plan is not None

        def work(progress: Progress) -> Changes:
            kept_backups.keep_one(self._desk.store, kept_backups.BEFORE_IMPORT)
            return importing.run(self._desk.store, plan, progress=progress)

        self._desk.jobs.run(
            self,
            importing.operation_name(plan),
            work,
            self._finish,
            stopped=lambda: self.review.say(self.tr("멈췄습니다. 저장한 것은 없습니다.")),
        )

    def _finish(self, changes: Changes) -> None:
        """The line with 되돌리기 is told by the commit itself."""
        self.changes = changes
        if self.files.waiting:
            self._take_next_file()
        else:
            self.accept()

    def _take_next_file(self) -> None:
        self._plan = None
        self._last_cohort = self.columns.cohort.currentText().strip()
        path = self.files.waiting.pop(0)
        self._go(_FILE)
        self.files.take(path)

    def _run(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        self._desk.jobs.run(self, title, work, done)

    def keyPressEvent(self, event: Any) -> None:
        on_button = isinstance(self.focusWidget(), QPushButton)
        if event.key() in ENTER and not on_button and not self.next.isEnabled():
            return  # Enter in a table's cell ends the cell, not the step
        super().keyPressEvent(event)
