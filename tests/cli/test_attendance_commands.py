"""Marks in, rates and completion out, without a window."""

import json

import pytest
from sqlalchemy import select

from desktop.cli import command_line
from desktop.model.journal import Operation
from desktop.services.datafile.store import Store
from tests.services import intake
from tests.services.training.attendance import books
from tests.services.training.attendance.test_import_marks import people


@pytest.fixture
def said(capsys, location, store):
    """What a command said, as JSON where it was done."""
    books.make(store, count=3, sessions=5, every=7)

    def call(*words: object) -> tuple[int, object]:
        status = command_line.run(command_line.parse([*map(str, words), "--data", location, "--json"]))
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out else told.err

    return call


def sheet(tmp_path, *rows):
    headings = ("성명", "생년월일", "2022-06-04", "2022-06-11", "2022-06-18", "2022-06-25", "2022-07-02")
    return intake.write(tmp_path / "출석.xlsx", headings, *people(3, *rows))


def test_marks_come_in_and_completion_is_told_by_its_keys(said, tmp_path, store):
    path = sheet(tmp_path, "○○○○○", "○△△△○", "××○○○")
    status, told = said("import", "marks", path, "--cohort", "2022", "--stage", "심화과정")
    assert (status, told["added"], told["rejected"], told["total"]) == (0, 3, 0, 3)
    status, told = said("list", "completion", "--cohort", "2022", "--stage", "심화")
    assert (status, told["total"]) == (0, 3)
    assert [(row["birth_date"], row["rate"], row["result"], row["failing"]) for row in told["rows"]] == [
        ("1990-01-01", "100.0", "충족", ""),
        ("1991-02-05", "80.0", "충족", ""),
        ("1992-03-11", "60.0", "미달", "출석 60.0 % < 80 %"),
    ]
    status, told = said("list", "marks", "--cohort", "2022")
    assert (status, told["total"]) == (0, 15)
    assert told["rows"][0]["mark"] == "출석"


def test_completing_names_who_did_and_who_did_not_and_undo_takes_it_back(said, tmp_path):
    said(
        "import", "marks", sheet(tmp_path, "○○○○○", "○○○○×", "×××○○"), "--cohort", "2022", "--stage", "1단계"
    )
    status, tried = said("complete", "--cohort", "2022", "--dry-run")
    assert (status, tried["dry_run"], len(tried["completed"])) == (0, True, 2)
    status, done = said("complete", "--cohort", "2022")
    assert [row["name"] for row in done["completed"]] == ["강하늘", "김민수"]
    assert [(row["name"], row["failing"]) for row in done["others"]] == [("김민수", "출석 40.0 % < 80 %")]
    status, told = said("undo")
    assert (status, told["undone"]) == (0, "되돌리기: 2명 수료 처리")
    assert len(said("complete", "--cohort", "2022")[1]["completed"]) == 2


def test_what_is_not_there_is_refused_with_its_name(said, tmp_path):
    assert said("complete", "--cohort", "2031")[0] == 1
    status, told = said("list", "completion", "--cohort", "2022", "--stage", "기초반")
    assert status == 1
    assert "기초반" in told
    status, told = said("list", "completion", "--stage", "심화과정")
    assert (status, told) == (1, "있는 기수의 이름이나 연도로 골라 주세요.\n")


def test_completion_taken_out_as_data_stands_in_the_history(said, tmp_path, store):
    said("import", "marks", sheet(tmp_path, "○○○○○"), "--cohort", "2022", "--stage", "심화과정")
    said("list", "completion", "--cohort", "2022", "--stage", "심화과정")
    with Store.open(store.location) as opened, opened.read() as session:
        names = session.scalars(select(Operation.name).order_by(Operation.id)).all()
    assert names[-1].startswith("수료 확인 3명 자료로 내보내기")
