"""The list of proposals of the junior board."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, SQLColumnExpression, case, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.board import (
    CONDITION_FIELDS,
    PROPOSAL_FIELDS,
    Authorship,
    Board,
    BoardTeam,
    Condition,
    Meeting,
    Member,
    Policy,
    Proposal,
    Theme,
)
from desktop.model.people import Person
from desktop.queries.board.merged import its_own_and_merged
from desktop.queries.list_spec import Column, ListSpec, Scope
from desktop.rules.board.conditions import NOT_KNOWN
from desktop.rules.board.states import OBSTACLES, PROPOSAL, WITH_CONDITION, ProposalStatus
from desktop.rules.fields import Field, Kind
from desktop.rules.flows import Tone

_proposal = {field.key: field for field in PROPOSAL_FIELDS}
_condition = {field.key: field for field in CONDITION_FIELDS}
HELD_FROM = Field(
    "held_from",
    "보류 전 상태",
    Kind.CHOICE,
    choices=tuple(move.to for move in PROPOSAL.moves(ProposalStatus.ON_HOLD)),
)
OBSTACLE = replace(_condition["obstacle"], required=False, choices=(*OBSTACLES, NOT_KNOWN))

_author = aliased(Person)
_names = (
    select(_author.name)
    .select_from(join(join(Authorship, Member), _author, Member.person_id == _author.id))
    .where(Authorship.proposal_id.in_(its_own_and_merged(Proposal.id).correlate(Proposal)))
    .group_by(Member.id, _author.name)
    .correlate(Proposal)
    .subquery()
)
_meeting = select(Meeting).where(Meeting.id == Proposal.meeting_id).correlate(Proposal)
_authors = select(func.aggregate_strings(_names.c.name, ", ")).scalar_subquery()


def standing_condition(column: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
    """A value of the condition a proposal stands under now; one of an earlier no or hold is none."""
    own = select(column).where(Condition.proposal_id == Proposal.id, Condition.state == Proposal.status)
    return own.order_by(Condition.id.desc()).limit(1).correlate(Proposal).scalar_subquery()


OBSTACLE_TOLD = case(
    (Proposal.status.in_(WITH_CONDITION), func.coalesce(standing_condition(Condition.obstacle), NOT_KNOWN)),
    else_=None,
)
"""What has to change for a no or a hold, or that it is not known."""


def _proposals() -> FromClause:
    themed = join(join(Proposal, Board), Theme, Theme.id == Proposal.theme_id, isouter=True)
    under = join(themed, Policy, Policy.id == Theme.policy_id, isouter=True)
    return join(under, BoardTeam, BoardTeam.id == Proposal.team_id, isouter=True)


def _within(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """One merged into another stands on that one's card, not in the list."""
    alone = Proposal.merged_into_id.is_(None)
    return (alone,) if scope.board_id is None else (alone, Proposal.board_id == scope.board_id)


PROPOSALS = ListSpec(
    kind="proposals",
    title="제안",
    noun="제안",
    counter="건",
    id=Proposal.id,
    source=lambda _scope: _proposals(),
    narrowed_to="boards",
    where=_within,
    columns=(
        Column(_proposal["title"], Proposal.title, 280, editable=True, searched=True),
        Column(Field("status", "상태", Kind.CHOICE, choices=PROPOSAL.statuses), Proposal.status, 90),
        Column(Field("theme", "주제"), Theme.name, 150, searched=True),
        Column(Field("policy", "운영방침", Kind.CHOICE), Policy.name, 90),
        Column(Field("authors", "제안자", Kind.NAME, private=True), _authors, 180, searched=True),
        Column(_proposal["proposed_on"], Proposal.proposed_on, 120, editable=True),
        Column(Field("team", "팀"), BoardTeam.name, 110, shown=False, searched=True),
        Column(Field("since", "이 상태부터", Kind.DATE), Proposal.status_on, 120, shown=False),
        Column(_proposal["received_on"], Proposal.received_on, 120, editable=True, shown=False),
        Column(_proposal["cost"], Proposal.cost, 120, editable=True),
        Column(Field("reason", "사유"), Proposal.reason, 160, shown=False),
        Column(OBSTACLE, OBSTACLE_TOLD, 110, shown=False, of_record=False, tones={NOT_KNOWN: Tone.WARN}),
        *(
            Column(_condition[each.key], standing_condition(each), width, shown=False, of_record=False)
            for each, width in ((Condition.words, 200), (Condition.look_again_on, 120))
        ),
        Column(HELD_FROM, Proposal.held_from, 120, shown=False, of_record=False),
        Column(_proposal["problem"], Proposal.problem, 240, editable=True, shown=False, searched=True),
        Column(_proposal["idea"], Proposal.idea, 240, editable=True, shown=False, searched=True),
        Column(_proposal["effect"], Proposal.effect, 240, editable=True, shown=False, searched=True),
        Column(
            Field("meeting", "나온 회의"),
            _meeting.with_only_columns(Meeting.title).scalar_subquery(),
            160,
            shown=False,
            of_record=False,
        ),
        Column(
            Field("met_on", "나온 회의 날짜", Kind.DATE),
            _meeting.with_only_columns(Meeting.held_on).scalar_subquery(),
            120,
            shown=False,
            of_record=False,
        ),
        Column(Field("board", "기수"), Board.name, 150, shown=False),
    ),
    order=(("title", False),),
    tables=frozenset(
        {"proposal", "authorship", "theme", "policy", "board_team", "board", "member", "person", "meeting"}
        | {"condition"}
    ),
    initials=(Proposal.title_initials,),
    empty="'제안 추가'로 토론에서 나온 제안을 적어 주세요.",
)
