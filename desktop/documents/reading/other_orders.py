"""Tables that stand below one another in a sheet, each with its own heading: the columns of all made those of the first."""

from collections.abc import Mapping, Sequence

from desktop.documents.reading import headings
from desktop.documents.reading.cells import Cell
from desktop.documents.reading.row_kinds import NAMES

_ALIKE = (
    frozenset(
        ("휴대폰", "휴대전화", "핸드폰", "휴대폰번호", "휴대전화번호", "연락처", "전화", "전화번호", "hp")
    ),
    frozenset(("이메일", "메일", "전자우편", "email", "이메일주소")),
    frozenset(("생년월일", "생일", "출생일")),
    NAMES,
)
"""Two headings of one set mean the same column, where the other table has none that is called the same."""


class Orders:
    """Follows the headings down a sheet and puts the cells of each row where the first heading has them.

    ``names`` grows by the columns only a later table has: in a place without a heading where there is one, else right of
    all others.
    """

    def __init__(self, names: Mapping[int, str], width: int) -> None:
        self.names = dict(names)
        self.width = width
        self.notes: list[str] = []
        self._own_width = width
        self._first = dict(names)
        self._moved: dict[int, int] = {}

    def begin(self, number: int, row: Sequence[Cell]) -> None:
        """From the row ``number`` on, the heading ``row`` holds. A heading that names nobody changes nothing."""
        texts = {column: cell for column, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
        if NAMES.isdisjoint(form for text in texts.values() for form in headings.forms(text)):
            return
        moved: dict[int, int] = {}
        unknown: dict[int, str] = {}
        for column, text in texts.items():
            target = self._target(column, text, taken=set(moved.values()))
            if target is None:
                unknown[column] = text
            else:
                moved[column] = target
        if not unknown and all(column == target for column, target in moved.items()):
            self._moved = {}
            return
        for column, text in unknown.items():
            moved[column] = self._place_for(column, text, set(moved.values()))
        self._moved = moved
        self.notes.append(f"{number}행부터는 열의 차례가 다른 표입니다. 그 행의 제목에 맞추어 읽었습니다.")

    def _target(self, column: int, text: str, taken: set[int]) -> int | None:
        forms = headings.forms(text)
        same = [
            place
            for place, name in self.names.items()
            if not set(forms).isdisjoint(headings.column_forms(name))
        ]
        same = [place for place in same if place not in taken]
        if same:
            return column if column in same else same[0]
        for alike in _ALIKE:
            if alike.isdisjoint(forms):
                continue
            for place, name in self._first.items():
                if place not in taken and not alike.isdisjoint(headings.column_forms(name)):
                    return place
        return None

    def _place_for(self, column: int, text: str, taken: set[int]) -> int:
        if column in self.names or column in taken:
            column = self.width
            self.width += 1
        self.names[column] = text
        return column

    def arranged(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row's cells under the first heading."""
        if not self._moved:
            return row
        cells: list[Cell] = [""] * self.width
        for column, target in self._moved.items():
            cells[target] = row[column]
        return cells

    def filled_up(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row with blanks in the columns that came later."""
        return row if len(row) == self.width else [*row, *[""] * (self.width - len(row))]

    @property
    def has_grown(self) -> bool:
        """Whether some rows are shorter than others."""
        return self.width > self._own_width
