"""Backups while another desk writes without a pause, and a backup of an older version brought back or struck down."""

import os
import sqlite3

import pytest

from desktop.services.safety import backup
from tests.faults import another_desk, looking, work

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")
SAVES = 60
POINTS = int(os.environ.get("IEUM_POINTS", "15"))


@pytest.mark.feature("DA-12")
def test_every_backup_made_while_another_desk_writes_is_of_one_moment(filled, tmp_path):
    folder = another_desk.copied(filled, tmp_path / "구청 문서")
    writer = another_desk.Desk(work.save_cohorts, folder, "김주무관", SAVES)
    found = []
    with work.open_data(folder) as store:
        writer.go()
        while looking.counts(folder, "operation")[0] < SAVES and len(found) < 10 * SAVES:
            made = backup.back_up(store, tmp_path / f"백업 {len(found)}.ieum")
            found.append(made.path)
    assert writer.wait() == another_desk.Ended(0, "")
    seen = []
    for path in found:
        assert looking.problems(path.parent, path.name) == []
        cohorts, operations = looking.counts(path.parent, "cohort", "operation", data=path.name)
        assert (
            cohorts
            == operations - looking.counts(filled, "operation")[0] + looking.counts(filled, "cohort")[0]
        )
        seen.append(cohorts)
    assert seen == sorted(seen)
    assert len(set(seen)) > 2, "the other desk did not write meanwhile"
    assert looking.problems(folder) == []


@pytest.fixture
def folder(empty, tmp_path):
    """A data file in use, and beside it one of an older version as a backup of long ago."""
    folder = another_desk.copied(empty, tmp_path / "구청 문서")
    work.make_older(folder)
    (folder / work.OLD).replace(folder / work.BACKUP)
    return folder


def names(folder):
    file = sqlite3.connect(folder / work.DATA)
    try:
        return file.execute("SELECT name FROM person").fetchall()
    finally:
        file.close()


@pytest.mark.feature("DA-12")
def test_a_backup_of_an_older_version_is_brought_up_to_date_when_it_is_brought_back(folder):
    before = (folder / work.BACKUP).read_bytes()
    assert another_desk.run(work.restore, folder) == another_desk.Ended(0, "")
    assert names(folder) == [("김민수",)]
    assert looking.problems(folder) == []
    with work.open_data(folder) as store:
        assert [row[0] for row in work.everyone(store).page(0, 9)] == [7]
    assert (folder / work.BACKUP).read_bytes() == before, "the backup itself stays as it was"


@pytest.mark.feature("DA-12")
def test_struck_down_while_an_older_backup_is_brought_back_the_file_is_the_old_one_or_the_new(
    folder, tmp_path
):
    points = another_desk.points(work.restore, another_desk.copied(folder, tmp_path / "traced"))
    seen = set()
    for turn, point in enumerate(another_desk.spread(points, POINTS)):
        there = another_desk.copied(folder, tmp_path / str(turn))
        assert another_desk.broken(point.kill(), work.restore, there).killed, point
        assert looking.problems(there) == []
        assert looking.drafts(there) == []
        seen.add(tuple(names(there)))
    assert seen == {(), (("김민수",),)}
