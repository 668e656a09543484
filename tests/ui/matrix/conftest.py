"""A matrix of invented people and days whose cells are kept in a dict, as a page keeps them in the data."""

import pytest

from desktop.errors import UserError
from desktop.queries.matrix import Beside, Head, Line, Look, Matrix
from desktop.rules.flows import Tone
from desktop.ui.matrix.view import MatrixView

NAMES = ("강하늘", "김민수", "박도담", "최서솔", "한지빛")
LOOKS = {"출석": Look("○", "출석", Tone.GOOD), "결석": Look("결", "결석", Tone.BAD, paper_clip=True)}


def parse(text: str) -> str:
    known = {
        "": "",
        "-": "",
        "○": "출석",
        "×": "결석",
        "출석": "출석",
        "결석": "결석",
        "1": "출석",
        "5": "결석",
    }
    if text.strip() not in known:
        raise UserError(f"'{text}'은(는) 읽을 수 없습니다.")
    return known[text.strip()]


class Book:
    """What is kept; ``asked`` are the rows whose values were read, ``refused`` what the view said."""

    def __init__(self, rows: int = 5, columns: int = 4, *, typed: bool = False) -> None:
        self.kept: dict[tuple[int, int], str] = {}
        self.asked: list[list[int]] = []
        self.refused: list[str] = []
        self.filled: list[int] = []
        self.writes = 0
        self.typed = typed
        self.rows, self.columns = rows, columns
        self.view = MatrixView()
        self.view.written.connect(self._write)
        self.view.refused.connect(self.refused.append)
        self.view.filling.connect(self.filled.append)
        self.view.show_matrix(self.matrix())

    def matrix(self) -> Matrix:
        return Matrix(
            beside=(("성명", 90), ("출석률", 70)),
            lines=[
                Line(
                    100 + row,
                    NAMES[row % 5],
                    NAMES[row % 5],
                    (Beside(NAMES[row % 5]), Beside(self._rate(100 + row), Tone.PLAIN)),
                )
                for row in range(self.rows)
            ],
            heads=[
                Head(column, f"6. {column + 1}.", "토", f"6월 {column + 1}일")
                for column in range(self.columns)
            ],
            read=self._read,
            look=LOOKS.__getitem__ if not self.typed else lambda value: Look(value, value),
            keys={} if self.typed else {"1": "출석", "5": "결석", "0": ""},
            parse=parse if not self.typed else str.strip,
            closed=lambda row, column: "휴강입니다." if column == 3 and row == 100 else "",
            typed=self.typed,
        )

    def column(self, column: int) -> list[str]:
        return [self.kept.get((100 + row, column), "") for row in range(self.rows)]

    def _rate(self, row_id: int) -> str:
        return str(sum(value == "출석" for (row, _column), value in self.kept.items() if row == row_id))

    def _read(self, rows):
        self.asked.append(list(rows))
        return {(row, column): value for (row, column), value in self.kept.items() if row in set(rows)}

    def _write(self, cells) -> None:
        self.writes += 1
        for row, column, value in ((each.row, each.column, each.value) for each in cells):
            self.kept[row, column] = value
            if not value:
                del self.kept[row, column]
        self.view.show_matrix(self.matrix())


@pytest.fixture
def book(qapp, shown):
    """A book on the screen, the cursor in its first cell."""
    made = Book()
    made.view.resize(500, 300)
    shown(made.view)
    made.view.grid.setFocus()
    return made
