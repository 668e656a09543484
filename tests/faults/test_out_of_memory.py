"""Memory runs out in the middle of the work: nothing half done stays, and the same desk can do it afterwards."""

import os
import resource
from pathlib import Path

import pytest

from desktop.errors import UserError
from tests.faults import another_desk, looking, work

STEPS_MB = (1, 2, 4, 8, 12, 16, 24, 32, 48, 64)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


def with_little_memory(more_megabytes, done, folder):
    """Do the work with so little memory more than is in use; if it does not suffice, once more with plenty."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + more_megabytes * 2**20
    unlimited = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit, unlimited[1]))
    try:
        done(folder)
    except (MemoryError, UserError):
        resource.setrlimit(resource.RLIMIT_AS, unlimited)
        assert looking.problems(folder) == []
        done(folder)


@pytest.mark.parametrize(
    "done",
    [work.import_trainees, work.export_trainees, work.export_pdf, work.issue],
    ids=lambda done: done.__name__,
)
def test_the_work_is_wholly_done_or_can_be_done_again(request, tmp_path, done):
    original = request.getfixturevalue("empty" if done is work.import_trainees else "filled")
    folder = another_desk.copied(original, tmp_path / "원본")
    if done is work.issue:
        folder = another_desk.copied(request.getfixturevalue("empty"), tmp_path / "수료자")
        work.prepare_few(folder)
    whole = another_desk.copied(folder, tmp_path / "whole")
    assert another_desk.run(done, whole) == another_desk.Ended(0, "")
    after = looking.state(whole)
    for megabytes in STEPS_MB:
        tried = another_desk.copied(folder, tmp_path / f"{megabytes}")
        ended = another_desk.run(with_little_memory, megabytes, done, tried)
        assert ended == another_desk.Ended(0, ""), (megabytes, ended)
        assert looking.problems(tried) == []
        assert looking.drafts(tried) == []
        assert looking.state(tried) == after, megabytes
