"""What was looked at at this desk where nothing could be written: kept in the user's own folder until it next writes.

A line for each look, without names: a record by its number, for the folder is no place for personal data. The data it was
seen in is known by its first operation, which a copy, a backup and an earlier day of it have too.
"""

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from desktop import places
from desktop.model.journal import Operation as OperationRow


@dataclass(frozen=True, slots=True)
class Look:
    """Who saw what, when. ``name`` is the line of the history, with '{}' for the record ``id`` of ``kind``, if it is one's."""

    at: dt.datetime
    user: str
    name: str
    sealed: str
    reason: str = ""
    kind: str = ""
    id: int | None = None


def keep(engine: Engine, look: Look) -> None:
    """Note a look; where the user's own folder takes no note, none is left."""
    note = _note_of(engine)
    line = json.dumps(asdict(look) | {"at": look.at.isoformat()}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        with note.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def waiting(engine: Engine) -> bool:
    """Whether anything was looked at of these data that is not in their history yet."""
    folder = places.looks_folder()
    if not folder.is_dir() or not any(folder.iterdir()):  # as nearly always: no data need be asked
        return False
    note = _note_of(engine)
    return note.exists() or _taken(note).exists()


@contextmanager
def handed_over(engine: Engine) -> Iterator[list[Look]]:
    """What is to be put into the history now; it is forgotten when all of it was, and kept when that fails.

    What a death left between the two comes again.
    """
    note = _note_of(engine)
    taken = _taken(note)
    with contextlib.suppress(OSError):
        if not taken.exists():
            note.replace(taken)  # a window that looks meanwhile begins a new one
    yield _read(taken)
    with contextlib.suppress(OSError):
        taken.unlink(missing_ok=True)


def _note_of(engine: Engine) -> Path:
    first = select(OperationRow.at).order_by(OperationRow.id).limit(1)
    with engine.connect() as connection:
        born = connection.scalar(first)
    key = hashlib.sha256(born.isoformat().encode() if born else b"").hexdigest()[:16]
    return places.looks_folder() / f"{key}.jsonl"


def _taken(note: Path) -> Path:
    return note.with_suffix(".taken")


def _read(note: Path) -> list[Look]:
    """Its lines; one that was half written or is of another shape is passed over."""
    found = []
    with contextlib.suppress(OSError):
        for line in note.read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError, TypeError, LookupError, OverflowError, RecursionError):
                found.append(_look(json.loads(line)))
    return found


def _look(kept: Any) -> Look:
    at = dt.datetime.fromisoformat(kept["at"]).astimezone(dt.UTC)
    words = {key: str(kept[key]) for key in ("user", "name", "sealed", "reason", "kind")}
    return Look(at=at, id=None if kept["id"] is None else int(kept["id"]), **words)
