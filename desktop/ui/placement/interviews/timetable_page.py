"""면접 시간표: a day's interviews by company, room or person, made, moved where they are free, told and printed."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.queries.timetable import Block, Places, clock
from desktop.rules.fields import Field, Kind
from desktop.services.placement.interviews import grid, making, papers, places, telling
from desktop.services.placement.interviews.grid import By
from desktop.text.dates import show_day
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.placement.companies.profiles import ask_path
from desktop.ui.placement.interviews.set_up_dialog import SetUpDialog
from desktop.ui.records import in_work
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.timetable.timetable_view import TimetableView

SEED = Field("seed", tr("씨앗"), Kind.INTEGER, required=True, help=tr("같은 씨앗은 같은 시간표를 만듭니다."))
_ID = Qt.ItemDataRole.UserRole
_WAITING_HEIGHT = 108


class TimetablePage(ViewPage):
    """``days`` and ``lanes`` choose what is shown; ``waiting`` are the interviews without a time, each with its cause."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self._cohort: int | None = None
        self.days, self.lanes = QComboBox(), QComboBox()
        self.days.setAccessibleName(tr("면접일"))
        self.lanes.setAccessibleName(tr("나누어 보기"))
        for each in By:
            self.lanes.addItem(tr("{0}별").format(each.value), each)
        self.timetable = TimetableView(self._refusal, free=self._places)
        self.timetable.setAccessibleName(tr("하루의 면접"))
        self.timetable.writable = not desk.store.read_only
        self.timetable.opened.connect(self._open)
        self.timetable.dropped.connect(self._drop)
        self.timetable.said.connect(self._say)
        self.sentence = label("", "bad", wrap=True)
        self.sentence.hide()
        self.heading = label("", "heading")
        self.waiting = QListWidget()
        self.waiting.setAccessibleName(tr("시각이 없는 면접"))
        self.waiting.setFixedHeight(_WAITING_HEIGHT)
        self.waiting.setWordWrap(True)
        self.waiting.itemActivated.connect(lambda item: self._open(item.data(_ID)))
        self.days.currentIndexChanged.connect(self._show)
        self.lanes.currentIndexChanged.connect(self._show)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.days)
        above.addWidget(self.lanes)
        above.addStretch()
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addLayout(above)
        for part, stretch in ((self.timetable, 1), (self.sentence, 0), (self.heading, 0), (self.waiting, 0)):
            layout.addWidget(part, stretch)
        self.fill(layout)

    @property
    def by(self) -> By:
        """What the lanes are; Qt gives back the bare word."""
        return By(self.lanes.currentData())

    def read(self) -> None:
        """The days of the cohort in work and the one chosen, or what to do first."""
        cohort_id = self.desk.scope.cohort_id
        self._cohort = cohort_id
        found = [] if cohort_id is None else grid.days(self.desk.store, cohort_id)
        chosen = self.days.currentData()
        self.days.blockSignals(True)
        self.days.clear()
        for day_id, day in found:
            self.days.addItem(show_day(day), day_id)
        self.days.setCurrentIndex(max(self.days.findData(chosen), 0) if found else -1)
        self.days.blockSignals(False)
        self.told.setText("")
        if cohort_id is None:
            self.show_empty(
                in_work.choose(
                    self.desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 면접 시간표가 보입니다.")
                )
            )
        elif not found:
            set_up = next(each for each in self.view.commands if each.id == "interview_timetable.set_up")
            self.show_empty(tr("'면접일과 면접실'에서 면접하는 날과 방을 먼저 적어 주세요."), set_up)
        else:
            self._show()
            self.show_body()

    def first(self) -> QWidget:
        """The timetable itself."""
        return self.timetable

    def make(self) -> None:
        """Ask for the seed and make the timetable; what is pinned or told stays."""
        cohort_id = self._chosen()
        dialog = FormDialog(
            self, tr("면접 시간표 만들기"), ONE_COLUMN, (SEED,), {"seed": 0}, lambda values: values["seed"],
            verb=tr("만들기"),
        )  # fmt: skip
        seed = dialog.result_value if dialog.exec() else None
        dialog.deleteLater()
        if seed is not None:
            self._run(
                tr("면접 시간표 만들기"), lambda: making.make(self.desk.store, cohort_id, seed), self._made
            )

    def set_up(self) -> None:
        """The days, rooms, panels and hours."""
        dialog = SetUpDialog(self.desk, self)
        dialog.exec()
        dialog.deleteLater()

    def tell(self) -> None:
        """Everybody who has a time was told it today."""
        self._run(tr("알림으로 적기"), lambda: telling.tell(self.desk.store, self._chosen()))

    def unpin(self) -> None:
        """What is pinned, and told nobody, may be moved again."""
        self._run(tr("고정 풀기"), lambda: telling.unpin(self.desk.store, self._chosen()))

    def save(self) -> None:
        """A sheet for each company, room or person, as the lanes are now, as one PDF."""
        by = self.by
        path = ask_path(self, tr("면접 시간표 {0}별.pdf").format(by.value))
        if path is None:
            return

        def done(landed: Any) -> None:
            self.desk.bus.said.emit(tr("'{0}'에 저장했습니다.").format(landed.name), None)

        self._run(
            tr("PDF로 저장"), lambda: papers.write_sheets(self.desk.store, self._chosen(), by, path), done
        )

    def _chosen(self) -> int:
        assert self._cohort is not None
        return self._cohort

    def _run(
        self, title: str, work: Callable[[], Any], done: Callable[[Any], object] = lambda _done: None
    ) -> None:
        self.desk.jobs.run(self, title, lambda _progress: work(), lambda result: done(result))

    def _made(self, made: making.Made) -> None:
        told = tr("{0}건을 넣었습니다. 넣지 못한 면접 {1}건")
        self.desk.bus.said.emit(told.format(made.placed, len(made.waiting)), None)

    def _show(self) -> None:
        if self._cohort is None or self.days.currentData() is None:
            return
        found = grid.grid(self.desk.store, self._cohort, self.days.currentData(), self.by)
        self.timetable.show_timetable(found.shown)
        self._say(found.trouble)
        self.told.setText(tr("{0}건 · 미배정 {1}건").format(found.placed, len(found.waiting)))
        self.heading.setText(tr("시각이 없는 면접 {0}건 — 무엇을 바꾸면 들어가나").format(len(found.waiting)))
        self.waiting.clear()
        for each in found.waiting:
            item = QListWidgetItem(f"{each.name} · {each.company} — {each.sentence}")
            item.setData(_ID, each.interview_id)
            self.waiting.addItem(item)
        for part in (self.heading, self.waiting):
            part.setVisible(bool(found.waiting))

    def _refusal(self, block: Block, lane: Hashable, starts: int) -> str:
        by = self.by
        if by is not By.ROOM and lane != block.lane:
            return tr("{0}을 바꿀 수는 없습니다. 같은 줄에서 시각만 옮겨 주세요.").format(by.value)
        day_id, room_id = self.days.currentData(), self._room(lane)
        return making.refusal(self.desk.store, block.id, day_id, clock(starts), room_id)

    def _places(self, block: Block) -> Sequence[Places]:
        return places.places(self.desk.store, block.id, self.days.currentData(), self.by)

    def _room(self, lane: Hashable) -> int | None:
        """The room a lane is; None where the lanes are no rooms."""
        return lane if self.by is By.ROOM and isinstance(lane, int) else None

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _open(self, interview_id: int) -> None:
        self.desk.open("interviews", self, interview_id)

    def _drop(self, interview_id: int, lane: Hashable, starts: int) -> None:
        room_id, day_id, store = self._room(lane), self.days.currentData(), self.desk.store
        self._run(tr("면접 옮기기"), lambda: making.move(store, interview_id, day_id, clock(starts), room_id))
