"""The board's year on the command line: what goes out of one file comes into an empty one of the same members as it was."""

import contextlib
import io
import json
import shutil

import openpyxl
import pytest

from desktop.cli import command_line
from desktop.services.datafile.store import Store
from desktop.services.records import records

OLD, NEW = "2022", "슈퍼히어로 2기"
KINDS = ("meetings", "proposals", "opinions", "action_items")
"""In the order in which they name one another."""
NOT_IN_A_SHEET = {"id", "board", "attended", "decisions", "ideas"}
"""What belongs to the term, or is counted from records of other kinds."""


@pytest.fixture
def run(practice_file, tmp_path, capsys):
    """Runs a command on the practice file: its status, its JSON, what was refused."""
    data = shutil.copy(practice_file, tmp_path / "예제.db")

    def command(*words, at=data):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                options = command_line.parse(["--data", str(at), *map(str, words), "--json"])
            except SystemExit as wrong:
                return wrong.code, None, capsys.readouterr().err
            status = command_line.run(options)
        said = out.getvalue()
        return status, json.loads(said) if said else None, capsys.readouterr().err

    command.data = data
    return command


@pytest.fixture
def empty(tmp_path):
    """A data file in which nothing stands yet."""
    path = tmp_path / "빈 자료.db"
    Store.create(path).close()
    return path


@pytest.fixture
def moved(run, empty, tmp_path):
    """Takes a kind out of the practice file and into the empty one; what the import said."""

    def move(kind):
        path = tmp_path / f"{kind}.xlsx"
        assert run("export", kind, path, "--cohort", OLD, "--all-columns")[0] == 0
        status, said, refused = run("import", kind, path, "--cohort", NEW, at=empty)
        assert (status, said["problems"], refused) == (0, [], "")
        return said

    return move


def told(run, kind, cohort, **where):
    """The rows of a list, without what no sheet holds; authors in one order, which the list has none of."""
    rows = [
        {key: value for key, value in row.items() if key not in NOT_IN_A_SHEET}
        for row in run("list", kind, "--cohort", cohort, **where)[1]["rows"]
    ]
    for row in rows:
        row |= {"authors": sorted(row["authors"].split(", "))} if "authors" in row else {}
    return sorted(rows, key=str)


@pytest.mark.feature("JB-04")
@pytest.mark.feature("JB-10")
@pytest.mark.feature("JB-11")
@pytest.mark.feature("JB-21")
def test_what_one_term_wrote_stands_in_an_empty_file_of_the_same_members(run, moved, empty, tmp_path):
    moved("members")
    added = {}
    for each in KINDS:
        said = moved(each)
        assert (said["updated"], said["duplicates"]) == (0, 0)
        added[each] = said["added"]
    for each in KINDS:
        old = told(run, each, OLD)
        assert old
        assert told(run, each, NEW, at=empty) == old, each
        again = run("import", each, tmp_path / f"{each}.xlsx", "--cohort", NEW, at=empty)[1]
        assert (again["added"], again["updated"], again["duplicates"]) == (0, 0, added[each]), each
    (held,) = (row for row in told(run, "proposals", NEW, at=empty) if row["status"] == "보류")
    assert (held["obstacle"], held["words"]) == ("예산", "방호 용역 계약 종료")
    assert (held["look_again_on"], held["held_from"]) == ("2023-01-02", "토론")


@pytest.mark.parametrize(
    ("kind", "headings", "row", "column", "reason"),
    [
        ("meetings", ("날짜", "제목"), ("2022-13-01", "1차"), "날짜", "13월은 없습니다"),
        ("proposals", ("제목", "상태"), ("가", "심의중"), "상태", "쓸 수 없습니다"),
        ("proposals", ("제목", "제안자"), ("가", "홍길동"), "제안자", "'홍길동'이 없습니다"),
        ("opinions", ("제안", "부서", "물은 날"), ("없는 제안", "청소과", "2022-09-14"), "제안", "없습니다"),
        ("action_items", ("회의", "할 일", "기한"), ("발대식과 특강", "세기", "2022-09-13"), "기한", "앞섭니다"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_by_its_row(run, tmp_path, kind, headings, row, column, reason):
    book = openpyxl.Workbook()
    for each in (headings, row):
        book.active.append(each)
    book.save(tmp_path / "표.xlsx")
    status, said, _refused = run("import", kind, tmp_path / "표.xlsx", "--cohort", OLD)
    assert (status, said["added"], said["rejected"]) == (0, 0, 1)
    assert [(each["row"], each["column"]) for each in said["problems"]] == [(2, column)]
    assert reason in said["problems"][0]["reason"]


def test_an_author_who_is_no_member_on_that_day_is_named_by_the_row(run, tmp_path):
    member = run("list", "members", "--cohort", OLD)[1]["rows"][0]
    with Store.open(run.data) as store:
        records.save(store, "members", {"left_on": "2025-01-01"}, record_id=member["id"])
    book = openpyxl.Workbook()
    for each in (("제목", "제안자", "제안일"), ("가", member["name"], "2025-01-02")):
        book.active.append(each)
    book.save(tmp_path / "표.xlsx")
    said = run("import", "proposals", tmp_path / "표.xlsx", "--cohort", OLD)[1]
    assert [(each["row"], each["column"]) for each in said["problems"]] == [(2, "제안자")]
    assert "제안일(2025. 1. 2.)에 위원이 아니었습니다" in said["problems"][0]["reason"]


@pytest.mark.feature("JB-15")
def test_what_was_decided_before_comes_in_with_its_review_and_waits_for_its_start(run, tmp_path):
    heads = ("제목", "상태", "접수일", "이 상태부터", "사유")
    rows = (
        ("그늘막", "채택", "2025-01-06", "2025-01-20", ""),
        ("주차장", "불채택", "2025-02-01", "2025-01-20", "땅이 없음"),
    )
    book = openpyxl.Workbook()
    for each in (heads, *rows):
        book.active.append(each)
    book.save(tmp_path / "표.xlsx")
    said = run("import", "proposals", tmp_path / "표.xlsx", "--cohort", OLD)[1]
    assert said["added"] == 1
    assert [(each["row"], each["column"]) for each in said["problems"]] == [(3, "접수일")]
    reviews = run("list", "reviews", "--cohort", OLD)[1]["rows"]
    (review,) = (each for each in reviews if each["title"] == "그늘막")
    assert (review["answered_on"], review["clock"], review["notice"]) == ("2025-01-20", "답함", "통지 필요")
