"""Who saw whose personal data is on record, of a file that takes no line, too."""

import pytest
from sqlalchemy import text

from desktop.cli import command_line
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.queries.lists import LISTS
from desktop.services.datafile.store import Store
from desktop.services.records import access, exporting, records
from desktop.services.safety import backup


def names(store):
    with store.read() as session:
        return list(session.scalars(text("SELECT name FROM operation ORDER BY id")))


@pytest.fixture
def trainee(store):
    records.save(store, "trainees", {"name": "홍길동", "phone": "010-1234-5678"})


@pytest.mark.both_databases
def test_what_was_seen_read_only_is_on_record_once_the_data_can_be_written(store, trainee, clock):
    with Store.open(store.location, user="김주무관", read_only=True, clock=clock) as looking:
        access.note(looking, "교육생", "연락처", "홍길동")
        access.note(looking, "교육생 30명", "개인정보")
    assert not any("열람" in name for name in names(store))
    clock.advance(days=1)
    access.catch_up(store)
    at = f"2022. 9. 16. {clock().astimezone():%H:%M}"
    assert names(store)[-2:] == [
        f"교육생 홍*동 연락처 열람 (읽기 전용, {at})",
        f"교육생 30명 개인정보 열람 (읽기 전용, {at})",
    ]
    told = names(store)
    access.catch_up(store)
    assert names(store) == told


def test_what_left_a_read_only_file_is_on_record_with_its_purpose(store, trainee, clock, tmp_path):
    with Store.open(store.location, user="김주무관", read_only=True, clock=clock) as looking:
        spec = LISTS["trainees"]
        listing = Listing(
            looking.engine, spec, Criteria(order=spec.order, scope=Scope(today=looking.today()))
        )
        chosen = exporting.ExportOptions(purpose="명단 확인")
        exporting.export_list(looking, listing, tmp_path / "명단.xlsx", chosen)
    access.catch_up(store)
    with store.read() as session:
        row = session.execute(text("SELECT name, reason FROM operation ORDER BY id DESC LIMIT 1")).one()
    assert "엑셀로 내보내기" in row.name
    assert row.reason == "명단 확인"


def test_what_was_seen_in_a_backup_is_on_record_in_the_file_it_is_of(store, trainee, clock):
    copy = backup.folder_of(store.path) / f"{store.path.stem} 닫을 때 2022-09-16 100000.db"
    backup.back_up(store, copy)
    with Store.open(copy, user="김주무관", read_only=True, clock=clock) as looking:
        access.note(looking, "교육생", "기록 전체", "홍길동")
    access.catch_up(store)
    assert "홍*동 기록 전체 열람" in names(store)[-1]


def test_no_note_holds_a_name_and_a_spoilt_one_stops_nothing(store, trainee, clock):
    with Store.open(store.location, user="김주무관", read_only=True, clock=clock) as looking:
        access.note(looking, "교육생", "연락처", "홍길동")
    notes = access._notes_of(store)
    assert "홍길동" not in notes.read_text(encoding="utf-8")
    notes.write_bytes(b'\xff\n["\n17\n' + notes.read_bytes() + b'["cut off')
    access.catch_up(store)
    assert sum("열람" in name for name in names(store)) == 1
    assert not notes.exists()


def test_the_next_command_puts_it_on_record(store, trainee, clock, capsys):
    with Store.open(store.location, user="김주무관", read_only=True, clock=clock) as looking:
        access.note(looking, "교육생", "연락처", "홍길동")
    assert command_line.run(command_line.parse(["--data", store.location, "check"])) == command_line.DONE
    assert "홍*동 연락처 열람" in names(store)[-1]
    assert "이상이 없습니다" in capsys.readouterr().out
