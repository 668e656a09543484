"""The table of an office's sheet is found whatever stands around it, and nothing is left out without a word."""

import pytest

from desktop.documents.reading import tables, workbooks
from desktop.documents.reading.cells import Sheet
from desktop.errors import UserError
from tests.documents import office_sheets as office

NAMES = [person[1] for person in office.PEOPLE]


def table_of(path, known=office.KNOWN, **options):
    return tables.find(workbooks.read(path).sheets[0], known, **options)


def names_in(table):
    column = next(
        column
        for column, heading in zip(table.columns, table.headings, strict=True)
        if "성명" in heading.replace(" ", "") or "이름" in heading
    )
    return [row.cells[column] for row in table.rows]


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize("name", office.SHEETS)
def test_the_three_people_are_found_in_every_sheet(tmp_path, name):
    table = table_of(office.save(tmp_path / f"{name}.xlsx", office.SHEETS[name]))
    assert names_in(table) == NAMES


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize(
    ("name", "header_rows", "numbers"),
    [
        ("plain", (1,), [2, 3, 4]),
        ("titled", (4,), [5, 6, 7]),
        ("two_lines", (2, 3), [4, 5, 6]),
        ("grouped_heading", (1, 2), [3, 4, 5]),
        ("groups_and_sums", (1,), [3, 6, 7]),
        ("approval_and_notes", (4,), [5, 6, 7]),
        ("far_down", (15,), [16, 17, 18]),
    ],
)
def test_rows_keep_the_numbers_a_spreadsheet_shows(tmp_path, name, header_rows, numbers):
    table = table_of(office.save(tmp_path / "명단.xlsx", office.SHEETS[name]))
    assert table.header_rows == header_rows
    assert [row.number for row in table.rows] == numbers


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("groups_and_sums", {2: "묶음", 4: "합계", 5: "묶음", 8: "합계", 9: "합계"}),
        ("approval_and_notes", {9: "안내", 10: "끝"}),
        ("pages", {4: "꾸밈|한 칸|번호", 5: "되풀이", 7: "꾸밈", 9: "합계"}),
        ("numbered_blanks", {5: "번호만", 6: "번호만"}),
    ],
)
def test_what_is_no_record_is_named_with_its_row(tmp_path, name, left_out):
    table = table_of(office.save(tmp_path / "명단.xlsx", office.SHEETS[name]))
    found = dict(table.left_out)
    assert list(found) == list(left_out)
    for row, word in left_out.items():
        assert any(part in found[row] for part in word.split("|")), found[row]


def test_lines_of_a_heading_are_joined(tmp_path):
    table = table_of(office.save(tmp_path / "명단.xlsx", office.two_lines))
    assert table.headings == ("연번", "성명", "생년월일", "연락처 › 휴대폰", "연락처 › 이메일", "비고")


def test_lines_of_a_heading_are_joined_without_merging_too():
    sheet = Sheet(
        "명단",
        [
            ["연번", "성명", "생년월일", "연락처", ""],
            ["", "", "", "휴대폰", "이메일"],
            ["1", "김하늘", "1998-03-01", "010-1234-5678", "a@example.kr"],
        ],
    )
    table = tables.find(sheet, office.KNOWN)
    assert table.headings[3:] == ("연락처 › 휴대폰", "연락처 › 이메일")
    assert [row.number for row in table.rows] == [3]


@pytest.mark.feature("DA-02")
def test_rows_hidden_by_a_filter_come_in_and_are_marked(tmp_path):
    table = table_of(office.save(tmp_path / "명단.xlsx", office.hidden))
    assert [(row.number, row.hidden) for row in table.rows] == [(2, False), (3, True), (4, False)]


def test_a_value_merged_over_several_rows_stands_in_each(tmp_path):
    table = table_of(office.save(tmp_path / "명단.xlsx", office.merged_values))
    assert [row.cells[0] for row in table.rows] == ["감사담당관", "감사담당관", "홍보과"]


def test_a_heading_chosen_by_the_person_is_taken(tmp_path):
    table = table_of(office.save(tmp_path / "명단.xlsx", office.titled), header_row=4)
    assert table.header_rows == (4,)
    assert names_in(table) == NAMES


def test_a_heading_of_two_lines_is_chosen_by_its_last(tmp_path):
    table = table_of(office.save(tmp_path / "명단.xlsx", office.two_lines), header_row=3)
    assert table.header_rows == (2, 3)
    assert names_in(table) == NAMES


def test_a_person_with_a_name_only_is_a_record_and_no_group():
    sheet = Sheet("명단", [["성명", "생년월일"], ["김하늘", "1998-03-01"], ["이바다", ""], ["서초1동", ""]])
    table = tables.find(sheet, office.KNOWN)
    assert [row.number for row in table.rows] == [2, 3]
    assert [row for row, _why in table.left_out] == [4]


@pytest.mark.parametrize(
    ("row", "is_record"),
    [
        (["1", "계민수", "1998-03-01", "010-1234-5678"], True),
        (["1", "한빛회계", "1998-03-01", ""], True),
        (["1", "총명한", "1998-03-01", ""], True),
        (["계", "", "", "12"], False),
        (["", "총계", "", "12"], False),
        (["서초1동 소계", "", "", "3"], False),
        (["합계(명)", "", "", "3"], False),
        (["◆ 2조", "", "", ""], False),
        (["- 이하 여백 -", "", "", ""], False),
        (["* 굵은 글씨는 필수", "", "", ""], False),
        (["-", "-", "-", "-"], False),
    ],
)
def test_records_are_told_from_sums_and_decoration(row, is_record):
    sheet = Sheet("명단", [["연번", "성명", "생년월일", "연락처"], row])
    assert bool(tables.find(sheet, office.KNOWN).rows) is is_record


def test_an_empty_sheet_is_refused_with_a_sentence():
    with pytest.raises(UserError, match="비어 있습니다"):
        tables.find(Sheet("빈", []), office.KNOWN)


def test_a_sheet_without_a_heading_is_refused_with_a_sentence():
    with pytest.raises(UserError, match="제목 행"):
        tables.find(Sheet("글", [["2022-03-01"], ["1998-03-01"]]), office.KNOWN)


@pytest.mark.parametrize("box", ["A6:A7", "G1:H1", "G3:G4", "B4:B9", "H1:H2"])
def test_a_merged_box_outside_the_table_is_no_part_of_it(tmp_path, box):
    def signed(sheet):
        office.plain(sheet)
        sheet.merge_cells(box)

    assert names_in(table_of(office.save(tmp_path / "명단.xlsx", signed)))[:2] == NAMES[:2]
