"""The screen of the satisfaction survey."""

from importlib import import_module
from typing import Any

from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr
from desktop.ui.records.in_work import no_cohort
from desktop.ui.records.view import Here, View


def _import(here: Here) -> None:
    page: Any = here.page
    page.import_file()


SCREENS = (
    View(
        key="survey",
        title=tr("만족도 설문"),
        section=tr("교육"),
        icon="chat",
        chapter="만족도 설문",
        make=lambda desk, view: import_module("desktop.ui.training.survey.survey_page").SurveyPage(
            desk, view
        ),
        commands=(
            Command(
                id="survey.import",
                title=tr("설문 가져오기…"),
                icon="import",
                run=_import,
                keys="Ctrl+Shift+O",
                told=tr("설문 응답 파일 가져오기"),
                primary=True,
                refusal=no_cohort,
            ),
        ),
        watches=frozenset({"survey_answer", "enrolment", "stage", "cohort"}),
    ),
)
