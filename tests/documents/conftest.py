"""What tests of documents share: a font of one character that no font of the program has."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


@pytest.fixture(scope="session")
def small_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A TrueType font of one character beyond the shipped ones: U+30000."""
    pen = TTGlyphPen(None)
    for place, point in enumerate(((100, 0), (100, 700), (800, 700), (800, 0))):
        (pen.lineTo if place else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "lucky"])
    builder.setupCharacterMap({0x30000: "lucky"})
    builder.setupGlyf({".notdef": box, "lucky": box})
    builder.setupHorizontalMetrics({".notdef": (900, 100), "lucky": (900, 100)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path_factory.mktemp("fonts") / "기관 글꼴.ttf"
    builder.save(path)
    return path
