"""투표 as a person meets it: a roll call by keys, buttons and a pasted column; a secret vote by its roll and counts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from desktop.services.board.votes import votes
from desktop.services.datafile import undoing
from desktop.services.records import cards
from desktop.ui.board.votes.vote_dialog import VoteDialog
from desktop.ui.kit.mnemonics import plain
from desktop.ui.window.screens import page_of

NAMES = ("김하늘", "박강산", "이바다", "최들녘")


@pytest.fixture
def proposal(desk, saved):
    desk.set_scope(cohort_id=None, board_id=saved("boards", name="슈퍼히어로 1기", year=2022))
    for name in NAMES:
        saved("members", desk.scope, name=name, department="청소과")
    return saved("proposals", desk.scope, title="걷기 좋은 거리")


@pytest.fixture
def dialog(desk, proposal, shown):
    return shown(VoteDialog(desk, None, None, {"proposal_id": proposal}))


def press_keys(dialog, qtbot, keys):
    for key in keys:
        before = dict(dialog.roll.chosen)
        qtbot.keyClick(dialog.roll.matrix.grid, key)
        qtbot.waitUntil(lambda before=before: dialog.roll.chosen != before)


def test_a_roll_call_is_marked_by_keys_and_told_as_it_goes(desk, proposal, dialog, qtbot, shown, texts):
    assert dialog.outcome.text() == "4명 가운데 아직 아무도 투표하지 않음"
    press_keys(dialog, qtbot, "112")
    names = dict(votes.voters(desk.store, proposal, desk.store.today()))
    chosen = {names[member]: word for member, word in dialog.roll.chosen.items()}
    assert chosen == {"김하늘": "찬성", "박강산": "찬성", "이바다": "반대"}
    assert dialog.outcome.text().endswith("가결(3표 가운데 2표)")
    assert not dialog.input("in_favour").isEnabled()
    dialog.accept()
    page = shown(page_of(desk, "votes"))
    assert [texts(page, key) for key in ("title", "result", "turnout")] == [
        ["걷기 좋은 거리"], ["가결"], ["75.0"],
    ]  # fmt: skip
    told = [each.text for each in cards.card(desk.store, "proposals", proposal, desk.scope).linked]
    assert any(each.startswith("공개투표") and "찬성 2 · 반대 1" in each for each in told)
    undoing.undo(desk.store)
    qtbot.waitUntil(lambda: texts(page, "title") == [])


def test_the_roll_is_marked_by_mouse_and_pasted(dialog, qtbot):
    grid = dialog.roll.matrix.grid
    grid.selectAll()
    buttons = {plain(each.text()): each for each in dialog.roll.findChildren(QPushButton)}
    qtbot.mouseClick(buttons["반대"], Qt.MouseButton.LeftButton)
    assert len(dialog.roll.of("반대")) == len(NAMES)
    QGuiApplication.clipboard().setText("찬성\n찬성\n기권")
    grid.setCurrentIndex(grid.model().index(0, 0))
    grid.paste()
    qtbot.waitUntil(lambda: len(dialog.roll.of("찬성")) == 2)
    QGuiApplication.clipboard().setText("글쎄요")
    grid.paste()
    assert "적을 수 있는 것: 찬성, 반대, 기권" in dialog.roll.refused.text()
    dialog.done(0)


def test_a_secret_vote_is_written_once_by_its_roll_and_counts(
    desk, proposal, dialog, qtbot, fill, told, shown
):
    press_keys(dialog, qtbot, "12")
    fill(dialog, method="비밀")
    assert dialog.roll.of("찬성") == ()
    assert len(dialog.roll.of("투표")) == 2, "who voted stays on the roll, how is forgotten"
    fill(dialog, in_favour="2", against="0")
    dialog.accept()
    assert "3명 이상" in dialog._general.text()
    dialog.roll.fill_blanks()
    dialog.accept()
    assert "명부와 표를" in told(dialog)["in_favour"]
    fill(dialog, in_favour="3", against="1")
    dialog.accept()
    assert dialog.result_value
    (vote_id,) = dialog.result_value.inserted["vote"]
    again = shown(VoteDialog(desk, None, vote_id))
    assert again.outcome.text().startswith("명부 4명. 찬성 3 · 반대 1 · 기권 0")
    assert not any(again.input(key).isEnabled() for key in ("method", "in_favour", "against", "abstained"))
    assert not again.roll.isEnabled()
    assert not again.changed
