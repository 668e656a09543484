"""교육생: everyone who applied, where each stands, and who goes on.

It is the page a start opens: the dialogs are imported when first asked for, so that the list does not wait for them.
"""

from desktop.errors import Progress
from desktop.rules.fields import Field, Kind
from desktop.services.records import choices
from desktop.services.training import cohort_moves
from desktop.services.training.programme import admit_to_next_stage
from desktop.ui.desk import Desk
from desktop.ui.records.record_page import RecordPage
from desktop.ui.table.list_source import Action, Needs


class TraineesPage(RecordPage):
    """The trainees of the cohort in work, each at the last stage reached."""

    def __init__(self, desk: Desk) -> None:
        from_sheet = Action(
            title=self.tr("엑셀 가져오기"),
            icon="import",
            run=self._import,
            shortcut="Ctrl+Shift+O",
        )
        add = Action(
            title=self.tr("교육생 추가"),
            icon="add",
            run=lambda _ids: self._open(),
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
                Action(
                    title=self.tr("다른 기수로 옮기기…"),
                    icon="stages",
                    run=self._move_to_cohort,
                    needs=Needs.SOME,
                    in_header=False,
                    allowed=lambda _ids: desk.scope.cohort_id is not None,
                ),
            ),
            primary=Action(
                title=self.tr("수료증 발급"),
                icon="medal",
                run=self._issue,
                shortcut="Ctrl+Shift+P",
            ),
            first=from_sheet,
            open_record=self._open,
        )

    def _open(self, trainee_id: int | None = None) -> None:
        from desktop.ui.training.dialogs import open_trainee

        open_trainee(self.desk, self, trainee_id)

    def _import(self, _ids: list[int]) -> None:
        from desktop.ui.importing.wizard import open_import

        open_import(self, self.desk, "trainees")

    def _issue(self, ids: list[int]) -> None:
        from desktop.ui.certificates.issuing import open_issue

        open_issue(self.desk, self, ids or None)

    def _move_to_cohort(self, ids: list[int]) -> None:
        """For those who came into the wrong cohort."""
        store, here = self.desk.store, self.desk.scope.cohort_id
        assert here is not None
        others = [each for each in choices.of(store, "cohorts", self.desk.scope) if each[0] != here]
        from desktop.ui.forms.form_dialog import FormDialog  # only when asked for: it brings Qt's form loader

        dialog = FormDialog(
            self,
            self.tr("{0}명을 다른 기수로 옮기기").format(f"{len(ids):,}"),
            "cohort_move",
            (Field("cohort_id", self.tr("옮길 기수"), Kind.LINK, required=True, links_to="cohorts"),),
            {},
            lambda values: cohort_moves.move(store, ids, here, values["cohort_id"]),
            choices=lambda _key: others,
            verb=self.tr("옮기기"),
        )
        dialog.exec()
        dialog.deleteLater()

    def _admit(self, ids: list[int]) -> None:
        def work(_progress: Progress) -> object:
            return admit_to_next_stage(self.desk.store, ids, self.desk.scope)

        self.desk.jobs.run(self, self.tr("다음 단계로 올리기"), work, lambda _changes: None)
