"""Whose list a file is, told by its own words."""

from pathlib import Path

import pytest

from desktop.documents.reading.cells import Sheet
from desktop.documents.reading.tables import Table
from desktop.services.training.import_target import propose


def proposed(name, *titles, cohorts=(), in_work=""):
    rows = [[title, None] for title in titles] + [["성명", "생년월일"]]
    sheet = Sheet("Sheet1", rows)
    table = Table((len(rows),), (0, 1), ("성명", "생년월일"), [])
    return propose(Path(name), sheet, table, cohorts, in_work, 2026)


@pytest.mark.parametrize(
    ("name", "titles", "cohort", "status"),
    [
        ("명단.xlsx", (), "2026년", None),
        ("2022 신청자.xlsx", (), "2022년", None),
        ("명단.xlsx", ("2022년 서초 AI칼리지 수료자 명단",), "서초 AI칼리지 2022", "수료"),
        ("미수료자.xlsx", (), "2026년", None),
        ("수료 예정자.xlsx", (), "2026년", None),
        ("2021~2022 명단.xlsx", ("2021년과 2022년",), "2026년", None),
        (
            "명단.xlsx",
            ("2023년 동대문 소프트웨어 학교 기초과정 신청자 명단 (2023. 3. 2. 현재)",),
            "동대문 소프트웨어 학교 2023",
            None,
        ),
        ("서초 AI칼리지 2026 지원서(응답).xlsx", (), "서초 AI칼리지 2026", None),
        ("지원서(응답).xlsx", ("설문지 응답 시트1",), "2026년", None),
        ("2022 신청서 접수.xlsx", (), "2022년", None),
        ("2023 누리 코딩 교실 교육생 명부.xlsx", (), "누리 코딩 교실 2023", None),
    ],
)
def test_the_first_roster_of_an_office(name, titles, cohort, status):
    found = proposed(name, *titles)
    assert (found.cohort, found.status, found.doubt) == (cohort, status, "")


@pytest.mark.feature("DA-01")
def test_the_cohort_in_work_comes_first_and_another_year_in_the_file_is_told():
    known = ("서초 AI칼리지 2022", "서초 AI칼리지 2021")
    assert proposed("명단.xlsx", cohorts=known, in_work=known[1]).cohort == known[1]
    other = proposed("2022 명단.xlsx", cohorts=known, in_work=known[1])
    assert other.cohort == known[1]
    assert "2022년이라고 적혀" in other.doubt
    assert proposed("2022 명단.xlsx", cohorts=known).cohort == known[0]
    assert proposed("명단.xlsx", cohorts=known).cohort == ""  # only a person can tell
