"""The dialogs of the training programme: a cohort with its stages, a stage, a trainee."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QLayout, QWidget

from desktop.queries.list_spec import Scope
from desktop.services.datafile.changes import Changes
from desktop.services.records import choices
from desktop.services.training.programme import PROGRAMME
from desktop.ui.desk import Desk
from desktop.ui.records.record_dialog import RecordDialog, RecordForm, run
from desktop.ui.records.record_list import RecordList


def _this_year(desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    year = desk.store.today().year
    return {"name": f"{PROGRAMME} {year}", "year": year, "programme": PROGRAMME}


def _next_stage(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    position = len(choices.of(desk.store, "stages", scope)) + 1
    return {"position": position, "attendance_minimum": 80, "score_minimum": 60}


COHORT = RecordForm("cohorts", "cohort", first=_this_year)
STAGE = RecordForm("stages", "stage", first=_next_stage)
TRAINEE = RecordForm("trainees", "trainee")


def open_trainee(desk: Desk, parent: QWidget, trainee_id: int | None = None) -> Changes | None:
    """A trainee; a new one applies for the first stage of the cohort in work."""
    return run(RecordDialog(desk, parent, TRAINEE, trainee_id))


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
