"""인턴 매칭: who works where, from when to when, and what became of it."""

from desktop.ui.desk import Desk
from desktop.ui.placement.dialogs import open_match
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action


class MatchesPage(RecordPage):
    """The internships of the cohort in work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "matches",
            primary=Action(
                title=self.tr("매칭 추가"),
                icon="add",
                run=lambda _ids: open_match(desk, self),
                shortcut="Ctrl+N",
            ),
            open_record=lambda match_id: open_match(desk, self, match_id),
        )
