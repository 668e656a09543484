"""Who completes: attendance, score and project, with the number that fails; completing is one operation."""

import pytest
from sqlalchemy import select

from desktop.model.training import Cohort, Criterion, Enrolment, ProjectTeam, Score, Stage
from desktop.services.datafile import history
from desktop.services.training.attendance import completion
from desktop.services.training.attendance.rules_of import local_now
from tests.services.training.attendance import books


@pytest.fixture
def made(store, clock):
    """A stage that has ended: six people, ten sessions."""
    made = books.make(store, count=6, sessions=10, every=1)
    for person, marks in enumerate(
        ("출" * 10, "결결결" + "출" * 7, "공" * 10, "출" * 9, "지" * 3 + "출" * 7, "")
    ):
        books.mark(store, made, person, marks)
    clock.advance(days=200)
    return made


def rows(store, made):
    with store.read() as session:
        found = completion.check_list(session, session.get(Stage, made.stage_id), local_now(store))
    return [row.as_json() for row in found.rows]


def criterion(store, made, **values):
    with store.operation("항목") as op:
        asked = {"purpose": "평가", "title": "과제", "position": 1, "weight": 10000, **values}
        return op.add(Criterion(stage_id=made.stage_id, **asked)).id


def score(store, criterion_id, enrolment_id, **values):
    with store.operation("점수") as op:
        op.add(Score(criterion_id=criterion_id, enrolment_id=enrolment_id, **values))


def statuses(store, made):
    with store.read() as session:
        return dict(session.execute(select(Enrolment.id, Enrolment.status)).all())


@pytest.mark.both_databases
def test_a_row_says_every_verdict_and_the_number_that_fails(store, made):
    found = {(row["name"], row["birth_date"].year): row for row in rows(store, made)}
    assert tuple(next(iter(found.values()))) == completion.KEYS
    good = found["강하늘", 1990]
    assert (good["attended"], good["counted"], good["rate"], good["best"]) == (10, 10, "100.0", "100.0")
    assert (good["result"], good["score"], good["failing"]) == ("충족", "충족", "")
    bad = found["김민수", 1991]
    assert (bad["rate"], bad["attendance"], bad["result"], bad["failing"]) == (
        "70.0", "미달", "미달", "출석 70.0 % < 80 %",
    )  # fmt: skip
    none = found["김민수", 1992]
    assert (none["rate"], none["best"], none["result"], none["failing"]) == ("", "", "미정", "출석 기록 없음")
    assert found["박도담", 1993]["failing"] == "미기록 1회"
    assert (found["최서솔", 1994]["rate"], found["최서솔", 1994]["result"]) == ("90.0", "충족")
    assert (found["한지빛", 1995]["result"], found["한지빛", 1995]["failing"]) == ("미정", "미기록 10회")


@pytest.mark.both_databases
def test_score_and_project_count_where_the_stage_asks_for_them(store, made):
    books.change(store, Stage, made.stage_id, completes_by_project=True)
    first, _second, _third, _fourth, fifth, sixth = made.people
    asked = criterion(store, made)
    criterion(store, made, purpose="선발", title="면접")
    score(store, asked, first, value=5950)
    score(store, asked, fifth, value=6000)
    score(store, asked, sixth, missing="결시")
    with store.operation("팀") as op:
        cohort = op.session.scalars(select(Cohort.id)).one()
        team = op.add(ProjectTeam(cohort_id=cohort, name="하늘", position=1)).id
    for row_id in (first, fifth):
        books.change(store, Enrolment, row_id, team_id=team)
    found = rows(store, made)
    assert [(row["score"], row["project"], row["failing"]) for row in found] == [
        ("미달", "충족", "점수 59.50 < 60"),
        ("미정", "미달", "출석 70.0 % < 80 %, 프로젝트팀 없음, 평가 점수 없음"),
        ("미정", "미달", "프로젝트팀 없음, 출석 기록 없음, 평가 점수 없음"),
        ("미정", "미달", "프로젝트팀 없음, 미기록 1회, 평가 점수 없음"),
        ("충족", "충족", ""),
        ("미달", "미달", "평가 결시, 프로젝트팀 없음, 미기록 10회"),
    ]


def test_criteria_that_make_no_total_are_told_and_complete_nobody(store, made):
    criterion(store, made, weight=5000)
    with store.read() as session:
        found = completion.check_list(session, session.get(Stage, made.stage_id), local_now(store))
    assert "100 %" in found.trouble
    with pytest.raises(Exception, match="100 %"):
        completion.complete(store, made.stage_id)
    assert set(statuses(store, made).values()) == {"수강"}


@pytest.mark.both_databases
def test_who_meets_all_rules_completes_in_one_operation_and_back(store, made):
    before = statuses(store, made)
    tried = completion.complete(store, made.stage_id, dry_run=True)
    assert statuses(store, made) == before
    done = completion.complete(store, made.stage_id)
    assert [row.person.label for row in done.completed] == ["강하늘", "최서솔"]
    assert [row.person.label for row in tried.completed] == ["강하늘", "최서솔"]
    assert [row.person.label for row in done.others] == ["김민수(1991)", "김민수(1992)", "박도담", "한지빛"]
    assert done.changes.name == "2명 수료 처리"
    after = statuses(store, made)
    assert [after[row_id] for row_id in made.people] == ["수료", "수강", "수강", "수강", "수료", "수강"]
    assert completion.complete(store, made.stage_id).completed == ()
    history.undo(store)
    assert statuses(store, made) == before
