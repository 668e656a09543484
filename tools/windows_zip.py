"""Makes one folder that runs on Windows 10 and 11 without installation, and packs it: on any machine, from wheels.

usage: python tools/windows_zip.py PYTHON_EMBED_ZIP LOCK OUT [--wheels FOLDER]

PYTHON_EMBED_ZIP is Python's own embeddable package for 64 bits (python-3.13.x-embed-amd64.zip), fetched once by whoever has
a network. LOCK, tools/windows.lock, names every wheel with its hashes; the command at its top makes it anew. ``--wheels``
takes them from a folder instead of the registry. The same input gives the same bytes.
"""

import argparse
import datetime as dt
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.windows_folder import files_in, lay, version

LARGEST = 85_000_000
"""Bytes a mail or a form of an office still takes."""
_FIRST, _STEPS = dt.datetime(2020, 1, 1), 2**26  # noqa: DTZ001 - a zip knows no zone


def main() -> None:
    """Lay the folder, pack it, and say how large it became."""
    parser = argparse.ArgumentParser(description="윈도우에서 설치 없이 도는 폴더를 만들어 묶습니다.")
    parser.add_argument("python", type=Path, metavar="PYTHON_EMBED_ZIP")
    parser.add_argument("lock", type=Path, metavar="LOCK")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--wheels", type=Path, metavar="FOLDER", help="휠이 든 폴더; 없으면 받아 옵니다")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch) / f"Ieum-{version()}"
        lay(options.python, options.lock, options.wheels, top)
        pack(top, options.out)
    size = options.out.stat().st_size
    sys.stdout.write(f"{options.out}: {size / 1e6:.1f} MB\n")
    if size > LARGEST:
        raise SystemExit(
            f"{LARGEST / 1e6:.0f} MB를 넘습니다. 늘어난 휠을 살펴 tools/windows_folder.py에서 덜어 주세요."
        )


def pack(top: Path, out: Path) -> None:
    """A zip of the folder whose bytes depend on its contents alone."""
    with zipfile.ZipFile(out, "w") as packed:
        for path in files_in(top):
            data = path.read_bytes()
            entry = zipfile.ZipInfo(path.relative_to(top.parent).as_posix(), time_of(data))
            entry.create_system = 0  # else it says which system packed it
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


def time_of(data: bytes) -> tuple[int, int, int, int, int, int]:
    """A time that changes with the contents, years ago.

    Python knows by time and size whether what it compiled is still true. With one time for all, a file of another version
    that is as long as before would be taken for the old one.
    """
    moment = _FIRST + dt.timedelta(seconds=2 * (zlib.crc32(data) % _STEPS))  # a zip counts in twos
    return moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second


if __name__ == "__main__":
    main()
