"""기수와 단계: the runs of the programme and the steps each is made of."""

from desktop.services.training import cohort_of_stage
from desktop.ui.desk import Desk
from desktop.ui.kit.list_source import Action
from desktop.ui.kit.record_page import RecordPage
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
            ),
            primary=Action(
                title=self.tr("기수 추가"), icon="add", run=lambda _ids: self._add_cohort(), shortcut="Ctrl+N"
            ),
            open_record=lambda stage_id: open_stage(desk, self, stage_id),
        )

    def _cohort(self, ids: list[int]) -> int | None:
        """The cohort of the stage selected first, else the one in work."""
        return cohort_of_stage(self.desk.store, ids[0]) if ids else self.desk.scope.cohort_id

    def _add_cohort(self) -> None:
        """A new cohort is put in work at once: its stages and applicants come next."""
        changes = open_cohort(self.desk, self)
        if changes:
            cohort_id = changes.inserted["cohort"][0]
            self.desk.set_scope(cohort_id=cohort_id, board_id=self.desk.scope.board_id)
