"""The cells of a file, with a box over each column."""

from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from desktop.ui.importing.models import SheetModel, plain_headers
from desktop.ui.kit.theme import ROW_HEIGHT
from desktop.ui.table.grid_view import GridView

_WIDTH, _WIDEST = 136, 280
_NUMBERS = 52
_MEASURED = 100


class ColumnGrid:
    """The cells of the file, and above them a strip of boxes that moves with the columns."""

    def __init__(self, model: SheetModel) -> None:
        self._model = model
        self.table = GridView(showGrid=True, wordWrap=False, cornerButtonEnabled=False)
        self.table.setModel(model)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.table.tr("파일의 내용"))
        self.table.setProperty("role", "grid")
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - 4)
        self.table.verticalHeader().setFixedWidth(_NUMBERS)
        self.table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        plain_headers(self.table)
        self.strip = QWidget()
        self.strip.setFixedHeight(ROW_HEIGHT + 12)
        self._window = QWidget(self.strip)
        self._boxes: dict[int, QComboBox] = {}
        self.table.horizontalHeader().sectionResized.connect(self._move)
        self.table.horizontalScrollBar().valueChanged.connect(self._move)

    def settle(self, first_row: int) -> None:
        """Makes room for another sheet, its heading in sight."""
        for box in self._boxes.values():
            box.deleteLater()
        self._boxes = {}
        model = self._model
        header = self.table.horizontalHeader()
        rows = list(islice(filter(model.is_of_the_table, range(first_row, model.rowCount())), _MEASURED))
        for column in range(model.columnCount()):
            hints = (self.table.sizeHintForIndex(model.index(row, column)).width() for row in rows)
            header.resizeSection(column, min(max(_WIDTH, max(hints, default=0) + 12), _WIDEST))
        self._let_titles_run_on(first_row)
        self.table.scrollTo(model.index(max(first_row - 2, 0), 0), QTableView.ScrollHint.PositionAtTop)

    def _let_titles_run_on(self, first_row: int) -> None:
        """What stands alone in its row above the heading reaches over the empty cells beside it, as in its file."""
        self.table.clearSpans()
        columns = range(self._model.columnCount())
        for row in range(first_row):
            filled = [column for column in columns if self._model.index(row, column).data()]
            if len(filled) == 1 and filled[0] < columns.stop - 1:
                self.table.setSpan(row, filled[0], 1, columns.stop - filled[0])

    def put(self, column: int, box: QComboBox) -> None:
        """Puts a box over a column; boxes follow each other by Tab in the order they are put."""
        box.setParent(self._window)
        self._boxes[column] = box
        box.show()
        self._move()

    def show_column(self, column: int) -> None:
        """Scrolls a column into sight."""
        self.table.scrollTo(self.table.model().index(0, column), QTableView.ScrollHint.EnsureVisible)

    def _move(self, *_: int) -> None:
        header = self.table.horizontalHeader()
        self._window.setGeometry(_NUMBERS, 0, 16_000, self.strip.height())
        for column, box in self._boxes.items():
            box.setGeometry(
                header.sectionViewportPosition(column) + 2, 6, header.sectionSize(column) - 4, ROW_HEIGHT
            )
