"""A list that came into the wrong cohort: the cohort goes out whole, and comes back whole."""

import datetime as dt

import pytest
from sqlalchemy import text

from desktop.errors import UserError
from desktop.services import importing, settings
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile import history
from desktop.services.records import records
from desktop.services.training import cohort_removal
from tests.offices import SEOCHO
from tests.services import intake


def counts(store):
    tables = ("cohort", "stage", "project_team", "enrolment", "trainee", "person")
    with store.read() as session:
        return {table: session.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables}


def bring_in(store, path, cohort, **target):
    plan = importing.prepare(store, "trainees", importing.read_file(path), cohort=cohort, **target)
    return importing.run(store, plan)


@pytest.mark.feature("DA-10")
def test_a_cohort_goes_out_whole_and_comes_back_whole(store, tmp_path):
    bring_in(store, intake.applications(tmp_path / "2021.xlsx", 5), "2021")
    before = counts(store)
    bring_in(store, intake.applications(tmp_path / "2022.xlsx", 12), "2022")  # five of them are in both
    full = counts(store)
    found = cohort_removal.contents(store, 2)
    assert (found.name, found.trainees, found.only_here) == ("교육과정 2022", 12, 7)
    changes = cohort_removal.remove(store, 2)
    assert changes.name == "기수 교육과정 2022 삭제"
    assert counts(store) == before
    history.undo(store)
    assert counts(store) == full


def test_a_member_of_the_board_stays_a_person(store, tmp_path):
    bring_in(store, intake.applications(tmp_path / "2022.xlsx", 3), "2022")
    with store.read() as session:
        name, born = session.execute(text("SELECT name, birth_date FROM person WHERE id = 1")).one()
    records.save(store, "boards", {"name": "2022년", "year": 2022})
    born = dt.date.fromisoformat(str(born))
    records.save(store, "members", {"name": name, "birth_date": born, "department": "감사담당관"})
    cohort_removal.remove(store, 1)
    with store.read() as session:
        assert session.scalars(text("SELECT name FROM person")).all() == [name]


@pytest.mark.feature("DO-06")
def test_a_cohort_with_numbers_given_stays_and_says_why(store, tmp_path):
    path = intake.applications(tmp_path / "2022.xlsx", 3)
    bring_in(store, path, "2022", stage="3단계", status="수료")
    settings.save(store, SEOCHO)
    certificates.issue(store, 1)
    with pytest.raises(UserError, match="수료증 3건이 있어 지울 수 없습니다"):
        cohort_removal.contents(store, 1)
    with pytest.raises(UserError, match="남아야 합니다"):
        cohort_removal.remove(store, 1)


def test_a_cohort_with_openings_says_what_to_do_first(store, tmp_path):
    bring_in(store, intake.applications(tmp_path / "2022.xlsx", 3), "2022")
    records.save(store, "companies", {"name": "가람", "registration_number": "124-81-00998"})
    records.save(store, "openings", {"company_id": 1, "cohort_id": 1, "duty": "개발", "places": 1})
    with pytest.raises(UserError, match="인턴 모집을 먼저 지우거나"):
        cohort_removal.remove(store, 1)
