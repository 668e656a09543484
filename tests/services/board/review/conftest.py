"""A proposal under review."""

import pytest


@pytest.fixture
def proposal(year, at):
    """Received on 14 September 2022."""
    made = year.proposal("걷기 좋은 거리")
    year.move(made, "제출", "검토")
    return made
