"""The row above a list: its search box, its conditions as chips, its saved views."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from desktop.queries.filtering import Filter, describe
from desktop.queries.list_spec import Criteria
from desktop.rules.fields import Field
from desktop.ui.kit import messages
from desktop.ui.kit.composition import Composition
from desktop.ui.kit.flow_layout import FlowLayout
from desktop.ui.kit.icons import icon
from desktop.ui.kit.key_menu import NamesMenu
from desktop.ui.kit.small import with_keys
from desktop.ui.lists.condition_popup import ConditionPopup, Counted
from desktop.ui.lists.menu_button import MenuButton
from desktop.ui.table.list_source import View

SEARCH_DELAY_MS = 150
ROOM_FOR_ONE_LINE = 600


class FilterBar(QWidget):
    """Holds the criteria of a list; ``changed`` follows every change a person made.

    ``count_of(criteria)`` counts the rows of a saved view for its menu; ``counted(key)`` the values of a column. In a
    long list both take time: ``aside(look, then)`` looks while the window lives, and goes on with what was found.
    ``view_chosen``, ``view_named`` (save under this name) and ``view_dropped`` (its id) are the page's to answer.
    """

    changed = Signal()
    view_chosen = Signal(object)
    view_named = Signal(str)
    view_dropped = Signal(int)

    def __init__(
        self,
        fields: Sequence[Field],
        start: Criteria,
        *,
        counted: Callable[[str], Counted],
        count_of: Callable[[Criteria], int],
        aside: Callable[[Callable[[], Any], Callable[[Any], None]], None],
        views: Sequence[View],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields = {field.key: field for field in fields}
        self._start = start
        self._counted = counted
        self._count_of = count_of
        self._aside = aside
        self.views = views
        self._criteria = start
        self._is_narrow = False
        self.search = QLineEdit(placeholderText=self.tr("이 목록에서 찾기"), clearButtonEnabled=True)
        self.search.setFixedWidth(200)
        self._composition = Composition(self.search)
        self.search.setAccessibleName(self.tr("이 목록에서 찾기"))
        self.search.setToolTip(with_keys(self.search.placeholderText(), "Ctrl+F"))
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._wait.timeout.connect(self._take_search)
        self.search.textChanged.connect(lambda: self._wait.start())
        self._composition.changed.connect(self._wait.start)
        self.search.returnPressed.connect(self._take_search)
        again = QShortcut(
            QKeySequence("Esc"), self.search, self.search.clear, context=Qt.ShortcutContext.WidgetShortcut
        )
        again.setContext(Qt.ShortcutContext.WidgetShortcut)
        again.setEnabled(False)  # with nothing to clear, Esc closes what the list stands in
        self.search.textChanged.connect(lambda text: again.setEnabled(bool(text)))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._add = QPushButton(icon("add"), self.tr("조건"))
        self._add.setProperty("role", "chip")
        self._add.setToolTip(with_keys(self.tr("조건 걸기"), "Ctrl+Shift+F"))
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the table
        self._add.clicked.connect(self.offer_columns)
        self._saved = MenuButton("bookmark")
        self._saved.setToolTip(with_keys(self.tr("저장한 보기"), "Alt+V"))
        self._saved.clicked.connect(self.offer_views)
        self._chips = FlowLayout(spacing=8)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.search, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(self._chips, 0, 1)
        self._grid.addWidget(self._saved, 0, 2, Qt.AlignmentFlag.AlignTop)
        self._show_chips()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the conditions stand in a line of their own: beside the search one would not fit."""
        super().resizeEvent(event)
        narrow = self.width() < ROOM_FOR_ONE_LINE
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._grid.removeItem(self._chips)
            where = (1, 0, 1, 3) if narrow else (0, 1, 1, 1)
            self._grid.addLayout(self._chips, *where)

    @property
    def criteria(self) -> Criteria:
        """What the person asked for."""
        return self._criteria

    def set_criteria(self, criteria: Criteria) -> None:
        """Shows and holds ``criteria``, as if the person had made them."""
        self._criteria = criteria
        self.search.blockSignals(True)  # the text follows the criteria here, not the other way round
        self.search.setText(criteria.search)
        self.search.blockSignals(False)
        self._show_chips()
        self.changed.emit()

    def set_sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 - with its key, an order
        """Another order of the same rows."""
        self._criteria = replace(self._criteria, order=((key, descending),))
        self.changed.emit()

    def clear(self) -> None:
        """No search, no conditions; the order stays."""
        self.set_criteria(replace(self._criteria, search="", filters=()))

    def _take_search(self) -> None:
        self._wait.stop()
        text = self._composition.text_so_far().strip()
        if text != self._criteria.search:
            self._criteria = replace(self._criteria, search=text)
            self._show_saved()
            self.changed.emit()

    # Conditions

    def ask_condition(self, key: str, under: QWidget | None = None) -> None:
        """Opens the window for a condition on the column ``key``."""
        now = next((each for each in self._criteria.filters if each.key == key), None)

        def show(counted: Counted) -> None:
            popup = ConditionPopup(self._fields[key], counted, now, self)
            popup.made.connect(self._take_condition)
            popup.open_under(under or self._add)

        self._aside(partial(self._counted, key), show)

    def _take_condition(self, condition: Filter) -> None:
        self.set_criteria(self._with(condition.key, condition))

    def _with(self, key: str, *conditions: Filter) -> Criteria:
        """The criteria with ``conditions`` in place of the one the column ``key`` had."""
        others = tuple(each for each in self._criteria.filters if each.key != key)
        return replace(self._criteria, filters=(*others, *conditions))

    def offer_columns(self) -> None:
        menu = NamesMenu(self)
        for key, field in self._fields.items():
            menu.addAction(field.title, partial(self.ask_condition, key))
        menu.setActiveAction(menu.actions()[0])
        menu.exec(self._add.mapToGlobal(self._add.rect().bottomLeft()))
        menu.deleteLater()

    def _show_chips(self) -> None:
        self._chips.empty(keep=self._add)
        for condition in self._criteria.filters:
            if condition.key in self._fields:
                self._chips.addWidget(self._chip(condition))
        self._chips.addWidget(self._add)
        self._show_saved()

    def _chip(self, condition: Filter) -> QPushButton:
        words = describe(self._fields[condition.key], condition)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 240)
        chip = QPushButton(icon("close"), shown.replace("&", "&&"))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        chip.setProperty("role", "chip")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes with the click
        chip.setToolTip(self.tr("{0}\n누르면 지웁니다. 마우스 오른쪽 단추로 고칩니다.").format(words))
        chip.setAccessibleName(self.tr("조건 {0} 지우기").format(words))
        chip.clicked.connect(lambda: self.set_criteria(self._with(condition.key)))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda: self.ask_condition(condition.key, chip))
        return chip

    # Saved views

    def _show_saved(self) -> None:
        looks = (self._criteria.search, self._criteria.filters, self._criteria.order)
        now = next(
            (
                v.name
                for v in self.views
                if looks == (v.criteria.search, v.criteria.filters, v.criteria.order)
            ),
            "",
        )
        self._saved.setText(self.tr("저장한 보기: {0}").format(now) if now else self.tr("저장한 보기"))

    def show_views(self, views: Sequence[View]) -> None:
        """The saved views there are."""
        self.views = views
        self._show_saved()

    def offer_views(self) -> None:
        """The menu of saved views."""
        views = self.views
        self._aside(lambda: [self._count_of(view.criteria) for view in views], self._open_views)

    def _open_views(self, counts: Sequence[int]) -> None:
        menu = NamesMenu(self)
        for view, count in zip(self.views, counts, strict=True):
            shown = self.tr("{0}  {1}").format(view.name.replace("&", "&&"), f"{count:,}")
            menu.addAction(shown, partial(self.view_chosen.emit, view))
        if self.views:
            menu.addSeparator()
        menu.addAction(self.tr("모두 보기"), lambda: self.set_criteria(replace(self._start, filters=())))
        menu.addAction(icon("save"), self.tr("지금 보기를 저장…"), self._save_view)
        if self.views:
            drop = NamesMenu(menu, self.tr("저장한 보기 지우기"))
            drop.setIcon(icon("delete"))
            menu.addMenu(drop)
            for view in self.views:
                drop.addAction(view.name.replace("&", "&&"), partial(self.view_dropped.emit, view.id))
        menu.setActiveAction(menu.actions()[0])  # the arrows go on from it, Enter takes it
        menu.exec(self._saved.mapToGlobal(self._saved.rect().bottomLeft()))
        menu.deleteLater()

    def _save_view(self) -> None:
        name = messages.ask_text(self, self.tr("보기 저장"), self.tr("이 보기의 이름"))
        if name:
            self.view_named.emit(name)
