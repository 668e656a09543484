"""What a heading says, as people write it: bare of marks, brackets, numbers and the polite sentence around it.

A form is what headings are compared by. The first is the whole heading; those after it leave something away, what says
least first. Words in brackets that say whose a value is, or in which letters, are never left away: '성명(보호자)' is no name
of the person, and '성명(영문)' not the Korean one.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from desktop.text import hangul

LINE = " › "
"""Between the lines of a heading: '연락처 › 휴대폰'."""

_MARKS = re.compile(
    r"^(?:[①-⑳]|(?:q|문항?|질문)?\s*\d{1,2}(?:-\d{1,2})?\s*[.):])+|[\s*★☆※■□●○◎◇◆▶▷:：;'\"“”‘’_/·ㆍ.,?!-]+"
)
_FIRST_NUMBER = re.compile(r"^(?:[①-⑳]|(?:q|문항?|질문)?\s*\d{1,2}(?:-\d{1,2})?\s*[.):])+")
IN_BRACKETS = re.compile(r"[(\[<〔【（]([^)\]>〕】）]*)[)\]>〕】）]")

_SOMEBODY_ELSE = re.compile(
    r"보호자|부모|모친|부친|아버지|어머니|배우자|가족|추천|비상|긴급|담당|대리|작성자|대표|동의자|"
    r"^\s*(?:부|모|父|母)\s*$|guardian|parent|emergency",
)
_OTHER_LETTERS = re.compile(r"한자|漢字|영문|영어|로마자|여권|english|\beng\b|roman|hanja|chinese")
_MOBILE = re.compile(r"휴대|핸드폰|휴대폰|무선|\bh\.?p\b|mobile|cell")
_PLACE = re.compile(r"집|자택|가정|직장|회사|사무실|근무처|유선|home|office|work")
_TELEPHONE = re.compile(r"전화|연락처|휴대|핸드폰|\btel|phone|번호")
_RESIDENT = re.compile(r"주민|외국인")
_FIRST_HALF = re.compile(r"앞|생년월일|6\s*자리")
_LAST_HALF = re.compile(r"뒤|뒷")

_HOW = re.compile(
    r"(?:\s*[-–,/·:]?\s*(?:(?:앞|뒤)?\s*\d{1,2}\s*자리(?:\s*숫자)?(?:로|만)?|숫자만|(?:하이픈|대시|[-–])\s*(?:없이|제외|포함|빼고)"
    r"|띄어쓰기\s*없이|yy(?:yy)?[-./ ]?mm[-./ ]?dd))+\s*$"
)
_NUMBERED = re.compile(r"(?<=[가-힣a-z])\s*\d$")
_ENGLISH_END = re.compile(r"(?<=[a-z]{2})(?:address|number|no)$")
_WRITE = re.compile(
    r"(?:(?:적어|써|남겨|알려|골라|말씀해)|(?:입력|기재|작성|기입|선택|표기|답변)(?:을|를)?\s*(?:해|하여|하시|부탁|바라|바랍|$)?)"
    r"|please\s+(?:enter|write|type|fill|provide)"
)
_ASK = re.compile(
    r"\s*(?:무엇|뭐|어떻게|어디|누구|몇|what\b|\?|(?:입니까|인가요|이신가요|되세요|되시나요|되십니까)\s*\??\s*$)"
)
_HOW_WORDS = ("자리", "숫자", "없이", "제외", "포함", "빼고", "yy")
_ASKING = (
    "적어", "써", "남겨", "알려", "골라", "말씀", "입력", "기재", "작성", "기입", "선택", "표기", "답변", "무엇", "뭐", "어떻", "어디",
    "누구", "몇", "?", "니까", "가요", "세요", "please", "what", "your", "the ",
)  # fmt: skip
_OBJECT = re.compile(r"^(.*\S)(?:을|를)(?![가-힣])")
_TOPIC = re.compile(r"^(.*\S)(?:은|는|이|가)(?![가-힣])")
_ENGLISH_ASK = re.compile(
    r"^(?:what\s+is|please\s+(?:enter|write|type|fill\s+in|provide))?\s*(?:your|the)\s+(.+)$"
)
_OWN = re.compile(
    r"(?:귀하|본인|자신|지원자|신청자|참여자|참가자|교육생|학생|응답자|회원|당신)(?:의|님의)?\s+"
)
_EMPTY = frozenset(("주소", "번호", "정보", "number", "address"))
"""What says too little alone: the address may be that of an e-mail."""
_LONGEST_QUESTION = 300


def whole(heading: str) -> str:
    """A heading bare of spaces, marks and case, and with all its words."""
    return _bare(hangul.clean(heading).lower())


def _bare(text: str) -> str:
    return text if text.isalpha() else _MARKS.sub("", text)


@lru_cache(maxsize=16_384)
def forms(heading: str) -> tuple[str, ...]:
    """What a heading is compared by, the whole of it first."""
    text = hangul.clean(heading).lower()
    if text.isalpha() and not _asks(text):
        return (text,)
    found = [_bare(text)]
    brackets = IN_BRACKETS.findall(text)
    outside = IN_BRACKETS.sub(" ", text).strip() if brackets else text
    if not any(_distinguishes(words, outside) for words in brackets):
        if any(map(_MOBILE.search, brackets)) and _TELEPHONE.search(outside):
            found.append("휴대폰")
        elif any(map(_PLACE.search, brackets)) and _TELEPHONE.search(outside):
            # One form more before the bare one: a number at home stands behind the person's own.
            found.append(_bare(brackets[0] + outside))
        found.append(_bare(outside))
        found += _of_phrase(outside)
    return tuple(form for form in dict.fromkeys(found) if form) or ("",)


def _asks(text: str) -> bool:
    """Whether there may be a question or a request in it: a quick look before the patterns."""
    return any(word in text for word in _ASKING)


def _distinguishes(words: str, outside: str) -> bool:
    """Whether the words in brackets say that something else is meant than the words before them do alone."""
    if _RESIDENT.search(outside):
        return bool(_FIRST_HALF.search(words)) and not _LAST_HALF.search(words)
    return bool(_SOMEBODY_ELSE.search(words) or _OTHER_LETTERS.search(words))


def _of_phrase(text: str) -> list[str]:
    """Further forms of what stands outside brackets: what a question asks for, without how and the how-manieth."""
    text = _FIRST_NUMBER.sub("", text).strip()
    asked = asked_for(text)
    if asked and _SOMEBODY_ELSE.search(text):
        return [_bare(asked)]
    phrase = asked or text
    if not _RESIDENT.search(text):
        phrase = _HOW.sub("", phrase) if any(word in phrase for word in _HOW_WORDS) else phrase
        phrase = _NUMBERED.sub("", phrase) if phrase[-1:].isdigit() else phrase
    found = [_bare(phrase)]
    if asked:
        own = _OWN.sub("", phrase)
        words = own.split()
        found += map(_bare, (own, " ".join(words[-2:]), *(word for word in words[-1:] if word not in _EMPTY)))
    return [*found, *(_ENGLISH_END.sub("", form) for form in found if form.isascii())]


def asked_for(text: str) -> str:
    """What a question wants to know: '생년월일을 8자리로 적어주세요' → '생년월일'. '' where nothing is asked."""
    if len(text) > _LONGEST_QUESTION or not _asks(text):
        return ""
    if english := _ENGLISH_ASK.match(text):
        return english[1].rstrip("?. ")
    if write := _WRITE.search(text):
        before = text[: write.start()]
        named = _OBJECT.match(before) or _TOPIC.match(before)
        return named[1] if named else before.strip()
    named = _TOPIC.match(text)
    return named[1] if named and _ASK.match(text[named.end() :]) else ""


def column_forms(heading: str) -> tuple[str, ...]:
    """The forms of a column's name, those of its last line after those of the whole: '연락처 휴대폰', '휴대폰'."""
    lines = heading.split(LINE)
    joined = forms(" ".join(lines))
    return joined if len(lines) == 1 else (*joined, *forms(lines[-1]))


def known_forms(headings: Collection[str]) -> frozenset[str]:
    """All forms of the headings a table is looked for by."""
    return frozenset(form for heading in headings for form in forms(heading))
