"""What is done with a review, offered where its proposal is looked at too."""

from dataclasses import replace
from typing import Any

from desktop.services.board.review import of_proposals
from desktop.ui.kit.commands import Command
from desktop.ui.records.screen import At
from desktop.ui.records.view import Here


def from_proposals(command: Command[Any]) -> Command[Any]:
    """``command`` of the list of reviews, for the list of proposals: it is run with the reviews of those selected."""

    def with_reviews(at: At | Here) -> At | Here:
        return replace(at, ids=tuple(of_proposals.reviews_of(at.desk.store, at.ids)))

    def refusal(at: At | Here) -> str:
        missing = of_proposals.no_review(at.desk.store, at.ids)
        return missing or (command.refusal(with_reviews(at)) if command.refusal else "")

    return replace(
        command,
        id=f"proposals.{command.id}",
        run=lambda at: command.run(with_reviews(at)),
        refusal=refusal,
        keys="",
        in_header=False,
    )
