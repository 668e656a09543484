"""Text in a PDF with the document's own fonts.

ReportLab embeds TrueType outlines only and draws a missing glyph without a word, so the text of a document is
shown here: one composite font (PDF 1.4, 5.6) for each face, two bytes a character, read back by any viewer and any
search through its ToUnicode map.
"""

from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.pdf.fonts import BLANK_AFTER, BLANK_BEFORE, Face, Fonts

_SYMBOLIC, _SERIF = 4, 2
_MOST_IN_A_BLOCK = 100  # entries of one bfchar block (Adobe Technical Note 5411)


class DocumentFonts:
    """The characters of one document, each with the face that draws it and its code there."""

    def __init__(self, fonts: Fonts, text: str) -> None:
        """Cut ``fonts`` down to the characters of ``text``, all of which they must have."""
        cut = fonts.only(text)
        cut.prepare()
        self._faces = cut.faces
        self._codes: dict[str, tuple[int, str]] = {}
        for character in sorted(set(text)):
            place = cut.place(character)
            self._codes[character] = place, _code(character, cut.face(place))
        # Worked out once: a file of its own for each of a thousand certificates says them again and again.
        self._said = {
            character: _said(character, self._faces[place]) for character, (place, _) in self._codes.items()
        }
        self._first = {character: code for character, (place, code) in self._codes.items() if place == 0}

    @property
    def text(self) -> str:
        """Every character of the document, once."""
        return "".join(self._codes)

    def show(self, text: str, size: float) -> str:
        """The operators that show the text where the pen stands, each run of characters with its font."""
        try:  # nearly every text is in one font, and a long list has hundreds of thousands of them
            return f"/K0 {size:g} Tf [<{''.join(map(self._first.__getitem__, text))}>] TJ"
        except KeyError:
            pass
        runs = groupby([self._codes[character] for character in text], key=lambda code: code[0])
        return " ".join(
            [f"/K{place} {size:g} Tf [<{''.join([code for _, code in run])}>] TJ" for place, run in runs]
        )

    def embed(self, pdf: pikepdf.Pdf, text: str) -> None:
        """Put what ``text`` needs of the fonts into the dictionary all pages share, under the names of `show`.

        The codes stay those of the whole document, so that a page taken out of it needs no other text operators.
        """
        shared = pdf.pages[0].Resources.Font
        for place, face in enumerate(self._faces):
            characters = sorted({character for character in text if self._codes[character][0] == place})
            if characters:
                cut = face.only(characters, same_numbers=True)
                said = [self._said[character] for character in characters]
                shared[f"/K{place}"] = pdf.make_indirect(_composite(pdf, cut, said, f"K{place}"))


def write(
    canvas: Canvas, fonts: DocumentFonts, text: str, at: tuple[float, float], size: float,
    *, spacing: float = 0, stroke: float = 0, stretch: float = 100,
) -> None:  # fmt: skip
    """Show one line of text from the point ``at``.

    ``spacing`` in points between characters; ``stroke`` in points drawn round the letters, which stands in for a
    bold face; ``stretch`` in per cent of the usual width.
    """
    weight = f"2 Tr {stroke:g} w" if stroke else "0 Tr"
    x, y = at
    shown = fonts.show(text, size)
    canvas.addLiteral(f"BT {weight} {spacing:.3f} Tc {stretch:.4g} Tz {x:.3f} {y:.3f} Td {shown} ET")


def _code(character: str, face: Face) -> str:
    """The character's code in a TJ array; a full-width bracket moves the pen back by its blank half."""
    code, half = f"{face.glyph(character):04x}", f"> {face.advance(character):g} <"
    if character in BLANK_BEFORE:
        return half + code
    return code + half if character in BLANK_AFTER else code


def _said(character: str, face: Face) -> tuple[str, str]:
    """What a font's dictionary says of a character: how wide it is, and what it reads as."""
    glyph = face.glyph(character)
    return f"{glyph} [{face.width(glyph):.0f}]", f"<{glyph:04x}> <{character.encode('utf-16-be').hex()}>"


def _composite(pdf: pikepdf.Pdf, face: Face, said: list[tuple[str, str]], key: str) -> Dictionary:
    name = Name(f"/{key.translate(str.maketrans('K0123456789', 'KABCDEFGHIJ')):A>6}+Ieum")
    ascent, descent = (round(reach) for reach in face.extents)
    program = pdf.make_stream(face.program)
    widths = f"[{' '.join([wide for wide, _ in said])}]"
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=_SYMBOLIC | _SERIF, ItalicAngle=0, StemV=80, CapHeight=700,
        FontBBox=Array([0, descent, 1000, ascent]), Ascent=ascent, Descent=descent,
        CIDSet=pdf.make_stream(_all_present(face.count)),
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, BaseFont=name, DW=1000, W=pikepdf.Object.parse(widths.encode()),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
    )  # fmt: skip
    if face.outlines == "CFF":
        program.Subtype = Name.CIDFontType0C
        descriptor.FontFile3 = program
        descendant.Subtype = Name.CIDFontType0
    else:
        program.Length1 = len(face.program)
        descriptor.FontFile2 = program
        descendant.Subtype = Name.CIDFontType2
        descendant.CIDToGIDMap = Name.Identity
    descendant.FontDescriptor = pdf.make_indirect(descriptor)
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=pdf.make_stream(_to_unicode([read for _, read in said])),
    )  # fmt: skip


def _all_present(count: int) -> bytes:
    """A bit for each glyph from the left, all set (PDF 1.4, 5.6.2: CIDSet)."""
    bits = (1 << count) - 1
    size = (count + 7) // 8
    return (bits << (size * 8 - count)).to_bytes(size, "big")


def _to_unicode(entries: list[str]) -> bytes:
    blocks = [entries[start : start + _MOST_IN_A_BLOCK] for start in range(0, len(entries), _MOST_IN_A_BLOCK)]
    lines = [f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange",
            *lines,
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n",
        ]
    ).encode()
