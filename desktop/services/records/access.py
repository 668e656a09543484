"""Who looked at whose personal data, and when: a line in the history that nobody can take back.

개인정보의 안전성 확보조치 기준 제8조: a record of access names who, when, whose data and what was done.
"""

from desktop.services.datafile.store import Store

_SEEN = "본 것은 되돌릴 수 없습니다."


def note(store: Store, whose: str, what: str) -> None:
    """Put on record that ``what`` of ``whose`` was shown in full; a file opened for reading only keeps no record."""
    if store.read_only:
        return
    with store.operation(f"{whose} {what} 열람", sealed=_SEEN) as op:
        op.touch()
