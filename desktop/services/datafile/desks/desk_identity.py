"""By what a desk is told from every other: its machine, for accounts do not tell.

'user' or 'admin' sits at half of an office's machines. Machines set up from one image share the number the system drew
for them, and machines of two offices their names; hardly any two share both. Nothing of it can be read off what is kept.
"""

import hashlib
import platform
import sys
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path


@cache
def own() -> str:
    """The name of this desk, the same at every start; 32 letters and digits."""
    return hashlib.sha256(f"{platform.node()}/{_drawn()}".encode()).hexdigest()[:32]


def _drawn() -> str:
    """What the operating system drew for this machine when it was set up; else the address of its network card."""
    with suppress(OSError):
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return Path("/etc/machine-id").read_text(encoding="ascii")
    node = uuid.getnode()
    return "" if node >> 40 & 1 else str(node)  # one without a card draws another number each time
