"""The second step: which sheet and heading, which column is what, and where the records go."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.services.importing import Importer, MappedColumn, Sighting
from desktop.text.hangul import attach
from desktop.ui.desk import Desk
from desktop.ui.importing.column_grid import ColumnGrid
from desktop.ui.importing.models import SheetModel
from desktop.ui.importing.target_boxes import TargetBoxes
from desktop.ui.kit.flow_layout import FlowLayout
from desktop.ui.kit.small import label, number_box

_GUESSES = frozenset(("guess", "contents"))
_NAMED_SHEETS = 6
_SHORT = 16


class ColumnsPage(QWidget):
    """``sheet_chosen(name)``, ``heading_chosen(row)``, ``together_chosen(yes)`` and ``mapped()`` tell what was chosen anew."""

    sheet_chosen = Signal(str)
    heading_chosen = Signal(int)
    together_chosen = Signal(bool)
    mapped = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.sheet = QComboBox()
        self.header_row = number_box(1, 1_048_576)
        self.header_row.setSuffix(self.tr("행"))
        self.header_row.setKeyboardTracking(False)
        self.header_row.lineEdit().setTextMargins(
            8, 0, 0, 0
        )  # a spin box keeps the style sheet's padding from it
        self.targets = TargetBoxes(desk)
        self.cohort, self.stage = self.targets.cohort, self.targets.stage
        self.status, self.board = self.targets.status, self.targets.board
        self.together = QCheckBox()
        self.together.clicked.connect(self.together_chosen)
        self.sheet.textActivated.connect(self.sheet_chosen)
        self.header_row.valueChanged.connect(self.heading_chosen)
        self._model = SheetModel()
        self._grid = ColumnGrid(self._model)
        self._combos: dict[int, QComboBox] = {}
        self._importer: Importer | None = None
        self.summary = label(role="quiet", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        top = FlowLayout(spacing=12)
        for title, box in (
            (self.tr("시트"), self.sheet),
            (self.tr("제목 행"), self.header_row),
            *self.targets.titled(),
        ):
            name = label(title, role="quiet")
            name.setBuddy(box)
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.addWidget(name)
            beside.addWidget(box)
            if isinstance(box, QComboBox):
                self.targets.stand_in(box, pair)
            top.addWidget(pair)
        self.sheet.setMinimumWidth(140)
        self.header_row.setMinimumWidth(72)
        frame = QFrame()
        frame.setProperty("role", "surface")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._grid.strip)
        inside.addWidget(self._grid.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.together)
        layout.addWidget(self.summary)
        layout.addWidget(frame, 1)

    def ask_cohort(self) -> None:
        """Says that only the person can tell whose list this is."""
        self._say(
            self.tr("어느 기수의 명단인지 골라 주세요. 새 기수는 이름이나 연도를 적으면 함께 만들어집니다."),
            bad=True,
        )
        self.cohort.setFocus()

    def lacks(self) -> str:
        """What no record can be without and no box above a column says, in words; '' when nothing lacks."""
        filled = set(self.chosen().values())
        needed = self._importer.required if self._importer else ()
        return next((title for title, keys in needed if filled.isdisjoint(keys)), "")

    def ask_column(self, title: str) -> None:
        """Says which column only the person can point out, and puts the keyboard on the first box that is still free."""
        self._say(self._asks_for(title), bad=True)
        free = (box for box in self._combos.values() if box.isEnabled() and box.currentData() is None)
        if box := next(free, None):
            box.setFocus()

    def _asks_for(self, title: str) -> str:
        told = self.tr(
            "{0} 적힌 열을 찾지 못했습니다. 표에서 그 열의 위에 있는 상자에서 '{1}'을 골라 주세요."
        )
        return told.format(attach(f"'{title}'", "이/가"), title)

    def _say(self, sentence: str, *, bad: bool = False) -> None:
        self.summary.setProperty("role", "bad" if bad else "quiet")
        self.summary.style().polish(self.summary)
        self.summary.setText(sentence)

    def offer_sheets(self, names: Sequence[str]) -> None:
        """Offers the sheets of another file."""
        self.sheet.clear()
        self.sheet.addItems([*names])

    def show_sighting(self, importer: Importer, sighting: Sighting, doubt: str = "") -> None:
        """Shows the sheet, its heading, and what each column is taken for; ``doubt`` is what to look at twice."""
        with QSignalBlocker(self.header_row):
            self.sheet.setCurrentText(sighting.sheet.name)
            self.header_row.setMaximum(max(len(sighting.sheet.rows), 1))
            self.header_row.setValue(sighting.table.header_rows[-1])
        self._importer = importer
        self._model.show_sighting(sighting)
        self._grid.settle(sighting.table.header_rows[0] - 1)
        self._combos = {column.index: self._combo(importer, column) for column in sighting.mapping}
        for index, combo in self._combos.items():
            self._grid.put(index, combo)
        self._offer_further(sighting)
        self.targets.leave_status_to_file(has_own=any(column.key == "status" for column in sighting.mapping))
        self._summarise(sighting, doubt)

    def _offer_further(self, sighting: Sighting) -> None:
        """Names the sheets that look like the one shown, to be taken with it or left."""
        self.together.setVisible(bool(sighting.further))
        self.together.setChecked(sighting.are_together)
        rows = sum(sheet.rows for sheet in sighting.further)
        names = ", ".join(sheet.name for sheet in sighting.further[:_NAMED_SHEETS])
        if len(sighting.further) > _NAMED_SHEETS:
            names = self.tr("{0} 외").format(names)
        told = self.tr("같은 모양의 시트 {0}개({1}행)도 함께 가져오기: {2}")
        self.together.setText(told.format(len(sighting.further), f"{rows:,}", names))

    def chosen(self) -> dict[int, str | None]:
        """What the person has every column be."""
        return {index: combo.currentData() for index, combo in self._combos.items() if combo.isEnabled()}

    def lacks_cohort(self) -> bool:
        """Whether only the person can tell whose list this is: neither a box nor a column of the file says it."""
        return self.targets.lacks_cohort() and "cohort" not in self.chosen().values()

    def combo(self, index: int) -> QComboBox:
        """The box over the column ``index``."""
        return self._combos[index]

    def _combo(self, importer: Importer, column: MappedColumn) -> QComboBox:
        combo = QComboBox()
        combo.addItem(self.tr("(가져오지 않음)"), None)
        for field in importer.fields:
            combo.addItem(field.title, field.key)
        combo.setCurrentIndex(max(combo.findData(column.key), 0))
        combo.setAccessibleName(self.tr("'{0}' 열의 뜻").format(column.heading))
        combo.setToolTip(self._why(column))
        combo.setEnabled(column.found != "resident")
        combo.activated.connect(lambda _place: self._take(combo))
        combo.installEventFilter(self)
        return combo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A box that gets the keyboard is brought into sight with its column."""
        if event.type() is QEvent.Type.FocusIn:
            for index, combo in self._combos.items():
                if combo is watched:
                    self._grid.show_column(index)
        return False

    def _why(self, column: MappedColumn) -> str:
        reasons = {
            "remembered": self.tr("같은 모양의 지난 파일에서 이렇게 짝지었습니다."),
            "heading": self.tr("제목이 같습니다."),
            "guess": self.tr("제목의 일부를 보고 짐작했습니다. 확인해 주세요."),
            "contents": self.tr("제목을 몰라 적힌 값을 보고 짐작했습니다. 확인해 주세요."),
            "chosen": self.tr("직접 골랐습니다."),
            "resident": self.tr("주민등록번호와 그 뒤 일곱 자리는 저장하지 않으므로 고를 수 없습니다."),
        }
        return f"{column.heading}: " + reasons.get(
            column.found, self.tr("아는 제목이 아니어서 가져오지 않습니다.")
        )

    def _take(self, taken: QComboBox) -> None:
        """A field filled by one column is taken from another that had it."""
        key = taken.currentData()
        for combo in self._combos.values():
            if combo is not taken and key is not None and combo.currentData() == key:
                combo.setCurrentIndex(0)
        self.mapped.emit()

    def _summarise(self, sighting: Sighting, doubt: str) -> None:
        guessed = [column.heading for column in sighting.mapping if column.found in _GUESSES]
        parts = [
            self.tr("자료 {0}행, 건너뛰는 행 {1}개.").format(
                f"{len(sighting.table.rows):,}", f"{len(sighting.table.left_out):,}"
            )
        ]
        if any(column.found == "remembered" for column in sighting.mapping):
            parts.append(self.tr("같은 모양의 지난 파일대로 열을 짝지었습니다."))
        if guessed:
            parts.append(self.tr("짐작한 열이 있으니 확인해 주세요: {0}").format(_few(guessed)))
        if sighting.are_together:
            parts.append(self.tr("시트의 이름도 맨 오른쪽 '시트' 열에서 값으로 쓸 수 있습니다."))
        if doubt:
            parts.append(doubt)
        lacks = self.lacks()
        self._say(self._asks_for(lacks) if lacks else " ".join(parts), bad=bool(lacks))


def _few(headings: Sequence[str]) -> str:
    """The first headings, each cut short: some are whole questions."""
    shown = ", ".join(
        f"{each[:_SHORT]}…" if len(each) > _SHORT else each for each in headings[:_NAMED_SHEETS]
    )
    return f"{shown} …" if len(headings) > _NAMED_SHEETS else shown
