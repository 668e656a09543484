"""Whatever bytes and cells come, there is a result or a sentence, and no row goes missing."""

import datetime as dt
import itertools

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.documents.reading import tables, workbooks
from desktop.documents.reading.cells import Merged, Sheet
from desktop.errors import UserError
from tests.documents import office_sheets as office

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            " ",
            "성명",
            "생년월일",
            "연락처",
            "합계",
            "소 계",
            "■ 서초1동",
            "※ 참고",
            "끝.",
            "-",
            "김하늘",
        ]
    ),
    st.text(max_size=12),
    st.integers(-(10**13), 10**13),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
)


@st.composite
def sheets(draw):
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12))
    merged = []
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, width - 1))
        merged.append(
            Merged(top, left, draw(st.integers(top, len(rows) - 1)), draw(st.integers(left, width - 1)))
        )
    for area in merged:  # only the first cell of such an area holds anything
        for row, column in itertools.product(
            range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        ):
            if (row, column) != (area.top, area.left):
                rows[row][column] = ""
    return Sheet("명단", rows, merged=tuple(merged))


@given(sheets())
@settings(max_examples=300, deadline=None)
def test_every_row_is_a_record_left_out_or_blank(sheet):
    try:
        table = tables.find(sheet, office.KNOWN)
    except UserError:
        return
    records = [row.number for row in table.rows]
    left_out = [number for number, _why in table.left_out]
    assert records == sorted(set(records))
    assert not set(records) & set(left_out)
    assert all(number > table.header_rows[-1] for number in (*records, *left_out))
    named = {*records, *left_out}
    for number, row in enumerate(sheet.rows, 1):
        shown = [
            row[column]
            for column in table.columns
            if not isinstance(row[column], str) or row[column].isalnum()
        ]
        if number > table.header_rows[-1] and shown:
            assert number in named
    assert all(why for _number, why in table.left_out)


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"<table><tr><td colspan=99999 rowspan=99999>x</table>")
@example(b'"' * 300)
@example("성명\n".encode("utf-16"))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path, data):
    path = tmp_path / "파일.csv"
    path.write_bytes(data)
    try:
        workbook = workbooks.read(path)
    except UserError:
        return
    assert all(len({len(row) for row in sheet.rows}) <= 1 for sheet in workbook.sheets)


@given(st.text(alphabet="<>/tabledrhsiv =\"'1&;김하늘\n", max_size=200))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mark_up_is_read_or_refused(tmp_path, text):
    path = tmp_path / "파일.xls"
    path.write_text("<html><table>" + text, encoding="utf-8")
    try:
        sheets_read = workbooks.read(path).sheets
    except UserError:
        return
    assert sheets_read
