"""Makes the installer of the folder for Windows: for one person, without an administrator, and its uninstall keeps the data.

usage: python tools/windows_setup.py ZIP OUT         ZIP from tools/windows_zip.py; needs NSIS (Debian: apt-get install nsis)
"""

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SCRIPT = Path(__file__).resolve().with_suffix(".nsi")
_OF_OURS = "Ieum-"


def main() -> None:
    """Unpack the folder, and let NSIS make the installer of it."""
    parser = argparse.ArgumentParser(description="윈도우 폴더를 한 사람에게 설치하는 파일로 만듭니다.")
    parser.add_argument("zip", type=Path, metavar="ZIP")
    parser.add_argument("out", type=Path, metavar="OUT")
    options = parser.parse_args()
    if shutil.which("makensis") is None:
        raise SystemExit("NSIS가 없습니다. 관리자에게 부탁해 주세요: apt-get install nsis")
    with tempfile.TemporaryDirectory() as scratch:
        source = unpack(options.zip, Path(scratch))
        make(source, options.out)
    sys.stdout.write(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB\n")


def unpack(packed: Path, target: Path) -> Path:
    """The folder of the zip, each file with its time: by it Python knows what it compiled. SystemExit for another zip."""
    try:
        with zipfile.ZipFile(packed) as opened:
            for entry in opened.infolist():
                moment = dt.datetime(*entry.date_time, tzinfo=dt.UTC).timestamp()
                os.utime(opened.extract(entry, target), (moment, moment))
    except (OSError, zipfile.BadZipFile):
        raise SystemExit(f"'{packed}'을 풀 수 없습니다. tools/windows_zip.py가 만든 파일을 주세요.") from None
    found = [folder for folder in target.glob(f"{_OF_OURS}*") if (folder / "python" / "python.exe").is_file()]
    if len(found) != 1:
        raise SystemExit(
            f"'{packed.name}'에는 이음의 폴더가 없습니다. tools/windows_zip.py가 만든 파일을 주세요."
        )
    return found[0]


def make(source: Path, out: Path) -> None:
    """Run NSIS. SystemExit with what it says last where it fails."""
    named = {"SOURCE": source, "VERSION": source.name.removeprefix(_OF_OURS), "OUT": out.absolute()}
    words = [f"-D{name}={value}" for name, value in named.items()]
    command = ["makensis", "-V2", *words, str(SCRIPT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        last = (done.stdout + done.stderr).strip().splitlines()[-1:] or [""]
        raise SystemExit(f"설치 파일을 만들지 못했습니다. ({last[0]})")


if __name__ == "__main__":
    main()
