"""The sample sheets that are shipped are those the tool makes, so that they can be changed by changing it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "resources" / "samples"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_samples.py"), str(folder)], check=True, timeout=60
    )
    return folder


def cells(path):
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("name", [path.name for path in sorted(SHIPPED.glob("*.xlsx"))])
def test_sheets_are_as_made(made, name):
    assert cells(made / name) == cells(SHIPPED / name)


def test_what_is_entered_by_hand_is_as_made(made):
    name = "programmes.json"
    assert json.loads((made / name).read_text(encoding="utf-8")) == json.loads(
        (SHIPPED / name).read_text(encoding="utf-8")
    )
