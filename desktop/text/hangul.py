"""Korean text: cleaning, initial consonants, masking, and Hangul typed on a Latin keyboard."""

import re
import unicodedata

from desktop.text.particles import attach as attach
from desktop.text.particles import particle as particle

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE = 0xAC00
_SYLLABLES_PER_INITIAL = 588
_FINALS = 28

# ---------------------------------------------------------------------------------------------- cleaning

# Hangul and printable ASCII with single spaces: what most cells hold, and already clean.
_CLEAN = re.compile(r"[가-힣!-~]+(?: [가-힣!-~]+)*")
_SPACES = re.compile(r" {2,}")
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_DROPPED = (
    *range(0x20), *range(0x7F, 0xA0),  # control characters; those that are white space are set right below
    0x00AD, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
    0x115F, 0x1160, 0x3164, 0xFFA0,  # Hangul fillers: blank, yet not white space
    *range(0xD800, 0xE000), 0xFFFE, 0xFFFF,  # halves of characters and no characters: neither UTF-8 nor XML
)  # fmt: skip
_SPACE_LIKE = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_REPAIRS: dict[int, str | None] = {
    **dict.fromkeys(_DROPPED),
    **{ord(space): " " for space in _SPACE_LIKE},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    0xFFE6: "₩",
}
_REPAIRS_KEEPING_LINES = {**_REPAIRS, ord("\n"): "\n"}


def clean(text: str, *, keep_lines: bool = False) -> str:
    """``text`` as it is stored: NFC, full-width letters and digits made half-width, no invisible characters.

    Runs of spaces become one and the ends are trimmed; line ends become spaces unless ``keep_lines``. Not
    NFKC, which would tear '㈜' and '①' apart. Cleaning twice changes nothing.
    """
    if _CLEAN.fullmatch(text):
        return text
    if keep_lines:
        whole = _LINE_END.sub("\n", text).translate(_REPAIRS_KEEPING_LINES)
        lines = unicodedata.normalize("NFC", whole).split("\n")
        return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines).strip("\n")
    # Invisible characters go first: one inside a decomposed syllable would keep it apart.
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text.translate(_REPAIRS))).strip(" ")


_SIMPLE_NAME = re.compile(r"[가-힣]+")
# Compiled by `re` at its first use, as are other long patterns here: together they took 5 ms of every start.
_SPACED_RUN = r"[가-힣]+(?: [가-힣]+)+|[㐀-䶿一-鿿]+(?: [㐀-䶿一-鿿]+)+"
_MIDDLE_DOTS = re.compile(r" ?[·ㆍ・･•‧∙⋅] ?")
_LONGEST_SPACED_NAME = 4


def clean_name(text: str) -> str:
    """A person's name as it is stored: '홍 길 동' and '홍　길동' become '홍길동', 'Kim  Min Su' 'Kim Min Su'.

    Spaces go where every part is one syllable or the whole has at most four, surname and given name; in
    longer ones they separate the words of a foreign name ('마리아 산토스') and stay. Middle dots become '·'.
    """
    if _SIMPLE_NAME.fullmatch(text):
        return text
    return _MIDDLE_DOTS.sub("·", re.sub(_SPACED_RUN, _join_short, clean(text)))


def _join_short(run: re.Match[str]) -> str:
    parts = run[0].split(" ")
    joined = "".join(parts)
    return joined if len(joined) in {len(parts), *range(_LONGEST_SPACED_NAME + 1)} else run[0]


# ---------------------------------------------------------------------------------------- initials, keys


class _InitialOf(dict[int, str]):
    """Code point → what it is searched by; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        place, letter = code - _FIRST_SYLLABLE, chr(code)
        if 0 <= place < len(INITIALS) * _SYLLABLES_PER_INITIAL:
            letter = INITIALS[place // _SYLLABLES_PER_INITIAL]
        self[code] = "" if letter.isspace() else letter.lower()
        return self[code]


# Input methods merge two consonants typed one after the other: ㄱㅅ arrives as ㄳ.
_MERGED = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_INITIAL_OF = _InitialOf({ord(merged): parts for merged, parts in _MERGED.items()})
_ONLY_CONSONANTS = re.compile(r"[ㄱ-ㅎ ]*[ㄱ-ㅎ][ㄱ-ㅎ ]*")


def initials(text: str) -> str:
    """The initial consonants a name is searched by: '김민수' → 'ㄱㅁㅅ', 'Kim 민수' → 'kimㅁㅅ'."""
    return unicodedata.normalize("NFC", text).translate(_INITIAL_OF)


def is_initials(text: str) -> bool:
    """Whether ``text`` is made of bare consonants, so that it means initials: 'ㄱㅁㅅ', 'ㄱㅁ ㅅ'."""
    return _ONLY_CONSONANTS.fullmatch(text) is not None


# In the order of the syllables in Unicode.
_INITIAL_KEYS = tuple("rRseEfaqQtTdwWczxvg")
_VOWEL_KEYS = (*"koiOjpuPh", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l")
_FINAL_KEYS = (
    *"rR",
    "rt",
    "s",
    "sw",
    "sg",
    *"ef",
    *("f" + key for key in "raqtxvg"),
    *"aq",
    "qt",
    *"tTdwczxvg",
)


def _one_of(keys: tuple[str, ...]) -> str:
    return "|".join(sorted(keys, key=len, reverse=True))


# A final is one only where a whole syllable, or nothing, follows: in 'rkrtk' r ends 각 and t begins 사.
_KEYED_SYLLABLE = re.compile(
    f"({_one_of(_INITIAL_KEYS)})({_one_of(_VOWEL_KEYS)})({_one_of(_FINAL_KEYS)})?"
    f"(?=(?:{_one_of(_INITIAL_KEYS)})(?:{_one_of(_VOWEL_KEYS)})|$)"
)
_CONSONANTS = str.maketrans(dict(zip("rRseEfaqQtTdwWczxvg", INITIALS, strict=True)))
_UNSHIFTED = str.maketrans({key: key.lower() for key in "ABCDFGHIJKLMNSUVXYZ"})


def from_latin_keys(text: str) -> str:
    """What was meant when Hangul was typed with the keyboard set to Latin: 'rlaalstn' → '김민수'.

    The two-set (두벌식) layout with its shifted keys. '' when the keys do not give whole syllables.
    """
    words = []
    for keys in text.translate(_UNSHIFTED).split():
        syllables = list(_KEYED_SYLLABLE.finditer(keys))
        if sum(len(syllable[0]) for syllable in syllables) != len(keys):
            return ""
        words.append("".join(map(_compose, syllables)))
    return " ".join(words)


def begins(word: str, typed: str) -> bool:
    """Whether ``word`` begins as somebody types it: '수', '술' on the way to '수료', its initials 'ㅅㄹ', 'tn' on Latin keys."""
    whole = _letters(word)
    ways = (typed, from_latin_keys(typed), typed.translate(_CONSONANTS))
    if any(whole[: len(way)] == way for way in map(_letters, ways) if way):
        return True
    keyed = typed.translate(_CONSONANTS).replace(" ", "")
    return is_initials(keyed) and initials(word).startswith(keyed)


def _letters(text: str) -> tuple[str, ...]:
    """One by one as they are keyed, by their names in Unicode, which are the same in an initial, a final and alone."""
    names = (unicodedata.name(letter, letter).split()[-1] for letter in unicodedata.normalize("NFD", text))
    return tuple(part for name in names for part in name.split("-"))


def _compose(keys: re.Match[str]) -> str:
    initial, vowel, final = keys.groups()
    place = _INITIAL_KEYS.index(initial) * len(_VOWEL_KEYS) + _VOWEL_KEYS.index(vowel)
    return chr(_FIRST_SYLLABLE + place * _FINALS + (_FINAL_KEYS.index(final) + 1 if final else 0))


# ---------------------------------------------------------------------------------------------- masking


def mask_name(name: str) -> str:
    """'홍길동' → '홍*동', '홍길' → '홍*', '남궁민수' → '남**수'; spaces between words stay."""
    if len(name) <= 2:
        return name[:1] + "*" if len(name) == 2 else "*" * len(name)
    return name[0] + "".join(" " if letter == " " else "*" for letter in name[1:-1]) + name[-1]


def mask(text: str) -> str:
    """All but the first character hidden; of a single one, that too."""
    return text[:1] + "*" * (len(text) - 1) if len(text) > 1 else "*" * len(text)


_SPACEABLE = r"[가-힣]{2,4}|[㐀-䶿一-鿿]{2,4}"


def space_name(name: str) -> str:
    """A name of 2 to 4 letters set wide, as certificates do: '홍길동' → '홍 길 동', '이솔' → '이　솔'; others unchanged.

    Between two letters stands a whole one (U+3000), so that a short name looks as wide as others.
    """
    return ("\u3000" if len(name) == 2 else " ").join(name) if re.fullmatch(_SPACEABLE, name) else name
