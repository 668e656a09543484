"""The third step: everything that would happen, every doubt and every repair, before anything does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.rules.flows import Tone
from desktop.services import importers, importing
from desktop.services.importing import ImportPlan, Repeat
from desktop.ui.importing.models import FindingsModel, ValueDelegate, plain_headers
from desktop.ui.importing.review_parts import Count, FindingsTable, value_text
from desktop.ui.kit.chips import Chip
from desktop.ui.kit.composition import Composition
from desktop.ui.kit.flow_layout import FlowLayout
from desktop.ui.kit.icons import icon
from desktop.ui.kit.small import label
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.table import clipboard_block

_VALUE_COLUMN = 2
_REPEATS, _FLAGS = 4, 5
_MOST, _AIR = 320, 16
"""Pixels a column grows to for its texts, and what they keep free beside them."""
_ROOMY = 1100
"""From so many pixels on there is room for all columns as wide as they are meant."""
Rows = Sequence[tuple[str, ...]]


class ReviewPage(QWidget):
    """``mended`` carries new texts of doubtful cells, by the row and the column's index in the file.

    ``blanking_chosen(yes)`` asks that values which could not be read cost only themselves, ``doubtful_chosen(yes)`` that
    rows which may stand otherwise than they were meant come in as they stand.
    """

    mended = Signal(object)
    save_rejects = Signal()
    blanking_chosen = Signal(bool)
    doubtful_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self._names: dict[int, str] = {}
        self._counts = FlowLayout(spacing=20)
        self._created = label(role="strong", wrap=True)
        self._tabs = QButtonGroup(self)
        self._tab_row = FlowLayout(spacing=4)
        self.blanking = QPushButton(self.tr("비워 두고 가져오기"), autoDefault=False)
        self.blanking.clicked.connect(lambda: self.blanking_chosen.emit(not self._is_blanked()))
        self.doubtful = QPushButton(self.tr("적힌 그대로 가져오기"), autoDefault=False)
        self.doubtful.clicked.connect(lambda: self.doubtful_chosen.emit(True))
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("이 목록에서 찾기"))
        self.search.setAccessibleName(self.tr("이 목록에서 찾기"))
        Composition(self.search)
        self.search.textChanged.connect(self._show_rows)
        self.rejects = QPushButton(self.tr("오류 행 엑셀로 저장…"), autoDefault=False)
        self.rejects.setIcon(icon("export"))
        self.rejects.clicked.connect(self.save_rejects)
        self.table = FindingsTable(showGrid=False, wordWrap=False)
        self.table.pasted.connect(self._paste)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("살펴볼 값"))
        self.table.setProperty("role", "grid")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.AnyKeyPressed
        )
        self.table.setItemDelegate(ValueDelegate(self.table))
        self.table.refused.connect(self.say)
        plain_headers(self.table)
        self._hint = label(role="quiet")
        self._shown: list[int] = []
        self._sections = self._make_sections()
        self._lay_out()

    def _make_sections(self) -> list[tuple[str, FindingsModel, Callable[[ImportPlan], Rows]]]:
        row, column = self.tr("행과 이름"), self.tr("열")
        problems = FindingsModel(
            (row, column, self.tr("값 (여기서 고칠 수 있음)"), self.tr("사유")), _VALUE_COLUMN
        )
        problems.mended = self._mend
        problems.can_mend = lambda shown: self._place_of(shown) is not None
        return [
            (self.tr("가져오지 못하는 값"), problems, lambda plan: [
                (f"{plan.rows.shown(p.row)}  {self._names.get(p.row, '')}".rstrip(), p.column, p.value, p.reason)
                for p in plan.problems
            ]),
            (self.tr("비워 두는 값"), FindingsModel((self.tr("행"), column, self.tr("파일의 값"), self.tr("사유"))), lambda plan: [
                (plan.rows.shown(b.row), b.column, b.value, b.reason) for b in plan.blanked
            ]),
            (self.tr("고쳐 읽은 값"), FindingsModel((self.tr("행"), column, self.tr("파일의 값"), self.tr("읽은 값"))), lambda plan: [
                (plan.rows.shown(r.row), r.column, r.from_, r.to) for r in plan.repairs
            ]),
            (self.tr("바뀌는 값"), FindingsModel((self.tr("행"), self.tr("항목"), self.tr("지금"), self.tr("새 값"))), lambda plan: [
                (plan.rows.shown(d.row), d.title, value_text(d.old), value_text(d.new)) for d in plan.differences
            ]),
            (self.tr("중복"), FindingsModel((row, self.tr("같은 것"), self.tr("다르게 적혀 있어 가져오지 않는 값"))), lambda plan: [
                (f"{plan.rows.shown(r.row)}  {r.name}".rstrip(), self._like(plan, r), r.otherwise) for r in plan.repeats
            ]),
            (self.tr("기준 밖"), FindingsModel((row, self.tr("표시"), self.tr("값"), self.tr("기준"))), lambda plan: [
                (f"{plan.rows.shown(f.row)}  {f.name}".rstrip(), f"⚠ {f.word}", f.what, f.rule) for f in plan.flags
            ]),
            (self.tr("알림"), FindingsModel((self.tr("내용"),)), lambda plan: [
                *((note,) for note in plan.created), *((note,) for note in plan.notes),
                *([(self.tr("가져오지 않는 열: {0}").format(", ".join(plan.ignored_columns)),)] if plan.ignored_columns else []),
            ]),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        for number, (title, _model, _rows) in enumerate(self._sections):
            tab = QPushButton(title, autoDefault=False)
            tab.setCheckable(True)
            tab.setProperty("role", "chip")
            self._tabs.addButton(tab, number)
            self._tab_row.addWidget(tab)
        self._tabs.idClicked.connect(self._open)
        for widget in (self.search, self.blanking, self.doubtful, self.rejects):
            self._tab_row.addWidget(widget)
        self.search.setMinimumWidth(180)
        frame = QFrame()
        frame.setProperty("role", "surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._counts)
        layout.addWidget(self._created)
        layout.addLayout(self._tab_row)
        layout.addWidget(frame, 1)
        layout.addWidget(self._hint)

    def show_plan(self, plan: ImportPlan) -> None:
        """Shows a dry run; stays on the list that was open if it still has something."""
        self._plan = plan
        self._show_counts(plan)
        places = [self.tr("{0}이 들어갑니다.").format(", ".join(plan.places))] if plan.places else []
        told = " ".join([*plan.created, *places]) if plan.added + plan.updated else ""
        self._created.setText(told)
        self._created.setVisible(bool(told))
        self._names = importing.names_of_rejects(plan)
        self.rejects.setEnabled(bool(plan.rejects))
        self._offer(plan)
        for number, (title, _model, rows) in enumerate(self._sections):
            tab = self._tabs.button(number)
            count = len(rows(plan))
            tab.setText(f"{title} {count:,}")
            tab.setEnabled(bool(count))
        open_now = self._tabs.checkedId()
        filled = [number for number in range(len(self._sections)) if self._tabs.button(number).isEnabled()]
        self._open(open_now if open_now in filled else (filled or [0])[0])

    def _offer(self, plan: ImportPlan) -> None:
        """What would let more people in."""
        cells, people = plan.could_blank
        self.blanking.setVisible(bool(people or plan.blanked))
        counted = f"{people:,}{importers.of(plan.kind).counter}"
        told = self.tr("{0}칸은 비워 두고 {1}도 가져오기").format(f"{cells:,}", counted)
        self.blanking.setText(self.tr("비워 두지 않기") if plan.blanked else told)
        self.doubtful.setVisible(bool(plan.doubtful))
        self.doubtful.setText(self.tr("의심되는 {0}행도 적힌 그대로 가져오기").format(f"{plan.doubtful:,}"))

    def _is_blanked(self) -> bool:
        return self._plan is not None and bool(self._plan.blanked)

    def _like(self, plan: ImportPlan, repeat: Repeat) -> str:
        if repeat.like is None:
            return self.tr("이미 있는 자료")
        return self.tr("{0}행").format(plan.rows.shown(repeat.like))

    def _show_counts(self, plan: ImportPlan) -> None:
        self._counts.empty()
        for title, count, picture in (
            (self.tr("새로 추가"), plan.added, "add"),
            (self.tr("고침"), plan.updated, "edit"),
            (self.tr("중복(그대로 둠)"), plan.duplicates, "copy"),
            (self.tr("가져오지 못함"), plan.rejected, "warning"),
            (self.tr("모두"), plan.total, "people"),
        ):
            self._counts.addWidget(Count(title, count, picture))
        if plan.flags:
            told = self.tr("기준 밖 {0}").format(f"{len(plan.flags):,}")
            self._counts.addWidget(Chip(told, Tone.BAD))

    def _open(self, number: int) -> None:
        self._tabs.button(number).setChecked(True)
        for tab in self._tabs.buttons():
            tab.setIcon(icon("check") if tab.isChecked() else QIcon())
        model = self._sections[number][1]
        self.table.setModel(model)
        self._hint.setText(
            self.tr(
                "값을 두 번 누르거나 F2로 고치거나 엑셀의 칸을 붙여 넣으면 바로 다시 살핍니다. 고치지 않은 행은 빼고 가져옵니다."
            )
            if number == 0
            else ""
        )
        self._show_rows()
        several = self._plan is not None and len(self._plan.rows.sheets) > 1
        first = (200 if several else 160) if number in {0, _REPEATS, _FLAGS} else 120 if several else 64
        narrow = min(1.0, self.table.viewport().width() / _ROOMY)
        for section, width in enumerate((first, 160, 240)[: model.columnCount() - 1]):
            title = self.table.horizontalHeader().sectionSizeHint(section)
            texts = min(self.table.sizeHintForColumn(section) + _AIR, round(_MOST * narrow))
            self.table.setColumnWidth(section, max(round(width * narrow), title, texts))

    def _show_rows(self) -> None:
        if self._plan is None:
            return
        _title, model, rows_of = self._sections[max(self._tabs.checkedId(), 0)]
        wanted = self.search.text().strip().lower()
        rows = rows_of(self._plan)
        self._shown = [
            place for place, row in enumerate(rows) if not wanted or wanted in " ".join(row).lower()
        ]
        model.show_rows([rows[place] for place in self._shown])

    def _place_of(self, shown: int) -> tuple[int, int] | None:
        """The row and column of the file a problem is about, if a cell of the file can be blamed."""
        assert self._plan is not None
        problem = self._plan.problems[self._shown[shown]]
        for column in self._plan.mapping:
            if column.heading == problem.column and column.key is not None:
                return problem.row, column.index
        return None

    def _mend(self, shown: int, text: str) -> None:
        if place := self._place_of(shown):
            self.mended.emit({place: text})

    def _paste(self) -> None:
        """A column of a spreadsheet, from the current doubtful cell down; one value alone into every cell chosen."""
        block = clipboard_block.from_text(QGuiApplication.clipboard().text())
        here = self.table.currentIndex()
        if not block or self._tabs.checkedId() != 0 or not here.isValid():
            return
        chosen = [row for span in self.table.rows_chosen() for row in span]
        rows = list(range(here.row(), self.table.model().rowCount()))[: len(block)]
        if len(block) == 1:
            rows, block = chosen, block * len(chosen)
        if len(block[0]) > 1 or len(rows) < len(block):
            told = self.tr(
                "여기에는 한 열만, {0}칸까지 붙여 넣을 수 있습니다. 복사한 것은 {1}행 {2}열입니다."
            )
            self.say(told.format(f"{len(rows):,}", f"{len(block):,}", len(block[0])))
            return
        texts = {self._place_of(row): line[0] for row, line in zip(rows, block, strict=True)}
        if None in texts:
            self.say(
                self.tr("파일의 칸이 아닌 것은 여기서 고칠 수 없습니다. 사유를 보고 파일에서 고쳐 주세요.")
            )
            return
        self.mended.emit(texts)

    def say(self, sentence: str) -> None:
        """Tells what was done, below the list."""
        self._hint.setText(sentence)

    def edit_first(self) -> None:
        """Puts the keyboard on the first doubtful cell."""
        index = self.table.model().index(0, _VALUE_COLUMN) if self.table.model() else QModelIndex()
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
