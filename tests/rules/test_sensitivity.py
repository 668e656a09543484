"""What decides at the line: exactly the people that one judge or five points of a weight would flip."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.scoring import Candidate, Criterion, Missing, ScoringRule
from desktop.rules.selection import SelectionRule, Ties, select
from desktop.rules.sensitivity import scenarios

D = Decimal
JUDGED = ScoringRule((Criterion(1, "면접", D(100), judged=True),), judges=(11, 12, 13))


def judged(number, *scores):
    return Candidate(
        number,
        f"사람{number}",
        {(1, judge): D(each) for judge, each in zip((11, 12, 13), scores, strict=True)},
    )


def test_one_made_judge_flips_two_known_people_and_nobody_else():
    # Means 90, 80, 78, 60. Without 13, who gave 3 twenty points less than the others: 2 has 80, 3 has 85.
    people = [judged(1, 90, 90, 90), judged(2, 80, 80, 80), judged(3, 85, 85, 64), judged(4, 60, 60, 60)]
    found = scenarios(people, JUDGED, SelectionRule(2, 1))
    assert [each.title for each in found] == ["심사위원 1 제외", "심사위원 2 제외", "심사위원 3 제외"]
    assert [len(each.flips) for each in found] == [0, 0, 2]
    assert [(each.candidate.id, each.old_rank, each.new_rank, each.old_result, each.new_result) for each in found[2].flips] == [
        (2, 2, 3, "선발", "예비"), (3, 3, 2, "예비", "선발"),
    ]  # fmt: skip


def test_five_points_of_a_weight_flip_whom_they_flip():
    rule = ScoringRule((Criterion(1, "서류", D(50)), Criterion(2, "면접", D(50))))
    one = Candidate(1, "하나", {(1, None): D(90), (2, None): D(81)})
    two = Candidate(2, "둘", {(1, None): D(80), (2, None): D(90)})
    # 85.5 and 85.0; with 서류 at 45 %: 85.05 and 85.5.
    found = {each.title: each.flips for each in scenarios([one, two], rule, SelectionRule(1))}
    assert {title: len(flips) for title, flips in found.items()} == {
        "서류 45 %": 2, "서류 55 %": 0, "면접 45 %": 0, "면접 55 %": 2,
    }  # fmt: skip
    assert [(each.candidate.id, each.old_rank, each.new_rank) for each in found["서류 45 %"]] == [
        (1, 1, 2),
        (2, 2, 1),
    ]


def test_where_nothing_decides_nobody_is_named():
    people = [judged(1, 90, 90, 90), judged(2, 50, 50, 50)]
    assert all(not each.flips for each in scenarios(people, JUDGED, SelectionRule(1)))


def test_a_single_judge_and_a_single_criterion_leave_nothing_to_try():
    alone = ScoringRule((Criterion(1, "면접", D(100), judged=True),), judges=(11,))
    assert scenarios([judged(1, 90, 90, 90)], alone, SelectionRule(1)) == ()


CELLS = ((1, 11), (1, 12), (1, 13), (2, None))
SCORE = st.one_of(st.integers(60, 66), st.sampled_from([None, Missing.ABSENT]))


@given(st.lists(st.tuples(SCORE, SCORE, SCORE, SCORE), min_size=2, max_size=8), st.integers(0, 4))
def test_every_scenario_names_just_those_whose_result_differs(rows, seats):
    criteria = (Criterion(1, "면접", D(70), judged=True), Criterion(2, "서류", D(30)))
    rule = ScoringRule(criteria, judges=(11, 12, 13))
    people = [
        Candidate(
            number, str(number),
            {key: D(each) if isinstance(each, int) else each for key, each in zip(CELLS, row, strict=True)},
        )
        for number, row in enumerate(rows)
    ]  # fmt: skip
    how = SelectionRule(seats, 1, Ties.ALL_IN)
    base = {each.scored.candidate.id: each for each in select(people, rule, how).lines}
    for judge, found in zip(rule.judges, scenarios(people, rule, how), strict=False):
        after = {
            each.scored.candidate.id: each for each in select(people, rule.without_judge(judge), how).lines
        }
        expected = {number for number, line in base.items() if line.result is not after[number].result}
        assert {each.candidate.id for each in found.flips} == expected
        for flip in found.flips:
            assert (flip.old_rank, flip.new_rank) == (
                base[flip.candidate.id].rank,
                after[flip.candidate.id].rank,
            )
