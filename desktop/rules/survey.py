"""Answers of a satisfaction survey, summed up without names (feature row TR-22)."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.text.hangul import clean

LIKERT = {
    "매우만족": 5, "만족": 4, "보통": 3, "불만족": 2, "매우불만족": 1,
    "매우그렇다": 5, "그렇다": 4, "보통이다": 3, "그렇지않다": 2, "전혀그렇지않다": 1,
}  # fmt: skip
"""The words of the five steps, spaces left out."""
_PERSONAL = re.compile(
    r"성명|이름|성함|응답자|작성자|연락처|전화|휴대|핸드폰|메일|e-?mail|생년월일|생일|나이|주소|거주지|학번|사번|주민|계좌|아이디|서명",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"타임스탬프|timestamp|제출\s*(일시|시각|시간)|응답\s*(일시|시각|시간)|^(연번|번호|no\.?)$", re.IGNORECASE
)
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(?:점)?")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d{2,4}[-. )]*\d{3,4}[-. ]*\d{4}")
_NUMBERED = re.compile(r"^[\dQq]*\s*[.)\]]\s*")
_SHORT = 15
MASK = "○○○"


@dataclass(frozen=True, slots=True)
class Question:
    """A question's figures: how many answered, their mean to two digits, and how often each figure was given, ascending.

    ``mean`` is None where it was answered in words.
    """

    title: str
    answered: int
    mean: Decimal | None
    spread: tuple[tuple[Decimal, int], ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    """Answers in words, the same ones together, the most frequent first."""


def names_a_person(heading: str, answers: Sequence[str] = (), names: Collection[str] = ()) -> bool:
    """Whether a column so headed, or so answered, tells who answered: it is never kept.

    A long question may speak of a phone or an address without asking for one; ``names`` are those of the people asked.
    """
    text = _NUMBERED.sub("", heading.strip())
    found = _PERSONAL.search(text)
    if found and (found.start() == 0 or len(text) <= _SHORT):
        return True
    given = [each.strip() for each in answers if each.strip()]
    telling = sum(each in names or bool(_CONTACT.fullmatch(each)) for each in given)
    return 2 * telling > len(given)


def asks_nothing(heading: str) -> bool:
    """Whether a column so headed is no question: when a sheet came in, its running number, or no heading at all."""
    return not heading.strip() or bool(_NOT_ASKED.search(heading.strip()))


def figure(text: str) -> int | None:
    """An answer as hundredths: '4', '4.5점', '매우 만족'; None where it is words."""
    word = text.replace(" ", "")
    if word in LIKERT:
        return LIKERT[word] * 100
    found = _NUMBER.fullmatch(text.strip())
    return int(Decimal(found[1]) * 100) if found else None


def nameless(text: str, names: Iterable[str]) -> str:
    """The words without addresses of mail, phone numbers and the names of these people."""
    text = _CONTACT.sub(MASK, clean(text))
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 2:  # shorter ones are words of everyday
            text = text.replace(name, MASK)
    return text


def question(title: str, values: Sequence[int], words: Sequence[str]) -> Question:
    """What the answers to one question come to; ``values`` are hundredths."""
    answered = len(values) + len(words)
    grouped = Counter(" ".join(each.split()) for each in words)
    told = tuple(sorted(grouped.items(), key=lambda pair: (-pair[1], pair[0])))
    if not values:
        return Question(title, answered, None, words=told)
    counts = Counter(values)
    mean = Decimal((2 * sum(values) + len(values)) // (2 * len(values))).scaleb(-2)  # half up
    spread = tuple((Decimal(value).scaleb(-2), counts[value]) for value in sorted(counts))
    return Question(title, answered, mean, spread, told)
