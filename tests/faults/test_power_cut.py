"""The power goes in the middle of the work, on a real disk: what was said to be done is there, and the rest is not.

IEUM_POWER_CUTS sets how many cuts each kind of work goes through (100 before a release).
"""

import hashlib
import os
import random
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.documents import drafts, saving
from desktop.errors import UserError
from desktop.model.certificates import Certificate
from desktop.services.certificates import issuing as certificates
from tests.faults import another_desk, disks, looking, work

CUTS = int(os.environ.get("IEUM_POWER_CUTS", "3"))
PEOPLE = 8

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


@pytest.fixture(scope="module")
def prepared(empty, tmp_path_factory):
    """A disk with a data file on it, old lists, an old backup and a file of an older version."""
    folder = tmp_path_factory.mktemp("정전")
    image = disks.make_image(folder / "disk.img")
    with disks.image(image, folder / "disk") as disk:
        for each in empty.iterdir():
            shutil.copy(each, disk)
        work.prepare_few(disk, graduates=PEOPLE)
        work.make_older(disk)
        work.back_up(disk)
        work.go_on(disk)
    return image


def tries(prepared, tmp_path, done):
    """The disk after each power cut, mounted again, and what had been said to be done by then."""
    said, disk = tmp_path / "said", tmp_path / "disk"
    whole, chance = 0.0, random.Random(20220916)
    for turn in range(CUTS + 1):
        image = shutil.copy(prepared, tmp_path / "disk.img")
        said.write_text("")
        with disks.image(image, disk):
            desk = another_desk.Desk(done, disk, said)
            began = time.monotonic()
            desk.go()
            if turn == 0:
                assert desk.wait() == another_desk.Ended(0, "")
                whole = time.monotonic() - began
            else:
                time.sleep(chance.uniform(0, 1.1) * whole)
                disks.cut_power(disk)
                desk.kill()
                desk.wait()
        with disks.image(image, disk):
            yield disk, said.read_text().split()


@pytest.mark.feature("DO-06")
@pytest.mark.feature("DO-08")
def test_every_certificate_handed_out_stands_in_the_register_and_every_number_has_its_file(
    prepared, tmp_path
):
    seen = set()
    for disk, said in tries(prepared, tmp_path, work.issue_one_by_one):
        assert looking.problems(disk) == []
        assert looking.drafts(disk) == []
        with work.open_data(disk) as store:
            with store.read() as session:
                rows = session.execute(
                    select(Certificate.id, Certificate.sequence, Certificate.sha256).order_by(Certificate.id)
                ).all()
            assert [sequence for _id, sequence, _hash in rows] == list(range(1, len(rows) + 1))
            assert said == [digest for _id, _sequence, digest in rows][: len(said)]
            for place, (row_id, _sequence, digest) in enumerate(rows):
                (frozen,) = certificates.frozen(store, [row_id])
                assert hashlib.sha256(frozen).hexdigest() == digest
                if place < len(said):
                    assert (disk / f"{place + 1}.pdf").read_bytes() == frozen
        seen.add(len(rows))
    assert len(seen) > 1, "every cut came at the same place"


@pytest.mark.feature("DA-04")
@pytest.mark.parametrize(
    "done",
    [work.import_few, work.save_cohort, work.export_trainees, work.export_pdf, work.back_up, work.restore, work.upgrade],
)  # fmt: skip
def test_what_was_said_to_be_done_is_there_after_the_power_came_back(prepared, tmp_path, done):
    with disks.image(shutil.copy(prepared, tmp_path / "before.img"), tmp_path / "before") as disk:
        before = looking.state(disk)
    after = None
    for disk, said in tries(prepared, tmp_path, work.saying(done)):
        looking.start_again(disk, work.DATA)
        found = looking.state(disk)
        after = after or found
        assert after != before
        for name in found.keys() | before.keys() | after.keys():
            assert found.get(name) in (before.get(name), after.get(name)) or looking.is_kept(name), name
        if said:
            assert {name: found[name] for name in after if not looking.is_kept(name)} == {
                name: after[name] for name in after if not looking.is_kept(name)
            }


def goes_when_the_disk_is_back(tmp_path, write):
    """A disk is pulled out while a file on it is saved: its draft lies there, and goes once the disk is back."""
    image = disks.make_image(tmp_path / "disk.img")
    with disks.image(image, tmp_path / "disk") as disk, pytest.raises(UserError, match="디스크"):
        saving.save(disk / "명단.csv", write)
    with disks.image(image, tmp_path / "disk") as disk:
        assert len(looking.drafts(disk)) == 1
        drafts.clear_dead()
        assert looking.drafts(disk) == []


def test_a_draft_on_a_disk_that_was_pulled_out_goes_when_the_disk_is_back(tmp_path):
    def pulled_out(draft):
        draft.write_bytes("김민수 010-2000-0001".encode())
        drafts.onto_the_disk(draft)
        drafts.onto_the_disk(draft.parent)
        disks.cut_power(draft.parent)

    goes_when_the_disk_is_back(tmp_path, pulled_out)


def test_a_draft_whose_new_name_was_lost_with_the_disk_goes_when_the_disk_is_back(tmp_path, monkeypatch):
    renamed = Path.replace

    def write(draft):
        draft.write_bytes("김민수 010-2000-0001".encode())
        drafts.onto_the_disk(draft.parent)

    def pulled_out(draft, target):
        renamed(draft, target)
        disks.cut_power(target.parent)

    monkeypatch.setattr(Path, "replace", pulled_out)
    goes_when_the_disk_is_back(tmp_path, write)


def test_a_file_that_was_not_flushed_is_not_there(tmp_path):
    """Else these tests would show nothing."""
    image = disks.make_image(tmp_path / "disk.img")
    with disks.image(image, tmp_path / "disk") as disk:
        os.sync()
        (disk / "보고.txt").write_bytes(b"said to be there")
        disks.cut_power(disk)
    with disks.image(image, tmp_path / "disk") as disk:
        assert not Path(disk / "보고.txt").exists() or not (disk / "보고.txt").read_bytes()
