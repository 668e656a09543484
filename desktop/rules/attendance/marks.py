"""The marks of an attendance book, and how they are written: in words, by one digit, by a sign."""

from enum import StrEnum

from desktop.errors import UserError
from desktop.text import hangul


class Mark(StrEnum):
    """What stands for one person in one session. 미기록 is the absence of a mark, in the data a missing row."""

    PRESENT = "출석"
    LATE = "지각"
    EARLY = "조퇴"
    OUT = "외출"
    ABSENT = "결석"
    EXCUSED = "공결"


MINOR = frozenset({Mark.LATE, Mark.EARLY, Mark.OUT})
"""Attended in part: every so many of them together are one absence."""
UNRECORDED = "미기록"
DIGITS: dict[str, Mark | None] = {str(place): mark for place, mark in enumerate(Mark, start=1)} | {"0": None}
"""One key each, so that no Korean composition is in the way: 1 출석 … 6 공결, 0 미기록."""

_SIGNS = {
    **dict.fromkeys("○◯〇●◎oO✓✔vV", Mark.PRESENT),
    **dict.fromkeys("△▲", Mark.LATE),
    **dict.fromkeys("×✕✖xX", Mark.ABSENT),
}
_SHORT = {mark.value[0]: mark for mark in Mark}
_WORDS = {mark.value: mark for mark in Mark} | {"공가": Mark.EXCUSED, "유고": Mark.EXCUSED}
_READ: dict[str, Mark | None] = {
    "": None,
    "-": None,
    UNRECORDED: None,
    **DIGITS,
    **_SIGNS,
    **_SHORT,
    **_WORDS,
}


def words_read() -> dict[str, str]:
    """Every word, digit and sign a mark is read by, in small letters, with the mark's own word; '' for 미기록."""
    return {word.lower(): mark.value if mark else "" for word, mark in _READ.items() if word}


def read_mark(raw: object) -> Mark | None:
    """The mark meant by a cell or a key: '지각', '지', 2, 2.0, '△'; None for 미기록: a blank, a dash, 0.

    Raises UserError for anything else: a mark is never guessed.
    """
    if raw is None:
        return None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    word = hangul.clean(str(raw)).replace(" ", "")
    if isinstance(raw, bool) or word not in _READ:
        given = hangul.attach(f"'{word}'", "은/는")
        raise UserError(
            f"{given} 출석 표시로 읽을 수 없습니다. 출석, 지각, 조퇴, 외출, 결석, 공결이나 1~6, ○ △ ×로 적어 주세요."
        )
    return _READ[word]
