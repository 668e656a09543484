"""Is a folder on a network drive? There SQLite's write-ahead log does not work, and locks are only as good as the drive.

What the system tells is not always enough: ``IEUM_NETWORK_DRIVES`` may name more folders, parted as in PATH.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "IEUM_NETWORK_DRIVES"
_MOUNTS = Path("/proc/self/mounts")
_TYPES = frozenset({
    "9p", "afs", "ceph", "cifs", "davfs", "lustre", "ncpfs", "nfs", "nfs4", "smb", "smb2", "smb3", "smbfs",
})  # fmt: skip
_BY_A_PROGRAM = "fuse"
"""sshfs, rclone, davfs2 and what else a program shows as a drive: most are far away, and of none is known how it locks."""
_DRIVE_REMOTE = 4  # of GetDriveTypeW


def on_network(path: Path, *, named: Mapping[str, str] = os.environ, mounts: str | None = None) -> bool:
    """Whether ``path`` lies on a network drive; ``mounts`` stands for /proc/self/mounts."""
    there = path.absolute()
    if any(there.is_relative_to(folder) for folder in named.get(VARIABLE, "").split(os.pathsep) if folder):
        return True
    if sys.platform == "win32":
        return _is_remote_on_windows(there)
    if mounts is None:
        mounts = _MOUNTS.read_text(errors="surrogateescape") if _MOUNTS.exists() else ""
    kind = _type_of(there.resolve(), mounts)
    return kind in _TYPES or kind.split(".")[0] == _BY_A_PROGRAM


def _type_of(path: Path, mounts: str) -> str:
    """The type of the file system mounted nearest above ``path``; of several at one place the last one counts."""
    nearest, found = -1, ""
    for line in mounts.splitlines():
        _device, place, kind, *_ = line.split(" ")
        if "\\" in place:  # a blank is written as \040
            place = place.encode().decode("unicode_escape").encode("latin-1").decode(errors="replace")
        folder = Path(place)
        if path.is_relative_to(folder) and len(folder.parts) >= nearest:
            nearest, found = len(folder.parts), kind
    return found


def _is_remote_on_windows(path: Path) -> bool:
    if path.drive.startswith("\\\\"):
        return True
    import ctypes

    drive_type: int = getattr(ctypes, "windll").kernel32.GetDriveTypeW(f"{path.drive}\\")  # noqa: B009 - Windows alone
    return drive_type == _DRIVE_REMOTE
