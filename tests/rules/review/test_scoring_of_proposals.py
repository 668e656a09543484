"""The scoring sheet of a proposal, by the scoring that selections use: weights, several judges, a blank that is never 0."""

from decimal import Decimal

import pytest

from desktop.rules.scoring import Candidate, Criterion, ScoringRule, Trim, scored

D = Decimal
CRITERIA = tuple(
    Criterion(place, title, D(weight), judged=True)
    for place, (title, weight) in enumerate(
        (("창의성", 30), ("실시가능성", 30), ("효율성", 20), ("계속성", 20)), start=1
    )
)
SHEETS = ((80, 70, 90, 60), (90, 80, 70, 70), (60, 60, 60, 60), (100, 90, 80, 90), (70, 80, 80, 90))


def sheet(judges, trim=Trim.PER_JUDGE, without=()):
    scores = {
        (place, judge): D(score)
        for judge, row in enumerate(SHEETS[:judges])
        for place, score in enumerate(row, start=1)
        if (place, judge) not in without
    }
    rule = ScoringRule(CRITERIA, tuple(range(judges)), trim, digits=1)
    return scored([Candidate(1, "걷기 좋은 거리", scores)], rule)[0]


@pytest.mark.parametrize(
    ("judge", "total"), [(0, "75.0"), (1, "79.0"), (2, "60.0"), (3, "91.0"), (4, "79.0")]
)
def test_each_judges_weighted_total(judge, total):
    rule = ScoringRule(CRITERIA, (judge,), digits=1)
    scores = {(place, judge): D(score) for place, score in enumerate(SHEETS[judge], start=1)}
    assert str(scored([Candidate(1, "제안", scores)], rule)[0].total) == total


def test_the_highest_and_the_lowest_of_five_are_dropped():
    assert str(sheet(5).total) == "77.7"


@pytest.mark.feature("JB-13")
def test_of_four_judges_nobody_is_dropped():
    assert sheet(4).total == sheet(4, Trim.NONE).total == D("76.3")


def test_a_blank_keeps_the_sheet_open_and_is_named():
    open_ = sheet(5, without={(2, 3)})
    assert (open_.total, open_.blanks) == (None, ((2, 3),))
