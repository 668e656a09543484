"""Beside the proposal's form: what is like it, as it is typed, and a way to open it."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.ui.board.dialogs import ProposalDialog
from desktop.ui.board.similar_hint import SimilarHint


@pytest.fixture
def proposals(desk, saved):
    board_id = saved("boards", name="슈퍼히어로 1기", year=2022)
    desk.set_scope(cohort_id=None, board_id=board_id)
    return [
        saved("proposals", desk.scope, title=title)
        for title in ("걷기 좋은 쾌적한 거리", "주차 안내 & 표지판 바꾸기", "청사 회의실 예약")
    ]


def offered(dialog):
    links = dialog.findChild(SimilarHint).findChildren(QPushButton)
    return [link for link in links if not link.isHidden() and link.parentWidget().isVisible()]


def test_the_form_shows_what_is_alike_while_the_title_is_typed(
    desk, proposals, shown, fill, qtbot, meanwhile
):
    dialog = shown(ProposalDialog(desk, None))
    assert offered(dialog) == []
    fill(dialog, title="걷기좋은거리")
    qtbot.waitUntil(lambda: offered(dialog) != [])
    assert offered(dialog)[0].accessibleName() == "걷기 좋은 쾌적한 거리"
    seen = []
    meanwhile(lambda opened: seen.append(opened.windowTitle()) or opened.reject())
    offered(dialog)[0].click()
    assert seen == ["제안 걷기 좋은 쾌적한 거리"]
    fill(dialog, idea="표지판을 새로 세우자")
    qtbot.waitUntil(lambda: [each.text() for each in offered(dialog)][:1] == ["주차 안내 && 표지판 바꾸기"])


def test_a_proposal_is_not_told_of_itself(desk, proposals, shown, qtbot):
    dialog = shown(ProposalDialog(desk, None, proposals[0]))
    told = dialog.findChild(SimilarHint).findChildren(QLabel)
    qtbot.waitUntil(lambda: "비슷한 제안이 없습니다." in [each.text() for each in told])
    assert offered(dialog) == []
