"""매칭·전환 현황: as which choice people were placed, and how many became regular staff."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.queries.charts import Rows
from desktop.services.placement import figures
from desktop.ui.chart.chart_view import ChartView
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label, scrolled
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage


class InternshipFiguresPage(ViewPage):
    """The charts of the cohort in work; a click or Enter opens the rows in the list of internships."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.views: list[ChartView] = []
        self._titles: list[QLabel] = []
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 12, 0)
        self._rows.setSpacing(12)
        self._rows.addStretch()
        layout = QVBoxLayout()
        layout.addWidget(scrolled(self._inside))
        self.fill(layout)

    def first(self) -> QWidget | None:
        return self.views[0] if self.views else None

    def read(self) -> None:
        cohort_id = self.desk.scope.cohort_id
        if cohort_id is None:
            self.show_empty(tr("왼쪽 위에서 기수를 고르면 그 기수의 매칭과 전환이 나옵니다."))
            return
        charts = figures.charts(self.desk.store, cohort_id)
        if not charts:
            self.show_empty(tr("인턴으로 일하기 시작한 사람이 있으면 여기에 전환 현황이 나옵니다."))
            return
        self.show_body()
        while len(self.views) < len(charts):
            self._add()
        for view, title, chart in zip(self.views, self._titles, charts, strict=True):
            title.setText(chart.title)
            view.show_chart(chart)

    def _add(self) -> None:
        box, view, title = QFrame(), ChartView(), label("", "heading")
        box.setProperty("role", "surface")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(title)
        inside.addWidget(view)
        view.opened.connect(self._open)
        self._rows.insertWidget(len(self.views), box)
        self.views.append(view)
        self._titles.append(title)

    def _open(self, rows: Rows) -> None:
        self.desk.bus.show_rows.emit(rows.kind, rows.filters)
