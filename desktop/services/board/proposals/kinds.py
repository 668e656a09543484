"""The kinds of record about proposals."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.model.board import (
    COMMENT_FIELDS,
    CONDITION_FIELDS,
    PROPOSAL_FIELDS,
    Authorship,
    Comment,
    Condition,
    Proposal,
)
from desktop.queries.board.proposals import PROPOSALS
from desktop.rules.board.states import PROPOSAL
from desktop.rules.fields import Field, Kind
from desktop.services.board import boards
from desktop.services.board.proposals import card, conditions, discussion, merging, moving, removal, writing
from desktop.services.datafile.holding import Held
from desktop.services.record_kind import Extra, Offered, RecordKind

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _importer() -> "Importer":
    from desktop.services.board.proposals.import_proposals import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


KINDS = (
    RecordKind(
        kind="proposals",
        table=Proposal,
        fields=PROPOSAL_FIELDS,
        label=lambda row: row.title,
        add=boards.add_proposal,
        after=moving.after,
        holds=(
            Held(Proposal, ("status",), moving.check_state),
            Held(Proposal, ("merged_into_id",), merging.check_level, came=True),
            Held(Proposal, ("proposed_on", "received_on"), writing.check_written),
            Held(Authorship, (), writing.check_written, of="proposal_id", came=True),
        ),
        extras=(
            Extra(
                Field("authors", "제안자", Kind.LINK, links_to="members"),
                lambda row: tuple(each.member_id for each in row.authorships),
            ),
        ),
        remove_parts=removal.remove_parts,
        list=PROPOSALS,
        flow=PROPOSAL,
        bars=moving.bars,
        asked=moving.asked,
        moving=moving.moving,
        parts=card.parts,
        line=card.line,
        links=card.links_of,
        chosen=Offered(
            select(Proposal).order_by(Proposal.title, Proposal.id),
            lambda _session, row: f"{row.title} ({row.status})",
            lambda scope: () if scope.board_id is None else (Proposal.board_id == scope.board_id,),
        ),
        importer=_importer,
        searched=True,
        past=True,
    ),
    RecordKind(
        kind="comments",
        table=Comment,
        fields=COMMENT_FIELDS,
        label=lambda row: f"{row.stance}: {row.words}",
        remove_parts=discussion.remove_replies,
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="conditions",
        table=Condition,
        fields=CONDITION_FIELDS,
        label=lambda row: f"{row.obstacle} {row.words or ''}".strip(),
        after=conditions.after,
        remove_parts=conditions.remove_parts,
        searched=False,
        past=False,
    ),
)
