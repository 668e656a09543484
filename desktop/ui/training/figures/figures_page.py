"""현황: the cohort in figures, each with the names behind it."""

from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.queries.charts import Chart, Rows
from desktop.services.training import figures
from desktop.ui.chart.chart_view import ChartView
from desktop.ui.desk import Desk
from desktop.ui.kit.small import label, scrolled
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage


class FiguresPage(ViewPage):
    """The charts of the cohort in work, two beside each other; a click or Enter opens the rows in their list."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.views: list[ChartView] = []
        self._titles: list[QLabel] = []
        self.public = QCheckBox(self.tr("밖에 내는 그림(3명 미만은 가림)"))
        self.public.toggled.connect(self.refresh)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setSpacing(12)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addWidget(self.public)
        rows.addWidget(scrolled(self._inside), 1)
        self.fill(rows)

    def first(self) -> QWidget | None:
        return self.views[0] if self.views else None

    def read(self) -> None:
        cohort_id = self.desk.scope.cohort_id
        if cohort_id is None:
            self.show_empty(self.tr("왼쪽 위에서 기수를 고르면 그 기수의 현황이 나옵니다."))
            return
        charts = figures.charts(self.desk.store, cohort_id, public=self.public.isChecked())
        if not charts:
            self.show_empty(self.tr("'교육생'에서 신청자 명단을 가져오면 여기에 현황이 나옵니다."))
            return
        self.show_body()
        while len(self.views) < len(charts):
            self._add()
        for view, chart in zip(self.views, charts, strict=False):
            self._show(view, chart)

    def _add(self) -> None:
        number = len(self.views)
        box, view, title = QFrame(), ChartView(), label("", "heading")
        box.setProperty("role", "surface")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(title)
        inside.addWidget(view)
        inside.addStretch()
        view.opened.connect(self._open)
        self._grid.addWidget(box, number // 2, number % 2)
        self.views.append(view)
        self._titles.append(title)

    def _show(self, view: ChartView, chart: Chart) -> None:
        self._titles[self.views.index(view)].setText(chart.title)
        view.show_chart(chart)

    def _open(self, rows: Rows) -> None:
        self.desk.bus.show_rows.emit(rows.kind, rows.filters)
