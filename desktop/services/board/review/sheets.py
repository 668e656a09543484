"""One-page sheets of proposals for 성과공유회, and for every author a sheet of what became of theirs."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.board.sheets import Sheet, sheets
from desktop.documents.saving import save
from desktop.errors import Progress, UserError, no_progress
from desktop.model.board import Authorship, Board, Condition, Member, Pilot, Proposal, Review
from desktop.rules.board.turns import silence_in_words, whose
from desktop.rules.review.pilots import show_progress
from desktop.services.board.proposals.card import last_heard_of, turn
from desktop.services.datafile.store import Store
from desktop.text.amounts import show_amount, show_hundredths
from desktop.text.dates import show_date

_GONE_OUT = "파일로 나간 것은 되돌릴 수 없습니다. 저장한 파일을 지워 주세요."


def write_proposals(
    store: Store, proposal_ids: Sequence[int], path: Path, progress: Progress = no_progress
) -> Path:
    """One page for each proposal, in the order given. Raises UserError for one that is gone, and where it cannot be saved."""
    with store.read() as session:
        told = []
        for done, proposal_id in enumerate(proposal_ids):
            progress(done, len(proposal_ids))
            told.append(_of_proposal(session, proposal_id))
    return _write(store, told, "제안서", path)


def write_outcomes(
    store: Store, proposal_ids: Sequence[int], path: Path, progress: Progress = no_progress
) -> Path:
    """One page for each author of these proposals, telling what became of each. Raises UserError where none has an author."""
    with store.read() as session:
        members = session.scalars(
            select(Member)
            .join(Authorship)
            .where(Authorship.proposal_id.in_(proposal_ids))
            .order_by(Member.id)
            .distinct()
        ).all()
        told = []
        for done, member in enumerate(members):
            progress(done, len(members))
            told.append(_of_author(session, member, proposal_ids, store.today()))
    if not told:
        raise UserError("고른 제안에 제안자가 없습니다. 제안에 제안자를 고른 뒤에 다시 해 주세요.")
    return _write(store, told, "그 뒤", path)


def _write(store: Store, told: Sequence[Sheet], title: str, path: Path) -> Path:
    pdf = sheets(told, title, store.today())
    landed = save(path, lambda draft: _put(draft, pdf), needs=len(pdf))
    if not store.read_only:
        with store.operation(f"{title} {len(told):,}장 저장", sealed=_GONE_OUT) as op:
            op.touch()
    return landed


def _of_proposal(session: Session, proposal_id: int) -> Sheet:
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise UserError("고른 제안이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
    board = session.get_one(Board, proposal.board_id)
    theme = f"{proposal.theme.policy.name} · {proposal.theme.name}" if proposal.theme else ""
    authors = ", ".join(each.member.person.name for each in proposal.authorships)
    day = show_date(proposal.proposed_on) if proposal.proposed_on else ""
    return Sheet(
        " · ".join(filter(None, (board.name, theme))),
        proposal.title,
        " · ".join(filter(None, (authors, day, proposal.status))),
        (
            ("현황과 문제", proposal.problem or ""),
            ("제안 내용", proposal.idea or ""),
            ("기대 효과", proposal.effect or ""),
            ("예산", "" if proposal.cost is None else show_amount(proposal.cost)),
            ("심사 결과", "\n".join(_answered(session, proposal))),
            ("시범운영", "\n".join(_tried_out(session, proposal))),
        ),
    )


def _tried_out(session: Session, proposal: Proposal) -> Iterator[str]:
    """Every pilot: where and when, how far each indicator came, what follows."""
    pilots = select(Pilot).where(Pilot.proposal_id == proposal.id).order_by(Pilot.starts_on, Pilot.id)
    for pilot in session.scalars(pilots):
        days = f"{show_date(pilot.starts_on)} ~ {show_date(pilot.ends_on) if pilot.ends_on else ''}".rstrip()
        yield " · ".join(filter(None, (pilot.place, days, pilot.verdict and f"판정: {pilot.verdict}")))
        for each in pilot.indicators:
            baseline, target = show_hundredths(each.baseline), show_hundredths(each.target)
            told = f"{each.name}: {baseline}에서 {target}{each.unit or ''}까지 목표"
            if each.actual is not None:
                share = show_progress(Decimal(each.baseline), Decimal(each.target), Decimal(each.actual))
                told += f", 결과 {show_hundredths(each.actual)} (달성률 {share})"
            yield told


def _answered(session: Session, proposal: Proposal) -> Iterator[str]:
    """What was answered, and when it is carried out from."""
    review = session.scalar(select(Review).where(Review.proposal_id == proposal.id))
    if review is not None and review.answer:
        yield review.answer
    if review is not None and review.expected_on:
        yield f"시행 예정일 {show_date(review.expected_on)}"


def _of_author(session: Session, member: Member, proposal_ids: Sequence[int], today: dt.date) -> Sheet:
    proposals = session.scalars(
        select(Proposal)
        .join(Authorship)
        .where(Authorship.member_id == member.id, Proposal.id.in_(proposal_ids))
        .order_by(Proposal.proposed_on, Proposal.id)
    )
    return Sheet(
        member.board.name,
        f"그 뒤: {member.person.name}님의 제안",
        member.department or "",
        tuple((each.title, "\n".join(_became(session, each, today))) for each in proposals),
    )


def _became(session: Session, proposal: Proposal, today: dt.date) -> Iterator[str]:
    """Its state with the reason, the answer, when it is carried out, under what a no is looked at again, and whose turn it is."""
    yield f"{proposal.status}: {proposal.reason}" if proposal.reason else proposal.status
    yield from _answered(session, proposal)
    last = select(Condition).where(Condition.proposal_id == proposal.id, Condition.state == proposal.status)
    condition = session.scalar(last.order_by(Condition.id.desc()).limit(1))
    if condition is not None:
        again = f"{show_date(condition.look_again_on)}에 다시 봄" if condition.look_again_on else ""
        yield "풀릴 조건: " + " · ".join(filter(None, (condition.obstacle, condition.words, again)))
    if whose(proposal.status):
        yield turn(session, proposal, today)
        if told := silence_in_words(last_heard_of(session, proposal), today):
            yield f"※ {told}"


def _put(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)
