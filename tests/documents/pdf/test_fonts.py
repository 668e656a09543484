"""Coverage, widths and cut-down fonts, checked against the font file as fontTools reads it."""

import unicodedata
from pathlib import Path

import pylopdf_fonts_ko
import pytest
from fontTools.ttLib import TTFont

from desktop.documents.pdf import fonts
from desktop.documents.pdf.fonts import Fonts, normal, serif

SYLLABLES = "".join(map(chr, range(0xAC00, 0xD7A4)))
# 한자 that stand in names, as they come from KS X 1001: some as compatibility characters, which NFC makes standard.
NAME_HANJA = (
    "金李朴崔鄭姜趙尹張林韓吳徐申權黃安宋柳洪全高文孫梁裵白許南沈盧河郭成車朱禹具閔羅陳池嚴元千方孔龍女"
)
COMPATIBILITY = "\uf90a\uf9c4\uf914\uf9e1\uf981\uf980\uf941"  # 金龍樂李女呂論


@pytest.mark.feature("DO-03")
def test_every_syllable_and_the_hanja_of_names_can_be_drawn() -> None:
    assert serif().missing(SYLLABLES) == ""
    assert serif().missing(NAME_HANJA) == ""
    assert serif().missing("·ABCxyzéñ0123456789()「」~.,-") == ""


@pytest.mark.feature("DO-03")
def test_all_hanja_of_the_korean_standard_can_be_drawn() -> None:
    rows = (bytes((row, cell)) for row in range(0xCA, 0xFE) for cell in range(0xA1, 0xFF))
    hanja = "".join(code.decode("euc_kr") for code in rows)
    assert len(hanja) == 4888  # KS X 1001
    assert serif().missing(normal(hanja)) == ""


@pytest.mark.feature("DO-03")
def test_compatibility_hanja_are_drawn_as_the_standard_ones() -> None:
    assert normal(COMPATIBILITY) == "金龍樂李女呂論"
    assert normal(unicodedata.normalize("NFD", "김민수")) == "김민수"


@pytest.mark.feature("DO-03")
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("홍길동", ""),
        ("\U00030000", "\U00030000"),
        ("가😀나😀", "😀"),
        ("ᄒᆞᆫ", "ᄒᆞᆫ"),  # old Hangul, which NFC cannot join
        ("葛\U000e0100", "\U000e0100"),  # a variation selector
        ("가\x07", "\x07"),
        ("\ue000", "\ue000"),
    ],
)
def test_what_cannot_be_drawn_is_named(text: str, missing: str) -> None:
    assert serif().missing(normal(text)) == missing


def test_widths_are_those_of_the_font() -> None:
    font = TTFont(pylopdf_fonts_ko.serif_path())
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    text = "홍길동 Hong 金"
    expected = sum(metrics[cmap[ord(character)]][0] for character in text) * 18 / 1000
    assert serif().width(text, 18) == pytest.approx(expected)
    assert serif().width(text, 18, spacing=2) == pytest.approx(expected + 2 * (len(text) - 1))
    assert serif().width("「", 10) == 5  # its blank half is left out


def test_a_cut_font_holds_just_its_characters_and_the_same_widths() -> None:
    cut = serif().only("수료증수료")
    (face,) = cut.faces
    assert sorted(face.glyph(character) for character in "수료증") == [1, 2, 3]
    assert face.glyph("홍") == 0
    assert cut.width("수료증", 50) == serif().width("수료증", 50)
    assert len(face.program) < 5000


@pytest.mark.feature("DO-03")
def test_the_font_the_office_chose_comes_first_and_the_shipped_one_fills_in(small_font: Path) -> None:
    fonts = serif(small_font)
    assert [fonts.place(character) for character in "\U00030000홍"] == [0, 1]
    cut = fonts.only("\U00030000홍")
    assert [face.outlines for face in cut.faces] == ["TrueType", "CFF"]
    assert fonts.missing("\U00030000홍") == ""


def test_fonts_are_opened_only_when_needed() -> None:
    opened: list[int] = []

    def faces() -> object:
        for number, face in enumerate(serif().faces):
            opened.append(number)
            yield face
        opened.append(99)

    fonts = Fonts(faces())  # type: ignore[arg-type]
    assert fonts.missing("홍길동") == ""
    assert opened == [0]


def test_the_fonts_of_windows_and_those_a_person_put_there_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batang is no part of every Windows; without rights a font goes into one's own folder."""
    its_own = tmp_path / "Windows" / "Fonts"
    persons = tmp_path / "Local" / "Microsoft" / "Windows" / "Fonts"
    for folder, name in ((its_own, "malgun.ttf"), (its_own, "gulim.ttc"), (persons, "batang.ttc")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    monkeypatch.setenv("WINDIR", str(tmp_path / "Windows"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    found = [path for path in fonts._system_files() if path.is_relative_to(tmp_path)]
    assert found == [persons / "batang.ttc", its_own / "malgun.ttf", its_own / "gulim.ttc"]
