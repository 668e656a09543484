"""Finding resident registration numbers (주민등록번호), so that none is ever stored.

A person may write one in many ways: 980301-1234567, 98.03.01 - 1 234567, 980301ㅡ1234567, 980301(1234567), 구팔공삼공일….
What is looked for is always a day of birth and seven digits of which the first is 1 to 8.
"""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from desktop.text import hangul

_SHORTEST = 12
_HIDDEN_WHOLE = "******-*******"
_HIDDEN = "*●○◯xX×"
_SPOKEN = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
_LETTERS = str.maketrans("OoIl|", "00111")
_BETWEEN = r"[^0-9A-Za-z가-힣*●○◯×]{0,3}"
"""What people put between the parts: nothing, dashes of any script, dots, brackets, blanks."""
_DAY = r"(\d\d) ?[./-]? ?(\d\d) ?[./-]? ?(\d\d)"
_SHAPE = re.compile(
    rf"(?<![0-9])(?<![0-9]-)(?:19|20)?{_DAY}\.?{_BETWEEN}"
    rf"(?:([1-8])(?: ?[\d{_HIDDEN}]){{6}}|[{_HIDDEN}]{{7}})(?![0-9])(?!-[0-9]{{2}})",
    re.ASCII,
)
_APART = re.compile(r"(?<![0-9A-Za-z가-힣])(?:\d[ .,·-]{1,3}){6,}\d(?:[ .,·-]{1,3}[\d*])*", re.ASCII)
_WORD = re.compile("[공영일이삼사오육륙칠팔구]")
_SAID = re.compile(r"[공영일이삼사오육륙칠팔구\d](?:[ -]?[공영일이삼사오육륙칠팔구\d]){12}")
_LETTER = re.compile("[OoIl|]")
_SEEN = re.compile(r"(?<![A-Za-z])[\dOoIl|](?:[-. ]?[\dOoIl|]){12,14}(?![A-Za-z])")
_ODD = re.compile(r"[⓪①-⑨]|(?![0-9])\d|(?:[0-9OoIl|공영일이삼사오육륙칠팔구][ -]?){12}")
_USUAL = re.compile(r"[\x00-\x7f가-힣]*")
"""Texts in which a digit is written in no other way than by `_SIGN`: there are circled, raised and foreign ones besides."""
_SIGN = re.compile(rf"[0-9OoIl|공영일이삼사오육륙칠팔구{_HIDDEN}]")
_FEW = re.compile(r"\D*(?:\d\D*){0,5}", re.ASCII)
_BLANKS = re.compile(r"[ .,·-]+")
# A number cell drops the leading zero of those born from 2001 to 2009.
_SHORTENED = re.compile(r"(?<!\d)(?<!\d-)[1-9]\d{11}(?!-?\d)", re.ASCII)
_OF_COMPANIES = re.compile(r"법\s*인")
_CALLED_SO = re.compile(r"법\s*인\s*(?:등\s*록\s*)?(?:번\s*호|No\.?)?[\s:：=(\[]*$", re.IGNORECASE)
"""What stands right before a company's number."""
_CALLED_WITHIN = 20
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def find(text: str, about: str = "") -> bool:
    """Whether ``text`` holds something shaped like a resident (or foreigner) registration number.

    Thirteen digits, however they are parted or written, whose first six are a day and whose seventh is 1 to 8; the last
    ones may be hidden ('980301-1******'). Twelve digits count where a number cell lost the leading zero. A number that
    the text, or ``about``, the heading it stands under, calls a company's (법인등록번호) is none, unless its check digit
    says otherwise.
    """
    if len(text) < _SHORTEST or not _may_hold_one(text):
        return False
    told = hangul.clean(_in_ascii_digits(text))
    return any(_holds(way, about) for way in _ways(told)) or any(
        digits[5] in "3478" and _is_day("0" + digits[0], digits[1:3], digits[3:5], digits[5])
        for digits in _SHORTENED.findall(told)
    )


def cut(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` without such numbers, and each as it may be told: '900101-*******'.

    Where one cannot be told from what stands round it, the line goes with it.
    """
    dropped = []
    while find(text):
        start, end, told = _place(text)
        text = text[:start] + text[end:]
        dropped.append(told)
    return text, tuple(dropped)


def _place(text: str) -> tuple[int, int, str]:
    """From where to where a number stands in a text that holds one, and as what it may be told."""
    plain = "".join(
        str(unicodedata.digit(sign, -1)) if unicodedata.digit(sign, -1) >= 0 else sign for sign in text
    )
    for found in _numbers(plain, ""):
        return *found.span(), _masked(found)
    for pattern, signs in ((_APART, {}), (_SAID, _SPOKEN), (_SEEN, _LETTERS)):
        for written in pattern.finditer(plain):
            for found in _numbers(_BLANKS.sub("", written[0]).translate(signs), ""):
                return *written.span(), _masked(found)
    start = 0
    for line in text.splitlines(keepends=True):
        if find(line):
            return start, start + len(line.rstrip("\r\n")), _HIDDEN_WHOLE
        start += len(line)
    return 0, len(text), _HIDDEN_WHOLE


def _masked(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}{found[3]}-*******"


def _may_hold_one(text: str) -> bool:
    """Whether there are digits enough, or signs that may stand for some: most texts of an office are looked at no further."""
    if _USUAL.fullmatch(text) and len(_SIGN.findall(text)) < _SHORTEST:
        return False
    digits = sum(map(text.count, "0123456789"))
    if digits >= _SHORTEST or (digits >= 6 and sum(map(text.count, _HIDDEN)) >= 6):
        return True
    return _ODD.search(text) is not None


def _in_ascii_digits(text: str) -> str:
    """Digits of any script and in circles as plain ones; everything else as it is."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(sign)) if unicodedata.digit(sign, -1) >= 0 else sign
        for sign in unicodedata.normalize("NFKC", text)
    )


def _ways(text: str) -> list[str]:
    """The text as it stands, and with digits that stand apart, are spoken, or are letters that look like them."""
    ways = [text] if _FEW.fullmatch(text) is None else []
    ways += [_BLANKS.sub("", found) for found in _APART.findall(text)]
    ways += [
        _BLANKS.sub("", found).translate(_SPOKEN) for found in _SAID.findall(text) if _WORD.search(found)
    ]
    ways += [found.translate(_LETTERS) for found in _SEEN.findall(text) if _LETTER.search(found)]
    return ways


def _holds(text: str, about: str) -> bool:
    return next(_numbers(text, about), None) is not None


def _numbers(text: str, about: str) -> Iterator[re.Match[str]]:
    for found in _SHAPE.finditer(text):
        year, month, day, seventh = found.groups()
        if _is_day(year, month, day, seventh or "") and not _is_a_company(found, about):
            yield found


def _is_a_company(found: re.Match[str], about: str) -> bool:
    """Companies have such numbers too: told by what stands before, and by the check digits of both kinds."""
    before = found.string[max(0, found.start() - _CALLED_WITHIN) : found.start()]
    if not _OF_COMPANIES.search(about) and not _CALLED_SO.search(before):
        return False
    digits = [int(sign) for sign in found[0] if sign.isdigit()][-13:]
    return len(digits) == 13 and (_fits_a_company(digits) or not _fits_a_person(digits))


def _fits_a_company(digits: list[int]) -> bool:
    """상업등기규칙: the digits times 1 and 2 by turns; the last makes the sum a multiple of ten."""
    told = sum(digit * (1 + place % 2) for place, digit in enumerate(digits[:12]))
    return (10 - told % 10) % 10 == digits[12]


def _fits_a_person(digits: list[int]) -> bool:
    """The check digit of numbers given before October 2020; later ones have none."""
    told = sum(digit * weight for digit, weight in zip(digits[:12], _WEIGHTS, strict=True))
    return (11 - told % 11) % 10 == digits[12]


def completes_birth_date(text: str) -> bool:
    """Whether ``text`` is the other half of a number, the seven digits after a birth date; the last may be hidden."""
    return re.fullmatch(rf"-?[1-8][\d{_HIDDEN}]{{6}}", _in_ascii_digits(text).strip(), re.ASCII) is not None


def follows(text: str, born: dt.date, *, surely: bool = False) -> bool:
    """Whether ``text`` is the other half of the number of somebody born then: its first digit tells the century.

    ``surely`` only where the check digit, too, is a person's, or where digits are hidden, as nothing else hides them.
    """
    half = _in_ascii_digits(text).strip().removeprefix("-")
    if not completes_birth_date(half) or (half[0] in "1256") != (born.year < 2000):
        return False
    return not surely or not half.isdigit() or _fits_a_person([int(sign) for sign in f"{born:%y%m%d}{half}"])


def _is_day(year: str, month: str, day: str, seventh: str) -> bool:
    # 1, 2, 5, 6 were given to those born before 2000; where the digit is hidden, a leap year is allowed for.
    century = 1900 if seventh in {"1", "2", "5", "6"} else 2000
    return 1 <= int(month) <= 12 and 1 <= int(day) <= calendar.monthrange(century + int(year), int(month))[1]
