"""Which column of a table nobody knows the headings of is which field, told by what stands in it.

Only a guess: it fills a box on the screen, where a person looks at it, and never an import by itself.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence

from desktop.documents.reading.cells import Cell
from desktop.documents.reading.tables import Table
from desktop.rules.fields import Field, Kind
from desktop.services.intake.importer import Importer

_LOOKED_AT = 200
_MOST = 0.7
_FEWEST = 2
_PHONE = re.compile(r"\+?(?:82)?[-\s.)]*\(?0?1[016789][)\-\s.]*\d{3,4}[-\s.]*\d{4}")
_ANY_PHONE = re.compile(r"\(?0\d{1,2}[)\-\s.]+\d{3,4}[-\s.]*\d{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_DAY = re.compile(
    r"(?:19|20)?\d\d\s?[-./년]\s?(?:0?[1-9]|1[0-2])\s?[-./월]\s?\d{1,2}\s?[.일]?"
    r"|(?:19|20)?\d\d(?:0[1-9]|1[0-2])[0-3]\d"
)
_BUSINESS = re.compile(r"\d{3}-\d{2}-\d{5}")
# The most frequent surnames: nine in ten people bear one of these (2015 census).
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석"
    "선설마길연위표명기반라왕금옥육인맹제모탁국"
)
_NAME = re.compile(rf"[{_SURNAMES}][가-힣]{{1,3}}")
_ADULT = 19
_SEVERAL = 2


def guesses(importer: Importer, table: Table, today_year: int) -> list[tuple[int, int, str]]:
    """Columns and the keys of fields they look like, the surest first: ``(rank, index, key)``."""
    hits = []
    # Of several fields with the same words, what stands there does not tell which.
    alike = Counter(each.choices for each in importer.fields if each.choices)
    told = [each for each in importer.fields if alike[each.choices] < _SEVERAL]
    for index in table.columns:
        cells = [row.cells[index] for row in table.rows[:_LOOKED_AT]]
        filled = [cell for cell in cells if cell != ""]
        if len(filled) < _FEWEST:
            continue
        for each in told:
            looks = _looks(importer, each, today_year)
            if looks is None:
                continue
            share = sum(map(looks, filled)) / len(filled)
            if share >= _MOST and not (each.kind is Kind.NAME and _repeats(filled)):
                hits.append((round(100 - 100 * share), index, each.key))
    return sorted(hits)


def _looks(importer: Importer, each: Field, today_year: int) -> Callable[[Cell], bool] | None:
    """Whether a cell looks like one of this field; None for fields that contents do not tell."""
    if each.kind is Kind.NAME:
        return _name_like if each.key == importer.named_by else None
    if each.kind is Kind.BIRTH_DATE:
        return lambda cell: _birth_like(cell, today_year)
    if each.kind is Kind.CHOICE:
        words = {*each.choices, *importer.synonyms.get(each.key, ())}
        return lambda cell: str(cell).strip().lower() in words
    pattern = {Kind.PHONE: _PHONE, Kind.EMAIL: _EMAIL, Kind.BUSINESS_NUMBER: _BUSINESS}.get(each.kind)
    if pattern is None:
        return None
    return lambda cell: pattern.fullmatch(str(cell).strip()) is not None


def _name_like(cell: Cell) -> bool:
    return isinstance(cell, str) and _NAME.fullmatch(cell.replace(" ", "")) is not None


def _birth_like(cell: Cell, today_year: int) -> bool:
    """A day on which somebody who is grown up now was born: not the day the form was sent."""
    if isinstance(cell, dt.date):
        return cell.year <= today_year - _ADULT
    text = str(cell).strip()
    if not _DAY.fullmatch(text):
        return False
    year = re.match(r"(?:19|20)\d\d", text)
    return year is None or int(year[0]) <= today_year - _ADULT


def _repeats(filled: Sequence[Cell]) -> bool:
    """Whether few different words stand there, as under a team or a school."""
    return len(filled) > 4 and len(set(map(str, filled))) < 0.6 * len(filled)
