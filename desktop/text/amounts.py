"""Whole numbers and sums of money, in figures and in Hangul."""

import re
from decimal import Decimal

from desktop.errors import UserError
from desktop.text import hangul

_PLAIN = re.compile(r"-?\d+", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+", re.ASCII)
_UNIT = re.compile(
    r"(?:원|명|인|개월|개|건|회|차시|차|시간|분|점|세|살|년|월|(?<=\d)일|주|호|번|팀|쪽|퍼센트|%|㎡|won|KRW)정?$",
    re.IGNORECASE,
)
_ZERO_FRACTION = re.compile(r"\.0+$")
_DIGITS = "영일이삼사오육칠팔구"
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_LIMIT = 10**20
# Compiled by `re` at their first use, not at every start.
_BY_LARGE_UNITS = "".join(f"(?:([^만억조경]*){unit})?" for unit in reversed(_LARGE)) + "([^만억조경]*)"
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[일이삼사오육칠팔구]"
_BY_SMALL_UNITS = "".join(f"(?:({_FIGURE}|){unit})?" for unit in "천백십") + f"({_FIGURE})?"
_HUNDREDTHS = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2}0*)?", re.ASCII)
_NO_SCORE = "점수로 읽을 수 없습니다. 81.5나 84.45처럼 소수 둘째 자리까지 적어 주세요."
_UNREADABLE = "숫자로 읽을 수 없습니다. 12나 1,200처럼 정수로 적어 주세요."


def parse_whole(raw: object) -> int:
    """A whole number: 1045161, '1,045,161원', '₩1,045,161', '456명', '200만원', '금일백사만오천일백육십일원'.

    Raises UserError for fractions and for anything else.
    """
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if not isinstance(raw, str):
        raise UserError(_UNREADABLE)
    if _PLAIN.fullmatch(raw):
        return int(raw)
    text = hangul.clean(raw).replace(" ", "").removeprefix("금")
    sign = -1 if text.startswith(("-", "△", "▲", "−")) else 1
    text = _UNIT.sub("", text.lstrip("-△▲−").lstrip("₩\\"))
    return sign * _magnitude(text)


def _magnitude(text: str) -> int:
    figures = _ZERO_FRACTION.sub("", text)
    if _GROUPED.fullmatch(figures):
        return int(figures.replace(",", ""))
    if figures in {"영", "공"}:
        return 0
    return _with_units(figures)


def _with_units(text: str) -> int:
    """'2천5백만', '1억2000만', '일백사만오천': figures and unit words, largest first."""
    parts = re.fullmatch(_BY_LARGE_UNITS, text)
    if not text or parts is None:
        raise UserError(_UNREADABLE)
    *large, ones = parts.groups()
    total = _section(ones) if ones else Decimal(0)
    for section, unit in zip(large, reversed(_LARGE.values()), strict=True):
        if section is not None:
            total += (_section(section) if section else 1) * unit
    if total != int(total):
        raise UserError(_UNREADABLE)
    return int(total)


def _section(text: str) -> Decimal:
    parts = re.fullmatch(_BY_SMALL_UNITS, text, re.ASCII)
    if parts is None:
        raise UserError(_UNREADABLE)
    units = (1000, 100, 10, 1)
    return sum(
        (_figure(part) * unit for part, unit in zip(parts.groups(), units, strict=True) if part is not None),
        start=Decimal(0),
    )


def _figure(text: str) -> Decimal:
    """'' stands for the one that 천 and 백 leave out."""
    return (
        Decimal(1) if not text else Decimal(_DIGITS.index(text) if text in _DIGITS else text.replace(",", ""))
    )


class Hundredths(int):
    """A number of hundredths that was read: read once more it stays what it is, as every other kind of value does."""


def parse_hundredths(raw: object) -> Hundredths:
    """A figure of at most two decimals as a whole number of hundredths: 81.5, '81.50점' and Decimal('81.5') are 8150.

    Raises UserError for a third decimal and for what is no figure.
    """
    if isinstance(raw, Hundredths):
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        raise UserError(_NO_SCORE)
    # A spreadsheet's 84.45 is the nearest binary fraction, whose shortest decimal is what was typed.
    text = _UNIT.sub("", hangul.clean(str(raw)).replace(" ", ""))
    if not _HUNDREDTHS.fullmatch(text):
        raise UserError(_NO_SCORE)
    return Hundredths(Decimal(text.replace(",", "")) * 100)


def show_hundredths(number: int, digits: int = 0) -> str:
    """8150 → '81.5', and with two ``digits`` '81.50'."""
    whole = Decimal(number).scaleb(-2).normalize()
    places = max(digits, -int(whole.as_tuple().exponent))
    return f"{whole:,.{max(places, 0)}f}"


def show_amount(amount: int) -> str:
    """'1,045,161원'."""
    return f"{amount:,}원"


def formal_amount(amount: int) -> str:
    """As official papers write a sum, in figures and words: '금1,045,161원(금일백사만오천일백육십일원)'."""
    return f"금{amount:,}원(금{amount_in_hangul(amount)})"


def amount_in_hangul(amount: int) -> str:
    """1045161 → '일백사만오천일백육십일원'; 일 is written before 십, 백 and 천 too, as papers ask for.

    Raises UserError below zero and from 10²⁰ on.
    """
    if not 0 <= amount < _LIMIT:
        raise UserError("금액은 0원 이상이어야 하고 너무 크지 않아야 합니다. 금액을 확인해 주세요.")
    sections = []
    for unit in ("", *_LARGE):
        amount, section = divmod(amount, 10**4)
        if section:
            sections.append(_four_digits(section) + unit)
    return "".join(reversed(sections)) + "원" if sections else "영원"


def _four_digits(section: int) -> str:
    places = zip(f"{section:04}", ("천", "백", "십", ""), strict=True)
    return "".join(_DIGITS[int(digit)] + unit for digit, unit in places if digit != "0")
