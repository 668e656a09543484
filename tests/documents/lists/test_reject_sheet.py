"""Rejected rows of any content are written, and read as they stood."""

import datetime as dt
import tempfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.lists import reject_sheet
from desktop.errors import UserError

CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1))
    | st.text(max_size=30)
    | st.sampled_from(("a\x00b", "\x0b\x0c", "반\ud800쪽", "\uffff", "=1+1", "줄\r\n바꿈", "긴" * 40_000))
)


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_rows_of_any_content_are_written(tmp_path_factory, rows):
    path = reject_sheet.write(
        tmp_path_factory.mktemp("오류") / "오류.xlsx", "오류", ("성명", "비고\x01", "오류 까닭"), rows
    )
    book = openpyxl.load_workbook(path, read_only=True)
    read = list(book.active.iter_rows(min_row=2, min_col=1, max_col=3, values_only=True))
    assert len(read) == len(rows)
    for row, there in zip(rows, read, strict=True):
        for cell, found in zip(row, there, strict=True):
            if (isinstance(cell, str) and cell.isalnum() and len(cell) < 100) or isinstance(cell, int):
                assert found == cell


def test_more_columns_than_a_sheet_has_are_refused_in_a_sentence(tmp_path):
    with pytest.raises(UserError, match=r"열이 18,279개"):
        reject_sheet.write(tmp_path / "오류.xlsx", "오류", ["제목"] * 18_279, [])
    assert not (tmp_path / "오류.xlsx").exists()


@pytest.mark.feature("DO-22")
def test_rejected_people_lie_in_no_file_that_a_death_would_leave(tmp_path, monkeypatch):
    """What openpyxl keeps aside while it writes stands beside the target under a draft's name, known to the next start."""
    seen = []
    rows = [["김하나", "010-1234-5678", "사유"]] * 5_000
    real = reject_sheet.saving.save

    def look(path, *rest, **options):
        seen.extend(each.name for each in tmp_path.iterdir())
        return real(path, *rest, **options)

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "없는 폴더"))
    monkeypatch.setattr(reject_sheet.saving, "save", look)
    path = reject_sheet.write(tmp_path / "오류.xlsx", "오류", ["성명", "연락처", "사유"], rows)
    assert seen
    assert all(name.startswith(".ieum-") for name in seen)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert openpyxl.load_workbook(path).active.max_row == 5_001
