"""Records through the one gate: dialogs, cells and blocks meet the same validators and make one undo step."""

import datetime as dt

import pytest

from desktop.errors import UserError
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.datafile import history
from desktop.services.kinds import LISTS
from desktop.services.records import cells, records
from desktop.services.records.cells import Cell

pytestmark = pytest.mark.both_databases

HONG = {"name": "홍길동", "birth_date": "1998-03-01", "phone": "01012345678"}


def rows(store, kind):
    return Listing(store.engine, LISTS[kind], Criteria(scope=Scope(today=store.today()))).page(0, 1000)


def added(changes, table):
    return changes.inserted[table][0]


def test_a_record_is_saved_in_its_standard_spelling(store):
    trainee_id = added(records.save(store, "trainees", HONG | {"name": "홍 길 동"}), "trainee")
    values = records.read(store, "trainees", trainee_id)
    assert (values["name"], values["birth_date"], values["phone"]) == (
        "홍길동",
        dt.date(1998, 3, 1),
        "010-1234-5678",
    )
    assert history.next_undo(store).name == "교육생 홍길동 추가"


def test_every_wrong_field_is_named_and_nothing_is_saved(store):
    with pytest.raises(UserError) as caught:
        records.save(store, "trainees", {"name": "", "birth_date": "2031-01-01", "phone": "123"})
    fields = {caught.value.field, *(error.field for error in caught.value.others)}
    assert fields == {"name", "birth_date", "phone"}
    assert rows(store, "trainees") == []


def test_what_stands_in_other_rows_is_read_like_fields(store):
    """A command or a sheet gives text where a dialog gives values."""
    board = added(records.save(store, "boards", {"name": "1기", "year": "2022"}), "board")
    scope = Scope(board_id=board, today=store.today())
    people = [
        added(records.save(store, "members", {"name": name, "department": "청소과"}, scope=scope), "member")
        for name in ("김하늘", "이바다", "박강산", "최들녘")
    ]
    proposal = added(records.save(store, "proposals", {"title": "걷기 좋은 거리"}, scope=scope), "proposal")
    secret = {"proposal_id": proposal, "held_on": "2022-09-14", "method": "비밀", "voters": people}
    for wrong, field in (
        ({"in_favour": "셋", "against": "1"}, "in_favour"),
        ({"in_favour": "-1"}, "in_favour"),
        ({"method": "이상"}, "method"),
        ({"voters": ["김하늘"]}, "voters"),
    ):
        with pytest.raises(UserError) as caught:
            records.save(store, "votes", secret | wrong)
        assert caught.value.field == field
    counts = {"in_favour": "3", "against": "1", "abstained": ""}
    vote = added(records.save(store, "votes", secret | counts), "vote")
    kept = records.read(store, "votes", vote)
    assert (kept["in_favour"], kept["against"], kept["abstained"]) == (3, 1, 0)
    with pytest.raises(UserError) as caught:
        records.save(store, "proposals", {"authors": "김하늘"}, record_id=proposal)
    assert caught.value.field == "authors"
    records.save(store, "proposals", {"authors": people[0]}, record_id=proposal)
    assert records.read(store, "proposals", proposal)["authors"] == (people[0],)


def test_the_same_person_as_member_and_trainee_is_one_person(store):
    records.save(store, "trainees", HONG)
    changes = records.save(store, "members", HONG | {"department": "감사담당관", "grade": "8급"})
    assert "person" not in changes.inserted


def test_two_people_of_one_name_stay_two(store):
    records.save(store, "trainees", HONG)
    changes = records.save(store, "trainees", HONG | {"birth_date": "1999-05-05", "phone": "010-9999-8888"})
    assert len(changes.inserted["person"]) == 1
    with pytest.raises(UserError, match="이미 교육생"):
        records.save(store, "trainees", HONG)


@pytest.mark.feature("DA-09")
def test_a_block_of_cells_is_one_step_and_bad_cells_stay_out(store):
    ids = [
        added(records.save(store, "trainees", {"name": f"홍길{last}", "birth_date": "1998-03-01"}), "trainee")
        for last in "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노"
    ]
    before = rows(store, "trainees")
    keys = ("phone", "email", "major", "school", "address")
    block = [
        Cell(row_id, key, text)
        for number, row_id in enumerate(ids)
        for key, text in zip(
            keys, (f"010{10000000 + number}", f"a{number}@example.com", "통계학", "", "방배동"), strict=True
        )
    ]
    block[0] = Cell(ids[0], "phone", "12")
    block[6] = Cell(ids[1], "email", "메일 아님")
    result = cells.edit(store, "trainees", block, name="붙여넣기")
    assert set(result.refused) == {block[0], block[6]}
    assert records.read(store, "trainees", ids[0])["phone"] is None
    assert records.read(store, "trainees", ids[2])["phone"] == "010-1000-0002"
    assert history.next_undo(store).name == "붙여넣기"
    history.undo(store)
    assert rows(store, "trainees") == before


def test_a_rule_broken_by_one_record_leaves_the_others_saved(store):
    first, second = (
        added(records.save(store, "companies", {"name": name, "registration_number": number}), "company")
        for name, number in (("가람데이터", "124-81-00998"), ("나래소프트", "220-81-62517"))
    )
    result = cells.edit(
        store,
        "companies",
        [Cell(first, "registration_number", "220-81-62517"), Cell(second, "field", "인공지능")],
    )
    assert [cell.record_id for cell in result.refused] == [first]
    assert result.changes.edited["company"] == [second]
    assert records.read(store, "companies", second)["field"] == "인공지능"


def test_cells_that_are_worked_out_are_not_written(store):
    trainee_id = added(records.save(store, "trainees", HONG), "trainee")
    result = cells.edit(store, "trainees", [Cell(trainee_id, "age", "20")])
    assert list(result.refused.values()) == [
        "이 칸은 여기서 바꿀 수 없습니다. Enter를 눌러 기록을 열고 고쳐 주세요."
    ]
    assert result.changes is None


def test_a_required_cell_cannot_be_cleared(store):
    trainee_id = added(records.save(store, "trainees", HONG), "trainee")
    result = cells.edit(store, "trainees", [Cell(trainee_id, "name", ""), Cell(trainee_id, "phone", "")])
    assert [cell.key for cell in result.refused] == ["name"]
    assert records.read(store, "trainees", trainee_id)["phone"] is None


def test_deleting_what_is_in_use_is_refused_whole(store):
    changes = records.save(
        store, "cohorts", {"name": "2022 기수", "year": 2022, "programme": "서초 AI칼리지"}
    )
    cohort_id = added(changes, "cohort")
    records.save(store, "trainees", HONG, scope=Scope(cohort_id=cohort_id, today=store.today()))
    with pytest.raises(UserError, match="다른 기록"):
        records.delete(store, "cohorts", [cohort_id])
    assert len(rows(store, "stages")) == 3


def test_a_deleted_record_comes_back_with_undo(store):
    trainee_id = added(records.save(store, "trainees", HONG), "trainee")
    before = rows(store, "trainees")
    records.delete(store, "trainees", [trainee_id])
    assert rows(store, "trainees") == []
    history.undo(store)
    assert rows(store, "trainees") == before
