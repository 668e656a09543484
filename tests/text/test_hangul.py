import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.text import hangul

SYLLABLES = st.integers(0xAC00, 0xD7A3).map(chr)
WORDS = st.text(SYLLABLES, min_size=1, max_size=6)


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("김민수", "김민수"),
        ("  서울  강남구 ", "서울 강남구"),
        ("서울\u3000강남구", "서울 강남구"),
        ("서울\xa0강남구", "서울 강남구"),
        ("ＡＩ　１２３－４", "AI 123-4"),
        ("김\u200b민\ufeff수", "김민수"),
        ("김민수\x00\x07", "김민수"),
        ("첫 줄\r\n둘째 줄", "첫 줄 둘째 줄"),
        ("\t칸\t", "칸"),
        ("￦1,000", "₩1,000"),
        ("㈜한빛 ①", "㈜한빛 ①"),
        ("\uf90a龍", "金龍"),
        ("김\u3164", "김"),
        ("김\ud800수", "김수"),
        ("", ""),
        ("\u3000", ""),
    ],
)
def test_clean(raw: str, clean: str) -> None:
    assert hangul.clean(raw) == clean


def test_clean_keeps_lines_where_asked() -> None:
    assert (
        hangul.clean("\n 첫  줄 \r\n\r\n둘째\t줄\x0b셋째\u2028넷째 \n", keep_lines=True)
        == "첫 줄\n\n둘째 줄\n셋째\n넷째"
    )


@given(st.text(), st.booleans())
def test_cleaning_twice_changes_nothing(text: str, keep_lines: bool) -> None:
    once = hangul.clean(text, keep_lines=keep_lines)
    assert hangul.clean(once, keep_lines=keep_lines) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.feature("DA-04")
@given(WORDS)
def test_decomposed_text_cleans_to_the_same(text: str) -> None:
    assert hangul.clean(unicodedata.normalize("NFD", text)) == hangul.clean(text) == text


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("홍길동", "홍길동"),
        ("홍 길 동", "홍길동"),
        ("홍　길　동", "홍길동"),
        (" 홍  길동 ", "홍길동"),
        ("남궁 민수", "남궁민수"),
        ("남 궁 하 늘 별", "남궁하늘별"),
        ("김 하늘별", "김하늘별"),
        (unicodedata.normalize("NFD", "홍길동"), "홍길동"),
        ("洪 吉 童", "洪吉童"),
        ("김민수(金民秀)", "김민수(金民秀)"),
        ("Kim  Min Su", "Kim Min Su"),
        ("김 Michael", "김 Michael"),
        ("Ｋｉｍ 민 수", "Kim 민수"),
        ("마리아 산토스 크루스", "마리아 산토스 크루스"),
        ("알렉산드라 페트로브나 이바노바", "알렉산드라 페트로브나 이바노바"),
        ("응우옌 티 프엉", "응우옌 티 프엉"),
        ("마리ㆍ클레르", "마리·클레르"),
        ("마리 ・ 클레르", "마리·클레르"),
        ("설", "설"),
    ],
)
def test_clean_name(raw: str, name: str) -> None:
    assert hangul.clean_name(raw) == name
    assert hangul.clean_name(name) == name


@given(st.text(st.one_of(SYLLABLES, st.sampled_from(" ·ㆍ A金")), max_size=12))
def test_cleaning_a_name_twice_changes_nothing(text: str) -> None:
    once = hangul.clean_name(text)
    assert hangul.clean_name(once) == once


@pytest.mark.feature("DA-07")
@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("김민수", "ㄱㅁㅅ"),
        ("김 민 수", "ㄱㅁㅅ"),
        ("Kim 민수", "kimㅁㅅ"),
        ("빵또아", "ㅃㄸㅇ"),
        ("ㄱㅁㅅ", "ㄱㅁㅅ"),
        ("ㄳ", "ㄱㅅ"),  # ㄱ and ㅅ as an input method merges them
        ("3기 교육생", "3ㄱㄱㅇㅅ"),
        (unicodedata.normalize("NFD", "김민수"), "ㄱㅁㅅ"),
        ("", ""),
    ],
)
def test_initials(text: str, initials: str) -> None:
    assert hangul.initials(text) == initials


@given(SYLLABLES)
def test_initial_of_any_syllable(syllable: str) -> None:
    leading = unicodedata.normalize("NFD", syllable)[0]
    assert hangul.initials(syllable) == hangul.INITIALS[ord(leading) - 0x1100]
    assert hangul.is_initials(hangul.initials(syllable))
    assert not hangul.is_initials(syllable)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ㄱㅁㅅ", True),
        ("ㄱㅁ ㅅ", True),
        ("ㄳ", True),
        ("김ㅁㅅ", False),
        ("ㅏ", False),
        ("", False),
        (" ", False),
    ],
)
def test_is_initials(text: str, answer: bool) -> None:
    assert hangul.is_initials(text) is answer


@pytest.mark.feature("DA-07")
@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("rlaalstn", "김민수"),
        ("RLAALSTN", "낌민쑤"),  # shifted keys are other letters
        ("dkssudgktpdy", "안녕하세요"),
        ("Qkddnjf", "빵월"),
        ("Rhc", "꽃"),
        ("Eormfk", "때그라"),
        ("rkqtdl", "값이"),
        ("rkqtl", "갑시"),
        ("dlfrdj", "읽어"),
        ("dlfrj", "일거"),
        ("rhksfl", "관리"),
        ("dnjf", "월"),
        ("dml", "의"),
        ("dOdl", "얘이"),
        ("dPdl", "예이"),
        ("dhktj", "와서"),
        ("gnpgkek", "훼하다"),
        ("skRk", "나까"),
        ("skRRk", "낚까"),
        ("DKSsud", "안녕"),  # Shift makes no difference on keys without a second letter
        ("tjch rn", "서초 구"),
        ("tjch", "서초"),
        ("rat", ""),
        ("kim", ""),
        ("rla2", ""),
        ("김민수", ""),
        ("", ""),
    ],
)
def test_from_latin_keys(keys: str, text: str) -> None:
    assert hangul.from_latin_keys(keys) == text


INITIAL_KEYS = "rRseEfaqQtTdwWczxvg"
VOWEL_KEYS = (*"koiOjpuPh", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l")
FINAL_KEYS = (
    *"rR",
    "rt",
    "s",
    "sw",
    "sg",
    *"ef",
    "fr",
    "fa",
    "fq",
    "ft",
    "fx",
    "fv",
    "fg",
    *"aq",
    "qt",
    *"tTdwczxvg",
)
JAMO_KEYS = {
    chr(first + place): key
    for first, keys in ((0x1100, INITIAL_KEYS), (0x1161, VOWEL_KEYS), (0x11A8, FINAL_KEYS))
    for place, key in enumerate(keys)
}


@pytest.mark.feature("DA-07")
@given(WORDS)
def test_any_word_typed_on_latin_keys_comes_back(word: str) -> None:
    keys = "".join(JAMO_KEYS[jamo] for jamo in unicodedata.normalize("NFD", word))
    assert hangul.from_latin_keys(keys) == word


@pytest.mark.feature("DO-19")
@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("홍길동", "홍*동"),
        ("홍길", "홍*"),
        ("홍", "*"),
        ("남궁민수", "남**수"),
        ("Kim Min Su", "K** *** *u"),
        ("金龍", "金*"),
        ("", ""),
    ],
)
def test_mask_name(name: str, masked: str) -> None:
    assert hangul.mask_name(name) == masked


@pytest.mark.parametrize(("text", "masked"), [("서초동", "서**"), ("가", "*"), ("", "")])
def test_mask(text: str, masked: str) -> None:
    assert hangul.mask(text) == masked


@given(WORDS)
def test_a_masked_name_hides_all_but_its_ends(name: str) -> None:
    masked = hangul.mask_name(name)
    assert len(masked) == len(name)
    assert set(masked[1:-1]) <= {"*"}
    assert "*" in masked


@pytest.mark.feature("DO-05")
@pytest.mark.parametrize(
    ("name", "spaced"),
    [
        ("홍길동", "홍 길 동"),
        ("설민", "설\u3000민"),
        ("남궁민수", "남 궁 민 수"),
        ("洪吉童", "洪 吉 童"),
        ("Kim Min Su", "Kim Min Su"),
        ("알렉산드라", "알렉산드라"),
        ("설", "설"),
        ("마리·클레르", "마리·클레르"),
    ],
)
def test_space_name(name: str, spaced: str) -> None:
    assert hangul.space_name(name) == spaced
    assert hangul.clean_name(spaced) == name


@pytest.mark.parametrize(
    ("word", "typed", "expected"),
    [
        ("수료", "수", True), ("수료", "술", True), ("수료", "수료", True), ("수료", "ㅅ", True), ("수료", "ㅅㄹ", True),
        ("수료", "t", True), ("수료", "tf", True), ("전공", "w", True), ("수료", "w", False),
        ("수료", "tn", True), ("수료", "신", False), ("미수료", "수", False), ("신청", "술", False), ("값", "갑", True),
        ("Deep 오션", "de", True), ("Deep 오션", "deep ㅇ", True), ("수료", "수료자", False), ("수강", "ㅅㄹ", False),
    ],
)  # fmt: skip
def test_a_word_begins_as_it_is_typed(word, typed, expected):
    assert hangul.begins(word, typed) is expected
