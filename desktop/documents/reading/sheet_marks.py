"""What a sheet's XML says beside its values: errors, formulas nobody calculated, hidden rows and columns.

Each is looked for by a bare word first, so that a sheet without any costs next to nothing.
"""

import html
import re

from desktop.documents.reading.cells import CellError, Uncalculated
from desktop.documents.reading.sheet_facts import SheetFacts

KNOWN_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)
"""Those that calamine knows; newer ones ('#CALC!', '#SPILL!') it takes for damage."""
_LAST_COLUMN = 16_384
_HIDDEN_ROW = re.compile(rb"""[<:]row\s[^>]*?\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_HIDDEN_COLUMN = re.compile(rb"""[<:]col\s[^>]*?\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)""")
_MIN_MAX = (re.compile(rb"""\smin\s*=\s*["'](\d+)"""), re.compile(rb"""\smax\s*=\s*["'](\d+)"""))
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ERROR = re.compile(
    rb"""[<:]c(\s[^>]*?\bt\s*=\s*["']e["'][^>]*)>(?:\s*<(?:\w+:)?f[\s>/](?:(?!</?(?:\w+:)?v[\s>]).)*?)?"""
    rb"\s*<(?:\w+:)?v>\s*(#[^<]{1,40}?)\s*<",
    re.DOTALL,
)
_WITHOUT_VALUE = (b"</f></c>", b":f></", b"<v></v>", b"<v/>", b"<v />", b":v></", b":v/>", b"/></c>")
_CELL_OF_FORMULA = re.compile(
    rb"[<:]c(\s[^>]*[^/>])>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/|>([^<]*)</(?:\w+:)?f)>"
    rb"\s*(?:<(?:\w+:)?v(?:\s[^>]*)?(?:/>|>\s*</(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)
_IS_TEXT = re.compile(rb"""\st\s*=\s*["']str["']""")


def note(text: bytes, facts: SheetFacts) -> None:
    """Keep what ``text``, whole tags of a sheet, tells."""
    if b"hidden" in text:
        for row in _HIDDEN_ROW.findall(text):
            facts.hidden_rows.update(map(int, _ROW_NUMBER.findall(row)))
        for column in _HIDDEN_COLUMN.findall(text):
            first, last = (pattern.search(column) for pattern in _MIN_MAX)
            if first and last:
                facts.hidden_columns.update(range(int(first[1][:6]) - 1, min(int(last[1][:6]), _LAST_COLUMN)))
    if b't="e"' in text or (b"'" in text and b"t='e'" in text):
        for attributes, error in _ERROR.findall(text):
            _mark(facts, attributes, CellError(error.decode("utf-8", "replace")))
    facts.has_formulas = facts.has_formulas or b"</f>" in text or (b":" in text and b":f>" in text)
    if facts.has_formulas and any(part in text for part in _WITHOUT_VALUE):
        for attributes, formula in _CELL_OF_FORMULA.findall(text):
            # A formula that came to an empty text was calculated.
            if not _IS_TEXT.search(attributes):
                words = html.unescape(formula.decode("utf-8", "replace"))
                _mark(facts, attributes, Uncalculated(f"={words}"))


def _mark(facts: SheetFacts, attributes: bytes, mark: CellError | Uncalculated) -> None:
    place = _PLACE.search(attributes)
    if place:
        facts.marks[int(place[2]), column_number(place[1]) - 1] = mark


def has_new_errors(facts: SheetFacts) -> bool:
    """Whether the sheet names an error calamine does not know."""
    return any(isinstance(mark, CellError) and mark not in KNOWN_ERRORS for mark in facts.marks.values())


def with_known_errors(text: bytes) -> bytes:
    """The sheet's XML with every error calamine does not know called by one it does."""
    return re.sub(rb"(<(?:\w+:)?v>)\s*(#[^<]{1,40}?)\s*(?=</)", _known, text)


def _known(value: re.Match[bytes]) -> bytes:
    return value[0] if value[2].decode("utf-8", "replace") in KNOWN_ERRORS else value[1] + b"#VALUE!"


def column_number(letters: bytes) -> int:
    """'A' → 1, 'AB' → 28; no more than seven letters are looked at."""
    number = 0
    for letter in letters.upper()[:7]:
        number = number * 26 + letter - 64
    return number
