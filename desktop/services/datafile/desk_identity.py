"""By what this desk is told from every other: a name drawn once and kept in the user's own folder.

Accounts do not tell: 'user' or 'admin' sits at half of an office's machines. The name says nothing of machine or person.
"""

import hashlib
import os
import platform
import uuid
from pathlib import Path

from desktop import places


def own() -> str:
    """The name of this desk, drawn at the first call ever.

    Where nothing can be kept it is made of the machine's own name, which is the next best to tell two desks by.
    """
    kept = places.desk_file()
    return _read(kept) or _drawn(kept)


def _read(kept: Path) -> str:
    try:
        name = kept.read_text(encoding="ascii").strip()
    except (OSError, ValueError):  # not drawn yet, or spoilt
        return ""
    return name if len(name) == 32 and name.isalnum() else ""


def _drawn(kept: Path) -> str:
    name = uuid.uuid4().hex
    draft = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(name, encoding="ascii")
        draft.replace(kept)
    except OSError:
        return hashlib.sha256(f"{platform.node()}/{uuid.getnode()}".encode()).hexdigest()[:32]
    return _read(kept) or name  # another program may have drawn one this moment
