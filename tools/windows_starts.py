"""The two starts of the Windows folder, under Wine: they run the program, and say it where a folder is not as it should be.

usage: .venv/bin/python tools/windows_starts.py FOLDER      FOLDER: the zip's, unpacked on Wine's drive C (WINEPREFIX)
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.windows_folder import MARK, STARTS  # noqa: E402

HELPFUL, LONG, MIXED = "창을 엽니다", "경로가 너무 깁니다", "두 판의 프로그램이 섞여 있습니다"
_PATIENCE_S = 300


def said(start: Path) -> str:
    """What a start says when it is asked for help: the program in UTF-8, the file itself in the encoding of the console."""
    command = ["wine", "cmd", "/c", start.name, "--help"]
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=start.parent, input=b"", capture_output=True, timeout=_PATIENCE_S, check=False
    )
    try:
        return done.stdout.decode()
    except UnicodeDecodeError:
        return done.stdout.decode("cp949", errors="replace")


def missing(top: Path, deep: Path) -> Iterator[str]:
    """A sentence for each start that does not say what it should; ``deep``: a folder with a path too long for Windows."""
    told = said(top / "Ieum-command.bat")
    if HELPFUL not in told:
        yield f"Ieum-command.bat --help: {told}"
    older = top / "program" / f"{MARK}0.0.9"
    older.touch()
    for name in STARTS:
        told = said(top / name)
        if MIXED not in told:
            yield f"{name} of two versions: {told}"
        told = said(Path(shutil.copy(top / name, deep)))
        if LONG not in told:
            yield f"{name} in a path of 200 characters: {told}"
    older.unlink()


def main() -> None:
    """Try both starts, and end with SystemExit where one is silent."""
    deep = Path(os.environ["WINEPREFIX"]) / "drive_c" / ("가" * 60) / ("a" * 140)
    deep.mkdir(parents=True, exist_ok=True)
    wrong = [*missing(Path(sys.argv[1]).resolve(), deep)]
    if wrong:
        raise SystemExit("\n".join(wrong))
    sys.stdout.write("both starts run the program, or say why they do not\n")


if __name__ == "__main__":
    main()
