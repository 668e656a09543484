"""The package for Linux holds what the program reads by path: a bundler follows imports only."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILT = (ROOT / "tools" / "deb").read_text(encoding="utf-8")
SPEC = (ROOT / "tools" / "ieum.spec").read_text(encoding="utf-8")


def test_every_folder_of_the_programs_own_files_is_in_the_bundle():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "desktop").rglob("*.py")]
    read = {folder for source in sources for folder in re.findall(r'bundled\(\s*"(\w+)"', source)}
    assert read == {"forms", "resources"}
    packed = set(re.findall(r'"([^"]+)"', SPEC.partition("for name in (")[2].partition(")")[0]))
    assert packed == read | {"desktop/model/migrations"}


def test_what_is_left_out_of_qt_is_nothing_the_program_imports():
    imported = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        imported.update(re.findall(r"from PySide6\.(\w+) import", path.read_text(encoding="utf-8")))
    assert {"QtCore", "QtWidgets"} <= imported
    left_out = set(re.findall(r'"PySide6\.(\w+)"', SPEC))
    left_out |= {name.replace("libQt6", "Qt") for name in re.findall(r'"(libQt6\w+)"', SPEC)}
    assert {"QtQml", "QtPdf"} <= left_out
    assert not imported & left_out


def test_every_extra_of_the_program_is_built_in():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = set(told["project"]["optional-dependencies"]) - {"dev", "bench"}
    assert {"hwpx", "server"} <= extras
    assert set(re.search(r"'\.\[([\w,]+)\]'", BUILT)[1].split(",")) == extras
