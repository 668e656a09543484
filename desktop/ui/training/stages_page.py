"""기수와 단계: the runs of the programme and the steps each is made of."""

from desktop.errors import UserError
from desktop.services.training import cohort_removal
from desktop.services.training.programme import cohort_of_stage
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action
from desktop.ui.training.dialogs import open_cohort, open_stage


class StagesPage(RecordPage):
    """The stages of the cohort in work, or of all cohorts, with how many came into each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "stages",
            actions=(
                Action(
                    title=self.tr("단계 추가"),
                    icon="stages",
                    run=lambda ids: open_stage(desk, self, None, self._cohort(ids)),
                    allowed=lambda ids: self._cohort(ids) is not None,
                ),
                Action(
                    title=self.tr("기수 고치기"),
                    icon="edit",
                    run=lambda ids: open_cohort(desk, self, self._cohort(ids)),
                    allowed=lambda ids: self._cohort(ids) is not None,
                ),
                Action(
                    title=self.tr("기수 삭제…"),
                    icon="delete",
                    run=self._remove_cohort,
                    in_header=False,
                    allowed=lambda ids: self._cohort(ids) is not None,
                ),
            ),
            primary=Action(
                title=self.tr("기수 추가"), icon="add", run=lambda _ids: self._add_cohort(), shortcut="Ctrl+N"
            ),
            open_record=lambda stage_id: open_stage(desk, self, stage_id),
        )

    def _cohort(self, ids: list[int]) -> int | None:
        """The cohort of the stage selected first, else the one in work."""
        return cohort_of_stage(self.desk.store, ids[0]) if ids else self.desk.scope.cohort_id

    def _remove_cohort(self, ids: list[int]) -> None:
        """Says what would go, and takes it out as one operation that can be undone."""
        store, cohort_id = self.desk.store, self._cohort(ids)
        if cohort_id is None:
            return
        try:
            found = cohort_removal.contents(store, cohort_id)
        except UserError as error:
            messages.error(self, error.message)
            return
        told = self.tr(
            "교육생 {0}명의 수강 기록과 단계, 팀 {1}개가 함께 지워집니다. 다른 기수에 없는 {2}명은 교육생 명단에서도"
            " 지워집니다. 잘못 지웠으면 '되돌리기'로 모두 되살릴 수 있습니다."
        ).format(f"{found.trainees:,}", f"{found.teams:,}", f"{found.only_here:,}")
        question = self.tr("'{0}' 기수를 통째로 지울까요?").format(found.name)
        if messages.ask(self, question, self.tr("기수 지우기"), told):
            self.desk.jobs.run(
                self,
                self.tr("기수 삭제"),
                lambda _progress: cohort_removal.remove(store, cohort_id),
                lambda _changes: None,
                cancellable=False,
            )

    def _add_cohort(self) -> None:
        """A new cohort is put in work at once: its stages and applicants come next."""
        changes = open_cohort(self.desk, self)
        if changes:
            cohort_id = changes.inserted["cohort"][0]
            self.desk.set_scope(cohort_id=cohort_id, board_id=self.desk.scope.board_id)
