"""A resident number split over two columns comes in as a birth date at most: its second half is named and never read."""

import datetime as dt
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from desktop.errors import UserError
from desktop.model.tables import METADATA
from desktop.services import importing
from desktop.services.datafile.store import Store
from desktop.services.intake import split_numbers
from tests.services import intake

MANY = ["김하늘", "이바다", "박가람"]
BORN = ["980301", "991105", "020714"]
HALVES = ["1234568", "2345679", "3456780"]


def plan_of(store, folder, *rows):
    file = intake.workbook(folder, intake.sheet("명단", *rows))
    return importing.prepare(store, "trainees", file, cohort="2022")


def everything(store):
    with store.read() as session:
        return "\n".join(
            str(row) for table in METADATA.sorted_tables for row in session.execute(select(table))
        )


@pytest.mark.both_databases
@pytest.mark.parametrize("heading", ["뒷자리", "비고", "학교", "뒤 7자리", "모르는 열", ""])
@pytest.mark.parametrize("as_numbers", [False, True])
def test_a_column_that_completes_birth_dates_is_refused_by_name(store, tmp_path, heading, as_numbers):
    written = [int(half) for half in HALVES] if as_numbers else HALVES
    plan = plan_of(store, tmp_path, ("성명", "생년월일", heading), *zip(MANY, BORN, written, strict=True))
    name = heading or "C열"
    assert (plan.added, plan.rejected) == (3, 0)
    assert plan.ignored_columns == (name,)
    assert (
        f"'{name}' 열은 읽지 않습니다. 생년월일과 이으면 주민등록번호가 되는 일곱 자리입니다." in plan.notes
    )
    importing.run(store, plan)
    there = everything(store)
    assert not [half for half in HALVES if half in there or half in str(plan.as_json())]


@pytest.mark.parametrize("half", ["1******", "-1234568", "１２３４５６８", " 1234568 ", 1234568.0])
def test_however_the_half_is_written(store, tmp_path, half):
    plan = plan_of(store, tmp_path, ("성명", "생년월일", "비고"), ("김하늘", dt.date(1998, 3, 1), half))
    assert plan.ignored_columns == ("비고",)
    assert plan.parsed.column("note") == [None]


def test_six_digits_in_the_column_beside_are_completed_too(store, tmp_path):
    rows = zip(["㈜가람", "㈜나람", "㈜다람"], BORN, HALVES, strict=True)
    file = intake.workbook(tmp_path, intake.sheet("명단", ("기업명", "대표 앞 6자리", "비고"), *rows))
    found = importing.look(store, "companies", file).mapping[2]
    assert (found.key, found.found) == (None, "resident")


def test_one_such_cell_among_others_is_dropped_and_told(store, tmp_path):
    rows = zip(MANY, BORN, ["1234568", "재신청", "야간반 희망"], strict=True)
    plan = plan_of(store, tmp_path, ("성명", "생년월일", "비고"), *rows)
    assert plan.parsed.column("note") == [None, "재신청", "야간반 희망"]
    told = "'비고' 열에 생년월일과 이으면 주민등록번호가 되는 일곱 자리가 있어 버렸습니다: 2행"
    assert told in plan.notes


def test_the_rejected_rows_hold_none(store, tmp_path):
    rows = zip(MANY, ["1998-13-01", *BORN[1:]], ["1234568", "재신청", "야간반"], strict=True)
    plan = plan_of(store, tmp_path, ("성명", "생년월일", "비고"), *rows)
    assert plan.rejected == 1
    written = importing.write_rejects(plan, tmp_path / "오류.xlsx")
    assert "1234568" not in str(importing.read_file(written).sheets[0].rows)


def test_where_nothing_else_tells_the_birth_the_missing_column_is_named(store, tmp_path):
    with pytest.raises(UserError, match="주민등록번호 열은 쓰지 않으니"):
        plan_of(store, tmp_path, ("이름표", "생년월일", "뒷자리"), ("가", BORN[0], HALVES[0]))


@pytest.mark.parametrize(
    ("kind", "heading", "values"),
    [
        ("members", "직원번호", ["2018123", "2019044", "1999007"]),
        ("trainees", "학번", ["2018123", "2019044", "3020010"]),
        ("trainees", "비고", ["5551234호", "01012345", "9876543"]),
        ("trainees", "비고", ["3234568", "4345679", "1456780"]),  # of another century than the birth dates
    ],
)
def test_seven_digits_of_another_kind_stay(store, tmp_path, kind, heading, values):
    rows = zip(MANY, BORN, values, strict=True)
    workbook = intake.workbook(tmp_path, intake.sheet("명단", ("성명", "생년월일", heading), *rows))
    sighting = importing.look(store, kind, workbook)
    assert sighting.halves == frozenset()
    assert [column.found for column in sighting.mapping][2] != split_numbers.RESIDENT


def real_half(born: dt.date, rest: int) -> str:
    """A half whose check digit is a person's (주민등록법 시행규칙, until October 2020)."""
    half = f"{1 if born.year < 2000 else 3}{rest:05}"
    digits = [int(sign) for sign in f"{born:%y%m%d}{half}"]
    told = sum(
        digit * weight for digit, weight in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)
    )
    return f"{half}{(11 - told % 11) % 10}"


def test_a_heading_that_says_otherwise_is_not_believed_against_check_digits(store, tmp_path):
    births = [dt.date(1998, 3, 1), dt.date(1999, 11, 5), dt.date(2002, 7, 14)]
    halves = [real_half(born, 12345 + place) for place, born in enumerate(births)]
    rows = zip(MANY, births, halves, strict=True)
    plan = plan_of(store, tmp_path, ("성명", "생년월일", "수험번호"), *rows)
    assert plan.ignored_columns == ("수험번호",)


@settings(max_examples=40)
@given(
    births=st.lists(st.dates(dt.date(1960, 1, 1), dt.date(2006, 12, 31)), min_size=1, max_size=6),
    rest=st.integers(0, 999999),
    day=st.sampled_from(["{0:%Y-%m-%d}", "{0:%y%m%d}", "{0:%Y%m%d}", "{0.year}. {0.month}. {0.day}."]),
    place=st.sampled_from([0, 1, 2]),
)
def test_wherever_the_column_stands(births, rest, day, place, tmp_path_factory, practice_store):
    rows = []
    for number, born in enumerate(births):
        half = f"{1 if born.year < 2000 else 4}{rest:06}"
        row = [intake.name_of(number), day.format(born)]
        row.insert(place, half)
        rows.append(row)
    head = ["성명", "생년월일"]
    head.insert(place, "기타")
    file = intake.workbook(tmp_path_factory.getbasetemp(), intake.sheet("명단", head, *rows))
    plan = importing.prepare(practice_store, "trainees", file, cohort="2022")
    assert plan.ignored_columns == ("기타",)


@pytest.fixture(scope="module")
def practice_store(new_file, tmp_path_factory):
    path = shutil.copy(new_file, tmp_path_factory.mktemp("자료") / "자료.db")
    with Store.open(
        path, user="김주무관", clock=lambda: dt.datetime(2022, 9, 16, 1, tzinfo=dt.UTC)
    ) as opened:
        yield opened


def test_no_operation_is_named_after_one(store, tmp_path):
    plan = plan_of(store, tmp_path, ("성명", "생년월일", "비고"), (MANY[0], BORN[0], HALVES[0]))
    importing.run(store, plan)
    with store.read() as session:
        assert HALVES[0] not in str(session.execute(text("SELECT name, reason FROM operation")).all())
