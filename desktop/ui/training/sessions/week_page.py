"""수업: the sessions of a week, moved where they are free, opened, added and made from the weekly hours."""

import datetime as dt
from collections.abc import Hashable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.queries.timetable import Block, clock
from desktop.services.training.sessions import sessions
from desktop.services.training.sessions.week import DAYS, monday_of, nearest_monday, week
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.kit.small import label
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage
from desktop.ui.timetable.timetable_view import TimetableView


class WeekPage(ViewPage):
    """``monday`` begins the week shown; at first it is the one with the session nearest to today."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.monday = monday_of(desk.scope.today)
        self._cohort: int | None = -1
        self.timetable = TimetableView(self._refusal)
        self.timetable.setAccessibleName(self.tr("한 주의 수업"))
        self.timetable.writable = not desk.store.read_only
        self.timetable.opened.connect(self._open)
        self.timetable.dropped.connect(self._drop)
        self.timetable.wanted.connect(self._add)
        self.timetable.said.connect(self._say)
        self.sentence = label("", "bad", wrap=True)
        self.sentence.hide()
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addWidget(self.timetable, 1)
        layout.addWidget(self.sentence)
        self.fill(layout)

    def read(self) -> None:
        """The week, or what to do where the cohort has no session yet."""
        scope = self.desk.scope
        nearest = nearest_monday(self.desk.store, scope)
        if self._cohort != scope.cohort_id:  # another programme, or one that had no session until now
            self._cohort = scope.cohort_id
            self.monday = nearest or monday_of(scope.today)
        if nearest is None:
            self._cohort = -1
            self.told.setText("")
            make = next(each for each in self.view.commands if each.id == "week.make")
            told = self.tr(
                "아직 수업이 없습니다. 주간 시간을 적어 수업을 만들거나 '수업 목록'에서 일정표를 가져와 주세요."
            )
            self.show_empty(told, make)
            return
        shown = week(self.desk.store, scope, self.monday)
        self.timetable.show_timetable(shown)
        last = self.monday + dt.timedelta(days=DAYS - 1)
        period = (
            f"{show_date(self.monday)} ~ {last.month}. {last.day}."  # short: it stands beside the buttons
        )
        self.told.setText(self.tr("{0} · {1}회").format(period, f"{len(shown.blocks):,}"))
        self.show_body()

    def turn(self, weeks: int) -> None:
        """So many weeks on, or back."""
        self.go(self.monday + dt.timedelta(days=DAYS * weeks))

    def go(self, day: dt.date) -> None:
        """To the week of a day."""
        self.monday = monday_of(day)
        self.refresh()
        self.timetable.setFocus()

    def first(self) -> QWidget:
        """The week itself."""
        return self.timetable

    def _refusal(self, block: Block, lane: Hashable, starts: int) -> str:
        assert isinstance(lane, dt.date)
        return sessions.refusal(self.desk.store, block.id, lane, clock(starts))

    def _say(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _open(self, session_id: int) -> None:
        self.desk.open("sessions", self, session_id)

    def _add(self, day: dt.date, starts: int) -> None:
        self.desk.open("sessions", self, held_on=day, starts_at=clock(starts), ends_at=clock(starts + 120))

    def _drop(self, session_id: int, day: dt.date, starts: int) -> None:
        store = self.desk.store
        self.desk.jobs.run(
            self,
            self.tr("수업 옮기기"),
            lambda _progress: sessions.move(store, session_id, day, clock(starts)),
            lambda _changes: None,
        )
