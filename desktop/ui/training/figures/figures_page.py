"""현황: the cohort in figures, each with the names behind it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox

from desktop.queries.charts import Chart
from desktop.services.training import figures
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.records import in_work
from desktop.ui.records.charts_page import ChartsPage
from desktop.ui.records.view import View


class FiguresPage(ChartsPage):
    """The charts of the cohort in work, as the office sees them or as they may be shown outside."""

    def __init__(self, desk: Desk, view: View) -> None:
        self.public = QCheckBox(tr("밖에 내는 그림(3명 미만은 가림)"))
        super().__init__(desk, view, self._found, columns=2, above=self.public)
        self.public.toggled.connect(self.refresh)

    def _found(self) -> Sequence[Chart] | str:
        cohort_id = self.desk.scope.cohort_id
        if cohort_id is None:
            return in_work.choose(
                self.desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 현황이 나옵니다.")
            )
        charts = figures.charts(self.desk.store, cohort_id, public=self.public.isChecked())
        return charts or tr("'교육생'에서 신청자 명단을 가져오면 여기에 현황이 나옵니다.")
