"""Data files and desk settings as earlier versions of the program left them, made by the code of their time.

In each: an office whose settings were saved three times, the last time in vain, both programmes with a few invented
people, a certificate issued, a sheet with headings of its own imported, and two saved views.
"""

import tarfile
from pathlib import Path

SCHEMAS = ("0001", "0002", "0003", "0004", "0005", "0006")
DESKS = ("0001", "0006")
_KEPT = Path(__file__).parent / "_files" / "earlier_schemas.tar.xz"


def take(name: str, folder: Path) -> Path:
    """The file of this name ('0001.db', '0006.ini'), put into ``folder``."""
    with tarfile.open(_KEPT) as kept:
        kept.extract(name, folder, filter="data")
    return folder / name
