"""Applications through the database: who is eligible on the 기준일 and why, papers, where everybody stands."""

import datetime as dt

import pypdfium2
import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.training import Cohort, Enrolment, Stage
from desktop.queries.list_spec import Scope
from desktop.services.records import moves, records
from desktop.services.training.applications import looking, papers, pipeline

pytestmark = pytest.mark.both_databases

DAY = "2022-09-16"


def notice(selecting, **values):
    raw = {"reference_date": DAY, "youngest": "20", "oldest": "39", **values}
    records.save(selecting.store, "cohorts", raw, record_id=selecting.scope.cohort_id)


def told(selecting):
    found = looking.look(selecting.store, selecting.scope.cohort_id)
    return {each.person.name: each.found.sentence for each in found.judged}


def enrolment(selecting, name, **values):
    with selecting.store.operation("신청서") as op:
        row = op.get(Enrolment, selecting.people[name])
        for key, value in values.items():
            setattr(row, key, value)


@pytest.mark.feature("TR-03")
def test_ages_are_those_of_the_reference_date_whatever_day_it_is(selecting, clock):
    notice(selecting, unemployed_only=False)
    born = {"가나": "1982-09-17", "다라": "1982-09-16", "마바": "2002-09-16", "사아": "2002-09-17"}
    for name, day in born.items():
        selecting.add(name, born=day)
    clock.advance(days=400)
    assert told(selecting) == {
        "가나": "2022. 9. 16. 기준 적격: 만 39세, 첫 참여.",
        "다라": "2022. 9. 16. 기준 부적격: 만 40세(20~39세, 1982. 9. 16.생).",
        "마바": "2022. 9. 16. 기준 적격: 만 20세, 첫 참여.",
        "사아": "2022. 9. 16. 기준 부적격: 만 19세(20~39세, 2002. 9. 17.생).",
    }


@pytest.mark.feature("TR-03")
def test_residence_work_and_earlier_cohorts_are_judged_with_a_sentence(selecting):
    store = selecting.store
    earlier = records.save(
        store, "cohorts", {"name": "2021 기수", "year": 2021, "programme": "서초 AI칼리지"}
    )
    scope = Scope(cohort_id=earlier.inserted["cohort"][0], today=store.today())
    again = {"name": "김하나", "birth_date": "1998-03-01"}
    trainee = records.save(store, "trainees", again, scope=scope).inserted["trainee"][0]
    with store.operation("지난 기수") as op:
        last = op.session.scalars(
            select(Stage.id).where(Stage.cohort_id == scope.cohort_id).order_by(Stage.position.desc())
        ).first()
        row = op.session.scalars(select(Enrolment).where(Enrolment.trainee_id == trainee)).one()
        row.stage_id, row.status = last, "수료"
    notice(selecting, district="서초구", resident_months="6")
    records.save(store, "trainees", again, scope=selecting.scope)
    selecting.add("이두리", address="서초구 서초동")
    selecting.add("박세찬", address="강남구 역삼동")
    selecting.add("최네찬", address="서초구 양재동")
    enrolment(selecting, "이두리", employment="미취업", resident_since=dt.date(2022, 3, 16))
    enrolment(selecting, "박세찬", employment="취업")
    enrolment(selecting, "최네찬", employment="미취업", resident_since=dt.date(2022, 3, 17))
    said = told(selecting)
    assert "2021 기수를 이미 수료함" in said["김하나"]
    assert said["이두리"].startswith("2022. 9. 16. 기준 적격")
    assert "서초구 밖 거주, 취업 중" in said["박세찬"]
    assert "(6개월 미만)" in said["최네찬"]


def wanted(selecting, title, due):
    raw = {"stage_id": selecting.stage, "title": title, "due_on": due}
    return records.save(selecting.store, "papers", raw).inserted["wanted_paper"][0]


@pytest.mark.feature("TR-04")
def test_missing_papers_are_late_after_their_day_and_printed_a_page_for_each_person(
    selecting, clock, tmp_path
):
    store = selecting.store
    first, second = wanted(selecting, "주민등록초본", "2022-09-15"), wanted(selecting, "신청서", "2022-09-16")
    people = [selecting.add(name) for name in ("김하나", "이두리", "박세찬")]
    papers.tick(store, people[:2], first, "제출")
    papers.tick(
        store, [people[1]], second, "보완요청", reason="서명이 없습니다.", due_on=dt.date(2022, 9, 20)
    )
    papers.tick(store, [people[0]], second, "면제")
    with pytest.raises(UserError, match="무엇을 보완해야"):
        papers.tick(store, people, second, "보완요청")
    seen = looking.look(store, selecting.scope.cohort_id).papers
    late = {key for key, standing in seen.standings.items() if standing.overdue}
    assert late == {(people[2], first)}
    clock.advance(days=5)
    seen = looking.look(store, selecting.scope.cohort_id).papers
    late = {key for key, standing in seen.standings.items() if standing.overdue}
    assert late == {(people[2], first), (people[2], second), (people[1], second)}
    count, landed = papers.print_missing(store, selecting.stage, tmp_path / "보완요청.pdf")
    with pypdfium2.PdfDocument(landed) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert count == len(pages) == 2
    assert "박세찬" in pages[0]
    assert "이두리" in pages[1]
    assert "서명이 없습니다." in pages[1]
    assert "김하나" not in "".join(pages)


@pytest.mark.feature("TR-05")
def test_who_leaves_keeps_stage_day_and_reason_and_all_sum_to_the_intake(selecting, clock):
    store, scope = selecting.store, selecting.scope
    for name in ("김하나", "이두리", "박세찬"):
        selecting.add(name)

    def steps():
        with store.read() as session:
            return pipeline.steps(session, scope.cohort_id)

    def trainee(name):
        with store.read() as session:
            return session.get(Enrolment, selecting.people[name]).trainee_id

    assert pipeline.intake(steps()) == 3
    for to in ("선발", "수강"):
        moves.move(store, "trainees", [trainee("김하나"), trainee("이두리")], to, "", scope)
    clock.advance(days=3)
    moves.move(store, "trainees", [trainee("이두리")], "중도포기", "취업", scope)
    moves.move(store, "trainees", [trainee("박세찬")], "탈락", "", scope)
    with store.read() as session:
        gone = session.get(Enrolment, selecting.people["이두리"])
        assert (gone.stage_id, gone.left_on, gone.reason) == (selecting.stage, dt.date(2022, 9, 19), "취업")
    assert steps()[0].standing == {"수강": 1, "중도포기": 1, "탈락": 1}
    assert pipeline.intake(steps()) == 3
    moves.move(store, "trainees", [trainee("이두리")], "수강", "돌아옴", scope)
    with store.read() as session:
        assert session.get(Enrolment, selecting.people["이두리"]).left_on is None
        assert session.get(Cohort, scope.cohort_id) is not None
    assert pipeline.intake(steps()) == 3
