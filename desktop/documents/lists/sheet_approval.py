"""The 결재란 of a workbook, drawn over the sheet so that its boxes are of one size whatever the columns are.

In cells the boxes would take the widths of the columns below them: offices paste a picture instead. openpyxl writes
no shapes, so the drawing is XML of our own (ECMA-376 part 1, 20.5), put into the finished file by `sheets`.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from desktop.documents.lists import sheet_style

MARK, BOX, LABEL, SIGN = 7.0, 19.0, 6.0, 14.0
"""Millimetres on paper: the column that says 결재, a box across, its label and the room to sign."""
_EMU = 36_000  # English Metric Units to a millimetre
EMU_IN_A_CHARACTER = 7 * 9_525  # seven pixels: the widest digit of the workbook's default font
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "/xl/drawings/drawing1.xml"

CONTENT_TYPE = (
    f'<Override PartName="{_PART}" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
)
REFERENCE = f'<drawing xmlns:r="{_OFFICE}" r:id="rId1"/>'


def place(widths: Sequence[float], boxes: int, scale: float) -> tuple[int, int]:
    """The column (from 0) and the offset in it, in EMU, at which boxes begin that end flush with the last column."""
    left = round(sum(widths) * EMU_IN_A_CHARACTER - (MARK + BOX * boxes) * _EMU / scale)
    for column, width in enumerate(widths):
        if left < width * EMU_IN_A_CHARACTER:
            return column, max(left, 0)
        left -= round(width * EMU_IN_A_CHARACTER)
    return 0, 0


def height(scale: float) -> float:
    """Points of the row that holds the boxes."""
    return (LABEL + SIGN) * 72 / 25.4 / scale


def parts(boxes: Sequence[str], begin: tuple[int, int], end: int, scale: float) -> dict[str, str]:
    """The files to be added to the workbook, by name; the boxes reach from ``begin`` (see `place`) to column ``end``."""
    target = f'<Relationship Id="rId1" Type="{_OFFICE}/drawing" Target="{_PART}"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        _PART.lstrip("/"): _drawing(boxes, begin, end, _EMU / scale),
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{package}">{target}</Relationships>',
    }


def _drawing(boxes: Sequence[str], begin: tuple[int, int], end: int, unit: float) -> str:
    wide, tall = MARK + BOX * len(boxes), LABEL + SIGN
    areas = [("결\n재", 0.0, 0.0, MARK, tall)]
    for number, words in enumerate(boxes):
        left = MARK + BOX * number
        areas += [(words, left, 0.0, BOX, LABEL), ("", left, LABEL, BOX, SIGN)]
    shapes = "".join(_shape(number, *area, unit=unit) for number, area in enumerate(areas, 3))
    extent = f'cx="{round(wide * unit)}" cy="{round(tall * unit)}"'
    # Held at both ends: programs differ by a tenth in how wide a column is, and the right edge must be the table's.
    column, offset = begin
    return (
        f'<xdr:wsDr xmlns:xdr="{_SHEET}" xmlns:a="{_MAIN}"><xdr:twoCellAnchor editAs="oneCell">'
        f"<xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{offset}</xdr:colOff>"
        "<xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f"<xdr:to><xdr:col>{end}</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="2" name="결재란"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>'
        f'<xdr:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/><a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm>'
        f"</xdr:grpSpPr>{shapes}</xdr:grpSp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


def _shape(number: int, words: str, left: float, top: float, wide: float, tall: float, *, unit: float) -> str:
    look = f'lang="ko-KR" sz="{round(1000 * unit / _EMU)}"'
    face = f'<a:latin typeface="{sheet_style.FONT}"/><a:ea typeface="{sheet_style.FONT}"/>'
    ink = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    lines = "".join(
        f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr {look}>{ink}{face}</a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>'
        for line in words.split("\n")
        if line
    )
    body = lines or f"<a:p><a:endParaRPr {look}/></a:p>"
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="칸 {number - 2}"/><xdr:cNvSpPr/>'
        f'</xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="{round(left * unit)}" y="{round(top * unit)}"/>'
        f'<a:ext cx="{round(wide * unit)}" cy="{round(tall * unit)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></xdr:spPr>'
        f'<xdr:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>{body}</xdr:txBody></xdr:sp>'
    )
