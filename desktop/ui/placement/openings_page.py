"""인턴 모집: the places companies offer, and how many of them are taken."""

from desktop.ui.desk import Desk
from desktop.ui.placement.dialogs import open_match, open_opening
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action, Needs


class OpeningsPage(RecordPage):
    """The openings of the cohort in work; an intern is matched to one from here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "openings",
            actions=(
                Action(
                    title=self.tr("매칭 추가"),
                    icon="match",
                    run=lambda ids: open_match(desk, self, opening_id=ids[0]),
                    needs=Needs.ONE,
                ),
            ),
            primary=Action(
                title=self.tr("모집 추가"),
                icon="add",
                run=lambda _ids: open_opening(desk, self),
                shortcut="Ctrl+N",
            ),
            open_record=lambda opening_id: open_opening(desk, self, opening_id),
        )
