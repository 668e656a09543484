"""``import scores`` and ``select`` as checks call them."""

import contextlib
import io
import json

import openpyxl
import pytest

from desktop.cli import command_line
from tests.selecting import begin

HEADINGS = ("성명", "생년월일", "서류", "면접", "과제")
ROWS = (
    ("김하나", "1998-03-01", 81.5, 84, 90),
    ("이두리", "1998-03-02", 82.1, 83.4, 91.2),
    ("박세찬", "1998-03-03", 83.1, 84.0, 88.2),
    ("최네찬", "1998-03-04", 60, "결시", 60),
)


@pytest.fixture
def run(store, tmp_path, capsys):
    """Runs a command on a stage with four people and their sheet of scores; status, JSON, what was refused."""
    selecting = begin(store).three()
    for name, born, *_scores in ROWS:
        selecting.add(name, born=born)
    book = openpyxl.Workbook()
    for row in (HEADINGS, *ROWS):
        book.active.append(row)
    book.save(tmp_path / "평가표.xlsx")

    def command(*words):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            options = command_line.parse(["--data", store.location, *map(str, words), "--json"])
            status = command_line.run(options)
        said = out.getvalue()
        return status, json.loads(said) if said else None, capsys.readouterr().err

    told = command("import", "scores", tmp_path / "평가표.xlsx", "--cohort", "2022", "--stage", "기초과정")[1]
    assert (told["added"], told["rejected"]) == (4, 0)
    command.selecting = selecting
    return command


STAGE = ("--cohort", "2022", "--stage", "기초과정")


def test_the_ranking_is_told_and_changes_nothing(run):
    status, told, _ = run("select", *STAGE, "--seats", 2, "--reserves", 1)
    assert status == 0
    assert [
        (
            row["name"],
            row["birth_date"],
            row["total"],
            row["rank"],
            row["result"],
            row["reserve"],
            row["distance"],
        )
        for row in told["rows"]
    ] == [
        ("이두리", "1998-03-02", "84.57", 1, "선발", None, "0.00"),
        ("박세찬", "1998-03-03", "84.57", 1, "선발", None, "0.00"),
        ("김하나", "1998-03-01", "84.45", 3, "예비", 1, "-0.12"),
        ("최네찬", "1998-03-04", "", None, "탈락", None, ""),
    ]
    assert run.selecting.status("이두리") == "신청"


def test_a_tie_at_the_line_is_refused_naming_the_people_until_it_is_decided(run):
    status, told, said = run("select", *STAGE, "--seats", 1, "--reserves", 1)
    assert (status, told) == (1, None)
    assert "이두리, 박세찬이 84.57점으로 같습니다" in said
    tied = ("select", *STAGE, "--seats", 1, "--reserves", 1, "--ties")
    assert [row["result"] for row in run(*tied, "in")[1]["rows"]] == ["선발", "선발", "예비", "탈락"]
    assert [row["result"] for row in run(*tied, "out")[1]["rows"]] == ["탈락", "탈락", "탈락", "탈락"]
    drawn = run(*tied, "lottery", "--seed", 5)[1]["rows"]
    assert drawn == run(*tied, "lottery", "--seed", 5)[1]["rows"]
    assert [row["result"] for row in drawn] == ["선발", "예비", "탈락", "탈락"]


def test_publishing_asks_for_a_second_person(run):
    publish = ("select", *STAGE, "--seats", 2, "--reserves", 1, "--publish")
    status, _, said = run(*publish)
    assert status == 1
    assert "다른 사람의 확인이 없습니다" in said
    assert run(*publish, "--confirmed-by", "박팀장")[1]["published"]
    assert [run.selecting.status(name) for name in ("이두리", "박세찬", "김하나", "최네찬")] == [
        "선발", "선발", "예비", "탈락",
    ]  # fmt: skip
    listed = run("list", "selections", "--cohort", "2022")[1]["rows"]
    assert [(row["name"], row["total"], row["result"]) for row in listed[:2]] == [
        ("박세찬", "84.57", "선발"),
        ("이두리", "84.57", "선발"),
    ]
    assert run("list", "scores", "--cohort", "2022")[1]["total"] == 12
    assert run(*publish)[0] == 1
