"""The dialogs of the training programme: a cohort with its stages, a stage, a trainee."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QLayout, QWidget

from desktop.errors import UserError
from desktop.rules.fields import Field, Kind
from desktop.services.datafile.changes import Changes
from desktop.services.records import choices
from desktop.services.training import cohort_cloning, cohort_moves, cohort_removal
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.kit.messages import tr
from desktop.ui.records.record_dialog import RecordDialog, run
from desktop.ui.records.record_list import RecordList
from desktop.ui.training.pages import COHORT, STAGE


def open_cohort(desk: Desk, parent: QWidget, cohort_id: int | None = None) -> Changes | None:
    """A cohort with its stages."""
    return run(CohortDialog(desk, parent, cohort_id))


def open_stage(
    desk: Desk, parent: QWidget, stage_id: int | None = None, cohort_id: int | None = None
) -> Changes | None:
    """A stage; a new one belongs to ``cohort_id``, or to the cohort in work."""
    scope = replace(desk.scope, cohort_id=cohort_id or desk.scope.cohort_id)
    return run(RecordDialog(desk, parent, STAGE, stage_id, scope=scope))


class CohortDialog(RecordDialog):
    """A cohort; its stages stand below its own values and are saved each on its own."""

    def __init__(self, desk: Desk, parent: QWidget | None, cohort_id: int | None = None) -> None:
        super().__init__(desk, parent, COHORT, cohort_id)
        if cohort_id is None:
            return
        note = self.form.findChild(QLabel, "stages_note")
        place = self.form.findChild(QLayout, "stages_box")
        assert isinstance(note, QLabel)
        assert isinstance(place, QLayout)
        note.hide()
        below = note.parentWidget()
        assert below is not None
        scope = replace(desk.scope, cohort_id=cohort_id)
        self.stages = RecordList(
            desk, "stages", scope, lambda above, stage_id: open_stage(desk, above, stage_id, cohort_id)
        )
        place.addWidget(self.stages)
        below.updateGeometry()
        self.make_room()


def move_to_cohort(desk: Desk, parent: QWidget, trainee_ids: Sequence[int]) -> None:
    """Asks which cohort the trainees belong to and moves them there from the one in work."""
    store, here = desk.store, desk.scope.cohort_id
    assert here is not None
    others = [each for each in choices.of(store, "cohorts", desk.scope) if each[0] != here]
    dialog = FormDialog(
        parent,
        tr("{0}명을 다른 기수로 옮기기").format(f"{len(trainee_ids):,}"),
        ONE_COLUMN,
        (Field("cohort_id", tr("옮길 기수"), Kind.LINK, required=True, links_to="cohorts"),),
        {},
        lambda values: cohort_moves.move(store, trainee_ids, here, values["cohort_id"]),
        choices=lambda _key: others,
        verb=tr("옮기기"),
    )
    dialog.exec()
    dialog.deleteLater()


class CloneDialog(FormDialog):
    """The name and year of a new cohort that is set up as another was."""

    def __init__(self, desk: Desk, parent: QWidget | None, cohort_id: int) -> None:
        store = desk.store
        super().__init__(
            parent,
            tr("지난 기수로 새 기수"),
            ONE_COLUMN,
            cohort_cloning.fields(store, cohort_id),
            cohort_cloning.proposed(store, cohort_id),
            lambda values: cohort_cloning.clone(store, cohort_id, **values),
            today=store.today(),
            verb=tr("만들기"),
        )


def clone_cohort(desk: Desk, parent: QWidget, cohort_id: int) -> None:
    """Asks for the new cohort's name and year, and puts it in work: its weekly hours and applicants come next."""
    dialog = CloneDialog(desk, parent, cohort_id)
    if dialog.exec():
        made = dialog.result_value.inserted["cohort"][0]
        desk.set_scope(cohort_id=made, board_id=desk.scope.board_id)
    dialog.deleteLater()


def remove_cohort(desk: Desk, parent: QWidget, cohort_id: int) -> None:
    """Says what would go, and takes it out as one operation that can be undone."""
    store = desk.store
    try:
        found = cohort_removal.contents(store, cohort_id)
    except UserError as error:
        messages.error(parent, error.message)
        return
    told = tr(
        "교육생 {0}명의 수강 기록과 단계, 팀 {1}개가 함께 지워집니다. 다른 기수에 없는 {2}명은 교육생 명단에서도"
        " 지워집니다. 잘못 지웠으면 '되돌리기'로 모두 되살릴 수 있습니다."
    ).format(f"{found.trainees:,}", f"{found.teams:,}", f"{found.only_here:,}")
    if messages.ask(parent, tr("'{0}' 기수를 통째로 지울까요?").format(found.name), tr("기수 지우기"), told):
        desk.jobs.run(
            parent,
            tr("기수 삭제"),
            lambda _progress: cohort_removal.remove(store, cohort_id),
            lambda _changes: None,
            cancellable=False,
        )
