"""Teams: even shares, pairs kept, the same seed the same teams, and every price what a recount says."""

import itertools
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.teams import Balance, Effort, Kind, Person, TeamRule, form, parts, prices, sizes_of, unmet
from desktop.rules.teams.colouring import uncolourable
from desktop.rules.teams.division import Division, Prices
from desktop.rules.teams.problem import problem_of
from desktop.rules.teams.search import cost_of

QUICK = Effort(steps=4_000, rounds=2, kicks=2)
BALANCES = (
    Balance("비전공", Kind.SHARE, "비전공", 20),
    Balance("여", Kind.SHARE, "여", 10),
    Balance("여 혼자", Kind.LONE, "여", 15),
    Balance("AI 4 이상", Kind.COVER, "AI", 12, level=4),
    Balance("AI 합", Kind.EVEN, "AI", 2),
    Balance("점수 합", Kind.EVEN, "점수", 1),
)


def cohort(count, seed=1, teams=5):
    draw = random.Random(seed)
    return [
        Person(
            number,
            f"사람{number:02}",
            {
                "비전공": int(number <= 0.7 * count),
                "여": int(draw.random() < 0.4),
                "AI": 1 + int(5 * draw.random()),
                "점수": 60 + int(40 * draw.random()),
            },
            tuple(sorted(range(teams), key=lambda _: draw.random())[:3]),
        )
        for number in range(1, count + 1)
    ]


THIRTY = cohort(30)


def sizes(team_of):
    return sorted([*team_of.values()].count(team) for team in set(team_of.values()))


def test_thirty_people_make_five_teams_of_six_with_four_or_five_of_21():
    found = form(THIRTY, TeamRule(5, BALANCES), seed=3, effort=QUICK)
    assert sizes(found.team_of) == [6] * 5
    outside = [
        sum(each.values["비전공"] for each in THIRTY if found.team_of[each.id] == team) for team in range(5)
    ]
    assert sorted(outside) == [4, 4, 4, 4, 5]
    assert found.unmet == ()


def test_a_seed_gives_the_same_teams_in_any_order_of_rows_and_another_seed_others():
    rule = TeamRule(5, BALANCES, apart=((1, 2),), together=((3, 4),))
    once = form(THIRTY, rule, seed=7, effort=QUICK)
    assert form(THIRTY[::-1], rule, seed=7, effort=QUICK).team_of == once.team_of
    assert form(THIRTY, rule, seed=8, effort=QUICK).team_of != once.team_of


def test_a_seed_gives_the_same_teams_under_any_hash_seed():
    code = (
        "from desktop.rules.teams import *\n"
        "people = [Person(n, f'사람{n}', {'가': n % 3, '나': n * 7 % 11}, (n % 3,)) for n in range(12)]\n"
        "rows = (Balance('가', Kind.SHARE, '가', 5), Balance('나', Kind.EVEN, '나', 1))\n"
        "rule = TeamRule(3, rows, apart=((1, 2), (2, 5)), together=((3, 4),))\n"
        "print(*form(people, rule, 5, Effort(2000, 2, 2)).team_of.values(), sep='', end='')"
    )
    root = Path(__file__).parents[3]
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(said) == 1
    # Known from the day this was written: another version of Python has to find the same.
    assert said == {KNOWN}


KNOWN = "012001212012"


def test_pairs_and_fixed_places_hold():
    rule = TeamRule(
        5, BALANCES, apart=((1, 2), (2, 3), (1, 3)), together=((4, 5), (5, 6)), fixed={7: 4, 1: 4, 30: 0}
    )
    found = form(THIRTY, rule, seed=1, effort=QUICK)
    assert found.unmet == ()
    assert len({found.team_of[each] for each in (1, 2, 3)}) == 3
    assert len({found.team_of[each] for each in (4, 5, 6)}) == 1
    assert {each: found.team_of[each] for each in (7, 1, 30)} == {7: 4, 1: 4, 30: 0}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (TeamRule(0), "팀은 1개 이상"),
        (TeamRule(31), "30명으로 31팀을"),
        (TeamRule(5, apart=((1, 2),), together=((2, 1),)), "사람01과 사람02는 다른 팀이어야 하면서 한 팀"),
        (TeamRule(5, apart=((1, 3),), together=((1, 2), (2, 3))), "사람01과 사람03은 다른 팀이어야 하면서"),
        (TeamRule(5, together=tuple((1, n) for n in range(2, 8))), "사람01, .*사람07은 한 팀이어야 하지만 팀은 6명까지"),
        (TeamRule(5, together=((1, 2),), fixed={1: 0, 2: 1}), "사람01, 사람02는 한 팀이어야 하지만 1팀, 2팀에 고정"),
        (TeamRule(5, apart=((1, 2),), fixed={1: 3, 2: 3}), "사람01과 사람02는 다른 팀이어야 하지만 4팀에 함께"),
        (TeamRule(5, fixed=dict.fromkeys(range(1, 8), 2)), "3팀은 6명인데 7명이 고정"),
        (TeamRule(5, fixed={1: 5}), "사람01을 고정한 팀이 없습니다"),
        (TeamRule(5, apart=tuple(itertools.combinations(range(1, 7), 2))), "사람01, .*사람06은 5팀에 모두 떨어뜨릴 수"),
        (TeamRule(5, apart=((1, 99),)), "명단에 없는 사람"),
    ],
)  # fmt: skip
def test_what_cannot_be_met_is_named_first(rule, said):
    with pytest.raises(UserError, match=said):
        form(THIRTY, rule, effort=QUICK)


def test_one_team_and_a_team_each_and_everybody_fixed():
    assert set(form(THIRTY, TeamRule(1, BALANCES), effort=QUICK).team_of.values()) == {0}
    assert sorted(form(THIRTY, TeamRule(30, BALANCES), effort=QUICK).team_of.values()) == list(range(30))
    fixed = {each.id: each.id % 5 for each in THIRTY}
    assert form(THIRTY, TeamRule(5, fixed=fixed), effort=QUICK).team_of == fixed


@pytest.mark.parametrize(
    ("people", "teams", "expected"), [(30, 5, (6,) * 5), (32, 5, (7, 7, 6, 6, 6)), (3, 3, (1, 1, 1))]
)
def test_sizes_differ_by_at_most_one(people, teams, expected):
    assert sizes_of(people, teams) == expected


def test_a_small_cohort_gets_the_best_division_there_is():
    people = cohort(8, seed=5, teams=2)
    rule = TeamRule(2, BALANCES, apart=((1, 8),))
    problem = problem_of(people, rule)
    best = min(
        cost_of(problem, [int(place in chosen) for place in range(8)])
        for chosen in itertools.combinations(range(8), 4)
    )
    assert form(people, rule, effort=QUICK).penalty == best


@st.composite
def divided(draw):
    count = draw(st.integers(4, 12))
    teams = draw(st.integers(2, min(4, count)))
    people = cohort(count, draw(st.integers(0, 99)), teams)
    seats = [team for team, size in enumerate(sizes_of(count, teams)) for _ in range(size)]
    order = draw(st.permutations(seats))
    pairs = st.lists(
        st.tuples(st.integers(1, count), st.integers(1, count)).filter(lambda each: each[0] != each[1]),
        max_size=4,
    )
    return (
        people,
        TeamRule(teams, BALANCES, apart=tuple(draw(pairs)), together=tuple(draw(pairs))),
        list(order),
    )


@settings(max_examples=30)
@given(divided(), st.data())
def test_the_price_of_a_swap_is_what_a_recount_says(made, data):
    people, rule, order = made
    problem = problem_of(people, rule)
    now = Division(problem, order)
    price = Prices(problem).pricer(now)
    for _ in range(5):
        one = data.draw(st.integers(0, len(people) - 1))
        other = data.draw(
            st.sampled_from([each for each, at in enumerate(now.team_of) if at != now.team_of[one]])
        )
        before, told = cost_of(problem, now.team_of), price(one, other)
        now.swap(one, other)
        assert cost_of(problem, now.team_of) == before + told
    assert Division(problem, now.team_of).totals == now.totals


@settings(max_examples=20)
@given(divided())
def test_a_dragged_person_sees_what_every_place_would_cost(made):
    people, rule, order = made
    team_of = dict(zip(sorted(each.id for each in people), order, strict=True))
    person = people[0].id

    def cost(each_team_of):
        return sum(each.penalty for each in parts(people, rule, each_team_of))

    found = prices(people, rule, team_of, person)
    assert len(found) == rule.count - 1 + sum(team != team_of[person] for team in order)
    for each in found:
        after = team_of | {person: each.team}
        if each.partner is not None:
            after[each.partner] = team_of[person]
        assert each.penalty == cost(after) - cost(team_of)
        assert each.unmet == len(unmet(people, rule, after)) - len(unmet(people, rule, team_of))
        assert each.uneven == (
            max(sizes(after)) - min([*sizes(after), *[0] * (rule.count - len(sizes(after)))]) > 1
        )
    assert [(each.unmet, each.penalty) for each in found] == sorted(
        (each.unmet, each.penalty) for each in found
    )


def test_a_team_shows_what_its_penalty_is_made_of_the_dearest_first():
    people = [Person(n, f"사람{n}", {"비전공": int(n < 3), "점수": 10 * n}, (0,)) for n in range(6)]
    rule = TeamRule(
        2, (Balance("비전공", Kind.SHARE, "비전공", 20), Balance("점수 합", Kind.EVEN, "점수", 1))
    )
    found = parts(people, rule, {n: int(n >= 3) for n in range(6)})
    assert [(each.title, each.total, each.penalty) for each in found[0].parts] == [
        ("점수 합", 30, 45), ("비전공", 3, 20), ("희망", 0, 0),
    ]  # fmt: skip
    assert [(each.title, each.total, each.penalty) for each in found[1].parts] == [
        ("점수 합", 120, 45), ("희망", 42, 42), ("비전공", 0, 20),
    ]  # fmt: skip
    assert (found[0].members, found[0].penalty) == ((0, 1, 2), 65)


def test_what_a_division_made_by_hand_does_not_keep_is_said():
    rule = TeamRule(2, apart=((1, 2),), together=((1, 3),), fixed={4: 0})
    people = [Person(n, f"사람{n}") for n in range(1, 5)]
    assert unmet(people, rule, {1: 0, 2: 0, 3: 1, 4: 1}) == (
        "사람1과 사람2가 1팀에 함께 있습니다(따로 요청).",
        "사람1과 사람3이 다른 팀입니다(함께 요청).",
        "사람4는 1팀에 고정인데 2팀에 있습니다.",
    )
    price = next(each for each in prices(people, rule, {1: 0, 2: 0, 3: 1, 4: 1}, 3) if each.partner == 2)
    assert (price.unmet, price.pinned) == (-2, False)


EDGES = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda each: each[0] < each[1]))


@settings(max_examples=50)
@given(EDGES, st.integers(1, 3), st.dictionaries(st.integers(0, 5), st.integers(0, 2), max_size=2))
def test_colouring_finds_what_trying_all_finds(edges, colours, given_):
    given_ = {node: colour % colours for node, colour in given_.items()}
    possible = any(
        all(colour_of[one] != colour_of[other] for one, other in edges)
        and all(colour_of[node] == colour for node, colour in given_.items())
        for colour_of in itertools.product(range(colours), repeat=6)
    )
    assert (not uncolourable(edges, colours, given_)) == possible
