"""The importers there are, from the one table of kinds.

A file's kind is told by them, in that order where two are as likely.
"""

from typing import Final

from desktop.services.intake.importer import Importer
from desktop.services.kinds import KINDS as _KINDS

KINDS: Final = tuple(kind for kind, own in _KINDS.items() if own.importer is not None)


def of(kind: str) -> Importer:
    """The importer of a kind that has one."""
    load = _KINDS[kind].importer
    assert load is not None
    return load()


def every() -> list[Importer]:
    """All importers."""
    return [of(kind) for kind in KINDS]
