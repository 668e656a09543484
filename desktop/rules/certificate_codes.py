"""The code on a certificate by which its register knows it again, without personal data.

A keyed hash (HMAC-SHA256, RFC 2104) of number, name, birth date and date of issue: without the secret of the data file
nobody can work it out, or try out whom it was made out to. It is given in decimal digits because those alone come whole
through a scanner that types while 한글 is on, and over the telephone; its last two (ISO/IEC 7064, MOD 97-10) tell a slip of
the hand from another code.
"""

import datetime as dt
import hashlib
import hmac
import json
import re
import unicodedata

from desktop.errors import UserError

SECRET_BYTES = 32
_DIGITS = 14
_GROUPED = re.compile(r"([0-9]{4})\D{0,3}([0-9]{4})\D{0,3}([0-9]{4})\D{0,3}([0-9]{4})\D*$")
_PRINTED = re.compile(r"[0-9]{4}(?:-[0-9]{4}){3}")
_AS_BEFORE = re.compile(r"([0-9a-f]{16})\W*$", re.IGNORECASE)
"""How codes without a key ended, which stand on certificates of older programs: 16 hexadecimal digits."""


def code(secret: bytes, number: str, name: str, birth_date: dt.date | None, issued_on: dt.date) -> str:
    """'4821-0937-5526-1144' for what stands on a certificate."""
    said = json.dumps([number, name, str(birth_date or ""), str(issued_on)], ensure_ascii=False)
    digest = hmac.digest(secret, said.encode(), hashlib.sha256)
    body = int.from_bytes(digest) % 10**_DIGITS
    digits = f"{body:0{_DIGITS}}{98 - body * 100 % 97:02}"
    return _grouped(digits)


def text(title: str, number: str, issued_on: dt.date, certificate_code: str) -> str:
    """What the QR code says: '수료증 제2022-001호 2022-09-16 확인 4821-0937-5526-1144'; the title is one word."""
    return f"{title} {number} {issued_on} 확인 {certificate_code}"


def printed(qr: str) -> str:
    """The code as it is printed beside its QR code; '' where there is none for people to give."""
    end = qr.rpartition(" ")[2]
    return end if _PRINTED.fullmatch(end) and _is_whole(_digits(end)) else ""


def found_in(typed: str) -> tuple[str, ...]:
    """The codes a typed or scanned text may end with, as they stand in the register.

    Raises UserError where it ends with none, or with one that was mistyped.
    """
    cleaned = unicodedata.normalize("NFKC", typed).strip()
    found = []
    keyed, before = _GROUPED.search(cleaned), _AS_BEFORE.search(cleaned)
    if keyed and _is_whole("".join(keyed.groups())):
        found.append("-".join(keyed.groups()))
    if before:
        found.append(before[1].lower())
    if found:
        return tuple(found)
    if keyed:
        raise UserError(
            "확인번호의 숫자가 맞지 않습니다. 잘못 적은 곳이 없는지 보고 다시 적어 주세요.", "text"
        )
    raise UserError(
        "확인번호를 찾을 수 없습니다. 종이의 '원본 확인' 옆에 적힌 숫자 16자리를 적거나 QR 코드를 읽혀 주세요.",
        "text",
    )


def agrees(typed: str, qr: str) -> bool:
    """Whether what was typed before the code, if anything was, is the number, the date or both that ``qr`` says.

    Only digits are compared: the letters of a scanned text may not have come through.
    """
    cleaned = _digits(unicodedata.normalize("NFKC", typed))
    number, day = qr.split(" ")[1:-3], qr.split(" ")[-3]
    wanted = _digits(qr)
    parts = (_digits(" ".join(number)), _digits(day))
    ends = wanted[len("".join(parts)) :]
    return cleaned in {ends, parts[0] + ends, parts[1] + ends, wanted}


def _is_whole(digits: str) -> bool:
    return int(digits) % 97 == 1


def _digits(typed: str) -> str:
    return "".join(re.findall(r"[0-9]", typed))


def _grouped(digits: str) -> str:
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))
