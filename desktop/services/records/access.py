"""Who looked at whose personal data, and when: a line in the history that nobody can take back.

개인정보의 안전성 확보조치 기준 제8조: a record of access names who, when, whose data and what was done.

A file that is open for looking only takes no line. What is seen of it then is noted at this desk, names masked, and goes on
record as soon as the file is opened to be worked in.
"""

import contextlib
import hashlib
import json
from pathlib import Path

from desktop.errors import UserError
from desktop.places import looks_folder
from desktop.services.datafile.desks import neighbours
from desktop.services.datafile.store import Store
from desktop.text.dates import show_date
from desktop.text.hangul import mask_name

_SEEN = "본 것은 되돌릴 수 없습니다."


def note(store: Store, whose: str, what: str, name: str = "") -> None:
    """Put on record that ``what`` of ``whose`` ('위원', '교육생 30명'), of one person by ``name``, was shown in full."""
    if store.read_only:
        put_off(store, " ".join(filter(None, (whose, mask_name(name), what, "열람"))))
        return
    with store.operation(" ".join(filter(None, (whose, name, what, "열람"))), sealed=_SEEN) as op:
        op.touch()


def put_off(store: Store, done: str, purpose: str | None = None) -> None:
    """Note what was seen or taken out of a file that takes no line now. Where no note can be kept, looking goes on."""
    at = store.clock().astimezone()
    line = json.dumps([f"{done} (읽기 전용, {show_date(at.date())} {at:%H:%M})", purpose], ensure_ascii=False)
    notes = _notes_of(store)
    with contextlib.suppress(OSError):
        notes.parent.mkdir(parents=True, exist_ok=True)
        with notes.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def catch_up(store: Store) -> None:
    """Put on record what was noted while the data, or a backup of it, could only be looked at from this desk."""
    notes = _notes_of(store)
    taken = notes.with_suffix(".taken")
    if store.read_only or not (notes.exists() or taken.exists()):
        return
    # What fails here is tried again at the next start: better a line twice than none.
    with contextlib.suppress(OSError, UserError):
        if not taken.exists():  # else a death came between: what was taken then is put on record first
            notes.replace(taken)
        for line in taken.read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError, TypeError):  # a line cut short by a death says nothing
                name, purpose = json.loads(line)
                with store.operation(str(name), reason=purpose, sealed=_SEEN) as op:
                    op.touch()
        taken.unlink()


def _notes_of(store: Store) -> Path:
    """Named after the data, which a backup and a copy that were opened are of."""
    where = store.location
    if store.path is not None:
        copy = neighbours.copy_at(store.path)
        where = str(((copy and copy.original) or store.path).resolve())
    return looks_folder() / f"{hashlib.sha256(where.encode()).hexdigest()[:32]}.jsonl"
