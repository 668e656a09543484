"""Where the plan says a row goes is where it is written, whatever the sheet calls its cohorts."""

import shutil
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desktop.errors import UserError
from desktop.services import importing
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.records import records
from tests.services import intake

HEAD = ("성명", "생년월일", "기수", "단계")
PEOPLE = ("김가람", "박나람", "최다람", "이라람", "정마람", "강바람")
COHORTS = (
    "", "2022", "2022년", "2023", "2023년", "야간반 2023", "교육과정 2022", "교육과정 2023", "주말반", "특강 2022",
)  # fmt: skip
ROWS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(COHORTS), st.sampled_from(("", "심화", "1단계"))),
    max_size=9,
)


def standing(store):
    with store.read() as session:
        sql = (
            "SELECT cohort.name, stage.name, count(*) FROM enrolment JOIN stage ON stage.id = enrolment.stage_id"
            " JOIN cohort ON cohort.id = stage.cohort_id GROUP BY cohort.name, stage.name"
        )
        return Counter({(cohort, stage): count for cohort, stage, count in session.execute(text(sql))})


def planned(plan):
    return Counter((entry.place.cohort, entry.place.stage) for entry in plan.resolution.writes.enrolling)


def sheet_of(rows):
    return intake.sheet("명단", HEAD, *((name, "1998-03-01", cohort, stage) for name, cohort, stage in rows))


def prepare(store, folder, rows, **options):
    return importing.prepare(store, "trainees", intake.workbook(folder, sheet_of(rows)), **options)


@pytest.mark.both_databases
def test_a_year_after_a_new_cohort_of_that_year_is_not_taken_for_it(store, tmp_path):
    rows = [
        ("김가람", "야간반 2023", ""),
        ("박나람", "2023", ""),
        ("최다람", "2023년", ""),
        ("김가람", "2023", ""),
    ]
    plan = prepare(store, tmp_path, rows)
    assert len(plan.created) == 2
    assert planned(plan) == {("야간반 2023", "기초과정"): 1, ("교육과정 2023", "기초과정"): 3}
    importing.run(store, plan)
    assert standing(store) == planned(plan)
    again = prepare(store, tmp_path, rows)
    assert (again.added, again.updated, again.duplicates, again.rejected) == (0, 0, 4, 0)


def test_a_year_beside_the_full_name_of_that_years_cohort_means_it_whichever_row_comes_first(store, tmp_path):
    importing.run(store, prepare(store, tmp_path, [("김가람", "야간반 2023", "")]))
    rows = [("박나람", "2023", "심화"), ("김가람", "교육과정 2023", "")]
    for sheet in (rows, rows[::-1]):
        assert planned(prepare(store, tmp_path, sheet)) == {
            ("교육과정 2023", "심화과정"): 1,
            ("교육과정 2023", "기초과정"): 1,
        }
    importing.run(store, prepare(store, tmp_path, rows))
    again = prepare(store, tmp_path, rows)
    assert (again.added, again.updated, again.duplicates) == (0, 0, 2)


@settings(max_examples=15)
@given(first=ROWS, second=ROWS, wanted=st.sampled_from((None, "2022", "2023", "야간반 2023")))
def test_what_the_plan_resolves_is_what_is_written(tmp_path_factory, blank_file, first, second, wanted):
    folder = tmp_path_factory.mktemp("자리")
    data = folder / "이음.db"
    shutil.copy(blank_file, data)
    with Store.open(data) as store:
        for rows in (first, second):
            if not rows:
                continue
            before = standing(store)
            try:
                plan = prepare(store, folder, rows, cohort=wanted)
            except UserError as error:
                assert "여럿입니다" in error.message  # noqa: PT017 - one of the ways a sheet may end
                continue
            assert plan.total == len(rows)
            if plan.added + plan.updated:
                importing.run(store, plan)
            assert standing(store) - before == planned(plan)
            assert {name for name, _stage in standing(store)} >= {place.cohort for place in _places(plan)}
            again = prepare(store, folder, rows, cohort=wanted)
            assert (again.added, again.updated, again.rejected) == (0, 0, plan.rejected)


def _places(plan):
    return [entry.place for entry in plan.resolution.writes.enrolling]


@pytest.fixture(scope="module")
def blank_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("빈 파일") / "이음.db"
    Store.create(path).close()
    return path


def test_a_cohort_whose_year_was_changed_is_still_the_one_of_its_name(store, tmp_path):
    importing.run(store, prepare(store, tmp_path, [("김가람", "2022", "")]))
    with store.read() as session:
        cohort_id = session.scalar(text("SELECT id FROM cohort"))
    records.save(store, "cohorts", {"year": 2023}, record_id=cohort_id)
    plan = prepare(store, tmp_path, [("박나람", "", "")], cohort="2022")
    assert plan.created == ()
    importing.run(store, plan)
    assert standing(store) == {("교육과정 2022", "기초과정"): 2}


def test_a_term_of_the_board_whose_year_was_changed_is_still_the_one_of_its_name(store, tmp_path):
    def plan_of(name):
        people = intake.sheet("명단", ("성명", "부서"), (name, "감사과"))
        return importing.prepare(store, "members", intake.workbook(tmp_path, people), cohort="2022")

    importing.run(store, plan_of("김가람"))
    with store.read() as session:
        board_id = session.scalar(text("SELECT id FROM board"))
    records.save(store, "boards", {"year": 2023}, record_id=board_id)
    plan = plan_of("박나람")
    assert plan.created == ()
    importing.run(store, plan)
    assert len(intake.listed(store, "members")) == 2


def test_a_cohort_renamed_between_the_look_and_the_writing_is_told(store, tmp_path):
    importing.run(store, prepare(store, tmp_path, [("김가람", "2022", "")]))
    plan = prepare(store, tmp_path, [("박나람", "2022", "")])
    with store.read() as session:
        cohort_id = session.scalar(text("SELECT id FROM cohort"))
    records.save(store, "cohorts", {"name": "야간반 2022"}, record_id=cohort_id)
    with pytest.raises(UserError, match="자료가 바뀌었습니다"):
        importing.run(store, plan)
    history.undo(store)
    importing.run(store, plan)
