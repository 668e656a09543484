"""One-page sheets of proposals for 성과공유회, and for every author a sheet of what became of theirs."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from desktop.documents.board.sheets import Sheet, running_on, sheets
from desktop.documents.saving import nothing_more, save
from desktop.errors import Progress, UserError, no_progress
from desktop.model.board import Authorship, Board, Condition, Member, Pilot, Proposal, Review
from desktop.model.journal import UPDATE, Change
from desktop.rules.board.states import DECIDED, RESTING, WITH_REASON, ProposalStatus
from desktop.rules.board.turns import silence_in_words, whose
from desktop.rules.review.pilots import show_progress
from desktop.services.board.proposals.card import authors_of, last_heard_of, revivals, turn
from desktop.services.board.review import reviewing, settings
from desktop.services.datafile.settings import value
from desktop.services.datafile.store import Store
from desktop.services.office import settings as office
from desktop.text.amounts import show_amount, show_hundredths
from desktop.text.dates import show_date

_GONE_OUT = "파일로 나간 것은 되돌릴 수 없습니다. 저장한 파일을 지워 주세요."
_WITH_RESULT = frozenset((*DECIDED, *WITH_REASON))
_WITH_DAY = frozenset((*RESTING, ProposalStatus.IN_FORCE.value))
"""States whose day is another than that of the answer."""
_CARRIED_OUT = (ProposalStatus.IN_FORCE.value, ProposalStatus.ENDED.value)


def named(store: Store, proposal_ids: Sequence[int]) -> str:
    """What the file of these sheets is named after: the one proposal, or the term they are of; '' where they are gone."""
    with store.read() as session:
        first = session.get(Proposal, proposal_ids[0]) if proposal_ids else None
        if first is None:
            return ""
        return first.title if len(proposal_ids) == 1 else session.get_one(Board, first.board_id).name


def write_proposals(
    store: Store, proposal_ids: Sequence[int], path: Path, progress: Progress = no_progress
) -> Path:
    """One page for each proposal, in the order given. Raises UserError for one that is gone, and where it cannot be saved."""
    pdf = drawn(store, proposal_ids, progress)
    name = f"제안서 {len(proposal_ids):,}장 저장 (개인정보 성명): {path.name}"
    return write(path, pdf, lambda: log(store, name))


def drawn(store: Store, proposal_ids: Sequence[int], progress: Progress = no_progress) -> bytes:
    """The pages as PDF."""
    with store.read() as session:
        told = []
        for done, proposal_id in enumerate(proposal_ids):
            progress(done, len(proposal_ids))
            told.append(_of_proposal(session, proposal_id))
    return sheets(told, "제안서", store.today())


def write_outcomes(
    store: Store, proposal_ids: Sequence[int], path: Path, progress: Progress = no_progress
) -> Path:
    """A sheet for each author of these proposals and of those merged into them, telling what became of each.

    Raises UserError where none has an author.
    """
    return _write_to_authors(store, proposal_ids, path, progress)


def write_outcomes_of_term(store: Store, board_id: int, path: Path, progress: Progress = no_progress) -> Path:
    """The same of all proposals of a term."""
    return _write_to_authors(store, select(Proposal.id).where(Proposal.board_id == board_id), path, progress)


def _write_to_authors(
    store: Store, proposal_ids: Sequence[int] | Select[int], path: Path, progress: Progress
) -> Path:
    with store.read() as session:
        theirs = _by_author(session, proposal_ids)
        told, silent_after = [], value(session, settings.SILENT)
        for done, (member, proposals) in enumerate(theirs):
            progress(done, len(theirs))
            told.append(_of_author(session, member, proposals, silent_after, store.today()))
    if not told:
        raise UserError("제안자가 있는 제안이 없습니다. 제안에 제안자를 고른 뒤에 다시 해 주세요.")
    pdf = running_on(told, "그 뒤", store.today())
    name = f"그 뒤 {len(told):,}명 저장 (개인정보 성명): {path.name}"
    return write(path, pdf, lambda: log(store, name))


def write(path: Path, pdf: bytes, written: Callable[[], None] = nothing_more) -> Path:
    """Save what was drawn; ``written`` as `saving.save` calls it."""
    return save(path, lambda draft: _put(draft, pdf), written, needs=len(pdf), suffix=".pdf")


def log(store: Store, name: str) -> None:
    """Who took what out and when; of a file that is only looked at nothing can be written."""
    if not store.read_only:
        with store.operation(name, sealed=_GONE_OUT) as op:
            op.touch()


def of_id(session: Session, proposal_id: int) -> Proposal:
    """The proposal. Raises UserError where it is gone."""
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise UserError("고른 제안이 그 사이 지워졌습니다. 목록에서 다시 골라 주세요.")
    return proposal


def _of_proposal(session: Session, proposal_id: int) -> Sheet:
    proposal = of_id(session, proposal_id)
    board = session.get_one(Board, proposal.board_id)
    theme = f"{proposal.theme.policy.name} · {proposal.theme.name}" if proposal.theme else ""
    authors = ", ".join(each.person.name for each in authors_of(session, proposal.id))
    day = f"제안일 {show_date(proposal.proposed_on)}" if proposal.proposed_on else ""
    return Sheet(
        " · ".join(filter(None, (value(session, office.NAME), board.name, theme))),
        proposal.title,
        " · ".join(filter(None, (authors, day, proposal.status))),
        (
            ("되살리기", "\n".join(each.text for each in revivals(session, proposal))),
            ("현황과 문제", proposal.problem or ""),
            ("제안 내용", proposal.idea or ""),
            ("기대 효과", proposal.effect or ""),
            ("예산", "" if proposal.cost is None else show_amount(proposal.cost)),
            ("심사 결과", "\n".join(_decided(session, proposal))),
            ("시범운영", "\n".join(tried_out(session, proposal))),
        ),
    )


def tried_out(session: Session, proposal: Proposal) -> Iterator[str]:
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


def _decided(session: Session, proposal: Proposal) -> Iterator[str]:
    """What a review came to; nothing of one that is under way."""
    review = reviewing.of_proposal(session, proposal.id)
    if proposal.status in _WITH_RESULT or (review is not None and review.answered_on is not None):
        yield _state(proposal)
    yield from _answered(session, proposal)


def _state(proposal: Proposal) -> str:
    return f"{proposal.status}: {proposal.reason}" if proposal.reason else proposal.status


def _answered(session: Session, proposal: Proposal) -> Iterator[str]:
    """When it was answered and came to rest, the answer, when it is carried out from, under what a no is looked at again.

    Before that why only a part of what is carried out was adopted.
    """
    review = reviewing.of_proposal(session, proposal.id)
    if in_part := adopted_in_part(session, proposal):
        yield in_part
    if days := " · ".join(_days(proposal, review)):
        yield days
    if review is not None and review.answer:
        yield review.answer
    if review is not None and review.expected_on:
        yield f"시행 예정일 {show_date(review.expected_on)}"
    last = select(Condition).where(Condition.proposal_id == proposal.id, Condition.state == proposal.status)
    condition = session.scalar(last.order_by(Condition.id.desc()).limit(1))
    if condition is not None:
        again = f"{show_date(condition.look_again_on)}에 다시 봄" if condition.look_again_on else ""
        yield "풀릴 조건: " + " · ".join(filter(None, (condition.obstacle, condition.words, again)))


def adopted_in_part(session: Session, proposal: Proposal) -> str:
    """Why only a part of what is carried out was adopted; '' where that is not so.

    The journal tells: the state it went on to has a reason of its own, or none.
    """
    if proposal.status not in _CARRIED_OUT:
        return ""
    left = Change.before["status"].as_string()
    adoptions = select(left, Change.before["reason"].as_string()).where(
        Change.table_name == Proposal.__tablename__,
        Change.row_id == proposal.id,
        Change.action == UPDATE,
        left.in_((ProposalStatus.ADOPTED.value, ProposalStatus.PARTLY_ADOPTED.value)),
    )
    last = session.execute(adoptions.order_by(Change.id.desc()).limit(1)).first()
    if last is None or last[0] != ProposalStatus.PARTLY_ADOPTED:
        return ""
    return f"{last[0]}: {last[1]}"


def _days(proposal: Proposal, review: Review | None) -> Iterator[str]:
    if review is not None and review.answered_on:
        yield f"답한 날 {show_date(review.answered_on)}"
    if proposal.status in _WITH_DAY and proposal.status_on:
        yield f"{proposal.status}한 날 {show_date(proposal.status_on)}"


def _by_author(
    session: Session, proposal_ids: Sequence[int] | Select[int]
) -> list[tuple[Member, list[Proposal]]]:
    """Every author with what they wrote of these proposals and of those merged into them."""
    within = or_(Proposal.id.in_(proposal_ids), Proposal.merged_into_id.in_(proposal_ids))
    rows = session.execute(
        select(Member, Proposal)
        .join(Authorship, Authorship.member_id == Member.id)
        .join(Proposal, Proposal.id == Authorship.proposal_id)
        .where(within)
        .order_by(Member.id, Proposal.proposed_on, Proposal.id)
    )
    return [(member, [each for _, each in theirs]) for member, theirs in groupby(rows, itemgetter(0))]


def _of_author(
    session: Session, member: Member, proposals: Sequence[Proposal], silent_after: int, today: dt.date
) -> Sheet:
    return Sheet(
        " · ".join(filter(None, (value(session, office.NAME), member.board.name))),
        f"그 뒤: {member.person.name}님의 제안",
        member.department or "",
        tuple((each.title, "\n".join(_became(session, each, silent_after, today))) for each in proposals),
    )


def _became(session: Session, proposal: Proposal, silent_after: int, today: dt.date) -> Iterator[str]:
    """What it revives or was revived as, its state with the reason, what was answered, and whose turn it is.

    Of one merged into another, what became of that one.
    """
    yield from (each.text for each in revivals(session, proposal))
    merged_into, proposal = proposal.merged_into, proposal.merged_into or proposal
    yield f"합쳐진 곳 '{merged_into.title}': {_state(proposal)}" if merged_into else _state(proposal)
    yield from _answered(session, proposal)
    if whose(proposal.status):
        yield turn(session, proposal, today, on_paper=True)
        if told := silence_in_words(last_heard_of(session, proposal), today, silent_after):
            yield f"※ {told}"


def _put(draft: Path, data: bytes) -> None:
    draft.write_bytes(data)
