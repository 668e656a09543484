"""What a document for 한글 holds, and the text of it as it may stand there."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

SUFFIX = ".hwpx"
PARAGRAPHS = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
"""What the names of paragraphs, runs and tables begin with in the file."""
_NOT_IN_XML = re.compile("[^\n -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of characters and what XML has no way to write."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line in bold; the ``title`` stands large in the middle."""

    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; each of its lines is a paragraph of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as ``shares``, each column's share of the width.

    ``head``: the first row is repeated on every page; ``names``: the first column names what stands beside it.
    """

    rows: Sequence[Sequence[str]]
    shares: Sequence[int]
    head: bool = False
    names: bool = False


Part = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` and ``day`` are what the file says of itself; ``parts`` begin with a text, no table."""

    title: str
    day: dt.date
    parts: Sequence[Part]


def lines(text: str) -> list[str]:
    """The lines of a text without what cannot stand in the file; a tab is a blank."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _NOT_IN_XML.sub("", plain).split("\n")


Cells = tuple[tuple[str, ...], ...]
"""The texts of a table's cells, row by row; the lines of a cell are parted by line ends."""


def told(document: Document) -> list[str | Cells]:
    """What the file has to say when it is read again: its paragraphs and tables, in their order."""
    said: list[str | Cells] = []
    for part in document.parts:
        if isinstance(part, Table):
            said.append(tuple(tuple("\n".join(lines(cell)) for cell in row) for row in part.rows))
        else:
            said.extend(lines(part.text))
    return said
