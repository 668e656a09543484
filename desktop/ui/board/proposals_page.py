"""제안: what came out of the board, and where it stands."""

from desktop.ui.board.dialogs import open_proposal, open_themes
from desktop.ui.desk import Desk
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action


class ProposalsPage(RecordPage):
    """The proposals of the term in work, or of all terms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "proposals",
            actions=(
                Action(
                    title=self.tr("주제"),
                    icon="theme",
                    run=lambda _ids: open_themes(desk, self),
                    writes=False,
                ),
            ),
            primary=Action(
                title=self.tr("제안 추가"),
                icon="add",
                run=lambda _ids: open_proposal(desk, self),
                shortcut="Ctrl+N",
            ),
            open_record=lambda proposal_id: open_proposal(desk, self, proposal_id),
        )
