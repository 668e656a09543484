"""위원: who sits on the junior board."""

from desktop.ui.board.dialogs import open_board, open_member
from desktop.ui.desk import Desk
from desktop.ui.importing.wizard import open_import
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action


class MembersPage(RecordPage):
    """The members of the term in work, or of all terms, with their years of service."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "members",
            actions=(
                Action(title=self.tr("기수 추가"), icon="board", run=lambda _ids: self._add_board()),
                Action(
                    title=self.tr("기수 고치기"),
                    icon="edit",
                    run=lambda _ids: open_board(desk, self, desk.scope.board_id),
                    in_header=False,
                    allowed=lambda _ids: desk.scope.board_id is not None,
                ),
                Action(
                    title=self.tr("엑셀 가져오기"),
                    icon="import",
                    run=lambda _ids: open_import(self, desk, "members"),
                    shortcut="Ctrl+Shift+O",
                ),
            ),
            primary=Action(
                title=self.tr("위원 추가"),
                icon="add",
                run=lambda _ids: open_member(desk, self),
                shortcut="Ctrl+N",
            ),
            open_record=lambda member_id: open_member(desk, self, member_id),
        )

    def _add_board(self) -> None:
        """A new term is put in work at once: its members come next."""
        changes = open_board(self.desk, self)
        if changes:
            board_id = changes.inserted["board"][0]
            self.desk.set_scope(cohort_id=self.desk.scope.cohort_id, board_id=board_id)
