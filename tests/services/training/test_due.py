"""오늘: the list of a given day equals the one made by hand, and what is done is gone."""

import datetime as dt

import pytest

from desktop.model.placement import Company, Match, Opening
from desktop.model.training import (
    AttendanceMark,
    CoachingNote,
    Enrolment,
    HandedPaper,
    Session,
    Stage,
    WantedPaper,
)
from desktop.queries.due import Due, When, when
from desktop.queries.list_spec import Scope
from desktop.rules.flows import Tone
from desktop.services import settings
from desktop.services.records import records
from desktop.services.records.due import due
from tests.services.training.teams.conftest import fill

TODAY = dt.date(2022, 9, 16)
"""A Friday."""


def day(number):
    return dt.date(2022, 9, number)


@pytest.fixture
def year(store, clock):
    """A cohort in September 2022 with three people; the ids of what is to be done, by name."""
    clock.advance(hours=2)  # the session that ends at 00:40 is over, wherever this desk stands
    values = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
    cohort_id = records.save(store, "cohorts", values).inserted["cohort"][0]
    one, two, three = fill(store, cohort_id, 3, 2)
    with store.operation("한 해") as op:
        stages = op.session.query(Stage).filter_by(cohort_id=cohort_id).order_by(Stage.position).all()
        stage, trainee = stages[-1], {each: op.get(Enrolment, each).trainee_id for each in (one, two, three)}
        held = {
            number: op.add(Session(stage_id=stage.id, held_on=day(number), starts_at=start, ends_at=end)).id
            for number, start, end in ((5, "10:00", "12:00"), (9, "10:00", "12:00"), (13, "10:00", "12:00"),
                                       (16, "00:10", "00:40"), (20, "10:00", "12:00"))
        }  # fmt: skip
        op.add(
            Session(
                stage_id=stage.id,
                held_on=day(15),
                starts_at="10:00",
                ends_at="12:00",
                kind="휴강",
                reason="태풍",
            )
        )
        marks = {
            one: {5: "결석", 9: "출석", 13: "출석"},
            two: {5: "결석", 9: "출석", 13: "결석"},
            three: {5: "출석", 9: "공결"},
        }
        for enrolment_id, own in marks.items():
            for number, mark in own.items():
                op.add(AttendanceMark(enrolment_id=enrolment_id, session_id=held[number], mark=mark))
        paper = op.add(WantedPaper(stage_id=stages[0].id, title="주민등록초본", due_on=day(10)))
        handed = op.add(
            HandedPaper(
                paper_id=paper.id, enrolment_id=three, state="보완요청", due_on=day(17), reason="뒷면"
            )
        )
        stages[1].starts_on = day(18)
        waits = op.add(Enrolment(trainee_id=trainee[one], stage_id=stages[1].id, status="예비"))
        note = op.add(CoachingNote(trainee_id=trainee[two], held_on=day(1), next_action="이력서 고치기"))
        op.add(CoachingNote(trainee_id=trainee[two], held_on=day(1), next_action="마친 일", done=True))
    return {
        "cohort": cohort_id, "held": held, "people": (one, two, three), "trainee": trainee, "handed": handed.id,
        "waits": waits.id, "note": note.id, "stage": stages[1].id,
    }  # fmt: skip


def scope(year):
    return Scope(cohort_id=year["cohort"], today=TODAY)


@pytest.mark.both_databases
@pytest.mark.feature("TR-28")
def test_the_list_of_a_day_is_the_one_made_by_hand_and_done_rows_vanish(store, year):
    held, (one, two, three), trainee = year["held"], year["people"], year["trainee"]
    found = due(store, scope(year))
    assert {
        heading: [(row.what, row.whose, row.until) for row in rows] for heading, rows in found.items()
    } == {
        When.LATE: [
            (
                "수료할 수 없게 됨",
                "이사람01 · 포트폴리오 프로젝트 · 최대 60.0 %, 수료 불가 (9. 13.부터)",
                day(13),
            ),
            ("출석 미기록 1명", "포트폴리오 프로젝트 · 9. 13.(화) 10:00", day(13)),
        ],
        When.TODAY: [
            ("공결 증빙 받기", "박사람02 · 9. 9.(금) 공결", day(16)),
            ("출석 미기록 3명", "포트폴리오 프로젝트 · 9. 16.(금) 00:10", day(16)),
            ("한 번 더 결석하면 수료 불가", "김사람00 · 포트폴리오 프로젝트 · 남은 결석 0회", day(16)),
            # 공결 leaves the denominator: of four sessions none may be missed.
            (
                "한 번 더 결석하면 수료 불가",
                "박사람02 · 포트폴리오 프로젝트 · 남은 결석 0회, 지각 3회 더면 수료 불가",
                day(16),
            ),
        ],
        When.WEEK: [
            ("보완 서류 받기: 주민등록초본", "박사람02", day(17)),
            ("예비 1명 정하기", "심화과정", day(18)),
        ],
        When.UNDATED: [("코칭: 이력서 고치기", "이사람01", None)],
    }
    late = found[When.LATE][1]
    assert (late.kind, late.id, late.page) == ("sessions", held[13], "attendance_book")
    with store.operation("마치기") as op:
        for enrolment_id, number in ((three, 13), (one, 16), (two, 16), (three, 16)):
            op.add(AttendanceMark(enrolment_id=enrolment_id, session_id=held[number], mark="출석"))
        excused = op.session.query(AttendanceMark).filter_by(mark="공결").one()
        excused.mark = "출석"
        op.get(HandedPaper, year["handed"]).state = "제출"
        op.get(Enrolment, year["waits"]).status = "탈락"
        op.get(CoachingNote, year["note"]).next_on = day(30)
        row = op.get(Enrolment, two)
        row.status, row.reason = "미수료", "출석 60 %"
    assert [row.what for rows in due(store, scope(year)).values() for row in rows] == [
        "한 번 더 결석하면 수료 불가"
    ]
    assert due(store, scope(year))[When.TODAY][0].id == trainee[one]
    with store.operation("한 번 더 결석") as op:
        op.get(Enrolment, one).status = "중도포기"
        op.get(Enrolment, one).reason = "취업"
    assert due(store, scope(year)) == {}


def test_another_cohort_has_nothing_to_do_and_all_of_them_have(store, year):
    assert due(store, Scope(cohort_id=999, today=TODAY)) == {}
    assert len(due(store, Scope(today=TODAY))) == 4


def test_evidence_is_due_as_many_days_after_as_the_office_gives(store, year):
    settings.save(store, {"evidence_days": 3})
    rows = due(store, scope(year))[When.LATE]
    assert ("공결 증빙 받기", day(12)) in [(row.what, row.until) for row in rows]


def test_an_internship_that_ends_is_due_on_its_last_day(store, year):
    with store.operation("인턴십") as op:
        company = op.add(Company(name="가람데이터", registration_number="124-81-00998"))
        opening = op.add(Opening(company_id=company.id, cohort_id=year["cohort"], duty="분석", places=1))
        match = op.add(
            Match(
                trainee_id=year["trainee"][year["people"][0]],
                opening_id=opening.id,
                starts_on=dt.date(2022, 6, 17),
                ends_on=TODAY,
                status="근무",
                origin="직접",
            )
        )
    row = next(each for each in due(store, scope(year))[When.TODAY] if each.kind == "matches")
    assert (row.what, row.whose, row.id) == ("인턴십 종료 정하기", "김사람00 · 가람데이터", match.id)
    with store.operation("끝") as op:
        op.get(Match, match.id).status = "종료"
    assert all(each.kind != "matches" for each in due(store, scope(year))[When.TODAY])


@pytest.mark.parametrize(
    ("until", "heading"),
    [
        (day(15), When.LATE),
        (day(16), When.TODAY),
        (day(18), When.WEEK),
        (day(19), None),
        (None, When.UNDATED),
        (TODAY - dt.timedelta(days=120), When.LATE),
        (TODAY - dt.timedelta(days=121), None),
    ],
)
def test_a_week_ends_on_its_sunday_and_what_lapses_is_history_long_after(until, heading):
    assert when(Due("일", "누구", until, "trainees", 1, tone=Tone.PLAIN, lapses=True), TODAY) == heading


def test_what_is_still_owed_never_becomes_history():
    assert when(Due("일", "누구", dt.date(2019, 1, 1), "clawbacks", 1), TODAY) is When.LATE
