"""How a document for 한글 is set: A4, one face, headings in bold, tables as wide as the page."""

import datetime as dt
import io
import zipfile
from typing import Any

from hwpx import HwpxDocument
from lxml import etree

from desktop.documents.hwpx.contents import PARAGRAPHS, Document, Heading, Paragraph, Table, lines

_UNITS = 7200 / 25.4
"""Of HWPX to the millimetre."""
_SIDE, _EDGE, _RUNNING = 20, 15, 10
"""Millimetres left free at the sides, above and below, and for what runs along each page."""
_ROOM = round((210 - 2 * _SIDE) * _UNITS)
_ROW = 1700
"""A row's height: without one 한글 draws it 2.6 pixels high."""
_SHADE = "#EEEEEE"


def set_out(document: Document) -> bytes:
    """The document as a file, which says of itself only its title and day."""
    setting = _Setting(document)
    for part in document.parts:
        if isinstance(part, Table):
            setting.table(part)
        elif isinstance(part, Heading):
            setting.heading(part)
        else:
            setting.paragraph(part)
    return setting.packed()


class _Setting:
    """A document in the making; the library's own first paragraph takes the first text."""

    def __init__(self, document: Document) -> None:
        made = HwpxDocument.new()
        made.page.setup(
            paper_size="A4",
            margin_left_mm=_SIDE,
            margin_right_mm=_SIDE,
            margin_top_mm=_EDGE,
            margin_bottom_mm=_EDGE,
            header_margin_mm=_RUNNING,
            footer_margin_mm=_RUNNING,
        )
        # 한글's own numbering of pages; the library's puts two kinds of it into a footer.
        number = {"pos": "BOTTOM_CENTER", "formatType": "DIGIT", "sideChar": "-"}
        etree.SubElement(
            etree.SubElement(made.paragraphs[0].runs[0].element, f"{PARAGRAPHS}ctrl"),
            f"{PARAGRAPHS}pageNum",
            number,
        )
        # The library's template tells of its own author, days and looks.
        made.parts.clear_preview()
        day = f"{document.day.isoformat()}T00:00:00Z"
        made.parts.clear_document_metadata(timestamp=day)
        made.parts.set_document_metadata(title="".join(lines(document.title)), creator="이음")
        self._made, self._day = made, document.day
        self._begun = False
        self._bold = made.styles.ensure_run(bold=True, size=12)
        self._large = made.styles.ensure_run(bold=True, size=18)
        self._named = made.styles.ensure_run(bold=True, size=10)
        self._shaded = made.styles.ensure_border_fill(border_color="#000000", fill_color=_SHADE)

    def heading(self, part: Heading) -> None:
        """In bold, on the page of what follows."""
        made = [self._add(line, self._large if part.title else self._bold) for line in lines(part.text)]
        self._made.styles.apply_paragraph_format(
            paragraphs=made,
            alignment="CENTER" if part.title else "LEFT",
            spacing_before_pt=0 if part.title else 10,
            spacing_after_pt=6 if part.title else 2,
            keep_with_next=True,
        )

    def paragraph(self, part: Paragraph) -> None:
        """Each line as a paragraph: some readers lose what follows a line end within one."""
        for line in lines(part.text):
            self._add(line, "0")

    def table(self, part: Table) -> None:
        """As wide as the page; filled cell by cell, since the library looks for a cell by its place from the first one on."""
        assert self._begun, "the first paragraph holds the page, and no table takes its place"
        table = self._made.add_table(
            len(part.rows), len(part.shares), width=_ROOM, height=len(part.rows) * _ROW
        )
        table.set_column_widths(part.shares)
        table.set_treat_as_char(False)  # one set as a character is never broken between two pages
        table.element.set("repeatHeader", str(int(part.head)))
        for number, (row, texts) in enumerate(zip(table.rows, part.rows, strict=True)):
            for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.set_text("\n".join(lines(text)), split_paragraphs=True)
                if part.head and number == 0:
                    cell.element.set("header", "1")
                if (part.head and number == 0) or (part.names and place == 0):
                    self._name(cell)

    def packed(self) -> bytes:
        """The file's bytes."""
        try:
            return _dated(self._made.to_bytes(), self._day)
        finally:
            self._made.close()

    def _name(self, cell: Any) -> None:
        cell.element.set("borderFillIDRef", self._shaded)
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.char_pr_id_ref = self._named

    def _add(self, line: str, shape: str) -> Any:
        if self._begun:
            return self._made.add_paragraph(
                line, char_pr_id_ref=shape, para_pr_id_ref="0", inherit_style=False
            )
        self._begun = True
        first = self._made.paragraphs[0]
        first.text = line
        for run in first.runs:
            run.char_pr_id_ref = shape
        return first


def _dated(packed: bytes, day: dt.date) -> bytes:
    """The same file with its parts of one day, where the library leaves those of its template."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as one, zipfile.ZipFile(again, "w") as other:
        for part in one.infolist():
            named = zipfile.ZipInfo(part.filename, (day.year, day.month, day.day, 0, 0, 0))
            named.compress_type = part.compress_type  # the kind of the file stands first and unpacked
            other.writestr(named, one.read(part))
    return again.getvalue()
