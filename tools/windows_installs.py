"""The installer, under Wine: it puts the folder in its place, renews an older one, and taken away it leaves the data.

usage: .venv/bin/python tools/windows_installs.py ZIP SETUP      from windows_zip.py, and what windows_setup.py made of it

That it refuses while the program is open is not tried: Wine lets a folder be renamed in which a program runs.
"""

import getpass
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.windows_starts import HELPFUL, said  # noqa: E402

_PATIENCE_S = 300
_SHORTCUTS = ("AppData/Roaming/Microsoft/Windows/Start Menu/Programs/이음.lnk", "Desktop/이음.lnk")
_UNINSTALL, _COMPILED = "uninstall.exe", "__pycache__"


def run(setup: Path) -> None:
    """Without a question, as an office's tool for handing out programs would."""
    subprocess.run(  # noqa: S603 - our own words
        ["wine", str(setup), "/S"],  # noqa: S607 - wherever it is installed
        input=b"",
        capture_output=True,
        timeout=_PATIENCE_S,
        check=True,
    )


def comes_true(what: Callable[[], bool]) -> bool:
    """Whether it is so before long: an uninstaller goes on as a copy of itself."""
    until = time.monotonic() + _PATIENCE_S
    while not what() and time.monotonic() < until:
        time.sleep(1)
    return what()


def files(folder: Path) -> dict[str, int]:
    """What lies in a folder, with the size of each; of both without what Python compiled."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and _COMPILED not in path.parts
    }


def packed(zipped: Path) -> dict[str, int]:
    """What lies in the one folder of a zip, with the size of each."""
    with zipfile.ZipFile(zipped) as opened:
        return {
            entry.filename.partition("/")[2]: entry.file_size
            for entry in opened.infolist()
            if not entry.is_dir() and _COMPILED not in entry.filename
        }


def missing(zipped: Path, setup: Path, home: Path) -> Iterator[str]:
    """A sentence for all that is not as it should be."""
    wanted = packed(zipped)
    installed, data = home / "AppData/Local/Programs/Ieum", home / "AppData/Local/Ieum/자료.db"
    data.parent.mkdir(parents=True, exist_ok=True)
    data.touch()
    run(setup)
    yield from _differences("installed", installed, wanted)
    yield from (f"no shortcut: {name}" for name in _SHORTCUTS if not (home / name).exists())
    if HELPFUL not in (told := said(installed / "Ieum-command.bat")):
        yield f"the installed program does not start: {told}"
    (installed / "program" / "desktop" / "from_before.py").touch()
    run(setup)
    yield from _differences("over an older one", installed, wanted)
    run(installed / _UNINSTALL)
    if not comes_true(lambda: not installed.exists()):
        yield f"left of the program: {[*files(installed)][:5]}"
    yield from (f"shortcut still there: {name}" for name in _SHORTCUTS if (home / name).exists())
    if not data.exists():
        yield "the data went with the program"


def _differences(when: str, installed: Path, wanted: dict[str, int]) -> Iterator[str]:
    found = files(installed)
    if found.pop(_UNINSTALL, 0) == 0:
        yield f"{when}: no {_UNINSTALL}"
    if found != wanted:
        differing = sorted(found.items() ^ wanted.items())
        yield f"{when}: {len(differing)} files differ, as {differing[:3]}"


def main() -> None:
    """Install, install over it and take away; ends with SystemExit where one of them falls short."""
    home = Path(os.environ["WINEPREFIX"]) / "drive_c" / "users" / getpass.getuser()
    wrong = [*missing(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), home)]
    if wrong:
        raise SystemExit("\n".join(wrong))
    sys.stdout.write("installed, renewed and taken away; the data stays\n")


if __name__ == "__main__":
    main()
