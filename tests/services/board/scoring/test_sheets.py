"""Score sheets on both databases: five judges by four criteria, closed to the total worked by hand, nothing lost to a blank."""

from types import SimpleNamespace

import pytest

from desktop.errors import UserError
from desktop.model.board import JudgeScore
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.rules.fields import show
from desktop.services.board.scoring import setting_up, sheets
from desktop.services.datafile import undoing
from desktop.services.kinds import LISTS
from desktop.services.records import cards, moves, records

pytestmark = pytest.mark.both_databases
ROWS = ((80, 70, 90, 60), (90, 80, 70, 70), (60, 60, 60, 60), (100, 90, 80, 90), (70, 80, 80, 90))
WEIGHTS = (("창의성", 30), ("실시가능성", 30), ("효율성", 20), ("계속성", 20))
NAMES = ("김하늘", "이바다", "박강산", "최들녘", "정가람")


@pytest.fixture
def board(store):
    """A term with four criteria, five judges and a proposal; ``board.sheet(judges)`` makes its sheet."""

    def saved(kind, table, **values):
        return records.save(store, kind, values, scope=scope).inserted[table][0]

    scope = Scope(today=store.today())
    scope = Scope(board_id=saved("boards", "board", name="슈퍼히어로 1기", year=2022), today=store.today())
    criteria = [
        saved("review_criteria", "review_criterion", title=title, weight=weight, highest=100)
        for title, weight in WEIGHTS
    ]
    judges = [saved("review_judges", "review_judge", name=name) for name in NAMES]
    proposal = saved("proposals", "proposal", title="걷기 좋은 거리")
    cells = {
        (criterion, judge): score * 100
        for judge, row in zip(judges, ROWS, strict=True)
        for criterion, score in zip(criteria, row, strict=True)
    }

    def sheet(count=5):
        return saved("score_sheets", "score_sheet", proposal_id=proposal, judges=tuple(judges[:count]))

    return SimpleNamespace(
        scope=scope,
        criteria=criteria,
        judges=judges,
        proposal=proposal,
        cells=cells,
        sheet=sheet,
        saved=saved,
    )


def put(store, sheet_id, **values):
    return records.save(store, "score_sheets", values, record_id=sheet_id)


def row(store, kind, scope):
    listing = Listing(store.engine, LISTS[kind], Criteria(scope=scope))
    (values,) = listing.page(0, 9)
    return {
        column.key: show(column.field, value)
        for column, value in zip(listing.columns, values[1:], strict=True)
    }


def linked(store, kind, record_id, scope):
    return [each.text for each in cards.card(store, kind, record_id, scope).linked]


@pytest.mark.feature("JB-13")
def test_five_judges_come_to_what_was_worked_by_hand(store, board):
    sheet_id = board.sheet()
    assert row(store, "score_sheets", board.scope)["blanks"] == "20"
    put(store, sheet_id, scores=board.cells)
    assert row(store, "score_sheets", board.scope)["standing"] == "마감 전"
    put(store, sheet_id, closed_on=store.today())
    seen = row(store, "score_sheets", board.scope)
    assert (seen["score"], seen["judges"], seen["standing"]) == ("77.7", "5", "마감")
    told = linked(store, "score_sheets", sheet_id, board.scope)
    assert told[1:] == [
        "김하늘: 75.0점", "이바다: 79.0점", "박강산: 60.0점 (뺌)", "최들녘: 91.0점 (뺌)", "정가람: 79.0점",
        "심사자 5명 가운데 총점이 가장 높은 한 명과 가장 낮은 한 명을 뺐습니다(최고 최들녘 91.0, 최저 박강산 60.0).",
    ]  # fmt: skip
    assert any("심사표: 77.7점" in each for each in linked(store, "proposals", board.proposal, board.scope))
    for status in ("제출", "검토"):
        moves.move(store, "proposals", [board.proposal], status, "", board.scope)
    assert row(store, "reviews", board.scope)["score"] == "77.7"


@pytest.mark.feature("JB-13")
def test_a_blank_keeps_a_sheet_open_and_is_named(store, board):
    sheet_id = board.sheet()
    blank = (board.criteria[1], board.judges[2])
    put(store, sheet_id, scores={place: value for place, value in board.cells.items() if place != blank})
    with pytest.raises(UserError, match="박강산의 실시가능성") as refused:
        put(store, sheet_id, closed_on=store.today())
    assert refused.value.field == "closed_on"
    assert row(store, "score_sheets", board.scope)["score"] == ""
    changes = put(store, sheet_id, scores={blank: 6000}, closed_on=store.today())
    assert row(store, "score_sheets", board.scope)["score"] == "77.7"
    undoing.undo(store, changes.operation_id)
    seen = row(store, "score_sheets", board.scope)
    assert (seen["score"], seen["blanks"], seen["closed_on"]) == ("", "1", "")


@pytest.mark.feature("JB-13")
def test_of_four_judges_nobody_is_dropped(store, board):
    sheet_id = board.sheet(4)
    own = {place: value for place, value in board.cells.items() if place[1] in board.judges[:4]}
    put(store, sheet_id, scores=own, closed_on=store.today())
    assert row(store, "score_sheets", board.scope)["score"] == "76.3"
    assert linked(store, "score_sheets", sheet_id, board.scope)[-1].startswith(
        "심사자가 4명이어서 아무도 빼지 않고"
    )


def test_what_is_closed_stands_until_it_is_opened_again(store, board):
    sheet_id = board.sheet()
    put(store, sheet_id, scores=board.cells, closed_on=store.today())
    place = (board.criteria[0], board.judges[0])
    for values in ({"scores": {place: 9000}}, {"judges": tuple(board.judges[:4])}):
        with pytest.raises(UserError, match="마감한 심사표"):
            put(store, sheet_id, **values)
    with pytest.raises(UserError, match="배점을 바꿀 수 없습니다"):
        records.save(store, "review_criteria", {"weight": 40}, record_id=board.criteria[0])
    with pytest.raises(UserError, match="지울 수 없습니다"):
        records.delete(store, "review_judges", board.judges[:1])
    put(store, sheet_id, closed_on=None, scores={place: 9000})
    assert row(store, "score_sheets", board.scope)["standing"] == "마감 전"


def test_scores_weights_and_criteria_that_cannot_be(store, board):
    sheet_id = board.sheet()
    with pytest.raises(UserError, match="김하늘: 창의성 점수 101은 0~100 밖"):
        put(store, sheet_id, scores={(board.criteria[0], board.judges[0]): 10100})
    put(store, sheet_id, scores={(board.criteria[0], board.judges[0]): 9000})
    with pytest.raises(UserError, match="만점보다 높은"):
        records.save(store, "review_criteria", {"highest": 50}, record_id=board.criteria[0])
    with pytest.raises(UserError, match="다른 기준만으로") as refused:
        board.saved("review_criteria", "review_criterion", title="적용범위", weight=10, highest=100)
    assert refused.value.field == "weight"
    with pytest.raises(UserError, match="이 기준은 20 %까지"):
        records.save(store, "review_criteria", {"weight": 21}, record_id=board.criteria[3])
    records.save(store, "review_criteria", {"weight": 10}, record_id=board.criteria[3])
    board.saved("review_criteria", "review_criterion", title="적용범위", weight=10, highest=100)
    assert row(store, "score_sheets", board.scope)["blanks"] == "24"
    with pytest.raises(UserError, match="심사표가 이미"):
        board.sheet()


def test_weights_that_lack_something_are_told_where_they_are_seen_and_keep_sheets_from_being_made(
    store, board
):
    sheet_id = board.sheet()
    assert setting_up.weights_in_words(store, board.scope.board_id) == "배점 비율의 합이 100 %입니다."
    records.delete(store, "review_criteria", [board.criteria[3]])
    told = "배점 비율의 합이 80 %입니다. 20 %가 모자랍니다."
    assert setting_up.weights_in_words(store, board.scope.board_id) == told
    assert setting_up.first_criterion(store, board.scope.board_id) == {"highest": 100, "weight": 20}
    assert linked(store, "score_sheets", sheet_id, board.scope)[1].startswith("배점 비율의 합이 80 %입니다.")
    with pytest.raises(UserError, match="합이 80 %") as refused:
        put(store, sheet_id, closed_on=store.today())
    assert refused.value.field == "closed_on"
    other = board.saved("proposals", "proposal", title="조용한 청사")
    with pytest.raises(UserError, match="합이 80 %") as refused:
        board.saved("score_sheets", "score_sheet", proposal_id=other, judges=tuple(board.judges))
    assert refused.value.field == "proposal_id"
    records.save(store, "review_criteria", {"weight": 40}, record_id=board.criteria[2])
    assert row(store, "score_sheets", board.scope)["blanks"] == "15"


def test_judges_come_and_go_and_all_goes_with_the_proposal(store, board):
    sheet_id = board.sheet(2)
    put(store, sheet_id, judges=(board.judges[0], board.judges[4]))
    with store.read() as session:
        assert list(sheets.read(session, sheet_id).judges.values()) == ["김하늘", "정가람"]
    records.delete(store, "review_judges", [board.judges[4]])
    records.delete(store, "proposals", [board.proposal])
    with store.read() as session:
        assert session.query(JudgeScore).count() == 0
