"""The disk fills up in the middle of the work: one sentence, nothing lost, and it works again once there is room."""

import os

import pytest

from tests.faults import another_desk, looking, work

POINTS = int(os.environ.get("IEUM_FULL", "6"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


def is_one_sentence(said):
    return said.endswith(("주세요.", "그대로입니다.")) and "\n" not in said


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    "done",
    [
        work.import_trainees,
        work.save_cohort,
        work.export_trainees,
        work.export_pdf,
        work.back_up,
        work.restore,
    ],
)
def test_when_the_disk_is_full_from_some_moment_on(request, tmp_path, done):
    original = request.getfixturevalue("empty" if done is work.import_trainees else "filled")
    before = looking.contents(another_desk.copied(original, tmp_path / "before"))
    points = another_desk.points(done, another_desk.copied(original, tmp_path / "traced"))
    refused = []
    for turn, point in enumerate(another_desk.spread(points, POINTS)):
        folder = another_desk.copied(original, tmp_path / f"call {turn}")
        ended = another_desk.broken(point.full_disk(), done, folder)
        assert looking.problems(folder) == []
        if ended.status == 1:
            assert "디스크" in ended.said, point
            assert is_one_sentence(ended.said), ended.said
            # After the new name only a power cut could undo it. A list is on record before it has its name, so that none
            # goes out unrecorded, and the note of the last record is written between the two.
            noted = point.file is not None and point.file.name.endswith(".last.holder")
            if noted:
                assert looking.contents(folder)[1] == before[1], point
            elif "rename" not in point.done and point.call != "rename":
                assert looking.contents(folder) == before, point
                refused.append(folder)
        else:
            assert ended == another_desk.Ended(0, ""), point
            assert looking.contents(folder) != before, point
    assert len(refused) > POINTS // 2
    assert another_desk.run(done, refused[-1]) == another_desk.Ended(0, "")
    assert looking.problems(refused[-1]) == []


@pytest.mark.parametrize(
    "done", [work.import_trainees, work.export_trainees, work.back_up, work.create_sample]
)
def test_a_disk_that_takes_no_file_so_large(request, tmp_path, done):
    original = request.getfixturevalue("empty" if done is work.import_trainees else "filled")
    folder = another_desk.copied(original, tmp_path / "구청 문서")
    before = looking.contents(folder)
    ended = another_desk.run(work.with_small_files, 10_000, done, folder)
    assert ended.status == 1
    assert is_one_sentence(ended.said), ended.said
    assert looking.contents(folder) == before
    assert another_desk.run(done, folder) == another_desk.Ended(0, "")
