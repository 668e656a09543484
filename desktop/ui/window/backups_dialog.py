"""The backups of a data file as a list to choose from: when, why, what is in each, and what would be lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialogButtonBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.services.safety import backup, backup_list
from desktop.services.safety.backup_list import Inside, Listed, Now
from desktop.ui.importing.models import plain_headers
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.jobs import Jobs
from desktop.ui.kit.small import label
from desktop.ui.kit.theme import ROW_HEIGHT

_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTH, _HEIGHT = 720, 520
_PATIENCE_S = 0.02
_TALLEST = 3
"""Lines of what would be lost, kept free so that the list does not jump from one backup to the next."""


class BackupModel(QAbstractTableModel):
    """A row for each backup; what is in it is filled in as it is read."""

    def __init__(self, backups: Sequence[Listed], parent: QWidget) -> None:
        super().__init__(parent)
        self.backups = backups
        self.found: dict[int, Inside] = {}
        self._titles = (parent.tr("일시"), parent.tr("사유"), parent.tr("사람"), parent.tr("수료증"))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.backups)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if side is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section > 1:
            return int(_RIGHT)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.backups[index.row()].path.name
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 1:
            return int(_RIGHT)
        return None

    def fill(self, row: int, found: Inside) -> None:
        """What was found in a backup."""
        self.found[row] = found
        self.dataChanged.emit(self.index(row, 2), self.index(row, 3))

    def _words(self, row: int) -> tuple[str, ...]:
        one, found = self.backups[row], self.found.get(row)
        when = self.tr("{0}. {1}. {2}. {3:%H:%M}").format(one.at.year, one.at.month, one.at.day, one.at)
        if found is None:
            return when, one.why, "…", "…"
        if found.problem:
            return when, one.why, self.tr("읽을 수 없음"), ""
        return (
            when,
            one.why,
            self.tr("{0}명").format(f"{found.people:,}"),
            self.tr("{0}장").format(f"{found.certificates:,}"),
        )


class BackupsDialog(Dialog):
    """Chooses a backup of ``data_file``, into ``chosen``; None where another file is wanted (`elsewhere`) or none.

    ``now`` is what the open file holds, None where there is none; ``said`` what is the matter then.
    """

    help_page = "operations"

    def __init__(
        self,
        parent: QWidget,
        jobs: Jobs,
        data_file: Path,
        passphrase: str | None,
        now: Callable[[], Now] | None,
        said: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("백업에서 되살리기"))
        self.chosen: Path | None = None
        self.elsewhere = False
        self._jobs, self._passphrase, self._ask_now = jobs, passphrase, now
        self._now: Now | None = None
        self._over = False
        self.model = BackupModel(backup_list.listed(data_file), self)
        self.table = self._table()
        stays = self.tr(
            "고른 백업이 지금 자료를 대신합니다. 지금 파일은 백업 폴더에 남겨 두므로 다시 돌아올 수 있습니다."
        )
        head = label(said or stays, wrap=True)
        self.lost = label("", wrap=True)
        self.lost.setMinimumHeight(_TALLEST * self.lost.fontMetrics().lineSpacing())
        self.lost.setAlignment(Qt.AlignmentFlag.AlignTop)
        empty = label(
            self.tr("'{0}' 폴더에 백업이 없습니다.").format(backup.folder_of(data_file).name), "quiet"
        )
        there = bool(self.model.backups)
        head.setVisible(there or bool(said))
        empty.setVisible(not there)
        self.table.setVisible(there)
        self.lost.setVisible(there)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addWidget(empty, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.lost)
        layout.addWidget(self._buttons())
        self.take_room(_WIDTH, _HEIGHT if there else 0)
        if there:
            self.table.selectRow(0)
            self.table.setFocus()
            self._read(0)
        self._show_choice()

    def done(self, result: int) -> None:
        self._over = True
        super().done(result)

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setProperty("role", "rows")
        table.setAccessibleName(self.tr("백업 목록"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        plain_headers(table)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, how in enumerate(("ResizeToContents", "Stretch", "ResizeToContents", "ResizeToContents")):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode[how])
        table.doubleClicked.connect(lambda _index: self._restore())
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_choice())
        return table

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.restore = box.addButton(self.tr("되살리기"), QDialogButtonBox.ButtonRole.AcceptRole)
        other = box.addButton(self.tr("다른 파일에서…"), QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.tr("취소"), QDialogButtonBox.ButtonRole.RejectRole)
        self.restore.setDefault(True)
        self.restore.clicked.connect(self._restore)
        other.clicked.connect(self._look_elsewhere)
        box.rejected.connect(self.reject)
        return box

    # What is in them, one after another, while the list can be used

    def _read(self, row: int) -> None:
        if self._over or row == len(self.model.backups):
            return

        def look() -> Inside:
            if self._now is None and self._ask_now is not None:
                self._now = self._ask_now()
            return backup_list.inside(self.model.backups[row].path, self._passphrase, self._now)

        def found(what: Inside) -> None:
            if not self._over:
                self.model.fill(row, what)
                self._show_choice()
                self._read(row + 1)

        # With patience, or a page that reads ahead meanwhile would take its place.
        self._jobs.read_ahead(look, found, patience_s=_PATIENCE_S, told=self)

    def _show_choice(self) -> None:
        found = self.model.found.get(self.table.currentIndex().row())
        self.restore.setEnabled(found is not None and not found.problem)
        if found is not None:
            self.lost.setText(found.problem or found.lost)
        else:
            self.lost.setText(self.tr("백업을 읽는 중…") if self.model.backups else "")

    def _restore(self) -> None:
        if self.restore.isEnabled():
            self.chosen = self.model.backups[self.table.currentIndex().row()].path
            self.accept()

    def _look_elsewhere(self) -> None:
        self.elsewhere = True
        self.accept()
