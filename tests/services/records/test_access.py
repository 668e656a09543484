"""Who looked at what: on record at once where that can be written, and as soon as it can be where it cannot."""

import pytest
from sqlalchemy import select

from desktop import places
from desktop.errors import UserError
from desktop.model.journal import Operation
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.datafile import history
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.records import access, exporting, records

HONG = {"name": "홍길동", "birth_date": "1998-03-01", "phone": "01012345678"}


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Each test is a desk of its own."""
    monkeypatch.setattr(places, "looks_folder", lambda: tmp_path / "본 것")


@pytest.fixture
def hong(store):
    return records.save(store, "trainees", HONG).inserted["trainee"][0]


@pytest.fixture
def looking(location, hong, store):
    """The same data, open at the same desk for looking only."""
    with Store.open(location, user="김주무관", read_only=True) as opened:
        yield opened


def lines(store):
    with store.read() as session:
        return session.execute(
            select(Operation.name, Operation.user, Operation.sealed, Operation.at).order_by(Operation.id)
        ).all()


def noted():
    folder = places.looks_folder()
    return "".join(each.read_text(encoding="utf-8") for each in folder.iterdir()) if folder.is_dir() else ""


@pytest.mark.both_databases
def test_what_is_shown_in_full_is_on_record_at_once(store, hong):
    access.note(store, "trainees", hong, "연락처")
    access.note_whole(store, "trainees", hong)
    access.note_list(store, "trainees", 1)
    told = [line.name for line in lines(store)][-3:]
    assert told == ["교육생 홍길동 연락처 열람", "교육생 홍길동 기록 전체 열람", "교육생 1명 개인정보 열람"]
    assert history.next_undo(store).name == "교육생 홍길동 추가"


def test_a_record_without_personal_data_may_be_opened_unrecorded(store):
    board = records.save(store, "boards", {"name": "2022년", "year": 2022}).inserted["board"][0]
    before = len(lines(store))
    access.note_whole(store, "boards", board)
    assert len(lines(store)) == before


@pytest.mark.both_databases
def test_what_a_window_that_only_looks_shows_is_on_record_with_the_next_write(store, looking, hong, clock):
    access.hand_over_with_writes(store)
    access.note_list(looking, "trainees", 1)
    access.note_whole(looking, "trainees", hong)
    told = [line.name for line in lines(store)]
    assert told[-1] == "교육생 홍길동 추가"
    assert "홍길동" not in noted()  # the user's folder is no place for a name
    clock.advance(days=3)
    written = records.save(store, "boards", {"name": "2022년", "year": 2022}).name
    added = lines(store)[len(told) :]
    assert [line.name for line in added] == [
        written,
        "교육생 1명 개인정보 열람",
        "교육생 홍길동 기록 전체 열람",
    ]
    assert {line.user for line in added[1:]} == {"김주무관"}
    assert all(line.sealed for line in added[1:])
    assert added[1].at < added[2].at != added[0].at  # each at its own moment
    assert history.next_undo(store).name == written
    records.save(store, "boards", {"name": "2023년", "year": 2023})
    assert len(lines(store)) == len(told) + 4  # once


def test_a_death_between_writing_and_forgetting_writes_nothing_twice(store, looking, hong, monkeypatch):
    access.note_whole(looking, "trainees", hong)
    kept = next(places.looks_folder().iterdir())
    text = kept.read_text(encoding="utf-8")
    access.hand_over(store)
    kept.with_suffix(".taken").write_text(text, encoding="utf-8")
    access.note_list(looking, "trainees", 1)
    access.hand_over(store)
    access.hand_over(store)
    names = [line.name for line in lines(store)]
    assert names.count("교육생 홍길동 기록 전체 열람") == 1
    assert names.count("교육생 1명 개인정보 열람") == 1
    assert noted() == ""


def test_a_look_that_cannot_be_put_in_now_waits(store, looking, hong, monkeypatch):
    access.note_whole(looking, "trainees", hong)

    def refuse(*_asked, **_options):
        raise UserError("서버가 없습니다.")

    with monkeypatch.context() as away:
        away.setattr(store, "operation", refuse)
        access.hand_over(store)
    access.hand_over(store)
    assert lines(store)[-1].name == "교육생 홍길동 기록 전체 열람"


def test_a_record_deleted_meanwhile_is_called_by_its_number(store, looking, hong):
    access.note(looking, "trainees", hong, "연락처")
    records.delete(store, "trainees", [hong])
    access.hand_over(store)
    assert lines(store)[-1].name == f"교육생 {hong}번 연락처 열람"


def test_a_note_of_any_content_is_no_reason_not_to_save(store, looking, hong):
    access.note(looking, "trainees", hong, "연락처")
    kept = next(places.looks_folder().iterdir())
    good = kept.read_text(encoding="utf-8")
    kept.write_text('[[[[\n{"at": 3}\n{"name": "x"}\nnull\n' + good + good[:40], encoding="utf-8")
    access.hand_over(store)
    assert [line.name for line in lines(store)][-1:] == ["교육생 홍길동 연락처 열람"]


def test_the_day_of_an_earlier_day_looked_at_is_on_record_too(store, hong):
    past = history.as_at(store, store.clock())
    try:
        access.note_whole(past, "trainees", hong)
    finally:
        past.close()
    access.hand_over(store)
    assert lines(store)[-1].name == "교육생 홍길동 기록 전체 열람"


def test_a_list_that_leaves_a_window_that_only_looks_is_on_record(store, looking, tmp_path):
    listing = Listing(looking.engine, LISTS["trainees"], Criteria(scope=Scope(today=looking.today())))
    options = exporting.ExportOptions(purpose="명부 확인")
    exporting.export_list(looking, listing, tmp_path / "명단.xlsx", options)
    access.hand_over(store)
    told = lines(store)[-1].name
    assert told.startswith("교육생 1명 엑셀로 내보내기 (개인정보 성명")
    with pytest.raises(UserError, match="주민등록번호"):
        exporting.export_list(
            looking, listing, tmp_path / "또.xlsx", exporting.ExportOptions(purpose="980301-1234567")
        )
    assert not (tmp_path / "또.xlsx").exists()
