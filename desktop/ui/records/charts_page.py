"""A page of charts: what a slice reckons, drawn in boxes, each value leading to its rows."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.queries.charts import Chart, Rows
from desktop.ui.chart.chart_view import ChartView
from desktop.ui.desk import Desk
from desktop.ui.kit.small import label, scrolled
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage

Charts = Callable[[], Sequence[Chart] | str]
"""The charts of what is in work, or what to do so that there are any."""


class ChartsPage(ViewPage):
    """The charts in ``columns`` beside each other, ``above`` over them; a click or Enter opens the rows in their list."""

    def __init__(
        self, desk: Desk, view: View, charts: Charts, *, columns: int = 1, above: QWidget | None = None
    ) -> None:
        super().__init__(desk, view)
        self.views: list[ChartView] = []
        self._charts, self._columns = charts, columns
        self._boxes: list[tuple[QFrame, QLabel]] = []
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addLayout(self._grid)
        column.addStretch()
        rows = QVBoxLayout()
        rows.setSpacing(8)
        if above is not None:
            rows.addWidget(above)
        rows.addWidget(scrolled(inside), 1)
        self.fill(rows)

    def first(self) -> QWidget | None:
        return self.views[0] if self.views else None

    def read(self) -> None:
        charts = self._charts()
        if isinstance(charts, str):
            self.show_empty(charts)
            return
        self.show_body()
        while len(self.views) < len(charts):
            self._add()
        for place, (box, title) in enumerate(self._boxes):
            box.setVisible(place < len(charts))
            if place < len(charts):
                title.setText(charts[place].title)
                self.views[place].show_chart(charts[place])

    def _add(self) -> None:
        box, view, title = QFrame(), ChartView(), label("", "heading")
        box.setProperty("role", "surface")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(title)
        inside.addWidget(view)
        inside.addStretch()
        view.opened.connect(self._open)
        self._grid.addWidget(box, *divmod(len(self.views), self._columns))
        self.views.append(view)
        self._boxes.append((box, title))

    def _open(self, rows: Rows) -> None:
        self.desk.bus.show_rows.emit(rows.kind, rows.filters)
