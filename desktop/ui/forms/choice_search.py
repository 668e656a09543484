"""A choice among more records than a list can hold: what is typed is looked for where the records are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from desktop.ui.kit.composition import Composition

Search = Callable[[str], Sequence[tuple[int, str]]]
DELAY_MS = 120
_ID = Qt.ItemDataRole.UserRole


class ChoiceSearch(QObject):
    """Offers below ``combo``, whose line is ``line``, what ``search`` finds; what is taken of it becomes one of its items."""

    def __init__(self, combo: QComboBox, line: QLineEdit, search: Search) -> None:
        super().__init__(combo)
        self._combo, self._line, self._search = combo, line, search
        self._found = QStandardItemModel(self)
        combo.setCompleter(None)  # type: ignore[arg-type] # it knows the combo's own items only
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        line.setCompleter(self._completer)
        popup = self._completer.popup()
        assert popup is not None
        self._popup = popup
        self._composition = Composition(line)
        self._wait = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._wait.timeout.connect(self._look)
        line.textEdited.connect(lambda: self._wait.start())
        self._composition.changed.connect(self._wait.start)

    def _look(self) -> None:
        typed = self._composition.text_so_far().strip()
        self._found.clear()
        for row_id, text in self._search(typed) if typed else ():
            item = QStandardItem(text)
            item.setData(row_id, _ID)
            self._found.appendRow(item)
            if text == typed:  # written in full, nobody need take it from the list
                self._offer(row_id, text)
        if self._found.rowCount() and self._line.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()

    def _offer(self, row_id: int, text: str) -> int:
        """The place among the combo's items, where it is put if need be."""
        if self._combo.findData(row_id) < 0:
            self._combo.addItem(text, row_id)
        return self._combo.findData(row_id)

    def _take(self, index: QModelIndex) -> None:
        self._combo.setCurrentIndex(self._offer(index.data(_ID), str(index.data())))
