"""Which characters can be put on paper, how wide they are, and the font that goes into the document.

The outlines come from font files as they are: HarfBuzz cuts out the few characters a document needs (120 of
23,000 in 10 ms) and the result is embedded without converting a curve. A character is looked for in the font the
office chose, then in the one shipped with the program, then in those of the system.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

import pylopdf_fonts_ko
import uharfbuzz as hb

_NOT_ON_PAPER = {
    int.from_bytes(tag.encode(), "big")
    for tag in ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "name", "kern")
}
_SYSTEM_FONTS = (
    "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "UnBatang.ttf", "batang.ttc", "malgun.ttf", "gulim.ttc",
)  # fmt: skip
BLANK_BEFORE, BLANK_AFTER = frozenset("「『〈《【（"), frozenset("」』〉》】）")
"""Full-width brackets, whose blank half is left out when they are set in a line."""
CUT_AT_ONCE = 3_000
"""Characters cut out of a face in one go. HarfBuzz holds Python's lock meanwhile: 0.06 s for so many, 0.2 s for all the
syllables of Hangul. What is written every day (2,350 in KS X 1001) stays in one piece, which is drawn fastest."""
# Combining marks, controls, private and unassigned characters: no font draws them without shaping the line.
_UNDRAWABLE = frozenset({"Mn", "Mc", "Me", "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def normal(text: str) -> str:
    """The text as it is drawn: NFC, which also gives compatibility 한자 (U+F90A) their standard character (金)."""
    return unicodedata.normalize("NFC", text)


Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Face:
    """One font out of a font file, or a part cut out of one."""

    def __init__(self, blob: hb.Blob, index: int = 0) -> None:
        self._face = hb.Face(blob, index)
        self._font = hb.Font(self._face)
        self._thousandth = 1000 / self._face.upem
        self._glyphs: dict[str, int] = {}
        self._advances: dict[str, float] = {}

    def glyph(self, character: str) -> int:
        """The glyph's number, 0 where the font has none."""
        found = self._glyphs.get(character)
        if found is None:
            found = self._glyphs[character] = self._font.get_nominal_glyph(ord(character)) or 0
        return found

    def advance(self, character: str) -> float:
        """How far the character moves the pen, in thousandths of the type size."""
        found = self._advances.get(character)
        if found is None:
            wide = self.width(self.glyph(character))
            halved = character in BLANK_BEFORE or character in BLANK_AFTER
            found = self._advances[character] = wide / 2 if halved else wide
        return found

    def ink(self, character: str) -> Box | None:
        """Left, bottom, right and top of what is drawn from the pen on, in thousandths of the type size; None for a blank."""
        found = self._font.get_glyph_extents(self.glyph(character))
        if found is None or not found.width:
            return None
        left, top = found.x_bearing * self._thousandth, found.y_bearing * self._thousandth
        if character in BLANK_BEFORE:
            left -= self.advance(character)  # the pen was moved back by the blank half
        return left, top + found.height * self._thousandth, left + found.width * self._thousandth, top

    def only(self, characters: Iterable[str], *, same_numbers: bool = False) -> "Face":
        """A face of just these characters, its glyphs numbered from 1 without a gap, or as they are here."""
        wanted = hb.SubsetInput()
        wanted.flags = (
            hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        )
        if same_numbers:
            wanted.flags |= hb.SubsetFlags.RETAIN_GIDS
        wanted.drop_table_tag_set.set(_NOT_ON_PAPER)
        wanted.unicode_set.set(set(map(ord, characters)))
        try:
            return Face(hb.subset(self._face, wanted).blob)
        except RuntimeError as error:  # all that HarfBuzz has to say where it gets no memory
            raise MemoryError from error

    def prepare(self) -> None:
        """Look every outline up once, which makes cutting this face again and again five times faster."""
        self._face = hb.subset_preprocess(self._face)

    @cached_property
    def outlines(self) -> str:
        """``CFF`` or ``TrueType``: what kind of curves the program holds."""
        return "CFF" if "CFF " in self._face.table_tags else "TrueType"

    @property
    def program(self) -> bytes:
        """The bytes to embed: the bare CFF table, or the whole TrueType file."""
        blob = self._face.reference_table("CFF ") if self.outlines == "CFF" else self._face.blob
        return bytes(blob.data)

    def width(self, glyph: int) -> float:
        """How far a glyph moves the pen by itself, in thousandths of the type size."""
        return float(self._font.get_glyph_h_advance(glyph) * self._thousandth)

    @property
    def count(self) -> int:
        """How many glyphs there are."""
        return int(self._face.glyph_count)

    @property
    def extents(self) -> tuple[float, float]:
        """How far the font reaches above and below the line, in thousandths of the type size."""
        reach = self._font.get_font_extents("ltr")
        return reach.ascender * self._thousandth, reach.descender * self._thousandth


class Fonts:
    """Faces in the order in which a character is looked for; the later ones are opened only when needed."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self._waiting = iter(faces)
        self._open: list[Face] = []
        self._place: dict[str, int] = {}
        self._advances: dict[str, float] = {}
        self._inks: dict[str, Box | None] = {}

    def place(self, character: str) -> int:
        """Which face draws the character, counted from 0; -1 when none does."""
        found = self._place.get(character)
        if found is None:
            found = self._place[character] = self._look_for(character)
        return found

    def _look_for(self, character: str) -> int:
        if unicodedata.category(character) in _UNDRAWABLE or _is_loose_jamo(character):
            return -1
        for place, face in enumerate(self._faces()):
            if face.glyph(character):
                return place
        return -1

    def _faces(self) -> Iterator[Face]:
        yield from self._open
        for face in self._waiting:
            self._open.append(face)
            yield face

    def missing(self, text: str) -> str:
        """The characters of the text that no font draws, each once, in their order."""
        return "".join([character for character in dict.fromkeys(text) if self.place(character) < 0])

    def face(self, place: int) -> Face:
        return self._open[place]

    def width(self, text: str, size: float, spacing: float = 0) -> float:
        """Points from the left edge of the first to the right edge of the last character."""
        try:
            wide = sum(map(self._advances.__getitem__, text))
        except KeyError:
            for character in set(text) - self._advances.keys():
                self._advances[character] = self._open[self.place(character)].advance(character)
            wide = sum(map(self._advances.__getitem__, text))
        return wide * size / 1000 + spacing * max(len(text) - 1, 0)

    def ink(self, text: str, size: float, spacing: float = 0) -> Box | None:
        """Left, bottom, right and top of what a line draws, in points from its beginning; None where it draws nothing."""
        self.width(text, size)  # knows how far each character moves the pen
        inks = self._inks
        for character in text:
            if character not in inks:
                inks[character] = self._open[self.place(character)].ink(character)
        drawn = [inks[character] for character in text]
        steps = [self._advances[character] * size / 1000 + spacing for character in text]
        inked = [(pen, ink) for pen, ink in zip(accumulate(steps, initial=0.0), drawn, strict=False) if ink]
        if not inked:
            return None
        left = min([pen + ink[0] * size / 1000 for pen, ink in inked])
        right = max([pen + ink[2] * size / 1000 for pen, ink in inked])
        bottom, top = min([ink[1] for _, ink in inked]), max([ink[3] for _, ink in inked])
        return left, bottom * size / 1000, right, top * size / 1000

    def only(self, text: str) -> "Fonts":
        """The same fonts cut down to the characters of this text, which they must have; one of very many into several."""
        wanted: dict[int, list[str]] = {}
        for character in sorted(set(text)):
            wanted.setdefault(self.place(character), []).append(character)
        cut = Fonts(())
        for place in sorted(wanted):
            for start in range(0, len(wanted[place]), CUT_AT_ONCE):
                part = wanted[place][start : start + CUT_AT_ONCE]
                cut._place.update(dict.fromkeys(part, len(cut._open)))
                cut._open.append(self._open[place].only(part))
        return cut

    def prepare(self) -> None:
        """Make ready to be cut again and again, one document after another."""
        for face in self._open:
            face.prepare()

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces opened so far, in their order."""
        return tuple(self._open)


@cache
def serif(chosen: Path | None = None) -> Fonts:
    """Noto Serif KR for paper, behind the font file the office chose and before the fonts of the system."""
    first = () if chosen is None else (chosen,)
    return Fonts(_opened((*first, pylopdf_fonts_ko.serif_path()), system=True))


@cache
def sans() -> Fonts:
    """Noto Sans KR for lists, before the fonts of the system."""
    return Fonts(_opened((pylopdf_fonts_ko.sans_path(),), system=True))


def _opened(files: Iterable[Path], *, system: bool) -> Iterator[Face]:
    for file in files:
        yield Face(hb.Blob.from_file_path(str(file)))
    if system:
        for file in _system_files():
            yield Face(hb.Blob.from_file_path(str(file)))


def _system_files() -> Iterator[Path]:
    roots = (
        Path(os.environ.get("WINDIR", "/nonexistent")) / "Fonts",
        # Where a person without rights installs a font.
        Path(os.environ.get("LOCALAPPDATA", "/nonexistent")) / "Microsoft/Windows/Fonts",
        Path("/usr/share/fonts"),
        Path.home() / ".local/share/fonts",
    )
    for name in _SYSTEM_FONTS:
        for root in roots:
            yield from sorted(root.rglob(name))


def _is_loose_jamo(character: str) -> bool:
    """Old Hangul in separate letters, which stays apart unless a shaping engine joins it."""
    return (
        "\u1100" <= character <= "\u11ff"
        or "\ua960" <= character <= "\ua97f"
        or "\ud7b0" <= character <= "\ud7ff"
    )
