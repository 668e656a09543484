"""오늘 as an officer meets it: rows by when they are due, opened by Enter, gone when done."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from desktop.model.training import CoachingNote, Trainee
from desktop.ui.kit.empty_state import EmptyState
from desktop.ui.window.screens import VIEWS


@pytest.fixture
def notes(desk, saved):
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    saved("trainees", desk.scope, name="홍길동", birth_date="1998-03-01")
    with desk.store.operation("코칭") as op:
        trainee_id = op.session.query(Trainee).one().id
        return [
            op.add(
                CoachingNote(
                    trainee_id=trainee_id,
                    held_on=dt.date(2022, 9, 1),
                    next_action=action,
                    next_on=dt.date(2022, 9, on),
                )
            ).id
            for action, on in (("전화하기", 14), ("이력서 보기", 16), ("면접 연습", 18), ("다음 주 일", 19))
        ]


@pytest.fixture
def page(desk, shown):
    view = VIEWS["today"]
    made = view.make(desk, view)
    made.resize(900, 500)
    return shown(made)


def done(desk, note_id):
    with desk.store.operation("마침") as op:
        op.get(CoachingNote, note_id).done = True


def test_an_empty_day_says_so(page):
    said = [each.text() for each in page.findChild(EmptyState).findChildren(QLabel)]
    assert any("늦는 일이 없습니다" in text for text in said)


def test_rows_stand_under_when_they_are_due_and_go_when_they_are_done(desk, notes, page):
    QAbstractItemModelTester(page.model)
    assert [page.model.index(row).data() for row in range(page.model.rowCount())] == [
        "늦음 1", "코칭: 전화하기", "오늘 1", "코칭: 이력서 보기", "이번 주 1", "코칭: 면접 연습",
    ]  # fmt: skip
    assert page.told.text() == "늦음 1 · 오늘 1 · 이번 주 1"
    assert page.model.day(page.dues()[0]) == "9. 14.(수) · 2일 지남"
    last = replace(page.dues()[0], until=dt.date(2019, 9, 14))
    assert page.model.day(last) == "2019. 9. 14.(토) · 1,098일 지남"
    for note_id in notes:
        done(desk, note_id)
    assert page.dues() == []
    assert page.findChild(EmptyState).isVisible()


def test_the_keyboard_steps_over_headings_and_enter_opens_what_mends_it(desk, notes, page, qtbot, meanwhile):
    opened = []
    page.rows.setFocus()
    assert page.rows.currentIndex().data() == "코칭: 전화하기"
    qtbot.keyClick(page.rows, Qt.Key.Key_Down)
    assert page.rows.currentIndex().data() == "코칭: 이력서 보기"
    meanwhile(lambda dialog: opened.append(dialog.input("next_action").text()))
    qtbot.keyClick(page.rows, Qt.Key.Key_Return)
    assert opened == ["이력서 보기"]
    done(desk, notes[1])
    assert page.rows.currentIndex().data() == "코칭: 면접 연습", "the row that took its place"


def test_it_is_the_first_in_the_rail():
    assert next(iter(VIEWS)) == "today"
