"""What stands on a proposal stays with it: which one it belongs to, its review, what is merged into it."""

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.services.board.review import opinions
from desktop.services.kinds import KINDS
from desktop.services.records import records

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
