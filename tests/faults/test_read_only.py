"""A folder or a file nobody may write to: a sentence, nothing else, and the data can be looked at."""

import os
import stat

import pytest

from tests.faults import another_desk, work

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


@pytest.fixture
def shut(filled, tmp_path):
    """The folder, with everything in it readable and nothing writable."""
    folder = another_desk.copied(filled, tmp_path / "구청 문서")
    for path in (*folder.iterdir(), folder):
        path.chmod(stat.S_IREAD | (stat.S_IEXEC if path.is_dir() else 0))
    yield folder
    folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    "done",
    [
        work.import_trainees,
        work.save_cohort,
        work.export_trainees,
        work.export_pdf,
        work.back_up,
        work.create_sample,
    ],
)
def test_what_writes_is_refused_with_a_sentence(shut, done):
    before = {path.name: path.read_bytes() for path in shut.iterdir()}
    ended = another_desk.run(work.minding_modes, done, shut)
    assert ended.status == 1
    assert "쓸 수" in ended.said or "쓰기 권한" in ended.said
    assert ended.said.endswith("주세요.")
    assert {path.name: path.read_bytes() for path in shut.iterdir()} == before


def test_it_can_be_looked_at(shut):
    assert another_desk.run(work.minding_modes, work.look, shut) == another_desk.Ended(0, "")


def test_a_file_that_may_not_even_be_read_is_named(shut):
    (shut / work.DATA).chmod(0)
    ended = another_desk.run(work.minding_modes, work.look, shut)
    assert ended.status == 1
    assert work.DATA in ended.said
    assert "권한" in ended.said
