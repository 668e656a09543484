"""기업: who takes interns."""

from desktop.ui.desk import Desk
from desktop.ui.importing.wizard import open_import
from desktop.ui.placement.dialogs import open_company, open_opening
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action, Needs


class CompaniesPage(RecordPage):
    """The register of companies; the places one offers are added from here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "companies",
            actions=(
                Action(
                    title=self.tr("인턴 모집 추가"),
                    icon="job",
                    run=lambda ids: open_opening(desk, self, company_id=ids[0]),
                    needs=Needs.ONE,
                ),
                Action(
                    title=self.tr("엑셀 가져오기"),
                    icon="import",
                    run=lambda _ids: open_import(self, desk, "companies"),
                    shortcut="Ctrl+Shift+O",
                ),
            ),
            primary=Action(
                title=self.tr("기업 추가"),
                icon="add",
                run=lambda _ids: open_company(desk, self),
                shortcut="Ctrl+N",
            ),
            open_record=lambda company_id: open_company(desk, self, company_id),
        )
