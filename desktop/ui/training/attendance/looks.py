"""How marks look in the book: a sign or the first syllable, so that no colour is needed to tell one from another."""

from desktop.queries.matrix import Look
from desktop.rules.attendance import DIGITS, UNRECORDED, Mark, read_mark
from desktop.rules.flows import Tone
from desktop.services.training.attendance.book import PROVEN

_LOOKS = {
    Mark.PRESENT.value: Look("○", "출석", Tone.GOOD),
    Mark.LATE.value: Look("지", "지각", Tone.WARN),
    Mark.EARLY.value: Look("조", "조퇴", Tone.WARN),
    Mark.OUT.value: Look("외", "외출", Tone.WARN),
    Mark.ABSENT.value: Look("결", "결석", Tone.BAD),
    Mark.EXCUSED.value: Look("공", "공결", Tone.PLAIN, paper_clip=True),
    PROVEN: Look("공", "공결", Tone.PLAIN),
}
KEYS = {digit: mark.value if mark else "" for digit, mark in DIGITS.items()}
KEYS_TOLD = " ".join(f"{digit} {mark.value if mark else UNRECORDED}" for digit, mark in DIGITS.items())
look = _LOOKS.__getitem__


def parse(text: str) -> str:
    """The word of a mark that is typed or pasted in any of its ways; '' for 미기록."""
    mark = read_mark(text)
    return mark.value if mark else ""
