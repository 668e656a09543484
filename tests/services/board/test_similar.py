"""Proposals like the one being written: found however they are spaced, in every term, on both databases."""

from itertools import product

import pytest

from desktop.model.board import Proposal
from desktop.queries import likeness
from desktop.queries.list_spec import Scope
from desktop.services.board.similar import similar
from desktop.services.datafile import undoing
from desktop.services.records import records

pytestmark = pytest.mark.both_databases

TITLES = (
    "걷기 좋은 쾌적한 거리",
    "주차장 이용 안내 개선",
    "민원 서식을 쉬운 말로 바꾸기",
    "안심 귀갓길 조명 늘리기",
    "청사 회의실 예약 간소화",
    "재활용 분리배출 안내판",
    "거리 청소 시간 조정",
)


@pytest.fixture
def scope(store):
    board = records.save(store, "boards", {"name": "슈퍼히어로 1기", "year": 2022}).inserted["board"][0]
    return Scope(board_id=board, today=store.today())


@pytest.fixture
def ids(store, scope):
    return [
        records.save(store, "proposals", {"title": title}, scope=scope).inserted["proposal"][0]
        for title in TITLES
    ]


def titles(store, text, **more):
    return [each.title for each in similar(store, text, **more)]


@pytest.mark.feature("JB-08")
def test_a_title_without_spaces_is_found_first_with_its_state_and_year(store, ids):
    found = similar(store, "걷기좋은거리")
    assert (found[0].title, found[0].status, found[0].year) == ("걷기 좋은 쾌적한 거리", "발굴", 2022)
    assert len(found) <= 5


@pytest.mark.feature("JB-08")
def test_among_a_thousand_a_title_without_spaces_is_among_the_first_five(store, scope, ids):
    words = ("걷기", "좋은", "쾌적한", "거리", "안전한", "공원", "골목", "나무", "버스", "도서관")
    many = [
        {"board_id": scope.board_id, "title": f"{one} {two} {three}", "status": "발굴"}
        for one, two, three in product(words, repeat=3)
        if "".join((one, two)) != "걷기좋은"
    ]
    with store.operation("많은 제안") as op:
        op.insert_many(Proposal, [*many, *({**each, "title": f"{each['title']} 둘"} for each in many[:100])])
    assert len(many) + 100 + len(TITLES) > 1_000
    found = titles(store, "걷기좋은거리")
    assert len(found) == 5
    assert "걷기 좋은 쾌적한 거리" in found


def test_a_body_is_found_by_what_it_tells(store, scope, ids):
    told = {"title": "작은 제안", "idea": "점심시간에 텅 빈 구내식당 자리를 공부하는 주민에게 내어 줍니다."}
    records.save(store, "proposals", told, scope=scope)
    asked = "구내식당의 빈자리를 점심시간 뒤에 주민들이 공부하는 데에 쓰도록 내어 주자는 생각이며 비용은 들지 않음"
    assert titles(store, asked)[0] == "작은 제안"


def test_the_proposal_itself_is_left_out(store, ids):
    assert TITLES[0] not in titles(store, TITLES[0], besides=ids[0])
    assert titles(store, TITLES[0])[0] == TITLES[0]


def test_what_is_changed_deleted_and_undone_is_found_as_it_stands(store, ids):
    changed = records.save(store, "proposals", {"title": "옥상 텃밭 가꾸기"}, record_id=ids[1])
    assert titles(store, "옥상텃밭")[:1] == ["옥상 텃밭 가꾸기"]
    assert "주차장 이용 안내 개선" not in titles(store, "주차장 이용")
    undoing.undo(store, changed.operation_id)
    assert titles(store, "주차장이용")[0] == "주차장 이용 안내 개선"
    assert titles(store, "옥상텃밭") == []


@pytest.mark.parametrize("text", ["", "가", " . ", '"', "ㅋ OR *"])
def test_too_little_and_marks_find_nothing_and_break_nothing(store, ids, text):
    assert titles(store, text) == []


def test_words_most_proposals_share_neither_hide_a_rare_one_nor_what_is_written_next(
    store, scope, monkeypatch
):
    monkeypatch.setattr(likeness, "_RECORDS_ASKED", 300)  # as 12,000 are among tens of thousands
    many = [
        {"board_id": scope.board_id, "title": f"걷기 좋은 거리 {place}", "status": "발굴"}
        for place in range(80)
    ]
    with store.operation("많은 제안") as op:
        op.insert_many(Proposal, many)
    asked = "거리에 옥상텃밭"
    assert len(titles(store, asked)) == 5
    records.save(store, "proposals", {"title": "옥상 텃밭"}, scope=scope)
    assert titles(store, asked)[0] == "옥상 텃밭"
    assert len(titles(store, "걷기 좋은 거리")) == 5
