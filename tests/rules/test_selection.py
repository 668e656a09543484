"""The cut line: ranks by the published total, reserves by number, ties named and decided, absentees apart."""

import itertools
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.scoring import Candidate, Criterion, Missing, ScoringRule, TieRule
from desktop.rules.selection import Result, SelectionRule, Ties, select

D = Decimal
ONE = ScoringRule((Criterion(1, "면접", D(100)),), ties=(TieRule("경력"), TieRule("면접 점수", criterion=1)))


def people(*scores, **extras):
    cells = [each if isinstance(each, Missing) or each is None else D(str(each)) for each in scores]
    return [
        Candidate(n, f"사람{n}", {(1, None): cell}, {"경력": D(extras.get(f"사람{n}", 0))})
        for n, cell in enumerate(cells, 1)
    ]


def results(selection):
    return {each.scored.candidate.id: f"{each.result.value}{each.reserve or ''}" for each in selection.lines}


def test_seats_then_reserves_by_number_then_out():
    found = select(people(90, 70, 80, 60, 50), ONE, SelectionRule(seats=2, reserves=2))
    assert results(found) == {1: "선발", 3: "선발", 2: "예비1", 4: "예비2", 5: "탈락"}
    assert [each.rank for each in found.lines] == [1, 2, 3, 4, 5]
    assert (found.cut, [str(each.distance) for each in found.lines]) == (
        D("80.00"), ["10.00", "0.00", "-10.00", "-20.00", "-30.00"]
    )  # fmt: skip
    found.check_publishable()


def test_a_tie_at_the_line_stops_and_names_the_people():
    found = select(people(90, 80, 80, 70), ONE, SelectionRule(seats=2, reserves=1))
    assert results(found) == {1: "선발", 2: "미정", 3: "미정", 4: "탈락"}
    assert [each.rank for each in found.lines] == [1, 2, 2, 4]
    with pytest.raises(UserError, match=r"^선발 1자리에 사람2, 사람3이 80.00점으로 같습니다.*추첨할지 골라"):
        found.check_publishable()


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        (Ties.ALL_IN, {1: "선발", 2: "선발", 3: "선발", 4: "예비1", 5: "탈락"}),
        (Ties.ALL_OUT, {1: "선발", 2: "예비1", 3: "예비1", 4: "탈락", 5: "탈락"}),
    ],
)
def test_a_tie_goes_all_in_or_all_out(ties, expected):
    reserves = 1 if ties is Ties.ALL_IN else 2
    found = select(people(90, 80, 80, 70, 60), ONE, SelectionRule(2, reserves, ties))
    assert results(found) == expected
    assert found.lines[1].broken_by == ("동점 모두 포함" if ties is Ties.ALL_IN else "동점 모두 제외")
    assert not found.ties


def test_the_next_tie_rule_parts_them():
    tied = people(90, 80, 80, 70, 사람2=3, 사람3=5)
    found = select(tied, ONE, SelectionRule(2, 1, tie_rules=1))
    assert results(found) == {1: "선발", 3: "선발", 2: "예비1", 4: "탈락"}
    assert [each.broken_by for each in found.lines] == ["", "동점 규칙: 경력", "동점 규칙: 경력", ""]


def test_a_lottery_is_drawn_again_alike_and_every_seed_may_differ():
    tied = people(90, *[80] * 6)
    drawn = {
        seed: results(select(tied, ONE, SelectionRule(3, 2, Ties.LOTTERY, seed=seed))) for seed in range(30)
    }
    for seed, found in drawn.items():
        assert found == results(select(tied[::-1], ONE, SelectionRule(3, 2, Ties.LOTTERY, seed=seed)))
        assert sorted(found.values()) == ["선발"] * 3 + ["예비1", "예비2"] + ["탈락"] * 2
    assert len({tuple(sorted(each.items())) for each in drawn.values()}) > 10
    line = select(tied, ONE, SelectionRule(3, 2, Ties.LOTTERY, seed=7)).lines[1]
    assert line.broken_by == "동점 6명 추첨 1번째(씨앗 7)"


def test_a_lottery_is_the_same_under_any_hash_seed():
    code = (
        "from decimal import Decimal as D\n"
        "from desktop.rules.scoring import Candidate, Criterion, ScoringRule\n"
        "from desktop.rules.selection import SelectionRule, Ties, select\n"
        "people = [Candidate(n, '', {(1, None): D(80)}) for n in range(9)]\n"
        "rule = ScoringRule((Criterion(1, '', D(100)),))\n"
        "print([each.scored.candidate.id for each in select(people, rule, SelectionRule(3, 2, Ties.LOTTERY)).lines])"
    )
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(said) == 1


def test_a_blank_stops_publishing_and_an_absentee_does_not():
    found = select(people(90, None, Missing.ABSENT, 0), ONE, SelectionRule(1, 1))
    assert results(found) == {1: "선발", 4: "예비1", 2: "미정", 3: "탈락"}
    assert [(each.rank, each.distance) for each in found.lines[2:]] == [(None, None)] * 2
    with pytest.raises(UserError, match="1명 있어 확정할 수 없습니다: 사람2"):
        found.check_publishable()


def test_the_line_of_the_reserves_cuts_no_tie_either():
    found = select(people(90, 80, 70, 70), ONE, SelectionRule(1, 2))
    assert results(found) == {1: "선발", 2: "예비1", 3: "미정", 4: "미정"}
    assert found.ties[0].line is Result.RESERVE


def test_without_seats_nobody_is_in_and_less_than_none_is_refused():
    assert results(select(people(90), ONE, SelectionRule(0))) == {1: "탈락"}
    assert select([], ONE, SelectionRule(3)).lines == ()
    with pytest.raises(UserError, match="0명 이상"):
        select(people(90), ONE, SelectionRule(-1))


SCORES = st.one_of(st.integers(60, 70), st.sampled_from([None, Missing.ABSENT]))


@given(
    st.lists(SCORES, max_size=12), st.integers(0, 6), st.integers(0, 4), st.sampled_from([None, *Ties]), st.integers(0, 5)
)  # fmt: skip
def test_ranks_follow_totals_and_equals_are_treated_alike(scores, seats, reserves, ties, seed):
    everyone = people(*scores)
    rule = SelectionRule(seats, reserves, ties, seed=seed)
    found = select(everyone, ONE, rule)
    assert found == select(everyone[::-1], ONE, rule)
    assert len(found.lines) == len(everyone)
    ranked = [each for each in found.lines if each.rank is not None]
    for better, worse in itertools.pairwise(ranked):
        assert better.scored.total >= worse.scored.total
        assert (better.rank == worse.rank) == (better.scored.total == worse.scored.total)
        if ties is not Ties.LOTTERY and better.rank == worse.rank:
            assert (better.result, better.reserve) == (worse.result, worse.reserve)
    chosen = [each for each in ranked if each.result is Result.SELECTED]
    if ties in {None, Ties.ALL_OUT, Ties.LOTTERY}:
        assert len(chosen) <= seats
    if ties in {Ties.ALL_IN, Ties.LOTTERY}:
        assert len(chosen) >= min(seats, len(ranked))
        assert not found.ties
    assert all(
        each.rank == 1 + sum(other.scored.total > each.scored.total for other in ranked) for each in ranked
    )
