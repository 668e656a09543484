"""No file takes the process with it: what would is refused at once, and what only looks odd is read."""

import tracemalloc
import zipfile

import pytest

from desktop.documents.reading import file_safety, old_workbooks, workbooks
from desktop.errors import UserError

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SPACE}" xmlns:r="{RELATION}"><sheets>'
    '<sheet name="명단" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
ONE = '<row r="1"><c r="A1" t="inlineStr"><is><t>성명</t></is></c></row>'


def package(path, rows=ONE, *, head=HEAD, strings=None, sheet=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        body = f'{head}<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet if sheet is not None else body)
        if strings is not None:
            archive.writestr("xl/sharedStrings.xml", strings)
    return path


def cell(reference, value="1", quote='"'):
    return f"<c r={quote}{reference}{quote}><v>{value}</v></c>"


@pytest.mark.parametrize(
    "rows",
    [
        f'{ONE}<row r="1048576">{cell("XFD1048576")}</row>',
        f'{ONE}<row r="2">{cell("XFD1048576")}</row>',
        f"{ONE}<row r='1048576'>{cell('XFD1048576', quote=chr(39))}</row>",
        f'{ONE}<row r="1048576"><c  r = "XFD1048576" ><v>1</v></c></row>',
        f'{ONE}<row r="1048576">\n<c\n\tr="XFD1048576"><v>1</v></c></row>',
        f'{ONE}<row r="1048576">' + "<c><v>1</v></c>" * 400 + "</row>",
        f'{ONE}<row r="1048576">{cell("A1048576")}</row><row r="3">{cell("ZZ3")}</row>',
        f'{ONE}<row r="0">{cell("ZZZZ99999999")}</row>',
    ],
    ids=[
        "corner",
        "lying row",
        "single quotes",
        "blanks",
        "line ends",
        "no references",
        "long and wide",
        "no such",
    ],
)
def test_a_sheet_that_spans_too_much_is_refused(tmp_path, rows):
    with pytest.raises(UserError, match="범위가 너무"):
        workbooks.read(package(tmp_path / "명단.xlsx", rows))


@pytest.mark.parametrize(
    "rows",
    [
        ONE
        + "".join(
            f'<row r="{row}"><c r="A{row}" s="1"/><c r="ZZ{row}" s="1"/></row>' for row in range(2, 40_000)
        ),
        f'{ONE}<row r="1048576"><c r="XFD1048576" s="1"/></row>',
    ],
    ids=["formatted far", "formatted corner"],
)
def test_empty_formatted_cells_span_nothing(tmp_path, rows):
    assert [list(row) for row in workbooks.read(package(tmp_path / "명단.xlsx", rows)).sheets[0].rows] == [
        ["성명"]
    ]


def test_a_lying_dimension_is_read_as_it_is(tmp_path):
    sheet = f'{HEAD}<worksheet xmlns="{SPACE}"><dimension ref="A1:XFD1048576"/><sheetData>{ONE}</sheetData></worksheet>'
    assert len(workbooks.read(package(tmp_path / "명단.xlsx", sheet=sheet)).sheets[0].rows) == 1


@pytest.mark.parametrize(
    ("head", "strings"),
    [
        (HEAD + '<!DOCTYPE w [<!ENTITY a "b">]>', None),
        (HEAD, f'{HEAD}<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst xmlns="{SPACE}"/>'),
    ],
)
def test_declarations_are_refused(tmp_path, head, strings):
    with pytest.raises(UserError, match="DOCTYPE"):
        workbooks.read(package(tmp_path / "명단.xlsx", head=head, strings=strings))


def test_other_encodings_are_refused(tmp_path):
    text = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{SPACE}"><sheetData>{ONE}</sheetData></worksheet>'
    with pytest.raises(UserError, match="손상"):
        workbooks.read(package(tmp_path / "명단.xlsx", sheet=text.encode("utf-16")))


@pytest.mark.parametrize("count", ["4000000000", "18446744073709551615"])
def test_a_lying_number_of_strings_is_refused(tmp_path, count):
    with pytest.raises(UserError, match="손상"):
        workbooks.read(
            package(
                tmp_path / "명단.xlsx", strings=f'{HEAD}<sst xmlns="{SPACE}" uniqueCount="{count}"></sst>'
            )
        )


def bomb(path):
    package(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(800):
            part.write(b" " * 2**20)
    return path


def test_a_bomb_is_refused_by_its_directory_alone(tmp_path):
    path = bomb(tmp_path / "명단.xlsx")
    tracemalloc.start()
    with pytest.raises(UserError, match="MB나 되는"):
        workbooks.read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 2**20


def test_a_directory_that_lies_about_sizes_is_refused(tmp_path):
    path = package(
        tmp_path / "명단.xlsx", ONE + "".join(f'<row r="{n}">{cell(f"A{n}")}</row>' for n in range(2, 5000))
    )
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    assert int.from_bytes(data[entry + 24 : entry + 28], "little") == size
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(UserError):
        workbooks.read(path)


def test_two_parts_of_one_name_are_refused(tmp_path):
    path = package(tmp_path / "명단.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", "<worksheet/>")
    with pytest.raises(UserError, match="손상"):
        workbooks.read(path)


def test_tags_are_never_seen_in_halves(tmp_path, monkeypatch):
    monkeypatch.setattr(file_safety, "_PIECE", 7)
    rows = f'{ONE}<row r="5" hidden="1">{cell("B5")}</row><row r="1048576">{cell("XFD1048576")}</row>'
    with pytest.raises(UserError, match="범위가 너무"):
        workbooks.read(package(tmp_path / "명단.xlsx", rows))
    sheet = workbooks.read(
        package(tmp_path / "둘.xlsx", f'{ONE}<row r="5" hidden="1">{cell("B5")}</row>')
    ).sheets[0]
    assert sheet.hidden_rows == {5}


def test_an_open_document_may_repeat_no_more_than_a_sheet_holds(tmp_path):
    text = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><table:table table:name="명단">'
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        'table:number-columns-repeated="16384"/></table:table-row></table:table></o:document-content>'
    )
    path = tmp_path / "명단.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
    with pytest.raises(UserError, match="범위가 너무"):
        workbooks.read(path)


@pytest.mark.parametrize("place", [44, 64, 72])
def test_an_old_workbook_may_not_reserve_more_than_it_holds(tmp_path, place):
    data = bytearray(old_workbooks.SIGNATURE + bytes(3000))
    data[place : place + 4] = (0xFFFFFFF0).to_bytes(4, "little")
    path = tmp_path / "명단.xls"
    path.write_bytes(data)
    with pytest.raises(UserError, match="손상"):
        workbooks.read(path)
