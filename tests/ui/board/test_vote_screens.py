"""투표 as a person meets it: a roll call by keys, buttons and a pasted column; a secret vote by its roll and counts."""

import json
import re
from contextlib import nullcontext

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.queries.unsaved import Writing
from desktop.rules.review.votes import Choice
from desktop.services.board.votes import votes
from desktop.services.datafile import undoing, unsaved
from desktop.services.records import cards
from desktop.services.safety import backup
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


class Window(QWidget):
    """A window that keeps in the data file what is told to it, as the window of the program does."""

    def __init__(self, store):
        super().__init__()
        self.store, self.row, self.kept, self.left = store, None, [], {}
        self.keeper = self

    def keep(self, _token, writing):
        self.kept.append(writing)
        self.row = unsaved.keep(self.store, writing, self.row)

    def give_up(self, _token):
        if self.row is not None:
            unsaved.give_up(self.store, self.row)
        self.row = None

    def taken_up(self, _token, _dialog):
        return self.left

    def opening(self, *_):
        return nullcontext()

    def opened(self):
        return None


def told_choices(*paths):
    """What in the bytes of these files stands beside a number and is a choice, as it is or as JSON escapes it."""
    words = [re.escape(form) for each in Choice for form in (each.value, json.dumps(each.value)[1:-1])]
    forms = "|".join(words).replace(r"\\", r"\\+")  # JSON within JSON escapes it twice
    beside = re.compile(rb"\d[^\d]{0,20}?(?:" + forms.encode() + b")", re.IGNORECASE)
    return [(path.name, found) for path in paths for found in beside.findall(path.read_bytes())]


@pytest.fixture
def files(store, tmp_path):
    """The data file, its write-ahead log, and a backup taken at that moment."""

    def now():
        copy = backup.back_up(store, tmp_path / "백업.db").path
        return store.path, store.path.with_name(f"{store.path.name}-wal"), copy

    return now


@pytest.mark.feature("JB-11")
def test_no_byte_tells_a_choice_that_was_marked_before_the_vote_was_a_secret_one(
    desk, proposal, files, qtbot, fill, shown
):
    window = Window(desk.store)
    qtbot.addWidget(window)
    dialog = shown(VoteDialog(desk, window, None, {"proposal_id": proposal}))

    def rest():
        before = len(window.kept)
        fill(dialog, note=f"{before + 1}차 회의")
        qtbot.waitUntil(lambda: len(window.kept) > before)
        assert told_choices(*files()) == []
        return window.kept[-1]

    press_keys(dialog, qtbot, "112")
    kept = rest()
    assert kept.contents == {"note": "1차 회의"}
    assert kept.told == "비고: 1차 회의\n찍은 명부는 남기지 않았습니다. 다시 찍어 주세요."
    fill(dialog, method="비밀")
    assert rest().contents == {"note": "2차 회의", "method": "비밀"}
    fill(dialog, method="공개")
    press_keys(dialog, qtbot, "3")
    rest()
    fill(dialog, method="비밀")
    dialog.roll.fill_blanks()
    assert rest().contents == {"note": "4차 회의", "method": "비밀"}
    fill(dialog, in_favour="2", against="1", abstained="1")
    dialog.accept()
    assert dialog.result_value
    assert told_choices(*files()) == []


@pytest.mark.feature("JB-11")
def test_the_rest_of_an_open_vote_survives_a_crash_and_its_choices_do_not(
    desk, proposal, saved, files, qtbot, fill, shown
):
    vote_id = saved("votes", desk.scope, proposal_id=proposal, held_on=desk.store.today(), method="공개")
    window = Window(desk.store)
    qtbot.addWidget(window)
    dialog = shown(VoteDialog(desk, window, vote_id))
    press_keys(dialog, qtbot, "12")
    fill(dialog, note="2차 회의")
    qtbot.waitUntil(lambda: bool(window.kept))
    assert window.kept[-1].contents == {"note": "2차 회의"}
    assert told_choices(*files()) == []
    window.left = window.kept[-1].contents
    again = shown(VoteDialog(desk, window, vote_id))
    assert (again.input("note").text(), again.roll.chosen) == ("2차 회의", {})


@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_scan_for_choices_sees_what_a_roll_kept_by_choices_would_leave(store, files, ascii_only):
    told = json.dumps([[1, "찬성"]], ensure_ascii=ascii_only)
    row = unsaved.keep(store, Writing("투표 추가", "투표 추가: note", {"roll": told}, ""))
    assert len({name for name, _found in told_choices(*files())}) >= 2, "in the log and in the backup"
    unsaved.give_up(store, row)
    assert told_choices(*files()), "the log holds it still"
