"""What stands on a proposal stays with it: which one it belongs to, its review, what is merged into it."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services.board.answers import answering
from desktop.services.board.proposals import card, merging
from desktop.services.board.review import due, opinions, reviewing
from desktop.services.datafile import undoing
from desktop.services.kinds import KINDS, LISTS
from desktop.services.records import cards, cells, moves, records

pytestmark = pytest.mark.both_databases
D = dt.date.fromisoformat


@pytest.fixture
def other(year):
    made = year.proposal("조용한 청사")
    year.move(made, "제출", "검토")
    return made


def ids(store, kind):
    with store.read() as session:
        return session.scalars(select(KINDS[kind].table.id).order_by(KINDS[kind].table.id)).all()


@pytest.mark.feature("JB-11")
def test_what_is_said_of_a_proposal_is_not_moved_to_another(store, year, proposal, other):
    opinions.ask(store, proposal, D("2022-09-14"), {"도로과": D("2022-09-21")})
    pilot = {"proposal_id": proposal, "place": "역", "starts_on": "2022-09-15"}
    made = {"opinions": ids(store, "opinions")[0], "reviews": ids(store, "reviews")[0]}
    made["pilots"] = records.save(store, "pilots", pilot).inserted["pilot"][0]
    for title, weight in (("창의성", 60), ("효율성", 40)):
        records.save(
            store, "review_criteria", {"title": title, "weight": weight, "highest": 100}, scope=year.scope
        )
    judge = records.save(store, "review_judges", {"name": "오세림"}, scope=year.scope).inserted[
        "review_judge"
    ]
    sheet = {"proposal_id": proposal, "judges": judge}
    made["score_sheets"] = records.save(store, "score_sheets", sheet).inserted["score_sheet"][0]
    vote = {"proposal_id": proposal, "held_on": "2022-09-14", "chose_for": year.members}
    made["votes"] = records.save(store, "votes", vote).inserted["vote"][0]
    for kind, row in made.items():
        with pytest.raises(UserError, match="제안은 추가한 뒤에 바꿀 수 없습니다") as refused:
            records.save(store, kind, {"proposal_id": other}, record_id=row)
        assert refused.value.field == "proposal_id"
        records.save(store, kind, {"proposal_id": proposal}, record_id=row)
    year.move(proposal, "시범")
    with pytest.raises(UserError, match="도로과"):
        year.move(proposal, "채택")


def test_an_idea_stays_with_the_meeting_its_proposal_came_from(store, year):
    first, second = year.meeting("1차 회의"), year.meeting("2차 회의")
    idea = records.save(store, "ideas", {"meeting_id": first, "content": "걷기 좋은 거리"}).inserted["idea"][
        0
    ]
    with pytest.raises(UserError, match="회의는 추가한 뒤에 바꿀 수 없습니다") as refused:
        records.save(store, "ideas", {"meeting_id": second}, record_id=idea)
    assert refused.value.field == "meeting_id"


def said_on(store, year, proposal):
    told = cards.card(store, "proposals", proposal, year.scope)
    return [each.text for each in told.linked if "의견" in each.text or each.kind == "opinions"]


def bar(store, year, proposal):
    offered = moves.offered(store, "proposals", [proposal], year.scope)
    return next(why for move, why in offered.items() if move.to == "채택")


@pytest.mark.feature("JB-11")
@pytest.mark.feature("JB-09")
def test_what_was_asked_of_a_merged_one_is_waited_for_with_the_one_it_is_in(store, year, proposal, other, at):
    opinions.ask(store, other, D("2022-09-14"), {"예산과": D("2022-09-21")})
    merging.merge(store, proposal, [other])
    at("2022-09-20")
    opinions.ask(store, proposal, D("2022-09-20"), {"도로과": D("2022-09-30")})
    records.save(
        store,
        "opinions",
        {"answered_on": "2022-09-20", "verdict": "수용"},
        record_id=ids(store, "opinions")[1],
    )
    assert bar(store, year, proposal) == "의견 기다림: 예산과"
    with pytest.raises(UserError, match="예산과가 아직 답하지 않았습니다"):
        year.move(proposal, "채택")
    with pytest.raises(UserError, match="예산과에는 이미"):
        opinions.ask(store, proposal, D("2022-09-20"), {"예산과": D("2022-09-30")})
    assert said_on(store, year, proposal) == [
        "부서 의견 2곳: 수용 1 · 기다림 1",
        "예산과 (조용한 청사): 기다림 (2022. 9. 21.까지)",
        "도로과: 수용 (2022. 9. 20.)",
    ]
    assert [each.department for each in opinions.stated(store, proposal)] == [
        "예산과 (조용한 청사)",
        "도로과",
    ]
    with store.read() as session:
        turn = card.line(session, proposal)
    assert turn == "지금 차례: 예산과, 9월 14일부터 7일째"
    with store.read() as session:
        assert [each.what for each in due.opinions(session, year.scope, store.clock())] == [
            "예산과 의견 받기"
        ]
    assert column(store, "outstanding") == {"걷기 좋은 거리": 1, "조용한 청사": 1}
    assert column(store, "asked") == {"걷기 좋은 거리": 2, "조용한 청사": 1}
    merging.part(store, proposal, other)
    assert (bar(store, year, proposal), bar(store, year, other)) == ("", "의견 기다림: 예산과")
    assert said_on(store, year, proposal) == ["도로과: 수용 (2022. 9. 20.)"]
    merging.merge(store, proposal, [other])
    records.save(store, "opinions", {"skipped_reason": "부서 폐지"}, record_id=ids(store, "opinions")[0])
    year.move(proposal, "채택")


def column(store, key):
    listing = Listing(store.engine, LISTS["reviews"], Criteria(scope=Scope(today=store.today())))
    places = [[each.key for each in listing.columns].index(each) + 1 for each in ("title", key)]
    return {row[places[0]]: row[places[1]] for row in listing.page(0, 100)}


def test_nobody_is_asked_about_a_rest_of_one_that_is_done_with(store, year, proposal, other):
    opinions.ask(store, other, D("2022-09-14"), {"예산과": D("2022-09-21")})
    merging.merge(store, proposal, [other])
    year.move(proposal, "취하", reason="그만둠")
    with store.read() as session:
        assert [*due.opinions(session, year.scope, store.clock())] == []


@pytest.mark.feature("JB-09")
def test_a_merged_proposal_is_not_worked_on_by_itself(store, year, proposal, other):
    for title, weight in (("창의성", 60), ("효율성", 40)):
        criterion = {"title": title, "weight": weight, "highest": 100}
        records.save(store, "review_criteria", criterion, scope=year.scope)
    judge = records.save(store, "review_judges", {"name": "오세림"}, scope=year.scope).inserted[
        "review_judge"
    ]
    merging.merge(store, proposal, [other])
    review = next(
        each for each in ids(store, "reviews") if records.read(store, "reviews", each)["proposal_id"] == other
    )
    records_of_it = {
        "opinions": {"department": "도로과", "asked_on": "2022-09-14"},
        "pilots": {"place": "역", "starts_on": "2022-09-15"},
        "notices": {"told_on": "2022-09-14", "expected_on": "2022-10-01", "words": "늦음"},
        "votes": {"held_on": "2022-09-14", "chose_for": year.members},
        "score_sheets": {"judges": judge},
        "reviews": {"received_on": "2022-09-14"},
    }

    def work():
        yield lambda: opinions.ask(store, other, D("2022-09-14"), {"도로과": D("2022-09-21")})
        yield lambda: reviewing.extend(store, review, 5, "현장 확인")
        yield lambda: year.move(other, "채택")
        for kind, values in records_of_it.items():
            yield lambda kind=kind, values=values: records.save(store, kind, {"proposal_id": other, **values})

    for act in work():
        with pytest.raises(UserError, match="합쳐진 제안입니다"):
            act()
    merging.part(store, proposal, other)
    reviewing.extend(store, review, 5, "현장 확인")
    opinions.ask(store, other, D("2022-09-14"), {"도로과": D("2022-09-21")})


@pytest.mark.feature("JB-12")
def test_a_review_that_is_stood_on_is_not_deleted_and_begun_again(store, year, proposal):
    row = ids(store, "reviews")[0]
    reviewing.extend(store, row, 30, "현장 확인")
    for to, given in (
        ("보완", None),
        ("검토", None),
        ("시범", None),
        ("채택", None),
        ("시행", None),
        ("종료", None),
    ):
        with pytest.raises(UserError, match="'제출'로 되돌린 뒤에"):
            records.delete(store, "reviews", [row])
        year.move(proposal, to, reason="사유", given=given)
    year.move(proposal, "시행", "채택", "검토", "취하", reason="잘못 옮김")
    with pytest.raises(UserError, match="'취하'인 동안"):
        records.delete(store, "reviews", [row])
    year.move(proposal, "검토", "제출", reason="다시 냄")
    records.delete(store, "reviews", [row])
    year.move(proposal, "검토")
    records.delete(store, "proposals", [proposal])
    assert ids(store, "reviews") == []


@pytest.mark.feature("JB-11")
def test_an_unanswered_opinion_stays_whatever_day_it_is_said_to_be_of(store, year, proposal, at):
    opinions.ask(store, proposal, D("2022-09-14"), {"예산과": D("2022-09-21")})
    row = ids(store, "opinions")[0]
    at("2022-09-20")
    cells.edit(store, "opinions", [cells.Cell(row, "asked_on", "2022-09-20")])
    with pytest.raises(UserError, match="답이 없는 채로 지울 수 없습니다"):
        records.delete(store, "opinions", [row])
    late = {"proposal_id": proposal, "department": "도로과", "asked_on": "2022-09-14"}
    added = records.save(store, "opinions", late).inserted["opinion"]
    records.delete(store, "opinions", added)  # written down today, maybe by mistake
    assert ids(store, "opinions") == [row]


@pytest.mark.feature("JB-16")
@pytest.mark.parametrize("first", ["불채택", "채택"])
def test_the_answer_of_the_first_decision_is_not_that_of_the_second(store, year, proposal, at, first):
    row = ids(store, "reviews")[0]
    year.move(proposal, first, reason="비쌈", given={"obstacle": "없음"} if first == "불채택" else None)
    answering.answer(store, {row: f"{first}되었습니다."})
    at("2022-09-20")
    changes = moves.move(store, "proposals", [proposal], "검토", "다시 봄", year.scope)
    assert (records.read(store, "reviews", row)["answer"], drafts(store, row)) == (None, "")
    undoing.undo(store, changes.operation_id)
    assert drafts(store, row) == f"{first}되었습니다."
    undoing.redo(store)
    year.move(proposal, "부분채택", reason="일부만")
    assert drafts(store, row) == ""


def drafts(store, review):
    return answering.drafts(store, [review])[0].text


def test_what_is_over_is_of_no_day_to_come(store, year, proposal, at):
    opinions.ask(store, proposal, D("2022-09-14"), {"예산과": D("2022-09-21")})
    row = ids(store, "opinions")[0]
    fresh = year.proposal("새로운 길")
    for kind, values, record, field in (
        ("opinions", {"answered_on": "2022-09-15", "verdict": "수용"}, row, "answered_on"),
        ("proposals", {"received_on": "2022-09-15"}, fresh, "received_on"),
        ("proposals", {"received_on": "2022-09-15"}, proposal, "received_on"),
    ):
        with pytest.raises(UserError, match="오늘보다 뒤입니다") as refused:
            records.save(store, kind, values, record_id=record)
        assert refused.value.field == field
    told = cells.edit(store, "proposals", [cells.Cell(fresh, "received_on", "2022-09-15")]).refused
    assert ["오늘" in each for each in told.values()] == [True]
    records.save(store, "opinions", {"answered_on": "2022-09-14", "verdict": "수용"}, record_id=row)
