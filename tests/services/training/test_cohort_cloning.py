"""Last year's cohort set up again: the same days of the week, and nobody of it."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from desktop.errors import UserError
from desktop.model.people import Person
from desktop.model.training import (
    Cohort,
    Criterion,
    DemoDay,
    Enrolment,
    Judge,
    Selection,
    Session,
    SessionPattern,
    Stage,
    TeamRule,
    WantedPaper,
)
from desktop.queries.list_spec import Scope
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training import cohort_cloning, cohort_removal, programme
from desktop.services.training.sessions import making

pytestmark = pytest.mark.both_databases


@pytest.fixture
def cohort(store):
    """2022 with three stages, weekly hours, papers, criteria, a judge, conditions, a mentor and a trainee."""
    values = {
        "name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지", "starts_on": "2022-04-04",
        "ends_on": "2022-09-16", "reference_date": "2022-09-16", "youngest": 20, "oldest": 39, "district": "서초구",
    }  # fmt: skip
    cohort_id = records.save(store, "cohorts", values).inserted["cohort"][0]
    scope = Scope(cohort_id=cohort_id)
    mentor = records.save(store, "mentors", {"name": "한서율"}).inserted["mentor"][0]
    person = {"name": "김하나", "birth_date": "1999-03-02"}
    trainee = records.save(store, "trainees", person, scope=scope).inserted["trainee"][0]
    with store.operation("준비") as op:
        stages = programme.stages(op.session, cohort_id)
        for stage, (first, last, seats) in zip(
            stages,
            (
                ("2022-04-04", "2022-05-27", 456),
                ("2022-05-30", "2022-07-22", 180),
                ("2022-07-25", "2022-09-16", 52),
            ),
            strict=True,
        ):
            stage.starts_on, stage.ends_on = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
            stage.capacity, stage.excused_present = seats, True
            op.add(
                SessionPattern(
                    stage_id=stage.id,
                    weekday="토",
                    starts_at="10:00",
                    ends_at="13:00",
                    room="교육장 1",
                    mentor_id=mentor,
                )
            )
        first_stage = stages[0].id
        op.add(WantedPaper(stage_id=first_stage, title="주민등록초본", due_on=dt.date(2022, 3, 25)))
        op.add(Criterion(stage_id=first_stage, purpose="선발", title="서류", position=1, weight=3000))
        judged = {"judged": True, "lowest": 1000, "highest": 5000, "tie_order": 1}
        op.add(
            Criterion(stage_id=first_stage, purpose="선발", title="면접", position=2, weight=7000, **judged)
        )
        op.add(Criterion(stage_id=stages[1].id, purpose="평가", title="시험", position=1, weight=10000))
        op.add(
            Criterion(
                stage_id=stages[2].id, purpose="발표회", title="완성도", position=1, weight=10000, judged=True
            )
        )
        op.add(DemoDay(cohort_id=cohort_id, held_on=dt.date(2022, 9, 15), place="대강당", minutes=12, seed=7))
        op.add(
            Selection(
                stage_id=first_stage, seats=30, reserves=10, trim="항목마다", trim_from=4, ties="in",
                tie_rules=1, seed=5, made_by="이주임", confirmed_by="박팀장", confirmed_at=op.at,
                confirmed_sha256="a1",
            )
        )  # fmt: skip
        op.add(Judge(stage_id=first_stage, purpose="선발", name="한서율", mentor_id=mentor))
        op.add(TeamRule(cohort_id=cohort_id, kind="비율 고르게", trait="비전공", weight=5))
        op.add(TeamRule(cohort_id=cohort_id, kind="고정", trainee_id=trainee))
    making.make(store, first_stage)
    return cohort_id


def count(store, table, *where):
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table).where(*where))


def rows(store, table, *where):
    with store.read() as session:
        found = session.scalars(select(table).where(*where).order_by(table.id)).all()
        session.expunge_all()
        return found


@pytest.mark.feature("TR-01")
def test_it_keeps_the_week_and_copies_nobody_and_one_undo_takes_it_back(store, cohort):
    people, sessions = count(store, Person), count(store, Session)
    changes = cohort_cloning.clone(store, cohort, **cohort_cloning.proposed(store, cohort))
    assert changes.name == "'서초 AI칼리지 2022'를 본떠 '서초 AI칼리지 2023' 기수 만들기"
    assert "person" not in changes.inserted
    (new_id,) = changes.inserted["cohort"]
    (new,) = rows(store, Cohort, Cohort.id == new_id)
    assert (new.year, new.youngest, new.oldest, new.district) == (2023, 20, 39, "서초구")
    # 364 days later each: Monday 4 April 2022 is Monday 3 April 2023.
    assert (new.starts_on, new.ends_on) == (dt.date(2023, 4, 3), dt.date(2023, 9, 15))
    assert new.reference_date == dt.date(2023, 9, 15)
    stages = rows(store, Stage, Stage.cohort_id == new_id)
    assert [(each.name, each.position, each.capacity, each.excused_present) for each in stages] == [
        ("기초과정", 1, 456, True),
        ("심화과정", 2, 180, True),
        ("포트폴리오 프로젝트", 3, 52, True),
    ]
    assert [each.starts_on.weekday() for each in stages] == [0, 0, 0]
    assert [each.ends_on.weekday() for each in stages] == [4, 4, 4]
    ids = [each.id for each in stages]
    patterns = rows(store, SessionPattern, SessionPattern.stage_id.in_(ids))
    assert [(each.weekday, each.starts_at, each.room, each.mentor_id) for each in patterns] == [
        ("토", "10:00", "교육장 1", None)
    ] * 3
    (paper,) = rows(store, WantedPaper, WantedPaper.stage_id.in_(ids))
    assert (paper.title, paper.due_on) == ("주민등록초본", dt.date(2023, 3, 24))
    (rule,) = rows(store, TeamRule, TeamRule.cohort_id == new_id)
    assert (rule.trait, rule.weight) == ("비전공", 5)
    assert (count(store, Person), count(store, Session), count(store, Enrolment)) == (people, sessions, 1)
    history.undo(store)
    assert count(store, Cohort) == 1
    assert (count(store, SessionPattern), count(store, Criterion), count(store, Selection)) == (3, 4, 1)


@pytest.mark.feature("TR-01")
def test_what_is_scored_and_how_is_selected_come_along_without_judges_and_what_they_decided(store, cohort):
    changes = cohort_cloning.clone(store, cohort, name="2023", year=2023)
    ids = changes.inserted["stage"]
    criteria = rows(store, Criterion, Criterion.stage_id.in_(ids))
    assert [
        (ids.index(each.stage_id), each.purpose, each.title, each.position, each.weight, each.judged)
        for each in criteria
    ] == [
        (0, "선발", "서류", 1, 3000, False),
        (0, "선발", "면접", 2, 7000, True),
        (1, "평가", "시험", 1, 10000, False),
        (2, "발표회", "완성도", 1, 10000, True),
    ]
    assert [(each.lowest, each.highest, each.tie_order) for each in criteria[:2]] == [
        (0, 10000, None),
        (1000, 5000, 1),
    ]
    (selection,) = rows(store, Selection, Selection.stage_id.in_(ids))
    kept = (selection.seats, selection.reserves, selection.trim, selection.trim_from, selection.tie_rules)
    assert kept == (30, 10, "항목마다", 4, 1)
    decided = (selection.ties, selection.seed, selection.made_by, selection.confirmed_by, selection.sha256)
    assert decided == (None, 0, None, None, None)
    (day,) = rows(store, DemoDay, DemoDay.cohort_id == changes.inserted["cohort"][0])
    assert (day.held_on, day.place, day.minutes, day.seed) == (dt.date(2023, 9, 14), "대강당", 12, None)
    assert count(store, Judge) == 1


@pytest.mark.feature("TR-01")
def test_a_cohort_of_two_stages_leaves_one_out(store, cohort):
    changes = cohort_cloning.clone(store, cohort, name="2025 과정", year=2025, without="심화과정")
    stages = rows(store, Stage, Stage.cohort_id == changes.inserted["cohort"][0])
    assert [(each.name, each.position) for each in stages] == [("기초과정", 1), ("포트폴리오 프로젝트", 2)]
    assert [each.starts_on.weekday() for each in stages] == [0, 0]
    made, _told = making.make(store, stages[0].id)
    days = rows(store, Session, Session.id.in_(made.inserted["session"]))
    assert {each.held_on.weekday() for each in days} == {5}


def test_a_name_that_is_taken_and_a_cohort_without_stages_are_refused(store, cohort):
    with pytest.raises(UserError, match="같은 이름의 기수") as refused:
        cohort_cloning.clone(store, cohort, name="서초 AI칼리지 2022", year=2023)
    assert refused.value.field == "name"
    two = cohort_cloning.clone(store, cohort, name="둘", year=2023, without="심화과정").inserted["cohort"][0]
    one = cohort_cloning.clone(store, two, name="하나", year=2023, without="기초과정").inserted["cohort"][0]
    with pytest.raises(UserError, match="단계가 하나는"):
        cohort_cloning.clone(store, one, name="없음", year=2023, without="포트폴리오 프로젝트")


def test_a_clone_goes_again_by_either_way(store, cohort):
    by_record = cohort_cloning.clone(store, cohort, name="하나", year=2023).inserted["cohort"][0]
    by_whole = cohort_cloning.clone(store, cohort, name="둘", year=2024).inserted["cohort"][0]
    records.delete(store, "cohorts", [by_record])
    cohort_removal.remove(store, by_whole)
    assert count(store, Cohort) == 1
    cohort_removal.remove(store, cohort)
    gone = (Cohort, Stage, Session, SessionPattern, Judge, TeamRule, Selection, DemoDay)
    assert [count(store, each) for each in gone] == [0] * 8
    assert count(store, Person) == 1, "the mentor stays"
    history.undo(store)
    assert (count(store, Session), count(store, Enrolment), count(store, Person)) == (7, 1, 2)


def test_a_stage_that_ends_before_it_begins_is_refused(store, cohort):
    with store.read() as session:
        stage_id = programme.stages(session, cohort)[0].id
    with pytest.raises(UserError, match="끝나는 날이 시작하는 날보다 앞섭니다"):
        records.save(store, "stages", {"ends_on": "2022-04-01"}, record_id=stage_id)
