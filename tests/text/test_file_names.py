"""Names of files to propose: what a disk would refuse is not in them, and no title is too long for one."""

import pytest

from desktop.text.file_names import fit


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("2차 정기회의", "2차 정기회의"),
        ('현장/계획: "둘"', "현장 계획 둘"),
        ("../첫 줄\n둘째 줄", ".. 첫 줄 둘째 줄"),
        ("?*", ""),
        ("가" * 50, "가" * 50),
        ("가" * 51, "가" * 49 + "…"),
    ],
)
def test_words_become_a_name_that_any_disk_takes(words, name):
    assert fit(words) == name
