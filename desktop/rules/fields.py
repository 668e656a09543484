"""What one value of a record is: its name, its kind, and how it is read and shown.

A field is declared once, beside its table, and serves the dialog, the cell, the mapping of an Excel column and
the Excel cell written out. Its key is the attribute, the JSON key and the objectName of the input alike.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.errors import UserError
from desktop.text import amounts, business_number, contact, dates, hangul, resident_number


class Kind(StrEnum):
    """How a value is read, shown, aligned and filtered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"
    DATE = "date"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    INTEGER = "integer"
    AMOUNT = "amount"
    SCORE = "score"
    TIME = "time"
    CHOICE = "choice"
    YES_NO = "yes_no"
    BUSINESS_NUMBER = "business_number"
    MOMENT = "moment"
    LINK = "link"
    FILE = "file"


NUMERIC = frozenset({Kind.INTEGER, Kind.AMOUNT, Kind.SCORE})
DATES = frozenset({Kind.DATE, Kind.BIRTH_DATE})
LONGEST_TEXT = 5000
_COUNTING_UNITS = frozenset({"명", "건", "개", "회", "팀", "곳", "시간", "분", "원"})
_FREE = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME})
_THIRTEEN_DIGITS = 10**12
_NO_PERSONS_NUMBER = frozenset({
    Kind.PHONE, Kind.BUSINESS_NUMBER, Kind.LINK, Kind.FILE, Kind.YES_NO, Kind.CHOICE, *DATES, Kind.MOMENT, Kind.TIME,
})  # fmt: skip
"""What these are read as has a shape of its own."""
_DASHES = "-‐‑‒–—―−"
_YES = frozenset(
    {"예", "네", "y", "yes", "o", "○", "◯", "●", "동의", "동의함", "있음", "1", "true", "v", "✓", "✔"}
)
_NO = frozenset({
    "아니오", "아니요", "n", "no", "x", "×", "미동의", "부동의", "동의안함", "동의하지않음", "없음", "0", "false",
})  # fmt: skip
Value = str | int | bool | dt.date | dt.datetime | Path | None


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record.

    ``aliases`` are the headings it is found under in office sheets, besides ``title``. ``choices`` are the words
    a CHOICE may take. ``private`` marks personal data: masked where the full value is not needed. ``links_to`` is
    the kind of record a LINK holds the id of. ``minimum`` and ``maximum`` bound a number, whose thousands are set
    apart by commas unless it is not ``grouped``, as a year. A number that is not ``averaged`` only names a place in an
    order, as a year does: of several the smallest and the largest say something, not their mean. ``example`` stands in an
    empty input. A SCORE is a whole number of hundredths (8150 is 81.5), shown with at least ``digits`` decimals; its bounds are
    hundredths too. A TIME is a text like '09:30'. A FILE is the id of an attachment, and where another is to take its
    place the path it lies at. What is ``confidential`` is seen in the record's own dialog alone: it stands in
    no list, search, card or history, and goes into a file only where that is ticked. What is ``fixed`` is said of a new
    record alone: which one it belongs to.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    private: bool = False
    links_to: str = ""
    unit: str = ""
    minimum: int = 0
    maximum: int = 10**15
    max_length: int = 200
    help: str = ""
    example: str = ""
    grouped: bool = True
    averaged: bool = True
    digits: int = 0
    confidential: bool = False
    fixed: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether the sum of its values says something: of money, people or hours, not of ages or shares."""
        counted = self.kind is Kind.INTEGER and self.unit in _COUNTING_UNITS
        return self.kind is Kind.AMOUNT or counted


def parse(field: Field, raw: object, today: dt.date) -> Value:
    """The value a person or a sheet means by ``raw``; None for a blank, or for a lone dash where no text stands.

    Raises UserError, with the field's key, when ``raw`` cannot be one. ``today`` bounds birth dates.
    """
    if raw is None or (isinstance(raw, str) and _is_blank(field, raw)):
        return None
    try:
        value = _READERS[field.kind](field, raw, today)
        if field.kind not in _NO_PERSONS_NUMBER:
            refuse_resident_number(field.title, value)
    except UserError as error:
        raise UserError(error.message, field.key) from None
    return value


def refuse_resident_number(title: str, value: object) -> None:
    """Raise UserError where a text, or a number of thirteen digits, is shaped like a resident registration number.

    개인정보 보호법 제24조의2: none is kept without a statute that says so.
    """
    told = str(value) if isinstance(value, int) and value >= _THIRTEEN_DIGITS else value
    if isinstance(told, str) and resident_number.find(told, title):
        raise UserError(f"{title}에 주민등록번호로 보이는 값이 있습니다. 지우고 다시 적어 주세요.")


def show(field: Field, value: Value, *, masked: bool = False) -> str:
    """The value as it stands on the screen; personal data masked where asked."""
    if value is None:
        return ""
    if masked and field.private:
        return _MASKS.get(field.kind, hangul.mask)(_plain(field, value))
    return _plain(field, value)


def _is_blank(field: Field, raw: str) -> bool:
    text = raw.strip()
    if len(text) > 1 or text.isalnum():
        return False
    return not hangul.clean(text) or (text in _DASHES and field.kind not in _FREE)


def _plain(field: Field, value: Value) -> str:
    if isinstance(value, bool):
        return "예" if value else "아니오"
    if isinstance(value, dt.datetime):
        return _show_moment(value)
    if isinstance(value, dt.date):
        return dates.show_date(value)
    if isinstance(value, int):
        return _figure(field, value)
    return value.name if isinstance(value, Path) else str(value)


def as_json(field: Field, value: Value) -> Value:
    """The value for JSON, which keeps dates as they are: a score as the text people write, '84.45'."""
    return show(field, value) if field.kind is Kind.SCORE and value is not None else value


def _figure(field: Field, number: int) -> str:
    if field.kind is Kind.SCORE:
        return amounts.show_hundredths(number, field.digits)
    return f"{number:,}" if field.kind in NUMERIC and field.grouped else str(number)


def _show_moment(moment: dt.datetime) -> str:
    """On the desk's own clock, whatever zone it was kept in."""
    local = dates.on_the_clock(moment) if moment.tzinfo else moment
    return f"{dates.show_date(local)} {local:%H:%M}"


def _read_text(field: Field, raw: object, _today: dt.date) -> str | None:
    text = hangul.clean(_as_text(raw), keep_lines=field.kind is Kind.LONG_TEXT)
    return _storable(field, text, LONGEST_TEXT if field.kind is Kind.LONG_TEXT else field.max_length)


def _read_name(field: Field, raw: object, _today: dt.date) -> str | None:
    return _storable(field, hangul.clean_name(_as_text(raw)), field.max_length)


def _storable(field: Field, text: str, limit: int) -> str | None:
    if len(text) > limit:
        raise UserError(f"{_topic(field)} {limit:,}자까지 쓸 수 있습니다. 지금 {len(text):,}자입니다.")
    return text or None


def _read_choice(field: Field, raw: object, _today: dt.date) -> str | None:
    word = hangul.clean(_as_text(raw))
    squeezed = word.replace(" ", "")
    for choice in field.choices:
        if choice.replace(" ", "") == squeezed:
            return choice
    given = hangul.attach(f"'{word}'", "은/는")
    raise UserError(
        f"{field.title}에 {given} 쓸 수 없습니다. 다음에서 골라 주세요: {', '.join(field.choices)}"
    )


def _read_yes_no(_field: Field, raw: object, _today: dt.date) -> bool:
    if isinstance(raw, bool):
        return raw
    word = hangul.clean(_as_text(raw)).replace(" ", "").lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UserError("예 또는 아니오로 적어 주세요.")


def _read_integer(field: Field, raw: object, _today: dt.date) -> int:
    number = amounts.parse_whole(raw)
    if not field.minimum <= number <= field.maximum:
        low, high, now = (_figure(field, each) for each in (field.minimum, field.maximum, number))
        raise UserError(f"{_topic(field)} {low} 이상 {high} 이하여야 합니다. 지금 {now}입니다.")
    return number


def _read_score(field: Field, raw: object, _today: dt.date) -> int:
    number = amounts.parse_hundredths(raw)
    if not field.minimum <= number <= field.maximum:
        low, high, now = (_figure(field, each) for each in (field.minimum, field.maximum, number))
        raise UserError(f"{_topic(field)} {low} 이상 {high} 이하여야 합니다. 지금 {now}입니다.")
    return number


def _read_link(_field: Field, raw: object, _today: dt.date) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise UserError("목록에서 골라 주세요.")


def _read_file(_field: Field, raw: object, _today: dt.date) -> int | Path:
    if isinstance(raw, str | Path):
        return Path(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise UserError("파일을 골라 주세요.")


def _topic(field: Field) -> str:
    return hangul.attach(field.title, "은/는")


def _as_text(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime):
        return _show_moment(raw) if raw.time() != dt.time() else dates.show_date(raw)
    if isinstance(raw, dt.date):
        return dates.show_date(raw)
    if isinstance(raw, dt.time):
        return f"{raw:%H:%M}"
    return str(raw)


_READERS: dict[Kind, Callable[[Field, object, dt.date], Value]] = {
    Kind.TEXT: _read_text,
    Kind.LONG_TEXT: _read_text,
    Kind.NAME: _read_name,
    Kind.DATE: lambda _field, raw, _today: dates.parse_date(raw),
    Kind.BIRTH_DATE: lambda _field, raw, today: dates.parse_birth_date(raw, today),
    Kind.PHONE: lambda _field, raw, _today: contact.parse_phone(raw),
    Kind.EMAIL: lambda _field, raw, _today: contact.parse_email(raw),
    Kind.INTEGER: _read_integer,
    Kind.AMOUNT: _read_integer,
    Kind.SCORE: _read_score,
    Kind.TIME: lambda _field, raw, _today: dates.parse_time(raw),
    Kind.CHOICE: _read_choice,
    Kind.YES_NO: _read_yes_no,
    Kind.BUSINESS_NUMBER: lambda _field, raw, _today: business_number.parse(raw),
    Kind.MOMENT: lambda _field, raw, _today: dates.parse_moment(raw),
    Kind.LINK: _read_link,
    Kind.FILE: _read_file,
}


def _mask_names(text: str) -> str:
    return ", ".join(hangul.mask_name(name) for name in text.split(", "))


_MASKS: dict[Kind, Callable[[str], str]] = {
    Kind.NAME: _mask_names,
    Kind.PHONE: contact.mask_phone,
    Kind.EMAIL: contact.mask_email,
    Kind.BIRTH_DATE: dates.mask_date,
    Kind.DATE: dates.mask_date,
}
