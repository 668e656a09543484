"""Every screen and dialog at the scales people set: nothing cut, nothing overlapping, all of it at hand by the keyboard."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


SMALLEST = ("light", 1.5, (800, 480), "1/1")
SCREENS = [SMALLEST, ("dark", 1.25, (1280, 720), "1/3"), ("dark", 2.0, (1280, 720), "2/3")]
"""The last says how many of the scenes: what is whole on the smallest screen is seldom cut on a larger one."""
OFFICES = [("dark", 2.0, (1366, 768)), ("light", 2.0, (1920, 1080))]
if "IEUM_LOOKS" in os.environ:  # all of them, and those with more room than the others, before a release
    SCREENS = [(mode, scale, size, "1/1") for mode, scale, size, _part in SCREENS]
    SCREENS.append(("light", 1.0, (2560, 1440), "1/1"))
    OFFICES.append(("light", 1.25, (1366, 768)))


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize(("mode", "scale", "size", "part"), SCREENS)
def test_every_screen_is_whole_and_at_hand(tmp_path, mode, scale, size, part):
    """A scale is chosen before Qt starts, so each has a process of its own; ``size`` is in the program's own pixels."""
    size = tuple(int(side * scale) for side in size)
    scenes, faults = found_wrong(tmp_path, mode, scale, size, part)
    assert scenes > 60
    assert faults == []


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize(("mode", "scale", "size"), OFFICES)
def test_every_dialog_fits_the_screens_offices_have(tmp_path, mode, scale, size):
    """``size`` is in the pixels of the screen."""
    scenes, faults = found_wrong(tmp_path, mode, scale, size, "dialogs")
    assert scenes > 30
    assert faults == []


def found_wrong(folder, mode, scale, size, *words):
    """How many scenes were played on such a screen, and what is wrong in them."""
    one = {"name": "screen", "x": 0, "y": 0, "width": size[0], "height": size[1]}
    screen = folder / "screen.json"
    screen.write_text(json.dumps({"screens": [one | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": str(scale),
        "HOME": str(folder),
    }
    told = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "take_screenshots.py"), "--check", mode, *words],
        env=environment, capture_output=True, text=True, timeout=900, check=True,
    )  # fmt: skip
    scenes, *faults = told.stdout.split("\n")
    return int(scenes), [fault for fault in faults if fault]
