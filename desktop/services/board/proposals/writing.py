"""What holds of a proposal once it is written: who proposed it, and that its days follow one another."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.model.board import Authorship, Proposal
from desktop.rules.board.days import check_come, check_order
from desktop.services.board import boards, membership
from desktop.services.datafile.operations import Operation

_AUTHORS, _PROPOSED, _RECEIVED = "authors", "proposed_on", "received_on"


def after(op: Operation, proposal: Proposal, values: Mapping[str, Any]) -> None:
    """Keep who proposed it, where that is given. Raises UserError beside what was changed, as for a team of another term."""
    boards.check_links(op, proposal, values)
    known = {each.member_id for each in proposal.authorships}
    if _AUTHORS in values:
        _set_authors(op, proposal, values[_AUTHORS] or ())
    authors = [each.member_id for each in proposal.authorships]
    if _PROPOSED in values:
        key = _AUTHORS if _AUTHORS in values else _PROPOSED
        membership.check_authors(op, proposal, authors, key)
    else:  # who was an author already, of the same day, stays
        membership.check_authors(op, proposal, [each for each in authors if each not in known], _AUTHORS)
    if _RECEIVED in values:
        check_come("접수일", proposal.received_on, op.at.astimezone().date(), _RECEIVED)
    if key := next((each for each in (_RECEIVED, _PROPOSED) if each in values), ""):
        check_days(proposal, key)


def check_written(op: Operation, proposal: Proposal, _values: Mapping[str, Any]) -> None:
    """Raise UserError for an author who is no member on the day of the proposal, and for days out of order."""
    if proposal.proposed_on is not None:  # one without a day was its authors' on the day it was saved
        membership.check_authors(op, proposal, [each.member_id for each in proposal.authorships], _PROPOSED)
    check_days(proposal, _PROPOSED)


def check_days(proposal: Proposal, key: str) -> None:
    """Raise UserError, with the key, for one that was received before it was proposed."""
    check_order(("제안일", proposal.proposed_on), ("접수일", proposal.received_on), key)


def _set_authors(op: Operation, proposal: Proposal, member_ids: Iterable[int]) -> None:
    wanted = tuple(dict.fromkeys(member_ids))
    kept = [authorship for authorship in proposal.authorships if authorship.member_id in wanted]
    known = {authorship.member_id for authorship in kept}
    new = [Authorship(member_id=member_id) for member_id in wanted if member_id not in known]
    for authorship in proposal.authorships:
        if authorship not in kept:
            op.session.delete(authorship)  # an orphan found by the flush itself would miss the journal
    if new or len(kept) != len(proposal.authorships):
        proposal.authorships = [*kept, *new]
    op.session.flush()
