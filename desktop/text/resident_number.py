"""Finding resident registration numbers (주민등록번호), so that none is ever stored."""

import calendar
import re

from desktop.text import hangul

_SHORTEST = 12
_HIDDEN = "*●○◯xX×"
_SHAPE = re.compile(
    r"(?<!\d)(?<!\d-)(\d\d)(\d\d)(\d\d)(?: ?[-‐‑‒–—−.~] ?| )?"
    rf"(?:([1-8])[\d{_HIDDEN}]{{6}}|[{_HIDDEN}]{{7}})(?!-?\d)",
    re.ASCII,
)
# A number cell drops the leading zero of those born from 2001 to 2009.
_SHORTENED = re.compile(r"(?<!\d)(?<!\d-)[1-9]\d{11}(?!-?\d)", re.ASCII)
# What stands right before a corporate registration number.
_CORPORATE = re.compile(r"법인\s?(?:등록\s?)?(?:번호|No\.?)?[\s:：=(\[]*$", re.IGNORECASE)
_CALLED_WITHIN = 20
# Of the check digit (주민등록법 시행규칙), which numbers given since October 2020 no longer have.
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def find(text: str) -> bool:
    """Whether ``text`` holds something shaped like a resident (or foreigner) registration number.

    Thirteen digits, hyphen or not, whose first six are a day and whose seventh is 1 to 8; the last ones may
    be hidden ('980301-1******'). Twelve digits count where a number cell lost the leading zero.
    """
    if len(text) < _SHORTEST:
        return False
    text = hangul.clean(text)
    return any(
        _is_day(*shape.groups("")) and not _is_corporate(text, shape) for shape in _SHAPE.finditer(text)
    ) or any(
        digits[5] in "3478" and _is_day("0" + digits[0], digits[1:3], digits[3:5], digits[5])
        for digits in _SHORTENED.findall(text)
    )


def _is_corporate(text: str, shape: re.Match[str]) -> bool:
    """Whether the number is called a corporate registration number (법인등록번호), which has the same shape.

    One that carries the check digit of a resident's is not believed.
    """
    digits = re.sub(r"\D", "", shape[0], flags=re.ASCII)
    if (
        not _CORPORATE.search(text, max(0, shape.start() - _CALLED_WITHIN), shape.start())
        or len(digits) != 13
    ):
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return (11 - weighed % 11) % 10 != int(digits[12])


def _is_day(year: str, month: str, day: str, seventh: str) -> bool:
    # 1, 2, 5, 6 were given to those born before 2000; where the digit is hidden, a leap year is allowed for.
    century = 1900 if seventh in {"1", "2", "5", "6"} else 2000
    return 1 <= int(month) <= 12 and 1 <= int(day) <= calendar.monthrange(century + int(year), int(month))[1]
