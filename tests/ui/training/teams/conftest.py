"""A cohort in work with twelve people in its last stage."""

import pytest

from tests.services.training.teams.conftest import fill


@pytest.fixture
def cohort(desk, saved):
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    return cohort_id


@pytest.fixture
def people(desk, cohort):
    """Their enrolments."""
    return fill(desk.store, cohort, 12, 7)
