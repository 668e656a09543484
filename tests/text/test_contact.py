import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.text import contact

PHONES = [
    ("010-1234-5678", "010-1234-5678"),
    (1012345678, "010-1234-5678"),
    (1012345678.0, "010-1234-5678"),
    ("1012345678", "010-1234-5678"),
    ("01012345678", "010-1234-5678"),
    ("10-1234-5678", "010-1234-5678"),
    ("010.1234.5678", "010-1234-5678"),
    ("010 1234 5678", "010-1234-5678"),
    ("010)1234-5678", "010-1234-5678"),
    ("(010) 1234-5678", "010-1234-5678"),
    ("010–1234—5678", "010-1234-5678"),
    ("０１０－１２３４－５６７８", "010-1234-5678"),
    ("+82 10 1234 5678", "010-1234-5678"),
    ("+82-010-1234-5678", "010-1234-5678"),
    ("+82(0)10-1234-5678", "010-1234-5678"),
    ("82-10-1234-5678", "010-1234-5678"),
    ("0082-10-1234-5678", "010-1234-5678"),
    (821012345678, "010-1234-5678"),
    ("HP: 010-1234-5678", "010-1234-5678"),
    ("☎ 02-2155-6114", "02-2155-6114"),
    ("Tel. 02-123-4567", "02-123-4567"),
    (" 010-1234-5678\n", "010-1234-5678"),
    ("011-234-5678", "011-234-5678"),
    ("112345678", "011-234-5678"),
    ("02-123-4567", "02-123-4567"),
    ("0221556114", "02-2155-6114"),
    (221556114, "02-2155-6114"),
    (21234567, "02-123-4567"),
    ("+82-2-2155-6114", "02-2155-6114"),
    ("031 234 5678", "031-234-5678"),
    ("03112345678", "031-1234-5678"),
    ("064-710-2114", "064-710-2114"),
    ("070-1234-5678", "070-1234-5678"),
    (7012345678, "070-1234-5678"),
    ("0507-1234-5678", "0507-1234-5678"),
    ("0505-123-4567", "0505-123-4567"),
    ("080-123-4567", "080-123-4567"),
    ("1588-1234", "1588-1234"),
    (16611234, "1661-1234"),
]


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(("raw", "phone"), PHONES)
def test_parse_phone(raw: object, phone: str) -> None:
    assert contact.parse_phone(raw) == phone
    assert contact.parse_phone(phone) == phone


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    "raw",
    [
        "010-1234-567",
        "010-1234-56789",
        "010-0123-4567",
        "2155-6114",  # a number without its area code, no lost zero
        "2234-5678",
        "099-123-4567",
        "1234",
        "010-1234-5678, 010-2222-3333",
        "010-1234-5678 / 02-123-4567",
        "없음",
        "hong@example.kr",
        "980301-1234567",
        "124-81-00998",
        "+1 202 555 0100",
        "",
        101234567,
        3.5,
        float("nan"),
        float("inf"),
        True,
        None,
    ],
)
def test_an_impossible_phone_is_refused(raw: object) -> None:
    with pytest.raises(UserError, match="전화번호"):
        contact.parse_phone(raw)


@given(st.integers(1000, 9999), st.integers(0, 9999), st.sampled_from(["-", " ", ".", "", ") "]))
def test_any_mobile_number_in_any_dress(middle: int, last: int, between: str) -> None:
    phone = f"010-{middle}-{last:04}"
    assert contact.parse_phone(phone.replace("-", between)) == phone
    assert contact.parse_phone(int(phone.replace("-", ""))) == phone


@pytest.mark.feature("DO-19")
@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("010-1234-5678", "010-****-5678"),
        ("02-123-4567", "02-***-4567"),
        ("1588-1234", "1588-****"),
        ("", ""),
    ],
)
def test_mask_phone(phone: str, masked: str) -> None:
    assert contact.mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("raw", "email"),
    [
        ("hong@example.kr", "hong@example.kr"),
        (" Hong.GilDong+1@Example.CO.KR ", "Hong.GilDong+1@example.co.kr"),
        ("홍길동 <hong@example.kr>", "hong@example.kr"),
        ("mailto:hong@example.kr", "hong@example.kr"),
        ("hong @ example.kr", "hong@example.kr"),
        ("ｈｏｎｇ＠ｅｘａｍｐｌｅ．ｋｒ", "hong@example.kr"),
        ("hong@서초.한국", "hong@서초.한국"),
    ],
)
def test_parse_email(raw: str, email: str) -> None:
    assert contact.parse_email(raw) == email
    assert contact.parse_email(email) == email


@pytest.mark.parametrize(
    "raw",
    ["hong", "hong@", "@example.kr", "hong@example", "hong@example,kr", "a@b@c.kr", "hong@example..kr", "a..b@c.kr",
     "a@b.kr, c@d.kr", "hong gil@example.kr", "홍길동@example.kr", "", 5],
)  # fmt: skip
def test_what_is_no_email_is_refused(raw: object) -> None:
    with pytest.raises(UserError, match="전자우편"):
        contact.parse_email(raw)


@pytest.mark.parametrize(
    ("email", "masked"), [("hong@example.kr", "h***@example.kr"), ("h@example.kr", "*@example.kr"), ("", "")]
)
def test_mask_email(email: str, masked: str) -> None:
    assert contact.mask_email(email) == masked
