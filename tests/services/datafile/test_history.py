"""Undo, redo, the history of a record, and an earlier day's data."""

import datetime as dt

import pytest
from sqlalchemy import func, select, update

from desktop.errors import Cancelled, UserError
from desktop.model.journal import Operation
from desktop.model.people import Person
from desktop.model.training import Trainee
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.queries.training import TRAINEES
from desktop.services import settings
from desktop.services.datafile import history
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.services.records import records

pytestmark = pytest.mark.both_databases


def people(store):
    with store.read() as session:
        return list(session.scalars(select(Person.name).order_by(Person.id)))


def add(store, *names, title="사람 추가"):
    with store.operation(title) as op:
        return list(op.insert_many(Person, [{"name": name} for name in names]))


def rename(store, person_id, name):
    with store.operation(f"{name}(으)로 수정") as op:
        op.get(Person, person_id).name = name


def everything(store):
    """All journalled rows as they stand."""
    with store.read() as session:
        return [tuple(row) for row in session.execute(select(Person.__table__).order_by(Person.id))]


@pytest.mark.feature("DA-10")
def test_undo_after_an_import_takes_out_exactly_its_rows(store):
    add(store, "먼저 있던 사람")
    with store.operation("신청자 456명 가져오기") as op:
        ids = op.insert_many(Person, [{"name": f"신청자{number}"} for number in range(456)])
        op.insert_many(Trainee, [{"person_id": person_id} for person_id in ids])
    assert history.next_undo(store).name == "신청자 456명 가져오기"
    changes = history.undo(store)
    assert {table: len(rows) for table, rows in changes.deleted.items()} == {"person": 456, "trainee": 456}
    assert people(store) == ["먼저 있던 사람"]


@pytest.mark.feature("DA-10")
def test_a_hundred_steps_back_and_forth_across_a_restart(store, clock):
    person_id = add(store, "이름0")[0]
    for number in range(1, 121):
        rename(store, person_id, f"이름{number}")
    store.close()
    with Store.open(store.location, user="김주무관", clock=clock) as again:
        for number in reversed(range(120)):
            history.undo(again)
            assert people(again) == [f"이름{number}"]
        for _ in range(1, 121):
            history.redo(again)
        assert people(again) == ["이름120"]


@pytest.mark.feature("DA-10")
def test_redo_brings_back_the_same_rows_under_the_same_ids(store):
    add(store, "홍길동", "김민수")
    before = everything(store)
    history.undo(store)
    assert everything(store) == []
    history.redo(store)
    assert everything(store) == before


def test_a_new_operation_ends_the_chance_to_redo(store):
    add(store, "홍길동")
    history.undo(store)
    add(store, "김민수")
    assert history.next_redo(store) is None
    with pytest.raises(UserError, match="다시 실행할 작업이 없습니다"):
        history.redo(store)


def test_an_export_after_an_undo_leaves_the_redo(store):
    add(store, "홍길동")
    history.undo(store)
    with store.operation("내보내기", sealed="내보낸 파일은 되돌릴 수 없습니다.") as op:
        op.touch()
    assert history.redo(store).name == "다시 실행: 사람 추가"


def test_deletion_is_undone_with_everything_the_row_held(store):
    person_id = add(store, "홍길동")[0]
    with store.operation("수정") as op:
        person = op.get(Person, person_id)
        person.birth_date, person.phone = dt.date(1998, 3, 1), "010-1234-5678"
    before = everything(store)
    with store.operation("삭제") as op:
        op.delete(op.get(Person, person_id))
    history.undo(store)
    assert everything(store) == before


@pytest.mark.feature("DA-10")
def test_an_operation_whose_rows_changed_since_is_refused_whole(store):
    ids = add(store, "홍길동", "김민수")
    first = history.next_undo(store).id
    rename(store, ids[1], "김민서")
    before = everything(store)
    with pytest.raises(UserError, match="김민서\\(으\\)로 수정"):
        history.undo(store, first)
    assert everything(store) == before
    history.undo(store)
    history.undo(store, first)
    assert people(store) == []


def test_an_edit_overwritten_by_a_later_one_is_not_taken_back_over_it(store):
    person_id = add(store, "홍길동")[0]
    rename(store, person_id, "홍길순")
    middle = history.next_undo(store).id
    rename(store, person_id, "홍길자")
    with pytest.raises(UserError, match="다시 바뀌어"):
        history.undo(store, middle)
    assert people(store) == ["홍길자"]


def test_edits_of_other_columns_do_not_stand_in_the_way(store):
    person_id = add(store, "홍길동")[0]
    rename(store, person_id, "홍길순")
    middle = history.next_undo(store).id
    with store.operation("전화 수정") as op:
        op.get(Person, person_id).phone = "010-1234-5678"
    history.undo(store, middle)
    with store.read() as session:
        person = session.get(Person, person_id)
        assert (person.name, person.phone) == ("홍길동", "010-1234-5678")


def test_what_others_use_is_not_taken_from_under_them(store):
    person_id = add(store, "홍길동")[0]
    first = history.next_undo(store).id
    with store.operation("교육생") as op:
        op.add(Trainee(person_id=person_id))
    with pytest.raises(UserError, match="이 기록에 이어진 다른 기록"):
        history.undo(store, first)
    assert people(store) == ["홍길동"]


def test_a_sealed_operation_says_why_it_stays(store):
    with store.operation("번호 발급", sealed="발급한 번호는 되돌릴 수 없습니다. 폐기해 주세요.") as op:
        op.add(Person(name="홍길동"))
    assert history.next_undo(store) is None
    with pytest.raises(UserError, match="폐기해 주세요"):
        history.undo(store, op.id)


def test_undo_is_for_ones_own_work(store, clock):
    add(store, "홍길동")
    with Store.open(store.location, user="이주무관", clock=clock) as other:
        assert history.next_undo(other) is None


def test_nothing_is_undone_twice(store):
    add(store, "홍길동")
    first = history.next_undo(store).id
    history.undo(store)
    with pytest.raises(UserError, match="이미 되돌린"):
        history.undo(store, first)


@pytest.mark.feature("DA-11")
def test_the_history_of_a_record_tells_who_when_from_what_to_what_and_why(store, clock):
    person_id = add(store, "홍길동")[0]
    clock.advance(hours=2)
    with store.operation("연락처 수정", user="이주무관", reason="본인 요청") as op:
        op.get(Person, person_id).phone = "010-1234-5678"
    newest, first = history.of_record(store, [("person", person_id)])
    assert (newest.field, newest.old, newest.new) == ("phone", None, "010-1234-5678")
    assert (newest.user, newest.reason, newest.at) == ("이주무관", "본인 요청", clock())
    assert (first.action, first.operation) == ("추가", "사람 추가")


@pytest.mark.feature("DA-11")
def test_an_earlier_day_shows_that_days_rows(store, clock):
    kept, gone = add(store, "홍길동", "김민수")
    that_day = clock()
    clock.advance(days=3)
    rename(store, kept, "홍길순")
    add(store, "나중 사람")
    with store.operation("삭제") as op:
        op.delete(op.get(Person, gone))
    history.undo(store)
    with store.operation("또 삭제") as op:
        op.delete(op.get(Person, gone))
    with history.as_at(store, that_day) as past:
        assert people(past) == ["홍길동", "김민수"]
        with pytest.raises(UserError, match="읽기 전용"), past.operation("고치기"):
            pytest.fail("지난 날은 고칠 수 없습니다")
    assert people(store) == ["홍길순", "나중 사람"]


def test_bulk_inserts_keep_the_journal_small(store):
    add(store, *[f"신청자{number}" for number in range(456)])
    from desktop.model.journal import Change

    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Change)) == 1


@pytest.mark.feature("DA-11")
def test_an_earlier_day_is_searched_by_that_days_names(store, clock):
    changes = records.save(store, "trainees", {"name": "김민수", "birth_date": "1998-03-01"})
    that_day = clock()
    clock.advance(days=1)
    records.save(store, "trainees", {"name": "박지현"}, record_id=changes.inserted["trainee"][0])
    with history.as_at(store, that_day) as past:
        found = {
            typed: Listing(past.engine, TRAINEES, Criteria(search=typed)).count()
            for typed in ("ㄱㅁㅅ", "ㅂㅈㅎ")
        }
    assert found == {"ㄱㅁㅅ": 1, "ㅂㅈㅎ": 0}


def test_a_person_taken_out_and_put_back_later_stood_that_day_as_before(store, clock):
    person_id = add(store, "홍길동")[0]
    that_day, before = clock(), everything(store)
    clock.advance(days=1)
    rename(store, person_id, "홍길순")
    with store.operation("삭제") as op:
        op.delete(op.get(Person, person_id))
    history.undo(store)
    rename(store, person_id, "홍길자")
    with history.as_at(store, that_day) as past:
        assert everything(past) == before


def test_the_history_on_a_card_of_an_earlier_day_ends_with_it(store, clock):
    person_id, gone = add(store, "홍길동", "김민수")
    rename(store, person_id, "홍길순")
    with store.operation("삭제") as op:
        op.delete(op.get(Person, gone))
    that_day = clock()
    clock.advance(days=1)
    rename(store, person_id, "홍길자")
    with history.as_at(store, that_day) as past:
        told = [line.new for line in history.of_record(past, [("person", person_id)]) if line.field == "name"]
    assert told == ["홍길순"]


def test_looking_back_can_be_given_up(store):
    add(store, "홍길동")

    def stop(done, _total):
        if done > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        history.as_at(store, store.clock(), progress=stop)
    assert people(store) == ["홍길동"]


@pytest.fixture
def voided(store):
    """Somebody was added, and then something done that has no way back; its id."""
    add(store, "홍길동")
    with store.operation("수료증 폐기", sealed="폐기한 번호는 되돌릴 수 없습니다.") as op:
        op.add(Person(name="폐기 대신"))
    return op.id


@pytest.mark.feature("DA-10")
def test_what_cannot_be_undone_is_said_and_only_the_next_undo_goes_further(store, voided):
    before = everything(store)
    assert history.final_in_the_way(store).id == voided
    with pytest.raises(UserError, match=r"'수료증 폐기'는 되돌리지 않았습니다. 폐기한 번호는.*'사람 추가'"):
        history.undo(store)
    assert everything(store) == before
    assert history.final_in_the_way(store) is None
    assert history.undo(store).name == "되돌리기: 사람 추가"


@pytest.mark.feature("DA-10")
def test_every_further_final_step_is_said_anew(store, voided):
    with pytest.raises(UserError, match="수료증 폐기"):
        history.undo(store)
    with store.operation("수료증 재발급", sealed="재발급한 기록은 되돌릴 수 없습니다.") as op:
        op.add(Person(name="재발급 대신"))
    with pytest.raises(UserError, match="수료증 재발급"):
        history.undo(store)
    history.undo(store)
    assert "홍길동" not in people(store)


def test_what_left_only_a_line_in_the_history_is_no_step_to_undo(store):
    add(store, "홍길동")
    with store.operation("내보내기", sealed="내보낸 파일은 되돌릴 수 없습니다.") as op:
        op.touch()
    history.undo(store)
    assert people(store) == []


@pytest.fixture
def namesake(store, clock):
    """Another desk whose account bears the same name."""
    with Store.open(store.location, user=store.user, desk="다른 자리", clock=clock) as opened:
        yield opened


@pytest.mark.feature("DA-10")
def test_undo_and_redo_are_for_this_desks_work_though_accounts_share_a_name(store, namesake):
    add(store, "홍길동")
    assert history.next_undo(namesake) is None
    with pytest.raises(UserError, match="되돌릴 작업이 없습니다"):
        history.undo(namesake)
    history.undo(store)
    assert history.next_redo(namesake) is None
    assert people(store) == []


def test_what_was_done_before_desks_were_told_apart_goes_by_the_name(store):
    add(store, "홍길동")
    with store.engine.connect().execution_options(ieum_write=True) as connection:
        connection.execute(update(Operation.__table__).values(desk=None))
        connection.commit()
    history.undo(store)
    assert people(store) == []


@pytest.mark.feature("DA-10")
def test_redo_does_again_what_was_taken_back_last(store):
    first = add(store, "가나다", title="첫째")[0]
    add(store, "라마바", title="둘째")
    with store.operation("첫째 삭제") as op:
        op.delete(op.get(Person, first))
    history.undo(store)
    history.undo(store, 1)
    assert history.redo(store).name == "다시 실행: 첫째"
    assert history.redo(store).name == "다시 실행: 첫째 삭제"
    assert people(store) == ["라마바"]
    with pytest.raises(UserError, match="다시 실행할 작업이 없습니다"):
        history.redo(store)


def test_undo_takes_back_what_was_done_again_last(store):
    add(store, "가나다", title="첫째")
    add(store, "라마바", title="둘째")
    history.undo(store, 1)
    history.redo(store)
    assert history.undo(store).name == "되돌리기: 첫째"
    assert people(store) == ["라마바"]


@pytest.mark.feature("DA-10")
def test_redo_of_what_another_desk_has_made_meanwhile_is_refused(store, other):
    settings.save(store, {"name": "서초구청"})
    history.undo(store)
    settings.save(other, {"name": "동대문구청"})
    with pytest.raises(UserError, match="같은 설정이 저장되었습니다"):
        history.redo(store)
    assert value(store, office.NAME) == "동대문구청"
