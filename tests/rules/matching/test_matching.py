"""Matching: the cases worked out by hand, and small markets beside every plan there is."""

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
from desktop.rules.matching import (
    after,
    blocking_pairs,
    figures,
    least_regret,
    most_placed,
    reasons,
    stable,
)
from desktop.rules.matching.market import market_of
from desktop.rules.matching.stable_plans import promoted

MARKETS = int(os.environ.get("IEUM_MARKETS", "60"))
"""How many markets are tried; before a release ten thousand, of up to five people and five openings."""
LARGEST = 5 if MARKETS > 1_000 else 4
THREE = (
    {"가": ["Z", "X"], "나": ["Y"], "다": ["Y", "Z", "X"]},
    {"X": ["다", "가"], "Y": ["다", "나"], "Z": ["가", "다"]},
    {"X": 1, "Y": 1, "Z": 1},
)
TIED = ({"가": ["X"], "나": ["X", "Y"]}, {"X": [["가", "나"]], "Y": ["나"]}, {"X": 1, "Y": 1})
ROUND = (
    {"가": ["A", "B", "C"], "나": ["B", "C", "A"], "다": ["C", "A", "B"], "라": ["A"]},
    {"A": ["다", "라", "나", "가"], "B": ["가", "나", "다"], "C": ["나", "다", "가"]},
    {"A": 1, "B": 1, "C": 1},
)


@pytest.mark.parametrize("ties", ["most", "lottery"])
def test_the_three_plans_of_three_people(ties):
    assert stable(*THREE, ties=ties) == {"가": "Z", "나": None, "다": "Y"}
    assert most_placed(*THREE) == {"가": "Z", "나": "Y", "다": "X"}
    assert least_regret(*THREE) == {"가": "X", "나": "Y", "다": "Z"}


@pytest.mark.parametrize(
    ("way", "choices", "worst", "blocking"),
    [
        (stable, (2,), 1, ()),
        (most_placed, (2, 0, 1), 3, (("다", "Y"),)),
        (least_regret, (1, 2), 2, (("가", "Z"), ("다", "Y"))),
    ],
)
def test_their_figures_side_by_side(way, choices, worst, blocking):
    found = figures(way(*THREE), *THREE)
    assert (found.placed, found.choices, found.worst_rank, found.blocking) == (
        sum(choices),
        choices,
        worst,
        blocking,
    )


def test_ties_are_used_to_place_both_but_not_by_a_lottery():
    assert all(stable(*TIED, seed=seed) == {"가": "X", "나": "Y"} for seed in range(40))
    left_out = sum(stable(*TIED, seed=seed, ties="lottery")["가"] is None for seed in range(200))
    assert 60 < left_out < 140


def test_who_is_refused_by_all_asks_again_with_priority_in_every_single_pass():
    market = market_of(*TIED)
    assert all(promoted(market, seed) == {"가": "X", "나": "Y"} for seed in range(20))


@pytest.mark.parametrize("ties", ["most", "lottery"])
def test_a_chain_that_meets_its_own_start_places_nobody_too_many(ties):
    assert stable(*ROUND, ties=ties) == {"가": "B", "나": "C", "다": "A", "라": None}


def test_a_freed_place_goes_to_who_would_rather_have_it_and_nobody_else_moves():
    plan = stable(*THREE)
    assert after(plan, *THREE, gone=["다"]) == {"가": "Z", "나": "Y", "다": None}
    assert after(plan, *THREE, gone=["가"]) == {"가": None, "나": None, "다": "Y"}


def test_after_an_opening_closed_its_people_ask_elsewhere():
    assert after(stable(*THREE), *THREE, closed=["Z"]) == {"가": "X", "나": None, "다": "Y"}
    assert after(stable(*THREE), *THREE, closed=["Y"]) == {"가": "Z", "나": None, "다": "X"}


@pytest.mark.parametrize("way", [stable, most_placed, least_regret])
def test_fixed_and_forbidden_pairs_hold_in_every_plan(way):
    plan = way(*THREE, fixed=[("나", "X")], forbidden=[("가", "Z")])
    assert plan["나"] == "X"
    assert plan["가"] != "Z"
    again = after(plan, *THREE, gone=["다"], fixed=[("나", "X")], forbidden=[("가", "Z")])
    assert (again["나"], again["다"]) == ("X", None)


def test_why_is_said_in_one_sentence_by_rank_and_place():
    said = reasons(stable(*THREE), *THREE)
    assert said == {
        "가": "가: 1희망 Z에 배정.",
        "나": "나: 1희망 Y의 1자리에는 Y가 더 높게 둔 다(1순위)가 있습니다(나 2순위). 남은 희망이 없어 미배정.",
        "다": "다: 1희망 Y에 배정.",
    }
    hand = reasons(most_placed(*THREE), *THREE)
    assert hand["다"] == (
        "다: 1희망 Y의 1자리에는 더 낮게 둔 나(2순위)가 있습니다(다 1순위). 이 안은 그 순위를 따르지 않았습니다. "
        "2희망 Z의 1자리에는 Z가 더 높게 둔 가(1순위)가 있습니다(다 2순위). 3희망 X에 배정."
    )


def test_every_way_not_to_get_a_wish_has_its_words():
    trainees = {1: ["A", "B", "C", "D"], 2: ["A"], 3: [], 4: [["D", "A"]]}
    openings = {"A": [[1, 2]], "B": [2], "C": [1], "D": [1, 4]}
    places = {"A": 1, "B": 1, "C": 0, "D": 1}
    said = reasons(
        {1: None, 2: "A", 3: None, 4: "B"},
        trainees,
        openings,
        places,
        forbidden=[(4, "A")],
        name=lambda each: f"{each}번" if isinstance(each, int) else each,
    )
    assert said[1] == (
        "1번: 1희망 A의 1자리에는 A가 똑같이 둔 2번(1순위)이 있습니다(1번 1순위). 2희망 B는 1번을 두지 않았습니다. "
        "3희망 C에는 자리가 없습니다. 4희망 D에 빈 자리가 있지만 이 안에서는 쓰지 않았습니다. 남은 희망이 없어 미배정."
    )
    assert said[3] == "3번: 희망이 없어 미배정."
    assert said[4].endswith("희망에 없던 B에 배정.")
    assert "1희망 A는 금지된 짝입니다." in said[4]
    fixed = reasons({1: "B", 2: None, 3: None, 4: None}, trainees, openings, places, fixed=[(1, "B")])
    assert fixed[1] == "1: B에 고정 배정."


def test_empty_lists_and_all_ties_are_nothing_special():
    assert stable({}, {}, {}) == most_placed({}, {}, {}) == least_regret({}, {}, {}) == {}
    assert stable({1: []}, {"A": []}, {"A": 2}) == {1: None}
    everyone = {n: [["A", "B"]] for n in range(4)}
    both = {each: [list(range(4))] for each in "AB"}
    for way in (stable, most_placed, least_regret):
        assert sorted(way(everyone, both, {"A": 2, "B": 2}).values()) == ["A", "A", "B", "B"]


@pytest.mark.parametrize(
    ("fixed", "forbidden", "said"),
    [
        ([("가", "X"), ("가", "Y")], [], "두 곳에 고정"),
        ([("가", "X")], [("가", "X")], "고정되면서 금지"),
        ([("가", "X"), ("나", "X")], [], "1자리인데 2명이 고정"),
        ([("마", "X")], [], "없는 대상이 있습니다: 마"),
        ([], [("가", "W")], "없는 대상이 있습니다: W"),
    ],
)
@pytest.mark.parametrize("way", [stable, most_placed, least_regret])
def test_pairs_that_cannot_hold_are_refused(way, fixed, forbidden, said):
    with pytest.raises(UserError, match=said):
        way(*THREE, fixed=fixed, forbidden=forbidden)


def test_whom_nobody_knows_is_refused_elsewhere_too():
    for wrong in ({"마": None}, {"가": "W"}):
        with pytest.raises(UserError, match="계획에"):
            blocking_pairs(wrong, *THREE)
    with pytest.raises(UserError, match="명단에 없는 대상입니다: 마"):
        after({}, *THREE, gone=["마"])
    with pytest.raises(UserError, match="자리보다 많은"):
        after({"가": "X", "다": "X"}, *THREE)
    with pytest.raises(UserError, match="두 번"):
        stable({"가": ["X", "X"]}, {"X": ["가"]}, {"X": 1})
    with pytest.raises(UserError, match="0 이상"):
        stable({}, {}, {"X": -1})


def test_plans_are_the_same_under_any_hash_seed_and_order_of_rows():
    code = (
        "from desktop.rules.matching import *\n"
        "people = {f'p{n}': [[f'o{n % 3}', f'o{(n + 1) % 3}'], f'o{(n + 2) % 3}'] for n in range(9)}\n"
        "jobs = {f'o{n}': [[f'p{m}' for m in range(9)]] for n in range(3)}\n"
        "places = {each: 2 for each in jobs}\n"
        "for turned in (dict(people), dict(reversed(people.items()))):\n"
        "    for way in (stable, most_placed, least_regret):\n"
        "        print(sorted(way(turned, jobs, places, seed=3).items(), key=str))\n"
        "    print(sorted(stable(turned, jobs, places, seed=3, ties='lottery').items(), key=str))\n"
    )
    root = Path(__file__).parents[3]
    said = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True, text=True, check=True,
        ).stdout.splitlines()
        for seed in ("0", "1")
    ]  # fmt: skip
    assert said[0] == said[1]
    assert said[0][:4] == said[0][4:]


@st.composite
def markets(draw, most=LARGEST):
    people, jobs = draw(st.integers(1, most)), draw(st.integers(1, most))

    def ranked(others):
        groups = []
        for each in draw(st.permutations(others))[: draw(st.integers(0, len(others)))]:
            if groups and draw(st.booleans()):
                groups[-1].append(each)
            else:
                groups.append([each])
        return groups

    trainees = {n: ranked([f"o{m}" for m in range(jobs)]) for n in range(people)}
    openings = {f"o{m}": ranked(list(range(people))) for m in range(jobs)}
    places = {opening: draw(st.integers(0, 2)) for opening in openings}
    pairs = st.tuples(st.integers(0, people - 1), st.sampled_from(sorted(openings)))
    forbidden = draw(st.lists(pairs, max_size=2))
    fixed = draw(pairs)
    fits = fixed not in forbidden and places[fixed[1]] > 0 and draw(st.booleans())
    return trainees, openings, places, {"fixed": [fixed] if fits else [], "forbidden": forbidden}


def every_plan(trainees, openings, places, pairs):
    """All plans of possible pairs, by trying all."""

    def listed(row):
        return {each for group in row for each in group}

    options = []
    for trainee, row in trainees.items():
        held = [opening for person, opening in pairs["fixed"] if person == trainee]
        possible = [
            opening
            for opening in listed(row)
            if trainee in listed(openings[opening]) and (trainee, opening) not in pairs["forbidden"]
        ]
        options.append(held or [None, *possible])
    for chosen in itertools.product(*options):
        if all(chosen.count(opening) <= number for opening, number in places.items()):
            yield dict(zip(trainees, chosen, strict=True))


def rank(row, who):
    return next(place for place, group in enumerate(row) if who in group)


def worth(plan, trainees, openings, pairs):
    """How many are placed, how many at each rank, and the openings' ranks; of the free alone."""
    free = {t: o for t, o in plan.items() if o is not None and (t, o) not in pairs["fixed"]}
    got = [rank(trainees[t], o) for t, o in free.items()]
    return (
        len(got),
        [got.count(place) for place in range(6)],
        sum(rank(openings[o], t) for t, o in free.items()),
    )


@settings(max_examples=MARKETS)
@given(markets(), st.integers(0, 99))
def test_small_markets_beside_every_plan_there_is(market, seed):
    trainees, openings, places, pairs = market
    plans = list(every_plan(trainees, openings, places, pairs))
    values = [worth(plan, trainees, openings, pairs) for plan in plans]
    most = max(values, key=lambda each: (each[0], each[1], -each[2]))
    kindest = max(values, key=lambda each: (each[0], [-count for count in each[1][::-1]], -each[2]))
    unblocked = [
        value[0] for plan, value in zip(plans, values, strict=True)
        if not blocking_pairs(plan, trainees, openings, places, **pairs)
    ]  # fmt: skip
    for way, best in ((most_placed, most), (least_regret, kindest)):
        plan = way(trainees, openings, places, **pairs, seed=seed)
        assert plan in plans
        assert worth(plan, trainees, openings, pairs) == best
    for ties in ("most", "lottery"):
        plan = stable(trainees, openings, places, **pairs, seed=seed, ties=ties)
        assert plan in plans
        assert blocking_pairs(plan, trainees, openings, places, **pairs) == []
        placed = worth(plan, trainees, openings, pairs)[0]
        assert placed <= max(unblocked)
        if ties == "most":
            assert 3 * placed >= 2 * max(unblocked)


def cheaper_exchange(plan, trainees, openings, places, prices):
    """Whether people could move along a circle of openings for less: Bellman and Ford on what is left of the market."""
    spare, nowhere = "자리", "없음"
    held = {
        opening: [t for t, o in plan.items() if (o or nowhere) == opening] for opening in [*places, nowhere]
    }

    def cost(trainee, opening):
        if opening == nowhere:
            return prices[-1]
        return prices[rank(trainees[trainee], opening)] + rank(openings[opening], trainee)

    edges = []
    for opening, crowd in held.items():
        if opening == nowhere or len(crowd) < places[opening]:
            edges.append((opening, spare, 0))
        if crowd:
            edges.append((spare, opening, 0))
        for trainee in crowd:
            others = [nowhere, *(each for group in trainees[trainee] for each in group)]
            edges += [(opening, each, cost(trainee, each) - cost(trainee, opening)) for each in others]
    reach = dict.fromkeys([*held, spare], 0)
    for _ in reach:
        for start, end, price in edges:
            reach[end] = min(reach[end], reach[start] + price)
    return any(reach[end] > reach[start] + price for start, end, price in edges)


@pytest.mark.parametrize("seed", range(6))
def test_in_a_larger_market_no_circle_of_moves_is_better(seed):
    draw = random.Random(seed)
    jobs = [f"o{n}" for n in range(8)]
    trainees = {n: [[job] for job in sorted(jobs[:], key=lambda _: draw.random())[:4]] for n in range(24)}
    asked = {job: [n for n, row in trainees.items() if [job] in row] for job in jobs}
    openings = {job: [[n] for n in sorted(row, key=lambda _: draw.random())] for job, row in asked.items()}
    places = dict.fromkeys(jobs, 2)
    base, unit = 25, 24 * 24 + 1
    kind = [base**place * unit for place in range(4)]
    most = [(base**4 - base ** (3 - place)) * unit for place in range(4)]
    for way, prices in ((most_placed, most), (least_regret, kind)):
        plan = way(trainees, openings, places)
        assert not cheaper_exchange(plan, trainees, openings, places, [*prices, base**5 * unit])


@settings(max_examples=MARKETS)
@given(markets(), st.data())
def test_a_mended_plan_is_stable_again_and_moves_nobody_down_for_a_leaver(market, data):
    trainees, openings, places, pairs = market
    plan = stable(trainees, openings, places, **pairs)
    gone = data.draw(st.lists(st.sampled_from(sorted(trainees)), unique=True, max_size=2))
    closed = data.draw(st.lists(st.sampled_from(sorted(openings)), unique=True, max_size=1))
    mended = after(plan, trainees, openings, places, gone=gone, closed=closed, **pairs)
    left = {each: [] if each in gone else row for each, row in trainees.items()}
    open_places = {each: 0 if each in closed else number for each, number in places.items()}
    bound = [(t, o) for t, o in pairs["fixed"] if t not in gone and o not in closed]
    again = {"fixed": bound, "forbidden": pairs["forbidden"]}
    assert blocking_pairs(mended, left, openings, open_places, **again) == []
    assert all(mended[each] is None for each in gone)
    assert all([*mended.values()].count(each) <= number for each, number in open_places.items())
    if not closed:
        for trainee in set(trainees) - set(gone):
            if mended[trainee] != plan[trainee]:
                before = plan[trainee]
                assert before is None or rank(trainees[trainee], mended[trainee]) < rank(
                    trainees[trainee], before
                )
