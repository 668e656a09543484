"""The parts of an .xlsx that are read, by what points to them, whatever the archive calls them.

Programs write names in other case, with backslashes, or all in one folder more, and put beside them what is no business
of a reader: properties, queries, a Mac's own notes. Only the parts found here are looked at and read. Where their names
or what they say would stop calamine, `mended` writes them anew under the names it knows.
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from desktop.documents.reading import file_safety, sheet_marks
from desktop.documents.reading.file_safety import DAMAGED, PartFacts
from desktop.errors import UserError

_ROOT, _WORKBOOK = "_rels/.rels", "xl/workbook.xml"
_LARGEST_INDEX = 30 * 2**20
_STATES = {"hidden": "hidden", "veryhidden": "veryHidden"}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TRUE = ("1", "true")


class Parts:
    """The archive's members by name, in small letters and with plain slashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._by_name: dict[str, zipfile.ZipInfo] = {}
        for part in archive.infolist():
            name = part.filename.replace("\\", "/").lstrip("/").lower()
            if (
                name.endswith("/")
                or name.startswith("__macosx/")
                or posixpath.basename(name).startswith("._")
            ):
                continue
            if self._by_name.setdefault(name, part) is not part:
                raise UserError(DAMAGED)  # which of the two is meant is a guess
        self._folder = self._folder_of_all()

    def get(self, name: str) -> zipfile.ZipInfo | None:
        """The part of that name, None where there is none."""
        return self._by_name.get(self._folder + name.lower())

    def _folder_of_all(self) -> str:
        """The one folder that everything was packed in, with its slash; mostly ''."""
        marks = ("[content_types].xml", "meta-inf/manifest.xml", _WORKBOOK)
        if any(mark in self._by_name for mark in marks):
            return ""
        folders = {name.split("/")[0] for name in self._by_name if "/" in name}
        found = [folder for folder in folders if any(f"{folder}/{mark}" in self._by_name for mark in marks)]
        return f"{found[0]}/" if len(found) == 1 else ""


class SheetPart(NamedTuple):
    """One worksheet of the workbook; ``state`` is 'visible', 'hidden' or 'veryHidden'."""

    name: str
    state: str
    part: zipfile.ZipInfo
    comments: zipfile.ZipInfo | None


@dataclass(slots=True)
class Book:
    """What the workbook's own part names. ``is_odd``: calamine would not find or not take it as it stands."""

    sheets: list[SheetPart] = field(default_factory=list)
    strings: zipfile.ZipInfo | None = None
    styles: zipfile.ZipInfo | None = None
    from_1904: bool = False
    is_odd: bool = False
    indices: list[zipfile.ZipInfo] = field(default_factory=list)

    @property
    def read(self) -> list[zipfile.ZipInfo]:
        """All parts that are read, each once."""
        parts = [*self.indices, self.strings, self.styles, *(sheet.part for sheet in self.sheets)]
        return list({part.filename: part for part in parts if part is not None}.values())


def of(data: bytes, parts: Parts) -> Book | None:
    """The workbook in the archive, None where there is none. Raises UserError when its index is damaged."""
    root = parts.get(_ROOT)
    name = _main_part(data, root) if root else _WORKBOOK
    if parts.get(name) is None:
        name = _WORKBOOK
    workbook = parts.get(name)
    if workbook is None:
        return None
    relations_name = _relations_of(name)
    relations = parts.get(relations_name)
    if relations is None:
        raise UserError(DAMAGED)
    fixed = (parts.get("xl/sharedStrings.xml"), parts.get("xl/styles.xml"))
    book = Book(indices=[workbook, relations, *(part for part in (root, *fixed) if part)])
    stored = [part.filename if part else "" for part in (root, workbook, relations)]
    book.is_odd = stored != [_ROOT, _WORKBOOK, _relations_of(_WORKBOOK)]
    targets = _relations(data, relations, name)
    for kind, target in targets.values():
        if kind in {"sharedStrings", "styles"} and (part := parts.get(target)):
            book.is_odd |= part.filename != f"xl/{kind}.xml"
            setattr(book, "strings" if kind == "sharedStrings" else "styles", part)
    index = _index(data, workbook)
    book.from_1904 = any(each.get("date1904") in _TRUE for each in index.iter("{*}workbookPr"))
    for sheet in index.iter("{*}sheet"):
        _add_sheet(data, parts, book, sheet, targets)
    return book


def _add_sheet(
    data: bytes, parts: Parts, book: Book, sheet: etree._Element, targets: Mapping[str, tuple[str, str]]
) -> None:
    relation_id = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
    kind, target = targets.get(relation_id, ("", ""))
    if kind != "worksheet":
        book.is_odd |= kind not in {"chartsheet", "dialogsheet"}
        return
    part = parts.get(target)
    if part is None:
        raise UserError(DAMAGED)
    written = sheet.get("state", "visible")
    state = _STATES.get(written.lower(), "visible")
    book.is_odd |= state != written or part.filename != target
    comments = None
    if own := parts.get(_relations_of(target)):
        places = (place for kind, place in _relations(data, own, target).values() if kind == "comments")
        comments = parts.get(next(places, ""))
    book.sheets.append(SheetPart(sheet.get("name", ""), state, part, comments))


def _main_part(data: bytes, root: zipfile.ZipInfo) -> str:
    targets = _relations(data, root, "").values()
    return next((target for kind, target in targets if kind == "officeDocument"), _WORKBOOK)


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relations(data: bytes, part: zipfile.ZipInfo, source: str) -> dict[str, tuple[str, str]]:
    """The last word of each relation's type and the name of the part it leads to, by its id."""
    found: dict[str, tuple[str, str]] = {}
    for relation in _index(data, part).iter("{*}Relationship"):
        target = relation.get("Target", "").replace("\\", "/")
        inside = target if target.startswith("/") else posixpath.join(posixpath.dirname(source), target)
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        found[relation.get("Id", "")] = (kind, posixpath.normpath(inside).lstrip("/"))
    return found


def _index(data: bytes, part: zipfile.ZipInfo) -> etree._Element:
    if part.file_size > _LARGEST_INDEX:
        raise UserError(DAMAGED)
    text = b"".join(file_safety.unpack(data, part))
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UserError(file_safety.DECLARED)
    try:
        return etree.fromstring(
            text, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        raise UserError(DAMAGED) from error


def comments_in(data: bytes, part: zipfile.ZipInfo) -> dict[tuple[int, int], str]:
    """The comments of a sheet by row number and column index; none where they can't be read, for nothing hangs on them."""
    found: dict[tuple[int, int], str] = {}
    parser = etree.XMLPullParser(("end",), tag="{*}comment", resolve_entities=False, no_network=True)
    try:
        for piece in file_safety.unpack(data, part):
            parser.feed(piece)
            for _event, comment in parser.read_events():
                letters = comment.get("ref", "").rstrip("0123456789")
                digits = comment.get("ref", "")[len(letters) :]
                if letters.isascii() and letters.isalpha() and digits:
                    words = "".join(text.text or "" for text in comment.iter("{*}t"))
                    place = int(digits[:7]), sheet_marks.column_number(letters.encode()) - 1
                    found[place] = words.strip()
                comment.clear()
    except (etree.XMLSyntaxError, UserError):
        return found
    return found


def mended(data: bytes, book: Book, facts: Mapping[str, PartFacts]) -> bytes:
    """The workbook written anew with nothing but what calamine reads, by the names and in the words it knows."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        sheets, relations = [], []
        for number, sheet in enumerate(book.sheets, 1):
            own, name = f"rId{number}", f"worksheets/sheet{number}.xml"
            sheets.append(
                f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" state="{sheet.state}" r:id="{own}"/>'
            )
            relations.append(_relation(own, "worksheet", name))
            _copy(
                data,
                sheet.part,
                archive,
                f"xl/{name}",
                has_new_errors=sheet_marks.has_new_errors(facts[sheet.part.filename].sheet),
            )
        for kind, part in (("sharedStrings", book.strings), ("styles", book.styles)):
            if part is not None:
                relations.append(_relation(kind, kind, f"{kind}.xml"))
                _copy(data, part, archive, f"xl/{kind}.xml")
        archive.writestr(
            _WORKBOOK,
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr date1904="{int(book.from_1904)}"/>'
            f"<sheets>{''.join(sheets)}</sheets></workbook>",
        )
        for name, lines in (
            (_ROOT, [_relation("rId1", "officeDocument", _WORKBOOK)]),
            (_relations_of(_WORKBOOK), relations),
        ):
            archive.writestr(
                name, f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'
            )
    return target.getvalue()


def _relation(own: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{own}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _copy(
    data: bytes, part: zipfile.ZipInfo, archive: zipfile.ZipFile, name: str, *, has_new_errors: bool = False
) -> None:
    with archive.open(name, "w") as written:
        for text in file_safety.whole_tags(file_safety.unpack(data, part)):
            written.write(sheet_marks.with_known_errors(text) if has_new_errors else text)
