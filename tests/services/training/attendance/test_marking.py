"""Marks are written in bulk as one operation; one that cannot stand is named and the rest goes in."""

import datetime as dt

import pytest

from desktop.model.training import Enrolment, Session
from desktop.rules.attendance import Mark
from desktop.services.datafile import history
from desktop.services.training.attendance.figures import marks_of
from desktop.services.training.attendance.marking import Wanted, fill_blanks, set_marks
from tests.services.training.attendance import books


def marks(store, made):
    with store.read() as session:
        found = marks_of(session, made.people)
    return [[found.get(person, {}).get(each) for each in made.sessions] for person in made.people]


@pytest.mark.both_databases
def test_many_marks_are_one_operation_that_is_taken_back_whole(store):
    made = books.make(store, count=30, sessions=24)
    wanted = [Wanted(person, each, Mark.PRESENT) for person in made.people for each in made.sessions]
    done = set_marks(store, made.stage_id, wanted)
    assert (done.written, done.refused, done.changes.name) == (720, (), "출석 720건 기록")
    assert set_marks(store, made.stage_id, wanted).written == 0, "what stands already is left alone"
    assert books.standing_marks(store) == 720
    history.undo(store)
    assert books.standing_marks(store) == 0


@pytest.mark.both_databases
def test_what_cannot_stand_is_named_by_person_day_and_reason(store):
    made = books.make(store, count=6, sessions=4)
    off, theirs, gone = made.sessions[1], made.people[0], made.people[4]
    books.change(store, Session, off, kind="휴강", reason="태풍")
    books.change(store, Enrolment, theirs, joined_on=books.FIRST + dt.timedelta(weeks=2))
    books.change(store, Enrolment, gone, status="탈락")
    wanted = [
        Wanted(theirs, made.sessions[0], Mark.PRESENT),
        Wanted(made.people[1], off, Mark.LATE),
        Wanted(gone, made.sessions[0], Mark.PRESENT),
        Wanted(made.people[2], 99_999, Mark.PRESENT),
        Wanted(made.people[3], made.sessions[0], Mark.ABSENT),
    ]
    done = set_marks(store, made.stage_id, wanted)
    assert (done.written, books.standing_marks(store)) == (1, 1)
    assert [(each.person, each.day) for each in done.refused] == [
        ("강하늘", books.FIRST),
        ("김민수(1991)", books.FIRST + dt.timedelta(weeks=1)),
        ("최서솔", books.FIRST),
        ("김민수(1992)", None),
    ]
    told = [each.reason for each in done.refused]
    assert told[0] == "2022. 6. 4. 수업은 합류한 날(2022. 6. 18.) 전입니다. 출석을 적을 수 없습니다."
    assert told[1] == "2022. 6. 11. 수업은 휴강입니다. 출석을 적을 수 없습니다."
    assert "선발되지 않은 사람(탈락)" in told[2]
    assert "이 단계에 없는 수업" in told[3]


def test_one_mark_is_called_by_its_person_and_day_and_taken_out_by_none(store):
    made = books.make(store, sessions=2)
    one = Wanted(made.people[0], made.sessions[0], Mark.LATE)
    assert set_marks(store, made.stage_id, [one]).changes.name == "강하늘 6. 4. 지각"
    changed = set_marks(store, made.stage_id, [one._replace(mark=Mark.EXCUSED)])
    assert marks(store, made)[0][0] is Mark.EXCUSED
    assert changed.written == 1
    cleared = set_marks(store, made.stage_id, [one._replace(mark=None)])
    assert cleared.changes.name == "강하늘 6. 4. 미기록"
    assert books.standing_marks(store) == 0
    history.undo(store)
    assert marks(store, made)[0][0] is Mark.EXCUSED


@pytest.mark.both_databases
def test_what_is_blank_in_a_session_is_filled_and_nothing_else(store):
    made = books.make(store, count=6, sessions=3)
    set_marks(store, made.stage_id, [Wanted(made.people[2], made.sessions[1], Mark.ABSENT)])
    books.change(store, Enrolment, made.people[5], joined_on=books.FIRST + dt.timedelta(weeks=2))
    done = fill_blanks(store, made.stage_id, made.sessions[1])
    assert (done.written, done.refused) == (4, ())
    assert done.changes.name == "6. 11. 빈칸 4명 출석"
    column = [row[1] for row in marks(store, made)]
    assert column == [Mark.PRESENT, Mark.PRESENT, Mark.ABSENT, Mark.PRESENT, Mark.PRESENT, None]
    history.undo(store)
    assert books.standing_marks(store) == 1


def test_blanks_of_a_session_that_was_called_off_stay_blank_and_say_why(store):
    made = books.make(store, count=2, sessions=2)
    books.change(store, Session, made.sessions[0], kind="휴강", reason="태풍")
    done = fill_blanks(store, made.stage_id, made.sessions[0])
    assert done.written == 0
    assert "휴강" in done.refused[0].reason
