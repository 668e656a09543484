"""The list of wheels for Windows fits the program: else a folder made of it would lack a library, or hold another."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import windows_folder

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "tools" / "windows.lock"
LOCKED = re.compile(r"^([a-z0-9._-]+)==(\S+) \\$", re.MULTILINE)
AGAIN = "pyproject.toml에 맞지 않습니다. tools/windows.lock의 머리에 적힌 명령으로 다시 만들어 주세요."


@pytest.fixture(scope="module")
def locked():
    """The version of every wheel, by name."""
    return {
        canonicalize_name(name): version for name, version in LOCKED.findall(LOCK.read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def there():
    """What a requirement is asked on: Windows, with the Python of the lock."""
    return {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "python_version": windows_folder.locked_for(LOCK),
        "python_full_version": f"{windows_folder.locked_for(LOCK)}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def wanted():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [
        Requirement(each)
        for each in (
            *told["dependencies"],
            *told["optional-dependencies"]["server"],
            *told["optional-dependencies"]["hwpx"],
        )
    ]


@pytest.mark.parametrize("need", wanted(), ids=str)
def test_every_library_of_the_program_is_locked_at_a_version_it_takes(locked, need):
    version = locked.get(canonicalize_name(need.name))
    assert version is not None, f"{need.name}: {AGAIN}"
    assert need.specifier.contains(version), f"{need.name}: {AGAIN}"


def test_what_the_libraries_need_on_windows_is_locked_too(locked, there):
    """As the installed ones tell it; the lock is of the same versions or near them."""
    extras = {canonicalize_name(need.name): need.extras for need in wanted()}
    missing = set()
    for name in locked:
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # of Windows alone
        for need in map(Requirement, needs):
            asked = [
                need.marker is None or need.marker.evaluate({**there, "extra": extra})
                for extra in ("", *extras.get(name, ()))
            ]
            if any(asked) and canonicalize_name(need.name) not in locked:
                missing.add(f"{name} → {need.name}")
    assert missing == set(), AGAIN


def test_every_wheel_has_its_hashes_and_no_host_is_named():
    told = LOCK.read_text(encoding="utf-8")
    assert told.count("--hash=sha256:") >= len(LOCKED.findall(told)) > 30
    assert "://" not in told
    assert "index" not in told
