"""How the program looks: one palette for light and one for dark, one short style sheet, one font."""

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from functools import cache
from string import Template

import pylopdf_fonts_ko
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.places import bundled

POINT_SIZE = 10
ROW_HEIGHT = 32
STEP = 4
"""Every distance in the window is a multiple of this many pixels."""


class Mode(StrEnum):
    """What the person chose; SYSTEM follows the desk's own setting."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one mode. good, warn, bad and plain are for states only, and never stand without icon and word."""

    window: str
    surface: str
    text: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    selection: str
    row: str
    hover: str
    good: str
    good_back: str
    warn: str
    warn_back: str
    bad: str
    bad_back: str
    plain: str
    plain_back: str
    toast: str


LIGHT = Colours(
    window="#F5F6F8", surface="#FFFFFF", text="#1B1F24", quiet="#5B6470", line="#E1E5EA",
    accent="#1F5FBF", on_accent="#FFFFFF", selection="#CFE0F8", row="#E8F0FC", hover="#EEF1F5",
    good="#1B6E3C", good_back="#E6F4EA", warn="#8A5200", warn_back="#FDF1DC",
    bad="#B3261E", bad_back="#FCEAE8", plain="#4A525D", plain_back="#EDF0F3", toast="#9CC0FA",
)  # fmt: skip
DARK = Colours(
    window="#16181C", surface="#1E2126", text="#E8EAED", quiet="#A3ABB6", line="#2E333A",
    accent="#7AA7F0", on_accent="#10151D", selection="#2C4468", row="#222F45", hover="#282D34",
    good="#7FD3A0", good_back="#1B3327", warn="#F0C27A", warn_back="#3A2E18",
    bad="#F59A92", bad_back="#402321", plain="#BAC2CC", plain_back="#2B3037", toast="#1F5FBF",
)  # fmt: skip


def colours() -> Colours:
    """The colours shown now, for what is painted by hand. A widget's own palette tells nothing under a style sheet."""
    shown = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if shown.lightness() < 128 else LIGHT


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of cells, made once: a page of a list paints hundreds of cells."""

    text: QColor
    line: QColor
    accent: QColor
    selection: QColor
    row: QColor
    bad: QColor
    bad_back: QColor


@cache
def inks(chosen: Colours) -> Inks:
    """What cells are painted with in these colours."""
    return Inks(*(QColor(getattr(chosen, field.name)) for field in fields(Inks)))


class Theme(QObject):
    """Keeps the application's palette and style sheet in step with the chosen mode."""

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        if not app.styleSheet():  # else one before this put it on
            app.setStyle("Fusion")
        _load_korean(app)
        app.styleHints().colorSchemeChanged.connect(self._show)
        self._show()

    @property
    def mode(self) -> Mode:
        """What the person chose."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Switches at once; every window repaints itself."""
        self._mode = mode
        self._show()

    def _show(self) -> None:
        dark = self._mode is Mode.DARK or (
            self._mode is Mode.SYSTEM and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        chosen = DARK if dark else LIGHT
        sheet = _style_sheet(chosen)
        if self._app.styleSheet() != sheet:  # re-polishing every widget costs some 50 ms
            self._app.setPalette(_palette(chosen))
            self._app.setStyleSheet(sheet)
            # Only now: a style sheet brings back the fonts a system has for lists, menus and tips of its own.
            self._app.setFont(ui_font())


def ui_font() -> QFont:
    """Noto Sans KR; its figures are of equal width, so that columns of numbers line up."""
    return QFont(_family(), POINT_SIZE)


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(pylopdf_fonts_ko.sans_path()))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _load_korean(app: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qt_gaps_ko", str(bundled("resources", "i18n"))), ("qtbase_ko", qt)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


def _palette(chosen: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, roles in {
        chosen.window: (role.Window, role.AlternateBase),
        chosen.surface: (role.Base, role.Button),
        chosen.text: (role.WindowText, role.Text, role.ButtonText, role.BrightText),
        chosen.quiet: (role.PlaceholderText,),
        chosen.line: (role.Mid, role.Midlight, role.Dark),
        chosen.accent: (role.Highlight, role.Accent, role.Link),
        chosen.on_accent: (role.HighlightedText,),
    }.items():
        for each in roles:
            palette.setColor(each, QColor(name))
    palette.setColor(role.ToolTipBase, QColor(chosen.text))
    palette.setColor(role.ToolTipText, QColor(chosen.surface))
    faded = QColor(chosen.quiet)
    faded.setAlpha(140)
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, faded)
    return palette


@cache
def _style_sheet(chosen: Colours) -> str:
    folder = bundled("resources", "style")
    sheet = Template((folder / "ieum.qss").read_text(encoding="utf-8"))
    return sheet.substitute(asdict(chosen), folder=folder.as_posix())
