"""A desk struck down (kill -9) at any moment: all of its work is there, or nothing of it.

The work at its full size, at random times and before system calls that write, evenly spread over the work; IEUM_KILLS
sets how many times (200 before a release). Small work is struck at every single point in test_every_point.py.
"""

import hashlib
import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults import another_desk, looking, work

KILLS = int(os.environ.get("IEUM_KILLS", "12"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


def tries(kills, original, tmp_path, done):
    """The folder of each try, after a desk doing ``done`` in it was struck down; in the first it was left to end.

    Of folders that are the same to the last byte one is enough: what becomes of it becomes of all.
    """
    whole = another_desk.time_of(done, another_desk.copied(original, tmp_path / "whole"))
    yield tmp_path / "whole"
    points = another_desk.points(done, another_desk.copied(original, tmp_path / "traced"))
    at_calls = another_desk.spread(points, -(-kills // 4))
    seen = set()
    with ThreadPoolExecutor(another_desk.SIDE_BY_SIDE) as threads:
        struck = [
            threads.submit(_strike_in_time, done, whole, seed, original, tmp_path) for seed in range(kills)
        ]
        struck += [threads.submit(_strike_at, done, point, original, tmp_path) for point in at_calls]
        for each in struck:
            folder = each.result()
            state = _bytes_of(folder)
            if state in seen:
                shutil.rmtree(folder)
            else:
                seen.add(state)
                yield folder
    halfway = another_desk.copied(original, tmp_path / "halfway")
    assert another_desk.broken(points[len(points) // 2].kill(), done, halfway).killed
    yield halfway
    _check_what_is_left(tmp_path, halfway, done)


def _strike_in_time(done, whole, seed, original, tmp_path):
    folder = another_desk.copied(original, tmp_path / f"time {seed}")
    another_desk.killed_after(random.Random(seed).uniform(0, 1.1) * whole, done, folder)
    return folder


def _strike_at(done, point, original, tmp_path):
    folder = another_desk.copied(original, tmp_path / f"call {point.call} {point.nth}")
    assert another_desk.broken(point.kill(), done, folder).killed, point
    return folder


def _bytes_of(folder):
    """What tells one outcome from another: every file, by its path and its contents."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return tuple((path.relative_to(folder), hashlib.sha256(path.read_bytes()).digest()) for path in files)


def _check_what_is_left(tmp_path, halfway, done):
    """Nothing, once the data file was opened again; and the work can be done again."""
    shown = looking.names(tmp_path / "whole")
    for folder in tmp_path.iterdir():
        assert looking.drafts(folder) == []
        assert looking.names(folder) <= shown
    assert another_desk.run(done, halfway) == another_desk.Ended(0, "")
    assert looking.names(halfway) == shown


@pytest.mark.feature("DA-04")
def test_an_import_is_wholly_there_or_not_at_all(empty, tmp_path):
    tables = ("person", "trainee", "enrolment", "operation", "change")
    seen = set()
    for folder in tries(KILLS, empty, tmp_path, work.import_trainees):
        assert looking.problems(folder) == []
        seen.add(looking.counts(folder, *tables))
        assert looking.names(folder) == {work.DATA}
    nothing, everything = sorted(seen)
    assert nothing == (0,) * len(tables)
    assert everything[:3] == (work.TRAINEES,) * 3


def test_a_saved_record_is_wholly_there_or_not_at_all(filled, tmp_path):
    seen = set()
    for folder in tries(KILLS, filled, tmp_path, work.save_cohort):
        assert looking.problems(folder) == []
        seen.add(looking.counts(folder, "cohort", "stage", "operation"))
    nothing, everything = sorted(seen)
    assert nothing == looking.counts(filled, "cohort", "stage", "operation")
    assert everything[2] == nothing[2] + 1


@pytest.mark.parametrize(
    ("done", "name", "size"),
    [
        (work.export_trainees, work.LIST, looking.rows_of_list),
        (work.export_pdf, work.PDF, looking.pages_of_list),
    ],
)
def test_an_exported_file_is_the_old_one_or_the_new_one(filled, tmp_path, done, name, size):
    seen, before = set(), looking.counts(filled, "operation")
    for folder in tries(KILLS, filled, tmp_path, done):
        assert looking.problems(folder) == []
        is_old = (folder / name).read_bytes() == work.OLDER
        seen.add("old" if is_old else size(folder / name))
        on_record = looking.counts(folder, "operation") > before
        assert on_record or is_old, "a list left the office without a line in the history"
    new = size(tmp_path / "whole" / name)
    assert new > 10
    assert seen == {"old", new}


def test_a_backup_is_the_old_one_or_the_new_one(filled, tmp_path):
    seen = set()
    for folder in tries(KILLS, filled, tmp_path, work.back_up):
        assert looking.problems(folder) == []
        assert looking.problems(folder, work.BACKUP) == []
        seen.add(looking.counts(folder, "trainee", data=work.BACKUP))
    assert seen == {(0,), (work.TRAINEES,)}


def test_the_data_file_is_the_one_before_restoring_or_the_one_restored(filled, tmp_path):
    seen = set()
    for folder in tries(KILLS, filled, tmp_path, work.restore):
        assert looking.problems(folder) == []
        seen.add(looking.counts(folder, "trainee"))
    assert seen == {(0,), (work.TRAINEES,)}


def test_a_new_file_appears_complete_or_not_at_all(empty, tmp_path):
    for folder in tries(-(-KILLS // 4), empty, tmp_path, work.create_filled):
        assert looking.problems(folder) == []
        if (folder / work.SAMPLE).exists():
            assert looking.problems(folder, work.SAMPLE) == []
            assert looking.counts(folder, "person", data=work.SAMPLE) == (work.TRAINEES,)
