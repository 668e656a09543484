"""Certificates read back by other programs: PDFium for text and picture, pikepdf's validator, a QR reader."""

import builtins
import datetime as dt
import hashlib
import importlib.util
import io
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from desktop.documents.certificates import qr
from desktop.documents.certificates.certificate_face import CertificateFace, Issuer
from desktop.documents.certificates.certificate_template import bundled_template
from desktop.documents.certificates.certificates import Drawing, check_glyphs, draw
from desktop.documents.pdf.fonts import serif
from desktop.documents.pdf.pdf_archive import require_pdfa
from desktop.errors import UserError
from tests.offices import sentenced

TEMPLATE = bundled_template()
KAIST = Issuer("한국과학기술원 총장", "차은형")
DISTRICT = Issuer("서울특별시 서초구청장", "윤가람", "Mayor of Seocho-gu")
MM = 72 / 25.4


def face(name: str = "홍길동", sequence: int = 1, **changes: object) -> CertificateFace:
    plain = CertificateFace(
        number=f"제2022-{sequence:03d}호",
        name=name,
        birth_date=dt.date(1998, 3, 1),
        course="서초 AI칼리지 심화과정",
        period_start=dt.date(2022, 4, 2),
        period_end=dt.date(2022, 9, 16),
        issue_date=dt.date(2022, 9, 16),
        issuers=(KAIST,),
        qr=f"수료증 제2022-{sequence:03d}호 확인 {sequence:012x}",
    )
    return sentenced(replace(plain, **changes))  # type: ignore[arg-type]


def squeezed(pdf: bytes, page: int = 0) -> str:
    """The page's text without white space, as PDFium reads it."""
    text: str = pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range()
    return "".join(text.split())


def seal_picture() -> bytes:
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    picture.paste((200, 20, 20, 255), (0, 0, 200, 200))
    picture.paste((0, 0, 0, 0), (20, 20, 180, 180))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.feature("DO-10")
def test_a_batch_has_a_page_for_each_in_the_order_given() -> None:
    names = ["홍길동", "김민수", "남궁민수"]
    pdf = draw([face(name, place) for place, name in enumerate(names, start=1)], TEMPLATE)
    assert len(pypdfium2.PdfDocument(pdf)) == 3
    for page, name in enumerate(names):
        text = squeezed(pdf, page)
        assert name in text
        assert f"제2022-{page + 1:03d}호" in text
        assert "1998.3.1." in text
        assert "2022.4.2.~2022.9.16." in text
        assert "한국과학기술원총장차은형" in text


@pytest.mark.feature("DO-10")
def test_single_files_hold_what_their_page_holds() -> None:
    faces = [face("김민수", 1), face("김민수", 2, birth_date=dt.date(2001, 12, 31))]
    batch, singles = draw(faces, TEMPLATE), list(Drawing(faces, TEMPLATE).singles())
    assert [squeezed(single) for single in singles] == [squeezed(batch, 0), squeezed(batch, 1)]
    assert len({hashlib.sha256(single).hexdigest() for single in singles}) == 2


@pytest.mark.feature("DO-08")
def test_the_same_certificates_give_the_same_bytes() -> None:
    faces = [face("홍길동", 1), face("금룡", 2, name_hanja="金龍")]
    first, second = Drawing(faces, TEMPLATE), Drawing(faces, bundled_template())
    assert first.batch() == second.batch()
    assert list(first.singles()) == list(second.singles())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name_hanja": "洪吉童", "english_name": "HONG Gildong"},
        {"issuers": (KAIST, DISTRICT)},
        {"reissued": True},
        {"issuers": (replace(KAIST, seal=seal_picture()),)},
    ],
    ids=["plain", "hanja and english", "joint", "reissued", "seal"],
)
def test_every_kind_is_an_archive_file_with_its_fonts_inside(changes: dict[str, object]) -> None:
    drawing = Drawing([face("홍길동", 1, **changes), face("김민수", 2)], TEMPLATE)
    for pdf in (drawing.batch(), *drawing.singles()):
        require_pdfa(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            fonts = opened.pages[0].Resources.Font
            assert list(fonts.keys()) == ["/K0"]
            assert "/FontFile3" in fonts.K0.DescendantFonts[0].FontDescriptor
            assert str(opened.docinfo.Title).startswith("수료증 제2022-00")
            assert "홍길동" not in str(opened.docinfo)


def test_a_damaged_archive_file_is_noticed() -> None:
    with pikepdf.open(io.BytesIO(draw([face()], TEMPLATE))) as opened:
        del opened.Root.OutputIntents
        spoilt = io.BytesIO()
        opened.save(spoilt)
    with pytest.raises(pikepdf.pdfa.PdfaError):
        require_pdfa(spoilt.getvalue())


def test_the_qr_code_can_be_read_from_the_printed_page() -> None:
    pdf = draw([face("홍길동", 7)], TEMPLATE)
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(page)] == ["수료증 제2022-007호 확인 000000000007"]


def test_a_pc_without_microsofts_runtime_draws_codes_with_the_one_that_qt_brings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    really = builtins.__import__

    def as_there(name: str, *more: Any) -> Any:
        if name in {"zxingcpp", "shiboken6"}:
            tried.append(name)
            if tried == ["zxingcpp"]:
                raise ImportError("DLL load failed while importing zxingcpp")
        return really(name, *more)

    spec = importlib.util.spec_from_file_location("qr_elsewhere", str(qr.__file__))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with monkeypatch.context() as there:
        there.setattr(builtins, "__import__", as_there)
        spec.loader.exec_module(module)
    assert tried == ["zxingcpp", "shiboken6", "zxingcpp"]
    assert module.qr_path("수료증", 0, 0, 10) == qr.qr_path("수료증", 0, 0, 10)


@pytest.mark.feature("DO-03")
def test_a_sample_of_all_syllables_is_drawn_and_read_back() -> None:
    rare = [chr(code) for code in range(0xAC00, 0xD7A4, 97)]
    names = ["".join(rare[start : start + 5]) for start in range(0, len(rare), 5)]
    pdf = draw([face(name, place) for place, name in enumerate(names, start=1)], TEMPLATE)
    assert all(name in squeezed(pdf, page) for page, name in enumerate(names))


@pytest.mark.feature("DO-03")
def test_names_of_all_makes_are_read_back_in_their_normal_form() -> None:
    decomposed = unicodedata.normalize("NFD", "김민수")
    names = {
        "\uf90a\uf9c4": "金龍",
        decomposed: "김민수",
        "마리아·산토스": "마리아·산토스",
        "Zoë Müller": "ZoëMüller",
    }
    pdf = draw([face(name, place) for place, name in enumerate(names, start=1)], TEMPLATE)
    for page, expected in enumerate(names.values()):
        assert expected in squeezed(pdf, page)


@pytest.mark.feature("DO-03")
def test_a_character_from_the_offices_own_font_is_drawn_beside_the_others(small_font: Path) -> None:
    faces = [face("홍길동"), face("김\U00030000수", 2)]
    drawing = Drawing(faces, TEMPLATE, serif(small_font))
    for pdf, page in ((drawing.batch(), 1), (list(drawing.singles())[1], 0)):
        require_pdfa(pdf)
        assert "김\U00030000수" in squeezed(pdf, page)
    assert "홍길동" in squeezed(next(drawing.singles()))


@pytest.mark.feature("DO-03")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "홍😀동"}, "홍😀동 님의 이름에 글꼴에 없는 글자 '😀'(U+1F600)"),
        ({"name_hanja": "洪\U00030000童"}, "홍길동 님의 한자 이름에 글꼴에 없는 글자 '\U00030000'(U+30000)"),
        ({"course": "AI\ue000과정"}, "과정명에 글꼴에 없는 글자"),
    ],
)
def test_what_no_font_draws_is_refused_with_person_and_character(
    changes: dict[str, object], said: str
) -> None:
    faces = [face("김민수", 1), face(**{"name": "홍길동", "sequence": 2, **changes})]  # type: ignore[arg-type]
    with pytest.raises(UserError, match="글꼴") as refused:
        check_glyphs(faces, TEMPLATE)
    assert said in refused.value.message
    with pytest.raises(UserError):
        draw(faces, TEMPLATE)


@pytest.mark.feature("DO-04")
@pytest.mark.parametrize("length", range(2, 16))
def test_names_of_2_to_15_characters_stand_on_one_line_inside_the_frame(length: int) -> None:
    name = "김프란체스카마리아델가도산토스크루스"[:length]
    drawing = Drawing([face(name, name_hanja="金" if length < 8 else "")], TEMPLATE)
    assert drawing.misfits() == []
    page = pypdfium2.PdfDocument(drawing.batch())[0]
    text = page.get_textpage()
    shown = text.get_text_range()
    start = shown.index("김")
    boxes = [
        text.get_charbox(start + offset)
        for offset in range(len(" ".join(name) if length < 5 else name))
        if not shown[start + offset].isspace()
    ]
    assert len({round(box[1] // 20) for box in boxes}) == 1
    assert max(box[2] for box in boxes) < (210 - 20) * MM
    assert max(box[3] - box[1] for box in boxes) >= 0.75 * 14


@pytest.mark.feature("DO-04")
def test_a_name_too_long_even_at_14_points_is_told_and_kept_inside_the_frame() -> None:
    name = "가" * 40
    drawing = Drawing([face(name)], TEMPLATE)
    (sentence,) = drawing.misfits()
    assert name in sentence
    assert "14pt" in sentence
    page = pypdfium2.PdfDocument(drawing.batch())[0]
    right = max(page.get_textpage().get_charbox(place)[2] for place in range(60))
    assert right < (210 - 20) * MM


@pytest.mark.feature("DO-04")
def test_a_long_course_name_makes_the_text_smaller_and_then_takes_another_line() -> None:
    long = face(course="서초 AI칼리지 포트폴리오 프로젝트 과정")
    assert Drawing([long], TEMPLATE).misfits() == []
    longer = face(course="서초 AI칼리지 인공지능과 빅데이터를 아우르는 포트폴리오 프로젝트 심화 과정 제2기")
    assert Drawing([longer], TEMPLATE).misfits() == []
    longest = replace(long, course="인공지능과 빅데이터를 아우르는 " * 9)
    assert any("14pt" in sentence for sentence in Drawing([longest], TEMPLATE).misfits())


@pytest.mark.feature("DO-02")
def test_two_issuers_sign_in_korean_and_english() -> None:
    text = squeezed(draw([face(issuers=(KAIST, DISTRICT))], TEMPLATE))
    for words in ("한국과학기술원총장", "차은형", "서울특별시서초구청장", "윤가람", "MayorofSeocho-gu"):
        assert words in text
    alone = squeezed(draw([face()], TEMPLATE))
    assert "서초구청장" not in alone


@pytest.mark.feature("DO-02")
def test_an_english_name_stands_beside_the_korean_one_when_there_is_one() -> None:
    assert "홍길동HONGGildong" in squeezed(draw([face(english_name="HONG Gildong")], TEMPLATE))
    assert "홍길동(洪吉童)" in squeezed(draw([face(name_hanja="洪吉童")], TEMPLATE))


@pytest.mark.feature("DO-09")
def test_a_reissue_is_marked_and_keeps_its_number() -> None:
    assert "제2022-001호(재발급)" in squeezed(draw([face(reissued=True)], TEMPLATE))
    assert "재발급" not in squeezed(draw([face()], TEMPLATE))


@pytest.mark.feature("DO-12")
@pytest.mark.parametrize("issuers", [(KAIST,), (KAIST, DISTRICT)], ids=["one", "two"])
def test_the_seal_is_centred_on_the_last_character_of_the_name(issuers: tuple[Issuer, ...]) -> None:
    sealed = (replace(issuers[0], seal=seal_picture()), *issuers[1:])
    page = pypdfium2.PdfDocument(draw([face(issuers=sealed)], TEMPLATE))[0]
    scale = 300 / 72
    picture = page.render(scale=scale).to_pil().convert("RGB")
    red = Image.eval(picture.split()[0], lambda v: 255 if v > 150 else 0)
    not_white = Image.eval(picture.split()[1], lambda v: 255 if v < 60 else 0)
    left, top, right, bottom = Image.composite(red, Image.new("L", red.size), not_white).getbbox()
    text = page.get_textpage()
    last = text.get_text_range().rindex("형")
    # PDFium's loose box is the character's full advance, which its glyph sits in.
    box_left, _, box_right, _ = text.get_charbox(last, loose=True)
    assert (left + right) / 2 / scale == pytest.approx((box_left + box_right) / 2, abs=0.5 * MM)
    _, glyph_bottom, _, glyph_top = text.get_charbox(last)
    centre_y = page.get_height() - (top + bottom) / 2 / scale
    assert centre_y == pytest.approx((glyph_bottom + glyph_top) / 2, abs=0.5 * MM)


@pytest.mark.feature("DO-12")
def test_no_seal_is_drawn_unless_one_is_given() -> None:
    with pikepdf.open(io.BytesIO(draw([face()], TEMPLATE))) as opened:
        assert not [
            thing
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
    page = pypdfium2.PdfDocument(draw([face()], TEMPLATE))[0]
    text, half = page.get_textpage(), TEMPLATE.seal.side / 2 * MM
    left, bottom, right, top = text.get_charbox(text.get_text_range().rindex("형"))
    x, y, scale = (left + right) / 2, page.get_height() - (bottom + top) / 2, 150 / 72
    seal = [round(edge * scale) for edge in (x - half - 3, y - half - 3, x + half + 3, y + half + 3)]
    around = page.render(scale=scale).to_pil().convert("L").crop(seal)
    lines = [round(edge * scale) for edge in (0, half - 18, half * 2 + 6, half + 24)]  # where the name stands
    around.paste(255, (lines[0], lines[1], lines[2], lines[3]))
    assert around.getextrema() == (255, 255)
    with pytest.raises(UserError, match="그림을 읽을 수 없습니다"):
        draw([face(issuers=(replace(KAIST, seal=b"no picture"),))], TEMPLATE)
