"""The folder for Windows: put together of the right parts only, the same every time, and not without what it needs."""

import datetime as dt
import hashlib
import re
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from tools import windows_folder, windows_setup, windows_zip

ROOT = Path(__file__).parents[2]
AMD64, I386, ARM64 = 0x8664, 0x014C, 0xAA64


def program(machine):
    """As much of a Windows program as tells what it runs on."""
    return (
        b"MZ".ljust(0x3C, b"\0")
        + struct.pack("<I", 0x40)
        + b"PE\0\0"
        + struct.pack("<H", machine)
        + b"\0" * 20
    )


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """A folder with Pythons, wheels and locks that are as small as can be; ``lock(hashes)`` and ``python(...)`` make more."""
    folder = tmp_path_factory.mktemp("받은 것")
    wheel = folder / "shiboken6-6.11.3-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("shiboken6/msvcp140.dll", b"runtime")
        packed.writestr("shiboken6/__init__.py", b"")
        packed.writestr("shiboken6/tests/test_it.py", b"")
        packed.writestr("shiboken6-6.11.3.data/scripts/shiboken.exe", b"")
        packed.writestr("shiboken6-6.11.3.data/purelib/more.py", b"")
        packed.writestr(
            "shiboken6-6.11.3.dist-info/METADATA",
            b"Metadata-Version: 2.1\nName: shiboken6\nVersion: 6.11.3\n",
        )
        packed.writestr("shiboken6-6.11.3.dist-info/licenses/LGPL.txt", b"licence")
        packed.writestr(
            "shiboken6-6.11.3.dist-info/WHEEL",
            b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        packed.writestr("shiboken6-6.11.3.dist-info/RECORD", b"")
    lock(folder, hashlib.sha256(wheel.read_bytes()).hexdigest())
    python(folder, "python-3.13.5-embed-amd64.zip")
    return folder


def lock(folder, digest, name="windows.lock", minor="3.13"):
    """A lock of one wheel."""
    told = f"#    uv pip compile --python-version {minor}\nshiboken6==6.11.3 --hash=sha256:{digest}\n"
    (folder / name).write_text(told, encoding="utf-8")
    return folder / name


def python(folder, name, machine=AMD64, short="313", within=""):
    """An embeddable package."""
    with zipfile.ZipFile(folder / name, "w") as packed:
        packed.writestr(f"{within}python.exe", program(machine))
        packed.writestr(f"{within}pythonw.exe", program(machine))
        packed.writestr(f"{within}python{short}._pth", f"python{short}.zip\n.\n#import site\n")
        packed.writestr(f"{within}LICENSE.txt", b"PSF")
    return folder / name


@pytest.fixture(scope="module")
def laid(parts, tmp_path_factory):
    """The folder, without the program's code: a thousand files that no test here looks at."""
    top = tmp_path_factory.mktemp("폴더") / "Ieum-0.1.0"
    with pytest.MonkeyPatch.context() as fewer:
        fewer.setattr(windows_folder, "_PROGRAM", ("forms",))
        windows_folder.lay(parts / "python-3.13.5-embed-amd64.zip", parts / "windows.lock", parts, top)
    return top


def test_the_folder_holds_an_isolated_python_the_wheels_the_program_and_two_starts(laid, tmp_path):
    made = []
    for name, top in (("하나.zip", laid), ("둘.zip", shutil.copytree(laid, tmp_path / "딴 곳" / laid.name))):
        windows_zip.pack(top, tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "하나.zip") as packed:
        names = {name.removeprefix("Ieum-0.1.0/") for name in packed.namelist()}
        path_file = packed.read("Ieum-0.1.0/python/python313._pth").decode()
        start = packed.read("Ieum-0.1.0/Ieum.bat")
    assert path_file == "python313.zip\r\n.\r\n..\\lib\r\n..\\program\r\n", (
        "no registry, no site, no PYTHONPATH"
    )
    assert {"python/python.exe", "python/LICENSE.txt", "lib/more.py", "program/main.py"} <= names
    assert {"lib/shiboken6/msvcp140.dll", "python/msvcp140.dll"} <= names, (
        "beside python.exe too, for zxing-cpp"
    )
    assert "lib/shiboken6-6.11.3.dist-info/licenses/LGPL.txt" in names
    assert not {name for name in names if "test" in name or "scripts" in name}
    assert b"\n" not in start.replace(b"\r\n", b"")
    assert "경로가 너무 깁니다" in start.decode("cp949")


def test_each_start_tells_of_another_version_unpacked_over_or_under_this_one(laid):
    mark = laid / "program" / f"version-{windows_folder.version()}"
    assert [path.name for path in (laid / "program").glob("version-*")] == [mark.name]
    for name in windows_folder.STARTS:
        start = (laid / name).read_bytes().decode("cp949")
        assert f'if not "%%F"=="{mark.name}" goto mixed' in start
        assert "두 판의 프로그램이 섞여 있습니다" in start.partition(":mixed")[2]


@pytest.mark.parametrize(
    ("machine", "short", "sentence"),
    [
        (I386, "313", "64비트(amd64) 파이썬이 아닙니다"),
        (ARM64, "313", "64비트(amd64) 파이썬이 아닙니다"),
        (AMD64, "311", "파이썬 3.11의 패키지입니다"),
    ],
)
def test_another_python_is_refused(tmp_path, machine, short, sentence):
    given = python(tmp_path, "python.zip", machine, short)
    with pytest.raises(SystemExit, match=re.escape(sentence)):
        windows_folder.lay_python(given, "3.13", tmp_path / "python")


@pytest.mark.parametrize("content", [b"no zip", None], ids=["no zip", "a zip of something else"])
def test_what_is_no_python_is_refused(tmp_path, content):
    given = tmp_path / "받은 것.zip"
    if content is None:
        with zipfile.ZipFile(given, "w") as packed:
            packed.writestr("readme.txt", "hello")
    else:
        given.write_bytes(content)
    with pytest.raises(SystemExit, match="embeddable 패키지가 아닙니다"):
        windows_folder.lay_python(given, "3.13", tmp_path / "python")


def test_a_python_may_lie_in_a_folder_of_its_package(tmp_path):
    given = python(tmp_path, "wrapped.zip", within="cp313/")
    windows_folder.lay_python(given, "3.13", tmp_path / "python")
    assert (tmp_path / "python" / "python.exe").is_file()


def test_a_wheel_with_another_hash_is_refused_by_name(parts, tmp_path):
    wrong = lock(tmp_path, "0" * 64)
    with pytest.raises(SystemExit, match=r"해시가 목록과 다릅니다: shiboken6==6\.11\.3\."):
        windows_folder.fetch(wrong, "3.13", tmp_path, parts)


def test_a_wheel_that_cannot_be_had_is_told(tmp_path, parts):
    (tmp_path / "비었음").mkdir()
    with pytest.raises(SystemExit, match="휠을 받지 못했습니다"):
        windows_folder.fetch(parts / "windows.lock", "3.13", tmp_path, tmp_path / "비었음")


def test_a_path_too_long_for_windows_is_refused(tmp_path):
    deep = tmp_path / "lib" / ("가" * 60) / ("나" * 60)
    deep.mkdir(parents=True)
    (deep / "file.py").touch()
    with pytest.raises(SystemExit, match="109자보다 길어"):
        windows_folder.check_lengths(tmp_path)


def test_without_microsofts_runtime_nothing_is_made(tmp_path):
    with pytest.raises(SystemExit, match=r"msvcp140\.dll이 없습니다"):
        windows_folder.lay_runtime(tmp_path)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("PIL/Image.py", "PIL/Image.py"),
        ("x-1.data/platlib/x/_x.pyd", "x/_x.pyd"),
        ("x-1.data/scripts/x.exe", ""),
        ("x-1.data/headers/x.h", ""),
        ("PIL/", ""),
    ],
)
def test_files_of_a_wheel_go_where_an_installation_puts_them(name, place):
    assert windows_folder.place_of(name) == place


def test_every_module_of_qt_that_the_program_imports_is_kept():
    sources = [ROOT / "main.py", *(ROOT / "desktop").rglob("*.py")]
    imported = set()
    for path in sources:
        imported.update(
            re.findall(r"^\s*from PySide6\.(\w+) import", path.read_text(encoding="utf-8"), re.MULTILINE)
        )
    assert imported
    for module in imported:
        assert windows_folder.is_kept(f"PySide6/{module}.pyd"), module
        assert windows_folder.is_kept(f"PySide6/{module.replace('Qt', 'Qt6', 1)}.dll"), module
    assert not windows_folder.is_kept("PySide6/Qt6Quick.dll")


def test_what_python_compiled_of_another_version_is_not_taken_for_this_one():
    """It knows by time and size; two files of one length must not have one time."""
    assert windows_zip.time_of(b"VERSION = 1") != windows_zip.time_of(b"VERSION = 2")
    assert windows_zip.time_of(b"") == (2020, 1, 1, 0, 0, 0)


def test_the_installer_is_made_of_the_folder_with_its_times(laid, tmp_path):
    """By its time Python knows what it compiled of a file."""
    windows_zip.pack(laid, tmp_path / "ieum.zip")
    found = windows_setup.unpack(tmp_path / "ieum.zip", tmp_path / "풀린 것")
    assert found.name == "Ieum-0.1.0"
    main = found / "program" / "main.py"
    told = dt.datetime.fromtimestamp(main.stat().st_mtime, dt.UTC)
    assert told.timetuple()[:6] == windows_zip.time_of(main.read_bytes())


@pytest.mark.parametrize("inside", [None, "readme.txt"], ids=["no zip", "another zip"])
def test_no_installer_is_made_of_anything_else(tmp_path, inside):
    given = tmp_path / "받은 것.zip"
    given.write_bytes(b"no zip")
    if inside:
        with zipfile.ZipFile(given, "w") as packed:
            packed.writestr(inside, "hello")
    with pytest.raises(SystemExit, match=r"tools/windows_zip\.py가 만든 파일을 주세요"):
        windows_setup.unpack(given, tmp_path / "풀린 것")


def test_the_installer_takes_away_only_what_it_put_there_and_leaves_the_data():
    script = windows_setup.SCRIPT.read_text(encoding="utf-8")
    removed = re.findall(r'^\s*RMDir (?:/r )?"(.+)"$', script, re.MULTILINE)
    assert removed
    assert set(removed) <= {
        r"$INSTDIR", r"$INSTDIR\python.old", r"$INSTDIR\lib", r"$INSTDIR\program", "${COMPILED}",
    }  # fmt: skip
    assert re.findall(r'RMDir "\$INSTDIR"', script), "the folder itself only where nothing else lies in it"
    assert r'IfFileExists "$INSTDIR\Ieum.bat" 0 free' in script
    assert "RequestExecutionLevel user" in script


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (f"IntCmp $0 {windows_folder.ROOM_BEFORE} fits fits", "폴더의 경로가 너무 깁니다"),
        (r'FileOpen $0 "$INSTDIR\.ieum-try" w', "이 폴더에는 쓸 수 없습니다"),
        (r'Rename "$INSTDIR\python" "$INSTDIR\python.old"', "이음이 열려 있습니다"),
    ],
)
def test_the_installer_stops_with_a_sentence_before_anything_is_changed(asked, sentence):
    script = windows_setup.SCRIPT.read_text(encoding="utf-8")
    told, stops = script.partition(asked)[2].partition("Abort")[:2]
    assert f'MessageBox MB_OK "{sentence}' in told
    assert stops
    assert "RMDir" not in told
    assert "File /r" not in told
