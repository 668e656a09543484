"""The kinds of record of the junior board."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import (
    BOARD_FIELDS,
    MEMBER_FIELDS,
    POLICY_FIELDS,
    THEME_FIELDS,
    Authorship,
    Board,
    Member,
    Policy,
    Proposal,
    Theme,
)
from desktop.model.people import Person
from desktop.queries.board import BOARDS, MEMBERS, THEMES
from desktop.queries.card import Linked
from desktop.services.board import boards, membership
from desktop.services.board.answers import kinds as answers
from desktop.services.board.links import to_proposal
from desktop.services.board.meetings import kinds as meetings
from desktop.services.board.proposals import kinds as proposals
from desktop.services.board.review import kinds as review
from desktop.services.board.scoring import kinds as scoring
from desktop.services.board.teams import kinds as teams
from desktop.services.board.teams.leaders import led_by
from desktop.services.board.votes import kinds as votes
from desktop.services.datafile.holding import Held
from desktop.services.record_kind import Offered, RecordKind

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _proposals_of(session: Session, member_id: int) -> Sequence[Linked]:
    proposals = session.scalars(select(Proposal).join(Authorship).where(Authorship.member_id == member_id))
    return [to_proposal(row) for row in proposals]


def _on_members_card(session: Session, member_id: int) -> Sequence[Linked]:
    return [*led_by(session, member_id), *_proposals_of(session, member_id)]


def _importer() -> "Importer":
    from desktop.services.board.import_members import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


KINDS = (
    RecordKind(
        kind="members",
        table=Member,
        fields=MEMBER_FIELDS,
        label=lambda row: row.person.name,
        add=boards.add_member,
        after=membership.after,
        holds=(Held(Member, ("joined_on", "left_on"), membership.check_stay),),
        list=MEMBERS,
        links=_on_members_card,
        chosen=Offered(
            select(Member).join(Person).order_by(Person.name),
            lambda _session, row: " · ".join(filter(None, (row.person.name, row.department))),
            lambda scope: () if scope.board_id is None else (Member.board_id == scope.board_id,),
        ),
        importer=_importer,
        searched=True,
        past=True,
    ),
    RecordKind(
        kind="boards",
        table=Board,
        fields=BOARD_FIELDS,
        label=lambda row: row.name,
        add=boards.add_board,
        remove_parts=boards.remove_policies,
        list=BOARDS,
        chosen=Offered(select(Board).order_by(Board.year.desc(), Board.name), lambda _session, row: row.name),
        named=boards.find_board,
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="themes",
        table=Theme,
        fields=THEME_FIELDS,
        label=lambda row: row.name,
        add=boards.add_theme,
        after=boards.check_links,
        list=THEMES,
        chosen=Offered(
            select(Theme).join(Policy).order_by(Policy.id, Theme.name),
            lambda _session, row: f"{row.policy.name} · {row.name}",
            lambda scope: () if scope.board_id is None else (Theme.board_id == scope.board_id,),
        ),
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="policies",
        table=Policy,
        fields=POLICY_FIELDS,
        label=lambda row: row.name,
        add=boards.add_policy,
        chosen=Offered(
            select(Policy).order_by(Policy.id),
            lambda _session, row: row.name,
            lambda scope: () if scope.board_id is None else (Policy.board_id == scope.board_id,),
        ),
        searched=False,
        past=False,
    ),
    *teams.KINDS,
    *meetings.KINDS,
    *proposals.KINDS,
    *votes.KINDS,
    *scoring.KINDS,
    *answers.KINDS,
    *review.KINDS,
)
