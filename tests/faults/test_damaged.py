"""Damaged data files: never a crash, always a sentence, and the newest good backup is found."""

import os
import random
import re
import shutil
import sqlite3
import struct

import pytest
from sqlalchemy import text

from desktop.errors import UserError
from desktop.services.datafile.engines import PAGE_SIZE as PAGE
from desktop.services.datafile.store import Store
from desktop.services.records import exporting
from desktop.services.safety import backup, kept_backups, rescue
from tests.faults import another_desk, looking, work

TRIES = int(os.environ.get("IEUM_BITS", "100"))
"""Of how many bytes one bit is turned over; 2000 before a release."""


@pytest.fixture(scope="module")
def sound(empty, tmp_path_factory):
    """A data file with people and certificates, and a backup the program keeps of it."""
    folder = another_desk.copied(empty, tmp_path_factory.mktemp("멀쩡한 자료") / "구청 문서")
    work.prepare_few(folder)
    work.import_few(folder)
    work.issue(folder)
    with work.open_data(folder) as store:
        kept_backups.keep_one(store)
    return folder


def told(path):
    """What a person is told of a file by a desk of its own; '' for nothing. Whatever else ends the desk fails here."""
    ended = another_desk.run(looking.examine, path)
    assert ended.status == bool(ended.said), (path, ended)
    assert not ended.said or ended.said.endswith(("주세요.", "다.")), ended.said
    return ended.said


def told_of_bits(sound, tmp_path, places):
    """What is told of each of the copies in which one bit of one of these bytes is turned over."""
    chance = random.Random(20220916)
    whole = (sound / work.DATA).read_bytes()
    said = {}

    def one_try(turned):
        number, (place, bit) = turned
        data = bytearray(whole)
        data[place] ^= bit
        path = tmp_path / f"{number}.ieum"
        path.write_bytes(data)
        said[place, bit] = told(path)

    another_desk.side_by_side(one_try, enumerate([(place, 1 << chance.randrange(8)) for place in places]))
    return said


def damaged(sound, tmp_path, change):
    folder = another_desk.copied(sound, tmp_path / "구청 문서")
    path = folder / work.DATA
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return path


def test_a_sound_file_is_found_sound(sound, tmp_path):
    assert told(damaged(sound, tmp_path, lambda data: None)) == ""


@pytest.mark.feature("DA-14")
def test_one_bit_turned_over_never_ends_the_program(sound, tmp_path):
    whole = (sound / work.DATA).read_bytes()
    written = [place for place, byte in enumerate(whole) if byte]  # most of a small file is empty
    said = told_of_bits(sound, tmp_path, random.Random(20220917).sample(written, TRIES))
    assert sum(map(bool, said.values())) > TRIES // 10


@pytest.mark.feature("DA-14")
@pytest.mark.feature("DO-08")
def test_a_bit_turned_over_in_the_register_is_always_found(sound, tmp_path):
    """Anywhere in its lines, in that of the batch they were issued in, and in the frozen files.

    Not in what parts the figures of a time: the time read there is the same one still, whatever stands between them.
    """
    chance = random.Random(20220918)
    whole = (sound / work.DATA).read_bytes()
    stretches = register_in(sound / work.DATA)
    assert len(stretches) == 2 * work.GRADUATES + 1
    places = [
        place
        for stretch in stretches
        for place in chance.choices([at for at in range(*stretch) if whole[at] not in b" ."], k=TRIES // 5)
    ]
    said = told_of_bits(sound, tmp_path, places)
    assert [place for place, sentence in said.items() if not sentence] == []


def register_in(path):
    """From where to where the lines of the register, and those of frozen files as far as their beginnings, lie in the file."""
    whole = path.read_bytes()
    file = sqlite3.connect(path)
    try:
        lines = file.execute("SELECT number, row_sha256 FROM certificate").fetchall()
        lines += file.execute("SELECT made_at, row_sha256 FROM certificate_batch").fetchall()
        files = file.execute("SELECT made_at, pdf FROM certificate_file").fetchall()
    finally:
        file.close()
    stretches = []
    for first, row_sha256 in lines:
        (end,) = (found.end() for found in re.finditer(row_sha256.encode(), whole))
        stretches.append((whole.rindex(first.encode(), 0, end), end))
    for made_at, pdf in files:
        begin = whole.index(pdf[:200])
        stretches.append((whole.rindex(made_at.encode(), 0, begin), begin + 200))
    return stretches


def zero_a_page(data, number):
    data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)


@pytest.mark.feature("DA-14")
def test_a_page_of_zeros_is_told(sound, tmp_path):
    pages = (sound / work.DATA).stat().st_size // PAGE

    def one_try(number):
        path = damaged(sound, tmp_path / f"{number}", lambda data, number=number: zero_a_page(data, number))
        assert rescue.begins_wrongly(path) or told(path), f"page {number + 1} of {pages}"

    another_desk.side_by_side(one_try, another_desk.spread(list(range(pages)), 60))


def lose_the_header(data):
    data[:100] = bytes(100)


def become_text(data):
    data[:] = "이것은 자료가 아닙니다.\n".encode() * 400


def cut(share):
    def shorten(data):
        del data[int(len(data) * share) :]

    return shorten


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize(
    "change",
    [lose_the_header, become_text, cut(0), cut(0.001), cut(0.1), cut(0.5), cut(0.9), cut(0.999)],
    ids=["header", "text", "0", "0.1", "10", "50", "90", "99.9"],
)
def test_a_file_that_lost_a_part_is_told_and_brought_back(sound, tmp_path, change):
    path = damaged(sound, tmp_path, change)
    bad = path.read_bytes()
    assert rescue.begins_wrongly(path) or told(path)
    good = rescue.newest_good(path)
    restored = backup.restore(path, good.path, clock=lambda: work.NOW)
    # What stands in the first bytes changes when it is asked whether anybody has the file open.
    assert restored.kept.read_bytes()[100:] == bad[100:], "the bad file is kept aside"
    assert looking.problems(path.parent) == []
    assert looking.counts(path.parent, "trainee") == (work.GRADUATES + 8,)


@pytest.mark.feature("DA-14")
def test_a_damaged_backup_is_passed_over(sound, tmp_path):
    folder = another_desk.copied(sound, tmp_path / "구청 문서")
    with work.open_data(folder) as store:
        newer = backup.back_up(store, backup.folder_of(folder / work.DATA) / "나중.ieum").path
    assert rescue.newest_good(folder / work.DATA).path == newer
    data = bytearray(newer.read_bytes())
    data[register_in(newer)[-1][0]] ^= 1
    newer.write_bytes(data)
    found = rescue.newest_good(folder / work.DATA)
    assert "자동" in found.path.name


def lose_an_index(path):
    """Page after page can be read, but the order of people by name is gone."""
    file = sqlite3.connect(path)
    try:
        (root,) = file.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_person_name_id'"
        ).fetchone()
        assert file.execute("PRAGMA wal_checkpoint").fetchone()[0] == 0
    finally:
        file.close()
    data = bytearray(path.read_bytes())
    zero_a_page(data, root - 1)
    path.write_bytes(data)


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize("struck_down", [False, True])
def test_a_damaged_file_is_looked_at_as_it_is_and_not_a_byte_of_it_changes(sound, tmp_path, struck_down):
    folder = another_desk.copied(sound, tmp_path / "원본")
    lose_an_index(folder / work.DATA)
    if struck_down:
        with Store.open(folder / work.DATA, clock=lambda: work.NOW) as store:
            work.save_one(store, "남은 기수")
            folder = another_desk.copied(folder, tmp_path / "끊긴 자료")
            (folder / f"{work.DATA}-shm").unlink()
        assert (folder / f"{work.DATA}-wal").stat().st_size > 0
    path = folder / work.DATA
    stood = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    refused = rescue.try_to_open(path)
    assert "손상" in refused.error.message
    assert refused.can_be_read
    with rescue.open_as_it_is(path) as store:
        assert work.everyone(store).count() == work.GRADUATES + 8
        assert len(work.trainees(store).page(0, 200)) == work.GRADUATES + 8
        exporting.export_list(store, work.everyone(store), tmp_path / work.LIST)
        with store.read() as session:
            assert (
                session.scalar(text("SELECT count(*) FROM cohort WHERE name = '남은 기수'")) == 1
            ) is struck_down
        with pytest.raises(UserError, match="손상된 파일을 있는 그대로 열었습니다"):
            work.save_one(store)
    assert looking.rows_of_list(tmp_path / work.LIST) == work.GRADUATES + 8
    assert {name: (folder / name).read_bytes() for name in stood} == stood
    assert {each.name for each in folder.iterdir() if each.is_file()} - stood.keys() <= {f"{work.DATA}-shm"}


def test_a_sound_file_whose_last_commit_was_broken_off_is_rolled_back_and_not_called_damaged(sound, tmp_path):
    """As on a network drive, where a journal lies beside the file and no log: half of the pages are new by then."""
    folder = another_desk.copied(sound, tmp_path / "원본")
    path = folder / work.DATA
    file = sqlite3.connect(path, isolation_level=None)
    assert file.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    file.execute("PRAGMA cache_size = 5")  # so that pages are written before the commit
    file.execute("BEGIN")
    file.execute(
        "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 3000) "
        "INSERT INTO person (name, name_initials, note) SELECT '김' || n, 'ㄱ', hex(randomblob(40)) FROM number"
    )
    half = another_desk.copied(folder, tmp_path / "끊긴 자료")
    file.execute("ROLLBACK")
    file.close()
    journal = (half / f"{work.DATA}-journal").read_bytes()
    (sector,) = struct.unpack_from(">I", journal, 20)
    kept = [struct.unpack_from(">I", journal, at)[0] for at in range(sector, len(journal) - PAGE, PAGE + 8)]
    data = bytearray((half / work.DATA).read_bytes())
    zero_a_page(data, next(page for page in kept if page > 1) - 1)
    (half / work.DATA).write_bytes(data)
    torn = sqlite3.connect(f"{(half / work.DATA).as_uri()}?immutable=1", uri=True)
    assert torn.execute("PRAGMA quick_check(1)").fetchone() != ("ok",), "a page is half written"
    torn.close()
    opened = rescue.try_to_open(half / work.DATA)
    assert isinstance(opened, Store), opened.error
    with opened:
        assert work.everyone(opened).count() == work.GRADUATES + 8
    assert looking.problems(half) == []


def test_what_cannot_even_be_read_is_not_offered_to_be_looked_at(sound, tmp_path):
    folder = another_desk.copied(sound, tmp_path / "구청 문서")
    data = bytearray((folder / work.DATA).read_bytes())
    for number in range(1, len(data) // PAGE):
        zero_a_page(data, number)
    (folder / work.DATA).write_bytes(data)
    refused = rescue.try_to_open(folder / work.DATA)
    assert refused.good is not None
    assert not refused.can_be_read


def test_where_no_backup_is_good_none_is_offered(sound, tmp_path):
    folder = another_desk.copied(sound, tmp_path / "구청 문서")
    for path in backup.folder_of(folder / work.DATA).iterdir():
        path.write_bytes(path.read_bytes()[:5000])
    assert rescue.newest_good(folder / work.DATA) is None


@pytest.mark.feature("DA-12")
def test_the_tail_of_the_log_cut_off_loses_at_most_what_came_last(sound, tmp_path):
    """After a power cut the log may end anywhere: each operation is there wholly or not at all, and in order."""
    folder = another_desk.copied(sound, tmp_path / "원본")
    path = folder / work.DATA
    with Store.open(path, clock=lambda: work.NOW) as store:
        for number in range(4):
            work.save_one(store, f"기수 {number}")
        caught = another_desk.copied(folder, tmp_path / "끊긴 자료")
    log = (caught / (work.DATA + "-wal")).read_bytes()
    (caught / (work.DATA + "-shm")).unlink()
    seen = []
    for length in range(len(log), -1, -(len(log) // 40)):
        folder = another_desk.copied(caught, tmp_path / "구청 문서")
        (folder / (work.DATA + "-wal")).write_bytes(log[:length])
        assert looking.problems(folder) == []
        seen.append(looking.counts(folder, "cohort", "operation"))
        shutil.rmtree(folder)
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 5
