"""Demo day: the order drawn by a seed, sheets counted, judges kept out of teams they mentored, awards, papers."""

import datetime as dt
import io
from decimal import Decimal

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from desktop.errors import UserError
from desktop.model.people import Person
from desktop.model.training import Criterion, Enrolment, Judge, Mentor, MentorLog, ProjectTeam, Score, Stage
from desktop.rules.teams import Effort
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training.demo_day import days, papers, scoring
from desktop.services.training.teams import dividing
from tests.services.training.teams.conftest import fill


@pytest.fixture
def cohort(store):
    values = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
    cohort_id = records.save(store, "cohorts", values).inserted["cohort"][0]
    fill(store, cohort_id, 10, 6)
    dividing.apply(store, dividing.propose(store, cohort_id, 5, effort=Effort(200, 1, 0)))
    return cohort_id


@pytest.fixture
def sheets(store, cohort):
    """Five judges of two criteria for five teams; the first judge mentored the first team. Ids by name."""
    with store.operation("심사") as op:
        stage = op.session.query(Stage).filter_by(cohort_id=cohort).order_by(Stage.position.desc()).first()
        common = {"stage_id": stage.id, "purpose": "발표회"}
        criteria = [
            op.add(
                Criterion(**common, title=title, position=place, weight=weight, judged=True, tie_order=tie)
            ).id
            for place, (title, weight, tie) in enumerate((("완성도", 6000, 1), ("발표", 4000, None)), 1)
        ]
        mentor = op.add(Mentor(person=op.add(Person(name="이멘토"))))
        judges = [
            op.add(Judge(**common, name=f"심사{n}", mentor_id=mentor.id if n == 1 else None)).id
            for n in range(1, 6)
        ]
        teams = [team.id for team in op.session.query(ProjectTeam).order_by(ProjectTeam.position)]
        op.add(
            MentorLog(
                team_id=teams[0], mentor_id=mentor.id, held_on=dt.date(2022, 9, 3), starts_at="10:00",
                ends_at="12:00", content="설계",
            )
        )  # fmt: skip
    return {"criteria": criteria, "judges": judges, "teams": teams}


def score(store, sheets, judge, team, *values):
    with store.operation("채점") as op:
        for criterion, value in zip(sheets["criteria"], values, strict=True):
            op.add(
                Score(
                    criterion_id=criterion, judge_id=sheets["judges"][judge], team_id=sheets["teams"][team],
                    value=value * 100,
                )
            )  # fmt: skip


def all_but(store, sheets, *left_out):
    """80 and 70 for everybody but the pairs left out, a point more for each later team."""
    for judge in range(5):
        for team in range(5):
            if (judge, team) != (0, 0) and (judge, team) not in left_out:
                score(store, sheets, judge, team, 80 + team, 70)


def found(store, cohort):
    with store.read() as session:
        return scoring.results(session, cohort)


@pytest.mark.both_databases
def test_a_seed_draws_the_same_order_and_awards_stay_with_their_teams(store, cohort):
    days.draw(store, cohort, 7)
    order = [turn.team for turn in days.read_day(store, cohort).turns]
    assert sorted(order) == ["1팀", "2팀", "3팀", "4팀", "5팀"]
    first = days.read_day(store, cohort).turns[0]
    days.give_awards(store, {first.presentation_id: "최우수상"})
    days.draw(store, cohort, 8)
    assert [turn.team for turn in days.read_day(store, cohort).turns] != order
    days.draw(store, cohort, 7)
    again = days.read_day(store, cohort)
    assert [turn.team for turn in again.turns] == order
    assert again.turns[0].award == "최우수상"
    with store.read() as session:
        awarded = days.awards_of(session, cohort)
        members = session.query(Enrolment).filter_by(team_id=first.team_id).all()
    assert awarded == {row.trainee_id: "최우수상" for row in members}
    for _ in range(4):
        history.undo(store)
    assert days.read_day(store, cohort) is None


def test_no_teams_no_order(store):
    values = {"name": "빈 기수", "year": 2021, "programme": "과정"}
    empty = records.save(store, "cohorts", values).inserted["cohort"][0]
    with pytest.raises(UserError, match="팀이 없습니다"):
        days.draw(store, empty, 1)


@pytest.mark.feature("TR-20")
def test_five_judges_and_five_teams_with_a_missing_sheet_shown_as_missing(store, cohort, sheets):
    all_but(store, sheets, (3, 2))
    outcomes = {each.team: each for each in found(store, cohort).outcomes}
    assert outcomes["3팀"].missing == ("심사4",)
    assert (outcomes["3팀"].total, outcomes["3팀"].rank) == (None, None)
    # 80 × 60 % + 70 × 40 %, by the four judges who may score it.
    assert (outcomes["1팀"].total, outcomes["1팀"].missing) == (Decimal("76.00"), ())
    assert [(each.team, each.rank) for each in outcomes.values() if each.rank] == [
        ("5팀", 1), ("4팀", 2), ("2팀", 3), ("1팀", 4),
    ]  # fmt: skip
    score(store, sheets, 3, 2, 82, 70)
    assert [each.team for each in found(store, cohort).outcomes] == ["5팀", "4팀", "3팀", "2팀", "1팀"]
    assert found(store, cohort).tie_rule == (
        "총점이 같으면 완성도 점수가 높은 팀이 차례로 앞섭니다. 그래도 같으면 같은 순위입니다."
    )


def test_a_judge_is_kept_out_of_the_team_he_mentored_even_where_a_score_was_written(store, cohort, sheets):
    all_but(store, sheets)
    before = {each.team: each.total for each in found(store, cohort).outcomes}
    score(store, sheets, 0, 0, 100, 100)
    assert {each.team: each.total for each in found(store, cohort).outcomes} == before


def test_equal_totals_are_parted_by_the_tie_rule_and_else_share_their_rank(store, cohort, sheets):
    for judge in range(5):
        for team, values in enumerate(((80, 70), (70, 85), (80, 70), (60, 60), (50, 50))):
            if (judge, team) != (0, 0):
                score(store, sheets, judge, team, *values)
    assert [(each.team, each.total, each.rank) for each in found(store, cohort).outcomes[:3]] == [
        ("1팀", Decimal("76.00"), 1),
        ("3팀", Decimal("76.00"), 1),
        ("2팀", Decimal("76.00"), 3),
    ]


def test_without_criteria_it_says_so(store, cohort):
    assert "평가 항목이 없습니다" in found(store, cohort).trouble


def pages(path):
    with pypdfium2.PdfDocument(io.BytesIO(path.read_bytes())) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.feature("TR-17")
def test_five_project_cards_print_as_one_booklet_in_the_order_of_the_day(store, cohort, tmp_path):
    with store.operation("카드") as op:
        for team in op.session.query(ProjectTeam):
            team.title, team.technologies = f"{team.name} 프로젝트", "PyTorch"
    days.draw(store, cohort, 3)
    order = [turn.team for turn in days.read_day(store, cohort).turns]
    told = pages(papers.write_booklet(store, cohort, tmp_path / "책자.pdf"))
    assert len(told) == 5
    assert all(f"{team} 프로젝트" in text for team, text in zip(order, told, strict=True))
    assert sum(text.count("사람") for text in told) == 10, "everybody once"


@pytest.mark.feature("TR-17")
def test_the_picture_of_a_project_is_kept_with_its_team_and_stands_in_the_booklet(store, cohort, tmp_path):
    path = tmp_path / "화면.png"
    Image.new("RGB", (40, 30), "red").save(path)
    with store.read() as session:
        team_id = session.query(ProjectTeam).filter_by(name="2팀").one().id
    records.save(store, "teams", {"picture_id": path}, record_id=team_id)
    path.unlink()
    landed = papers.write_booklet(store, cohort, tmp_path / "책자.pdf")
    with pypdfium2.PdfDocument(io.BytesIO(landed.read_bytes())) as document:
        drawn = [len([*page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])]) for page in document]
    assert drawn == [0, 1, 0, 0, 0]
    history.undo(store)
    assert records.read(store, "teams", team_id)["picture_id"] is None


def test_the_sheets_of_five_judges_say_who_is_kept_out(store, cohort, sheets, tmp_path):
    with pytest.raises(UserError, match="발표 순서가 없습니다"):
        papers.write_judge_sheets(store, cohort, tmp_path / "심사표.pdf")
    days.draw(store, cohort, 3)
    told = pages(papers.write_judge_sheets(store, cohort, tmp_path / "심사표.pdf"))
    assert len(told) == 5
    assert ["제척" in text for text in told] == [True, False, False, False, False]
    assert all("총점이 같으면 완성도" in text for text in told)


def test_sheets_without_judges_say_where_to_write_them(store, cohort, tmp_path):
    days.draw(store, cohort, 3)
    with pytest.raises(UserError, match="심사위원이 없습니다"):
        papers.write_judge_sheets(store, cohort, tmp_path / "심사표.pdf")
