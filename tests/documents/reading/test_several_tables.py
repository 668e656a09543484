"""Of several lists in one sheet nobody is left out, and each is read by its own heading."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.documents.reading import tables
from desktop.documents.reading.cells import CellError, Merged, Sheet, Uncalculated, Workbook
from desktop.errors import UserError

KNOWN = (
    "성명",
    "이름",
    "생년월일",
    "연락처",
    "휴대폰",
    "학교",
    "전공",
    "비고",
    "이메일",
    "성별",
    "성",
    "부서",
)
HEAD = ["연번", "성명", "생년월일", "휴대폰"]
SKY, SEA = ["김하늘", "1998-03-01", "010-1234-5678"], ["이바다", "1997-11-20", "010-2345-6789"]
CLOUD, HILL = ["박구름", "2001-07-07", "010-3456-7890"], ["최언덕", "2000-02-02", "010-4567-8901"]


def lists(rows, **facts):
    sheet = Sheet("명단", rows, **facts)
    return [
        (part.name, [tuple(table_names(part, row.cells)) for row in tables.find(part, KNOWN).rows])
        for part in tables.unfolded(Workbook(Path("명단.xlsx"), (sheet,))).sheets
    ]


def table_names(sheet, cells):
    table = tables.find(sheet, KNOWN)
    return [
        cells[column]
        for column, heading in zip(table.columns, table.headings, strict=True)
        if heading in {"성명", "생년월일", "휴대폰"}
    ]


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize("gap", [[], [""], ["", ""]])
@pytest.mark.parametrize("title", [[], [["2022년 신청자 명단"]]])
def test_lists_side_by_side_are_sheets_of_their_own(gap, title):
    rows = [
        [*HEAD, *gap, *HEAD],
        [1, *SKY, *gap, 3, *CLOUD],
        [2, *SEA, *gap, 4, *HILL],
    ]
    above = [line + [""] * (len(rows[0]) - 1) for line in title]
    found = lists([*above, *rows])
    assert found == [("명단", [tuple(SKY), tuple(SEA)]), ("명단 › 오른쪽 목록", [tuple(CLOUD), tuple(HILL)])]


def test_three_lists_and_a_shorter_last_one():
    rows = [[*HEAD, *HEAD, *HEAD[:3]], [1, *SKY, 2, *SEA, 3, *CLOUD[:2]]]
    assert [(name, [person[0] for person in people]) for name, people in lists(rows)] == [
        ("명단", ["김하늘"]),
        ("명단 › 오른쪽 목록 1", ["이바다"]),
        ("명단 › 오른쪽 목록 2", ["박구름"]),
    ]


def test_a_list_on_the_right_keeps_its_columns_and_rows():
    sheet = Sheet(
        "명단",
        [[*HEAD, *HEAD], [1, *SKY, 2, *SEA]],
        comments={(2, 1): "왼쪽", (2, 5): "오른쪽"},
        merged=(Merged(0, 4, 0, 4),),
    )
    left, right = tables.unfolded(Workbook(Path("명단.xlsx"), (sheet,))).sheets
    assert (left.comments, right.comments) == ({(2, 1): "왼쪽"}, {(2, 5): "오른쪽"})
    assert (left.merged, right.merged) == ((), (Merged(0, 4, 0, 4),))
    assert tables.find(right, KNOWN).columns == (4, 5, 6, 7)
    assert tables.find(right, KNOWN).rows[0].number == 2


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["신청인", "", "보호자", ""],
            ["성명", "연락처", "성명", "연락처"],
            ["김하늘", "010", "김어른", "011"],
        ],
        [["성명", "연락처", "보호자 성명", "연락처"], ["김하늘", "010", "김어른", "011"]],
        [["성명", "점수", "성명", "점수", "총평"], ["김하늘", 1, "이바다", 2, "가"]],
        [["성명", "생년월일", "비고"], ["성명", "생년월일", "비고"], ["김하늘", "1998-03-01", ""]],
        [["성명", "성명"], ["김하늘", "이바다"]],
    ],
    ids=["sides of one record", "guardian", "all of the row", "below", "names alone"],
)
def test_what_is_one_list_stays_one(rows):
    sheet = Sheet("명단", rows)
    assert tables.unfolded(Workbook(Path("명단.xlsx"), (sheet,))).sheets == (sheet,)


# Below one another


def found_in(rows, **facts):
    return tables.find(Sheet("명단", rows, **facts), KNOWN)


def as_records(table):
    return [
        {heading: row.cells[column] for column, heading in zip(table.columns, table.headings, strict=True)}
        for row in table.rows
    ]


@pytest.mark.feature("DA-02")
def test_a_table_below_is_read_by_its_own_heading():
    table = found_in(
        [
            ["성명", "생년월일", "학교", "전공"],
            ["김하늘", "1998-03-01", "한빛대", "경영"],
            [""] * 4,
            ["성명", "전공", "생년월일", "학교"],
            ["이바다", "디자인", "1997-11-20", "샛별대"],
            ["성명", "생년월일", "학교", "전공"],
            ["박구름", "2001-07-07", "두레대", "물리"],
        ]
    )
    assert as_records(table) == [
        {"성명": "김하늘", "생년월일": "1998-03-01", "학교": "한빛대", "전공": "경영"},
        {"성명": "이바다", "생년월일": "1997-11-20", "학교": "샛별대", "전공": "디자인"},
        {"성명": "박구름", "생년월일": "2001-07-07", "학교": "두레대", "전공": "물리"},
    ]
    assert [row for row, _why in table.left_out] == [4, 6]
    assert [note[:3] for note in table.notes] == ["4행부"], "back in the first order there is nothing to say"


def test_a_table_below_may_call_its_columns_otherwise_and_have_more_of_them():
    table = found_in(
        [
            ["연번", "이름", "생년월일", "휴대폰"],
            [1, "김하늘", "1998-03-01", "010-1234-5678"],
            ["순번", "성명", "연락처", "이메일"],
            [1, "이바다", "010-2345-6789", "sea@example.kr"],
        ]
    )
    first, second = as_records(table)
    assert first == {
        "연번": 1,
        "이름": "김하늘",
        "생년월일": "1998-03-01",
        "휴대폰": "010-1234-5678",
        "이메일": "",
    }
    assert second == {
        "연번": 1,
        "이름": "이바다",
        "생년월일": "",
        "휴대폰": "010-2345-6789",
        "이메일": "sea@example.kr",
    }


def test_the_first_of_two_tables_is_not_lost_to_a_fuller_one():
    table = found_in(
        [
            ["성명", "생년월일", "연락처", ""],
            ["김하늘", "1998-03-01", "010", ""],
            ["성명", "생년월일", "연락처", "이메일"],
            ["이바다", "1997-11-20", "011", "sea@example.kr"],
        ]
    )
    assert [record["성명"] for record in as_records(table)] == ["김하늘", "이바다"]


def test_a_heading_that_names_nobody_moves_nothing():
    table = found_in(
        [
            ["성명", "생년월일", "비고"],
            ["김하늘", "1998-03-01", ""],
            ["생년월일", "비고", "학교"],
            *[["가"] * 3],
        ]
    )
    assert not table.notes


# Rows that are no people, cells that are no values


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize("word", ["요약", "합", "총합", "Total", "Grand Total", "합계", "전체 요약"])
def test_the_total_row_of_a_table_is_nobody(word):
    table = found_in([["성명", "생년월일", "학교"], [*SKY[:2], ""], [word, "", 1]])
    assert [row for row, _why in table.left_out] == [3]


@pytest.mark.parametrize("name", ["Sum Lee", "총 하늘", "합", "Total Kim"])
def test_a_person_who_is_called_like_a_total_stays(name):
    assert len(found_in([["성명", "생년월일", "학교"], [name + "님", "1998-03-01", "한빛대"]]).rows) == 1


@pytest.mark.parametrize(
    "row",
    [[CellError("#N/A")] * 3, [Uncalculated("=A1"), "", ""], [Uncalculated("=ROW()"), CellError("#REF!"), 1]],
)
def test_a_row_of_errors_alone_is_nobody(row):
    table = found_in([["성명", "생년월일", "학교"], [*SKY[:2], ""], row])
    assert [number for number, _why in table.left_out] == [3]


def test_an_error_beside_a_name_leaves_the_person():
    table = found_in([["성명", "생년월일", "학교"], ["김하늘", CellError("#REF!"), ""]])
    assert table.rows[0].cells[1] == "#REF!"


# Columns that are made of others


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize(
    ("heads", "cells", "name"),
    [
        (("First Name", "Last Name"), ("John", "Smith"), "John Smith"),
        (("Last Name", "First Name"), ("김", "하늘"), "김하늘"),
        (("성", "이름"), ("남궁", "하늘"), "남궁하늘"),
    ],
)
def test_a_name_in_two_columns_is_one(heads, cells, name):
    table = found_in([[*heads, "생년월일"], [*cells, "1998-03-01"]])
    assert as_records(table) == [{"성명": name, "생년월일": "1998-03-01"}]
    assert len(table.notes) == 1


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("성", "이름"), ("여", "김하늘")),
        (("성명", "First Name"), ("김하늘", "Haneul")),
        (("성", "성명"), ("남", "김하늘")),
    ],
)
def test_a_whole_name_is_left_as_it_is(heads, cells):
    assert found_in([[*heads, "생년월일"], [*cells, "1998-03-01"]]).headings[:2] == heads


@pytest.mark.feature("DA-02")
def test_bare_days_counted_from_1904_are_told():
    rows = [
        ["성명", "생년월일", "점수"],
        ["김하늘", 34393.0, 34393.0],
        ["이바다", 20301, 1],
        ["박구름", dt.date(2001, 7, 7), 2],
    ]
    table = found_in(rows, from_1904=True)
    assert [row.cells[1] for row in table.rows] == [dt.date(1998, 3, 1), 20301, dt.date(2001, 7, 7)]
    assert table.rows[0].cells[2] == 34393.0
    assert (len(table.notes), list(table.doubts)) == (1, [3])
    assert found_in(rows).rows[0].cells[1] == 34393.0


# Where nothing is known


def test_where_no_heading_is_known_the_likeliest_row_is_taken():
    long = "올해 우리 구에서 하는 사업을 알게 된 길과 그때 느낀 점이 있는지 그리고 왜 그런지에 관한 이야기"
    table = found_in(
        [
            ["설문", "", ""],
            [long, long + " 둘", "답"],
            ["김하늘", "1998-03-01", "가"],
            ["이바다", "1997-11-20", "나"],
        ]
    )
    assert table.header_rows == (2,)
    assert len(table.rows) == 2


def test_a_row_of_data_is_no_heading():
    with pytest.raises(UserError, match="제목 행"):
        found_in([SKY, SEA])


def test_hidden_columns_are_told():
    assert found_in([HEAD, [1, *SKY]], hidden_columns=frozenset({2, 9})).hidden_columns == {2}
