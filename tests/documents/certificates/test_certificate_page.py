"""The page as the person who signs it sees it, measured on the finished file by PDFium: nothing lies on anything else."""

import datetime as dt
from dataclasses import replace
from itertools import combinations, groupby, pairwise

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.documents.certificates import certificate_layout
from desktop.documents.certificates.certificate_face import CertificateFace, Issuer
from desktop.documents.certificates.certificate_template import bundled_template, fill
from desktop.documents.certificates.certificates import Drawing
from desktop.documents.certificates.line_breaking import EVENED, lines_of, pressed
from desktop.errors import UserError
from desktop.rules import certificate_codes
from tests.offices import SENTENCE, sentenced

TEMPLATE = bundled_template()
MM = 72 / 25.4
DAY = dt.date(2022, 9, 16)
KAIST = Issuer("한국과학기술원 총장", "차은형", "President, KAIST")
DISTRICT = Issuer("서울특별시 서초구청장", "윤가람", "Mayor of Seocho-gu")
CODE = certificate_codes.code(bytes(32), "제2022-001호", "홍길동", dt.date(1998, 3, 1), DAY)
PLAIN = sentenced(
    CertificateFace(
        number="제2022-001호",
        name="홍길동",
        birth_date=dt.date(1998, 3, 1),
        course="서초 AI칼리지",
        period_start=dt.date(2022, 4, 2),
        period_end=DAY,
        issue_date=DAY,
        issuers=(KAIST,),
        qr=certificate_codes.text("수료증", "제2022-001호", DAY, CODE),
    )
)

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=30)
WORDS = st.lists(
    st.sampled_from(
        ["인공지능", "AI", "데이터를", "아우르는", "「심화」", "과정", "제2기", "W", "—", "g,", "·"]
    ),
    min_size=1,
    max_size=45,
).map(" ".join)
LINES = st.text("가나다 라AgjpÅ「」()", min_size=1, max_size=80).filter(str.strip)
SAID = HANGUL | WORDS | LINES
ISSUERS = st.builds(
    Issuer, SAID.map(lambda said: said.replace("\n", " ")[:60]), st.just("") | HANGUL, st.just("") | WORDS
)
FACES = st.builds(
    lambda name, hanja, english, born, course, ends, issuers, number, reissued: replace(
        PLAIN, name=name, name_hanja=hanja, english_name=english, birth_date=born, course=course, period_end=ends,
        issuers=tuple(issuers), number=number, reissued=reissued,
    ),
    HANGUL, st.just("") | st.text("洪吉童金龍", max_size=15), st.just("") | WORDS, st.none() | st.just(DAY), SAID,
    st.none() | st.just(DAY), st.lists(ISSUERS, min_size=1, max_size=2), st.just("제2022-001호") | HANGUL, st.booleans(),
).map(sentenced)  # fmt: skip


def letters(pdf, page=0):
    """(base line, character, box) of all that is written, in points, as PDFium found it in the drawing."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        shown = [(text.get_text_range(place, 1), place) for place in range(text.count_chars())]
        found = []
        for character, place in shown:
            if character.strip():
                box = text.get_charbox(place)
                found.append((round(text.get_charbox(place, loose=True)[1], 1), character, box))
        return found


def on_each_other(one, other, by=0.2):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > by
        and min(one[3], other[3]) - max(one[1], other[1]) > by
    )


def lines(found):
    """The letters of each run of one base line, and the box round it."""
    for _, group in groupby(found, key=lambda letter: letter[0]):
        run = list(group)
        boxes = [box for _, _, box in run]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        yield (
            "".join(character for _, character, _ in run),
            (min(lefts), min(bottoms), max(rights), max(tops)),
        )


def assert_clear(pdf):
    found = letters(pdf)
    written = list(lines(found))
    clashes = [
        (one, other) for (one, at), (other, there) in combinations(written, 2) if on_each_other(at, there)
    ]
    assert clashes == []
    row = sorted(found, key=lambda letter: (letter[0], letter[2][0]))
    for one, other in zip(row, row[2:], strict=False):  # a 'j' reaches below its neighbour, and no further
        assert one[0] != other[0] or not on_each_other(one[2], other[2]), (one, other)
    code = TEMPLATE.qr
    qr = (code.x * MM, (297 - code.y - code.side) * MM, (code.x + code.side) * MM, (297 - code.y) * MM)
    assert [words for words, box in written if on_each_other(box, qr)] == []
    inside = (20.6 * MM, 20.6 * MM, 189.4 * MM, 276.4 * MM)
    for _, box in written:
        assert all(least < edge for least, edge in zip(inside[:2], box[:2], strict=True)), box
        assert all(edge < most for edge, most in zip(box[2:], inside[2:], strict=True)), box


@pytest.mark.feature("DO-04")
@settings(max_examples=20)
@given(FACES)
@example(
    replace(
        PLAIN,
        issuers=(KAIST, DISTRICT),
        course="인공지능과 빅데이터를 아우르는 포트폴리오 프로젝트 심화 과정 " * 3,
    )
)
@example(sentenced(replace(PLAIN, course="가" * 300, name="나" * 40, english_name="W" * 60)))
@example(sentenced(replace(PLAIN, issuers=(Issuer("가" * 60, "나" * 60, "g" * 80),) * 2, course="가 " * 200)))
def test_nothing_lies_on_anything_else_whatever_stands_on_the_page(face):
    drawing = Drawing([face], TEMPLATE)
    pdf = drawing.batch()
    assert_clear(pdf)
    (sheet,) = drawing._sheets
    facts = [text for text in (*sheet.own, *drawing._forms[sheet.form]) if text.text.block == "facts"]
    labels = [line.size for text in facts if text.text.align == "justify" for line in text.lines]
    values = [line.size for text in facts if text.text.align != "justify" for line in text.lines]
    assert min(values) >= max(labels), "no value is smaller than its label"
    boxes = [box for _, _, box in letters(pdf) if (297 - 146) * MM < box[1] < (297 - 80) * MM]
    middle = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2
    assert middle == pytest.approx(105 * MM, abs=2 * MM)


def test_rows_follow_those_that_stand():
    whole, without = (
        dict(lines(letters(Drawing([face], TEMPLATE).batch())))
        for face in (PLAIN, replace(PLAIN, birth_date=None))
    )
    assert "생년월일" in whole
    assert "생년월일" not in without
    assert without["과정명"][1] == pytest.approx(whole["생년월일"][1], abs=0.5)
    assert without["교육기간"][1] == pytest.approx(whole["과정명"][1], abs=0.5)


def test_there_is_one_way_to_write_a_date_on_the_page():
    written = "".join(words for words, _ in lines(letters(Drawing([PLAIN], TEMPLATE).batch())))
    for day in ("1998.3.1.", "2022.4.2.~2022.9.16.", "2022.9.16."):
        assert day in written
    assert "년9월" not in written
    assert "월16일" not in written


@pytest.mark.feature("DO-02")
@pytest.mark.parametrize("named", [True, False])
def test_in_the_joint_form_the_english_stands_below_the_middle_of_what_it_translates(named):
    issuers = (KAIST, DISTRICT) if named else (replace(KAIST, name=""), replace(DISTRICT, name=""))
    written = dict(lines(letters(Drawing([replace(PLAIN, issuers=issuers)], TEMPLATE).batch())))
    for korean, english in (
        ("한국과학기술원총장", "President,KAIST"),
        ("서울특별시서초구청장", "MayorofSeocho-gu"),
    ):
        above = next(box for words, box in written.items() if words.startswith(korean))
        below = written[english]
        assert (below[0] + below[2]) / 2 == pytest.approx((above[0] + above[2]) / 2, abs=2)
        assert 0 < above[1] - below[3] < 5 * MM


@pytest.mark.feature("DO-13")
def test_the_code_can_be_read_by_people_beside_the_picture():
    drawing = Drawing([PLAIN], TEMPLATE)
    written = dict(lines(letters(drawing.batch())))
    assert CODE in written
    sizes = {line.text: line.size for text in drawing._sheets[0].own for line in text.lines}
    assert sizes[CODE] >= 9
    sizes = {line.text: line.size for text in next(iter(drawing._forms.values())) for line in text.lines}
    assert sizes["원본 확인"] >= 9


def test_a_template_whose_texts_lie_on_each_other_is_refused():
    date = next(text for text in TEMPLATE.texts if text.text == "{issue_date}")
    moved = replace(
        TEMPLATE, texts=tuple(replace(text, y=246) if text is date else text for text in TEMPLATE.texts)
    )
    with pytest.raises(UserError, match=r"홍길동 님의 수료증에서 .* 겹칩니다"):
        Drawing([PLAIN], moved)
    on_the_code = replace(TEMPLATE, qr=replace(TEMPLATE.qr, x=40, y=262))
    with pytest.raises(UserError, match="QR 코드"):
        Drawing([PLAIN], on_the_code)


# Where a sentence is broken


def body(course, width=24.0, limit=5):
    said = fill(SENTENCE, {"host": "서울특별시 서초구", "course": course})
    return lines_of(said, width, limit, measured)


def measured(line):
    """Half an em for what is no Hangul."""
    return sum(1.0 if "가" <= letter <= "힣" else 0.5 for letter in line)


def test_the_sentence_is_broken_by_sense():
    assert body("서초 AI칼리지") == [
        "위 사람은 서울특별시 서초구와",
        "한국과학기술원이 함께 운영한 「서초 AI칼리지」를",
        "성실히 이수하였으므로 이 증서를 수여합니다.",
    ]
    assert body("서초 AI칼리지 심화과정")[-1] == "성실히 이수하였으므로 이 증서를 수여합니다."


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(
            ["위사람은", "서초구와", "AI", "칼리지를", "성실히", "이수하였으므로", "수여합니다."]
        ),
        min_size=1,
        max_size=14,
    )
)
def test_lines_say_all_and_fall_short_of_each_other_only_where_nothing_better_is_there(words):
    broken = lines_of(" ".join(words), 15.0, 6, measured) or pressed(" ".join(words), 6, measured)
    assert " ".join(broken).split() == words
    assert len(broken) <= 6
    widths = [measured(line) for line in broken]
    if max(widths) <= 15 and any(below < above * (1 - EVENED) for above, below in pairwise(widths)):
        for cuts in combinations(range(1, len(words)), len(broken) - 1):
            parts = [words[a:b] for a, b in pairwise((0, *cuts, len(words)))]
            rising = [measured(" ".join(part)) for part in parts]
            assert max(rising) > 15 or any(b < a * (1 - EVENED) for a, b in pairwise(rising))


def test_lines_that_fall_a_little_short_are_spaced_out():
    drawing = Drawing([PLAIN], TEMPLATE)
    said = next(text for text in next(iter(drawing._forms.values())) if text.text.text == "{sentence}")
    widths = [line.ink[2] - line.ink[0] for line in said.lines]
    assert len(widths) == 3
    assert widths[1] == pytest.approx(widths[2], abs=3)
    assert widths[0] < widths[1]
    assert certificate_layout.MM == MM
