"""Every screen and dialog at the scales people set: nothing cut, nothing overlapping, all of it at hand by the keyboard."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize(
    ("mode", "scale", "size"),
    [
        ("light", 1.0, (2560, 1440)),
        ("dark", 1.25, (1280, 720)),
        ("light", 1.5, (800, 480)),
        ("dark", 2.0, (1280, 720)),
    ],
)
def test_every_screen_is_whole_and_at_hand(tmp_path, mode, scale, size):
    """A scale is chosen before Qt starts, so each has a process of its own; ``size`` is in the program's own pixels."""
    width, height = (int(side * scale) for side in size)
    one = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height}
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps({"screens": [one | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": str(scale),
        "HOME": str(tmp_path),
    }
    told = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "take_screenshots.py"), "--check", mode],
        env=environment, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    scenes, *faults = told.stdout.split("\n")
    assert int(scenes) > 60
    assert [fault for fault in faults if fault] == []
