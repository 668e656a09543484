"""Sheets of as many rows as a spreadsheet has: read without a detour, and let go of at once when the person says so."""

import io
import itertools
import os
import threading
import time

import pytest
from python_calamine import CalamineWorkbook

from desktop.documents.reading import file_safety
from desktop.errors import Cancelled, UserError
from desktop.services import importing
from tests.faults import another_desk, hostile, looking, work

LAST = 1_048_576
_STEP = 4096

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


def long_sheet(path, first, one_row, last=LAST, more=""):
    """A workbook of one sheet, its rows written in pieces; ``more`` stands after the rows."""
    before, _sheet, after = hostile.sheet("<!>", "").partition("<!>")

    def pieces():
        yield before + first
        for start in range(3, last + 1, _STEP):
            yield "".join(one_row(number) for number in range(start, min(start + _STEP, last + 1)))
        yield more + after

    return hostile.workbook(path, pieces())


HEADING = hostile.row(1, "이름", "연락처") + hostile.row(2, "김민수", "010-2000-0001")


def formatted(number):
    return f'<row r="{number}"><c r="A{number}" s="1"/><c r="B{number}" s="1"/><c r="C{number}" s="1"/></row>'


@pytest.fixture(scope="module")
def formatted_to_the_end(tmp_path_factory):
    """What an office makes by setting a border for whole columns: two rows, and a million with nothing in them."""
    return long_sheet(tmp_path_factory.mktemp("큰 파일") / "서식.xlsx", HEADING, formatted)


def processor_time(act):
    began = time.process_time()
    found = act()
    return time.process_time() - began, found


@pytest.mark.feature("DA-03")
def test_a_sheet_formatted_to_its_end_is_read_as_the_two_rows_it_holds(formatted_to_the_end):
    data = formatted_to_the_end.read_bytes()
    floor, _sheet = processor_time(
        lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("명단")
    )
    took, book = processor_time(lambda: importing.read_file(formatted_to_the_end))
    assert book.sheets[0].rows == [["이름", "연락처"], ["김민수", "010-2000-0001"]]
    assert took < 2.2 * floor, "the look before reading takes longer than the reading"


@pytest.mark.parametrize("columns", [3, 7])
def test_a_narrow_sheet_to_the_last_row_is_let_through_unmeasured(tmp_path, columns):
    values = ["값"] * columns
    path = long_sheet(
        tmp_path / "긴.xlsx", HEADING, lambda number: hostile.row(number * 52, *values), LAST // 52
    )
    data = path.read_bytes()
    facts = file_safety.look_through(data, file_safety.open_package(data).infolist())
    assert facts["xl/worksheets/sheet1.xml"].boxes == (1,)


def test_a_full_sheet_that_is_too_wide_is_refused_with_how_many_rows_would_do(tmp_path):
    path = long_sheet(
        tmp_path / "넓은.xlsx", HEADING, lambda number: hostile.row(number * 52, *["값"] * 9), LAST // 52
    )
    with pytest.raises(UserError, match=r"\(9열이면 888,888행까지 읽습니다\)\. .* 파일을 나누어"):
        importing.read_file(path)


def test_a_blank_stretch_hides_no_far_cell(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    odd = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    spaced = '<row r="1048576"><c r="XFD1048576"><v>1</v></c ></row>'
    for more in (far, odd, spaced):
        path = long_sheet(tmp_path / "숨은.xlsx", HEADING, formatted, 60_000, more)
        with pytest.raises(UserError, match="너무 넓습니다"):
            importing.read_file(path)


def test_cells_without_a_place_are_measured_and_not_refused(tmp_path):
    placeless = "<row>" + '<c t="inlineStr"><is><t>값</t></is></c>' * 9 + "</row>"
    path = long_sheet(tmp_path / "자리.xlsx", placeless, lambda _number: placeless, 2_000)
    assert len(importing.read_file(path).sheets[0].rows) > 1_900


def in_the_look(seen):
    return len(seen) == 10


def in_calamine(seen):
    return seen[-1]


def among_the_rows(seen):
    return any(seen) and not seen[-1]


@pytest.mark.feature("DA-04")
def test_whoever_stops_the_reading_waits_for_nothing_and_nothing_comes_in(empty, tmp_path):
    path = long_sheet(
        tmp_path / "삼십만 명.xlsx",
        HEADING,
        lambda number: hostile.row(number, f"김민수{number}", "010"),
        300_000,
    )
    folder = another_desk.copied(empty, tmp_path / "구청 문서")
    before = looking.contents(folder)
    asked, alive = [], threading.active_count()

    def watched(_done, _total):
        asked.append((time.thread_time(), threading.active_count()))

    assert len(importing.read_file(path, progress=watched).sheets[0].rows) == 300_000
    between = [later[0] - sooner[0] for sooner, later in itertools.pairwise(asked)]
    assert max(between) < max(1, sum(between) / 3), "nobody asked for so long whether to go on"
    assert max(at_work for _time, at_work in asked) > alive, "nobody asked while calamine read"
    for is_there in (in_the_look, in_calamine, among_the_rows):
        seen = []

        def stop(_done, _total, is_there=is_there, seen=seen):
            seen.append("calamine" in {thread.name.partition("_")[0] for thread in threading.enumerate()})
            if is_there(seen):
                raise Cancelled

        with work.open_data(folder), pytest.raises(Cancelled):
            importing.read_file(path, progress=stop)
        # Who began next would find what was thrown away still being read.
        another_desk.until(lambda: threading.active_count() == alive)
    assert looking.contents(folder) == before
