"""Cards of nobody in three columns."""

import pytest

from desktop.queries.columns import ColumnCard, Columns, Meaning, Meanings, column_of
from desktop.rules.flows import Tone
from desktop.ui.columns.columns_view import ColumnsView
from desktop.ui.kit.theme import Mode, Theme


def cards(first, count, held=""):
    return [
        ColumnCard(first + n, f"카드{first + n:03}", (f"줄 {n}",), (("말", Tone.GOOD),), held)
        for n in range(count)
    ]


def told(ids):
    return Meanings(
        {2: Meaning(f"{len(ids)}장 오면 +3", Tone.WARN), 3: Meaning("꽉 참", Tone.BAD, refused=True)},
        {501: Meaning("바꾸면 -2", Tone.GOOD)},
    )


@pytest.fixture
def view(qapp, shown):
    Theme(qapp, Mode.LIGHT)
    made = ColumnsView()
    made.resize(760, 480)
    made.show_columns(
        Columns(
            (
                column_of(1, "가", cards(101, 120)),
                column_of(2, "나", cards(501, 3), (("벌점 4", Tone.WARN),)),
                column_of(3, "다", cards(701, 1, held="고정되어 있습니다.")),
            ),
            told,
            onto=True,
        )
    )
    return shown(made)
