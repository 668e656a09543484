"""A folder or a file nobody may write to: a sentence, nothing else, and the data can be looked at."""

import os
import stat
from contextlib import contextmanager

import pytest

from desktop.services.datafile.store import Store
from tests.cli import called
from tests.faults import another_desk, disks, work

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


@contextmanager
def closed_by_modes(folder):
    for path in (*folder.iterdir(), folder):
        path.chmod(stat.S_IREAD | (stat.S_IEXEC if path.is_dir() else 0))
    yield folder
    folder.chmod(stat.S_IRWXU)


@pytest.fixture(params=["modes", "disk", "files"])
def shut(request, filled, tmp_path):
    """The folder, with everything in it readable and nothing writable: by modes, by its disk, or file by file."""
    folder = another_desk.copied(filled, tmp_path / "구청 문서")
    ways = {
        "modes": lambda: closed_by_modes(folder),
        "disk": lambda: disks.read_only(folder, tmp_path / "읽기만 되는 디스크"),
        "files": lambda: disks.unchangeable(folder),
    }
    with ways[request.param]() as place:
        yield place


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


def at_the_command_line(folder, *words):
    status, out, err = called.warm(["--data", str(folder / work.DATA), *map(str, words)], folder, os.environ)
    assert "Traceback" not in err
    return status, out + err


@pytest.mark.parametrize("shut", ["disk", "files"], indirect=True)
def test_commands_look_and_copy_and_say_why_they_do_not_write(shut, tmp_path):
    assert at_the_command_line(shut, "list", "trainees")[1].startswith(f"교육생 {work.TRAINEES}명")
    assert at_the_command_line(shut, "check")[0] == 0
    assert at_the_command_line(shut, "backup", tmp_path / "사본.db")[0] == 0
    (tmp_path / "한 사람.csv").write_text("성명,생년월일\n박늘솔,1999-01-01")
    words = ("import", "trainees", tmp_path / "한 사람.csv", "--cohort", "9기")
    status, said = at_the_command_line(shut, *words)
    assert status == 1
    assert "쓸 수 없는 곳에 있습니다. 'backup'으로 쓸 수 있는 폴더에 사본을 두세요." in said
    with Store.open(tmp_path / "사본.db") as store:
        work.save_one(store)


@pytest.mark.parametrize("shut", ["modes"], indirect=True)
def test_a_file_that_may_not_even_be_read_is_named(shut):
    (shut / work.DATA).chmod(0)
    ended = another_desk.run(work.minding_modes, work.look, shut)
    assert ended.status == 1
    assert work.DATA in ended.said
    assert "권한" in ended.said
