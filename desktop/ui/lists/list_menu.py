"""The menu on a list's cell: by the right button, or by the menu key at the cell the keyboard stands on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from desktop.ui.kit.icons import icon
from desktop.ui.kit.mnemonics import Menu

if TYPE_CHECKING:
    from desktop.ui.lists.list_page import ListPage


def open_menu(page: "ListPage", spot: QPoint) -> None:
    """Offers what can be done with the cell at ``spot`` of the table, its column and the selected rows."""
    menu, table = Menu(page), page.table
    index = table.indexAt(spot)
    if (
        index.isValid() and not table.selected_count()
    ):  # the keyboard may stand on a row that nobody has selected yet
        table.setCurrentIndex(index)
    if page.source.open_record:
        menu.addAction(icon("edit"), page.tr("열기\tEnter"), table.open_current)
    menu.addAction(icon("copy"), page.tr("복사\tCtrl+C"), table.copy)
    menu.addAction(page.tr("열 제목과 함께 복사\tCtrl+Shift+C"), partial(table.blocks.copy, titles=True))
    if page.can_write:
        menu.addAction(icon("paste"), page.tr("붙여넣기\tCtrl+V"), table.blocks.paste)
        menu.addAction(page.tr("아래로 채우기\tCtrl+D"), table.blocks.fill_down)
        menu.addAction(page.tr("칸 비우기\tDelete"), table.blocks.clear)
    if page.model.bad_count:
        menu.addAction(icon("undo"), page.tr("붉은 칸 되돌리기"), page.forget_bad)
    if index.isValid():
        key = page.model.field_of(index.column()).key
        menu.addSeparator()
        menu.addAction(
            icon("filter"), page.tr("이 열로 조건 걸기…"), partial(page.filters.ask_condition, key)
        )
        if page.model.listing.columns[index.column()].sortable:
            for title, picture, descending in (
                (page.tr("이 열로 오름차순 정렬\tAlt+S"), "up", False),
                (page.tr("이 열로 내림차순 정렬"), "down", True),
            ):
                menu.addAction(icon(picture), title, partial(page.filters.set_sort, key, descending))
    menu.addSeparator()
    menu.addActions(page.bar.qt_actions)
    menu.exec(table.viewport().mapToGlobal(spot))
    menu.deleteLater()
