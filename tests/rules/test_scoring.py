"""Totals from scores: exact, rounded once, judges trimmed, blanks and absentees kept apart."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.rules.scoring import (
    Candidate,
    Criterion,
    Missing,
    ScoringRule,
    Trim,
    check_rule,
    check_score,
    scored,
    summary,
)

D = Decimal
PAPER, TALK, TASK = (
    Criterion(1, "서류", D(30)),
    Criterion(2, "면접", D(50)),
    Criterion(3, "과제", D(20)),
)
THREE = ScoringRule((PAPER, TALK, TASK))


def total(scores, rule):
    return scored([Candidate(1, "김민수", scores)], rule)[0]


def three(*scores):
    return {(place, None): score for place, score in enumerate(scores, start=1)}


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((D("81.5"), D(84), D(90)), "84.45"),
        ((D(0), D(0), D(0)), "0.00"),
        ((D(100), D(100), D(100)), "100.00"),
    ],
)
def test_the_total_is_the_weighted_sum(scores, expected):
    assert str(total(three(*scores), THREE).total) == expected


def test_two_people_tie_as_published():
    found = {
        str(total(three(*map(D, each.split())), THREE).total) for each in ("82.1 83.4 91.2", "83.1 84.0 88.2")
    }
    assert found == {"84.57"}


@pytest.mark.parametrize(("score", "shown"), [("2.675", "2.68"), ("2.674", "2.67"), ("2.665", "2.67")])
def test_halves_are_shown_up(score, shown):
    assert str(total({(1, None): D(score)}, ScoringRule((Criterion(1, "점수", D(100)),))).total) == shown


def test_of_five_judges_the_highest_and_the_lowest_are_dropped():
    judged = (Criterion(1, "면접", D(100), judged=True),)
    scores = {(1, judge): D(score) for judge, score in enumerate((80, 85, 90, 70, 95))}
    for trim, shown in ((Trim.PER_CRITERION, "85.00"), (Trim.PER_JUDGE, "85.00"), (Trim.NONE, "84.00")):
        assert str(total(scores, ScoringRule(judged, tuple(range(5)), trim)).total) == shown
    four = ScoringRule(judged, tuple(range(4)), Trim.PER_CRITERION)
    assert str(total(scores, four).total) == "81.25"


def test_dropping_by_a_judges_total_and_by_criterion_differ():
    criteria = tuple(Criterion(number, f"항목 {number}", D(50), judged=True) for number in (1, 2))
    scores = {
        (criterion, judge): D(score)
        for criterion, row in ((1, (90, 60, 80, 80, 80)), (2, (60, 90, 80, 80, 50)))
        for judge, score in enumerate(row)
    }
    judges = tuple(range(5))
    # 항목 1: 80, 80, 80 stay; 항목 2: 60, 80, 80. Totals 75, 75, 80, 80, 65: judges 4 and 3 go.
    by_criterion = total(scores, ScoringRule(criteria, judges, Trim.PER_CRITERION)).total
    by_judge = total(scores, ScoringRule(criteria, judges, Trim.PER_JUDGE)).total
    assert (str(by_criterion), str(by_judge)) == ("76.67", "76.67")
    scores[1, 0] = D(100)
    assert str(total(scores, ScoringRule(criteria, judges, Trim.PER_CRITERION)).total) == "76.67"
    assert str(total(scores, ScoringRule(criteria, judges, Trim.PER_JUDGE)).total) == "78.33"


def test_scales_differ():
    rule = ScoringRule((Criterion(1, "포트폴리오", D(60), D(5)), Criterion(2, "면접", D(40))))
    assert str(total({(1, None): D(4), (2, None): D(90)}, rule).total) == "84.00"


def test_a_judge_kept_out_is_not_waited_for():
    rule = ScoringRule((Criterion(1, "발표", D(100), judged=True),), judges=(1, 2, 3))
    found = total({(1, 1): D(80), (1, 2): D(90), (1, 3): Missing.RECUSED}, rule)
    assert str(found.total) == "85.00"
    nobody = total({(1, judge): Missing.RECUSED for judge in (1, 2, 3)}, rule)
    assert nobody.total is None
    assert nobody.blanks


def test_a_blank_is_not_a_zero_and_an_absentee_is_neither():
    blank = total(three(D(80), None, D(90)), THREE)
    assert (blank.total, blank.blanks, blank.absent) == (None, ((2, None),), False)
    absent = total(three(D(80), Missing.ABSENT, None), THREE)
    assert (absent.total, absent.blanks, absent.absent) == (None, (), True)


def test_absentees_are_in_no_mean_and_no_deviation():
    one = ScoringRule((Criterion(1, "점수", D(100)),))
    people = [
        Candidate(n, str(n), {(1, None): each}) for n, each in enumerate((D(70), D(90), Missing.ABSENT, None))
    ]
    found = summary(scored(people, one))
    assert (found.count, str(found.mean), str(found.deviation)) == (2, "80.00", "10.00")
    assert summary([]).mean is None


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (ScoringRule(()), "평가 항목이 없습니다"),
        (ScoringRule((PAPER, TALK)), "합이 80 %입니다"),
        (ScoringRule((Criterion(1, "서류", D(120)), Criterion(2, "면접", D(-20)))), "0보다 작습니다"),
        (ScoringRule((Criterion(1, "서류", D(100), D(0)),)), "만점이 최저점보다"),
        (ScoringRule((Criterion(1, "면접", D(100), judged=True),)), "심사위원이 없습니다"),
    ],
)
def test_a_rule_that_makes_no_total_is_refused(rule, said):
    with pytest.raises(UserError, match=said):
        check_rule(rule)


@pytest.mark.parametrize("score", ["100.5", "-1", "NaN", "Infinity"])
def test_a_score_outside_its_scale_names_the_person(score):
    with pytest.raises(UserError, match=r"^김민수: 서류 점수 .* 0~100 밖입니다"):
        check_score(PAPER, D(score), "김민수")
    with pytest.raises(UserError, match=r"^김민수: 서류"):
        total(three(D(score), D(1), D(1)), THREE)


SCORES = st.decimals(0, 100, places=2)


@given(st.lists(st.tuples(SCORES, SCORES, SCORES), min_size=1, max_size=6))
def test_the_total_is_the_exact_one_to_half_a_hundredth(rows):
    for row, found in zip(
        rows, scored([Candidate(n, "", three(*row)) for n, row in enumerate(rows)], THREE), strict=True
    ):
        exact = sum(Fraction(score) * weight for score, weight in zip(row, (30, 50, 20), strict=True)) / 100
        assert found.total == found.total.quantize(D("0.01"))
        assert Fraction(-1, 200) < Fraction(found.total) - exact <= Fraction(1, 200)


@given(st.lists(SCORES, min_size=5, max_size=9), st.randoms(use_true_random=False))
def test_trimmed_means_lie_within_and_know_no_order(scores, draw):
    def mean(row):
        judges = tuple(range(len(row)))
        rule = ScoringRule((Criterion(1, "면접", D(100), judged=True),), judges, Trim.PER_CRITERION)
        return total({(1, judge): score for judge, score in enumerate(row)}, rule).total

    mixed = scores[:]
    draw.shuffle(mixed)
    assert mean(scores) == mean(mixed)
    assert sorted(scores)[1] - D("0.005") <= mean(scores) <= sorted(scores)[-2] + D("0.005")
