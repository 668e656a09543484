"""What other programs write and Excel opens is read right, or refused for the true reason and at once."""

import datetime as dt
import os
import struct
import time
from pathlib import Path

import pytest

from desktop.documents.reading import compound_files, workbooks
from desktop.documents.reading.cells import CellError, Merged, Uncalculated
from desktop.errors import UserError
from tests.documents import foreign_workbooks as foreign

WANTED = [list(row) for row in foreign.ROSTER]
PLAIN = foreign.sheet_xml(foreign.ROSTER)
UTF_16 = '<?xml version="1.0" encoding="utf-16"?><Mashup>AAAA</Mashup>'.encode("utf-16")


def rows_of(path):
    return [list(row) for row in workbooks.read(path).sheets[0].rows]


def packed(tmp_path, members, name="명단.xlsx"):
    return rows_of(foreign.pack(tmp_path / name, members))


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize(
    "sheet",
    [
        foreign.sheet_xml(foreign.ROSTER, prefix="x:"),
        foreign.sheet_xml(foreign.ROSTER, prefix="x:", last='<x:row r="1048576" ht="16.5"/>'),
        foreign.sheet_xml(foreign.ROSTER, last='<row r="1048576" ht="16.5"/>'),
    ],
    ids=["prefix", "prefix and last row", "last row"],
)
def test_a_prefix_and_a_height_of_the_last_row_span_nothing(tmp_path, sheet):
    assert packed(tmp_path, foreign.parts(sheet)) == WANTED


@pytest.mark.parametrize(
    "extra",
    [
        {"customXml/item1.xml": UTF_16},
        {"customXml/item1.xml": UTF_16, "xl/model/item.data": b"\0\1" * 500},
        {"docProps/app.xml": '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1")},
        {
            "__MACOSX/xl/._workbook.xml": b"\0\5\x16\7",
            "xl/worksheets/._sheet1.xml": b"\0\5",
            ".DS_Store": b"\0",
        },
        {"xl/": b"", "xl/worksheets/": b""},
        {"xl/connections.xml": UTF_16},
    ],
    ids=["Power Query", "Power Pivot", "Latin-1", "a Mac's notes", "folders", "connections"],
)
def test_parts_that_are_not_read_stop_nothing(tmp_path, extra):
    assert packed(tmp_path, foreign.parts(PLAIN) | extra) == WANTED


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: name.replace("workbook", "WorkBook"),
        str.upper,
        lambda name: name.replace("/", "\\"),
        lambda name: f"명단/{name}",
        lambda name: f"/{name}",
    ],
    ids=["other case", "upper case", "backslashes", "in a folder", "from the root"],
)
def test_parts_are_found_whatever_the_archive_calls_them(tmp_path, rename):
    members = {rename(name): content for name, content in foreign.parts(PLAIN).items()}
    assert packed(tmp_path, members) == WANTED


def test_a_workbook_is_found_by_what_points_to_it(tmp_path):
    members = foreign.parts(PLAIN)
    members["_rels/.rels"] = members["_rels/.rels"].replace("xl/workbook.xml", "/xl/book2.xml")
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        members[name.replace("workbook", "book2")] = members.pop(name).replace("worksheets/", "worksheets\\")
    assert packed(tmp_path, members) == WANTED


def test_what_the_relations_point_to_is_looked_through_too(tmp_path):
    """A part somewhere else is no way around the look."""
    members = foreign.parts(PLAIN)
    far = foreign.sheet_xml([], last='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    members["customXml/item1.xml"] = far
    members["xl/_rels/workbook.xml.rels"] = members["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml", "../customXml/item1.xml"
    )
    with pytest.raises(UserError, match="범위가 너무"):
        packed(tmp_path, members)


@pytest.mark.parametrize(
    ("state", "hidden", "very_hidden"),
    [("show", False, False), ("VISIBLE", False, False), ("hidden", True, False), ("veryHidden", True, True)],
)
def test_a_sheet_is_as_hidden_as_its_state_says(tmp_path, state, hidden, very_hidden):
    sheet = workbooks.read(foreign.pack(tmp_path / "명단.xlsx", foreign.parts(PLAIN, state=state))).sheets[0]
    assert (sheet.hidden, sheet.very_hidden) == (hidden, very_hidden)
    assert [list(row) for row in sheet.rows] == WANTED


@pytest.mark.parametrize("kind", ["xlMacrosheet", "xlIntlMacrosheet", "chartsheet", "dialogsheet"])
def test_a_sheet_that_is_no_worksheet_is_passed_over(tmp_path, kind):
    members = foreign.parts(
        PLAIN,
        sheets='<sheet name="Macro1" sheetId="2" r:id="rId2"/>',
        relations=f'<Relationship Id="rId2" Type="http://example.kr/{kind}" Target="other/sheet1.xml"/>',
    )
    members["xl/other/sheet1.xml"] = foreign.sheet_xml([["안 읽음"]])
    book = workbooks.read(foreign.pack(tmp_path / "명단.xlsm", members))
    assert [sheet.name for sheet in book.sheets] == ["명단"]


@pytest.mark.feature("DA-02")
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#CALC!", "#SPILL!", "#BLOCKED!"])
def test_an_error_says_so_and_stops_nothing(tmp_path, error):
    cell = f'<c r="{{r}}" t="e"><v>{error}</v></c>'
    (found,) = packed(tmp_path, foreign.parts(foreign.sheet_xml([["김하늘", cell]])))
    assert found == ["김하늘", error]
    assert isinstance(found[1], CellError)


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ('<c r="{r}"><f>DATE(1999,4,2)</f></c>', "=DATE(1999,4,2)"),
        ('<c r="{r}" s="1"><f>A1&amp;"님"</f><v></v></c>', '=A1&"님"'),
        ('<c r="{r}"><f t="shared" si="0"/><v/></c>', "="),
        ('<c r="{r}" t="str"><f>IF(A1="","","")</f><v></v></c>', ""),
    ],
)
def test_a_formula_nobody_calculated_says_so(tmp_path, inside, wanted):
    calculated = '<c r="{r}" t="str"><f>A1</f><v>가</v></c>'
    rows = [["성명", "생년월일"], ["이바다", calculated], ["김하늘", inside]]
    found = packed(tmp_path, foreign.parts(foreign.sheet_xml(rows)))[2][1]
    assert found == wanted
    assert isinstance(found, Uncalculated) is bool(wanted)


def test_hidden_columns_comments_and_the_year_days_count_from_are_known(tmp_path):
    columns = '<cols><col min="2" max="3" width="0" hidden="1"/></cols>'
    members = foreign.parts(
        foreign.sheet_xml(foreign.ROSTER, before=columns), pr='<workbookPr date1904="1"/>'
    )
    members["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships xmlns="{foreign.PACKAGE}"><Relationship Id="rId1" Type="{foreign.RELATIONS}/comments" '
        'Target="../comments1.xml"/></Relationships>'
    )
    members["xl/comments1.xml"] = (
        f'<comments xmlns="{foreign.MAIN}"><commentList><comment ref="C2"><text><r><t>바뀐 </t></r><r><t>번호</t></r>'
        "</text></comment></commentList></comments>"
    )
    sheet = workbooks.read(foreign.pack(tmp_path / "명단.xlsx", members)).sheets[0]
    assert sheet.hidden_columns == {1, 2}
    assert sheet.comments == {(2, 2): "바뀐 번호"}
    assert sheet.from_1904


# .xls


def roster_cells():
    return b"".join(
        foreign.label(row, column, text)
        for row, cells in enumerate(foreign.ROSTER)
        for column, text in enumerate(cells)
    )


@pytest.mark.parametrize("code_page", [1200, 1252, 949])
def test_text_of_an_xls_is_unicode_whatever_its_code_page_says(tmp_path, code_page):
    path = foreign.old_workbook(tmp_path / "명단.xls", roster_cells(), code_page=code_page)
    assert rows_of(path) == WANTED


def test_the_text_a_formula_came_to_has_no_place_of_its_own(tmp_path):
    cells = b"".join(foreign.text_formula(row, 0, "남남남") for row in range(300))
    assert rows_of(foreign.old_workbook(tmp_path / "명단.xls", cells)) == [["남남남"]] * 300


def test_an_xls_tells_errors_hidden_columns_and_comments(tmp_path):
    cells = (
        foreign.record(0x007D, struct.pack("<HHHHHH", 1, 1, 0, 15, 1, 0))
        + foreign.label(0, 0, "성명")
        + foreign.record(0x0205, struct.pack("<HHHBB", 0, 1, 15, 0x17, 1))
        + foreign.record(0x001C, struct.pack("<HHHH", 0, 0, 0, 1) + bytes(4))
    )
    sheet = workbooks.read(foreign.old_workbook(tmp_path / "명단.xls", cells, state=2)).sheets[0]
    assert [list(row) for row in sheet.rows] == [["성명", "#REF!"]]
    assert (sheet.hidden_columns, set(sheet.comments), sheet.very_hidden) == ({1}, {(1, 0)}, True)


def follows(sector):
    """Where the allocation table, the first sector of these files, says what comes after ``sector``."""
    return 4096 + 4 * sector


@pytest.mark.parametrize(
    "edits",
    [
        {follows(1): 1},
        {follows(2): 2},
        {follows(2): 4_000_000},
        {68: 0, follows(1023): 0},
        {48: 0xFFFFFFFE},
        {76: 2},
        {30: 0x0006001F},
    ],
    ids=[
        "directory in a circle",
        "workbook in a circle",
        "out of the file",
        "tables in a circle",
        "no directory",
        "no table",
        "sectors of two gigabytes",
    ],
)
def test_a_chain_that_turns_in_a_circle_or_leads_away_is_damage(tmp_path, edits):
    data = bytearray(foreign.old_workbook(tmp_path / "명단.xls", roster_cells()).read_bytes())
    for place, value in edits.items():
        struct.pack_into("<I", data, place, value)
    path = tmp_path / "돎.xls"
    path.write_bytes(data)
    start = time.perf_counter()
    with pytest.raises(UserError, match="손상"):
        workbooks.read(path)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("size", [1, 4095, 4096, 4097, 4096 * 1022, 4096 * 1023])
def test_a_stream_is_read_as_it_was_written(size):
    stream = bytes(range(256)) * (size // 256 + 1)
    file = compound_files.CompoundFile(compound_files.holding("Workbook", stream[:size]))
    assert file.read("Workbook")[:size] == stream[:size]


def test_a_panic_of_the_reader_is_one_sentence_and_nothing_else(tmp_path, capfd):
    old = (Path(__file__).parents[2] / "_files" / "old_list.xls").read_bytes()
    stream = bytearray(compound_files.CompoundFile(old).read("Workbook"))
    stream[316], stream[1103] = 255, 1  # a sheet that begins far behind the end
    path = tmp_path / "명단.xls"
    path.write_bytes(compound_files.holding("Workbook", bytes(stream)))
    with pytest.raises(UserError, match="손상"):
        workbooks.read(path)
    assert capfd.readouterr().err == ""
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


# .ods


def ods_row(*cells):
    inside = "".join(
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


@pytest.mark.parametrize("between", ["", "\n   ", "\r\n\t"])
def test_an_open_document_may_be_indented(tmp_path, between):
    table = "".join(ods_row(*row) for row in foreign.ROSTER)
    assert rows_of(foreign.open_document(tmp_path / "명단.ods", table, between)) == WANTED


def test_an_open_document_tells_merged_boxes_hidden_columns_errors_and_comments(tmp_path):
    merged = (
        '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><office:annotation>'
        "<text:p>함께 앉음</text:p></office:annotation><text:p>총무과</text:p></table:table-cell>"
    )
    error = (
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell>"
    )
    table = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + ods_row("부서", "성명")
        + ods_row(merged, "김하늘")
        + ods_row("<table:covered-table-cell/>", error)
    )
    sheet = workbooks.read(foreign.open_document(tmp_path / "명단.ods", table)).sheets[0]
    assert sheet.merged == (Merged(1, 0, 2, 0),)
    assert sheet.hidden_columns == {1}
    assert sheet.comments == {(2, 0): "함께 앉음"}
    assert sheet.rows[2][1] == "#N/A"
    assert isinstance(sheet.rows[2][1], CellError)


STYLES = (
    f'{foreign.HEAD}<styleSheet xmlns="{foreign.MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="{number}" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize("number", [14, 27, 30, 31, 36, 50, 57, 58])
def test_a_day_in_a_format_of_korean_excel_is_a_day(tmp_path, number):
    """Those from 27 to 36 and from 50 to 58 are dates in Korean, and written down nowhere in the file."""
    day = '<c r="{r}" s="1"><v>35855</v></c>'
    style = f'<Relationship Id="rId9" Type="{foreign.RELATIONS}/styles" Target="styles.xml"/>'
    members = foreign.parts(foreign.sheet_xml([foreign.ROSTER[0], ("김하늘", day, "")]), relations=style)
    found = packed(tmp_path, members | {"xl/styles.xml": STYLES.replace("{number}", str(number))})
    assert found[1][1] == dt.date(1998, 3, 1)


def test_a_guide_to_how_a_word_is_said_is_no_part_of_it(tmp_path):
    guided = '<c r="{r}" t="inlineStr"><is><t>김하늘</t><rPh sb="0" eb="2"><t>キムハヌル</t></rPh></is></c>'
    assert (
        packed(tmp_path, foreign.parts(foreign.sheet_xml([foreign.ROSTER[0], (guided, *WANTED[1][1:])])))
        == WANTED
    )


def test_a_sheet_may_be_called_by_an_emoji(tmp_path):
    members = foreign.parts(PLAIN)
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace('name="명단"', 'name="🙂 명단\u200b"')
    book = workbooks.read(foreign.pack(tmp_path / "명단.xlsx", members))
    assert [list(row) for row in book.sheets[0].rows] == WANTED
    assert "🙂" in book.sheets[0].name


def test_a_line_that_names_the_separator_is_no_row(tmp_path):
    path = tmp_path / "명단.csv"
    path.write_bytes("sep=;\r\n성명;주소\r\n김하늘;서울, 서초구\r\n".encode("utf-8-sig"))
    assert [row for row in rows_of(path) if any(row)][-2:] == [["성명", "주소"], ["김하늘", "서울, 서초구"]]
