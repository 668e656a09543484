"""Files made to harm are refused at once with a sentence; the program lives, and nothing is written."""

import os
import time
import unicodedata
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.services import importing
from tests.faults import another_desk, hostile, looking, work

SECONDS, MEGABYTES = 1.0, 200

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="desks are forked")


def memory(key):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(key))


def read_within_bounds(path):
    """Read a file; time counts as the processor's, so that a busy machine is not taken for a slow program."""
    Path("/proc/self/clear_refs").write_text("5")  # the highest memory use is counted from here
    before, began = memory("VmRSS"), time.process_time()
    try:
        book = importing.read_file(path)
    finally:
        assert time.process_time() - began < SECONDS
        assert memory("VmHWM") - before < MEGABYTES
    assert hostile.SECRET not in repr(book)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return hostile.refused_files(tmp_path_factory.mktemp("받은 파일"))


@pytest.mark.feature("DA-03")
def test_each_is_refused_at_once_with_one_sentence(files):
    assert len(files) == 16
    for path in files:
        ended = another_desk.run(read_within_bounds, path)
        assert ended.status == 1, (path.name, ended)
        assert ended.said.endswith("주세요."), ended.said
        assert "\n" not in ended.said
        assert hostile.SECRET not in ended.said


@pytest.mark.feature("DA-03")
def test_what_only_looks_dangerous_is_read(tmp_path):
    lies = '<dimension ref="A1:XFD1048576"/>'
    for path in (
        hostile.good(tmp_path / "good.xlsx"),
        hostile.workbook(
            tmp_path / "lies.xlsx",
            hostile.sheet(hostile.row(1, "이름") + hostile.row(2, "김민수"), "", lies),
        ),
        hostile.workbook(
            tmp_path / "climbs.xlsx",
            hostile.sheet(hostile.row(1, "이름")),
            **{"../../../climbed.txt": "mine"},
        ),
    ):
        assert another_desk.run(read_within_bounds, path) == another_desk.Ended(0, ""), path.name
    assert not list(tmp_path.parent.rglob("climbed.txt"))


@pytest.mark.feature("DA-03")
def test_nothing_of_a_refused_file_is_written(empty, tmp_path, files):
    folder = another_desk.copied(empty, tmp_path / "구청 문서")
    before = looking.contents(folder)
    for path in files:
        ended = another_desk.run(import_at_the_desk, folder, path)
        assert ended.status == 1, path.name
    assert looking.contents(folder) == before


def import_at_the_desk(folder, path):
    with work.open_data(folder) as store:
        importing.run(store, importing.prepare(store, "trainees", importing.read_file(path)))


@pytest.mark.feature("DA-03")
@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_and_file_names_of_every_system(tmp_path, encoding, form):
    path = tmp_path / unicodedata.normalize(form, "신청자 똠방각하.csv")
    path.write_bytes('이름,메모\r\n똠방각하,"한, 줄\r\n둘"\r\n'.encode(encoding))
    book = importing.read_file(path)
    assert book.sheets[0].rows == [["이름", "메모"], ["똠방각하", "한, 줄\r\n둘"]]
    assert unicodedata.normalize("NFC", book.sheets[0].name) == "신청자 똠방각하"


@pytest.mark.feature("DA-03")
def test_letters_in_two_codes_are_named_by_their_line(files):
    path = next(each for each in files if each.name == "mixed letters.csv")
    with pytest.raises(UserError, match="2행"):
        importing.read_file(path)
