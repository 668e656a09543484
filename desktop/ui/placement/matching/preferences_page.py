"""희망: people by openings, the ranks of one side typed or pasted; 불가 for what cannot be."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.queries.matrix import Beside, Cells, Head, Line, Look, Matrix, Written
from desktop.rules.flows import Tone
from desktop.rules.placement import REFUSED, SIDES
from desktop.services.placement.matching import book, ranking, sheets
from desktop.services.placement.matching.book import Book
from desktop.services.placement.matching.ranking import Spot
from desktop.text.dates import show_date
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr
from desktop.ui.kit.small import label
from desktop.ui.matrix.view import MatrixView
from desktop.ui.records import in_work
from desktop.ui.records.view import View
from desktop.ui.records.view_page import ViewPage

_WIDTH = 112
_NAMED = 4


class PreferencesPage(ViewPage):
    """The ranks of the side chosen at its head."""

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__(desk, view)
        self.side = QComboBox()
        self.side.setAccessibleName(tr("순위를 둔 쪽"))
        for side in SIDES:
            self.side.addItem(tr("{0}이 둔 순위").format(side), side)
        self.side.currentIndexChanged.connect(lambda _place: self.refresh())
        self.matrix = MatrixView()
        self.matrix.setObjectName("preferences")
        self.matrix.grid.setAccessibleName(view.title)
        self.matrix.names.setAccessibleName(tr("성명과 적은 수"))
        self.problem = label("", "bad", wrap=True)
        title = label(tr("순위를 둔 쪽"), "quiet")
        title.setBuddy(self.side)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self.side)
        head.addWidget(
            label(
                tr("순위를 치고 Enter · 같은 수는 동점 · '불가' · Delete는 빈칸(잇지 않음)"),
                "quiet",
                wrap=True,
            ),
            1,
        )
        layout = QVBoxLayout()
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.matrix, 1)
        layout.addWidget(self.problem)
        self.problem.hide()
        self.fill(layout)
        # Queued: a cell that is typed in is closed before the table is read anew.
        self.matrix.written.connect(self._write, Qt.ConnectionType.QueuedConnection)
        self.matrix.refused.connect(self._refuse)

    def first(self) -> QWidget:
        return self.matrix

    def read(self) -> None:
        cohort_id = self.desk.scope.cohort_id
        self.told.setText("")
        if cohort_id is None:
            self.show_empty(
                in_work.choose(
                    self.desk, "cohorts", tr("왼쪽 위에서 기수를 고르면 그 기수의 희망 순위가 보입니다.")
                )
            )
            return
        try:
            found = book.read(self.desk.store, cohort_id, self.side.currentData())
        except UserError as error:
            self.show_empty(error.message)
            return
        if not found.market.people or not found.market.openings:
            self.show_empty(
                tr(
                    "순위를 둘 사람이나 모집이 없습니다. '인턴 모집'에 자리를 적고 마지막 단계의 수료를 정해 주세요."
                )
            )
            return
        self.told.setText(
            tr("{0}명 · 모집 {1}곳").format(len(found.market.people), len(found.market.openings))
        )
        self.show_body()
        self.matrix.show_matrix(matrix_of(found))

    def write_sheets(self) -> None:
        """Ask for a folder, and write a workbook for each opening into it."""
        folder = QFileDialog.getExistingDirectory(self, tr("희망 순위표를 둘 폴더"))
        cohort_id = self.desk.scope.cohort_id
        if not folder or cohort_id is None:
            return

        def done(written: sheets.Written) -> None:
            left = tr(" · 제3자 제공에 동의하지 않아 제외 {0}명").format(written.left_out)
            told = tr("희망 순위표 {0}개를 저장했습니다").format(len(written.paths))
            self.desk.bus.said.emit(told + (left if written.left_out else ""), None)

        self.desk.jobs.run(
            self,
            tr("희망 순위표 쓰기"),
            lambda progress: sheets.write_all(self.desk.store, cohort_id, Path(folder), progress),
            done,
        )

    def _write(self, cells: Sequence[Written]) -> None:
        side = self.side.currentData()
        put = ranking.put(self.desk.store, {Spot(side, each.row, each.column): each.value for each in cells})
        told = [*dict.fromkeys(put.refused.values())]
        more = [tr("그 밖에 {0}칸").format(len(told) - _NAMED)] if len(told) > _NAMED else []
        self._refuse(" ".join((*told[:_NAMED], *more)))
        if put.refused:
            self.refresh()

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def matrix_of(found: Book) -> Matrix:
    """The ranks of one side, people by openings."""
    market, ranks = found.market, found.ranks

    def read(rows: Sequence[int]) -> Cells:
        wanted = set(rows)
        return {
            (spot.trainee_id, spot.opening_id): ranking.shown(rank)
            for spot, rank in ranks.items()
            if spot.trainee_id in wanted
        }

    counts = dict.fromkeys(market.people, 0)
    for spot in ranks:
        counts[spot.trainee_id] = counts.get(spot.trainee_id, 0) + 1
    return Matrix(
        beside=((tr("성명"), 130), (tr("생년월일"), 104), (tr("적은 수"), 70)),
        lines=[
            Line(
                each.trainee_id,
                each.name,
                each.label,
                (
                    Beside(each.label),
                    Beside(show_date(each.born) if each.born else ""),
                    Beside(str(counts[each.trainee_id] or "—")),
                ),
            )
            for each in market.people.values()
        ],
        heads=[
            Head(
                each.opening_id, each.company, tr("{0}명").format(each.places) if each.label == each.company else each.duty,
                f"{each.company} {each.duty}",
            )
            for each in market.openings.values()
        ],
        read=read,
        look=_look,
        parse=lambda text: ranking.shown(ranking.rank_of(text)),
        typed=True,
        width=_WIDTH,
    )  # fmt: skip


def _look(value: str) -> Look:
    return Look(value, value, Tone.BAD if value == REFUSED else Tone.GOOD if value == "1" else Tone.PLAIN)
