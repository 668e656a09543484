"""The hand-worked values of the attendance rules, through the data: a stage, its sessions, marks as they are written."""

import datetime as dt

import pytest

from desktop.model.training import Enrolment, Session, Stage
from desktop.rules.verdicts import Verdict
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training.attendance.figures import figures
from tests.services.training.attendance import books

AFTER = dt.datetime.combine(dt.date(2023, 1, 1), dt.time())


def figure(store, made, person=0, now=AFTER, *, dated=False):
    with store.read() as session:
        return figures(session, session.get(Stage, made.stage_id), now, dated=dated)[made.people[person]]


def shown(store, made):
    """The rate as excused sessions leave the denominator, and as they count for present."""
    rates = []
    for present in (False, True):
        books.change(store, Stage, made.stage_id, excused_present=present)
        found = figure(store, made)
        rates.append((found.standing.shown_rate(), found.standing.verdict))
    return rates


MET, FAILED, UNDECIDED = Verdict.MET, Verdict.FAILED, Verdict.UNDECIDED


@pytest.mark.both_databases
@pytest.mark.feature("TR-11")
@pytest.mark.parametrize(
    ("marks", "out", "present"),
    [
        ("결" * 4 + "출" * 20, ("83.3", MET), ("83.3", MET)),
        ("결" * 5 + "출" * 19, ("79.2", FAILED), ("79.2", FAILED)),
        ("지" * 2 + "출" * 22, ("100.0", MET), ("100.0", MET)),
        ("지조외" + "출" * 21, ("95.8", MET), ("95.8", MET)),
        ("지" * 7 + "출" * 17, ("91.7", MET), ("91.7", MET)),
        ("결" * 4 + "지" * 3 + "출" * 17, ("79.2", FAILED), ("79.2", FAILED)),
        ("공" * 2 + "결" * 4 + "출" * 18, ("81.8", MET), ("83.3", MET)),
        ("공" * 8 + "결" * 4 + "출" * 12, ("75.0", FAILED), ("83.3", MET)),
        ("공" * 4 + "결" * 4 + "출" * 16, ("80.0", MET), ("83.3", MET)),
        ("공" * 24, ("—", UNDECIDED), ("100.0", MET)),
    ],
)
def test_the_rows_of_the_table(store, marks, out, present):
    made = books.make(store, count=1)
    books.mark(store, made, 0, marks)
    assert shown(store, made) == [out, present]


@pytest.mark.both_databases
def test_who_joined_in_the_third_week_answers_for_the_sessions_since(store):
    made = books.make(store, count=2)
    books.mark(store, made, 0, ".." + "결" * 4 + "출" * 18)
    books.change(store, Enrolment, made.people[0], joined_on=books.FIRST + dt.timedelta(weeks=2))
    found = figure(store, made)
    assert (found.sums.attended, found.sums.counted, found.standing.shown_rate()) == (18, 22, "81.8")
    assert figure(store, made, 1).standing.unrecorded == 24


@pytest.mark.both_databases
def test_a_session_called_off_afterwards_counts_for_nobody(store):
    made = books.make(store, count=2)
    for person in (0, 1):
        books.mark(store, made, person, "결" * 4 + "출" * 20)
    books.change(store, Session, made.sessions[-1], kind="휴강", reason="태풍")
    for person in (0, 1):
        assert figure(store, made, person).standing.shown_rate() == "82.6"


@pytest.mark.both_databases
def test_late_is_counted_over_the_stage_or_anew_each_month(store):
    made = books.make(store, count=1)
    books.mark(store, made, 0, "지지출출출출지" + "출" * 17)
    assert figure(store, made).standing.shown_rate() == "95.8"
    books.change(store, Stage, made.stage_id, minors_per_period=True)
    assert figure(store, made).standing.shown_rate() == "100.0"


@pytest.mark.both_databases
def test_sessions_weigh_one_or_their_hours(store):
    made = books.make(store, count=1, hours=(2,) * 12 + (4,) * 12)
    books.mark(store, made, 0, "출" * 20 + "결" * 4)
    assert figure(store, made).standing.shown_rate() == "83.3"
    books.change(store, Stage, made.stage_id, counts_hours=True)
    found = figure(store, made)
    assert (found.sums.attended, found.sums.counted) == (56 * 60, 72 * 60)
    assert (found.standing.shown_rate(), found.standing.verdict) == ("77.8", FAILED)


def test_the_minimum_is_never_shown_for_one_below_it(store):
    made = books.make(store, count=1, sessions=137, every=1, hours=(7,), stage={"counts_hours": True})
    # 767 of 959 hours: 109 sessions of 7 hours and 4 more.
    books.change(store, Session, made.sessions[109], ends_at="14:00")
    books.change(store, Session, made.sessions[110], ends_at="13:00")
    books.change(store, Session, made.sessions[111], starts_at="03:00", ends_at="17:00")
    books.mark(store, made, 0, "출" * 110 + "결" * 27)
    found = figure(store, made)
    assert (found.sums.attended, found.sums.counted) == (767 * 60, 959 * 60)
    assert (found.standing.shown_rate(), found.standing.verdict) == ("79.98", FAILED)
    assert found.standing.failing() == "79.98 % < 80 %"


@pytest.mark.both_databases
def test_the_fifth_absence_puts_the_minimum_out_of_reach_that_day(store):
    made = books.make(store, count=2)
    books.mark(store, made, 0, "결" * 5)
    books.mark(store, made, 1, "결" * 4 + "지" * 2)
    now = dt.datetime.combine(dt.date(2022, 7, 16), dt.time())
    fallen = figure(store, made, now=now, dated=True)
    assert fallen.standing.outlook() == "최대 79.2 %, 수료 불가 (7. 2.부터)"
    assert fallen.standing.fell_on == books.FIRST + dt.timedelta(weeks=4)
    assert figure(store, made, 1, now).standing.outlook() == "남은 결석 0회, 지각 1회 더면 수료 불가"


@pytest.mark.both_databases
def test_what_is_over_and_what_is_to_come_are_told_apart(store):
    made = books.make(store, count=2)
    books.mark(store, made, 0, "출" * 3 + "." + "출")
    now = dt.datetime.combine(
        dt.date(2022, 6, 26), dt.time()
    )  # four are over; the fifth is marked in advance
    found = figure(store, made, now=now)
    assert (found.standing.unrecorded, found.standing.upcoming) == (1, 19)
    other = figure(store, made, 1, now)
    assert (other.standing.unrecorded, other.standing.upcoming) == (4, 20)
    assert other.standing.failing() == "미기록 4회"


@pytest.mark.both_databases
def test_sums_of_the_database_and_mark_by_mark_are_the_same(store):
    made = books.make(store, count=6)
    for person, marks in enumerate(("출지조외결공" * 4, "결" * 24, "공출" * 12, "지" * 23, "", "출" * 24)):
        books.mark(store, made, person, marks)
    by_sums = [figure(store, made, person) for person in range(6)]
    for row_id in made.people:  # a day of joining makes each counted mark by mark
        books.change(store, Enrolment, row_id, joined_on=books.FIRST)
    for summed, walked in zip(by_sums, (figure(store, made, person) for person in range(6)), strict=True):
        assert (summed.sums.attended, summed.sums.counted, summed.sums.absent, summed.sums.planned) == (
            walked.sums.attended, walked.sums.counted, walked.sums.absent, walked.sums.planned,
        )  # fmt: skip
        assert summed.standing.shown_rate() == walked.standing.shown_rate()
        assert summed.standing.absences_left == walked.standing.absences_left
        assert summed.standing.verdict is walked.standing.verdict


@pytest.mark.feature("TR-11")
def test_another_rule_is_reckoned_with_at_once_and_stands_in_the_history_of_the_stage(store):
    made = books.make(store, count=1)
    books.mark(store, made, 0, "공" * 8 + "결" * 4 + "출" * 12)
    assert figure(store, made).standing.failing() == "75.0 % < 80 %"
    records.save(store, "stages", {"excused_present": True}, record_id=made.stage_id)
    assert figure(store, made).standing.shown_rate() == "83.3"
    (line, *_earlier) = history.of_record(store, [("stage", made.stage_id)])
    assert (line.field, line.old, line.new) == ("excused_present", False, True)
    history.undo(store)
    assert figure(store, made).standing.verdict is FAILED
