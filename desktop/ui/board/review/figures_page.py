"""성과: the proposals of the term in figures, each with the rows behind it."""

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.queries.charts import Rows
from desktop.services.board.review import figures
from desktop.ui.chart.chart_view import ChartView
from desktop.ui.desk import Desk
from desktop.ui.kit.small import label, scrolled
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage


class FiguresPage(ViewPage):
    """The charts of the term in work, two beside each other; a click or Enter opens the rows in their list."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.views: list[ChartView] = []
        self._titles: list[QLabel] = []
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setSpacing(12)
        rows = QVBoxLayout()
        rows.addWidget(scrolled(inside), 1)
        self.fill(rows)

    def first(self) -> QWidget | None:
        return self.views[0] if self.views else None

    def read(self) -> None:
        board_id = self.desk.scope.board_id
        if board_id is None:
            self.show_empty(self.tr("왼쪽 위에서 보드 기수를 고르면 그 기수의 성과가 나옵니다."))
            return
        charts = figures.charts(self.desk.store, board_id)
        if not charts:
            self.show_empty(self.tr("제안을 '검토'로 옮기면 여기에 채택과 답변까지 걸린 날이 나옵니다."))
            return
        self.show_body()
        while len(self.views) < len(charts):
            self._add()
        for view, title, chart in zip(self.views, self._titles, charts, strict=True):
            title.setText(chart.title)
            view.show_chart(chart)

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

    def _open(self, rows: Rows) -> None:
        self.desk.bus.show_rows.emit(rows.kind, rows.filters)
