"""The look at an OpenDocument sheet before calamine reads it: how far it spans, and which rows are hidden."""

from collections.abc import Iterator
from xml.parsers import expat

from desktop.documents.reading import file_safety
from desktop.errors import UserError

_LAST_ROW = 1_048_576


def hidden_rows(pieces: Iterator[bytes]) -> dict[str, frozenset[int]]:
    """Hidden rows by the name of their sheet, from the pieces of content.xml.

    Rows and cells may be repeated by a number alone, so a small file can span any size: raises UserError where a
    sheet spans more cells than `file_safety.MOST_CELLS`.
    """
    look = _Look()
    parser = expat.ParserCreate()
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UserError(file_safety.DAMAGED) from error
    return {name: frozenset(rows) for name, rows in look.hidden.items()}


class _Look:
    """Follows the rows of one sheet after another; trailing empty rows and cells count for nothing."""

    def __init__(self) -> None:
        self.hidden: dict[str, set[int]] = {}
        self._sheet = ""
        self._row = self._column = self._width = self._widest = 0
        self._repeat = 1
        self._is_hidden = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet = attributes.get("table:name", "")
            self.hidden[self._sheet] = set()
            self._row = self._widest = 0
        elif tag == "table:table-row":
            self._repeat = _number(attributes.get("table:number-rows-repeated", "1"))
            self._is_hidden = attributes.get("table:visibility", "visible") != "visible"
            self._column = self._width = 0
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._column += _number(attributes.get("table:number-columns-repeated", "1"))
            if "office:value-type" in attributes:
                self._width = self._column

    def end(self, tag: str) -> None:
        if tag == "text:p":
            self._width = self._column
        if tag != "table:table-row":
            return
        if self._width:
            self._widest = max(self._widest, self._width)
            if (self._row + self._repeat) * self._widest > file_safety.MOST_CELLS:
                raise file_safety.refuse_cells(self._widest)
            if self._is_hidden:
                self.hidden[self._sheet].update(range(self._row + 1, self._row + self._repeat + 1))
        self._row = min(self._row + self._repeat, _LAST_ROW)


def _number(text: str) -> int:
    return min(int(text), _LAST_ROW) if text.isascii() and text.isdigit() else 1
