import re
from typing import Any

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from desktop.places import bundled
from desktop.rules.board.states import PROPOSAL
from desktop.rules.certificates import CERTIFICATE
from desktop.rules.flows import Tone
from desktop.rules.placement import MATCH
from desktop.rules.training import ENROLMENT
from desktop.ui.kit.chips import _ICONS
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
        ("surface", "text"), ("toast", "text"), ("text", "window"), ("text", "hover"), ("bad", "surface"),
        ("accent", "window"), ("bad", "row"), ("quiet", "row"),
    ],
)  # fmt: skip
def test_every_text_can_be_read(chosen: Colours, ink: str, ground: str) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    assert contrast(getattr(chosen, ink), getattr(chosen, ground)) >= 4.5


GROUNDS = {
    "text": "surface window hover row selection", "quiet": "surface window row", "accent": "surface window row",
    "on_accent": "accent", "bad": "surface window bad_back row", "warn": "warn_back", "toast": "text",
    "surface": "text",
}  # fmt: skip
"""Each ink of the style sheet and what it may stand on. What is greyed out is excepted, as in WCAG 2.1, 1.4.3."""


@pytest.mark.feature("DA-23")
@pytest.mark.parametrize("chosen", [LIGHT, DARK])
def test_every_ink_of_the_style_sheet_can_be_read(chosen: Colours) -> None:
    sheet = bundled("resources", "style", "ieum.qss").read_text(encoding="utf-8")
    rules = [rule for rule in sheet.split("}") if ":disabled" not in rule]
    inks = {ink for rule in rules for ink in re.findall(r"[\s;{]color: \$\{(\w+)\}", rule)}
    assert inks <= set(GROUNDS)
    measured = {
        (ink, ground): contrast(getattr(chosen, ink), getattr(chosen, ground))
        for ink in inks
        for ground in GROUNDS[ink].split()
    }
    assert {pair: ratio for pair, ratio in measured.items() if ratio < 4.5} == {}


@pytest.mark.feature("DA-23")
def test_a_state_is_told_by_icon_and_word_too() -> None:
    """Take the colours away and the states still differ: each tone has an icon of its own, and stands with its word."""
    assert len(set(_ICONS.values())) == len(Tone)
    assert set(_ICONS) == set(Tone)
    flows = (ENROLMENT, PROPOSAL, MATCH, CERTIFICATE)
    assert {tone for flow in flows for tone in flow.tones.values()} == set(Tone)


def test_figures_are_of_equal_width(theme: Theme) -> None:
    metrics = QFontMetrics(ui_font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    assert ui_font().family() == "Noto Sans KR"


@pytest.mark.parametrize("widget", ["QAbstractItemView", "QMenu", "QMessageBox", "QTipLabel", "QStatusBar"])
def test_lists_menus_and_tips_are_in_the_programs_font_too(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, widget: str
) -> None:
    """Windows has fonts of its own for them, and a style sheet brings them back."""
    really = QApplication.setStyleSheet

    def as_on_windows(app: QApplication, sheet: str) -> None:
        really(app, sheet)
        app.setFont(QFont("DejaVu Serif", 8), widget)

    monkeypatch.setattr(QApplication, "setStyleSheet", as_on_windows)
    begun = Theme(qapp, Mode.LIGHT)
    begun.set_mode(Mode.DARK)
    shown = QApplication.font(widget)
    begun.set_mode(Mode.LIGHT)
    assert (shown.family(), shown.pointSize()) == (ui_font().family(), ui_font().pointSize())


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
