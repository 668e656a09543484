"""Status moves on real records: allowed ones only, with their reason, in the history, and undone as they were made."""

import pytest

from desktop.errors import UserError
from desktop.queries.card import Fact
from desktop.queries.list_spec import Scope
from desktop.services.datafile import history
from desktop.services.records import cards, moves, records

pytestmark = pytest.mark.both_databases


@pytest.fixture
def scope(store):
    changes = records.save(
        store, "cohorts", {"name": "2022 기수", "year": 2022, "programme": "서초 AI칼리지"}
    )
    return Scope(cohort_id=changes.inserted["cohort"][0], today=store.today())


def proposal(store, title="걷기 좋은 거리"):
    return records.save(store, "proposals", {"title": title}).inserted["proposal"][0]


def trainee(store, scope, name="홍길동"):
    raw = {"name": name, "birth_date": "1998-03-01"}
    return records.save(store, "trainees", raw, scope=scope).inserted["trainee"][0]


NO = {"obstacle": "예산", "words": "본예산에 반영되면"}


def reviewed(store, scope, title="걷기 좋은 거리"):
    proposal_id = proposal(store, title)
    for to in ("제출", "검토"):
        moves.move(store, "proposals", [proposal_id], to, "", scope)
    return proposal_id


def status(store, proposal_id):
    return records.read(store, "proposals", proposal_id)["status"]


@pytest.mark.feature("JB-10")
def test_rejecting_without_a_reason_is_refused_and_nothing_moves(store, scope):
    proposal_id = reviewed(store, scope)
    with pytest.raises(UserError, match=r"걷기 좋은 거리: .*사유") as caught:
        moves.move(store, "proposals", [proposal_id], "불채택", " ", scope, NO)
    assert caught.value.field == "reason"
    assert status(store, proposal_id) == "검토"


@pytest.mark.feature("JB-10")
def test_every_move_is_logged_with_who_when_before_after_and_why(store, scope):
    proposal_id = reviewed(store, scope)
    moves.move(store, "proposals", [proposal_id], "불채택", "예산이 없음", scope, NO)
    line = next(
        line for line in history.of_record(store, [("proposal", proposal_id)]) if line.field == "status"
    )
    assert (line.user, line.old, line.new, line.reason) == ("김주무관", "검토", "불채택", "예산이 없음")
    assert line.at == store.clock()
    assert line.operation == "제안 '걷기 좋은 거리' '불채택'으로"
    card = cards.card(store, "proposals", proposal_id, scope)
    assert "상태  검토 → 불채택" in [line.what for line in card.history]
    assert Fact("사유", "예산이 없음") in card.facts


@pytest.mark.feature("JB-10")
def test_a_move_is_undone_with_its_reason_and_by_its_reverse(store, scope):
    proposal_id = proposal(store)
    moves.move(store, "proposals", [proposal_id], "보류", "예산이 없음", scope, NO)
    history.undo(store)
    assert status(store, proposal_id) == "발굴"
    history.redo(store)
    assert status(store, proposal_id) == "보류"
    moves.move(store, "proposals", [proposal_id], "발굴", "예산이 생김", scope)
    assert status(store, proposal_id) == "발굴"


def test_a_step_left_out_is_refused(store, scope):
    proposal_id = proposal(store)
    with pytest.raises(UserError, match="바꿀 수 있는 상태: 토론, 제출, 보류, 취하"):
        moves.move(store, "proposals", [proposal_id], "채택", "급함", scope)


def test_several_records_may_make_the_moves_all_of_them_may(store, scope):
    one, two = proposal(store, "가"), proposal(store, "나")
    assert [move.to for move in moves.allowed(store, "proposals", [one, two], scope)] == [
        "토론",
        "제출",
        "보류",
        "취하",
    ]
    moves.move(store, "proposals", [two], "토론", "", scope)
    assert [move.to for move in moves.allowed(store, "proposals", [one, two], scope)] == [
        "제출",
        "보류",
        "취하",
    ]


def test_several_move_together_or_not_at_all(store, scope):
    one, two = proposal(store, "가"), proposal(store, "나")
    moves.move(store, "proposals", [two], "토론", "", scope)
    with pytest.raises(UserError, match=r"^가: "):
        moves.move(store, "proposals", [two, one], "발굴", "되돌림", scope)
    assert (status(store, one), status(store, two)) == ("발굴", "토론")


def test_thirty_trainees_complete_in_one_step(store, scope):
    ids = [
        trainee(store, scope, f"홍길{last}")
        for last in "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노"
    ]
    for to in ("선발", "수강", "수료"):
        changes = moves.move(store, "trainees", ids, to, "", scope)
    assert len(changes.edited["enrolment"]) == 30
    assert changes.name == "교육생 30명 '수료'로"
    history.undo(store)
    assert next(move.to for move in moves.allowed(store, "trainees", ids, scope)) == "수료"


def test_a_trainee_outside_the_cohort_has_nothing_to_move(store, scope):
    outside = trainee(store, Scope(today=store.today()))
    assert moves.allowed(store, "trainees", [outside], scope) == ()
    with pytest.raises(UserError, match="홍길동: 단계에 들어 있지 않아"):
        moves.move(store, "trainees", [outside], "선발", "", scope)


def test_what_is_gone_allows_nothing(store, scope):
    assert moves.allowed(store, "proposals", [999], scope) == ()
    assert moves.allowed(store, "proposals", [], scope) == ()


def test_what_is_advised_to_whoever_is_in_no_stage_helps(store, scope):
    """Added once more with a cohort in work, a trainee stands in its first stage and can be moved."""
    nowhere = trainee(store, Scope(today=store.today()))
    with pytest.raises(UserError, match="'교육생 추가'로 다시 적으면"):
        moves.move(store, "trainees", [nowhere], "선발", "", scope)
    records.save(store, "trainees", {"name": "홍길동", "birth_date": "1998-03-01"}, scope=scope)
    assert moves.move(store, "trainees", [nowhere], "선발", "", scope).edited
