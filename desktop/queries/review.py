"""The lists of the review: the clock of each proposal, what departments were asked, what authors were told."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased, join

from desktop.model.board import (
    NOTICE_FIELDS,
    OPINION_FIELDS,
    REVIEW_FIELDS,
    Board,
    BoardTeam,
    Notice,
    Opinion,
    Proposal,
    Review,
    Supplement,
    Theme,
)
from desktop.queries.board.merged import its_own_and_merged, rests_with_kept
from desktop.queries.board.pilots import INDICATORS, PILOTS
from desktop.queries.board.scores import TOTAL, total_of
from desktop.queries.board.votes import RESULT_TONES, RESULTS, last_result
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.board.states import PROPOSAL, RESTING, ProposalStatus
from desktop.rules.fields import Field, Kind
from desktop.rules.flows import Tone
from desktop.rules.review.clock import Colour

_review = {field.key: field for field in REVIEW_FIELDS}
_opinion = {field.key: field for field in OPINION_FIELDS}
GOING, ANSWERED = "진행 중", "답함"
TO_BE_TOLD = "통지 필요"
WAITING, SKIPPED = "기다림", "생략"
ASKED_AGAIN = "다시 물음"
_kept = aliased(Proposal)
_STATE = Column(
    Field("state", "상태", Kind.CHOICE, choices=PROPOSAL.statuses), Proposal.status, 90, tones=PROPOSAL.tones
)
_MERGED_INTO = Column(Field("merged_into", "합쳐진 곳"), _kept.title, 200, shown=False)
_ADOPTED = (ProposalStatus.ADOPTED.value, ProposalStatus.PARTLY_ADOPTED.value)


def _of_board(scope: Scope) -> Iterable[ColumnElement[bool]]:
    return () if scope.board_id is None else (Proposal.board_id == scope.board_id,)


_stopped = exists().where(Supplement.review_id == Review.id, Supplement.back_on.is_(None))


rests = or_(Proposal.status.in_(RESTING), Proposal.merged_into_id.is_not(None))
"""Whether nobody owes a proposal anything: it was taken back, waits or is over, or stands within another one."""


def clock_word(scope: Scope) -> ColumnElement[str]:
    """How the clock of a review stands, in a word."""
    return case(
        (Review.answered_on.is_not(None), ANSWERED),
        (rests, Colour.RESTING.value),
        (_stopped, Colour.STOPPED.value),
        (Review.due_on < scope.today, Colour.LATE.value),
        (Review.near_on <= scope.today, Colour.NEAR.value),
        else_=GOING,
    )


def needs_notice(scope: Scope) -> ColumnElement[bool]:
    """Adopted and not carried out, without a day it is expected on or with one that is over."""
    return and_(
        Proposal.status.in_(_ADOPTED),
        ~rests,
        Review.expected_on.is_(None) | (Review.expected_on < scope.today),
    )


def _opinions(*which: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count(Opinion.department.distinct()))
        .where(Opinion.proposal_id.in_(its_own_and_merged(Review.proposal_id).correlate(Review)), *which)
        .correlate(Review)
        .scalar_subquery()
    )


_outstanding = (Opinion.answered_on.is_(None), Opinion.skipped_reason.is_(None))


def _with_kept(source: FromClause) -> FromClause:
    return join(source, _kept, _kept.id == Proposal.merged_into_id, isouter=True)


def _reviews() -> FromClause:
    of_proposal = _with_kept(join(Review, Proposal, Proposal.id == Review.proposal_id))
    source = join(of_proposal, Board, Board.id == Proposal.board_id)
    source = join(source, Theme, Theme.id == Proposal.theme_id, isouter=True)
    return join(source, BoardTeam, BoardTeam.id == Proposal.team_id, isouter=True)


REVIEWS = ListSpec(
    kind="reviews",
    title="심사",
    noun="심사",
    counter="건",
    id=Review.id,
    source=lambda _scope: _reviews(),
    narrowed_to="boards",
    where=_of_board,
    columns=(
        Column(Field("title", "제안"), Proposal.title, 260, searched=True),
        _STATE,
        Column(_review["received_on"], Review.received_on, 110, editable=True),
        Column(Field("due_on", "답변 기한", Kind.DATE), Review.due_on, 110),
        Column(
            Field(
                "clock",
                "기한 상태",
                Kind.CHOICE,
                choices=(GOING, *(each.value for each in Colour if each), ANSWERED),
            ),
            clock_word,
            110,
            tones={
                GOING: Tone.PLAIN,
                Colour.NEAR.value: Tone.WARN,
                Colour.LATE.value: Tone.BAD,
                Colour.STOPPED.value: Tone.PLAIN,
                Colour.RESTING.value: Tone.PLAIN,
                ANSWERED: Tone.GOOD,
            },
        ),
        Column(Field("asked", "물은 부서", Kind.INTEGER, unit="곳"), _opinions(), 100),
        Column(Field("outstanding", "기다리는 의견", Kind.INTEGER, unit="곳"), _opinions(*_outstanding), 120),
        Column(
            Field("vote", "투표", Kind.CHOICE, choices=RESULTS),
            last_result(Review.proposal_id),
            90,
            tones=RESULT_TONES,
        ),
        Column(TOTAL, total_of(Review.proposal_id), 110),
        Column(Field("answered_on", "답한 날", Kind.DATE), Review.answered_on, 110),
        Column(_review["expected_on"], Review.expected_on, 120, editable=True),
        Column(_review["planned_on"], Review.planned_on, 130, editable=True),
        Column(
            Field("notice", "통지", Kind.CHOICE, choices=(TO_BE_TOLD,)),
            lambda scope: case((needs_notice(scope), TO_BE_TOLD), else_=None),
            100,
            tones={TO_BE_TOLD: Tone.WARN},
        ),
        Column(Field("extension_reason", "연장 사유"), Review.extension_reason, 160, shown=False),
        Column(_review["answer"], Review.answer, 240, editable=True, shown=False, searched=True),
        Column(Field("theme", "주제"), Theme.name, 150, shown=False),
        Column(Field("team", "팀"), BoardTeam.name, 120, shown=False),
        _MERGED_INTO,
        Column(Field("board", "기수"), Board.name, 150, shown=False),
    ),
    order=(("due_on", False),),
    tables=frozenset(
        {"review", "proposal", "board", "theme", "board_team", "opinion", "supplement", "vote", "score_sheet"}
    ),
    initials=(Proposal.title_initials,),
    empty="제안을 '검토'로 옮기면 접수일부터 기한을 셉니다. 전에 받은 제안은 '심사 추가'로 적어 주세요.",
)


def asked_again() -> ColumnElement[bool]:
    """Whether the department of an opinion was asked once more about the same proposal."""
    other = aliased(Opinion)
    later = or_(
        other.asked_on > Opinion.asked_on, and_(other.asked_on == Opinion.asked_on, other.id > Opinion.id)
    )
    same = and_(other.proposal_id == Opinion.proposal_id, other.department == Opinion.department)
    return exists().where(same, later).correlate(Opinion)


def _asked() -> FromClause:
    of_proposal = _with_kept(join(Opinion, Proposal, Proposal.id == Opinion.proposal_id))
    return join(of_proposal, Review, Review.proposal_id == Proposal.id, isouter=True)


OPINION_LIST = ListSpec(
    kind="opinions",
    title="부서 의견",
    noun="부서 의견",
    counter="건",
    id=Opinion.id,
    source=lambda _scope: _asked(),
    narrowed_to="boards",
    where=_of_board,
    columns=(
        Column(Field("title", "제안"), Proposal.title, 240, searched=True),
        Column(_opinion["department"], Opinion.department, 140, editable=True, searched=True),
        Column(
            Field(
                "standing",
                "답변",
                Kind.CHOICE,
                choices=(WAITING, Colour.LATE.value, Colour.RESTING.value, ANSWERED, SKIPPED),
            ),
            lambda scope: case(
                (Opinion.answered_on.is_not(None), ANSWERED),
                (Opinion.skipped_reason.is_not(None), SKIPPED),
                (rests_with_kept(), Colour.RESTING.value),
                (Opinion.due_on < scope.today, Colour.LATE.value),
                else_=WAITING,
            ),
            110,
            tones={
                WAITING: Tone.PLAIN,
                Colour.LATE.value: Tone.BAD,
                Colour.RESTING.value: Tone.PLAIN,
                ANSWERED: Tone.GOOD,
                SKIPPED: Tone.PLAIN,
            },
        ),
        Column(_opinion["asked_on"], Opinion.asked_on, 110, editable=True),
        Column(_opinion["due_on"], Opinion.due_on, 110, editable=True),
        Column(_opinion["answered_on"], Opinion.answered_on, 110),
        Column(_opinion["verdict"], Opinion.verdict, 110),
        Column(_opinion["text"], Opinion.text, 260, editable=True, searched=True),
        Column(_opinion["skipped_reason"], Opinion.skipped_reason, 180, editable=True, searched=True),
        replace(_STATE, shown=False),
        Column(Field("decided_on", "결정한 날", Kind.DATE), Review.answered_on, 110, shown=False),
        Column(
            Field("asked_again", "다시 물음", Kind.CHOICE, choices=(ASKED_AGAIN,)),
            lambda _scope: case((asked_again(), ASKED_AGAIN), else_=None),
            110,
            shown=False,
        ),
        _MERGED_INTO,
    ),
    order=(("title", False), ("asked_on", False)),
    tables=frozenset({"opinion", "proposal", "review"}),
    initials=(Proposal.title_initials,),
    empty="심사 목록에서 제안을 고르고 '의견 묻기'로 여러 부서에 한꺼번에 물어 주세요.",
)
_notice = {field.key: field for field in NOTICE_FIELDS}
NOTICES = ListSpec(
    kind="notices",
    title="지연 통지",
    noun="지연 통지",
    counter="건",
    id=Notice.id,
    source=lambda _scope: join(Notice, Proposal),
    narrowed_to="boards",
    where=_of_board,
    columns=(
        Column(Field("title", "제안"), Proposal.title, 260, searched=True),
        Column(_notice["told_on"], Notice.told_on, 110, editable=True),
        Column(_notice["expected_on"], Notice.expected_on, 120),
        Column(_notice["words"], Notice.words, 360, editable=True, searched=True),
    ),
    order=(("told_on", True),),
    tables=frozenset({"notice", "proposal"}),
    initials=(Proposal.title_initials,),
    empty="채택한 제안이 늦어지면 '통지 추가'로 언제 제안자에게 무엇을 알렸는지 적어 주세요.",
)
LISTS = (REVIEWS, OPINION_LIST, NOTICES, PILOTS, INDICATORS)
