"""성과: what came of it, each value with its denominator, its day and its rows."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.queries.charts import Rows
from desktop.services.placement.follow_up import figures
from desktop.ui.chart.chart_view import ChartView
from desktop.ui.desk import Desk
from desktop.ui.kit.small import label, scrolled
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage


class OutcomesPage(ViewPage):
    """The charts below each other, of the cohort in work or of all; a click or Enter opens the rows in their list."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.views: list[ChartView] = []
        self._titles: list[QLabel] = []
        self._boxes: list[QFrame] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(12)
        self._column.addStretch()
        rows = QVBoxLayout()
        rows.addWidget(scrolled(self._inside), 1)
        self.fill(rows)

    def first(self) -> QWidget | None:
        return self.views[0] if self.views else None

    def read(self) -> None:
        charts = figures.charts(self.desk.store, self.desk.scope.cohort_id)
        if not charts:
            self.show_empty(self.tr("수료한 사람이 있으면 여기에 성과가 나옵니다."))
            return
        self.show_body()
        while len(self.views) < len(charts):
            self._add()
        for place, box in enumerate(self._boxes):
            box.setVisible(place < len(charts))
        for view, title, chart in zip(self.views, self._titles, charts, strict=False):
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
        self._column.insertWidget(len(self.views), box)
        self.views.append(view)
        self._titles.append(title)
        self._boxes.append(box)

    def _open(self, rows: Rows) -> None:
        self.desk.bus.show_rows.emit(rows.kind, rows.filters)
