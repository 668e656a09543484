"""Particles (조사) that fit the sound a word ends in: 홍길동은, 김민수는, AI로, 3월 1일로, 10명을."""

import re
from enum import Enum


class _Ending(Enum):
    VOWEL = "vowel"
    CONSONANT = "consonant"
    RIEUL = "rieul"


_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_FINALS, _FINAL_RIEUL = 28, 8
_VOWEL_FORMS = frozenset({"는", "가", "를", "와", "로", "야", "랑", "나", "라", "여"})
# A particle follows the word before a bracket (한글 맞춤법: 홍길동(26세)은), and quotation marks are silent.
_BRACKETED = re.compile(r"(?<=.)\s*(?:\([^()]*\)|\[[^\[\]]*\]|〈[^〈〉]*〉|《[^《》]*》)\s*$")
_SILENT = re.compile(r"[\s\"'’”」』》〉)\]}.,!?…·*]+$")
_NUMBER = re.compile(r"(?<![\d.,-])([1-9][\d,]*?)(0*)$", re.ASCII)
_DIGITS = {
    "0": "영",
    "1": "일",
    "2": "이",
    "3": "삼",
    "4": "사",
    "5": "오",
    "6": "육",
    "7": "칠",
    "8": "팔",
    "9": "구",
}
_SIGNS = {
    "%": "퍼센트",
    "℃": "도",
    "㎡": "미터",
    "㎏": "그램",
    "㎝": "미터",
    "㎞": "미터",
    "+": "플러스",
    "㈜": "사",
}
_LATIN_WORD = re.compile(r"[A-Za-z]+$")
_LONGEST_ACRONYM = 5
# How Korean reads English, by rule of thumb: a closed last syllable after m, n, ng and a short vowel with a
# stop (net 넷, Slack 슬랙); -l and -le are ㄹ; all else gains a vowel (test 테스트, code 코드, blog 블로그).
_LATIN_RIEUL = re.compile(r"le?$")
_LATIN_CLOSED = re.compile(r"(?:[mn]e?|ng|ck|ook|up|(?:^|[^aeiou])[aeiou][bckpt])$")


def particle(word: str, pair: str) -> str:
    """The one of ``pair`` that follows ``word``: ('홍길동', '은/는') → '은', ('서울', '으로/로') → '로'.

    ``pair`` may be written either way round ('과/와', '와/과'). Digits and Latin letters are read aloud.
    """
    closed, open_ = pair.split("/")
    if closed in _VOWEL_FORMS:
        closed, open_ = open_, closed
    ending = _ending(word)
    if ending is _Ending.RIEUL and closed.startswith("으로"):
        return open_
    return open_ if ending is _Ending.VOWEL else closed


def attach(word: str, pair: str) -> str:
    """``word`` with the particle that fits: ('홍길동', '은/는') → '홍길동은'."""
    return word + particle(word, pair)


def _ending(word: str) -> _Ending:
    core = _SILENT.sub("", _BRACKETED.sub("", word))
    if not core:
        return _Ending.VOWEL
    last = core[-1]
    if last in _SIGNS:
        return _hangul_ending(_SIGNS[last][-1])
    if last in _DIGITS:
        return _hangul_ending(_last_number_word(core))
    if latin := _LATIN_WORD.search(core):
        return _latin_ending(latin[0])
    return _hangul_ending(last)


def _hangul_ending(letter: str) -> _Ending:
    if _FIRST_SYLLABLE <= ord(letter) <= _LAST_SYLLABLE:
        final = (ord(letter) - _FIRST_SYLLABLE) % _FINALS
        return _Ending.VOWEL if final == 0 else _Ending.RIEUL if final == _FINAL_RIEUL else _Ending.CONSONANT
    if "ㄱ" <= letter <= "ㅎ":  # 기역, 니은, …: every consonant's name ends in itself
        return _Ending.RIEUL if letter == "ㄹ" else _Ending.CONSONANT
    return _Ending.VOWEL


def _last_number_word(text: str) -> str:
    """The last syllable of the number ``text`` ends in, read aloud: 10 → 십, 2,000 → 천, 105 → 오."""
    number = _NUMBER.search(text.replace(",", ""))
    zeros = len(number[2]) if number else 0
    if zeros == 0:
        return _DIGITS[text[-1]]
    return "십백천"[zeros - 1] if zeros < 4 else "만억조경해"[min(zeros // 4, 5) - 1]


def _latin_ending(word: str) -> _Ending:
    if len(word) == 1 or (
        word.isupper() and len(word) <= _LONGEST_ACRONYM
    ):  # AI 에이아이, URL 유알엘, KT 케이티
        letter = word[-1].upper()
        return _Ending.RIEUL if letter in "LR" else _Ending.CONSONANT if letter in "MN" else _Ending.VOWEL
    lower = word.lower()
    if _LATIN_RIEUL.search(lower):
        return _Ending.RIEUL
    return _Ending.CONSONANT if _LATIN_CLOSED.search(lower) else _Ending.VOWEL
