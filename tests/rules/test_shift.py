"""A column that slid against its people is refused, naming the first row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.shift import Expected, Incoming, check_rows

NAMES = ["김민수", "이서연", "박지훈", "최예린", "정도윤", "강하은"]
PEOPLE = [Expected(f"A{n}", name, absent=n == 3) for n, name in enumerate(NAMES, start=1)]


def rows(names, filled, numbers=None):
    return [
        Incoming(place, number, name, is_filled)
        for place, (number, name, is_filled) in enumerate(
            zip(numbers or [each.number for each in PEOPLE], names, filled, strict=False), start=2
        )
    ]


FILLED = [True, True, False, True, True, True]


def test_a_sheet_in_step_goes_in_by_number_in_any_order():
    whole = rows(NAMES, FILLED)
    check_rows(whole, PEOPLE)
    check_rows(whole[::-1], PEOPLE)
    check_rows(whole[:2], PEOPLE)
    check_rows(rows(["", *NAMES[1:]], FILLED), PEOPLE)


def test_names_that_moved_up_after_the_absentee_name_the_first_row():
    moved = rows(["김민수", "이서연", "최예린", "정도윤", "강하은", ""], [True] * 5 + [False])
    said = "^4행부터 성명과 번호가 어긋납니다: 번호 A3은 박지훈인데 최예린으로 적혀 있습니다. 이 줄부터 한 줄 올라간"
    with pytest.raises(UserError, match=said):
        check_rows(moved, PEOPLE)


def test_names_one_cell_down_are_refused_too():
    moved = rows(["김민수", "김민수", "이서연", "박지훈", "최예린", "정도윤"], [True] * 6)
    with pytest.raises(UserError, match=r"^3행부터 .* 한 줄 내려간 것"):
        check_rows(moved, PEOPLE)


def test_a_column_of_scores_alone_that_moved_up_meets_the_absentee():
    moved = rows(NAMES, [True] * 5 + [False])
    with pytest.raises(UserError, match=r"^4행의 박지훈은 결시인데 점수가 있습니다. 마지막 줄이 비어"):
        check_rows(moved, PEOPLE)
    with pytest.raises(UserError, match="결시인데"):
        check_rows([Incoming(each.row, "", "", each.filled) for each in moved], PEOPLE)


def test_a_pasted_column_with_a_row_too_few_and_an_unknown_number_are_refused():
    with pytest.raises(UserError, match="5줄인데 명단은 6명"):
        check_rows([Incoming(n, "", "", filled=True) for n in range(5)], PEOPLE)
    with pytest.raises(UserError, match="2행의 번호 B7은 명단에 없습니다"):
        check_rows([Incoming(2, "B7", "김민수", filled=True)], PEOPLE)


@given(st.integers(2, 30), st.data())
def test_any_name_taken_out_and_closed_up_is_found_where_it_was(number, data):
    people = [Expected(str(n), f"사람{n:02}") for n in range(number)]
    gone = data.draw(st.integers(0, number - 2))
    names = [each.name for each in people if each.number != str(gone)] + [""]
    moved = [Incoming(n + 2, people[n].number, name, bool(name)) for n, name in enumerate(names)]
    with pytest.raises(UserError, match=f"^{gone + 2}행부터"):
        check_rows(moved, people)
