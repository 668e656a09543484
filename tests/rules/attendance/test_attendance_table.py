"""The table of twenty-four sessions worked out by hand, under both ways of counting 공결."""

import datetime as dt
from fractions import Fraction

import pytest

from desktop.errors import UserError
from desktop.rules.attendance import (
    AttendanceRule,
    Mark,
    Session,
    check_mark,
    period_of,
    standing,
    standings,
    tally,
    tally_of_counts,
)
from desktop.rules.verdicts import Verdict

START = dt.date(2022, 4, 2)
OVER = dt.datetime.combine(dt.date(2022, 12, 31), dt.time())
ON_2_APRIL = dt.datetime.combine(START, dt.time(10))
OUT, PRESENT = AttendanceRule(), AttendanceRule(excused_present=True)
LETTERS = {mark.value[0]: mark for mark in Mark}


def saturdays(number=24, minutes=120):
    return [
        Session(place, dt.datetime.combine(START + dt.timedelta(7 * place), dt.time(10)), minutes)
        for place in range(number)
    ]


def book(line):
    """Marks of one person from the first letters of the words; '.' leaves one out."""
    return {place: LETTERS[letter] for place, letter in enumerate(line) if letter != "."}


def stands(line, rule=OUT, *, sessions=None, now=OVER, **between):
    return standing(
        tally(sessions or saturdays(), book(line), rule, stage_start=START, now=now, **between), rule
    )


def filled(line):
    return line + "출" * (24 - len(line))


@pytest.mark.parametrize(
    ("line", "out", "present"),
    [
        ("결결결결", ("20/24", "83.3", "충족"), ("20/24", "83.3", "충족")),
        ("결결결결결", ("19/24", "79.2", "미달"), ("19/24", "79.2", "미달")),
        ("지지", ("24/24", "100.0", "충족"), ("24/24", "100.0", "충족")),
        ("지조외", ("23/24", "95.8", "충족"), ("23/24", "95.8", "충족")),
        ("지지지지지지지", ("22/24", "91.7", "충족"), ("22/24", "91.7", "충족")),
        ("결결결결지지지", ("19/24", "79.2", "미달"), ("19/24", "79.2", "미달")),
        ("공공결결결결", ("18/22", "81.8", "충족"), ("20/24", "83.3", "충족")),
        ("공" * 8 + "결결결결", ("12/16", "75.0", "미달"), ("20/24", "83.3", "충족")),
        ("공공공공결결결결", ("16/20", "80.0", "충족"), ("20/24", "83.3", "충족")),
        ("공" * 24, ("0", "—", "미정"), ("24/24", "100.0", "충족")),
    ],
)
def test_the_table_of_the_stage_under_both_ways_of_counting_excused(line, out, present):
    for rule, (share, shown, verdict) in ((OUT, out), (PRESENT, present)):
        found = stands(filled(line), rule)
        assert (found.shown_rate(), found.verdict) == (shown, verdict)
        assert (found.rate or 0) == Fraction(share)


@pytest.mark.parametrize(("rule", "shown"), [(OUT, "81.8"), (PRESENT, "81.8")])
def test_who_joined_in_the_third_week_has_twenty_two_sessions(rule, shown):
    joined = START + dt.timedelta(14)
    found = stands("출출" + "결결결결" + "출" * 18, rule, joined=joined)
    assert (found.rate, found.shown_rate()) == (Fraction(18, 22), shown)


def test_a_cancelled_session_counts_for_nobody():
    sessions = saturdays()
    sessions[23] = Session(23, sessions[23].start, 120, cancelled=True)
    found = stands("결결결결" + "출" * 19, sessions=sessions)
    assert (found.rate, found.shown_rate()) == (Fraction(19, 23), "82.6")
    assert stands("결결결결" + "출" * 19 + "결", sessions=sessions).rate == found.rate


def test_late_thrice_over_the_stage_is_an_absence_but_not_per_month():
    line = "지지출출출지" + "출" * 18
    assert stands(line).shown_rate() == "95.8"
    assert stands(line, AttendanceRule(per_period=True)).shown_rate() == "100.0"
    assert stands("지지출지" + "출" * 20, AttendanceRule(per_period=True)).shown_rate() == "95.8"


def test_sessions_may_weigh_their_hours():
    sessions = saturdays()
    for place in range(12, 24):
        sessions[place] = Session(place, sessions[place].start, 240)
    line = "출" * 12 + "결결결결" + "출" * 8
    assert stands(line, sessions=sessions).shown_rate() == "83.3"
    found = stands(line, AttendanceRule(by_hours=True), sessions=sessions)
    assert (found.rate, found.shown_rate(), found.verdict) == (Fraction(56, 72), "77.8", "미달")
    assert found.failing() == "77.8 % < 80 %"


def test_by_hours_the_third_late_session_itself_is_missed():
    sessions = [Session(place, each.start, 60 * (place + 1)) for place, each in enumerate(saturdays(4))]
    assert stands("지출지지", AttendanceRule(by_hours=True), sessions=sessions).rate == Fraction(6, 10)


def test_just_below_the_minimum_is_never_shown_as_the_minimum():
    sessions = [
        Session(place, each.start, minutes * 60)
        for place, (each, minutes) in enumerate(zip(saturdays(2), (767, 192), strict=True))
    ]
    found = stands("출결", AttendanceRule(by_hours=True), sessions=sessions)
    assert (found.shown_rate(), found.verdict, found.failing()) == ("79.98", "미달", "79.98 % < 80 %")


def test_excused_ones_beyond_the_limit_are_absences():
    capped = AttendanceRule(excused_limit=2)
    assert stands(filled("공공공공"), capped).rate == Fraction(20, 22)
    assert stands(filled("공공공공"), AttendanceRule(excused_limit=2, excused_present=True)).rate == Fraction(
        22, 24
    )


def test_a_blank_is_not_absent_but_keeps_the_person_undecided():
    found = stands("출" * 23 + ".")
    assert (found.shown_rate(), found.verdict, found.unrecorded) == ("100.0", Verdict.UNDECIDED, 1)
    assert found.failing() == "미기록 1회"
    assert stands("결결결결결" + "출" * 18 + ".").verdict == Verdict.FAILED


def test_a_session_still_to_come_is_not_unrecorded():
    found = stands("출" * 10, now=dt.datetime.combine(dt.date(2022, 6, 5), dt.time()))
    assert (found.unrecorded, found.upcoming, found.verdict) == (0, 14, Verdict.UNDECIDED)
    assert found.failing() == "남은 수업 14회"


@pytest.mark.parametrize(
    ("session", "bounds", "said"),
    [
        (Session(1, ON_2_APRIL, 60, cancelled=True), {}, "2022. 4. 2. 수업은 휴강입니다"),
        (Session(1, ON_2_APRIL, 60), {"joined": dt.date(2022, 4, 9)}, "합류한 날"),
        (Session(1, ON_2_APRIL + dt.timedelta(7), 60), {"left": dt.date(2022, 4, 2)}, "그만둔 날"),
    ],
)
def test_a_mark_for_a_session_that_is_not_theirs_is_refused(session, bounds, said):
    with pytest.raises(UserError, match=said):
        check_mark(session, **bounds)
    check_mark(Session(1, session.start, 60), session.start.date(), session.start.date())


@pytest.mark.parametrize(
    ("day", "period"),
    [
        ("2022-04-02", 0),
        ("2022-05-01", 0),
        ("2022-05-02", 1),
        ("2022-06-01", 1),
        ("2022-06-02", 2),
        ("2023-04-02", 12),
    ],
)
def test_periods_are_months_from_the_first_day(day, period):
    assert period_of(dt.date.fromisoformat(day), START) == period


def test_a_period_that_has_no_thirty_first_ends_with_its_month():
    start = dt.date(2022, 1, 31)
    assert [period_of(dt.date(2022, 2, 28), start), period_of(dt.date(2022, 3, 1), start)] == [0, 1]
    assert [period_of(dt.date(2022, 3, 30), start), period_of(dt.date(2022, 3, 31), start)] == [1, 2]


def test_who_misses_half_of_a_month_or_a_fifth_of_all_is_to_be_expelled():
    half, fifth = (
        AttendanceRule(expelled_in_period=Fraction(1, 2)),
        AttendanceRule(expelled_over_all=Fraction(1, 5)),
    )
    assert stands(filled("출결결결"), half).expelled == "1번째 단위기간 결석 60.0 % (기준 50 % 이상)"
    assert stands(filled("출출결결"), half).expelled == ""
    assert stands(filled("결결결결결"), fifth).expelled == "전체 결석 20.8 % (기준 20 % 초과)"
    assert stands(filled("결결결결"), fifth).expelled == ""


def test_counts_summed_elsewhere_are_judged_alike():
    rows = [(24, 0, 4, 0, 0, 0), (24, 0, 4, 8, 0, 0), (24, 0, 4, 0, 0, 0)]
    found = list(standings(rows, OUT))
    assert [each.shown_rate() for each in found] == ["83.3", "75.0", "83.3"]
    assert found[0] == standing(tally_of_counts(OUT, *rows[0]), OUT)
    with pytest.raises(ValueError, match="sessions"):
        standings(rows, AttendanceRule(by_hours=True))
