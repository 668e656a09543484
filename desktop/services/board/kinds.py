"""The kinds of record of the junior board."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.model.board import (
    BOARD_FIELDS,
    MEMBER_FIELDS,
    POLICY_FIELDS,
    PROPOSAL_FIELDS,
    THEME_FIELDS,
    Authorship,
    Board,
    Member,
    Policy,
    Proposal,
    Theme,
)
from desktop.model.people import Person
from desktop.queries.board import MEMBERS, PROPOSALS
from desktop.queries.card import Linked
from desktop.rules.fields import Field, Kind
from desktop.rules.states import PROPOSAL
from desktop.services.board import boards
from desktop.services.board.proposals import moving
from desktop.services.board.review import kinds as review
from desktop.services.record_kind import Extra, Offered, RecordKind

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _proposals_of(session: Session, member_id: int) -> Sequence[Linked]:
    proposals = session.scalars(select(Proposal).join(Authorship).where(Authorship.member_id == member_id))
    return [Linked(f"제안: {row.title} ({row.status})", "proposals", row.id) for row in proposals]


def _authors_of(session: Session, proposal_id: int) -> Sequence[Linked]:
    members = session.scalars(select(Member).join(Authorship).where(Authorship.proposal_id == proposal_id))
    return [Linked(f"제안자 {row.person.name}", "members", row.id) for row in members]


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
        list=MEMBERS,
        links=_proposals_of,
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
        kind="proposals",
        table=Proposal,
        fields=PROPOSAL_FIELDS,
        label=lambda row: row.title,
        add=boards.add_proposal,
        after=boards.set_authors,
        extras=(
            Extra(
                Field("authors", "제안자", Kind.LINK, links_to="members"),
                lambda row: tuple(each.member_id for each in row.authorships),
            ),
        ),
        remove_parts=boards.remove_authorships,
        list=PROPOSALS,
        flow=PROPOSAL,
        asked=moving.asked,
        moving=moving.moving,
        links=_authors_of,
        chosen=Offered(
            select(Proposal).order_by(Proposal.title, Proposal.id),
            lambda _session, row: f"{row.title} ({row.status})",
            lambda scope: () if scope.board_id is None else (Proposal.board_id == scope.board_id,),
        ),
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
    *review.KINDS,
)
