"""Ten proposals answered at once from a template; taken back at once; on both databases."""

import pytest
from sqlalchemy import select

from desktop.errors import UserError
from desktop.model.board import Review
from desktop.services.board.answers import answering
from desktop.services.board.proposals import merging
from desktop.services.datafile import undoing
from desktop.services.records import records

pytestmark = pytest.mark.both_databases
TEXT = "{제안자}님의 '{제안}' ({접수일} 접수): {상태} {시행 예정일} {사유}{풀릴 조건}"


@pytest.fixture
def reviews(store, year):
    """Ten proposals under review, by the ids of their reviews."""
    for number in range(1, 11):
        year.move(year.proposal(f"제안 {number}", authors=(year.members[0],)), "제출", "검토")
    with store.read() as session:
        return list(session.scalars(select(Review.id).order_by(Review.id)))


@pytest.fixture
def template(store):
    values = {"title": "검토 알림", "text": TEXT}
    return records.save(store, "answer_templates", values).inserted["answer_template"][0]


def proposal_of(store, review_id):
    with store.read() as session:
        return session.get_one(Review, review_id).proposal_id


def answers(store):
    with store.read() as session:
        return list(session.scalars(select(Review.answer).order_by(Review.id)))


def test_ten_are_answered_by_one_operation(store, reviews, template):
    texts = {key: each.text for key, each in answering.filled(store, template, reviews).items()}
    assert texts[reviews[0]] == "김하늘님의 '제안 1' (2022. 9. 16. 접수): 검토 미정 "
    changes = answering.answer(store, texts | {reviews[1]: "따로 쓴 답변"})
    assert changes.name == "답변 10건 적기"
    assert answers(store)[1:3] == ["따로 쓴 답변", "김하늘님의 '제안 3' (2022. 9. 16. 접수): 검토 미정"]
    undoing.undo(store, changes.operation_id)
    assert answers(store) == [None] * 10


def test_authors_of_what_was_merged_into_a_proposal_are_addressed_too(store, year, reviews, template):
    other = year.proposal("같은 뜻의 제안", authors=(year.members[1], year.members[0]))
    merging.merge(store, proposal_of(store, reviews[0]), [other])
    texts = answering.filled(store, template, reviews[:1])
    assert texts[reviews[0]].text.startswith("김하늘, 이바다님의 '제안 1'")


def test_all_are_kept_or_none(store, reviews):
    with pytest.raises(UserError, match="지워졌습니다"):
        answering.answer(store, {reviews[0]: "답변", 999: "답변"})
    with pytest.raises(UserError, match="한 건도"):
        answering.answer(store, dict.fromkeys(reviews, " "))
    assert answers(store) == [None] * 10


def test_a_template_with_an_unknown_place_is_refused_beside_its_text(store, template):
    for text in ("{이름}님께", "{제안"):
        with pytest.raises(UserError) as refused:
            records.save(store, "answer_templates", {"text": text}, record_id=template)
        assert refused.value.field == "text"
    assert records.read(store, "answer_templates", template)["text"] == TEXT


@pytest.mark.feature("JB-16")
def test_a_place_that_nothing_fills_and_the_state_are_told_before_it_is_kept(store, year, reviews, template):
    assert answering.filled(store, template, reviews[:1])[reviews[0]].blank == ("사유", "풀릴 조건")
    year.move(proposal_of(store, reviews[0]), "채택")
    assert [each.status for each in answering.drafts(store, reviews[:2])] == ["채택", "검토"]
