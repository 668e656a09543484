"""The kinds of record about meetings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from desktop.model.board import (
    ACTION_ITEM_FIELDS,
    DECISION_FIELDS,
    IDEA_FIELDS,
    MEETING_FIELDS,
    ActionItem,
    Decision,
    Idea,
    Meeting,
    Proposal,
)
from desktop.queries.board.meetings import ACTION_ITEMS, IDEAS, MEETINGS
from desktop.queries.card import Linked
from desktop.rules.fields import Field, Kind
from desktop.services.board.links import to_proposal
from desktop.services.board.meetings import meetings, proposing
from desktop.services.datafile.holding import Held
from desktop.services.record_kind import Extra, Offered, RecordKind, plain_add

if TYPE_CHECKING:
    from desktop.services.intake.importer import Importer


def _present(row: Meeting) -> tuple[int, ...]:
    session = object_session(row)
    assert session is not None
    return meetings.present_at(session, row.id)


def _of_idea(session: Session, idea_id: int) -> Sequence[Linked]:
    idea = session.get_one(Idea, idea_id)
    made = session.scalars(select(Proposal).where(Proposal.idea_id == idea_id).order_by(Proposal.id))
    proposals = [to_proposal(row) for row in made]
    return [Linked(f"회의: {meetings.label(idea.meeting)}", "meetings", idea.meeting_id), *proposals]


def _of_item(session: Session, item_id: int) -> Sequence[Linked]:
    item = session.get_one(ActionItem, item_id)
    return [Linked(f"회의: {meetings.label(item.meeting)}", "meetings", item.meeting_id)]


def _meeting_importer() -> "Importer":
    from desktop.services.board.meetings.import_meetings import (
        IMPORTER,  # with the readers of sheets, only when asked for
    )

    return IMPORTER


def _item_importer() -> "Importer":
    from desktop.services.board.meetings.import_action_items import IMPORTER

    return IMPORTER


KINDS = (
    RecordKind(
        kind="meetings",
        table=Meeting,
        fields=MEETING_FIELDS,
        label=meetings.label,
        add=meetings.add_meeting,
        after=meetings.after,
        holds=(Held(Meeting, ("held_on",), meetings.check_held),),
        extras=(Extra(Field("present", "참석 위원", Kind.LINK, links_to="members"), _present),),
        remove_parts=meetings.remove_parts,
        links=meetings.links_of,
        list=MEETINGS,
        chosen=Offered(
            select(Meeting).order_by(Meeting.held_on.desc(), Meeting.id.desc()),
            lambda _session, row: meetings.label(row),
            lambda scope: () if scope.board_id is None else (Meeting.board_id == scope.board_id,),
        ),
        importer=_meeting_importer,
        searched=True,
        past=False,
    ),
    RecordKind(
        kind="action_items",
        table=ActionItem,
        fields=ACTION_ITEM_FIELDS,
        label=lambda row: row.task,
        add=plain_add(ActionItem),
        after=meetings.after_item,
        holds=(Held(ActionItem, ("due_on", "done_on"), meetings.check_item, came=True),),
        links=_of_item,
        list=ACTION_ITEMS,
        importer=_item_importer,
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="decisions",
        table=Decision,
        fields=DECISION_FIELDS,
        label=lambda row: row.content,
        add=plain_add(Decision),
        searched=False,
        past=False,
    ),
    RecordKind(
        kind="ideas",
        table=Idea,
        fields=IDEA_FIELDS,
        label=lambda row: row.content,
        add=plain_add(Idea),
        after=meetings.after_idea,
        remove_parts=proposing.refuse_ideas_proposed,
        links=_of_idea,
        list=IDEAS,
        searched=False,
        past=False,
    ),
)
