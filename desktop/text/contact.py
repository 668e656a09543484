"""Telephone numbers and e-mail addresses as people in Korea write them."""

import re

from desktop.errors import UserError
from desktop.text import hangul

_USUAL_MOBILE = re.compile(r"010-[1-9]\d{3}-\d{4}", re.ASCII)
_LABEL = re.compile(
    r"^(?:h\.?p|tel|phone|mobile|[tm]|전화(?:번호)?|휴대(?:폰|전화)|핸드폰|연락처|☎|☏)[\s.:)]*", re.I
)
_SHAPE = re.compile(r"\+?[\d\s().\-/·‐‑‒–—−]+", re.ASCII)
_GROUP = re.compile(r"\d+", re.ASCII)
_COUNTRY = re.compile(r"^(?:00)?820?(?=[1-9])")
# The numbering plan (전기통신번호관리세칙): area codes, mobile, 070, 080, 060, 030x and 050x, and 15/16/18xx.
_PLAN = re.compile(
    r"(02|0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])|01[16-9]|0[68]0)([1-9]\d{2,3})(\d{4})"
    r"|(010|070)([1-9]\d{3})(\d{4})"
    r"|(0[35]0\d)(\d{3,4})(\d{4})"
    r"|(1[568]\d\d)(\d{4})",
    re.ASCII,
)
_IMPOSSIBLE = "전화번호로 읽을 수 없습니다. 010-1234-5678처럼 지역번호나 010부터 적어 주세요."
_SEVERAL = "전화번호가 둘 이상입니다. 쓰는 번호 하나만 적어 주세요."
_EXTENSION = "전화번호에 내선이나 이어진 회선(~)이 함께 적혀 있습니다. 번호 하나만 적어 주세요."
_WRONG_LENGTH = "숫자가 {}자리라 전화번호가 되지 않습니다. 010-1234-5678처럼 빠짐없이 적어 주세요."
_EXTENDED = re.compile(r"내선|구내|교환|\bext|#\s*\d|\d\s*[~∼～]\s*\d{1,4}(?!\d)", re.I)
_BETWEEN_NUMBERS = re.compile(r"\s*[,/;|·&]\s*|\s+|\n|또는|및")
_FEWEST, _MOST = 8, 12


def parse_phone(raw: object) -> str:
    """A Korean telephone number with hyphens: 1012345678 and '+82 10.1234.5678' → '010-1234-5678'.

    A leading zero that a spreadsheet dropped is put back, the country code taken off. Raises UserError when
    it is no number of the Korean numbering plan.
    """
    if isinstance(raw, str):
        if _USUAL_MOBILE.fullmatch(raw):
            return raw
        text = _LABEL.sub("", hangul.clean(raw))
        if not _SHAPE.fullmatch(text):
            raise UserError(_why_not(text))
        groups = _GROUP.findall(text)
    elif isinstance(raw, int) or (isinstance(raw, float) and raw.is_integer()):
        text = str(int(raw))
        groups = [text]
    else:
        raise UserError(_IMPOSSIBLE)
    return _from_groups(groups, text)


def _from_groups(groups: list[str], text: str) -> str:
    digits = "".join(groups)
    whole = _PLAN.fullmatch(digits) or _PLAN.fullmatch(_COUNTRY.sub("0", digits))
    if whole is None:
        whole = _PLAN.fullmatch("0" + digits)
        # '2155-6114' lacks its area code, not a zero: where there are groups, the first must be the code.
        if whole and len(groups) > 1 and "0" + groups[0] not in whole.groups():
            whole = None
    if whole is None:
        raise UserError(_why_not(text))
    return "-".join(filter(None, whole.groups()))


def _why_not(text: str) -> str:
    """What keeps a text from being one number, said as narrowly as it can be."""
    if _EXTENDED.search(text):
        return _EXTENSION
    parts = [_GROUP.findall(part) for part in _BETWEEN_NUMBERS.split(text)]
    if sum(len("".join(groups)) >= _FEWEST for groups in parts) > 1:
        return _SEVERAL
    digits = "".join(_GROUP.findall(text))
    is_long_or_short = not _FEWEST <= len(digits) <= _MOST or digits.startswith("01")
    return _WRONG_LENGTH.format(len(digits)) if _SHAPE.fullmatch(text) and is_long_or_short else _IMPOSSIBLE


def mask_phone(phone: str) -> str:
    """'010-1234-5678' → '010-****-5678'; of a number in two parts the last is hidden."""
    parts = phone.split("-")
    hidden = 1 if len(parts) > 1 else 0
    parts[hidden] = "*" * len(parts[hidden])
    return "-".join(parts)


_USUAL_ADDRESS = re.compile(r"\w+(?:[.+-]\w+)*@(?:[a-z\d-]+\.)+[a-z]{2,}", re.ASCII)
_ADDRESS = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[\w가-힣-]+\.)+[A-Za-z가-힣]{2,}"
"""Compiled by `re` at its first use, not at every start."""
_IN_BRACKETS = re.compile(r"^[^<>]*<([^<>]+)>$")
_LOOSE_SIGN = re.compile(r" ?@ ?")


def parse_email(raw: object) -> str:
    """An e-mail address; '홍길동 <hong@example.kr>' and 'mailto:' are unwrapped, the domain made lower-case.

    A light check only: one '@', a name, a domain with a dot. Raises UserError otherwise.
    """
    if isinstance(raw, str) and _USUAL_ADDRESS.fullmatch(raw):
        return raw
    text = hangul.clean(str(raw))
    if bracketed := _IN_BRACKETS.match(text):
        text = bracketed[1].strip()
    text = _LOOSE_SIGN.sub("@", text.removeprefix("mailto:"))
    if not re.fullmatch(_ADDRESS, text, re.ASCII):
        raise UserError("전자우편 주소로 읽을 수 없습니다. hong@example.kr처럼 하나만 적어 주세요.")
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"


def mask_email(email: str) -> str:
    """'hong@example.kr' → 'h***@example.kr'."""
    name, sign, domain = email.rpartition("@")
    return hangul.mask(name) + sign + domain
