"""Who a group is made of: counts and shares that sum to the whole, small parts hidden outside."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.composition import Trait, age_band, composition, dong_of

DAY = dt.date(2022, 9, 16)


def test_21_of_30_are_70_percent_and_a_small_part_is_not_told_outside():
    people = [Trait(major_kind="비전공", gender="여")] * 21 + [Trait(major_kind="전공", gender="여")] * 7
    people += [Trait(major_kind="전공", gender="남")] * 2
    majors, genders = composition(people, DAY)[:2]
    assert [each.told for each in majors.parts] == ["비전공 21명 70.0 %", "전공 9명 30.0 %"]
    outside = composition(people, DAY, public=True)[1]
    assert [each.told for each in outside.parts] == ["여 28명 93.3 %", "남 3명 미만"]
    assert [each.count for each in genders.parts] == [28, 2]


def test_ages_are_of_the_day_and_the_dong_is_found_in_an_address():
    assert age_band(dt.date(1997, 9, 17), DAY) == "20~24세"
    assert age_band(dt.date(1997, 9, 16), DAY) == "25~29세"
    assert (age_band(None, DAY), dong_of(None)) == ("모름", "모름")
    assert dong_of("서울특별시 서초구 서초2동 12-3") == "서초2동"


@given(st.lists(st.sampled_from([Trait(major_kind="전공"), Trait(major_kind="비전공"), Trait()])))
def test_the_parts_of_every_trait_sum_to_the_whole(people):
    for group in composition(people, DAY):
        assert sum(each.count for each in group.parts) == len(people)
