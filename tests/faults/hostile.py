"""Workbooks made to harm whoever opens them, each of them small to make."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/></Types>'
)
_NO_STRINGS = f'{_HEAD}<sst xmlns="{_MAIN}"/>'
SECRET = "SECRET-CONTENT"


def row(number: int, *values: str) -> str:
    cells = (
        f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for place, value in enumerate(values)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet(body: str, before: str = "", dimension: str = "") -> str:
    return f'{_HEAD}{before}<worksheet xmlns="{_MAIN}">{dimension}<sheetData>{body}</sheetData></worksheet>'


def workbook(
    path: Path, page: str | Iterable[str], strings: str | Iterable[str] = _NO_STRINGS, **more: str
) -> Path:
    """A workbook of one sheet; long parts come in pieces."""
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    relations = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    within = relation.format("rId1", _OFFICE, "worksheet", "worksheets/sheet1.xml") + relation.format(
        "rId2", _OFFICE, "sharedStrings", "sharedStrings.xml"
    )
    parts: dict[str, str | Iterable[str]] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations.format(
            relation.format("rId1", _OFFICE, "officeDocument", "xl/workbook.xml")
        ),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="명단" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations.format(within),
        "xl/worksheets/sheet1.xml": page,
        "xl/sharedStrings.xml": strings,
        **more,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in [content] if isinstance(content, str) else content:
                    part.write(piece.encode())
    return path


def good(path: Path) -> Path:
    return workbook(
        path, sheet(row(1, "이름", "연락처") + "".join(row(at, "김민수", "010") for at in range(2, 500)))
    )


def bomb(times: int) -> Iterator[str]:
    """One cell of so many million blanks."""
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    for _ in range(times):
        yield " " * 1_000_000
    yield "</t></is></c></row></sheetData></worksheet>"


def many_strings(times: int) -> Iterator[str]:
    yield f'{_HEAD}<sst xmlns="{_MAIN}">'
    for _ in range(times):
        yield "<si><t>가나다라마바사아자차카타파하</t></si>" * 10_000
    yield "</sst>"


def refused_files(folder: Path) -> list[Path]:
    """Those that must be refused."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laugh = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    secret = folder / "secret.txt"
    secret.write_text(SECRET)
    reads = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    first = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    grows = f'<!DOCTYPE w [<!ENTITY a "{"A" * 100_000}">]>'
    files = [
        workbook(folder / "bomb.xlsx", bomb(800)),
        workbook(folder / "strings.xlsx", sheet(first), many_strings(600)),
        workbook(folder / "laughs.xlsx", sheet(row(1, "이름", "&l9;"), laugh)),
        workbook(folder / "laughs in strings.xlsx", sheet(first), laugh + "<sst><si><t>&l9;</t></si></sst>"),
        workbook(folder / "entity.xlsx", sheet(row(1, "이름", "&x;"), reads)),
        workbook(folder / "entity in strings.xlsx", sheet(first), reads + "<sst><si><t>&x;</t></si></sst>"),
        workbook(folder / "quadratic.xlsx", sheet(row(1, "이름", "&a;" * 50_000), grows)),
        workbook(folder / "corner.xlsx", sheet(row(1, "이름") + far)),
        workbook(folder / "no such string.xlsx", sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')),
        *_broken(folder),
    ]
    return sorted(files)


def _broken(folder: Path) -> Iterator[Path]:
    whole = good(folder / "whole.tmp").read_bytes()
    turned = bytearray(whole)
    for place in range(len(turned) // 3, len(turned) // 3 + 40):
        turned[place] ^= 0x5A
    contents = {
        **{f"cut {share}.xlsx": whole[: len(whole) * share // 100] for share in (10, 50, 90)},
        "turned bits.xlsx": bytes(turned),
        "empty.xlsx": b"",
        "no workbook.xlsx": b"PK\x05\x06" + bytes(18),
        "mixed letters.csv": "이름\r\n".encode("cp949") + "김민수\r\n".encode() + b"\xff\xfe\x00\r\n",
    }
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        yield path
