"""What people write can look like a formula: on its way in and out of a workbook it stays text."""

import re
import zipfile

import pytest

from desktop.services import importing
from desktop.services.records import exporting, records
from tests.faults import work

TEXTS = ("=cmd|' /c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "＝1+1", '=HYPERLINK("http://x","y")')


@pytest.mark.feature("DO-15")
def test_no_cell_becomes_a_formula_on_the_way_through(store, tmp_path):
    for number, text in enumerate(TEXTS):
        values = {
            "name": f"김민{'가나다라마바'[number]}",
            "birth_date": f"1998-03-0{number + 1}",
            "school": text,
        }
        records.save(store, "trainees", values)
    path = tmp_path / "명단.xlsx"
    exporting.export_list(store, work.everyone(store), path, columns=("name", "school"))
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<(\w+:)?f[ >/]", sheet)
    rows = importing.read_file(path).sheets[0].rows
    kept = [
        text.replace("＝", "=") for text in TEXTS
    ]  # full-width signs are written plainly when they come in
    assert sorted(row[2] for row in rows if row[1].startswith("김민")) == sorted(kept)
