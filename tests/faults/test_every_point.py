"""Each kind of work, disturbed at every system call by which it changes a file: killed, the disk full, the disk broken.

Small work, so that every point can be walked; of runs of alike points some are. The work at its full size is struck at random times
in test_killed.py.
"""

import itertools
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults import another_desk, looking, work

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")

WORK = (
    work.import_few, work.save_cohort, work.issue, work.export_trainees, work.export_pdf, work.back_up, work.restore,
    work.upgrade, work.create_empty, work.condense, work.restore_register, work.set_passphrase,
    work.change_passphrase, work.take_passphrase_away, work.move_proposal, work.merge_proposals, work.attach_photo,
    work.attach_sealed, work.answer_many,
)  # fmt: skip
DONE_BEFORE = {
    work.move_proposal: work.prepare_board,
    work.merge_proposals: work.prepare_board,
    work.attach_photo: work.prepare_board,
    work.answer_many: work.prepare_reviews,
    work.restore_register: work.issue,
    work.attach_sealed: work.prepare_protected_board,
    work.set_passphrase: work.prepare_photo,
    work.change_passphrase: work.prepare_sealed_photo,
    work.take_passphrase_away: work.prepare_sealed_photo,
}
"""What an office has done before such work."""
IN_ITS_PLACE = (
    work.restore, work.restore_register, work.create_empty, work.set_passphrase, work.change_passphrase,
    work.take_passphrase_away,
)  # fmt: skip
"""Work by which a whole data file takes its place under its name."""
ONCE = (
    work.create_empty, work.issue, work.save_cohort, work.set_passphrase, work.change_passphrase,
    work.take_passphrase_away, work.move_proposal, work.merge_proposals, work.attach_photo, work.attach_sealed,
)  # fmt: skip
"""Work that is refused where it was done before."""
POINTS = int(os.environ.get("IEUM_POINTS", "14"))
"""Of hundreds of alike points so many are tried; before a release all of them are, with IEUM_POINTS=10000."""
SLOW = (
    work.upgrade, work.create_empty, work.set_passphrase, work.change_passphrase, work.take_passphrase_away,
)  # fmt: skip
"""Work that takes a second and more."""
LIKE_ANOTHER = (
    work.move_proposal, work.merge_proposals, work.attach_photo, work.attach_sealed, work.answer_many,
)  # fmt: skip
"""Work whose steps are those of other work here."""
LOGGED_FIRST = (work.export_trainees, work.export_pdf)
"""Work that is on record before its file is there: better a line without its file than a file without its line."""


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of work: the folder it begins in, what is there before and after, and the points on the way."""

    done: object
    original: Path
    before: looking.State
    after: looking.State
    points: list[another_desk.Point]


@pytest.fixture(scope="module")
def few(empty, tmp_path_factory):
    """A data file with little in it, an old backup and lists exported long ago."""
    folder = another_desk.copied(empty, tmp_path_factory.mktemp("작은 자료") / "구청 문서")
    work.prepare_few(folder)
    work.make_older(folder)
    work.back_up(folder)
    work.undo_long_ago(folder)
    work.go_on(folder)
    return folder


@pytest.fixture(scope="module", params=WORK, ids=lambda done: done.__name__)
def course(request, few, tmp_path_factory):
    done, folder = request.param, tmp_path_factory.mktemp("일")
    few = another_desk.copied(few, folder / "first")
    if done in DONE_BEFORE:
        assert another_desk.run(work.at_home, DONE_BEFORE[done], few) == another_desk.Ended(0, "")
    before = looking.state(another_desk.copied(few, folder / "before"))
    points = another_desk.points(work.at_home, done, another_desk.copied(few, folder / "whole"))
    after = looking.state(folder / "whole")
    assert after != before
    again = another_desk.copied(few, folder / "again")
    assert another_desk.run(work.at_home, done, again) == another_desk.Ended(0, "")
    assert looking.state(again) == after, "the same work ends in the same state"
    assert len(points) > 20
    points = another_desk.thinned(points, POINTS)
    if done in (*SLOW, *LIKE_ANOTHER):
        points = another_desk.spread(points, POINTS // 2)
    return Course(done, few, before, after, points)


def walked(course, tmp_path, injections, verdict):
    """Make one try for each point of the course and pass judgement on what it left; how many tries there were.

    A desk that lived to tell, and left everything as it was before or is to become, needs no next start to clear up.
    """
    numbers = itertools.count()

    def one_try(point):
        folder = another_desk.copied(course.original, tmp_path / f"{next(numbers)}")
        ended = another_desk.broken(injections(point), work.at_home, course.done, folder)
        found = None if ended.killed else looking.state(folder)
        if found not in (course.before, course.after):
            start_again(folder, work.DATA)
            found = looking.state(folder)
            if course.done is work.upgrade:
                start_again(folder, work.OLD)
        verdict(point, ended, found, folder)
        shutil.rmtree(folder)
        shutil.rmtree(work.notes_of(folder), ignore_errors=True)

    another_desk.side_by_side(one_try, course.points)
    return next(numbers)


def start_again(folder, data):
    assert another_desk.run(work.at_home, looking.start_again, folder, data) == another_desk.Ended(0, "")


def is_old_or_new(course, found):
    """Each file as it was or as it was to become, and none new that stands on no record."""
    for name in found.keys() | course.before.keys() | course.after.keys():
        choices = (course.before.get(name), course.after.get(name))
        if found.get(name) not in choices and not looking.is_kept(name):
            return False
    lists_changed = any(found.get(name) != course.before.get(name) for name in (work.LIST, work.PDF))
    return not lists_changed or found[work.DATA] == course.after[work.DATA]


def is_one_sentence(said):
    return said.endswith(("주세요.", "그대로입니다.")) and "\n" not in said and "Traceback" not in said


@pytest.mark.feature("DA-12")
def test_struck_down_at_every_point(course, tmp_path):
    def verdict(point, ended, found, folder):
        assert ended.killed, point
        assert is_old_or_new(course, found), point
        assert not point.said or found == course.after, f"what was said to be done is gone: {point}"

    assert walked(course, tmp_path, another_desk.Point.kill, verdict) == len(course.points)


def test_the_disk_full_from_every_point_on(course, tmp_path):
    named, turns = [], itertools.count()

    def verdict(point, ended, found, folder):
        assert is_old_or_new(course, found), point
        if ended.status == 1:
            assert not point.said
            assert "디스크" in ended.said, (point, ended.said)
            assert is_one_sentence(ended.said), ended.said
            # SQLite tells a full disk by what a write says, not by what is said to its other calls.
            named.append(f"'{folder}' 폴더" in ended.said and "MB가 비어 있어야" in ended.said)
        else:
            assert ended == another_desk.Ended(0, ""), point
            assert found == course.after, point
        if next(turns) % 4 == 0:
            refused_again = course.done in ONCE and found == course.after
            once_more = another_desk.run(work.at_home, course.done, folder)
            assert once_more.status == refused_again, "it works once there is room"

    walked(course, tmp_path, another_desk.Point.full_disk, verdict)
    assert sum(named) >= len(course.points) // 4


def test_the_disk_broken_at_every_point(course, tmp_path):
    """Where the disk does not confirm what it was given, nothing is said to be saved."""

    def verdict(point, ended, found, folder):
        assert is_old_or_new(course, found), point
        if ended.status == 1:
            assert is_one_sentence(ended.said), ended.said
            assert not point.said
            assert found == course.before or "rename" in point.done or course.done in LOGGED_FIRST, point
        else:
            assert ended == another_desk.Ended(0, ""), point
            assert found == course.after, point
            is_flush = point.call in another_desk.FLUSHES and is_waited_for(course, point.file)
            assert point.said or not is_flush, f"saved, said the desk: {point}"

    walked(course, tmp_path, another_desk.Point.broken_disk, verdict)


def is_waited_for(course, file):
    """Whether the work is done only once this file is on the disk: a draft, or the log that holds a transaction.

    What is flushed besides is not needed: the names of a folder where SQLite makes its log, the file that is about to
    be replaced, the change to another kind of journal.
    """
    of_data = course.done not in IN_ITS_PLACE
    return file.name.startswith(".ieum-") or (of_data and file.name.endswith("-wal"))
