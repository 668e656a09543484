"""Named ways of looking at a list: shown, saved and dropped."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.jobs import Jobs
from desktop.ui.lists.filter_bar import FilterBar
from desktop.ui.lists.list_columns import ListColumns
from desktop.ui.table.list_source import View, Views


class SavedViews(QObject):
    """Answers what the filter row asks about its views; belongs to the page."""

    def __init__(
        self, page: QWidget, views: Views, filters: FilterBar, look: ListColumns, jobs: Jobs
    ) -> None:
        super().__init__(page)
        self._page, self._views, self._filters, self._look, self._jobs = page, views, filters, look, jobs
        filters.view_chosen.connect(self._show)
        filters.view_named.connect(self._save)
        filters.view_dropped.connect(self._drop)

    def _show(self, view: View) -> None:
        if view.columns:
            self._look.show_only(view.columns)
        self._filters.set_criteria(view.criteria)

    def _save(self, name: str) -> None:
        criteria, columns = self._filters.criteria, self._look.shown()
        seen = next((view for view in self._filters.views if view.name == name), None)
        self._jobs.run(
            self._page,
            self.tr("보기 저장"),
            lambda _p: self._views.save(name, criteria, columns, seen),
            self._renew,
        )

    def _drop(self, view_id: int) -> None:
        self._jobs.run(
            self._page, self.tr("보기 지우기"), lambda _p: self._views.delete(view_id), self._renew
        )

    def _renew(self, _result: object) -> None:
        self._filters.show_views(self._views.all())
