"""설문: the answers of a cohort summed up, nobody's name with them."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QListView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Progress
from desktop.rules.survey import Question
from desktop.services.training.survey import intake
from desktop.services.training.survey.summary import summary
from desktop.ui.desk import Desk
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.records import in_work
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage

_TITLES = (tr("물음"), tr("응답"), tr("평균"), tr("분포"))
_WIDTHS = (420, 64, 72)
Index = QModelIndex | QPersistentModelIndex


class QuestionsModel(QAbstractTableModel):
    """The questions as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.questions: tuple[Question, ...] = ()

    def show(self, questions: tuple[Question, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.questions = questions
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.questions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _TITLES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        one = self.questions[index.row()]
        spread = [tr("{0}점 {1}명").format(f"{value.normalize():f}", count) for value, count in one.spread]
        told = tr("글로 답함 {0}").format(sum(count for _text, count in one.words)) if one.words else ""
        return (
            one.title,
            str(one.answered),
            "" if one.mean is None else f"{one.mean:.2f}",
            " · ".join(filter(None, (*spread, told))),
        )[index.column()]


class SurveyPage(ViewPage):
    """The survey of the cohort in work: figures above, what was written to the selected question below."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.model = QuestionsModel(self)
        self.table = QTableView()
        self.table.setTabKeyNavigation(False)
        self.table.setModel(self.model)
        self.table.setProperty("role", "rows")
        self.table.setAccessibleName(view.title)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, width)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_words())
        self.words = QStringListModel(self)
        self._title = label(tr("글로 답한 것"), "heading")
        self._no_words = label(tr("글로 답한 물음을 고르면 적은 글이 여기에 나옵니다."), "quiet", wrap=True)
        self.list = QListView()
        stays = self.list.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # the questions above keep their place from one to the next
        self.list.setSizePolicy(stays)
        self.list.setModel(self.words)
        self.list.setWordWrap(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(tr("글로 답한 것"))
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(self.table, 3)
        layout.addWidget(self._title)
        layout.addWidget(self._no_words)
        layout.addWidget(self.list, 2)
        self.fill(layout)

    def read(self) -> None:
        cohort_id = self.desk.scope.cohort_id
        found = summary(self.desk.store, cohort_id) if cohort_id is not None else None
        if found is None or not found.sheets:
            self.told.setText("")
            self.show_empty(
                in_work.choose(
                    self.desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 설문이 보입니다.")
                )
                if found is None
                else tr("'설문 가져오기'로 설문 응답 파일을 고르세요. 이름과 연락처 열은 가져오지 않습니다.")
            )
            return
        self.told.setText(tr("응답 {0} / {1}명 ({2} %)").format(found.sheets, found.people, found.rate))
        row = max(self.table.currentIndex().row(), 0)
        self.model.show(found.questions)
        self.table.selectRow(min(row, self.model.rowCount() - 1))
        self._show_words()
        self.show_body()

    def first(self) -> QWidget:
        return self.table

    def import_file(self) -> None:
        """Ask for the file, take its answers in, and say what was left in it."""
        cohort_id = self.desk.scope.cohort_id
        assert cohort_id is not None
        kinds = tr("설문 응답 (*.xlsx *.xls *.ods *.csv)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("설문 가져오기"), str(documents_folder()), kinds)
        if not chosen:
            return

        def work(_progress: Progress) -> intake.Plan:
            plan = intake.prepare(self.desk.store, cohort_id, Path(chosen))
            intake.run(self.desk.store, cohort_id, plan)
            return plan

        def done(plan: intake.Plan) -> None:
            if plan.known:
                self.desk.bus.said.emit(tr("이미 들어 있는 설문과 같습니다."), None)
            elif plan.personal:
                left = tr("설문 {0}장을 가져왔습니다. 가져오지 않은 열: {1}")
                self.desk.bus.said.emit(left.format(plan.sheets, ", ".join(plan.personal)), None)

        self.desk.jobs.run(self, tr("설문 가져오기"), work, done)

    def _show_words(self) -> None:
        row = self.table.currentIndex().row()
        one = self.model.questions[row] if 0 <= row < len(self.model.questions) else None
        words = one.words if one else ()
        self.words.setStringList(
            [text if count == 1 else tr("{0} ({1}명)").format(text, count) for text, count in words]
        )
        self.list.setVisible(bool(words))
        self._no_words.setVisible(not words)
