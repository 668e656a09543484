import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.text import business_number


@pytest.mark.feature("CO-01")
@pytest.mark.parametrize(
    "raw",
    ["124-81-00998", "1248100998", 1248100998, 1248100998.0, "124 81 00998", "１２４－８１－００９９８"],
)
def test_parse(raw: object) -> None:
    assert business_number.parse(raw) == "124-81-00998"


@pytest.mark.feature("CO-01")
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("124-81-00999", "검증번호"),
        ("124-81-00989", "검증번호"),
        ("124-81-0099", "열 자리"),
        ("12481009988", "열 자리"),
        ("000-00-00000", "그런 사업자등록번호는 없습니다"),
        ("434-00-12345", "그런 사업자등록번호는 없습니다"),
        ("010-1234-5678", "열 자리"),
        ("980301-1234567", "열 자리"),
        ("개인", "열 자리"),
        (None, "열 자리"),
        (1.5, "열 자리"),
        (True, "열 자리"),
    ],
)
def test_a_wrong_number_is_refused(raw: object, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        business_number.parse(raw)


@pytest.mark.feature("CO-01")
@given(st.integers(101, 999), st.integers(1, 99), st.integers(0, 9999))
def test_one_check_digit_of_ten_is_right(office: int, kind: int, serial: int) -> None:
    def is_right(digit: int) -> bool:
        try:
            business_number.parse(f"{office}{kind:02}{serial:04}{digit}")
        except UserError:
            return False
        return True

    assert sum(map(is_right, range(10))) == 1
