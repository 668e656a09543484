"""The boxes that ask where the records of a file go: what an importer's target asks for."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.queries.list_spec import Scope
from desktop.services.importing import BoardTarget, CohortTarget, Importer, Proposed, Sighting, StageTarget
from desktop.services.records import choices
from desktop.ui.desk import Desk
from desktop.ui.kit.composition import Composition


class TargetBoxes(QObject):
    """``cohort``, ``stage``, ``status`` and ``board``: each is shown where the importer asks for it.

    ``stage_chosen()`` tells that another stage was, for a kind whose columns depend on it.
    """

    stage_chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._target: CohortTarget | BoardTarget | StageTarget | None = None
        self._shown: dict[QComboBox, QWidget] = {}
        self.cohort = QComboBox(editable=True)
        Composition(self.cohort)
        self.stage = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.status = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.board = QComboBox()
        self.cohort.setMinimumWidth(200)
        self.stage.setMinimumWidth(200)
        self.stage.setMaximumWidth(240)
        self.cohort.currentTextChanged.connect(self._offer_stages)
        for box in (self.cohort, self.stage):
            box.activated.connect(self._tell_stage)

    def titled(self) -> Iterator[tuple[str, QComboBox]]:
        """The boxes in their order, each with what stands before it."""
        yield self.tr("기수"), self.cohort
        yield self.tr("단계"), self.stage
        yield self.tr("상태"), self.status
        yield self.tr("주니어보드"), self.board

    def stand_in(self, box: QComboBox, whole: QWidget) -> None:
        """Tells the widget that holds a box with its title, to be shown and hidden with it."""
        self._shown[box] = whole

    def offer(self, importer: Importer, sighting: Sighting, last_cohort: str) -> str:
        """Offers what there is, the likeliest chosen: the cohort in work, else ``last_cohort``; what to look at twice."""
        self._target = target = importer.target
        for box in (self.cohort, self.stage):
            self._show(box, asked=isinstance(target, CohortTarget | StageTarget))
        self._show(self.status, asked=isinstance(target, CohortTarget))
        self._show(self.board, asked=isinstance(target, BoardTarget))
        if isinstance(target, CohortTarget):
            return self._offer_cohorts(target, sighting, last_cohort)
        if isinstance(target, StageTarget):
            names, in_work = self._cohorts(last_cohort)
            self._show_cohorts(names, in_work or next(iter(names), ""))
            self._offer_stages()
        elif target is not None:
            self._offer_boards(target)
        return ""

    def _cohorts(self, last_cohort: str) -> tuple[Sequence[str], str]:
        """The names of all, and that of the one in work."""
        scope = self._desk.scope
        cohorts = choices.of(self._desk.store, "cohorts", Scope(today=scope.today))
        in_work = next((name for row_id, name in cohorts if row_id == scope.cohort_id), last_cohort)
        return [name for _id, name in cohorts], in_work

    def _offer_cohorts(self, target: CohortTarget, sighting: Sighting, last_cohort: str) -> str:
        scope = self._desk.scope
        names, in_work = self._cohorts(last_cohort)
        proposed = target.propose(
            sighting.path, sighting.sheet, sighting.table, names, in_work, scope.today.year
        )
        has_own = any(column.key == "cohort" for column in sighting.mapping)
        self._show_cohorts(names, None if has_own else proposed.cohort)
        self._show_statuses(target.statuses, proposed)
        self._offer_stages()
        return "" if has_own else proposed.doubt

    def _show_cohorts(self, names: Sequence[str], chosen: str | None) -> None:
        """``chosen`` None leaves it to a column of the file."""
        with QSignalBlocker(self.cohort):
            self.cohort.clear()
            self.cohort.addItems([*names])
            self.cohort.setCurrentText(chosen or "")
        if line := self.cohort.lineEdit():
            line.setPlaceholderText(
                self.tr("파일의 기수 열을 따름") if chosen is None else self.tr("기수 이름이나 연도")
            )

    def _show_statuses(self, words: Sequence[str], proposed: Proposed) -> None:
        """Without a status proposed newcomers begin as everybody does."""
        self.status.clear()
        self.status.addItem(self.tr("신청 또는 선발"), None)
        for word in words:
            self.status.addItem(word, word)
        self.status.setCurrentIndex(max(self.status.findData(proposed.status), 0))

    def _offer_boards(self, target: BoardTarget) -> None:
        scope = self._desk.scope
        self.board.clear()
        for row_id, text in choices.of(self._desk.store, "boards", Scope(today=scope.today)):
            self.board.addItem(text, row_id)
        self.board.setCurrentIndex(max(self.board.findData(scope.board_id), 0))
        if not self.board.count():
            self.board.addItem(target.none_yet, None)

    def _offer_stages(self) -> None:
        """Offers the stages of the cohort chosen, in order; a stage is asked for by its number."""
        target = self._target
        if not isinstance(target, CohortTarget | StageTarget):
            return
        self.stage.clear()
        if isinstance(target, CohortTarget):
            self.stage.addItem(self.tr("첫 단계 (팀이 있으면 마지막)"), None)
        for number, text in enumerate(self._stages(target), 1):
            self.stage.addItem(text, f"{number}단계")
        if isinstance(target, CohortTarget) and self.status.currentData() == target.stands_last:
            self.stage.setCurrentIndex(self.stage.count() - 1)

    def _tell_stage(self) -> None:
        if isinstance(self._target, StageTarget):
            self.stage_chosen.emit()

    def _stages(self, target: CohortTarget | StageTarget) -> Sequence[str]:
        store, today = self._desk.store, self._desk.scope.today
        for row_id, name in choices.of(store, "cohorts", Scope(today=today)):
            if name == self.cohort.currentText():
                of_cohort = choices.of(store, "stages", Scope(cohort_id=row_id, today=today))
                return [text for _id, text in of_cohort]
        return target.new_stages if isinstance(target, CohortTarget) else ()

    def leave_status_to_file(self, *, has_own: bool) -> None:
        """A file with a column of statuses is not asked for one."""
        self._show(self.status, asked=isinstance(self._target, CohortTarget) and not has_own)

    def chosen(self) -> dict[str, Any]:
        """Where the records go, in the words of `importing.prepare`."""
        if isinstance(self._target, BoardTarget):
            return {"board_id": self.board.currentData()}
        if self._target is None:
            return {}
        place = {"cohort": self.cohort.currentText().strip() or None, "stage": self.stage.currentData()}
        if isinstance(self._target, StageTarget):
            return place
        return {**place, "status": self.status.currentData()}

    def lacks_cohort(self) -> bool:
        """Whether a cohort is asked for and none was named here."""
        return isinstance(self._target, CohortTarget | StageTarget) and not self.cohort.currentText().strip()

    def _show(self, box: QComboBox, *, asked: bool) -> None:
        self._shown[box].setVisible(asked)
