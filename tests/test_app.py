"""What is set once, where the program is put together."""

import io
import subprocess
import sys

import pytest

from desktop import app


def test_the_window_and_the_worker_take_turns_within_a_millisecond():
    """In a process of its own: it is a setting of the whole of Python."""
    code = "import sys, desktop.app as app; app.take_turns(); print(sys.getswitchinterval())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(ran.stdout) <= 0.001


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["no such command"]])
def test_help_and_wrong_usage_are_said_in_the_encoding_of_all_the_rest(monkeypatch, words):
    """A pipe on Windows has CP949 until it is told otherwise."""
    said = io.BytesIO()
    pipe = io.TextIOWrapper(said, encoding="cp949")
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "stderr", pipe)
    with pytest.raises(SystemExit):
        app.run(words)
    pipe.flush()
    assert "쓰는 법: " in said.getvalue().decode("utf-8")
