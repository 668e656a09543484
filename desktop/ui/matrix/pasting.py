"""A block from a spreadsheet on its way into a matrix: each row checked against the name that stands beside it."""

from PySide6.QtCore import QCoreApplication

from desktop.errors import UserError
from desktop.queries.matrix import Written
from desktop.text import hangul
from desktop.ui.matrix.models import CellsModel
from desktop.ui.table import clipboard_block

_CONTEXT = "MatrixGrid"


def read(model: CellsModel, text: str, row: int, column: int) -> list[Written]:
    """What the block changes, its upper left at this place. Blanks in it change nothing.

    Names may stand in its first column: then the block's rows go to the people of those names, in their order. Raises
    UserError, naming the first row, where a name is not the one of its row, where a value cannot be read, and where the
    block is longer or wider than what is left.
    """
    block = clipboard_block.from_text(text)
    if not block:
        return []
    names = [hangul.clean_name(line.name) for line in model.matrix.lines]
    if len(block[0]) > 1 and _holds_names(block, names):
        _check_names(block, names, row)
        block = [line[1:] for line in block]
    _check_room(model, block, row, column)
    cells = []
    for down, line in enumerate(block):
        for right, cell in enumerate(line):
            value = _parsed(model, cell, row + down, column + right, down + 1)
            if value and value != model.value(row + down, column + right):
                cells.append(model.cell(row + down, column + right, value))
    return cells


def _holds_names(block: list[list[str]], names: list[str]) -> bool:
    """Whether the first column holds names and no values: some of them are those of rows."""
    known = set(names)
    return any(hangul.clean_name(line[0]) in known for line in block)


def _check_names(block: list[list[str]], names: list[str], row: int) -> None:
    for down, line in enumerate(block):
        name = hangul.clean_name(line[0])
        expected = names[row + down] if row + down < len(names) else ""
        if name and name != expected:
            told = _tr("붙여 넣을 {0}번째 줄은 '{1}'인데 이 줄은 '{2}'입니다. 줄을 맞춘 뒤 다시 붙여 주세요.")
            raise UserError(told.format(down + 1, name, expected or _tr("없음")))


def _check_room(model: CellsModel, block: list[list[str]], row: int, column: int) -> None:
    rows, columns = model.rowCount() - row, model.columnCount() - column
    if len(block) > rows or len(block[0]) > columns:
        told = _tr(
            "붙여 넣을 칸({0}줄 {1}열)이 남은 자리({2}줄 {3}열)보다 큽니다. 왼쪽 위 칸을 다시 골라 주세요."
        )
        raise UserError(told.format(len(block), len(block[0]), rows, columns))


def _parsed(model: CellsModel, cell: str, row: int, column: int, number: int) -> str:
    try:
        return model.matrix.parse(cell)
    except UserError as error:
        label, head = model.matrix.lines[row].label, model.matrix.heads[column].label
        told = _tr("붙여 넣을 {0}번째 줄({1}, {2}): {3}")
        raise UserError(told.format(number, label, head, error.message)) from None


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
