"""A file that does not open: damaged, or under another key; told apart, and not changed by being looked at."""

import shutil

import pytest

from desktop.errors import Damaged, UserError
from desktop.model.people import Person
from desktop.services.datafile.engines import make
from desktop.services.datafile.store import Store
from desktop.services.safety import backup, rescue

KEY = "열려라 참깨"


def filled(path, passphrase=None):
    with Store.create(path, passphrase=passphrase) as store:
        with store.operation("사람") as op:
            op.insert_many(Person, [{"name": f"신청자{place}"} for place in range(200)])
        made = backup.back_up(store, backup.folder_of(path) / f"{path.stem} 자동 2022-09-16 100000.db")
    return made.path


@pytest.fixture
def protected(tmp_path):
    """A protected file, with a protected backup beside it."""
    path = tmp_path / "이음.db"
    filled(path, KEY)
    return path


@pytest.fixture
def among_open_ones(tmp_path):
    """A protected file beside the backups of the time when it was not."""
    path = tmp_path / "이음.db"
    filled(path)
    path.unlink()
    filled(tmp_path / "잠근.db", KEY)
    (tmp_path / "잠근.db").replace(path)
    return path


def harm(path, place, size=4096):
    data = bytearray(path.read_bytes())
    data[place : place + size] = bytes(size)
    path.write_bytes(data)


def test_a_protected_file_beside_open_backups_opens_with_its_key(among_open_ones):
    assert not rescue.begins_wrongly(among_open_ones)  # so that a window asks for the key
    with rescue.open_sound(among_open_ones, passphrase=KEY) as store:
        assert store.path == among_open_ones


@pytest.mark.parametrize("passphrase", [None, "아님"])
def test_without_its_key_it_is_not_called_damaged(among_open_ones, passphrase):
    refusal = rescue.try_to_open(among_open_ones, passphrase=passphrase)
    assert isinstance(refusal, rescue.Refusal)
    assert "암호" in refusal.error.message
    assert refusal.good is None


@pytest.mark.feature("DA-14")
@pytest.mark.parametrize("place", [0, 512, 40_960])
def test_a_damaged_protected_file_is_called_so_and_its_backup_offered(protected, place):
    harm(protected, place)
    before = protected.read_bytes()
    refusal = rescue.try_to_open(protected, passphrase=KEY)
    assert isinstance(refusal, rescue.Refusal)
    assert isinstance(refusal.error, Damaged)
    assert refusal.good is not None
    assert refusal.good.people == 200
    assert protected.read_bytes() == before


def test_a_wrong_key_is_a_wrong_key(protected):
    refusal = rescue.try_to_open(protected, passphrase="아님")
    assert isinstance(refusal, rescue.Refusal)
    assert not isinstance(refusal.error, Damaged)
    assert "암호가 틀렸거나" in refusal.error.message


def struck_down(path, passphrase, tmp_path):
    """The file as a desk left it that was struck down with something in its log."""
    with Store.open(path, passphrase=passphrase) as store:
        with store.operation("사람") as op:
            op.add(Person(name="마지막에 넣은 사람"))
        folder = tmp_path / "정전"
        folder.mkdir()
        for part in path.parent.glob(f"{path.name}*"):
            shutil.copy(part, folder)
    shutil.copytree(backup.folder_of(path), folder / backup.folder_of(path).name)
    return folder / path.name


@pytest.mark.parametrize("passphrase", [None, KEY])
@pytest.mark.parametrize("place", [0, 40_960, 163_840])
def test_a_refused_file_and_its_log_stay_as_they_are(tmp_path, passphrase, place):
    filled(tmp_path / "이음.db", passphrase)
    path = struck_down(tmp_path / "이음.db", passphrase, tmp_path)
    log = path.with_name(f"{path.name}-wal")
    assert log.stat().st_size > 4096
    harm(path, place, 16_384)
    before = path.read_bytes(), log.read_bytes()
    refusal = rescue.try_to_open(path, passphrase=passphrase)
    assert isinstance(refusal, rescue.Refusal)
    assert isinstance(refusal.error, Damaged)
    assert refusal.good is not None
    assert (path.read_bytes(), log.read_bytes()) == before


def test_a_refused_file_without_a_log_stays_as_it_is(tmp_path):
    path = tmp_path / "이음.db"
    made = filled(path)
    shutil.copy(made, path)  # as a backup lies there: not yet with a log of its own
    harm(path, path.stat().st_size // 16_384 // 2 * 16_384, 16_384)
    before = path.read_bytes()
    with pytest.raises(Damaged):
        rescue.open_sound(path)
    assert path.read_bytes() == before


def test_an_open_file_without_its_beginning_is_damaged_whatever_key_is_tried(tmp_path):
    path = tmp_path / "이음.db"
    filled(path)
    harm(path, 0)
    for passphrase in (None, KEY):
        with pytest.raises(Damaged):
            rescue.open_sound(path, passphrase=passphrase)


def test_what_is_no_data_file_is_not_called_damaged(tmp_path):
    path = tmp_path / "이음.db"
    path.write_bytes(b"%PDF-1.4" + bytes(50_000))
    with pytest.raises(UserError, match="이음 데이터 파일이 아니거나") as refused:
        rescue.open_sound(path)
    assert not isinstance(refused.value, Damaged)


def test_an_engine_for_looking_leaves_the_kind_of_journal_alone(tmp_path):
    made = filled(tmp_path / "이음.db")
    before = made.read_bytes()
    engine = make(made, read_only=True)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM person").scalar()
    engine.dispose()
    assert made.read_bytes() == before
