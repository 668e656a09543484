"""What one cell of a column means: read by the rules of its field, with every repair and doubt told."""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from desktop.documents.reading.cells import NO_VALUES, Cell
from desktop.errors import UserError
from desktop.rules import fields
from desktop.rules.fields import DATES, Field, Kind, Value
from desktop.services.intake import doubts
from desktop.services.intake.importer import Importer
from desktop.text import hangul, resident_number
from desktop.text.dates import show_date

MASKED = "******-*******"
_YES = frozenset(("o", "y", "yes", "예", "네", "1", "true", "v", "○", "ㅇ", "해당", "유"))
_NO = frozenset(("x", "n", "no", "아니오", "아니요", "0", "false", "×", "비해당", "무"))
_RESIDENT = re.compile(r"[(\[（]?\s*(\d{6})\s*[-‐‑‒–—−.~ ]?\s*([1-8])[\d*＊●○xX×]{6}\s*[)\]）]?")
_HALF = re.compile(r"\s*(\d{6})\s*-?\s*([1-8])\s*")
_BRACKETS = re.compile(r"[(\[（].*?[)\]）]")
_NOTHING = frozenset(("없음", "무", "해당없음", "해당 없음", "미기재", "모름", "n/a", "x"))
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Every such number has six digits at least; most cells are told from it by this alone.
_FEW_DIGITS = re.compile(r"\D*(?:\d\D*){0,5}")
_SHORTEST = 12
_USUAL_PHONE = re.compile(r"01\d-\d{3,4}-\d{4}", re.ASCII)
_LARGEST_PHONE = 10**9
_FIRST_SIX_DIGITS = 10**5
_NEXT_DAY_TOLD = "우리나라의 자정이 세계시로 적혀 있어 다음 날로 읽었습니다"
_FROM_1904 = "1904년부터 날짜를 세는 파일의 숫자입니다. 1998-03-01처럼 적어 주세요."


class Reading(NamedTuple):
    """What one value was read as; ``fault`` is the reason when it could not be.

    ``told`` is what a person should know of how it was read; ``as_above`` stands for the value of the row before.
    """

    value: Value
    repaired: bool = False
    fault: str = ""
    resident: bool = False
    told: str = ""
    as_above: bool = False

    @property
    def is_noted(self) -> bool:
        """Whether a person is told of it: it failed, was repaired, or held a resident registration number."""
        return bool(self.fault) or self.repaired or self.resident


def reader(
    importer: Importer, field: Field, heading: str, today: dt.date, *, from_1904: bool = False
) -> Callable[[Cell], Reading]:
    """What reads the cells of a column under ``heading``; ``from_1904`` where bare serial numbers count from there."""
    meant = _interpreter(importer, field, heading)
    needed = any(keys == (field.key,) for _title, keys in importer.required)
    is_day = field.kind in DATES

    def read(cell: Cell) -> Reading:
        if holds_resident(cell, heading):
            return _without_resident(field, as_text(cell), today)
        if isinstance(cell, NO_VALUES):
            return Reading(None, fault=doubts.why_no_value(cell))
        if isinstance(cell, str):
            if (odd := doubts.of(field, cell, needed=needed)) is not None:
                return _odd(field, meant(odd.text), odd, today)
        elif is_day and from_1904 and isinstance(cell, int | float) and cell < _FIRST_SIX_DIGITS:
            return Reading(None, fault=_FROM_1904)
        reading = _reading(field, meant(cell), cell, today)
        if is_day and _is_moved(cell, reading.value):
            return reading._replace(told=_NEXT_DAY_TOLD)
        return reading

    return read


def _is_moved(cell: Cell, value: Value) -> bool:
    """Whether the day read is not the one that stands there, because its midnight was told in another zone."""
    if not isinstance(value, dt.date):
        return False
    if isinstance(cell, dt.datetime):
        return cell.date() != value
    return isinstance(cell, str) and _ISO.match(cell) is not None and cell[:10] != value.isoformat()


def _odd(field: Field, meant: Cell, odd: doubts.Odd, today: dt.date) -> Reading:
    if odd.fault or odd.as_above:
        return Reading(None, fault=odd.fault, told=odd.told, as_above=odd.as_above)
    reading = _reading(field, meant, odd.text, today)
    return reading._replace(repaired=not reading.fault, told=odd.told)


def _reading(field: Field, meant: Cell, cell: Cell, today: dt.date) -> Reading:
    try:
        value = fields.parse(field, meant, today)
    except UserError as error:
        return Reading(None, fault=error.message)
    if field.kind is Kind.NAME and isinstance(value, str) and not any(map(str.isalpha, value)):
        return Reading(None, fault="이름으로 읽을 수 없습니다. 글자로 적어 주세요.")
    if value is None:
        return Reading(None, repaired=meant != cell)
    return Reading(value, _is_repaired(field, cell, value))


def _without_resident(field: Field, text: str, today: dt.date) -> Reading:
    """The number goes, the person stays: a birth date is read off its first half, a text keeps the rest of it."""
    shape = _RESIDENT.search(text)
    if field.kind is Kind.BIRTH_DATE and shape:
        reading = _reading(field, _century(shape[2]) + shape[1], text, today)
    elif field.required:
        rest = _RESIDENT.sub(" ", text)
        reading = Reading(None) if resident_number.find(rest) else _reading(field, rest, text, today)
    else:
        reading = Reading(None)
    return reading._replace(resident=True, repaired=reading.value is not None)


def _as_it_is(cell: Cell) -> Cell:
    return cell


def _interpreter(importer: Importer, field: Field, heading: str) -> Callable[[Cell], Cell]:
    """What turns a cell of this field into the program's own words, where that is beyond doubt."""
    if field.kind is Kind.CHOICE:
        return lambda cell: _synonym(importer, field, heading, as_text(cell))
    if field.kind is Kind.BIRTH_DATE:
        return _birth
    if field.kind in {Kind.TEXT, Kind.LONG_TEXT}:
        return lambda cell: as_text(cell) if isinstance(cell, bool) else cell
    if field.kind in {Kind.PHONE, Kind.EMAIL, Kind.DATE}:
        return lambda cell: "" if isinstance(cell, str) and cell.strip().lower() in _NOTHING else cell
    return _as_it_is


def _birth(cell: Cell) -> Cell:
    half = _HALF.fullmatch(cell) if isinstance(cell, str) else None
    return _century(half[2]) + half[1] if half else cell


def _century(seventh: str) -> str:
    """Of a birth date, by the digit that follows it in a resident registration number."""
    return "19" if seventh in "1256" else "20"


def _synonym(importer: Importer, field: Field, heading: str, text: str) -> str:
    word = hangul.clean(text).lower()
    answers = importer.yes_or_no.get(field.key)
    if answers and word in _YES | _NO and (meant := answers(heading)):
        return meant[word in _NO]
    bare = hangul.clean(_BRACKETS.sub("", text)).lower()
    known = importer.synonyms.get(field.key, {})
    if bare in field.choices:
        return bare
    return next((known[each] for each in (word, bare) if each in known), text)


def _is_repaired(field: Field, cell: Cell, value: Value) -> bool:
    """Whether the value differs from what stood there by more than its cell's format."""
    if isinstance(value, dt.date):
        if isinstance(cell, dt.date):
            return isinstance(cell, dt.datetime) and cell.date() != value
        return not isinstance(cell, str) or not (_ISO.fullmatch(cell) or cell == show_date(value))
    if isinstance(value, int):
        return isinstance(cell, str) and cell.replace(",", "") != str(value)
    if isinstance(cell, str):
        return cell != value and not (field.kind in {Kind.TEXT, Kind.LONG_TEXT} and cell.strip() == value)
    return field.kind in {Kind.PHONE, Kind.BUSINESS_NUMBER}


def holds_resident(cell: Cell, heading: str = "") -> bool:
    """Whether something shaped like a resident registration number stands in the cell, under this heading."""
    if isinstance(cell, str):
        if len(cell) < _SHORTEST or _USUAL_PHONE.fullmatch(cell) or _FEW_DIGITS.fullmatch(cell):
            return False
        return resident_number.find(cell, heading)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return abs(cell) > _LARGEST_PHONE and resident_number.find(as_text(cell))


def cell_text(cell: Cell) -> str:
    """A cell of the file as it may be shown: a resident registration number stands as asterisks."""
    return MASKED if holds_resident(cell) else as_text(cell)


def as_text(cell: Cell) -> str:
    """The cell as a person would read it off the sheet."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "minutes")
    return cell if isinstance(cell, str) else str(cell)
