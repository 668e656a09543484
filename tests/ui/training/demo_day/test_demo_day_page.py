"""발표회 as an officer meets it: drawn, timed, awarded, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from desktop.rules.teams import Effort
from desktop.services.datafile import history
from desktop.services.training.demo_day import days
from desktop.services.training.teams import dividing
from desktop.ui.training.demo_day.countdown import Countdown
from desktop.ui.training.demo_day.turns_model import AWARD
from desktop.ui.window.screens import VIEWS
from tests.services.training.teams.conftest import fill as people


@pytest.fixture
def cohort(desk, saved):
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    people(desk.store, cohort_id, 6, 3)
    dividing.apply(desk.store, dividing.propose(desk.store, cohort_id, 3, effort=Effort(200, 1, 0)))
    return cohort_id


@pytest.fixture
def page(desk, cohort, shown):
    view = VIEWS["demo_day"]
    made = view.make(desk, view)
    made.resize(1180, 560)
    return shown(made)


def test_the_order_is_drawn_and_an_award_typed_into_its_cell(
    desk, cohort, page, press, meanwhile, fill, qtbot
):
    def act(dialog):
        fill(dialog, seed="5")
        dialog.accept()

    meanwhile(act)
    press(page, "순서 추첨…")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    QAbstractItemModelTester(page.model)
    assert page.told.text() == "3팀 · 씨앗 5"
    first = page.model.index(0, AWARD)
    assert page.model.setData(first, "최우수상", Qt.ItemDataRole.EditRole)
    qtbot.waitUntil(lambda: days.read_day(desk.store, cohort).turns[0].award == "최우수상")
    qtbot.waitUntil(lambda: page.model.index(0, AWARD).data() == "최우수상")
    history.undo(desk.store)
    qtbot.waitUntil(lambda: page.model.index(0, AWARD).data() == "")


def test_the_clock_is_of_the_selected_team_with_the_minutes_of_the_day(desk, cohort, page, saved):
    days.draw(desk.store, cohort, 5)
    assert page.clock.team.text() == page.model.turn(0).team
    assert page.clock.figures.text() == "10:00"
    page.table.selectRow(2)
    assert page.clock.team.text() == page.model.turn(2).team


def test_the_booklet_is_saved_where_the_officer_says(desk, cohort, page, press, monkeypatch, tmp_path, qtbot):
    days.draw(desk.store, cohort, 5)
    path = tmp_path / "책자"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(page, "책자 PDF…")
    qtbot.waitUntil(lambda: path.with_name("책자.pdf").is_file())
    assert path.with_name("책자.pdf").read_bytes().startswith(b"%PDF")


class Seconds:
    now = 0.0

    def __call__(self):
        return self.now


def test_time_is_told_by_figures_a_word_and_a_colour(qapp, shown):
    seconds = Seconds()
    clock = shown(Countdown(seconds))
    clock.show_turn("가팀", 10, 5)
    assert (clock.figures.text(), clock.state.text()) == ("10:00", "발표 준비")
    clock.go.click()
    for now, figures, word, colour in (
        (0.5, "10:00", "발표 중", "plain"),
        (61, "8:59", "발표 중", "plain"),
        (540, "1:00", "발표 1분 이하", "last"),
        (600, "0:00", "발표 1분 이하", "last"),
        (605, "+0:05", "발표 시간이 넘었습니다", "over"),
    ):
        seconds.now = now
        clock.show_time()
        assert (clock.figures.text(), clock.state.text()) == (figures, word)
        assert clock.figures.property("time") == colour
    clock.go.click()
    assert not clock.running
    seconds.now = 700
    clock.show_time()
    assert clock.figures.text() == "+0:05", "held"
    clock.next.click()
    assert (clock.figures.text(), clock.state.text()) == ("5:00", "질의 준비")
    clock.go.click()
    clock.show_turn("나팀", 10, 5)
    assert (clock.figures.text(), clock.running) == ("10:00", False)
