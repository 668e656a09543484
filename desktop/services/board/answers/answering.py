"""Many reviewed proposals answered at once: a template filled in for each, the texts kept as one operation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.model.board import AnswerTemplate, Condition, Opinion, Proposal, Review
from desktop.queries.board.merged import its_own_and_merged
from desktop.rules.review.answers import PLACES, fill_in, left_blank
from desktop.services.board.proposals.card import authors_of
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.text.dates import show_date

UNKNOWN = "미정"
"""What stands in the place of a day that nobody has set."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A review to be answered: the title of its proposal and the state it is in, and the answer as it is kept."""

    review_id: int
    title: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A template filled in for one review, and its places that stayed ``blank``."""

    text: str
    blank: tuple[str, ...]


def drafts(store: Store, review_ids: Sequence[int]) -> list[Draft]:
    """In the order given. Raises UserError where one is gone."""
    with store.read() as session:
        rows = [_review(session, review_id) for review_id in review_ids]
        return [Draft(row.id, row.proposal.title, row.proposal.status, row.answer or "") for row in rows]


def filled(store: Store, template_id: int, review_ids: Sequence[int]) -> dict[int, Filled]:
    """The template filled in for each review, by its id. Raises UserError where it or a review is gone."""
    with store.read() as session:
        template = session.get(AnswerTemplate, template_id)
        if template is None:
            raise UserError("고른 답변 서식이 그 사이 지워졌습니다. 다른 서식을 골라 주세요.", "template")
        everywhere = {"기관": value(session, office.NAME) or "", "오늘": show_date(store.today())}
        found = {}
        for review_id in review_ids:
            values = everywhere | _values(session, _review(session, review_id))
            found[review_id] = Filled(fill_in(template.text, values), left_blank(template.text, values))
        return found


def answer(store: Store, texts: Mapping[int, str]) -> Changes:
    """Keep the answers by review, all or none; a blank one takes an answer away. Raises UserError where nothing is said at all."""
    if not any(text.strip() for text in texts.values()):
        raise UserError("답변을 한 건도 적지 않았습니다. 서식을 고르거나 글을 적어 주세요.", "template")
    with store.operation("답변 적기") as op:
        written = []
        for review_id, text in texts.items():
            review = op.get(Review, review_id)
            if (review.answer or "") != text.strip():
                review.answer = text.strip() or None
                written.append(review.proposal.title)
        op.session.flush()
        op.name = f"답변 적기: {written[0]}" if len(written) == 1 else f"답변 {len(written):,}건 적기"
    return op.changes


def _review(session: Session, review_id: int) -> Review:
    review = session.get(Review, review_id)
    if review is None:
        raise UserError("심사 기록이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
    return review


def _values(session: Session, review: Review) -> dict[str, str]:
    """What stands in the `PLACES` of one proposal."""
    proposal = review.proposal
    values = {
        "제안": proposal.title,
        "제안자": ", ".join(each.person.name for each in authors_of(session, proposal.id)),
        "주제": proposal.theme.name if proposal.theme else "",
        "접수일": show_date(review.received_on),
        "상태": proposal.status,
        "사유": proposal.reason or "",
        "부서 의견": _opinions(session, proposal),
        "시행 예정일": show_date(review.expected_on) if review.expected_on else UNKNOWN,
        "풀릴 조건": _condition(session, proposal),
    }
    assert values.keys() <= set(PLACES)
    return values


def _opinions(session: Session, proposal: Proposal) -> str:
    rows = session.scalars(
        select(Opinion)
        .where(Opinion.proposal_id.in_(its_own_and_merged(proposal.id)), Opinion.answered_on.is_not(None))
        .order_by(Opinion.asked_on, Opinion.id)
    )
    return ", ".join(" ".join(filter(None, (row.department, row.verdict))) for row in rows)


def _condition(session: Session, proposal: Proposal) -> str:
    rows = (
        select(Condition).where(Condition.proposal_id == proposal.id).order_by(Condition.id.desc()).limit(1)
    )
    row = session.scalar(rows)
    if row is None:
        return ""
    again = f"{show_date(row.look_again_on)}에 다시 봄" if row.look_again_on else ""
    return " · ".join(filter(None, (row.obstacle, row.words, again)))
