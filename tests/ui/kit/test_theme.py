from typing import Any

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.icons import GLYPHS, glyph_font, icon
from desktop.ui.kit.theme import DARK, LIGHT, Colours, Mode, Theme, colours, ui_font


@pytest.mark.parametrize(("mode", "expected"), [(Mode.LIGHT, LIGHT), (Mode.DARK, DARK)])
def test_a_mode_is_one_palette(qapp: QApplication, theme: Theme, mode: Mode, expected: Colours) -> None:
    theme.set_mode(mode)
    assert colours() is expected
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(expected.surface)
    assert expected.line in qapp.styleSheet()
    assert "${" not in qapp.styleSheet()
    theme.set_mode(Mode.LIGHT)


def contrast(ink: str, ground: str) -> float:
    def light(name: str) -> float:
        parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(ink), light(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("chosen", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "surface"), ("text", "selection"), ("text", "row"), ("quiet", "window"), ("quiet", "surface"),
        ("accent", "surface"), ("accent", "row"), ("on_accent", "accent"), ("good", "good_back"),
        ("warn", "warn_back"), ("bad", "bad_back"), ("plain", "plain_back"), ("bad", "window"),
        ("surface", "text"), ("toast", "text"),
    ],
)  # fmt: skip
def test_every_text_can_be_read(chosen: Colours, ink: str, ground: str) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    assert contrast(getattr(chosen, ink), getattr(chosen, ground)) >= 4.5


def test_figures_are_of_equal_width(theme: Theme) -> None:
    metrics = QFontMetrics(ui_font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    assert ui_font().family() == "Noto Sans KR"


def test_every_icon_is_in_the_font(theme: Theme) -> None:
    font = QRawFont.fromFont(glyph_font(16))
    missing = [name for name, code in GLYPHS.items() if not font.supportsCharacter(code)]
    assert missing == []


def test_an_icon_takes_the_colour_of_the_moment(theme: Theme, qtbot: Any) -> None:
    picture = icon("add")

    def ink() -> QColor:
        image = picture.pixmap(16, 16).toImage()
        points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(points, key=QColor.alpha)

    theme.set_mode(Mode.LIGHT)
    light = ink().lightness()
    theme.set_mode(Mode.DARK)
    dark = ink().lightness()
    theme.set_mode(Mode.LIGHT)
    assert light < 80 < 180 < dark
