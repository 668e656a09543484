"""What is set once, where the program is put together."""

import subprocess
import sys


def test_the_window_and_the_worker_take_turns_within_a_millisecond():
    """In a process of its own: it is a setting of the whole of Python."""
    code = "import sys, desktop.app as app; app.take_turns(); print(sys.getswitchinterval())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(ran.stdout) <= 0.001
