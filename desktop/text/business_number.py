"""Business registration numbers (사업자등록번호) and their check digit."""

import re

from desktop.errors import UserError
from desktop.text import hangul

_DIGITS = re.compile(r"(\d{3})[-‐‑–—−. ]?(\d{2})[-‐‑–—−. ]?(\d{5})", re.ASCII)
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_FIRST_TAX_OFFICE = "101"


def parse(raw: object) -> str:
    """'124-81-00998' from text with or without hyphens, or from a number cell.

    Raises UserError unless there are ten digits and the last is the check digit of the others: the tax
    service's weights 1, 3, 7, 1, 3, 7, 1, 3, 5, the tens of the ninth product added once more.
    """
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    shape = _DIGITS.fullmatch(hangul.clean(str(raw)))
    if shape is None:
        raise UserError("사업자등록번호는 124-81-00998처럼 열 자리로 적어 주세요.")
    if shape[1] < _FIRST_TAX_OFFICE or shape[2] == "00":
        raise UserError("그런 사업자등록번호는 없습니다. 사업자등록증과 견주어 주세요.")
    digits = "".join(shape.groups())
    if not _is_checked(digits):
        raise UserError("사업자등록번호의 검증번호가 맞지 않습니다. 사업자등록증과 견주어 주세요.")
    return "-".join(shape.groups())


def _is_checked(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    total += int(digits[8]) * _WEIGHTS[8] // 10
    return (total + int(digits[9])) % 10 == 0
