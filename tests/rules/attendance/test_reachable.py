"""What can still be reached: the best possible, the absences left, the day somebody falls out."""

import datetime as dt
import string
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.attendance import (
    AttendanceRule,
    Mark,
    Session,
    read_mark,
    standing,
    tally,
    tally_of_counts,
)

START = dt.date(2022, 4, 2)
LETTERS = {mark.value[0]: mark for mark in Mark}
RULES = st.builds(
    AttendanceRule,
    minimum=st.sampled_from([Fraction(4, 5), Fraction(2, 3), Fraction(1)]),
    minors_per_absence=st.sampled_from([0, 2, 3]),
    per_period=st.booleans(),
    excused_present=st.booleans(),
    excused_limit=st.sampled_from([None, 0, 2]),
    by_hours=st.booleans(),
)
DEFAULT = AttendanceRule()
LINES = st.text("출지조외결공.", min_size=1, max_size=24)


def taught(number):
    return [
        Session(
            place, dt.datetime.combine(START + dt.timedelta(7 * place), dt.time(10)), 60 * (1 + place % 3)
        )
        for place in range(number)
    ]


def stands(line, rule=DEFAULT, planned=24):
    marks = {place: LETTERS[letter] for place, letter in enumerate(line) if letter != "."}
    now = dt.datetime.combine(START + dt.timedelta(7 * len(line)), dt.time(0))
    return standing(tally(taught(planned), marks, rule, stage_start=START, now=now), rule)


def test_the_fifth_absence_of_twenty_four_ends_it_that_day():
    before, after = stands("출결결결결"), stands("출결결결결결")
    assert (before.reachable, before.absences_left, before.outlook()) == (
        True,
        0,
        "남은 결석 0회, 지각 3회 더면 수료 불가",
    )
    assert (after.reachable, after.shown_best(), after.verdict) == (False, "79.2", "미달")
    assert after.fell_on == dt.date(2022, 5, 7)
    assert after.outlook() == "최대 79.2 %, 수료 불가 (5. 7.부터)"
    assert stands("출결결결결결출출").fell_on == after.fell_on


def test_with_four_absences_the_second_late_already_tells_that_the_next_one_ends_it():
    assert stands("결결결결지지").outlook() == "남은 결석 0회, 지각 1회 더면 수료 불가"
    assert not stands("결결결결지지지").reachable


def test_what_is_left_is_said_in_one_sentence():
    assert stands("결결결지지").outlook() == "남은 결석 1회, 지각 1회 더면 0회"
    assert stands("결결결").outlook() == "남은 결석 1회, 지각 3회 더면 0회"
    assert stands("결결결지지" + "출" * 19).outlook() == ""


def test_a_new_month_forgets_the_late_ones_of_the_last():
    monthly = AttendanceRule(per_period=True)
    assert stands("지지출출", monthly).minors_left == 1
    assert stands("지지출출출", monthly).minors_left == 3


@given(LINES, RULES)
def test_missing_as_many_as_are_left_is_survived_and_one_more_is_not(line, rule):
    found = stands(line, rule)
    marks = {place: LETTERS[letter] for place, letter in enumerate(line) if letter != "."}
    sessions = taught(24)
    opened = sorted((each for each in sessions if each.id not in marks), key=lambda each: -each.minutes)

    def with_missed(number):
        missed = {each.id for each in opened[:number]}
        rest = {each.id: Mark.ABSENT if each.id in missed else Mark.PRESENT for each in opened}
        now = dt.datetime.combine(dt.date(2023, 1, 1), dt.time())
        return standing(tally(sessions, marks | rest, rule, stage_start=START, now=now), rule)

    assert with_missed(0).rate == found.best
    if found.reachable:
        assert with_missed(found.absences_left).verdict != "미달"
        if found.absences_left < len(opened):
            assert with_missed(found.absences_left + 1).verdict == "미달"
    else:
        assert found.verdict == with_missed(0).verdict == "미달"


@given(LINES, RULES)
def test_who_fell_out_never_comes_back_and_the_day_is_the_first(line, rule):
    reachable = [stands(line[:end], rule).reachable for end in range(1, len(line) + 1)]
    assert reachable == sorted(reachable, reverse=True)
    found = stands(line, rule)
    if found.fell_on:
        assert found.fell_on == START + dt.timedelta(7 * reachable.index(False))
    else:
        assert all(reachable)


@given(LINES, RULES.filter(lambda rule: rule.summable))
def test_counts_give_what_the_sessions_give(line, rule):
    marks = [LETTERS.get(letter) for letter in line]
    minor = sum(mark in {Mark.LATE, Mark.EARLY, Mark.OUT} for mark in marks)
    blank, ahead = marks.count(None), 24 - len(line)
    of = marks.count
    recorded = len(line) - blank
    sums = tally_of_counts(rule, recorded, minor, of(Mark.ABSENT), of(Mark.EXCUSED), blank, ahead)
    summed, walked = standing(sums, rule), stands(line, rule)
    for name in (
        "rate",
        "best",
        "verdict",
        "absences_left",
        "minors_left",
        "unrecorded",
        "upcoming",
        "expelled",
    ):
        assert getattr(summed, name) == getattr(walked, name)


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        ("출석", "출석"), ("출", "출석"), (1, "출석"), ("1", "출석"), (2.0, "지각"), ("３", "조퇴"), ("외출", "외출"),
        (" 결 석 ", "결석"), ("6", "공결"), ("공가", "공결"), ("○", "출석"), ("O", "출석"), ("△", "지각"), ("×", "결석"),
        ("X", "결석"), ("", None), (None, None), (0, None), ("미기록", None), ("-", None),
    ],
)  # fmt: skip
def test_marks_are_read_from_words_digits_and_signs(raw, mark):
    assert read_mark(raw) == mark


@pytest.mark.parametrize("raw", ["7", "출결", "아픔", True, 1.5, "-1"])
def test_what_is_no_mark_is_refused_in_words(raw):
    with pytest.raises(UserError, match="출석 표시로 읽을 수 없습니다"):
        read_mark(raw)


@given(st.text(string.printable, max_size=3))
def test_reading_either_gives_a_mark_or_says_why_not(raw):
    try:
        mark = read_mark(raw)
    except UserError:
        return
    assert mark in {None, *Mark}
