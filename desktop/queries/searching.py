"""How one word typed into a search box is looked for: as a part, as 초성, as digits, as Korean typed in Latin."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, false, func

from desktop.text import hangul

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
    for spelling in {word, hangul.from_latin_keys(word)} - {""}:
        found += [column.icontains(spelling, autoescape=True) for column in texts]
    return found
