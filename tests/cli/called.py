"""The program called with words of the command line, in a process of its own: cold, or forked from a warm one."""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.faults import another_desk

ROOT = Path(__file__).parents[2]
Outcome = tuple[int, str, str]
"""The exit status and what was said on the two outputs."""


def cold(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Outcome:
    """As a schedule calls it: Python starts, and everything is loaded anew, which takes two seconds of most calls."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def warm(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Outcome:
    """The same work in a process forked from one that has loaded everything already."""
    with tempfile.TemporaryDirectory() as kept:
        out, err = Path(kept) / "out", Path(kept) / "err"
        ended = another_desk.run(_call, list(words), folder, dict(environment), out, err)
        assert ended.said == "", ended.said
        return ended.status, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")


def _call(words: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    from desktop import app

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    warnings.simplefilter("error")
    # A pipe on a machine of another language: the program itself has to see to its encoding.
    sys.stdout = out.open("w", encoding="ascii")
    sys.stderr = err.open("w", encoding="ascii")
    try:
        sys.exit(app.run(words))
    finally:
        sys.stdout.close()
        sys.stderr.close()
