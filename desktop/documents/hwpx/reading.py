"""What stands in a document for 한글, read from its XML without the library that wrote it."""

import re
import zipfile
from pathlib import Path

from lxml import etree

from desktop.documents.hwpx.contents import PARAGRAPHS, Cells

_SECTION = re.compile(r"Contents/section(\d+)\.xml")


def read(path: Path) -> list[str | Cells]:
    """Paragraphs and tables in their order, headers and footers left out. Raises what zipfile and lxml do."""
    found: list[str | Cells] = []
    # The file was written by this program a moment ago; all the same nothing outside of it is to be asked for.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(path) as packed:
        sections = sorted(
            filter(None, map(_SECTION.fullmatch, packed.namelist())), key=lambda one: int(one[1])
        )
        for section in sections:
            for paragraph in etree.fromstring(packed.read(section[0]), parser).iterfind(f"{PARAGRAPHS}p"):
                tables = paragraph.findall(f"{PARAGRAPHS}run/{PARAGRAPHS}tbl")
                found.extend(map(_cells, tables))
                if not tables:
                    found.append(_text(paragraph))
    return found


def _cells(table: etree._Element) -> Cells:
    return tuple(
        tuple(
            "\n".join(map(_text, cell.iterfind(f"{PARAGRAPHS}subList/{PARAGRAPHS}p")))
            for cell in row.iterfind(f"{PARAGRAPHS}tc")
        )
        for row in table.iterfind(f"{PARAGRAPHS}tr")
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(
        "".join(piece.itertext()) for piece in paragraph.iterfind(f"{PARAGRAPHS}run/{PARAGRAPHS}t")
    )
