"""An attendance sheet comes in: a column for each session, headed by its day in any way of writing it."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.model.training import Enrolment, Session
from desktop.rules.attendance import Mark
from desktop.services import importing
from desktop.services.datafile import history
from tests.services import intake
from tests.services.training.attendance import books
from tests.services.training.attendance.test_marking import marks


def plan_of(store, path, **options):
    return importing.prepare(
        store, "marks", importing.read_file(path), **{"cohort": "2022", "stage": "심화과정", **options}
    )


def birth(place):
    return dt.date(1990, 1, 1) + dt.timedelta(days=400 * place)


def counts(plan):
    return plan.added, plan.updated, plan.duplicates, plan.rejected


def people(count, *cells):
    return [
        [books.NAMES[place], birth(place), *line] for place, line in zip(range(count), cells, strict=False)
    ]


@pytest.mark.both_databases
def test_words_digits_and_signs_come_in_once_and_are_taken_back(store, tmp_path):
    made = books.make(store, count=6, sessions=4)
    days = [books.FIRST + dt.timedelta(weeks=week) for week in range(4)]
    path = intake.write(
        tmp_path / "출석.xlsx",
        ["심화과정 출석부"],
        ["연번", "성명", "생년월일", *days],
        [1, books.NAMES[0], birth(0), "출석", "지각", "조퇴", "외출"],
        [2, books.NAMES[1], birth(1), 1, 5, 6, 0],
        [3, books.NAMES[2], birth(2), "○", "△", "×", None],
        [4, "없는이", birth(3), "○", "○", "○", "○"],
        [5, books.NAMES[4], birth(4), "○", "?", "○", "○"],
    )
    plan = plan_of(store, path)
    assert counts(plan) == (3, 0, 0, 2)
    assert [(each.row, each.column) for each in plan.problems] == [(6, "성명"), (7, "2022-06-11")]
    changes = importing.run(store, plan)
    assert changes.name == "출석부 3명 가져오기"
    assert marks(store, made)[:3] == [
        [Mark.PRESENT, Mark.LATE, Mark.EARLY, Mark.OUT],
        [Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED, None],
        [Mark.PRESENT, Mark.LATE, Mark.ABSENT, None],
    ]
    again = plan_of(store, path)
    assert counts(again) == (0, 0, 3, 2)
    history.undo(store)
    assert books.standing_marks(store) == 0


@pytest.mark.parametrize(
    "headings",
    [
        ("2022-06-04", "2022-06-11", "2022-06-18"),
        ("2022. 6. 4.", "2022. 6. 11.", "2022. 6. 18."),
        ("6/4", "6/11", "6/18"),
        ("6. 4.(토)", "6. 11.(토)", "6. 18.(토)"),
        ("6월 4일", "6월 11일", "6월 18일"),
        ("1차시 6월 4일 토요일", "2차시 6월 11일", "3차시 6월 18일"),
        ("20220604", "20220611", "20220618"),
        ("2022-06-04 10:00", "2022-06-11 10:00", "2022-06-18 오전 10:00"),
    ],
)
def test_a_day_is_known_however_it_is_written(store, tmp_path, headings):
    made = books.make(store, count=2, sessions=3)
    path = intake.write(
        tmp_path / "출석.xlsx",
        ["성명", "생년월일", *headings],
        *people(2, ("출석", "지각", "결석"), ("공결", "조퇴", "외출")),
    )
    plan = plan_of(store, path)
    assert plan.ignored_columns == ()
    importing.run(store, plan)
    assert marks(store, made) == [
        [Mark.PRESENT, Mark.LATE, Mark.ABSENT],
        [Mark.EXCUSED, Mark.EARLY, Mark.OUT],
    ]


def test_of_two_sessions_of_a_day_the_start_tells_which(store, tmp_path):
    made = books.make(store, count=1, sessions=2)
    books.change(store, Session, made.sessions[1], held_on=books.FIRST, starts_at="14:00", ends_at="16:00")
    path = intake.write(
        tmp_path / "출석.xlsx",
        ["성명", "생년월일", "2022-06-04", "2022-06-04 14:00"],
        *people(1, ("출석", "지각")),
    )
    plan = plan_of(store, path)
    assert plan.ignored_columns == ("2022-06-04",), "a day with two sessions says too little"
    importing.run(store, plan)
    assert marks(store, made) == [[None, Mark.LATE]]


def test_a_column_of_another_day_fills_no_session_that_looks_alike(store, tmp_path):
    made = books.make(store, count=1, sessions=2, first=dt.date(2022, 1, 7))
    path = intake.write(
        tmp_path / "출석.xlsx",
        ["성명", "생년월일", "1/7", "11/7", "21/7"],
        *people(1, ("출석", "지각", "결석")),
    )
    plan = plan_of(store, path)
    assert plan.ignored_columns == ("11/7", "21/7")
    importing.run(store, plan)
    assert marks(store, made) == [[Mark.PRESENT, None]]


@pytest.mark.both_databases
def test_a_mark_of_a_session_called_off_or_not_theirs_costs_the_row_and_says_why(store, tmp_path):
    made = books.make(store, count=3, sessions=3)
    books.change(store, Session, made.sessions[1], kind="휴강", reason="태풍")
    books.change(store, Enrolment, made.people[1], joined_on=books.FIRST + dt.timedelta(days=3))
    path = intake.write(
        tmp_path / "출석.xlsx",
        ["성명", "생년월일", "2022-06-04", "2022-06-11", "2022-06-18"],
        *people(3, ("○", "○", "○"), ("○", "휴강", "○"), ("○", "휴강", "×")),
    )
    plan = plan_of(store, path)
    assert counts(plan) == (1, 0, 0, 2)
    assert [(each.row, each.column, each.reason) for each in plan.problems] == [
        (2, "2022-06-11", "강하늘: 2022. 6. 11. 수업은 휴강입니다. 출석을 적을 수 없습니다."),
        (3, "2022-06-04", "김민수(1991): 2022. 6. 4. 수업은 합류한 날(2022. 6. 7.) 전입니다. 출석을 적을 수 없습니다."),
    ]  # fmt: skip
    importing.run(store, plan)
    assert marks(store, made)[2] == [Mark.PRESENT, None, Mark.ABSENT]


def test_changed_marks_are_told_one_by_one_and_blanks_erase_nothing(store, tmp_path):
    made = books.make(store, count=1, sessions=2)
    books.mark(store, made, 0, "출지")
    path = intake.write(
        tmp_path / "출석.xlsx", ["성명", "생년월일", "6/4", "6/11"], *people(1, ("결석", None))
    )
    plan = plan_of(store, path)
    assert counts(plan) == (0, 1, 0, 0)
    assert [(each.title, each.old, each.new) for each in plan.differences] == [("6/4", "출석", "결석")]
    importing.run(store, plan)
    assert marks(store, made) == [[Mark.ABSENT, Mark.LATE]]


def test_what_names_no_stage_or_no_day_is_refused_with_what_to_do(store, tmp_path):
    books.make(store, count=1, sessions=1)
    path = intake.write(tmp_path / "출석.xlsx", ["성명", "생년월일", "과제"], *people(1, ("○",)))
    with pytest.raises(UserError, match="'2031' 기수가 없습니다"):
        plan_of(store, path, cohort="2031")
    with pytest.raises(UserError, match="기초반"):
        plan_of(store, path, stage="기초반")
    with pytest.raises(UserError, match="열 제목을 수업 날짜"):
        plan_of(store, path)


def test_a_session_made_later_is_found_in_a_file_of_the_same_shape(store, tmp_path):
    """What a column was once taken for is remembered with the sessions there were."""
    made = books.make(store, count=1, sessions=1)
    path = intake.write(tmp_path / "출석.xlsx", ["성명", "생년월일", "6/4", "6/11"], *people(1, ("○", "○")))
    plan = plan_of(store, path)
    assert plan.ignored_columns == ("6/11",)
    importing.run(store, plan)
    with store.operation("수업 추가") as op:
        op.add(Session(
            stage_id=made.stage_id, held_on=dt.date(2022, 6, 11), starts_at="10:00", ends_at="12:00", kind="보강",
        ))  # fmt: skip
    assert plan_of(store, path).ignored_columns == ()
