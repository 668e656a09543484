import pytest

from tests.selecting import begin


@pytest.fixture
def selecting(store):
    return begin(store)
