"""A survey taken in without names, and summed up."""

import json

import pytest
from openpyxl import Workbook

from desktop.cli import command_line
from desktop.errors import UserError
from desktop.model.training import SurveyAnswer
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training.survey import intake
from desktop.services.training.survey.summary import summary
from tests.services.training.teams.conftest import fill

HEADINGS = ("타임스탬프", "성명", "연락처", "1. 강의에 만족하십니까?", "2. 추천하시겠습니까?", "3. 바라는 점")


@pytest.fixture
def cohort(store):
    values = {"name": "서초 AI칼리지 2022", "year": 2022, "programme": "서초 AI칼리지"}
    cohort_id = records.save(store, "cohorts", values).inserted["cohort"][0]
    fill(store, cohort_id, 32, 20)
    return cohort_id


@pytest.fixture
def answers(tmp_path):
    """Thirty answers: ten 매우 만족, ten 만족, ten 보통; 5 for twenty and 4 for ten; three wrote something."""
    book = Workbook()
    sheet = book.active
    sheet.append(["2022년 만족도 조사"])
    sheet.append(HEADINGS)
    for number in range(30):
        words = {0: "실습을 더", 1: "실습을 더", 2: "김사람00 님 덕분에 좋았어요 010-1234-5678"}.get(
            number, ""
        )
        sheet.append(
            [
                "2022-09-16 10:00", f"응답자{number}", f"010-0000-{number:04}",
                ("매우 만족", "만족", "보통")[number // 10], 5 if number < 20 else 4, words,
            ]
        )  # fmt: skip
    path = tmp_path / "설문.xlsx"
    book.save(path)
    return path


@pytest.mark.both_databases
@pytest.mark.feature("TR-22")
def test_thirty_answers_become_means_a_rate_and_grouped_words_without_names(store, cohort, answers):
    plan = intake.prepare(store, cohort, answers)
    assert plan.personal == ("성명", "연락처")
    assert plan.other == ("타임스탬프",)
    intake.run(store, cohort, plan)
    found = summary(store, cohort)
    assert (found.sheets, found.people, found.rate) == (30, 32, "93.8")
    first, second, third = found.questions
    assert (first.title, f"{first.mean}", first.answered) == ("1. 강의에 만족하십니까?", "4.00", 30)
    assert f"{second.mean}" == "4.67"
    assert third.words == (("실습을 더", 2), ("○○○ 님 덕분에 좋았어요 ○○○", 1))
    with store.read() as session:
        kept = " ".join(f"{row.question} {row.words}" for row in session.query(SurveyAnswer))
    for name in ("응답자", "010-", "김사람00", "성명"):
        assert name not in kept
    history.undo(store)
    assert summary(store, cohort).sheets == 0


def test_the_same_file_again_brings_nothing_and_another_takes_its_place(store, cohort, answers, tmp_path):
    intake.run(store, cohort, intake.prepare(store, cohort, answers))
    again = intake.prepare(store, cohort, answers)
    assert again.known
    assert not intake.run(store, cohort, again)
    other = tmp_path / "다시.csv"
    other.write_text("만족도,의견\n5,좋다\n", encoding="utf-8")
    intake.run(store, cohort, intake.prepare(store, cohort, other))
    assert [each.title for each in summary(store, cohort).questions] == ["만족도", "의견"]


def test_a_resident_number_in_an_answer_is_left_in_the_file(store, cohort, tmp_path):
    path = tmp_path / "설문.csv"
    path.write_text("만족도,의견\n5,제 번호는 900101-1234568\n4,좋다\n", encoding="utf-8")
    plan = intake.prepare(store, cohort, path)
    assert [words for _sheet, _question, _value, words in plan.answers if words] == ["좋다"]


def test_a_file_without_answers_or_with_a_question_twice_says_so(store, cohort, tmp_path):
    path = tmp_path / "설문.csv"
    path.write_text("만족도,의견\n", encoding="utf-8")
    with pytest.raises(UserError, match="설문 답이 없습니다"):
        intake.prepare(store, cohort, path)
    path.write_text("만족도,만족도\n5,4\n", encoding="utf-8")
    with pytest.raises(UserError, match="제목이 같은 물음"):
        intake.prepare(store, cohort, path)


def called(capsys, store, *words):
    code = command_line.run(command_line.parse([*words, "--data", store.location, "--json"]))
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else said.err


def test_the_commands_take_it_in_and_sum_it_up(store, cohort, answers, capsys):
    words = ("import", "survey", str(answers), "--cohort", "2022")
    code, told = called(capsys, store, *words, "--dry-run")
    assert (code, told["added"], told["total"]) == (0, 30, 30)
    assert summary(store, cohort).sheets == 0
    assert called(capsys, store, *words)[1]["ignored_columns"] == ["성명", "연락처", "타임스탬프"]
    code, told = called(capsys, store, "survey", "--cohort", "2022")
    assert (code, told["rate"], told["questions"][1]["mean"]) == (0, "93.8", "4.67")
    code, told = called(capsys, store, "import", "survey", str(answers))
    assert code == 1
    assert "--cohort" in told
