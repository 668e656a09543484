"""A name kept in two columns, as forms of other countries ask for it: family name and given name made one again."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from desktop.documents.reading import headings
from desktop.documents.reading.cells import Cell
from desktop.text import hangul

_GIVEN = frozenset(("firstname", "givenname", "first", "given", "이름", "명"))
_FAMILY = frozenset(("lastname", "familyname", "surname", "last", "family", "성", "성씨"))
_WHOLE = frozenset(("성명", "성함", "name", "fullname", "한글성명", "신청자", "신청자명"))
_GENDERS = frozenset(("남", "여", "남자", "여자", "남성", "여성", "m", "f"))
_LONGEST_FAMILY = 2
"""Syllables of a Korean family name: 남궁, 제갈."""


class SplitName(NamedTuple):
    """The columns a name stands in."""

    given: int
    family: int


class _Row(Protocol):
    @property
    def cells(self) -> Sequence[Cell]: ...


def find(names: dict[int, str], rows: Iterable[_Row]) -> SplitName | None:
    """The two columns of the name; None where a column holds the whole of it, or '성' means the sex."""
    forms = {column: frozenset(headings.column_forms(name)) for column, name in names.items()}
    given = [column for column, own in forms.items() if own & _GIVEN]
    family = [column for column, own in forms.items() if own & _FAMILY]
    if len(given) != 1 or len(family) != 1 or any(own & _WHOLE for own in forms.values()):
        return None
    if forms[family[0]] & {"성", "성씨"} and not _are_family_names(rows, family[0]):
        return None
    return SplitName(given[0], family[0])


def _are_family_names(rows: Iterable[_Row], column: int) -> bool:
    words = [hangul.clean(str(row.cells[column])).lower() for row in rows if row.cells[column] != ""]
    family = sum(len(word) <= _LONGEST_FAMILY and word not in _GENDERS for word in words)
    return bool(words) and 2 * family > len(words)


def joined(cells: Sequence[Cell], split: SplitName) -> list[Cell]:
    """The row with the whole name where the given one stood: 김 + 하늘 → 김하늘, Smith + John → John Smith."""
    given, family = (hangul.clean(str(cells[column])) for column in split)
    whole = f"{given} {family}" if f"{given}{family}".isascii() else f"{family}{given}"
    row = list(cells)
    row[split.given] = whole.strip()
    return row
