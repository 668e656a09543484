"""교육생: everyone who applied, where each stands, and who goes on."""

from desktop.errors import Progress
from desktop.services.training import admit_to_next_stage
from desktop.ui.desk import Desk
from desktop.ui.importing.wizard import open_import
from desktop.ui.kit.list_source import Action, Needs
from desktop.ui.kit.record_page import RecordPage
from desktop.ui.training.dialogs import open_trainee


class TraineesPage(RecordPage):
    """The trainees of the cohort in work, each at the last stage reached."""

    def __init__(self, desk: Desk) -> None:
        from_sheet = Action(
            title=self.tr("엑셀 가져오기"),
            icon="import",
            run=lambda _ids: open_import(self, desk, "trainees"),
            shortcut="Ctrl+Shift+O",
        )
        add = Action(
            title=self.tr("교육생 추가"),
            icon="add",
            run=lambda _ids: open_trainee(desk, self),
            shortcut="Ctrl+N",
        )
        super().__init__(
            desk,
            "trainees",
            actions=(
                add,
                Action(
                    title=self.tr("다음 단계로 올리기"), icon="arrow-right", run=self._admit, needs=Needs.SOME
                ),
                from_sheet,
            ),
            primary=Action(
                title=self.tr("수료증 발급"),
                icon="medal",
                run=self._issue,
                shortcut="Ctrl+Shift+P",
            ),
            first=from_sheet,
            open_record=lambda trainee_id: open_trainee(desk, self, trainee_id),
        )

    def _issue(self, ids: list[int]) -> None:
        # Imported when first asked for: what draws certificates takes 0.3 s, which opening the window should not wait for.
        from desktop.ui.certificates.issuing import open_issue

        open_issue(self.desk, self, ids or None)

    def _admit(self, ids: list[int]) -> None:
        def work(_progress: Progress) -> object:
            return admit_to_next_stage(self.desk.store, ids, self.desk.scope)

        self.desk.jobs.run(self, self.tr("다음 단계로 올리기"), work, lambda _changes: None)
