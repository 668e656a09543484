"""The screens of the training programme: everyone who applied, and the steps they go through."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.queries.list_spec import Scope
from desktop.services.datafile.changes import Changes
from desktop.services.records import choices
from desktop.services.training.programme import (
    admit_to_next_stage,
    cohort_of_stage,
    minimums,
    programme_name,
)
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records import in_work
from desktop.ui.records.screen import At, RecordForm, Screen
from desktop.ui.records.view import View
from desktop.ui.training.applications import pages as applications
from desktop.ui.training.attendance import pages as attendance
from desktop.ui.training.demo_day import pages as demo_day
from desktop.ui.training.figures import pages as figures
from desktop.ui.training.mentoring import pages as mentoring
from desktop.ui.training.selection import pages as selection
from desktop.ui.training.sessions import pages as sessions
from desktop.ui.training.survey import pages as survey
from desktop.ui.training.teams import pages as teams

# Dialogs are imported when first asked for: a start waits for its list only, and that of the trainees is its first.


def _this_year(desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    year = desk.store.today().year
    programme = programme_name(desk.store)
    return {"name": f"{programme} {year}", "year": year, "programme": programme}


def _next_stage(desk: Desk, scope: Scope) -> Mapping[str, Any]:
    position = len(choices.of(desk.store, "stages", scope)) + 1
    return {"position": position, **minimums(desk.store)}


COHORT = RecordForm("cohorts", "cohort", first=_this_year)
STAGE = RecordForm("stages", TWO_COLUMNS, first=_next_stage)
TRAINEE = RecordForm("trainees", "trainee")


def _open_cohort(
    desk: Desk, parent: QWidget, cohort_id: int | None = None, /, **_given: Any
) -> Changes | None:
    from desktop.ui.training.dialogs import open_cohort

    return open_cohort(desk, parent, cohort_id)


def _open_stage(desk: Desk, parent: QWidget, stage_id: int | None = None, /, **given: Any) -> Changes | None:
    from desktop.ui.training.dialogs import open_stage

    return open_stage(desk, parent, stage_id, **given)


def _move_to_cohort(at: At) -> None:
    """For those who came into the wrong cohort."""
    from desktop.ui.training.dialogs import move_to_cohort

    move_to_cohort(at.desk, at.page, at.ids)


def _admit(at: At) -> None:
    at.desk.jobs.run(
        at.page,
        tr("다음 단계로 올리기"),
        lambda _progress: admit_to_next_stage(at.desk.store, at.ids, at.desk.scope),
        lambda _changes: None,
    )


def _cohort(at: At) -> int | None:
    """The cohort of the stage selected first, else the one in work."""
    return cohort_of_stage(at.desk.store, at.ids[0]) if at.ids else at.desk.scope.cohort_id


def _no_cohort(at: At) -> str:
    if _cohort(at) is not None:
        return ""
    return in_work.choose(at.desk, "cohorts", tr("단계를 하나 고르거나 왼쪽 위에서 기수를 고르세요."))


def _add_cohort(at: At) -> None:
    """A new cohort is put in work at once: its stages and applicants come next."""
    changes = at.desk.open("cohorts", at.page)
    if changes:
        cohort_id = changes.inserted["cohort"][0]
        at.desk.set_scope(cohort_id=cohort_id, board_id=at.desk.scope.board_id)


def _clone_cohort(at: At) -> None:
    from desktop.ui.training.dialogs import clone_cohort

    if (cohort_id := _cohort(at)) is not None:
        clone_cohort(at.desk, at.page, cohort_id)


def _remove_cohort(at: At) -> None:
    from desktop.ui.training.dialogs import remove_cohort

    if (cohort_id := _cohort(at)) is not None:
        remove_cohort(at.desk, at.page, cohort_id)


SCREENS: tuple[Screen | View, ...] = (
    Screen(
        kind="trainees",
        section=tr("교육"),
        icon="student",
        chapter="명단 가져오기",
        form=TRAINEE,
        first="records.import",
        commands=(
            Command(
                id="trainees.add",
                title=tr("교육생 추가"),
                icon="add",
                run=lambda at: at.desk.open("trainees", at.page),
                keys="Ctrl+N",
                told=tr("새로 추가"),
            ),
            Command(
                id="trainees.admit",
                title=tr("다음 단계로 올리기"),
                icon="arrow-right",
                run=_admit,
                needs=Needs.SOME,
            ),
            Command(
                id="trainees.move_to_cohort",
                title=tr("다른 기수로 옮기기…"),
                icon="stages",
                run=_move_to_cohort,
                needs=Needs.SOME,
                in_header=False,
                refusal=lambda at: (
                    ""
                    if at.desk.scope.cohort_id is not None
                    else tr("왼쪽 위에서 지금 있는 기수를 고르세요.")
                ),
            ),
        ),
    ),
    Screen(
        kind="stages",
        section=tr("교육"),
        icon="stages",
        chapter="수료증 발급과 대장",
        form=STAGE,
        open=_open_stage,
        commands=(
            Command(
                id="stages.add",
                title=tr("단계 추가"),
                icon="stages",
                run=lambda at: at.desk.open("stages", at.page, cohort_id=_cohort(at)),
                refusal=_no_cohort,
            ),
            Command(
                id="cohorts.edit",
                title=tr("기수 고치기"),
                icon="edit",
                run=lambda at: at.desk.open("cohorts", at.page, _cohort(at)),
                refusal=_no_cohort,
            ),
            Command(
                id="cohorts.clone",
                title=tr("지난 기수로 새 기수…"),
                icon="copy",
                run=_clone_cohort,
                refusal=_no_cohort,
            ),
            Command(
                id="cohorts.delete",
                title=tr("기수 삭제…"),
                icon="delete",
                run=_remove_cohort,
                in_header=False,
                refusal=_no_cohort,
            ),
            Command(
                id="cohorts.add",
                title=tr("기수 추가"),
                icon="add",
                run=_add_cohort,
                keys="Ctrl+N",
                told=tr("새로 추가"),
                primary=True,
            ),
        ),
    ),
    Screen(kind="cohorts", form=COHORT, open=_open_cohort),
    *applications.SCREENS,
    *selection.SCREENS,
    *sessions.SCREENS,
    *attendance.SCREENS,
    *selection.ASSESSED,
    *teams.SCREENS,
    *mentoring.SCREENS,
    *demo_day.SCREENS,
    *survey.SCREENS,
    *figures.SCREENS,
)
