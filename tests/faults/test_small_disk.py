"""A disk that really is too small, of one size after another: a sentence that says which and how much, and on it goes.

Without injected errors, and in one process: refused, room made, done again at the same desk. IEUM_SIZES sets how many
sizes each kind of work meets (40 before a release).
"""

import os
import re
import shutil

import pytest

from tests.faults import another_desk, disks, looking, work

SIZES = int(os.environ.get("IEUM_SIZES", "6"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


@pytest.fixture(scope="module")
def prepared(empty, tmp_path_factory):
    """A data file with graduates in it and a list to import, lists exported long ago and an old backup."""
    folder = another_desk.copied(empty, tmp_path_factory.mktemp("작은 자료") / "구청 문서")
    work.prepare_few(folder)
    work.back_up(folder)
    work.go_on(folder)
    return folder


@pytest.fixture
def disk(tmp_path):
    with disks.small(tmp_path / "disk", 64 * 2**20) as place:
        yield place


def laid(prepared, disk):
    for path in disk.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(prepared, disk, dirs_exist_ok=True)


def taken_at_most(prepared, disk, done):
    """How many bytes the work takes for a while, found by trying; and what it leaves."""
    laid(prepared, disk)
    before = looking.state(disk)
    room = 32 * 1024
    while True:
        laid(prepared, disk)
        filler = disks.fill(disk, room)
        ended = another_desk.run(done, disk)
        filler.unlink()
        if ended == another_desk.Ended(0, ""):
            return room, before, looking.state(disk)
        room *= 2


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    "done", [work.import_few, work.issue, work.export_trainees, work.export_pdf, work.back_up, work.restore]
)
def test_refused_and_done_again_at_the_same_desk_when_there_is_room(prepared, disk, done):
    most, before, after = taken_at_most(prepared, disk, done)
    assert before != after
    told = []
    for turn in range(SIZES):
        laid(prepared, disk)
        disks.fill(disk, most * turn // SIZES // 4096 * 4096)
        ended = another_desk.run(work.until_there_is_room, done, disk)
        found = looking.state(disk)
        assert {name: found.get(name) for name in after if not looking.is_kept(name)} == {
            name: after[name] for name in after if not looking.is_kept(name)
        }, turn
        if ended.status == 1:
            told.append(ended.said)
        else:
            assert ended == another_desk.Ended(0, ""), turn
    assert len(told) > SIZES // 8
    for said in told:
        assert f"'{disk}" in said, said
        assert re.search(r"적어도 [1-9][\d,]*MB가 비어 있어야 하는데 [\d,]+MB 남았습니다", said), said
        assert said.endswith(("주세요.", "그대로입니다."))
