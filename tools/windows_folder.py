"""The parts of the folder that runs on Windows: a Python that knows nothing of the PC's, wheels, the program, two starts."""

import fnmatch
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
AMD64 = 0x8664
ROOM_BEFORE = 150
"""So many characters may stand before the folder: Windows takes 259 to a path."""
_LONGEST_INSIDE = 259 - ROOM_BEFORE
KEPT_OF_QT = (
    "Qt6Core.dll", "Qt6Gui.dll", "Qt6Widgets.dll", "Qt6PrintSupport.dll", "Qt6Svg.dll", "Qt6UiTools.dll", "Qt6Network.dll",
    "Qt6OpenGL.dll", "Qt6OpenGLWidgets.dll", "Qt6DBus.dll",
    "QtCore.pyd", "QtGui.pyd", "QtWidgets.pyd", "QtPrintSupport.pyd", "QtUiTools.pyd", "QtNetwork.pyd", "QtSvg.pyd",
    "pyside6.abi3.dll", "pyside6qml.abi3.dll", "msvcp140*.dll", "vcruntime140*.dll", "concrt140.dll",
    "*.py", "support/*", "plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll",
    "plugins/imageformats/q[gisjw]*.dll", "plugins/iconengines/*", "plugins/styles/*",
    "translations/qtbase_ko.qm", "translations/qt_ko.qm",
)  # fmt: skip
"""Of PySide6, whose wheel brings 208 MB."""
LEFT_OUT = (
    "*/tests/*", "*.pyi", "*.pyx", "*.h", "fontTools/*.c", "cryptography-*/sboms/*", "qtawesome/fonts/[!p]*",
    "PIL/_avif*.pyd", "PIL/_imagingtk*", "PIL/ImageTk*", "lxml/includes/*",
)  # fmt: skip
"""What of the other wheels nothing here runs or reads; licences stay."""
_PROGRAM = ("desktop", "forms", "resources")
_BESIDE = ("main.py", "LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml")
_LOCKED_FOR = re.compile(r"--python-version (3\.\d+)")
_OF_A_PATH_FILE = re.compile(r"(?:.*/)?python3(\d+)\._pth")
_UNLIKE = re.compile(r"^ {4}(\S+) from ", re.MULTILINE)
START = r"""@echo off
set "HERE=%~dp0"
if not "%HERE:~{room},1%"=="" goto long
for /f "delims=" %%F in ('dir /b "%HERE%program\{mark}*"') do if not "%%F"=="{mark}{version}" goto mixed
{run} -X "pycache_prefix=%LOCALAPPDATA%\Ieum\compiled" "%HERE%program\main.py" %*
exit /b
:long
echo 이 폴더의 경로가 너무 깁니다. C:\이음처럼 짧은 곳으로 옮긴 뒤 다시 여세요.
pause
exit /b 1
:mixed
echo 이 폴더에는 두 판의 프로그램이 섞여 있습니다. 폴더를 지우고 새 판을 빈 폴더에 다시 푸세요. 자료는 그대로입니다.
pause
exit /b 1
"""
"""A .bat; ``{run}`` is what it starts, and what else stands in braces is filled in too."""
MARK = "version-"
"""What begins the name of a file that says which version lies here: of two unpacked over one another there are two."""
STARTS = {
    "Ieum.bat": 'start "" "%HERE%python\\pythonw.exe"',
    "Ieum-command.bat": '"%HERE%python\\python.exe"',
}
"""The window, and the commands, which say what they did."""


def version() -> str:
    """The program's own."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def locked_for(lock: Path) -> str:
    """The Python a lock was made for, '3.13', as the command at its top says. SystemExit where it does not."""
    found = _LOCKED_FOR.search(lock.read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(
            f"'{lock.name}'에 어느 파이썬을 위한 목록인지 없습니다. 그 머리의 명령으로 다시 만들어 주세요."
        )
    return found[1]


def lay(package: Path, lock: Path, wheels: Path | None, top: Path) -> None:
    """Put the whole folder together at ``top``. SystemExit with a sentence where a part is not the right one."""
    wanted = locked_for(lock)
    lay_python(package, wanted, top / "python")
    with tempfile.TemporaryDirectory() as fetched:
        fetch(lock, wanted, Path(fetched), wheels)
        for wheel in sorted(Path(fetched).glob("*.whl")):
            unpack(wheel, top / "lib")
    lay_runtime(top)
    lay_program(top / "program")
    for name, run in STARTS.items():
        told = START.replace("{room}", str(ROOM_BEFORE)).replace("{run}", run)
        told = told.replace("{mark}", MARK).replace("{version}", version())
        # In the encoding of a Korean Windows' console; only that shows the sentence.
        (top / name).write_bytes(told.replace("\n", "\r\n").encode("cp949"))
    check_lengths(top)


def lay_python(package: Path, wanted: str, target: Path) -> None:
    """Unpack an embeddable Python and teach it where its libraries lie: not in the registry, nor in anybody's PYTHONPATH."""
    try:
        with zipfile.ZipFile(package) as packed:
            home = _home(packed, wanted)
            for name in packed.namelist():
                if name.startswith(home) and not name.endswith("/"):
                    _write(target, name.removeprefix(home), packed.read(name))
    except (OSError, zipfile.BadZipFile):
        raise SystemExit(
            f"'{package}'는 파이썬의 embeddable 패키지가 아닙니다. python-{wanted}.x-embed-amd64.zip을 주세요."
        ) from None
    if machine_of((target / "python.exe").read_bytes()) != AMD64:
        raise SystemExit(
            f"'{package.name}'은 64비트(amd64) 파이썬이 아닙니다. python-{wanted}.x-embed-amd64.zip을 주세요."
        )
    short = wanted.replace(".", "")
    paths = (f"python{short}.zip", ".", r"..\lib", r"..\program")
    (target / f"python{short}._pth").write_bytes("".join(f"{path}\r\n" for path in paths).encode("ascii"))


def _home(packed: zipfile.ZipFile, wanted: str) -> str:
    """The folder within the package that python.exe lies in, '' for none. SystemExit for a Python of another version."""
    names = packed.namelist()
    told = next((found for name in names if (found := _OF_A_PATH_FILE.fullmatch(name))), None)
    if told is None or not any(name.endswith("python.exe") for name in names):
        raise zipfile.BadZipFile
    if f"3.{told[1]}" != wanted:
        raise SystemExit(
            f"파이썬 3.{told[1]}의 패키지입니다. 이 목록의 휠은 {wanted}의 것이니 python-{wanted}.x-embed-amd64.zip을 주세요."
        )
    return told[0].rpartition("/")[0] + "/" if "/" in told[0] else ""


def machine_of(program: bytes) -> int:
    """The processor a Windows program is for, as its PE header says; 0 where it has none."""
    try:
        (header,) = struct.unpack_from("<I", program, 0x3C)
        (machine,) = struct.unpack_from("<H", program, header + 4)
    except struct.error:
        return 0
    return int(machine)


def fetch(lock: Path, wanted: str, target: Path, wheels: Path | None) -> None:
    """Get every wheel of the lock into ``target``, each held to its hash. SystemExit where one is another or missing."""
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:",
        "--platform", "win_amd64", "--python-version", wanted, "--implementation", "cp",
        "--dest", str(target), "--requirement", str(lock),
    ]  # fmt: skip
    if wheels is not None:
        command += ["--no-index", "--find-links", str(wheels)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode == 0:
        return
    unlike = _UNLIKE.findall(done.stderr) if "DO NOT MATCH THE HASHES" in done.stderr else []
    if unlike:
        raise SystemExit(
            f"받은 휠의 해시가 목록과 다릅니다: {', '.join(unlike)}. 다시 받아 보고, 그래도 다르면 쓰지 마세요."
        )
    last = done.stderr.strip().splitlines()[-1:] or [""]
    raise SystemExit(f"휠을 받지 못했습니다. 네트워크나 --wheels 폴더를 확인해 주세요. ({last[0]})")


def unpack(wheel: Path, lib: Path) -> None:
    """Lay what the program needs of a wheel where Python looks for it."""
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            place = place_of(name)
            if place and is_kept(place):
                _write(lib, place, packed.read(name))


def place_of(name: str) -> str:
    """Where a file of a wheel goes below the folder of libraries; '' for scripts, headers, and folders."""
    parts = PurePosixPath(name).parts
    if name.endswith("/"):
        return ""
    if parts[0].endswith(".data"):
        return "/".join(parts[2:]) if parts[1] in {"purelib", "platlib"} else ""
    return name


def is_kept(place: str) -> bool:
    """Whether the folder holds this file of a wheel."""
    if place.startswith("PySide6/"):
        return any(fnmatch.fnmatch(place.removeprefix("PySide6/"), kept) for kept in KEPT_OF_QT)
    return not any(fnmatch.fnmatch(place, out) for out in LEFT_OUT)


def lay_runtime(top: Path) -> None:
    """Microsoft's C++ runtime beside python.exe: zxing-cpp needs it and brings none, and many a PC has none."""
    found = sorted((top / "lib" / "shiboken6").glob("msvcp140*.dll"))
    if not found:
        raise SystemExit("shiboken6의 휠에 msvcp140.dll이 없습니다. 수료증을 만들지 못할 묶음이라 멈춥니다.")
    for runtime in found:
        shutil.copy(runtime, top / "python")


def lay_program(target: Path) -> None:
    """The program as it lies here, without what was compiled of it."""
    for name in _PROGRAM:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.ts"))
    for name in _BESIDE:
        shutil.copy(ROOT / name, target)
    (target / f"{MARK}{version()}").touch()


def check_lengths(top: Path) -> None:
    """SystemExit where a path would be too long for Windows below a folder of `ROOM_BEFORE` characters."""
    longest = max(files_in(top), key=lambda path: len(str(path.relative_to(top))))
    inside = longest.relative_to(top).as_posix()
    if len(inside) > _LONGEST_INSIDE:
        raise SystemExit(
            f"'{inside}'의 경로가 {_LONGEST_INSIDE}자보다 길어 윈도우에서 풀리지 않을 수 있습니다."
        )


def files_in(top: Path) -> Iterator[Path]:
    """Every file below a folder, in an order that is the same everywhere."""
    yield from sorted((path for path in top.rglob("*") if path.is_file()), key=lambda path: path.as_posix())


def _write(target: Path, name: str, data: bytes) -> None:
    place = target.joinpath(*PurePosixPath(name).parts)
    if not place.resolve().is_relative_to(target.resolve()):
        raise SystemExit(f"'{name}'은 폴더 밖을 가리킵니다. 이 파일은 쓰지 마세요.")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
