"""Runs of numbers that follow each other."""

import pytest

from desktop.rules.runs import runs


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([], []),
        ([4], [range(4, 5)]),
        ([7, 1, 2, 3], [range(1, 4), range(7, 8)]),
        ([2, 1, 2], [range(1, 3)]),
        ([1, 3, 5], [range(1, 2), range(3, 4), range(5, 6)]),
    ],
)
def test_numbers_that_follow_each_other_are_one_run(numbers, found):
    assert list(runs(numbers)) == found
