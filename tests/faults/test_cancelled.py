"""Cancelled at every step that asks whether to go on: nothing of the work stays, and the next try does it all."""

import itertools

import pytest

from desktop.errors import Cancelled
from desktop.places import bundled
from desktop.services import importing, sample
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.store import Store
from desktop.services.records import exporting
from desktop.services.safety import backup
from tests.faults import another_desk, looking, work


def cancelling_at(step):
    """Progress that is stopped at its ``step``-th call."""
    calls = itertools.count()

    def progress(done, total):
        assert 0 <= done <= total
        if next(calls) == step:
            raise Cancelled

    return progress


def cancelled_everywhere(work_with):
    """Do the work again and again, cancelled one step later each time, until it ends; how often it was cancelled."""
    for step in itertools.count():
        try:
            work_with(cancelling_at(step))
        except Cancelled:
            yield step
        else:
            return


@pytest.fixture
def folder(filled, tmp_path):
    return another_desk.copied(filled, tmp_path / "구청 문서")


def steps_leaving(folder, work_with):
    """How many steps asked; after each the folder and the data file are as they were before."""
    before = looking.contents(folder)
    count = 0
    for step in cancelled_everywhere(work_with):
        assert looking.contents(folder) == before, f"cancelled at step {step}"
        count += 1
    assert looking.contents(folder) != before
    return count


@pytest.mark.feature("DA-04")
def test_a_cancelled_import_leaves_nothing(empty, tmp_path):
    folder = another_desk.copied(empty, tmp_path / "구청 문서")
    workbook = importing.read_file(bundled("resources", "samples", "trainees-2022.xlsx"))
    with work.open_data(folder) as store:
        plan = importing.prepare(store, "trainees", workbook, sheet="기초과정")
        assert steps_leaving(folder, lambda progress: importing.run(store, plan, progress=progress)) > 2
    assert looking.counts(folder, "trainee") == (work.TRAINEES,)
    assert looking.problems(folder) == []


@pytest.mark.parametrize("name", [work.LIST, work.PDF])
def test_a_cancelled_export_leaves_the_older_file_and_no_line_in_the_history(folder, name):
    with work.open_data(folder) as store:
        listing = work.trainees(store)
        assert steps_leaving(
            folder, lambda progress: exporting.export_list(store, listing, folder / name, progress=progress)
        )


def test_a_cancelled_backup_leaves_the_older_one(folder):
    with work.open_data(folder) as store:
        assert (
            steps_leaving(folder, lambda progress: backup.back_up(store, folder / work.BACKUP, progress)) > 1
        )


@pytest.mark.feature("DO-06")
def test_a_cancelled_issue_gives_no_number(tmp_path):
    with Store.create(tmp_path / work.DATA, fill=sample.create) as store:
        earned = [candidate.holder_id for candidate in certificates.candidates(store, "2022")]
        assert steps_leaving(
            tmp_path, lambda progress: certificates.issue(store, "2022", earned[:3], progress=progress)
        )
        assert certificates.issue(store, "2022", earned[3:4]).numbers[0].endswith("004호")
    assert looking.problems(tmp_path) == []


def test_a_cancelled_new_file_is_not_there(tmp_path):
    new = tmp_path / work.SAMPLE
    for step in (0, 5, 9):
        with pytest.raises(Cancelled):
            Store.create(new, fill=lambda store, step=step: sample.create(store, cancelling_at(step)))
        assert list(tmp_path.iterdir()) == []
