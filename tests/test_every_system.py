"""What the sources must hold to on every system, though a test on one of them would never notice."""

import re
from pathlib import Path

import pylopdf_fonts_ko
import pytest
import uharfbuzz as hb

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
SHOWN = [
    *(path for path in SOURCES if path.parts[len(ROOT.parts) + 1] in {"ui", "services", "queries"}),
    *(ROOT / "forms").glob("*.ui"),
    ROOT / "resources" / "guide" / "guide.md",
]
READ = {"services/intake/doubts.py", "services/training/attendance/headings.py"}
"""Where signs stand that people write and the program only reads."""
NOT_ON_WINDOWS = re.compile(r"%-[A-Za-z]|%[eklPs]\b")
"""Formats of dates that only the C library of Linux knows."""


@pytest.fixture(scope="module")
def drawn():
    """The characters Noto Sans KR has."""
    face = hb.Face(hb.Blob.from_file_path(str(pylopdf_fonts_ko.sans_path())))
    return set(face.unicodes)


def test_what_stands_on_the_screen_is_in_the_font_of_the_program(drawn):
    """What is not is drawn by whatever font a system has for it, or as a box."""
    missing = {
        f"{path.relative_to(ROOT)}: {character}"
        for path in SHOWN
        if path.relative_to(ROOT / "desktop" if path.suffix == ".py" else ROOT).as_posix() not in READ
        for character in path.read_text(encoding="utf-8")
        if ord(character) > 127 and ord(character) not in drawn
    }
    assert missing == set()


def test_dates_are_written_in_formats_every_system_knows():
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NOT_ON_WINDOWS.search(line) and ("strftime" in line or ":%" in line)
    ]
    assert found == []
