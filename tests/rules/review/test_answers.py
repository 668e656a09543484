"""Templates of answers: places filled, unknown ones named, braces in pairs."""

import pytest

from desktop.errors import UserError
from desktop.rules.review.answers import PLACES, check_template, fill_in, left_blank


def test_places_are_filled_as_often_as_they_stand():
    text = "{제안자}님의 '{제안}'은 { 상태 }. {제안}"
    values = dict.fromkeys(PLACES, "") | {"제안자": "김하늘", "제안": "걷기 좋은 거리", "상태": "채택"}
    assert fill_in(text, values) == "김하늘님의 '걷기 좋은 거리'은 채택. 걷기 좋은 거리"


@pytest.mark.parametrize(
    ("text", "told"),
    [("{이름}님, {제안} {이름} {}", r"\{이름\}, \{\}\."), ("{제안", "짝이"), ("제안}", "짝이")],
)
def test_a_place_nobody_can_fill_is_refused_by_name(text, told):
    with pytest.raises(UserError, match=told) as refused:
        check_template(text)
    assert refused.value.field == "text"
    assert "{시행 예정일}" in refused.value.message


def test_places_that_are_filled_with_nothing_are_named_once():
    values = dict.fromkeys(PLACES, "") | {"제안": "걷기 좋은 거리", "사유": " "}
    assert left_blank("{제안} {부서 의견} {사유} { 부서 의견 }", values) == ("부서 의견", "사유")
    assert left_blank("{제안}", values) == ()
