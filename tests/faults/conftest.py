"""Data files to be maltreated, each copied afresh for every try."""

import pytest

from desktop.services.datafile.store import Store
from tests.faults import another_desk, work


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A folder with a new data file in it."""
    folder = tmp_path_factory.mktemp("빈 자료") / "구청 문서"
    folder.mkdir()
    Store.create(folder / work.DATA).close()
    return folder


@pytest.fixture(scope="module")
def filled(empty, tmp_path_factory):
    """A folder with 456 trainees in its data file, lists exported long ago and an old backup."""
    folder = another_desk.copied(empty, tmp_path_factory.mktemp("찬 자료") / "구청 문서")
    work.back_up(folder)
    work.import_trainees(folder)
    for name in (work.LIST, work.PDF):
        (folder / name).write_bytes(work.OLDER)
    return folder
