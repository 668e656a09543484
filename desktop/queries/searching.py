"""How one word typed into a search box is looked for: as a part, as 초성, as digits, as Korean typed in Latin.

A list of ordinary length is looked through column by column. One with a table of its own (`WordIndex`) is asked of that
table's search indices; what it finds is the same.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    SQLColumnExpression,
    Text,
    column,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)

from desktop.text import hangul
from desktop.text.search_words import has_bigrams

_DIGITS = re.compile(r"[0-9][0-9\-]*")


def matches(
    token: str,
    texts: Sequence[SQLColumnExpression[Any]],
    initials: Sequence[SQLColumnExpression[Any]],
    last_four: Sequence[SQLColumnExpression[Any]],
) -> list[ColumnElement[bool]]:
    """The alternatives under which a row matches ``token``, to be joined by OR; never empty."""
    word = hangul.clean(token)
    found: list[ColumnElement[bool]] = [false()]
    if hangul.is_initials(word):
        found += [column.contains(word, autoescape=True) for column in initials]
    if _DIGITS.fullmatch(word):
        digits = word.replace("-", "")
        if len(digits) == 4:
            found += [column == digits for column in last_four]
        elif len(digits) > 4:
            found += [func.replace(column, "-", "").contains(digits) for column in texts]
    for spelling in _spellings(word):
        found += [column.icontains(spelling, autoescape=True) for column in texts]
    return found


def _spellings(word: str) -> set[str]:
    return {word, hangul.from_latin_keys(word)} - {""}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Of a search the hits whose value begins with ``word``, ``within`` one stretch of its order, and the ``others``."""

    word: str
    within: ColumnElement[bool]
    others: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Where a list's words stand: their column, the id its search indices know a row by, their names.

    The indices have a column for each of the list's that is searched, and tell of those in ``columns`` what they hold.
    A phone number stands there, and in the words, by its digits alone too.
    """

    words: SQLColumnExpression[str]
    id: SQLColumnExpression[int]
    trigrams: str
    bigrams: str
    columns: Mapping[str, SQLColumnExpression[Any]]

    def within(self, token: str) -> ColumnElement[bool]:
        """Whether the words of a row hold ``token`` in any spelling, asked of each row by itself."""
        return or_(false(), *(self._inside(part) for part in _parts(token)))

    def found(self, token: str, dialect: str) -> ColumnElement[bool]:
        """The same, asked of the search indices."""
        if dialect != "sqlite":
            return or_(false(), *map(self._asked, _parts(token)))
        inside, sought = self._divided(token)
        alternatives = [self.id.in_(self._hits(name, query)) for name, query in sought]
        return or_(false(), *map(self._inside, inside), *alternatives)

    def counted(self, token: str, dialect: str) -> Select[Any] | None:
        """The number of all rows that hold ``token``, where one search index alone can tell."""
        inside, sought = self._divided(token)
        if dialect != "sqlite" or inside or len(sought) != 1:
            return None
        return self._number(*sought[0])

    def stretch(self, token: str, value: SQLColumnExpression[Any], dialect: str) -> "Stretch | None":
        """The hits whose ``value`` begins with ``token``, and the others; where the index of ``value`` can tell them."""
        (part, *more) = _parts(token) or [""]
        if more or not part or part.upper() != part:
            return None
        within = (value >= part) & (value < part + chr(sys.maxunicode))
        if dialect != "sqlite":
            return Stretch(part, within, self._asked(part) & ~within)
        inside, sought = self._divided(token)
        if inside or len(sought) != 1:
            return None
        return Stretch(
            part, within, self.id.in_(self._hits(*sought[0]).except_(select(self.id).where(within)))
        )

    def found_in(self, key: str, text: str, dialect: str) -> ColumnElement[bool] | None:
        """Whether one column contains ``text``, in its large or small letters, where the search indices can tell.

        On PostgreSQL they tell where it may be, and the column is looked at.
        """
        if dialect != "sqlite" and self._tells(key, text):
            return self._asked(text.lower()) & self.columns[key].icontains(text, autoescape=True)
        sought = self._in_column(key, text, dialect)
        return None if sought is None else self.id.in_(self._hits(*sought))

    def counted_in(self, key: str, text: str, dialect: str) -> Select[Any] | None:
        """The number of all rows whose column contains ``text``, where the search indices can tell."""
        sought = self._in_column(key, text, dialect)
        return None if sought is None else self._number(*sought)

    def _in_column(self, key: str, text: str, dialect: str) -> tuple[str, str] | None:
        """The index to ask and its query."""
        if dialect != "sqlite" or not self._tells(key, text):
            return None
        if len(text) > 2:
            return self.trigrams, f'{key} : "{text}"'
        return (self.bigrams, f"{key} : {_short(text)}") if has_bigrams(text) else None

    def _tells(self, key: str, text: str) -> bool:
        """Whether the indices know of such a text. Letters of other alphabets fold otherwise there than in a comparison."""
        folds = any(not each.isascii() and each.lower() != each.upper() for each in text)
        one_word = len(text.split()) == 1 and text == text.strip() and '"' not in text
        return key in self.columns and one_word and not folds

    def _number(self, name: str, query: str) -> Select[Any]:
        return select(func.count()).select_from(self._hits(name, query).subquery())

    def _inside(self, part: str) -> ColumnElement[bool]:
        return self.words.contains(part, autoescape=True)

    def _asked(self, part: str) -> ColumnElement[bool]:
        """A part asked of PostgreSQL's index of trigrams, which serves LIKE itself, or where too short for it, of pairs.

        LIKE is asked beside the pairs: where another index is walked it is the quicker of the two.
        """
        inside = self._inside(part)
        if not 0 < len(part) <= 2 or any(each.isascii() for each in part):
            return inside
        return inside & func.hangul_pairs(self.words).op("@>")(literal([part], ARRAY(Text)))

    def _divided(self, token: str) -> tuple[list[str], list[tuple[str, str]]]:
        """Parts no index holds, and for each index its query in the words of FTS5."""
        parts = _parts(token)
        long = [f'"{part}"' for part in parts if len(part) > 2]
        short = [_short(part) for part in parts if has_bigrams(part)]
        inside = [part for part in parts if len(part) <= 2 and not has_bigrams(part)]
        queries = ((self.trigrams, long), (self.bigrams, short))
        return inside, [(name, " OR ".join(terms)) for name, terms in queries if terms]

    @staticmethod
    def _hits(name: str, query: str) -> Select[Any]:
        hits = table(name, column("rowid"))
        return select(hits.c.rowid).where(literal_column(name).match(query))


def _short(part: str) -> str:
    """A pair of characters is a term of its index, one character the beginning of such."""
    return f'"{part}"' + " *" * (len(part) == 1)


def _parts(token: str) -> list[str]:
    """What stands in the words of a row that holds ``token``, in lower case; of a phone number its digits."""
    word = hangul.clean(token).replace('"', "")
    parts = {spelling.lower() for spelling in _spellings(word)}
    if _DIGITS.fullmatch(word):
        parts.add(word.replace("-", ""))
    return sorted(parts)
