"""What the set-up asks of the system: nothing where nothing is missing, by whichever name a library goes there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DPKG = """#!/bin/sh
for word; do name=$word; done
grep -qx "$name" {installed} && printf installed
"""
APT = """#!/bin/sh
echo "$@" >>{asked}
"""


@pytest.fixture
def asked(tmp_path):
    """``asked(names)``: what apt-get is asked for by the set-up where these packages are installed."""

    def run(installed):
        programs = tmp_path / "bin"
        (tmp_path / "tools").mkdir()
        programs.mkdir()
        (tmp_path / ".venv").mkdir()
        shutil.copy(ROOT / "tools" / "set-up", tmp_path / "tools")
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        (tmp_path / "installed").write_text("\n".join(installed))
        said = {"dpkg-query": DPKG, "apt-get": APT, "sudo": '#!/bin/sh\nexec "$@"\n'}
        for name, words in said.items():
            words = words.format(installed=tmp_path / "installed", asked=tmp_path / "asked")
            (programs / name).write_text(words)
            (programs / name).chmod(0o755)
        with (tmp_path / "pyproject.toml").open("rb") as settings:
            sums = subprocess.run(["cksum"], stdin=settings, capture_output=True, text=True, check=True)
        (tmp_path / ".venv" / "set-up").write_text(f"dev {sums.stdout}")
        paths = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        subprocess.run(["bash", str(tmp_path / "tools" / "set-up")], env=paths, check=True)
        return (tmp_path / "asked").read_text() if (tmp_path / "asked").exists() else ""

    return run


def libraries():
    script = (ROOT / "tools" / "set-up").read_text(encoding="utf-8")
    return script[script.index("libraries=(") + 11 : script.index(")", script.index("libraries=("))].split()


def test_nothing_is_asked_where_libraries_go_by_the_names_of_debian_13(asked):
    renamed = {"libglib2.0-0": "libglib2.0-0t64", "libcups2": "libcups2t64"}
    assert renamed.keys() <= set(libraries())
    assert asked([renamed.get(name, name) for name in libraries()]) == ""


def test_what_is_missing_is_asked_for(asked):
    said = asked([name for name in libraries() if name != "libcups2"])
    assert said.splitlines()[-1].endswith("--no-install-recommends libcups2")
